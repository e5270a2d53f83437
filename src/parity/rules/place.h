/* Where in the source something of a leaf's text stands. */
#ifndef LETOON_PARITY_RULES_PLACE_H
#define LETOON_PARITY_RULES_PLACE_H

#include "parity/pair.h"

/* Bytes [at, at + n) of l->text; the leaf's beginning where they are written otherwise. */
span place_of_text(const outline *o, const leaf *l, size_t at, size_t n);

/* The line of `to` where, by its share of the lines, what stands at `at` of from->text ought to be.
 */
span place_like(const leaf *from, size_t at, const outline *o, const leaf *to);

/* The same by the line that it stands on in the original's leaf. */
span place_beside(const pair *p, const leaf *from, span what, const leaf *to);

/* The leaf at or behind a place; NULL: there is none. */
const leaf *place_leaf(const outline *o, uint32_t at);

/* Where in the translation something would be that stands at a place of the original. */
span place_counterpart(const pair *p, span at);

/* Was an error told of the leaf, or that it is too short, or that the text stops in it? Then what
 * is missing there needs no finding of its own. */
bool place_is_explained(const pair *p, const leaf *to);

/* To be said behind the cure of what a block lacks: "; of its 3 sentences 1 is here". Empty where
 * none is likely to be missing. */
str place_sentences(const pair *p, const leaf *from, const leaf *to);

#endif
