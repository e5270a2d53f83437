/* Leaves that only one side has, and that nobody misses. */
#include "html/html.h"
#include "parity/gaps.h"
#include "parity/sibling.h"
#include "parity/split.h"

/* A paragraph of nothing but Liquid: rule_marks compares that. */
static bool is_liquid(const leaf *l) {
    bool has_liquid = false;
    for (uint32_t i = 0; i < l->natoms; i++) {
        if (l->atoms[i].kind != ATOM_TAG && l->atoms[i].kind != ATOM_OUTPUT)
            return false;
        has_liquid = true;
    }
    size_t n = 0;
    while (n < l->text.n && (ascii_is_space(l->text.p[n]) || l->text.p[n] == CLEAN_FILLER))
        n++;
    return l->class == LEAF_TEXT && has_liquid && n == l->text.n;
}

/* Front matter between fences: rule_front tells that there is none. */
static bool is_fenced_front(const gaps *g, const leaf *l) {
    value front = g->p->to->front;
    return l == g->p->to->o.leaves && l->class == LEAF_CODE && str_starts(l->text, S("---\n")) &&
           (front.kind != V_MAP || !front.u.map->n);
}

/* Nothing of it can be missing: what Liquid there is is compared elsewhere. */
static bool says_nothing(const leaf *l) {
    return (l->flags & LEAF_IS_ITEM && leaf_is_empty(l)) || is_liquid(l);
}

/* "<a id="tea"></a>", and nothing that is read: the id that a link of the page leads to. A comment
 * before it, "<!---->", makes it a block of its own. */
static bool is_anchor(const leaf *l) {
    str html = l->class == LEAF_HTML ? str_trim(l->text) : (str){0};
    html_tag begin, end;
    size_t at = 0, comment = str_starts(html, S("<!--")) ? str_find(html, S("-->")) : STR_NONE;
    if (comment != STR_NONE)
        html = str_trim(str_from(html, comment + 3));
    return html_next(html, &at, &begin) && begin.at == 0 && !begin.is_end && begin.n == 1 &&
           (str_eq(begin.first[0].name, S("id")) || str_eq(begin.first[0].name, S("name"))) &&
           html_next(html, &at, &end) && end.at == begin.end && end.is_end && end.end == html.n;
}

/* "<br/>" alone, in a paragraph or a block of HTML. */
static bool is_line_break(const leaf *l) {
    if (l->class == LEAF_HTML) {
        html_tag tag = {0};
        str html = str_trim(l->text);
        size_t at = 0, end = 0;
        while (html_next(html, &at, &tag) && str_eq_fold(tag.name, S("br")) &&
               !str_trim(str_slice(html, end, tag.at)).n)
            end = tag.end;
        return end && end == html.n;
    }
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind != ATOM_HTML || !str_starts(l->atoms[i].text, S("<br")))
            return false;
    return l->class == LEAF_TEXT && l->natoms && !str_trim(l->text).n;
}

static bool is_free_there(const gaps *g, const leaf *l) {
    return says_nothing(l) || is_line_break(l) || sibling_is_switch(g->p, g->p->from, l);
}

/* The title that the original has in its front matter, and the translation only as a heading. */
static bool is_title(const gaps *g, const leaf *l) {
    return l == g->p->to->o.leaves && l->class == LEAF_HEADING && l->level == 1 &&
           value_member(g->p->from->front, S("title")) &&
           !value_member(g->p->to->front, S("title"));
}

static bool is_free(const gaps *g, const leaf *l) {
    return says_nothing(l) || is_title(g, l) || split_is_direction(g->p, l) ||
           is_fenced_front(g, l) || is_anchor(l) || is_line_break(l) ||
           sibling_is_switch(g->p, g->p->to, l);
}

void gaps_drop_free(gaps *g, run *r) {
    r->all_from = r->from;
    r->nall_from = r->nfrom;
    r->all_to = r->to;
    r->nall_to = r->nto;
    while (r->nfrom && is_free_there(g, gap_lost(g, r, r->nfrom - 1)))
        r->nfrom--;
    for (; r->nfrom && is_free_there(g, gap_lost(g, r, 0)); r->from++)
        r->nfrom--;
    if (r->nfrom == 1 && r->nto == 1 && gap_lost(g, r, 0)->class == LEAF_CODE &&
        is_liquid(gap_added(g, r, 0)))
        return; /* it stands in place of something */
    while (r->nto && is_free(g, gap_added(g, r, r->nto - 1)))
        r->nto--;
    for (; r->nto && is_free(g, gap_added(g, r, 0)); r->to++)
        r->nto--;
    r->is_told = r->is_told || (!r->nfrom && !r->nto);
}

bool gaps_is_habit(const pair *p, const leaf *to) {
    enum { AGAIN = 2 };
    size_t n = 0;
    for (size_t i = 0; i < p->al.n && n < AGAIN; i++)
        n += p->al.p[i].from == ALIGN_NONE && pair_to(p, &p->al.p[i])->hash == to->hash;
    return n == AGAIN && to->class == LEAF_TEXT;
}

/* ---- in Markdown there, in HTML here ---- */

/* "h3" of "<h3 id="tea">Tea</h3>", and of nothing else; n 0: it is no such heading. */
static str heading_tag(const leaf *l) {
    str html = str_trim(l->text);
    html_tag begin, end = {0};
    size_t at = 0;
    bool is_one = l->class == LEAF_HTML && html_next(html, &at, &begin) && begin.at == 0 &&
                  begin.name.n == 2 && ascii_lower(begin.name.p[0]) == 'h';
    while (is_one && !(end.is_end && str_eq(end.name, begin.name)) && html_next(html, &at, &end))
        ;
    return is_one && end.is_end && end.end == html.n ? begin.name : (str){0};
}

/* A heading or an image that is one in HTML too, or a paragraph whose direction that says: what is
 * read is the same. */
static bool is_in_html(const leaf *x, const leaf *y, str lang) {
    str tag = heading_tag(y), html = str_trim(y->text);
    if (x->class == LEAF_TEXT && split_is_rtl(lang) && str_starts(html, S("<p")))
        return y->class == LEAF_HTML && str_ends(html, S("</p>"));
    if (x->class == LEAF_HEADING)
        return tag.n && tag.p[1] == '0' + x->level;
    bool is_image = x->class == LEAF_TEXT && x->natoms == 1 && x->atoms[0].kind == ATOM_IMAGE;
    return is_image && y->class == LEAF_HTML && str_starts(str_trim(y->text), S("<")) &&
           str_has(y->text, S("<img")) && str_has(y->text, x->atoms[0].text);
}

void gaps_find_html(gaps *g, run *r) {
    if (!r->is_told && r->nfrom == 1 && r->nto == 1)
        r->is_told = is_in_html(gap_lost(g, r, 0), gap_added(g, r, 0), g->p->to->tag);
}
