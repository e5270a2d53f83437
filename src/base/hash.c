#include "base/hash.h"

#include <xxhash.h>

uint64_t hash64(str s, uint64_t seed) {
    return XXH3_64bits_withSeed(s.p ? s.p : "", s.n, seed);
}

hash128 hash128_of(str s) {
    XXH128_hash_t h = XXH3_128bits(s.p ? s.p : "", s.n);
    return (hash128){h.high64, h.low64};
}

unsigned hash_library_version(void) {
    return XXH_versionNumber();
}
