/* The cheapest alignment (Needleman and Wunsch), near the diagonal. */
#include "parity/align_grid.h"

#include <math.h>

static const float break_gap = 2, twin_gap = 1;
static const float cut_gap = 0.5F; /* behind the end of a text that says it stops */

enum { PAIR, SKIP_FROM, SKIP_TO };

typedef struct grid {
    const sides *s;
    stretch part;
    const bool *twins;
    size_t band, width; /* columns of a row: 2 * band + 1 */
    float *above, *here;
    uint8_t *steps; /* (m + 1) rows */
    bool stops;     /* it goes up to the end of a text that says it stops */
} grid;

static float gap_cost(const leaf *l, bool is_twin) {
    return l->class == LEAF_BREAK ? break_gap : is_twin ? twin_gap : ALIGN_GAP;
}

/* The first column of row i. Rows follow the diagonal from (0, 0) to (m, n). */
static size_t row_start(const grid *g, size_t i) {
    size_t middle = g->part.m ? i * g->part.n / g->part.m : 0;
    return middle > g->band ? middle - g->band : 0;
}

/* Of the row above, which begins at `start`. */
static float above(const grid *g, size_t start, size_t k) {
    return k < start || k - start >= g->width ? INFINITY : g->above[k - start];
}

static float to_gap(const grid *g, size_t k) {
    return gap_cost(&g->s->to->leaves[k], g->twins[k]);
}

static void fill_row(grid *g, size_t i) {
    size_t start = row_start(g, i), end = start + g->width, up = i ? row_start(g, i - 1) : 0;
    float skip_from = i ? gap_cost(&g->s->from->leaves[g->part.i + i - 1], false) : 0;
    for (size_t k = start; k < end && k <= g->part.n; k++) {
        float best = i || k ? INFINITY : 0;
        uint8_t step = PAIR;
        if (i && k) {
            float before = above(g, up, k - 1);
            if (before < INFINITY)
                best = before + sides_weight(g->s, g->part.i + i - 1, g->part.k + k - 1);
        }
        if (i) {
            float cost = above(g, up, k) + (g->stops && k == g->part.n ? cut_gap : skip_from);
            if (cost < best) {
                best = cost;
                step = SKIP_FROM;
            }
        }
        if (k > start) {
            float cost = g->here[k - 1 - start] + to_gap(g, g->part.k + k - 1);
            if (cost < best) {
                best = cost;
                step = SKIP_TO;
            }
        }
        g->here[k - start] = best;
        g->steps[i * g->width + (k - start)] = step;
    }
}

/* Walks back from (m, n); `out` has room for m + n steps. Gives how many there are. */
static size_t walk_back(const grid *g, aligned *out) {
    size_t i = g->part.m, k = g->part.n, n = 0;
    while (i || k) {
        uint8_t step = !i   ? SKIP_TO
                       : !k ? SKIP_FROM
                            : g->steps[i * g->width + (k - row_start(g, i))];
        aligned *x = &out[n++];
        *x = (aligned){ALIGN_NONE, ALIGN_NONE, 0};
        if (step != SKIP_TO)
            x->from = (uint32_t)(g->part.i + --i);
        if (step != SKIP_FROM)
            x->to = (uint32_t)(g->part.k + --k);
        if (step == PAIR)
            x->cost = sides_cost(g->s, x->from, x->to);
    }
    for (size_t f = 0, b = n; f + 1 < b; f++) {
        aligned swap = out[f];
        out[f] = out[--b];
        out[b] = swap;
    }
    return n;
}

enum { NARROW = 40 }; /* the least band */

size_t grid_align(arena *a, const sides *s, const bool *twins, stretch part, aligned *out) {
    grid g = {
        .s = s, .part = part, .twins = twins, .stops = s->to->stops && part.k + part.n == s->to->n};
    size_t off = part.m > part.n ? part.m - part.n : part.n - part.m;
    size_t most = LIMIT_ALIGN_CELLS / (part.m + 1) / 2;
    g.band = off + 25 > NARROW ? off + 25 : NARROW;
    if (g.band > most)
        g.band = most > NARROW ? most : NARROW;
    if (g.band > part.n)
        g.band = part.n;
    g.width = 2 * g.band + 1;
    g.above = arena_make(a, float, g.width);
    g.here = arena_make(a, float, g.width);
    g.steps = arena_make(a, uint8_t, (part.m + 1) * g.width);
    for (size_t i = 0; i <= part.m; i++) {
        fill_row(&g, i);
        float *swap = g.above;
        g.above = g.here;
        g.here = swap;
    }
    return walk_back(&g, out);
}
