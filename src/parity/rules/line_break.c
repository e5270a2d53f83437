/* Line breaks that Markdown keeps: two blanks, or a backslash, at the end of a line. */
#include "parity/rules/place.h"

/* Those of HTML break lines as well. */
static uint32_t count_tags(const leaf *l) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < l->natoms; i++)
        n += l->atoms[i].kind == ATOM_HTML && str_starts(l->atoms[i].text, S("<br"));
    return n;
}

/* Blanks at the end of some line of running text are there by accident: does each line but the last
 * end so? */
static bool is_meant(const leaf *l) {
    return l->breaks == str_count(l->text, S("\n"));
}

static void check_leaf(const pair *p, const leaf *from, const leaf *to) {
    uint32_t want = from->breaks, got = to->breaks + count_tags(to);
    if (got >= want || to->class != LEAF_TEXT || !is_meant(from) || place_is_explained(p, to))
        return;
    size_t at = str_find_char(from->text, '\n');
    str written = str_slice(p->from->src->text, from->at, from->at + from->n);
    diag *e = diag_add(p->d, RULE_MARKUP_LINE_BREAK, place_like(from, at, &p->to->o, to),
                       "%u line break%s of the original %s lost in this block: %.*s", want - got,
                       want - got == 1 ? "" : "s", want - got == 1 ? "is" : "are",
                       STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "end the line with %s, as the original does",
              str_has(written, S("\\\n")) ? "a backslash" : "two blanks");
    pair_original(p, e, from, "the original");
}

void rule_line_breaks(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *from = aligned_is_pair(x) ? pair_from(p, x) : NULL;
        if (from && from->breaks && from->class == LEAF_TEXT)
            check_leaf(p, from, pair_to(p, x));
    }
}
