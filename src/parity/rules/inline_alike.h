/* Inline code that is written otherwise in a translation, and says the same. */
#ifndef LETOON_PARITY_RULES_INLINE_ALIKE_H
#define LETOON_PARITY_RULES_INLINE_ALIKE_H

#include "parity/pair.h"

bool inline_is_alike(const pair *p, str want, str got);

#endif
