/* The words of images, for those who cannot see them. */
#include "parity/pair.h"

/* What stands between "![" and "](" before an image's address. False: it is written otherwise. */
static bool read_words(const outline *o, const leaf *l, const atom *x, str *words) {
    span at = outline_atom(o, l, x);
    str before = str_slice(o->src->text, l->at, at.at);
    before.n -= str_ends(before, S("<"));
    if (!str_ends(before, S("](")))
        return false;
    before.n -= 2;
    size_t open = STR_NONE, from = 0;
    for (size_t n; (n = str_find(str_from(before, from), S("!["))) != STR_NONE;)
        open = from += n + 2;
    *words = open == STR_NONE ? (str){0} : str_trim(str_from(before, open));
    return open != STR_NONE;
}

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
        str here, there;
        if (!other || !read_words(&p->to->o, to, x, &here) || here.n ||
            !read_words(&p->from->o, from, other, &there) || !there.n)
            continue;
        diag *e = diag_add(p->d, RULE_IMAGE_ALT, outline_atom(&p->to->o, to, x),
                           "this image has no words, in the original %.*s",
                           STR_FMT(text_quote(p->a, there)));
        diag_help(p->d, e, "translate them, between ![ and ]: they are for who cannot see it");
        diag_also(p->d, e, outline_atom(&p->from->o, from, other), "the original");
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
