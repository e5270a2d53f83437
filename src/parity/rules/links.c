/* Links and images: each block leads to what its original leads to. */
#include "base/path.h"
#include "base/utf8.h"
#include "html/html.h"
#include "parity/places.h"
#include "parity/rules/bag.h"

#include "parity/cure.h"
#include "parity/rules/definition.h"
#include "parity/rules/link_alike.h"
#include "parity/rules/link_edition.h"
#include "parity/rules/link_labels.h"
#include "parity/rules/link_words.h"
#include "parity/rules/markup.h"
#include "parity/rules/place.h"
#include "parity/rules/targets.h"
#include "parity/sibling.h"
#include "parity/twin.h"
#include "parity/url.h"

/* What differs between the two kinds. */
typedef struct subject {
    const char *name, *one, *many;
    rule_id missing, changed;
} subject;

static const subject links = {"link", "a link", "links", RULE_LINK_MISSING, RULE_LINK_URL};
static const subject images = {"image", "an image", "images", RULE_IMAGE_MISSING, RULE_IMAGE_URL};

/* With the site's own address or without. */
static str key_of(const pair *p, const atom *x) {
    str own = p->site->config->url, url = x->text;
    bool is_own = own.n && str_starts(url, own);
    bool is_masked = clean_has_filler(url);
    if (!is_own && !is_masked)
        return x->key;
    if (is_own)
        url = str_from(url, own.n);
    return url_normal(p->a, is_masked ? clean_shorten(p->a, url) : url, p->codes, p->ncodes);
}

static void add_atoms(const pair *p, const version *v, const leaf *l, bool is_image, bag *out) {
    for (uint32_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        bool wanted =
            is_image ? x->kind == ATOM_IMAGE : x->kind == ATOM_LINK || x->kind == ATOM_URL;
        if (wanted &&
            str_leading(x->text, CLEAN_FILLER) < x->text.n) /* Liquid is compared as such */
            bag_add(p->a, out, key_of(p, x), outline_written(p->a, &v->o, l, x),
                    outline_atom(&v->o, l, x));
    }
}

static bag copy_of(arena *a, const bag *b) {
    bag out = {0};
    for (size_t i = 0; i < b->n; i++)
        bag_add(a, &out, b->p[i].key, b->p[i].text, b->p[i].at);
    return out;
}

/* Is there nothing in an address that names its language, so that it fits the other one too? */
static bool is_neutral(const pair *p, str url) {
    return str_eq(url_normal(p->a, url, p->codes, p->ncodes), url_normal(p->a, url, NULL, 0));
}

/* ---- findings ---- */

static bool is_told_at(const pair *p, rule_id id, span at) {
    for (size_t i = 0; i < p->d->n; i++)
        if (p->d->p[i].rule == id && p->d->p[i].at == at.at &&
            str_eq(p->d->p[i].path, at.src->path))
            return true;
    return false;
}

/* A stop of Chinese or Japanese that got into an address is none of it. */
static bool ends_in_stop(str url) {
    static const str stops[] = {{"。", 3}, {"，", 3}, {"、", 3}, {"）", 3}, {"；", 3}, {"」", 3}};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (str_ends(url, stops[i]))
            return true;
    return false;
}

/* "https//tea.example" leads to a directory "https". */
static bool has_lost_colon(str url) {
    return str_starts(url, S("https//")) || str_starts(url, S("http//"));
}

static bool may_lead_alike(const pair *p, str x, str y) {
    return !has_lost_colon(y) && (link_is_full(p, x, y) || link_may_be_edition(p, x, y));
}

static void tell_changed(const pair *p, const subject *s, const aligned *x, item *lost, item *got) {
    lost->at = definition_place(p->from, lost->text, lost->at);
    got->at = definition_place(p->to, got->text, got->at);
    twin_kind twin = twin_of(p->a, lost->text, got->text);
    bool is_twin = twin == TWIN_LETTERS || twin_is_mixed(got->text);
    if (twin == TWIN_INVISIBLE)
        return; /* told elsewhere */
    rule_id id = is_twin ? RULE_BYTES_CONFUSABLE : s->changed;
    if (is_told_at(p, id, got->at))
        return; /* of another link with this definition */
    diag *e = diag_add(p->d, id, got->at, "the %s leads to %.*s, in the original to %.*s", s->name,
                       STR_FMT(code_quote_beside(p->a, got->text, lost->text)),
                       STR_FMT(code_quote_beside(p->a, lost->text, got->text)));
    bool is_own = !is_twin && str_starts(got->text, S("#")) && target_is_own_heading(p, got->text);
    bool is_full = !is_twin && may_lead_alike(p, lost->text, got->text);
    str help = is_twin  ? twin_help(p->a, got->text)
               : is_own ? S("take it from the original, unless this page's heading is meant")
                        : S("take it from the original");
    if (is_own || (is_full && !ends_in_stop(got->text)))
        diag_weaken(p->d, e, SEV_WARNING);
    diag_help(p->d, e, "%.*s", STR_FMT(help));
    diag_also(p->d, e, lost->at, "the original");
    if (pair_leaf_at(&p->to->o, got->at.at) != pair_to(p, x) && pair_is_rewritten(p) &&
        pair_is_doubtful(p, (size_t)(x - p->al.p)))
        diag_weaken(p->d, e, SEV_WARNING);
    if (got->at.n == got->text.n && is_neutral(p, lost->text))
        diag_fix(p->d, e, got->at, lost->text);
}

/* "[text][label]" or "[label]" in what is read, which nothing defines, and the original has not so;
 * gives the label with its brackets. */
static str find_undefined(const leaf *from, const leaf *to) {
    str text = to->text;
    for (size_t open; (open = str_find_char(text, '[')) != STR_NONE;) {
        text = str_from(text, open);
        size_t close = str_find_char(text, ']');
        if (close == STR_NONE)
            break;
        str label = str_slice(text, 0, close + 1);
        text = str_from(text, close + 1);
        bool is_text = str_starts(text, S("[")) || str_starts(text, S("(")) || label.n < 3 ||
                       label.p[1] == '^';
        if (!is_text && !str_has(from->text, label))
            return label;
    }
    return (str){0};
}

static void help_missing(const pair *p, diag *e, const leaf *from, const leaf *to,
                         const bag *lost) {
    str label = find_undefined(from, to), fewer = place_sentences(p, from, to);
    if (label.n && lost->n == 1 &&
        !label_is_in(p->from->src->text, label)) /* else it is the original's own */
        diag_help(p->d, e,
                  "nothing defines %.*s: write the original's label, or add a line %.*s: %.*s",
                  STR_FMT(label), STR_FMT(label), STR_FMT(lost->p[0].text));
    else if (lost->n > 1 || !link_words_mend(p, e, from, to, &lost->p[0]))
        diag_help(p->d, e, "put %s in%.*s: the original says %.*s", lost->n == 1 ? "it" : "them",
                  STR_FMT(fewer), STR_FMT(cure_words(p->a, lost->p[0].at)));
}

/* A link whose definition is lost, which is told once for all links to it. Where text is missing
 * too, that took it along. */
static bool tell_undefined(const pair *p, const subject *s, const leaf *from, const leaf *to,
                           const item *lost) {
    definition x = definition_find(p->from, lost->text, lost->at);
    if (!x.label.n)
        return false;
    if (pair_is_told(p, true, x.at.at) && find_undefined(from, to).n)
        return true;
    if (!str_has(to->text, x.label) || definition_of(p->to, x.label).label.n)
        return false;
    span at = definition_gap(p, &x);
    if (is_told_at(p, s->missing, at))
        return true;
    diag *e = diag_add(p->d, s->missing, at, "nothing defines %.*s, so that it is no %s: %.*s",
                       STR_FMT(x.label), s->name, STR_FMT(code_quote(p->a, x.url)));
    diag_help(p->d, e, "add a line %.*s: %.*s", STR_FMT(x.label), STR_FMT(x.url));
    diag_also(p->d, e, x.at, "the original");
    return true;
}

/* What is left are links that are lost otherwise. */
static void take_undefined(const pair *p, const subject *s, const aligned *x, bag *lost) {
    size_t kept = 0;
    for (size_t i = 0; i < lost->n; i++)
        if (!tell_undefined(p, s, pair_from(p, x), pair_to(p, x), &lost->p[i]))
            lost->p[kept++] = lost->p[i];
    lost->n = kept;
}

/* Where a link is missing: at the label that nothing defines, if that is the reason. */
static span place_of_missing(const pair *p, const leaf *from, const leaf *to, const bag *lost) {
    str label = find_undefined(from, to);
    if (label.n && lost->n == 1 && !label_is_in(p->from->src->text, label))
        return place_of_text(&p->to->o, to, (size_t)(label.p - to->text.p), label.n);
    return place_beside(p, from, lost->p[0].at, to);
}

static void tell_missing(const pair *p, const subject *s, const leaf *from, const leaf *to,
                         const bag *lost) {
    if (str_has(link_words(lost->p[0].at), S("`")))
        pair_drop(p, RULE_CODE_INLINE_MISSING, to); /* it was the link's text */
    diag *e = diag_add(p->d, s->missing, place_of_missing(p, from, to, lost),
                       "%s of the original %s missing in this block: %.*s",
                       lost->n == 1 ? s->one : s->many, lost->n == 1 ? "is" : "are",
                       STR_FMT(bag_quote(p->a, lost)));
    help_missing(p, e, from, to, lost);
    diag_also(p->d, e, lost->p[0].at, "the original");
}

static void add_missing(const pair *p, size_t step, bag *out) {
    const leaf *from = pair_from(p, &p->al.p[step]);
    if (from)
        add_atoms(p, p->from, from, false, out);
}

/* Blocks of the original that are missing beside this one may have become part of it, with their
 * links. */
static void drop_of_missing(const pair *p, const aligned *x, bag *more) {
    bag gone = {0};
    size_t step = (size_t)(x - p->al.p);
    for (size_t i = step; i > 0 && !aligned_is_pair(&p->al.p[i - 1]); i--)
        add_missing(p, i - 1, &gone);
    for (size_t i = step + 1; i < p->al.n && !aligned_is_pair(&p->al.p[i]); i++)
        add_missing(p, i, &gone);
    bag_reduce(p->a, &gone, more);
}

static void tell_added(const pair *p, const bag *got) {
    diag *e = diag_add(p->d, RULE_LINK_ADDED, got->p[0].at, "%s more than the original has: %.*s",
                       got->n == 1 ? "a link" : "links", STR_FMT(bag_quote(p->a, got)));
    diag_help(p->d, e, "add it to the original if all readers should have it");
}

/* A link whose text is its address is two: the one that says more is told of. */
static bool is_again(const bag *lost, const bag *got, size_t n, size_t i) {
    for (size_t k = 0; k < n; k++) {
        if (k == i || !str_eq(lost->p[k].text, lost->p[i].text))
            continue;
        if (str_eq(got->p[k].text, got->p[i].text) ? k < i
                                                   : str_starts(got->p[k].text, got->p[i].text))
            return true;
    }
    return false;
}

/* Takes out what `<a href="…">` leads to: no link to Markdown, but to readers. */
static void drop_tags(const pair *p, const leaf *to, bag *lost) {
    str html = str_slice(p->to->src->text, to->at, to->at + to->n);
    size_t kept = 0;
    if (lost->n && str_has(html, S("&amp;"))) {
        buf resolved = buf_new(p->a, html.n);
        html_resolve(html, &resolved);
        html = buf_str(&resolved);
    }
    for (size_t i = 0; i < lost->n; i++)
        if (!str_has(html, str_cat(p->a, S("href=\""), lost->p[i].text)))
            lost->p[kept++] = lost->p[i];
    lost->n = kept;
}

/* Of "[words](address)", not an address alone. */
static bool is_behind_words(const item *x) {
    uint32_t at = x->at.at;
    str before = str_slice(x->at.src->text, at > 1 ? at - 2 : 0, at);
    return str_eq(before, S("](")) || str_eq(before, S("]["));
}

/* "[https://a.example](https://a.example)" is an address twice: a translation that has words for
 * the first leads to the same, and so does the address alone but where Jekyll makes no link of it.
 */
static void drop_shown(const pair *p, bag *lost, const bag *here) {
    size_t kept = 0;
    for (size_t i = 0; i < lost->n; i++) {
        const item *x = &lost->p[i];
        str text = x->at.src->text;
        size_t end = x->at.at + x->text.n;
        str rest = str_from(text, end);
        bool is_shown = x->at.at && text.p[x->at.at - 1] == '[' &&
                        (str_starts(rest, S("](")) || str_starts(rest, S("]["))) &&
                        str_eq(str_slice(text, x->at.at, end), x->text),
             has = false;
        for (size_t k = 0; is_shown && k < here->n; k++)
            has = has || (str_eq(here->p[k].key, x->key) &&
                          (p->site->config->is_bare || is_behind_words(&here->p[k])));
        if (!has)
            lost->p[kept++] = *x;
    }
    lost->n = kept;
}

static void drop_siblings(const pair *p, const version *v, bag *b) {
    size_t kept = 0;
    for (size_t i = 0; i < b->n; i++)
        if (!sibling_is(p, v, b->p[i].text))
            b->p[kept++] = b->p[i];
    b->n = kept;
}

/* Links that lead alike may stand in another order too; those in the same place first. */
static void drop_alike(const pair *p, bag *lost, bag *got) {
    for (size_t i = 0; i < lost->n && i < got->n;)
        if (link_is_alike(p, &lost->p[i], &got->p[i])) {
            bag_take(lost, i);
            bag_take(got, i);
        } else {
            i++;
        }
    for (size_t i = 0; i < lost->n;) {
        size_t k = 0;
        while (k < got->n && !link_is_alike(p, &lost->p[i], &got->p[k]))
            k++;
        if (k < got->n) {
            bag_take(lost, i);
            bag_take(got, k);
        } else {
            i++;
        }
    }
}

/* Puts what is the other's full address, or seems its edition, in the same place. */
static void order_alike(const pair *p, const bag *lost, bag *got) {
    for (size_t i = 0; i < lost->n; i++)
        for (size_t k = i; k < got->n; k++)
            if (may_lead_alike(p, lost->p[i].text, got->p[k].text)) {
                item x = got->p[k];
                got->p[k] = got->p[i];
                got->p[i] = x;
                break;
            }
}

static void compare(const pair *p, const subject *s, const aligned *x, bag *lost, bag *got) {
    bag here = copy_of(p->a, got);
    bag_reduce(p->a, lost, got);
    drop_siblings(p, p->from, lost);
    drop_siblings(p, p->to, got);
    if (!got->n)
        drop_shown(p, lost, &here);
    drop_tags(p, pair_to(p, x), lost);
    take_undefined(p, s, x, lost);
    bag less = copy_of(p->a, lost), more = copy_of(p->a, got);
    drop_alike(p, &less, &more);
    order_alike(p, &less, &more);
    size_t changed = less.n < more.n ? less.n : more.n;
    for (size_t i = 0; i < changed; i++)
        if (!is_again(&less, &more, changed, i))
            tell_changed(p, s, x, &less.p[i], &more.p[i]);
    less = (bag){less.p + changed, less.n - changed, 0};
    more = (bag){more.p + changed, more.n - changed, 0};
    if (less.n)
        tell_missing(p, s, pair_from(p, x), pair_to(p, x), &less);
    if (more.n && s == &links)
        drop_of_missing(p, x, &more);
    if (more.n && s == &links)
        tell_added(p, &more);
}

/* ---- fragments ---- */

static void add_fragments(const pair *p, const bag *from, bag *out) {
    for (size_t i = 0; i < from->n; i++)
        bag_add(p->a, out, url_fragment(from->p[i].text), from->p[i].text, from->p[i].at);
}

/* Fragments of links that lead to the same pages: how many are the same, and those that are not. */
typedef struct fragments {
    size_t same;
    bag lost, got; /* each other's */
} fragments;

/* Does a link lead into a page of this language, and to other words there? Then that is how such
 * pages name their headings. */
static bool is_into_edition(const item *lost, const item *got) {
    enum { SLIP = 2 };
    str page = str_slice(lost->text, 0, lost->text.n - lost->key.n);
    return lost->key.n && got->key.n && !str_starts(got->text, page) &&
           str_distance(lost->key, got->key) > SLIP;
}

static void tell_fragment(const pair *p, rule_id id, const item *lost, const item *got) {
    diag *e = diag_add(p->d, id, got->at, "the link leads to %.*s, in the original to %.*s",
                       STR_FMT(code_quote_beside(p->a, got->text, lost->text)),
                       STR_FMT(code_quote_beside(p->a, lost->text, got->text)));
    str known = id == RULE_LINK_FRAGMENT ? target_fragment(p, lost->text) : (str){0};
    if (id == RULE_BYTES_CONFUSABLE)
        diag_help(p->d, e, "%.*s", STR_FMT(twin_help(p->a, got->key)));
    else if (known.n)
        diag_help(p->d, e, "write #%.*s, the heading's id in this language", STR_FMT(known));
    else
        diag_help(p->d, e,
                  "take it from the original, unless the heading there has this id in "
                  "this language");
    diag_also(p->d, e, lost->at, "the original");
    if (id == RULE_LINK_FRAGMENT && is_into_edition(lost, got))
        diag_weaken(p->d, e, SEV_NOTE);
    const leaf *heading = target_heading(p, lost->text);
    if (heading) /* what was told of it explains this too */
        pair_original(p, e, heading, "the heading it leads to");
}

static void compare_fragments(const pair *p, const bag *from, const bag *to, fragments *all) {
    bag lost = {0}, got = {0};
    add_fragments(p, from, &lost);
    add_fragments(p, to, &got);
    for (size_t i = 0; i < lost.n; i++)
        all->same += lost.p[i].key.n > 0;
    bag_reduce(p->a, &lost, &got);
    for (size_t i = 0; i < lost.n && i < got.n; i++) {
        item *x = &lost.p[i], *y = &got.p[i];
        bool is_twin = twin_of(p->a, x->key, y->key) == TWIN_LETTERS;
        all->same -= x->key.n > 0;
        if (is_twin) {
            tell_fragment(p, RULE_BYTES_CONFUSABLE, x, y);
        } else if (!target_is_own_heading(p, y->text)) { /* else the id follows the language */
            bag_add(p->a, &all->lost, x->key, x->text, x->at);
            bag_add(p->a, &all->got, y->key, y->text, y->at);
        }
    }
}

/* Where most of them are others, headings have ids of their own in each language. */
static void tell_fragments(const pair *p, const fragments *all) {
    enum { SEVERAL = 3 };
    size_t n = all->lost.n;
    if (n < SEVERAL || n <= all->same) {
        for (size_t i = 0; i < n; i++)
            tell_fragment(p, RULE_LINK_FRAGMENT, &all->lost.p[i], &all->got.p[i]);
        return;
    }
    diag *e = diag_add(p->d, RULE_LINK_FRAGMENT, all->got.p[0].at,
                       "%zu links lead to other fragments than in the original, the first to %.*s",
                       n, STR_FMT(code_quote(p->a, all->got.p[0].text)));
    diag_weaken(p->d, e, SEV_NOTE);
    diag_help(p->d, e, "see that headings there have these ids in this language");
    diag_also(p->d, e, all->lost.p[0].at, "the original's first");
}

/* The bracket that a link's words begin with; STR_NONE: it is written otherwise. */
static size_t open_of(const item *link) {
    str words = link_words(link->at);
    return words.n ? (size_t)(words.p - link->at.src->text.p) - 1 : STR_NONE;
}

static void tell_unmarked(const pair *p, const item *lost, const item *got) {
    str text = got->at.src->text;
    size_t open = open_of(got);
    bool is_apart = open != STR_NONE && str_ends(str_slice(text, 0, open), S("! "));
    diag *e = diag_add(p->d, RULE_IMAGE_MISSING, got->at,
                       "this is a link, in the original an image: %.*s",
                       STR_FMT(code_quote(p->a, got->text)));
    diag_help(p->d, e, "%s",
              is_apart ? "write ![ without a space between" : "put a ! before the [ of its words");
    diag_also(p->d, e, lost->at, "the original");
    if (is_apart)
        diag_fix(p->d, e, span_of(got->at.src, open - 1, 1), S(""));
    else if (open != STR_NONE)
        diag_fix(p->d, e, span_of(got->at.src, open, 0), S("!"));
}

/* Images that lost their mark are links, and no links more. */
static void take_unmarked(const pair *p, bag *lost, const bag *linked, bag *got) {
    size_t kept = 0;
    for (size_t i = 0; i < lost->n; i++) {
        item x = lost->p[i];
        size_t k = bag_find(got, x.key);
        if (k == STR_NONE || bag_find(linked, x.key) != STR_NONE) {
            lost->p[kept++] = x;
            continue;
        }
        item now = bag_take(got, k);
        tell_unmarked(p, &x, &now);
    }
    lost->n = kept;
}

/* The same addresses on both sides: they may have other fragments, or stand at others' words. */
static void compare_found(const pair *p, const aligned *x, const bag *all, const bag *all_here,
                          fragments *f) {
    size_t told = p->d->n, others = f->lost.n;
    compare_fragments(p, all, all_here, f);
    if (p->d->n == told && f->lost.n == others && pair_to(p, x)->natoms > 1)
        link_words_swapped(p, pair_from(p, x), pair_to(p, x));
}

void rule_links(const pair *p) {
    fragments all_fragments = {0};
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        bag lost = {0}, got = {0}, lost_images = {0}, got_images = {0};
        link_labels(p, from, to);
        if (!from->natoms && !to->natoms)
            continue;
        if (markup_link(p, from, to) || markup_bare(p, from, to))
            continue;
        if (from->holding == to->holding) {
            if (to->natoms > 1)
                link_words_swapped(p, from, to);
            continue;
        }
        add_atoms(p, p->from, from, false, &lost);
        add_atoms(p, p->to, to, false, &got);
        add_atoms(p, p->from, from, true, &lost_images);
        add_atoms(p, p->to, to, true, &got_images);
        if (lost_images.n > got_images.n)
            take_unmarked(p, &lost_images, &lost, &got);
        bag all = copy_of(p->a, &lost), all_here = copy_of(p->a, &got);
        compare(p, &links, x, &lost, &got);
        if (!lost.n && !got.n)
            compare_found(p, x, &all, &all_here, &all_fragments);
        bool has_flags = (lost_images.n || got_images.n) && sibling_is_switch(p, p->from, from) &&
                         sibling_is_switch(p, p->to, to);
        if (!has_flags)
            compare(p, &images, x, &lost_images, &got_images);
    }
    tell_fragments(p, &all_fragments);
}
