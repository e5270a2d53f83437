/* A translation of another text, or of one that was rewritten since. */
#include "parity/drift.h"
#include "parity/gaps.h"
#include "parity/tail.h"

/* Do several pairs of text, and one in three, hold the same addresses, code or numbers? Whatever
 * else is amiss, it is no other text. */
static bool has_common(const pair *p) {
    uint32_t held = 0, texts = 0, common;
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        if (!from || !to || from->class != LEAF_TEXT || to->class != LEAF_TEXT)
            continue;
        align_anchors(from, to, &common);
        texts++;
        held += common > 0;
    }
    return held > 1 && 3 * held >= texts;
}

/* Has it nothing that a translation keeps? */
static bool is_plain(const leaf *l) {
    return (l->class == LEAF_TEXT || l->class == LEAF_HEADING) && !l->context && !l->flags &&
           !l->nanchors;
}

/* How much of the original has no counterpart. */
typedef struct lost {
    size_t n;
    size_t within; /* before the last leaf that has one */
    size_t texts;
    size_t held; /* pairs that have a name in common */
} lost;

static lost count_lost(const pair *p) {
    lost out = {0};
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        if (from && to) {
            out.within = out.n;
            out.held += p->al.p[i].cost < 0;
        } else if (from) {
            out.n++;
            out.texts += from->class == LEAF_TEXT;
        }
    }
    return out;
}

static size_t count_others(const outline *o) {
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        n += o->leaves[i].class != LEAF_TEXT;
    return n;
}

/* Are a few plain paragraphs all there is, of which hardly any has a name of the original? In
 * length and kind some pass for paragraphs of the original, and the rest would be missing in
 * pieces. A text that stops has all up to there, and one that lost its headings, lists and code has
 * all its paragraphs. */
static bool is_bare(const pair *p) {
    enum { LEAVES = 2, OTHERS = 2 };
    const outline *from = &p->from->o, *to = &p->to->o;
    for (size_t i = 0; i < to->n; i++)
        if (!is_plain(&to->leaves[i]))
            return false;
    lost x = count_lost(p);
    if (to->n < LEAVES || !x.within || 3 * x.held > p->al.pairs)
        return false;
    size_t others = count_others(from);
    bool is_text_alone = others >= OTHERS && !count_others(to) && x.n - x.texts == others;
    return 4 * x.n >= 3 * from->n || (is_text_alone && !x.held && x.texts && 2 * x.n >= from->n);
}

/* By the alignment as it was before it was known that the original was rewritten. */
bool gaps_are_all(const pair *p) {
    pair plain = *p;
    if (p->al.plain) {
        plain.al = *p->al.plain;
        tail_settle(&plain);
    }
    return (drift_is_other(&plain.al) && !has_common(&plain)) || is_bare(&plain);
}

void gaps_tell_all(const pair *p) {
    const outline *to = &p->to->o;
    diag *e = diag_add(p->d, RULE_PARITY_DIVERGENT, span_of(to->src, to->body_at, 0),
                       "this follows another text than %.*s, or an old one: of its %zu blocks "
                       "hardly any has a counterpart",
                       STR_FMT(p->from->src->path), p->from->o.n);
    diag_help(p->d, e,
              "translate the original as it is now, or give this note a name or key of "
              "its own");
}
