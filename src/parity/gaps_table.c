/* Rows that only one side has, and tables that are none any more. */
#include "parity/cure.h"
#include "parity/gaps.h"

static bool are_rows(const outline *o, uint32_t first, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (o->leaves[first + i].class != LEAF_ROW)
            return false;
    return true;
}

static bool is_row(const leaf *l) {
    return l && l->class == LEAF_ROW;
}

/* Does the table that the run's rows are of go on before or after it, on both sides? */
static bool is_in_table(const gaps *g, const run *r) {
    const alignment *al = &g->p->al;
    bool before = r->first > 0 && is_row(pair_to(g->p, &al->p[r->first - 1]));
    bool after = r->end < al->n && is_row(pair_to(g->p, &al->p[r->end]));
    bool begins = r->nfrom ? gap_lost(g, r, 0)->flags & LEAF_IS_HEAD
                           : gap_added(g, r, 0)->flags & LEAF_IS_HEAD;
    return (before && !begins) || (after && !(pair_to(g->p, &al->p[r->end])->flags & LEAF_IS_HEAD));
}

/* Does a row beside the run have as many cells as it and the run's rows in the original? Each bar
 * that ended a row then begins one more cell. */
static bool holds_rows(const gaps *g, const run *r, const aligned *x) {
    const leaf *from = pair_from(g->p, x), *to = pair_to(g->p, x);
    if (!is_row(from) || !is_row(to))
        return false;
    uint32_t cells = leaf_cells(&g->p->from->o, from), got = leaf_cells(&g->p->to->o, to);
    for (uint32_t i = 0; i < r->nfrom; i++)
        cells += leaf_cells(&g->p->from->o, gap_lost(g, r, i));
    return got == cells || got == cells + r->nfrom;
}

/* The line break between rows is lost: they are one row. */
static void find_joined_rows(gaps *g, run *r) {
    const pair *p = g->p;
    const aligned *before = r->first ? &p->al.p[r->first - 1] : NULL;
    const aligned *after = r->end < p->al.n ? &p->al.p[r->end] : NULL;
    const aligned *x = before && holds_rows(g, r, before) ? before
                       : after && holds_rows(g, r, after) ? after
                                                          : NULL;
    if (!r->nfrom || r->nto || !x)
        return;
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    diag *e = diag_add(p->d, RULE_TABLE_SHAPE, outline_leaf(&p->to->o, to),
                       "%u rows of the original are one here: %.*s", r->nfrom + 1,
                       STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "begin a new line with each row, every %u cells",
              leaf_cells(&p->from->o, from));
    pair_original(p, e, x == before ? from : gap_lost(g, r, 0), "the first of them");
    pair_tell(p, from, to);
    r->is_told = true;
}

/* Has the run's one row the cells that the row beside it lacks? The cell that the line was broken
 * in counts twice, unless it was between two. */
static bool has_the_rest(const gaps *g, const run *r, const aligned *x) {
    const leaf *from = pair_from(g->p, x), *to = pair_to(g->p, x);
    if (!is_row(from) || !is_row(to) || r->nto != 1)
        return false;
    const outline *o = &g->p->to->o;
    uint32_t want = leaf_cells(&g->p->from->o, from), got = leaf_cells(o, to);
    uint32_t rest = leaf_cells(o, gap_added(g, r, 0));
    return (got + rest == want + 1 && (got < want || rest < want)) ||
           (got + rest == want && got && rest);
}

static bool is_short_row(const gaps *g, const aligned *x) {
    return leaf_cells(&g->p->to->o, pair_to(g->p, x)) <
           leaf_cells(&g->p->from->o, pair_from(g->p, x));
}

/* A line break within a row: it is two. */
static void find_broken_row(gaps *g, run *r) {
    const pair *p = g->p;
    const aligned *before = r->first ? &p->al.p[r->first - 1] : NULL;
    const aligned *after = r->end < p->al.n ? &p->al.p[r->end] : NULL;
    before = before && has_the_rest(g, r, before) ? before : NULL;
    after = after && has_the_rest(g, r, after) ? after : NULL;
    bool is_behind = after && before && is_short_row(g, after) && !is_short_row(g, before);
    const aligned *x = !before || is_behind ? after : before;
    if (r->nfrom || !x)
        return;
    const leaf *to = x == before ? pair_to(p, x) : gap_added(g, r, 0);
    diag *e = diag_add(p->d, RULE_TABLE_SHAPE, outline_leaf(&p->to->o, to),
                       "one row of the original is two here: %.*s", STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "take the line break at the end of line %u away", cure_last_line(p, to));
    pair_original(p, e, pair_from(p, x), "the original");
    pair_tell(p, pair_from(p, x), pair_to(p, x));
    r->is_told = true;
}

/* Is a line one that stands under a table's head? */
static bool is_rule(str line) {
    size_t n = 0;
    line = str_trim(line);
    while (n < line.n && strchr("|:- ", line.p[n]))
        n++;
    return n == line.n && str_has(line, S("--")) && str_has(line, S("|"));
}

/* Behind the row before those that are missing, and behind the line under a head. */
static span place_of_rows(const pair *p, size_t first) {
    span at = pair_gap(p, first);
    size_t next = str_line_end(at.src->text, at.at);
    return is_rule(str_line_at(at.src->text, at.at)) && next < at.src->text.n
               ? span_of(at.src, next, 0)
               : at;
}

void gaps_find_rows(gaps *g, run *r) {
    const pair *p = g->p;
    if (r->is_told || !are_rows(&p->from->o, r->from, r->nfrom) ||
        !are_rows(&p->to->o, r->to, r->nto) || !is_in_table(g, r))
        return;
    find_joined_rows(g, r);
    find_broken_row(g, r);
    if (r->is_told)
        return;
    const leaf *x = r->nfrom ? gap_lost(g, r, 0) : gap_added(g, r, 0);
    uint32_t n = r->nfrom ? r->nfrom : r->nto;
    span at = r->nfrom ? place_of_rows(p, r->first) : outline_leaf(&p->to->o, x);
    buf what = buf_new(p->a, 32);
    if (n == 1)
        buf_printf(&what, "a row%s", r->nfrom ? " of the table is" : "");
    else
        buf_printf(&what, "%u rows%s", n, r->nfrom ? " of the table are" : "");
    diag *e = diag_add(p->d, RULE_TABLE_SHAPE, at,
                       r->nfrom ? "%.*s missing here: %.*s"
                                : "%.*s more than the original's table has: %.*s",
                       STR_FMT(buf_str(&what)), STR_FMT(leaf_quote(p->a, x)));
    if (r->nfrom) {
        str where = pair_lines(p, x, gap_lost(g, r, r->nfrom - 1));
        diag_help(p->d, e, "translate %.*s and put %s here", STR_FMT(where),
                  n == 1 ? "it" : "them");
        pair_original(p, e, x, n == 1 ? "the original has it here" : "the original has them here");
    } else {
        diag_help(p->d, e, "remove %.*s, or add %s to the original's table",
                  STR_FMT(cure_lines(p, x, x + n - 1)), n == 1 ? "it" : "them");
    }
    r->is_told = true;
}

static void help_torn(const pair *p, diag *e, const leaf *head, const leaf *to, uint32_t rows) {
    static const char *dashes[] = {"|—", "|–", "|−", "|ー", "|－", "|─"};
    const source *src = p->from->src;
    str under = str_trim(source_line(src, source_place(src, head->at).line + 1));
    str first = str_line_at(p->to->src->text, to->at);
    bool has_dashes = false, is_begun = str_starts(str_ltrim(first), S("|"));
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        has_dashes = has_dashes || str_has(to->text, str_of(dashes[i]));
    if (str_has(to->text, S("｜")))
        diag_help(p->d, e, "write | in place of each full-width ｜");
    else if (has_dashes)
        diag_help(p->d, e, "write the line under its head with hyphens: %.*s", STR_FMT(under));
    else if (is_rule(first))
        diag_help(p->d, e, "its head is missing: translate %.*s and put it before this line",
                  STR_FMT(pair_lines(p, head, head)));
    else if (is_rule(under) && is_begun && str_count(to->text, S("\n")) + 1 < rows)
        diag_help(p->d, e,
                  "its head is missing: translate lines %u and %u of %.*s and put them before this "
                  "line",
                  source_place(src, head->at).line, source_place(src, head->at).line + 1,
                  STR_FMT(src->path));
    else if (is_rule(under))
        diag_help(p->d, e, "put the line %.*s under its head%s", STR_FMT(under),
                  is_begun ? "" : ", and a blank line before it");
    else
        diag_help(p->d, e, "put a line such as |---|---| under its head, with as many cells");
}

/* Rows on the one side, a paragraph with bars on the other. */
static bool is_torn(const gaps *g, const run *r) {
    const leaf *to = r->nto == 1 ? gap_added(g, r, 0) : NULL;
    return to && r->nfrom && to->class == LEAF_TEXT &&
           (to->flags & LEAF_IS_BARRED || str_has(to->text, S("|"))) &&
           are_rows(&g->p->from->o, r->from, r->nfrom);
}

bool gaps_are_torn_table(const gaps *g) {
    for (size_t i = 0; i < g->n; i++)
        if (4 * g->runs[i].nfrom >= g->p->from->o.n && is_torn(g, &g->runs[i]))
            return true;
    return false;
}

void gaps_find_torn_table(gaps *g, run *r) {
    const pair *p = g->p;
    if (r->is_told || !is_torn(g, r))
        return;
    const leaf *to = gap_added(g, r, 0);
    diag *e = diag_add(p->d, RULE_TABLE_SHAPE, outline_leaf(&p->to->o, to),
                       "this is no table any more, in the original it is one of %u rows", r->nfrom);
    help_torn(p, e, gap_lost(g, r, 0), to, r->nfrom);
    pair_original(p, e, gap_lost(g, r, 0), "the original's table");
    r->is_told = true;
}
