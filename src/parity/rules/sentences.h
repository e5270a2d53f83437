/* Sentences that stayed in the original's language within a block that was translated. */
#ifndef LETOON_PARITY_RULES_SENTENCES_H
#define LETOON_PARITY_RULES_SENTENCES_H

#include "parity/rules/third.h"

enum { SENTENCE_WORDS = 6 }; /* fewer may be a name, or a title */

/* Tells of the first. */
void sentences_check(const speaker *s, const leaf *from, const leaf *to);

#endif
