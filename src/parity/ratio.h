/* How long texts are in one language against another. */
#ifndef LETOON_PARITY_RATIO_H
#define LETOON_PARITY_RATIO_H

#include "base/str.h"

/* The usual number of code points of a text in the language `to` for one in `from`, both BCP 47
 * tags: the medians of published translations (docs/parity.md). Unknown languages count as
 * English. */
float ratio_of(str from, str to);

#endif
