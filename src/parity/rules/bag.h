/* Bags: what one side has and the other has not, counted. */
#ifndef LETOON_PARITY_RULES_BAG_H
#define LETOON_PARITY_RULES_BAG_H

#include "parity/pair.h"

typedef struct item {
    str key;  /* equal for what is the same on both sides */
    str text; /* as it was written */
    span at;
} item;

typedef struct bag {
    item *p;
    size_t n, cap;
} bag;

void bag_add(arena *a, bag *b, str key, str text, span at);

/* Takes out of both bags what they share; the order of the rest is kept. Of what there is more of
 * on one side, the later ones stay. */
void bag_reduce(arena *a, bag *x, bag *y);

/* The same of what is found all over two texts: what stands at the same place comes first, so that
 * what is left is what is missing there. */
void bag_reduce_placed(const pair *p, bag *from, bag *to);

/* Where the first one with a key is; STR_NONE: there is none. */
size_t bag_find(const bag *b, str key);

/* Takes the i-th out; the order of the others is kept. */
item bag_take(bag *b, size_t i);

/* Takes out those in leaves that were told of. */
bag bag_take_told(const pair *p, bool is_from, bag *b);

/* The step of the alignment whose pair is the next behind an item. */
size_t bag_step(const pair *p, bool is_from, const item *x);

/* The texts of a bag in quotes with commas, the first three and how many more. */
str bag_quote(arena *a, const bag *b);

/* The atoms of one kind in a leaf; keys are the texts. */
bag bag_of(arena *a, const outline *o, const leaf *l, atom_kind kind);

#endif
