/* The words of a text, for who asks whether two texts have some in common. */
#ifndef LETOON_PARITY_SPOKEN_H
#define LETOON_PARITY_SPOKEN_H

#include <stdint.h>

#include "base/str.h"

enum { SPOKEN_WORDS = 48 }; /* of a text are looked at */

/* Hashes of words of four bytes or more, and of what stands side by side where no blanks part
 * words. */
size_t spoken_words(str text, uint64_t out[SPOKEN_WORDS]);

/* How many of n words are among m others. */
size_t spoken_common(const uint64_t *words, size_t n, const uint64_t *others, size_t m);

#endif
