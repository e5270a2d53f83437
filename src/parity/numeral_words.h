/* Numbers that are written in words; see number.h. */
#ifndef LETOON_PARITY_NUMERAL_WORDS_H
#define LETOON_PARITY_NUMERAL_WORDS_H

#include "parity/number.h"

/* Is there a table of a language (a BCP 47 tag)? */
bool numeral_has_words(str tag);

void numeral_read_words(arena *a, str text, str tag, numbers *out);

#endif
