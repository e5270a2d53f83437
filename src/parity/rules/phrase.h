/* Phrases that a text begins with or holds. Texts and phrases are folded: see phrase_fold. */
#ifndef LETOON_PARITY_RULES_PHRASE_H
#define LETOON_PARITY_RULES_PHRASE_H

#include "base/sieve.h"
#include "base/str.h"

typedef const char *const phrases[]; /* NULL behind the last one */

/* Stems of "to translate" and "translation". */
extern phrases phrase_translation;

/* The beginning of a text, as far as it matters: in lower case, with ' for ’, "ss" for "ß". */
str phrase_fold(arena *a, str text);

/* The first of the phrases that a text begins with; its length, 0: none. */
size_t phrase_begins(str s, phrases list);

/* A text that is searched for hundreds of phrases, hardly one of which it has: which two bytes
 * stand side by side in it is noted. */
typedef struct phrase_text {
    str text;
    sieve pairs;
} phrase_text;

void phrase_search(phrase_text *s, str text);

/* All the phrases are of three bytes or more. */
bool phrase_holds(const phrase_text *s, phrases list);

/* Does it end in a question mark, be there white space behind it? */
bool phrase_asks(str s);

/* White space and punctuation. */
bool phrase_is_between(str s); /* does it begin with any? */
str phrase_skip(str s);        /* what is behind, from a < on at the latest */

#endif
