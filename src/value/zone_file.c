/* Zone files as RFC 8536 describes them. */
#include <string.h>

#include "value/zone.h"

enum { HEADER = 44, TYPE = 6 };

typedef struct counts {
    uint32_t ut, standard, leaps, times, types, chars;
    int wide; /* bytes of a time: 4 in the first block, 8 in the second */
} counts;

static uint64_t read_big_endian(const char *p, int n) {
    uint64_t u = 0;
    for (int i = 0; i < n; i++)
        u = u << 8 | (unsigned char)p[i];
    return u;
}

static uint32_t read32(const char *p) {
    return (uint32_t)read_big_endian(p, 4);
}

static bool read_header(str s, int wide, counts *c) {
    if (s.n < HEADER || !str_starts(s, S("TZif")))
        return false;
    *c = (counts){read32(s.p + 20),
                  read32(s.p + 24),
                  read32(s.p + 28),
                  read32(s.p + 32),
                  read32(s.p + 36),
                  read32(s.p + 40),
                  wide};
    return true;
}

/* Of the block after its header. */
static uint64_t block_size(const counts *c) {
    return (uint64_t)c->times * ((unsigned)c->wide + 1) + (uint64_t)c->types * TYPE + c->chars +
           (uint64_t)c->leaps * ((unsigned)c->wide + 4) + c->standard + c->ut;
}

static bool read_types(arena *a, str s, const counts *c, zone *z) {
    const char *p = s.p + HEADER + (size_t)c->times * ((size_t)c->wide + 1);
    const char *names = p + (size_t)c->types * TYPE;
    zone_type *types = arena_make(a, zone_type, c->types);
    for (uint32_t i = 0; i < c->types; i++, p += TYPE) {
        types[i].offset = (int32_t)read32(p);
        uint32_t at = (unsigned char)p[5];
        if (at >= c->chars || types[i].offset < -93600 || types[i].offset > 93600)
            return false;
        for (size_t n = 0; n + 1 < ZONE_ABBREVIATION && at + n < c->chars && names[at + n]; n++)
            types[i].name[n] = names[at + n];
    }
    z->types = types;
    z->ntypes = c->types;
    return true;
}

static bool read_times(arena *a, str s, const counts *c, zone *z) {
    int64_t *at = arena_make(a, int64_t, c->times);
    const char *types = s.p + HEADER + (size_t)c->times * (size_t)c->wide;
    for (uint32_t i = 0; i < c->times; i++) {
        const char *p = s.p + HEADER + (size_t)i * (size_t)c->wide;
        at[i] = c->wide == 8 ? (int64_t)read_big_endian(p, 8) : (int32_t)read32(p);
        if ((unsigned char)types[i] >= c->types || (i && at[i] < at[i - 1]))
            return false;
    }
    z->at = at;
    z->type = (const uint8_t *)str_copy(a, (str){types, c->times}).p;
    z->n = c->times;
    return true;
}

const zone *zone_file_parse(arena *a, str s) {
    counts c;
    if (!read_header(s, 4, &c) || block_size(&c) > s.n - HEADER)
        return NULL;
    zone *z = arena_make(a, zone, 1);
    str footer = {NULL, 0};
    if (s.p[4] >= '2') {
        s = str_from(s, HEADER + (size_t)block_size(&c));
        if (!read_header(s, 8, &c) || block_size(&c) > s.n - HEADER)
            return NULL;
        footer = str_from(s, HEADER + (size_t)block_size(&c));
    }
    if (c.types == 0 || !read_types(a, s, &c, z) || !read_times(a, s, &c, z))
        return NULL;
    str line, rest;
    if (str_starts(footer, S("\n")) && str_cut(str_from(footer, 1), S("\n"), &line, &rest))
        z->has_rule = zone_rule_parse(line, &z->rule);
    return z;
}
