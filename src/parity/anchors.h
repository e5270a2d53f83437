/* What a leaf is known by in any language: its URLs, code, numbers and ids, and words that often
 * stay as they are. The alignment finds what belongs together by them. */
#ifndef LETOON_PARITY_ANCHORS_H
#define LETOON_PARITY_ANCHORS_H

#include "base/vec.h"
#include "parity/outline.h"

/* Of one leaf after the other. */
typedef struct anchors {
    arena *a;
    vec(uint64_t) all, names;
} anchors;

/* Reads numbers and names of the leaf's text, and begins anew for that. Sets the leaf's
 * has_digits, figures and bytes. */
void anchors_read(anchors *s, leaf *l);

/* Adds those of the leaf's atoms, of a row's cells and of the label that it bears, if any, and
 * gives them all to the leaf. */
void anchors_keep(anchors *s, leaf *l, str label);

/* Sorts hashes where they are. Gives a copy in `a`; NULL: there are none. */
const uint64_t *anchors_sorted(arena *a, uint64_t *hashes, size_t n);

#endif
