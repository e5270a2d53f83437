/* The parts of the alignment (align.h): nobody else needs them. */
#ifndef LETOON_PARITY_ALIGN_GRID_H
#define LETOON_PARITY_ALIGN_GRID_H

#include "parity/align.h"
#include "parity/drift.h"

typedef struct sides {
    const outline *from, *to;
    float ratio;
    bool is_drifted; /* see drift.h */
} sides;

/* What a pair of leaves costs, as it is told to those who look at pairs, */
static inline float sides_cost(const sides *s, size_t i, size_t k) {
    return align_cost(&s->from->leaves[i], &s->to->leaves[k], s->ratio);
}

/* and what it weighs beside other alignments. */
static inline float sides_weight(const sides *s, size_t i, size_t k) {
    return sides_cost(s, i, k) +
           (s->is_drifted ? drift_cost(&s->from->leaves[i], &s->to->leaves[k]) : 0);
}

/* Leaves [i, i + m) of the original and [k, k + n) of the translation. */
typedef struct stretch {
    size_t i, m, k, n;
} stretch;

/* The cheapest alignment of a stretch, near its diagonal. `twins`: which leaves of the translation
 * stand in it before as well. `out` has room for m + n steps. Gives how many there are. */
size_t grid_align(arena *a, const sides *s, const bool *twins, stretch part, aligned *out);

/* Lays gaps anew that cost as much elsewhere: where a reader would say that something is missing.
 */
void align_prefer(const sides *s, aligned *p, size_t n);

#endif
