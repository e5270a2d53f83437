/* Hashes: the only door to xxHash. */
#ifndef LETOON_BASE_HASH_H
#define LETOON_BASE_HASH_H

#include "base/str.h"

uint64_t hash64(str s, uint64_t seed); /* XXH3-64 */
unsigned hash_library_version(void);   /* XXH_versionNumber() */

#endif
