/* The words of images, for those who cannot see them, and their titles. */
#include "parity/rules/link_words.h"

/* What stands in quotes behind the address of an image; n 0: nothing does. */
static span title_of(span at) {
    str rest = str_from(at.src->text, at.at + at.n);
    str title = str_ltrim(str_slice(rest, 0, str_find_char(rest, ')')));
    char quote = title.n ? title.p[0] : ' ';
    size_t close =
        quote == '"' || quote == '\'' ? str_find_char(str_from(title, 1), quote) : STR_NONE;
    if (close == STR_NONE)
        return (span){0};
    return span_of(at.src, (size_t)(title.p + 1 - at.src->text.p), close);
}

/* A title with words of the original's language, which it shares with it. */
static void check_title(const pair *p, span here, span there) {
    enum { WORDS = 3 };
    if (!here.n || here.n != there.n)
        return;
    str title = str_slice(here.src->text, here.at, here.at + here.n);
    str original = str_slice(there.src->text, there.at, there.at + there.n);
    if (!str_eq(title, original) || pair_shares_language(p))
        return;
    profile q = profile_of(title, tongue_of(p->a, p->lore->words, p->from->tag),
                           tongue_of(p->a, p->lore->words, p->to->tag));
    if (q.words < WORDS || !q.hits[0] || q.hits[0] <= q.hits[1])
        return;
    diag *e = diag_add(p->d, RULE_LANG_UNTRANSLATED, here,
                       "the title of this image is not translated: %.*s",
                       STR_FMT(text_quote(p->a, title)));
    diag_weaken(p->d, e, SEV_WARNING);
    diag_help(p->d, e, "translate it");
    diag_also(p->d, e, there, "the original");
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
        if (!other)
            continue;
        span at = outline_atom(&p->to->o, to, x), original = outline_atom(&p->from->o, from, other);
        str here = link_words(at), there = str_trim(link_words(original));
        if (here.p && there.p)
            check_title(p, title_of(at), title_of(original));
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
