/* How to put in what is missing. */
#include <string.h>

#include "base/utf8.h"
#include "parity/cure.h"
#include "parity/gaps.h"

/* Is it code by tags of Liquid? */
static bool is_highlighted(const pair *p, const leaf *l) {
    return l->class == LEAF_CODE && str_starts(str_from(p->from->src->text, l->at), S("{%"));
}

/* Is all that stands where code is missing that code, without its fence? */
static bool is_unfenced(const gaps *g, const run *r) {
    const leaf *first = gap_lost(g, r, 0), *last = r->nto ? gap_added(g, r, r->nto - 1) : NULL;
    str all = g->p->to->src->text;
    return r->nfrom == 1 && r->nto && first->class == LEAF_CODE && first->flags & LEAF_IS_FENCED &&
           str_eq(str_trim(first->text),
                  str_trim(str_slice(all, gap_added(g, r, 0)->at, last->at + last->n)));
}

/* Is it a paragraph that stands in a fence? */
static bool is_in_fence(const gaps *g, const run *r) {
    const leaf *first = gap_lost(g, r, 0), *code = r->nto ? gap_added(g, r, 0) : NULL;
    return r->nfrom == 1 && r->nto == 1 && first->class == LEAF_TEXT && code->class == LEAF_CODE &&
           code->flags & LEAF_IS_FENCED &&
           gaps_are_about_as_long(g, first->chars, (uint32_t)utf8_count(str_trim(code->text)),
                                  0.7F);
}

/* Is nothing on a line but what begins an item? */
static bool is_marker(str line) {
    size_t n = 0;
    line = str_trim(line);
    while (n < line.n && ascii_is_digit(line.p[n]))
        n++;
    return line.n == n + 1 && strchr(n ? ".)" : "-*+", line.p[n]);
}

void gaps_help_missing(const gaps *g, const run *r, diag *e, bool is_one) {
    const pair *p = g->p;
    const leaf *first = gap_lost(g, r, 0);
    const char *make = leaves_have_words(first, r->nfrom) ? "translate" : "copy";
    str where = pair_lines(p, first, gap_lost(g, r, r->nfrom - 1));
    str fence = str_trim(str_line_at(p->from->src->text, first->at));
    if (r->nto && is_highlighted(p, first))
        diag_help(p->d, e,
                  "see that both {%% highlight … %%} and {%% endhighlight %%} stand around it");
    else if (is_unfenced(g, r))
        diag_help(p->d, e, "put a line %.*s before it and a line %.3s behind it", STR_FMT(fence),
                  fence.p);
    else if (is_in_fence(g, r))
        diag_help(p->d, e, "take the fence's two lines away, %.*s",
                  STR_FMT(cure_lines(p, gap_added(g, r, 0), gap_added(g, r, 0))));
    else if (r->nto)
        diag_help(p->d, e, "%s %.*s in place of %.*s", make, STR_FMT(where),
                  STR_FMT(cure_lines(p, gap_added(g, r, 0), gap_added(g, r, r->nto - 1))));
    else if (r->nfrom == 1 && is_marker(str_line_at(p->to->src->text, pair_gap(p, r->first).at)))
        diag_help(p->d, e, "%s %.*s and put it %s", make, STR_FMT(where),
                  first->flags & LEAF_IS_ITEM ? "behind the marker here" : "here, for the marker");
    else
        diag_help(p->d, e, "%s %.*s and put %s here", make, STR_FMT(where), is_one ? "it" : "them");
}
