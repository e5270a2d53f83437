/* The words of images, for those who cannot see them. */
#include "parity/rules/link_words.h"

static const atom *same_image(const leaf *l, const atom *x) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_IMAGE && l->atoms[i].hash == x->hash)
            return &l->atoms[i];
    return NULL;
}

static void check_leaf(const pair *p, const leaf *from, const leaf *to) {
    for (uint32_t i = 0; i < to->natoms; i++) {
        const atom *x = &to->atoms[i];
        const atom *other = x->kind == ATOM_IMAGE ? same_image(from, x) : NULL;
        if (!other)
            continue;
        span at = outline_atom(&p->to->o, to, x), original = outline_atom(&p->from->o, from, other);
        str here = link_words(at), there = str_trim(link_words(original));
        if (!here.p || str_trim(here).n || !there.n)
            continue;
        diag *e =
            diag_add(p->d, RULE_IMAGE_ALT, at, "this image has no words, in the original %.*s",
                     STR_FMT(text_quote(p->a, there)));
        diag_help(p->d, e, "translate them, between ![ and ]: they are for who cannot see it");
        diag_also(p->d, e, original, "the original");
    }
}

void rule_alt(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || !pair_to(p, x)->natoms ||
            pair_from(p, x)->hash == pair_to(p, x)->hash)
            continue;
        if (outline_count(pair_to(p, x), ATOM_IMAGE))
            check_leaf(p, pair_from(p, x), pair_to(p, x));
    }
}
