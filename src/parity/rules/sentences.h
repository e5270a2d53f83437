/* Sentences, and parts of them, that are in another language than the block that they stand in,
 * most often the original's. */
#ifndef LETOON_PARITY_RULES_SENTENCES_H
#define LETOON_PARITY_RULES_SENTENCES_H

#include "parity/rules/third.h"

/* Tells of the first; `q` is the block's profile. */
void sentences_check(const speaker *s, const leaf *from, const leaf *to, const profile *q);

#endif
