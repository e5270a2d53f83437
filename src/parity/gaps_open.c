/* Blocks of HTML that do not begin: what stood behind their first tag is a paragraph. */
#include "parity/gaps.h"
#include "parity/rules/html.h"

/* The tags that begin in the original's block and not in this one; n 0: this one has others. */
static bag find_lost(const pair *p, const leaf *from, const leaf *to) {
    bag lost = html_tags_of(p, p->from, from, false), got = html_tags_of(p, p->to, to, false);
    bag_reduce(p->a, &lost, &got);
    return got.n ? (bag){0} : lost;
}

/* Is it the text of a block, or begins it with what should be the tag, "< div>"? */
static bool is_of_block(const leaf *added, const leaf *to) {
    return str_starts(added->text, S("<")) || str_starts(added->text, S("＜")) ||
           str_starts(str_trim(to->text), S("</"));
}

void gaps_find_unopened(gaps *g, run *r) {
    const pair *p = g->p;
    const leaf *added = r->nto == 1 && !r->nfrom ? gap_added(g, r, 0) : NULL;
    if (r->is_told || !added || added->class != LEAF_TEXT || r->end == p->al.n)
        return;
    const leaf *from = pair_from(p, &p->al.p[r->end]), *to = pair_to(p, &p->al.p[r->end]);
    if (from->class != LEAF_HTML || to->class != LEAF_HTML || !is_of_block(added, to))
        return;
    bag lost = find_lost(p, from, to);
    if (!lost.n)
        return;
    diag *e = diag_add(p->d, RULE_HTML_TAGS, outline_leaf(&p->to->o, added),
                       "tags of the original are missing in this block: %.*s",
                       STR_FMT(bag_quote(p->a, &lost)));
    diag_help(p->d, e, "begin it with what the original begins with: %.*s",
              STR_FMT(code_quote(p->a, str_trim(str_line_at(p->from->src->text, from->at)))));
    diag_also(p->d, e, lost.p[0].at, "the original");
    pair_tell(p, from, to);
    r->is_told = true;
}
