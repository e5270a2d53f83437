/* Blocks that stand for text and say nothing of it: "TODO", "[The rest is unchanged]", a refusal.
 */
#ifndef LETOON_PARITY_RULES_STAND_IN_H
#define LETOON_PARITY_RULES_STAND_IN_H

#include "parity/pair.h"

typedef enum {
    STAND_IN_NONE,
    STAND_IN_EMPTY,   /* no letter is in it */
    STAND_IN_PROMISE, /* "TODO", "[to be translated]", "Lorem ipsum" */
    STAND_IN_REST,    /* "[The rest is unchanged]" */
    STAND_IN_REFUSAL, /* "I'm sorry, but I cannot translate …" */
    STAND_IN_ASKING,  /* "Shall I go on?", "[Continued in the next message]" */
    STAND_IN_NOTE,    /* "[Translator's note: …]" */
} stand_in;

/* What a block of text is, if it is no translation of what it seems to be. */
stand_in stand_in_of(arena *a, const leaf *l);

/* Puts in how refusals and promises begin, for lore. */
void stand_in_begins(sieve *out);

/* Marks such blocks of the translation, which is p->to, where they are not as long as their
 * originals or have none, as LEAF_IS_ELIDED, and aligns anew when there are any. The last block of
 * all, if it is one, is taken off and is p->last then. */
void stand_in_mark(pair *p, version *to);

#endif
