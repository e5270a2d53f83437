/* What was left in the original's language: a text that equals the original's. */
#ifndef LETOON_PARITY_RULES_LEFT_H
#define LETOON_PARITY_RULES_LEFT_H

#include "parity/rules/third.h"

/* Behind a word of a sentence, or of a heading. */
#define PLAIN_STOPS ".,:;!?)"

/* Is it all in letters that those who read the translation do not know? Names are written in their
 * own, so this is left; only the names of languages may be. What is written in Latin letters may be
 * a name anywhere. */
bool left_is_unreadable(const speaker *s, const profile *q);

/* Is a text that equals the original's one that should not? Names and titles may. */
bool left_should_differ(const speaker *s, const profile *q, str text);

/* The cell of a row, or the text in a block of HTML, that is the original's and should be
 * translated, where other parts are not equal; empty: there is none. What links are called may be
 * a title. */
str left_part(const speaker *s, const leaf *from, const leaf *to);

/* HTML within a sentence, without its tags and comments. */
str left_words(arena *a, str html);

#endif
