/* What the original has in another place. */
#include <math.h>

#include "parity/cure.h"
#include "parity/gaps.h"

/* Could x and y be the same leaf, by more than their class and length? */
static bool is_same(const gaps *g, const leaf *x, const leaf *y) {
    if (x->class != y->class)
        return false;
    if (x->class == LEAF_BREAK)
        return true;
    if (x->class == LEAF_CODE || x->class == LEAF_HTML)
        return align_lines(x, y) >= 0.6F;
    uint32_t common;
    float share = align_anchors(x, y, &common);
    if (common)
        return share >= 0.5F;
    float off = fabsf(logf(((float)y->chars + 6) / (g->p->ratio * (float)x->chars + 6)));
    return !x->nanchors && !y->nanchors && x->level == y->level && off < 0.35F;
}

static bool is_moved(const gaps *g, const run *from, const run *to) {
    if (from->is_told || to->is_told || from->nto || to->nfrom || from->nfrom != to->nto)
        return false;
    /* A few leaves may be longer or shorter than one would think, not all. */
    static const float alike = 1.5F;
    float sum = 0;
    for (uint32_t i = 0; i < from->nfrom; i++) {
        const leaf *x = gap_lost(g, from, i), *y = gap_added(g, to, i);
        if (from->nfrom == 1 ? !is_same(g, x, y) : x->class != y->class)
            return false;
        sum += align_cost(x, y, g->p->ratio);
    }
    return from->nfrom == 1 || sum < alike * (float)from->nfrom;
}

static void tell_moved(gaps *g, run *from, run *to) {
    const pair *p = g->p;
    const leaf *x = gap_lost(g, from, 0), *y = gap_added(g, to, 0);
    diag *e = diag_add(p->d, RULE_PARITY_ORDER, outline_leaf(&p->to->o, y),
                       "%s stands elsewhere than in the original: %.*s", leaf_name(y),
                       STR_FMT(leaf_quote(p->a, y)));
    diag_help(p->d, e, "move %.*s to line %u, or change the original's order too",
              STR_FMT(cure_lines(p, y, y + to->nto - 1)),
              source_place(p->to->src, pair_gap(p, from->first).at).line);
    pair_original(p, e, x, "the original has it here");
    from->is_told = to->is_told = true;
}

/* Sections that moved are told of already. */
static void skip_told(gaps *g) {
    for (size_t i = 0; i < g->n; i++) {
        run *r = &g->runs[i];
        bool is_told = true;
        for (uint32_t k = 0; k < r->nfrom; k++)
            is_told = is_told && g->p->told_from[r->from + k];
        for (uint32_t k = 0; k < r->nto; k++)
            is_told = is_told && g->p->told_to[r->to + k];
        r->is_told = is_told;
    }
}

void gaps_find_moved(gaps *g) {
    skip_told(g);
    for (size_t i = 0; i < g->n; i++)
        for (size_t k = 0; k < g->n && !g->runs[i].is_told; k++)
            if (i != k && is_moved(g, &g->runs[i], &g->runs[k]))
                tell_moved(g, &g->runs[i], &g->runs[k]);
}
