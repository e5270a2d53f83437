/* Words within a translated block that stayed in the original's language, or are in a script that
 * is not the translation's: less than a sentence, or one without an end of its own. */
#ifndef LETOON_PARITY_RULES_RUNS_H
#define LETOON_PARITY_RULES_RUNS_H

#include "parity/rules/third.h"

/* The first such run of a block, as bytes of the note; n 0: there is none. `q` is the block's.
 * What stands in quotes or brackets, is code or a link's text is no run: it may be a name. */
str runs_find(const speaker *s, const leaf *from, const leaf *to, const profile *q);

/* Do bytes [from, end) of a block as it was written stand within a link's text? */
bool runs_are_linked(str text, size_t from, size_t end);

#endif
