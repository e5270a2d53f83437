/* Two paragraphs that became one, one that became two. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "parity/cure.h"
#include "parity/gaps.h"

static bool is_prose(const leaf *l) {
    return l && (l->class == LEAF_TEXT);
}

const aligned *gaps_neighbour(const gaps *g, const run *r, bool is_after) {
    size_t i = is_after ? r->end : r->first - 1;
    if (is_after ? r->end >= g->p->al.n : r->first == 0)
        return NULL;
    const aligned *x = &g->p->al.p[i];
    return aligned_is_pair(x) && is_prose(pair_from(g->p, x)) && is_prose(pair_to(g->p, x)) ? x
                                                                                            : NULL;
}

/* What both paragraphs must keep, the one that both became has as well. */
static bool keeps(const leaf *x, const leaf *more, const leaf *joined) {
    return joined->nanchors + (more->nanchors > 2) >= x->nanchors + more->nanchors &&
           !((x->flags ^ more->flags) & LEAF_IS_NOTE);
}

/* Is the bold text of `more` in the one that both became, and none of the other's? */
static bool is_marked(const leaf *x, const leaf *more, const leaf *joined) {
    uint32_t n = outline_count(more, ATOM_STRONG);
    return n && !outline_count(x, ATOM_STRONG) && outline_count(joined, ATOM_STRONG) == n;
}

/* Does the one that both became hold what `more` does, and `more`'s neighbour not? */
static bool is_held_by(const leaf *more, const leaf *joined, const leaf *neighbour) {
    uint32_t here, there;
    align_anchors(more, joined, &here);
    align_anchors(more, neighbour, &there);
    return here && 2 * here >= more->nanchors && !there && !(more->flags & LEAF_IS_ITEM);
}

/* Has the one that both became as many sentences as they have together? */
static bool is_summed(const leaf *x, const leaf *more, const leaf *joined) {
    uint32_t n = text_sentences(x->text), all = text_sentences(joined->text);
    return n && all > n && all == n + text_sentences(more->text);
}

/* A sign of ASCII as East Asian scripts may have it. */
static bool has_sign(str text, char c) {
    enum { TO_WIDE = 0xFEE0 };
    char wide[4];
    size_t n = utf8_encode((uint32_t)c + TO_WIDE, wide);
    return str_find_char(text, c) != STR_NONE || str_has(text, (str){wide, n});
}

/* "[label] : address" is a definition that lost its form. */
static bool is_definition(str text) {
    size_t end = str_starts(text, S("[")) ? str_find_char(text, ']') : STR_NONE;
    return end != STR_NONE && str_starts(str_ltrim(str_from(text, end + 1)), S(":"));
}

/* Is there no bracket at the ends of a part that its whole has not? "[Part 2/3]" is no part of a
 * text without brackets. */
static bool may_be_part(str part, str whole) {
    part = str_trim(part);
    if (is_definition(part))
        return false;
    for (int is_end = 0; part.n && is_end < 2; is_end++) {
        char c = part.p[is_end ? part.n - 1 : 0];
        if (memchr("[](){}<>", c, 8) && !has_sign(whole, c))
            return false;
    }
    return true;
}

/* Is it likelier that `more` belongs to the pair than that it is missing, by length? Two items of a
 * list seldom become one. */
static bool fits(const gaps *g, const leaf *from, const leaf *to, const leaf *more, bool is_from) {
    float ratio = g->p->ratio;
    enum { LONG_ITEM = 40 }; /* of shorter ones the length says nothing */
    const leaf *same = is_from ? from : to;
    bool may_be = !((more->flags ^ same->flags) & LEAF_IS_ITEM) || more > same;
    if (!is_from && !may_be_part(more->text, from->text))
        return false;
    if (from->hash == to->hash || !may_be ||
        (more->flags & LEAF_IS_ITEM && more->chars < LONG_ITEM && !more->nanchors))
        return false;
    float x = ratio * (float)from->chars + 6, y = (float)to->chars + 6, extra = (float)more->chars;
    float alone = fabsf(logf(y / x));
    float both = is_from ? fabsf(logf(y / (x + ratio * extra))) : fabsf(logf((y + extra) / x));
    if (is_from ? is_held_by(more, to, from) : is_held_by(more, from, to))
        return both < 1;
    bool is_item = more->flags & LEAF_IS_ITEM;
    bool marked = is_from ? is_marked(from, more, to) : is_marked(to, more, from);
    bool summed = !is_item && (is_from ? is_summed(from, more, to) : is_summed(to, more, from));
    float margin = is_item ? 0.4F : marked ? -0.15F : summed ? 0 : 0.15F;
    float most = is_item ? 0.1F : summed ? 0.6F : 0.35F; /* the sentences tell more than lengths */
    return both < most && both + margin < alone &&
           (is_from ? keeps(from, more, to) : keeps(to, more, from));
}

static void tell_joined(gaps *g, run *r, const aligned *x) {
    const pair *p = g->p;
    const leaf *to = pair_to(p, x), *from = pair_from(p, x);
    diag *e;
    if (r->nfrom) {
        e = diag_add(p->d, RULE_PARITY_MERGED, outline_leaf(&p->to->o, to),
                     "two paragraphs of the original are one here: %.*s",
                     STR_FMT(leaf_quote(p->a, to)));
        const leaf *lost = gap_lost(g, r, 0), *second = lost > from ? lost : from;
        diag_help(p->d, e, "begin a new %s with what says %.*s in the original",
                  second->flags & LEAF_IS_ITEM ? "item" : "paragraph, behind a blank line,",
                  STR_FMT(leaf_quote(p->a, second)));
    } else {
        e = diag_add(p->d, RULE_PARITY_SPLIT, outline_leaf(&p->to->o, gap_added(g, r, 0)),
                     "one paragraph of the original is two here: %.*s",
                     STR_FMT(leaf_quote(p->a, gap_added(g, r, 0))));
        const leaf *more = gap_added(g, r, 0), *second = more > to ? more : to;
        diag_help(p->d, e, "join lines %u and %u, with nothing between them",
                  cure_last_line(p, second - 1), source_place(p->to->src, second->at).line);
    }
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
    r->is_told = true;
}

/* Did a paragraph become several, its sentences one after the other? */
static bool is_in_parts(const gaps *g, const run *r, const aligned *x) {
    const leaf *from = pair_from(g->p, x), *to = pair_to(g->p, x);
    uint32_t sentences = text_sentences(to->text), anchors = to->nanchors;
    float chars = (float)to->chars + 6, all = g->p->ratio * (float)from->chars + 6;
    float alone = fabsf(logf(chars / all));
    for (uint32_t i = 0; i < r->nto; i++) {
        const leaf *more = gap_added(g, r, i);
        if (more->class != LEAF_TEXT || more->context != to->context || more->flags != to->flags)
            return false;
        sentences += text_sentences(more->text);
        anchors += more->nanchors;
        chars += (float)more->chars;
    }
    float both = fabsf(logf(chars / all));
    return sentences == text_sentences(from->text) && anchors <= from->nanchors && both < 0.35F &&
           both + 0.15F < alone;
}

static void tell_parts(gaps *g, run *r, const aligned *x) {
    const pair *p = g->p;
    const leaf *first = gap_added(g, r, 0);
    diag *e = diag_add(p->d, RULE_PARITY_SPLIT, outline_leaf(&p->to->o, first),
                       "one paragraph of the original is %u here: %.*s", r->nto + 1,
                       STR_FMT(leaf_quote(p->a, first)));
    const leaf *to = pair_to(p, x), *begin = first < to ? first : to;
    diag_help(p->d, e, "take the blank lines from line %u to line %u away",
              cure_last_line(p, begin), source_place(p->to->src, begin[r->nto].at).line);
    pair_original(p, e, pair_from(p, x), "the original");
    pair_tell(p, pair_from(p, x), pair_to(p, x));
    r->is_told = true;
}

/* As many as may be one paragraph's. */
enum { MOST_PARTS = 4 };

static void find_parts(gaps *g, run *r) {
    for (int is_after = 0; is_after < 2 && !r->is_told; is_after++) {
        const aligned *x = gaps_neighbour(g, r, is_after);
        if (x && is_in_parts(g, r, x))
            tell_parts(g, r, x);
    }
}

void gaps_find_joined(gaps *g, run *r) {
    if (!r->is_told && !r->nfrom && r->nto > 1 && r->nto < MOST_PARTS)
        find_parts(g, r);

    if (r->is_told || r->nfrom + r->nto != 1)
        return;
    const leaf *l = r->nfrom ? gap_lost(g, r, 0) : gap_added(g, r, 0);
    if (l->flags & LEAF_IS_ELIDED)
        return;
    for (int is_after = 0; is_prose(l) && is_after < 2 && !r->is_told; is_after++) {
        const aligned *x = gaps_neighbour(g, r, is_after);
        if (x && fits(g, pair_from(g->p, x), pair_to(g->p, x), l, r->nfrom))
            tell_joined(g, r, x);
    }
}
