/* Drift: an original was rewritten here and there since it was translated. In such a pair a leaf
 * may well have no counterpart, and two leaves that contradict each other are none, however alike
 * they are in kind and length. Where both sides have the same leaves but for a fault, nothing of
 * this is so: what contradicts there is the fault. */
#ifndef LETOON_PARITY_DRIFT_H
#define LETOON_PARITY_DRIFT_H

#include "parity/align.h"

/* Is there more amiss in an alignment than one or two faults? */
bool drift_is_in(const outline *from, const outline *to, const alignment *al);

/* What a pair costs more then. */
float drift_cost(const leaf *from, const leaf *to);

/* Takes pairs apart that contradict each other beside a gap: one text stands in the place of
 * another there. There is room for it in `p`; gives how many steps there are. */
size_t drift_part(const outline *from, const outline *to, aligned *p, size_t n);

/* Is a section missing, or more? */
bool drift_has_gap(const alignment *al);

/* Is a step of the alignment a pair by its place only, beside a gap? */
bool drift_is_doubtful(const outline *from, const outline *to, const alignment *al, size_t step);

/* Is the one no translation of the other? */
bool drift_is_other(const alignment *al);

#endif
