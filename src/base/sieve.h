/* A set of hashes that may hold too much: a bit for each, which some share. It tells quickly of
 * most things that they are not in it. */
#ifndef LETOON_BASE_SIEVE_H
#define LETOON_BASE_SIEVE_H

#include <stdbool.h>
#include <stdint.h>

enum { SIEVE_BITS = 4096 };

typedef struct sieve {
    uint64_t of[SIEVE_BITS / 64];
} sieve;

static inline void sieve_add(sieve *s, uint64_t hash) {
    s->of[hash % SIEVE_BITS / 64] |= (uint64_t)1 << hash % 64;
}

/* False: it was never added. */
static inline bool sieve_may_have(const sieve *s, uint64_t hash) {
    return s->of[hash % SIEVE_BITS / 64] >> hash % 64 & 1;
}

#endif
