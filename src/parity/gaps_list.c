/* Items of a list that became text, for no list begins with what stands before them. */
#include "parity/gaps.h"

/* Bytes of "• " or its like at the beginning of a line, without the blank behind it; 0: none. */
static size_t bullet_length(str line) {
    static const char *const signs[] = {"•", "◦", "‣", "●", "▪", "·", "・", "–", "—", "−"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        str sign = str_of(signs[i]);
        if (str_starts(line, sign))
            return str_starts(str_from(line, sign.n), S(" ")) ? sign.n : 0;
    }
    return 0;
}

/* The next line of a leaf that begins with a bullet, from *at on: its length there; 0: no more. */
static size_t next_bullet(const outline *o, const leaf *l, size_t *at) {
    str all = o->src->text;
    for (size_t end = l->at + l->n, next; *at < end; *at = next) {
        size_t first = *at;
        next = str_line_end(all, first);
        while (first < next && (all.p[first] == ' ' || all.p[first] == '>'))
            first++;
        size_t n = bullet_length(str_slice(all, first, next));
        if (n) {
            *at = first;
            return n;
        }
    }
    return 0;
}

static uint32_t count_bullets(const outline *o, const leaf *l) {
    uint32_t count = 0;
    size_t at = l->at;
    for (size_t n; (n = next_bullet(o, l, &at)); at += n)
        count++;
    return count;
}

static bool is_bullet_item(const leaf *l) {
    return l->class == LEAF_TEXT && l->flags & LEAF_IS_ITEM &&
           context_inner(l->context) == IN_BULLETS;
}

/* The text that a run of items became: it is paired with one more of them, with the
 * paragraph before them, or with none. */
static const leaf *melted(const gaps *g, const run *r, const aligned **x) {
    const outline *o = &g->p->to->o;
    *x = NULL;
    if (r->nto)
        return r->nto == 1 && count_bullets(o, gap_added(g, r, 0)) == r->nfrom ? gap_added(g, r, 0)
                                                                               : NULL;
    for (int is_after = 0; is_after < 2; is_after++) {
        const aligned *beside = gaps_neighbour(g, r, is_after);
        const leaf *to = beside ? pair_to(g->p, beside) : NULL;
        bool is_one =
            beside && is_bullet_item(pair_from(g->p, beside)); /* else what leads to them */
        if (to && !(to->flags & LEAF_IS_ITEM) && count_bullets(o, to) == r->nfrom + is_one) {
            *x = beside;
            return to;
        }
    }
    return NULL;
}

static void tell(gaps *g, const leaf *from, const leaf *to) {
    const pair *p = g->p;
    const outline *o = &p->to->o;
    size_t at = to->at, n = next_bullet(o, to, &at);
    str sign = str_slice(o->src->text, at, at + n);
    str before = str_rtrim(str_slice(p->from->src->text, 0, from->at));
    str right = before.n && before.p[before.n - 1] == '*' ? S("*") : S("-");
    diag *e =
        diag_add(p->d, RULE_MARKUP_LIST, outline_leaf(o, to),
                 "%u items of a list are text, for no list of Markdown begins with %.*s: %.*s",
                 count_bullets(o, to), STR_FMT(sign), STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "write %.*s for %.*s", STR_FMT(right), STR_FMT(sign));
    for (; n; n = next_bullet(o, to, &at)) {
        diag_fix(p->d, e, span_of(o->src, at, n), right);
        at += n;
    }
    pair_original(p, e, from, "the original's first");
}

void gaps_find_bullets(gaps *g, run *r) {
    const aligned *x;
    for (uint32_t i = 0; i < r->nfrom; i++)
        if (!is_bullet_item(gap_lost(g, r, i)))
            return;
    const leaf *to = r->is_told || !r->nfrom ? NULL : melted(g, r, &x);
    if (!to || to->class != LEAF_TEXT)
        return;
    const leaf *first = gap_lost(g, r, 0), *other = x ? pair_from(g->p, x) : first;
    tell(g, other < first && is_bullet_item(other) ? other : first, to);
    if (x)
        pair_tell(g->p, other, to);
    r->is_told = true;
}
