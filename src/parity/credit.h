/* What a program that translates puts before or behind each of its translations. */
#ifndef LETOON_PARITY_CREDIT_H
#define LETOON_PARITY_CREDIT_H

#include "parity/outline.h"

/* How many of the leaves that only the translation has, from the first on, say by which program it
 * was made; 0: none. */
uint32_t credit_length(const leaf *leaves, uint32_t n);

#endif
