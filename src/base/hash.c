#include "base/hash.h"

#include <xxhash.h>

uint64_t hash64(str s, uint64_t seed) {
    return XXH3_64bits_withSeed(s.p ? s.p : "", s.n, seed);
}

unsigned hash_library_version(void) {
    return XXH_versionNumber();
}
