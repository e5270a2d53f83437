#include "parity/rules/variant.h"

/* Characters of the other way of writing, to tell it. */
enum { SIGNS_ENOUGH = 4 };

void variants_look(const speaker *s, const leaf *from, const leaf *to) {
    if (!s->han)
        return;
    han_counts n = han_count(s->han, to->text);
    uint32_t other = s->is_traditional ? n.simplified : n.traditional;
    uint32_t own = s->is_traditional ? n.traditional : n.simplified;
    if (other < SIGNS_ENOUGH || other < 3 * own)
        return;
    if (!s->variants->n++) {
        s->variants->from = from;
        s->variants->to = to;
    }
}

void variants_tell(const speaker *s) {
    const pair *p = s->p;
    const variants *v = s->variants;
    const char *there = s->is_traditional ? "simplified" : "traditional";
    span at = outline_leaf(&p->to->o, v->to);
    str quote = leaf_quote(p->a, v->to);
    diag *e;
    if (v->n == 1)
        e = diag_add(p->d, RULE_LANG_VARIANT, at, "%s is in %s characters: %.*s", leaf_name(v->to),
                     there, STR_FMT(quote));
    else
        e = diag_add(p->d, RULE_LANG_VARIANT, at,
                     "%zu blocks from here on are in %s characters: %.*s", v->n, there,
                     STR_FMT(quote));
    diag_help(p->d, e, "this version is %.*s: write %s ones", STR_FMT(p->to->tag),
              s->is_traditional ? "traditional" : "simplified");
    pair_original(p, e, v->from, "the original");
}
