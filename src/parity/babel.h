/* The function words of all languages that we have them of, by their hashes. */
#ifndef LETOON_PARITY_BABEL_H
#define LETOON_PARITY_BABEL_H

#include "base/str.h"

enum {
    BABEL_WORD = 16, /* bytes; the longest function word has 14 */
    BABEL_TONGUES = 32,
};

typedef struct babel babel;

/* Lives in `a`. */
const babel *babel_new(arena *a);

/* The bit of a language, by the BCP 47 subtag, in what babel_langs gives: that of its place in
 * words_table. 0: we have no words of it. */
uint32_t babel_bit(str language);

/* May a word of so many bytes, in upper or lower case, be one of them? The lengths, first and last
 * letters of most words tell that they are none. */
bool babel_may_have(const babel *b, const char *word, size_t n);

/* A word's hash, without case of ASCII. `word` has 1 to BABEL_WORD bytes, and its letters beyond
 * ASCII are in lower case. It depends on the machine's order of bytes, so it is for babel_langs. */
uint32_t babel_hash(const char *word, size_t n);

/* Whose word it is, a bit for each language; 0: nobody's. */
uint32_t babel_langs(const babel *b, uint32_t hash);

#endif
