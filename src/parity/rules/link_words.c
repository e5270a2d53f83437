#include "parity/rules/link_words.h"

#include "base/vec.h"
#include "parity/rules/place.h"
#include "parity/url.h"

str link_words(span at) {
    str text = at.src->text;
    size_t close = at.at, depth = 1;
    while (close && (text.p[close - 1] == '<' || text.p[close - 1] == '('))
        close--;
    if (close == at.at || !close || text.p[close - 1] != ']')
        return (str){0};
    size_t open = --close;
    while (open && depth && text.p[open - 1] != '\n') {
        open--;
        depth += text.p[open] == ']';
        depth -= text.p[open] == '[';
    }
    return depth ? (str){0} : str_slice(text, open + 1, close);
}

/* ---- addresses that changed places ---- */

typedef struct worded {
    str words, key, url;
    span at;
} worded;

typedef struct worded_links {
    worded *p;
    size_t n, cap;
} worded_links;

static worded_links links_of(const pair *p, const version *v, const leaf *l) {
    worded_links out = {0};
    for (uint32_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        if (x->kind != ATOM_LINK)
            continue;
        span at = outline_atom(&v->o, l, x);
        *vec_push(p->a, &out) = (worded){link_words(at), x->key, x->text, at};
    }
    return out;
}

static bool lead_to_same(const worded *x, const worded *y) {
    return str_eq(x->key, y->key) && str_eq(url_fragment(x->url), url_fragment(y->url));
}

static bool lead_in_order(const worded_links *x, const worded_links *y) {
    if (x->n != y->n)
        return false;
    for (size_t i = 0; i < x->n; i++)
        if (!lead_to_same(&x->p[i], &y->p[i]))
            return false;
    return true;
}

/* The next name, or number, of the words of a link. */
static str next_name(str *rest) {
    enum { LETTERS = 3 };
    while (rest->n) {
        size_t n = 0;
        while (n < rest->n && ascii_is_alnum(rest->p[n]))
            n++;
        str name = str_slice(*rest, 0, n);
        *rest = str_from(*rest, n ? n : 1);
        if (n >= LETTERS)
            return name;
    }
    return (str){0};
}

static bool share_name(str x, str y) {
    for (str name; (name = next_name(&x)).n;)
        for (str rest = y, other; (other = next_name(&rest)).n;)
            if (str_eq_fold(name, other))
                return true;
    return false;
}

/* The only link whose words are, or are kin to, these; NULL: there is none, or are several. */
static const worded *only(const worded_links *all, str words, bool (*is_like)(str, str)) {
    const worded *found = NULL;
    for (size_t i = 0; words.n && i < all->n; i++) {
        if (!is_like(all->p[i].words, words))
            continue;
        if (found)
            return NULL;
        found = &all->p[i];
    }
    return found;
}

static const worded *only_one(const worded_links *all, str words) {
    return only(all, words, str_eq);
}

static const worded *only_kin(const worded_links *all, str words) {
    return only(all, words, share_name);
}

/* The original's link that this one is, by its words or by names in them. */
static const worded *match(const worded_links *theirs, const worded_links *ours, const worded *x) {
    if (only_one(ours, x->words) && only_one(theirs, x->words))
        return only_one(theirs, x->words);
    const worded *kin = only_kin(theirs, x->words);
    return kin && only_kin(ours, kin->words) == x ? kin : NULL;
}

/* The one of which a link now has the address; NULL: that leads to where it did, too. */
static const worded *owner_of(const worded_links *theirs, const worded_links *ours,
                              const worded *x) {
    for (size_t i = 0; i < theirs->n; i++) {
        if (!lead_to_same(&theirs->p[i], x))
            continue;
        const worded *now = only_one(ours, theirs->p[i].words);
        return now && lead_to_same(now, x) ? NULL : &theirs->p[i];
    }
    return NULL;
}

void link_words_swapped(const pair *p, const leaf *from, const leaf *to) {
    worded_links theirs = links_of(p, p->from, from), ours = links_of(p, p->to, to);
    if (ours.n < 2 || lead_in_order(&theirs, &ours))
        return;
    for (size_t i = 0; i < ours.n; i++) {
        const worded *x = &ours.p[i];
        const worded *was = match(&theirs, &ours, x);
        if (!was || lead_to_same(was, x) || !owner_of(&theirs, &ours, x))
            continue;
        diag *e = diag_add(p->d, RULE_LINK_URL, x->at,
                           "the link %.*s leads to %.*s, in the original to %.*s",
                           STR_FMT(code_quote(p->a, x->words)), STR_FMT(code_quote(p->a, x->url)),
                           STR_FMT(code_quote(p->a, was->url)));
        diag_help(p->d, e,
                  "it changed places with that of another link: write %.*s here, and %.*s there",
                  STR_FMT(was->url), STR_FMT(x->url));
        diag_also(p->d, e, was->at, "the original");
        return;
    }
}

str link_words_there(const pair *p, const leaf *from, str url) {
    for (uint32_t i = 0; i < from->natoms; i++) {
        const atom *x = &from->atoms[i];
        if (x->kind != ATOM_LINK || !str_eq(x->text, url))
            continue;
        str words = link_words(outline_atom(&p->from->o, from, x));
        if (words.n)
            return str_cat(p->a, S("; its text in the original is "), code_quote(p->a, words));
    }
    return (str){0};
}

/* Where "[page]()" wants its address; 0: nowhere, or in more than one place. */
static uint32_t place_of_address(const pair *p, const leaf *from, const leaf *to) {
    str here = str_slice(p->to->src->text, to->at, to->at + to->n);
    str there = str_slice(p->from->src->text, from->at, from->at + from->n);
    size_t at = str_find(here, S("]()"));
    if (at == STR_NONE || str_count(here, S("]()")) != 1 || str_has(there, S("]()")))
        return 0;
    return to->at + (uint32_t)at + 2;
}

bool link_words_mend(const pair *p, diag *e, const leaf *from, const leaf *to, const item *lost) {
    str words = link_words(lost->at);
    uint32_t at = place_of_address(p, from, to);
    if (at) {
        diag_help(p->d, e, "write it between the parentheses: (%.*s)", STR_FMT(lost->text));
        diag_fix(p->d, e, span_of(p->to->src, at, 0), lost->text);
        return true;
    }
    bool is_image = words.n && words.p - lost->at.src->text.p > 1 && words.p[-2] == '!';
    if (is_image)
        diag_help(p->d, e, "put ![the words](%.*s) in, with the words for %.*s%.*s",
                  STR_FMT(lost->text), STR_FMT(code_quote(p->a, words)),
                  STR_FMT(place_sentences(p, from, to)));
    else if (words.n)
        diag_help(p->d, e, "make a link of the words for %.*s%.*s: [the words](%.*s)",
                  STR_FMT(code_quote(p->a, words)), STR_FMT(place_sentences(p, from, to)),
                  STR_FMT(lost->text));
    return words.n > 0;
}
