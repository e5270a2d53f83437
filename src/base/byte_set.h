/* A set of bytes, and the places in a text where they stand: sixteen bytes are looked at at once
 * where the processor can. */
#ifndef LETOON_BASE_BYTE_SET_H
#define LETOON_BASE_BYTE_SET_H

#include "base/str.h"

/* By a byte's lower half: a bit for each upper half that makes a byte of the set of it. */
typedef struct byte_set {
    uint8_t ascii[16], wide[16];
} byte_set;

/* BYTE_SET(IS) is the set of all bytes for which the macro IS(byte), a constant, is not 0. */
#define BYTE_SET_BIT_(is, low, high, n) ((is(((high) + (n)) << 4 | (low)) ? 1 : 0) << (n))
#define BYTE_SET_ROW_(is, low, high)                                                               \
    (BYTE_SET_BIT_(is, low, high, 0) | BYTE_SET_BIT_(is, low, high, 1) |                           \
     BYTE_SET_BIT_(is, low, high, 2) | BYTE_SET_BIT_(is, low, high, 3) |                           \
     BYTE_SET_BIT_(is, low, high, 4) | BYTE_SET_BIT_(is, low, high, 5) |                           \
     BYTE_SET_BIT_(is, low, high, 6) | BYTE_SET_BIT_(is, low, high, 7))
#define BYTE_SET_HALF_(is, high)                                                                   \
    {                                                                                              \
        BYTE_SET_ROW_(is, 0, high), BYTE_SET_ROW_(is, 1, high), BYTE_SET_ROW_(is, 2, high),        \
            BYTE_SET_ROW_(is, 3, high), BYTE_SET_ROW_(is, 4, high), BYTE_SET_ROW_(is, 5, high),    \
            BYTE_SET_ROW_(is, 6, high), BYTE_SET_ROW_(is, 7, high), BYTE_SET_ROW_(is, 8, high),    \
            BYTE_SET_ROW_(is, 9, high), BYTE_SET_ROW_(is, 10, high), BYTE_SET_ROW_(is, 11, high),  \
            BYTE_SET_ROW_(is, 12, high), BYTE_SET_ROW_(is, 13, high), BYTE_SET_ROW_(is, 14, high), \
            BYTE_SET_ROW_(is, 15, high)                                                            \
    }
#define BYTE_SET(is)                                                                               \
    { BYTE_SET_HALF_(is, 0), BYTE_SET_HALF_(is, 8) }

static inline bool byte_set_has(const byte_set *set, char c) {
    unsigned char b = (unsigned char)c;
    return (b < 0x80 ? set->ascii : set->wide)[b & 15] >> (b >> 4 & 7) & 1;
}

enum { BYTE_SCAN = 64 }; /* bytes are looked at together */

/* A reading of a text: {.set = …, .text = …} begins one. */
typedef struct byte_scan {
    const byte_set *set;
    str text;
    size_t at;     /* of the bytes looked at last, */
    uint64_t left; /* a bit for each of them that is in the set, but for those that were passed */
} byte_scan;

void byte_scan_fill(byte_scan *s, size_t from);

/* Where the first byte of the set stands from `from` on; the text's length: nowhere. `from` never
 * falls. */
static inline size_t byte_next(byte_scan *s, size_t from) {
    s->left = from - s->at < BYTE_SCAN ? s->left & ~(uint64_t)0 << (from - s->at) : 0;
    if (!s->left)
        byte_scan_fill(s, from);
    return s->left ? s->at + (size_t)__builtin_ctzll(s->left) : s->text.n;
}

#endif
