#include "base/map.h"

#include <string.h>

#include "base/hash.h"

enum { SLOTS_MIN = 16 };

map map_new(arena *a) {
    map m = {.a = a};
    /* Address space layout is the seed's randomness: order never depends on it. */
    m.seed = (uint64_t)(uintptr_t)a * 0x9E3779B97F4A7C15u;
    return m;
}

/* The slot that holds the key, or the empty one where it belongs. */
static uint32_t *slot_of(const map *m, str key, uint64_t h) {
    uint32_t mask = m->nslots - 1;
    for (uint32_t i = (uint32_t)h & mask;; i = (i + 1) & mask) {
        uint32_t *s = &m->slots[i];
        if (*s == 0)
            return s;
        const map_entry *e = &m->entries[*s - 1];
        if (e->hash == h && str_eq(e->key, key))
            return s;
    }
}

void *map_get(const map *m, str key) {
    if (m->n == 0)
        return NULL;
    uint32_t s = *slot_of(m, key, hash64(key, m->seed));
    return s ? m->entries[s - 1].val : NULL;
}

bool map_has(const map *m, str key) {
    return m->n && *slot_of(m, key, hash64(key, m->seed)) != 0;
}

static void grow(map *m) {
    uint32_t cap = m->cap ? m->cap * 2 : SLOTS_MIN / 2;
    map_entry *entries = arena_make(m->a, map_entry, cap);
    if (m->n)
        memcpy(entries, m->entries, m->n * sizeof *entries);
    m->entries = entries;
    m->cap = cap;
    m->nslots = cap * 2;
    m->slots = arena_make(m->a, uint32_t, m->nslots);
    for (uint32_t i = 0; i < m->n; i++)
        *slot_of(m, entries[i].key, entries[i].hash) = i + 1;
}

void **map_at(map *m, str key) {
    if (m->n == m->cap)
        grow(m);
    uint64_t h = hash64(key, m->seed);
    uint32_t *s = slot_of(m, key, h);
    if (*s == 0) {
        m->entries[m->n] = (map_entry){.key = key, .hash = h};
        *s = ++m->n;
    }
    return &m->entries[*s - 1].val;
}

void map_set(map *m, str key, void *val) {
    *map_at(m, key) = val;
}
