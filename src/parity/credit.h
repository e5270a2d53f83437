/* What a program that translates puts before or behind each of its translations. */
#ifndef LETOON_PARITY_CREDIT_H
#define LETOON_PARITY_CREDIT_H

#include "parity/outline.h"

/* Do leaves that only the translation has say by which program it was made? */
bool credit_is(const leaf *leaves, uint32_t n);

#endif
