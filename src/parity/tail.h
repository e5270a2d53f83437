/* Where a translation stops. */
#ifndef LETOON_PARITY_TAIL_H
#define LETOON_PARITY_TAIL_H

#include "parity/pair.h"

/* Lays the last blocks of the translation beside those of the original that they follow, when the
 * end is missing. */
void tail_settle(pair *p);

/* A paragraph is missing before a step of the alignment: if it was indented, it is the beginning of
 * the indented code there, which explains what is too much in that. */
void tail_settle_code(const pair *p, size_t step);

/* The last words of the text are missing. */
void tail_check(const pair *p);

/* Does a block stop in the middle, against its original? */
bool tail_is_cut(const leaf *from, const leaf *to, float ratio);

/* Is it much shorter than it should be? */
bool tail_is_short(const leaf *from, const leaf *to, float ratio);

#endif
