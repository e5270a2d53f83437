/* Words that cures are made of: which lines to edit, and between which words of the original what
 * is missing stands. */
#ifndef LETOON_PARITY_CURE_H
#define LETOON_PARITY_CURE_H

#include "parity/pair.h"

/* "line 3", "lines 3 to 7": of the translation, whose path the finding says. */
str cure_lines(const pair *p, const leaf *first, const leaf *last);

/* The number of a leaf's last line in the translation. */
uint32_t cure_last_line(const pair *p, const leaf *l);

/* Mends a finding by removing whole blocks of the translation, with the blank lines behind them; at
 * the end of the text with those before them. */
void cure_remove(const pair *p, diag *e, uint32_t at, uint32_t end);

/* What stands at a place with words before and behind it, in quotes: "…a reader counted 48250 cups,
 * which…". Who reads the one language finds it by them. */
str cure_words(arena *a, span what);

#endif
