/* Hashes: the only door to xxHash. */
#ifndef LETOON_BASE_HASH_H
#define LETOON_BASE_HASH_H

#include "base/str.h"

typedef struct hash128 {
    uint64_t hi, lo;
} hash128;

uint64_t hash64(str s, uint64_t seed); /* XXH3-64 */
hash128 hash128_of(str s);             /* XXH3-128 */
unsigned hash_library_version(void);   /* XXH_versionNumber() */

#endif
