/* Which leaf of a translation says what which leaf of the original says. */
#ifndef LETOON_PARITY_ALIGN_H
#define LETOON_PARITY_ALIGN_H

#include "parity/outline.h"

#define ALIGN_NONE UINT32_MAX

/* A step of the alignment: a pair, or a leaf that only one side has. */
typedef struct aligned {
    uint32_t from, to; /* leaves of the original and of the translation, or ALIGN_NONE */
    float cost;        /* of a pair: 0 is certain, a gap on both sides costs 2 * ALIGN_GAP */
} aligned;

static inline bool aligned_is_pair(const aligned *x) {
    return x->from != ALIGN_NONE && x->to != ALIGN_NONE;
}

#define ALIGN_GAP 5.0f

typedef struct alignment {
    const aligned *p;
    size_t n;
    size_t pairs;
    const struct alignment
        *plain; /* what it was before drift was found (drift.h); NULL: no drift */
} alignment;

/* `ratio` is how long a translation is, in code points, against its original (ratio.h). The order
 * of both sides is kept: what moved shows as a gap on each side. Lives in `a`. */
alignment align_outlines(arena *a, const outline *from, const outline *to, float ratio);

/* What only a pair costs that was found to be none. */
#define ALIGN_NEVER 1000.0f

/* Makes each leaf of such a pair a gap, one beside the other: there is room, for a pair stands for
 * two leaves. Gives how many steps there are then. */
size_t align_part(aligned *p, size_t n);

/* What it costs to take two leaves for a pair. */
float align_cost(const leaf *from, const leaf *to, float ratio);

/* The share of common anchors: |both| / |either|; 1 when neither has any. */
float align_anchors(const leaf *x, const leaf *y, uint32_t *common);

/* How many names (outline.h) two leaves have in common. */
uint32_t align_names(const leaf *x, const leaf *y);

/* The share of lines that two leaves of code or HTML have in common, comments apart: 0 to 1. */
float align_lines(const leaf *x, const leaf *y);

#endif
