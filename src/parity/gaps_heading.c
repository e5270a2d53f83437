/* A heading that became a paragraph, or a paragraph that became one. */
#include <math.h>
#include <string.h>

#include "parity/cure.h"
#include "parity/gaps.h"

bool gaps_are_about_as_long(const gaps *g, uint32_t from, uint32_t to, float slack) {
    return fabsf(logf(((float)to + 6) / (g->p->ratio * (float)from + 6))) < slack;
}

/* "##录音", "＃＃ 录音": the signs of a heading that are none, for they are full-width or no space
 * is behind them. */
static size_t heading_signs(str text) {
    size_t n = 0;
    for (bool is_sign = true; is_sign; n += is_sign ? text.p[n] == '#' ? 1 : 3 : 0)
        is_sign = str_starts(str_from(text, n), S("#")) || str_starts(str_from(text, n), S("＃"));
    return n;
}

static void mend_heading(const pair *p, diag *e, const leaf *from, const leaf *to) {
    size_t n = heading_signs(to->text);
    str signs = str_slice(to->text, 0, n), want = str_slice(S("###### "), 6 - from->level, 7);
    if (!n) {
        diag_help(p->d, e, "begin its line with \"%.*s\"", STR_FMT(want));
        return;
    }
    str rest = str_from(to->text, n);
    bool is_spaced = str_starts(rest, S(" "));
    want.n -= is_spaced;
    /* Blanks that are none to Markdown. */
    signs.n += str_starts(rest, S("\u00A0")) ? 2 : str_starts(rest, S("\u3000")) ? 3 : 0;
    diag_help(p->d, e, "write \"%.*s\"%s in place of \"%.*s\"", STR_FMT(want),
              signs.n > n ? ", with a plain space," : "", STR_FMT(signs));
    if (str_starts(str_from(p->to->src->text, to->at), signs))
        diag_fix(p->d, e, span_of(p->to->src, to->at, (uint32_t)signs.n), want);
}

static void help_made(const pair *p, diag *e, const leaf *to) {
    if (p->to->src->text.p[to->at] == '#')
        diag_help(p->d, e, "take the %.*s before it away", (int)to->level, "######");
    else
        diag_help(p->d, e, "put a blank line before line %u, or take that line away",
                  cure_last_line(p, to));
}

/* A line of dashes right below a paragraph makes a heading of it. */
static void find_underlined(gaps *g, run *r) {
    const pair *p = g->p;
    if (r->is_told || r->nfrom != 2 || r->nto != 1)
        return;
    const leaf *x = gap_lost(g, r, 0), *y = gap_added(g, r, 0);
    if (x->class != LEAF_TEXT || gap_lost(g, r, 1)->class != LEAF_BREAK ||
        y->class != LEAF_HEADING || p->to->src->text.p[y->at] == '#')
        return;
    diag *e = diag_add(p->d, RULE_PARITY_HEADING_LEVEL, outline_leaf(&p->to->o, y),
                       "this is a heading, for a line of dashes stands right below it: %.*s",
                       STR_FMT(leaf_quote(p->a, y)));
    diag_help(p->d, e, "put a blank line before line %u", cure_last_line(p, y));
    size_t at = str_line_begin(p->to->src->text, y->at + y->n - 1);
    diag_fix(p->d, e, span_of(p->to->src, (uint32_t)at, 0), S("\n"));
    pair_original(p, e, x, "the original");
    r->is_told = true;
}

void gaps_find_headings(gaps *g, run *r) {
    find_underlined(g, r);
    if (r->is_told || r->nfrom != 1 || r->nto != 1)
        return;
    const pair *p = g->p;
    const leaf *x = gap_lost(g, r, 0), *y = gap_added(g, r, 0);
    bool is_lost = x->class == LEAF_HEADING && y->class == LEAF_TEXT;
    bool is_made = x->class == LEAF_TEXT && y->class == LEAF_HEADING;
    if (!(is_lost || is_made) || !gaps_are_about_as_long(g, x->chars, y->chars, 1))
        return;
    diag *e = diag_add(p->d, RULE_PARITY_HEADING_LEVEL, outline_leaf(&p->to->o, y),
                       is_lost ? "this is a paragraph, in the original a heading of level %u: %.*s"
                               : "this is a heading of level %u, in the original a paragraph: %.*s",
                       is_lost ? x->level : y->level, STR_FMT(leaf_quote(p->a, y)));
    if (is_lost)
        mend_heading(p, e, x, y);
    else
        help_made(p, e, y);
    pair_original(p, e, x, "the original");
    r->is_told = true;
}
