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

/* By the alignment as it was before it was known that the original was rewritten. */
bool gaps_are_all(const pair *p) {
    pair plain = *p;
    if (p->al.plain) {
        plain.al = *p->al.plain;
        tail_settle(&plain);
    }
    return drift_is_other(&plain.al) && !has_common(&plain);
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
