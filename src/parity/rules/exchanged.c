/* Code blocks that stand in place of one another. */
#include "parity/rules/exchanged.h"

/* Are they the same line by line, comments apart? */
static bool are_alike(const leaf *x, const leaf *y) {
    if (x->hash == y->hash)
        return true;
    const line_hashes *a = outline_lines(x), *b = outline_lines(y);
    for (uint32_t i = 0; i < a->n && i < b->n; i++)
        if (a->hashes[i] != b->hashes[i])
            return false;
    return a->n && a->n == b->n;
}

/* The step whose code stands in place of that of step i, which stands in its place; al.n: none. */
static size_t find_exchanged(const pair *p, size_t i) {
    const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
    for (size_t k = 0; k < p->al.n; k++) {
        const leaf *x = pair_from(p, &p->al.p[k]), *y = pair_to(p, &p->al.p[k]);
        if (k != i && x && y && x->class == LEAF_CODE && y->class == LEAF_CODE &&
            x->hash != y->hash && are_alike(from, y) && are_alike(x, to) && !are_alike(from, x))
            return k;
    }
    return p->al.n;
}

bool code_is_exchanged(const pair *p, size_t i) {
    const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
    if (are_alike(from, to))
        return false;
    size_t other = find_exchanged(p, i);
    if (other == p->al.n)
        return false;
    if (other < i)
        return true; /* it was told there */
    const leaf *there = pair_to(p, &p->al.p[other]);
    diag *e = diag_add(p->d, RULE_CODE_CHANGED, outline_leaf(&p->to->o, to),
                       "this code and that of line %u stand in place of one another: %.*s",
                       source_place(p->to->src, there->at).line, STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "let them change places");
    pair_original(p, e, from, "the original");
    return true;
}
