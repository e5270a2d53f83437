/* A hash map from text to pointer, in insertion order, seeded per map. Keys are not copied: they
 * must live as long as the map. */
#ifndef LETOON_BASE_MAP_H
#define LETOON_BASE_MAP_H

#include "base/str.h"

typedef struct map_entry {
    str key;
    void *val;
    uint64_t hash;
} map_entry;

typedef struct map {
    arena *a;
    map_entry *entries; /* n of them, in the order they were first set */
    uint32_t n, cap;
    uint32_t *slots; /* index + 1 into entries, 0 empty; nslots is a power of two */
    uint32_t nslots;
    uint64_t seed;
} map;

map map_new(arena *a);
void *map_get(const map *m, str key); /* NULL when absent */
bool map_has(const map *m, str key);

/* The place of the key's value, made (NULL) when absent. Valid until the next map_at. */
void **map_at(map *m, str key);
void map_set(map *m, str key, void *val);

#endif
