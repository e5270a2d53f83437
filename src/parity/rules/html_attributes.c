/* Attributes of tags: what no reader reads is the original's. */
#include <string.h>

#include "base/vec.h"
#include "html/html.h"
#include "parity/cure.h"
#include "parity/rules/html.h"
#include "parity/rules/link_edition.h"
#include "parity/rules/place.h"
#include "parity/url.h"

/* Texts for readers, and what tells how something looks in one language. */
static bool is_free(str name) {
    if (str_ends(name, S("-label")) || str_ends(name, S("-title")) || str_ends(name, S("-text")))
        return true; /* of components */
    return str_is_in_words(name, " alt title summary label placeholder content lang dir hreflang "
                                 "style width height align valign size border cellpadding "
                                 "cellspacing target rel loading decoding sizes srclang value "
                                 "markdown start xml:lang alt-text caption text date ") ||
           str_starts(name, S("aria-")) || str_starts(name, S("data-"));
}

static bool is_address(str name) {
    return str_is_in_words(name, " href src poster cite action data srcset longdesc background ");
}

/* Values that are words of a sentence are text for readers, whatever the attribute is. */
static bool is_sentence(str val) {
    size_t words = 1;
    for (size_t i = 0; i < val.n; i++)
        words += val.p[i] == ' ';
    return words > 3;
}

/* What Liquid prints is compared as Liquid: all that is left of it here is what stands beside that
 * in an address. */
static bool is_liquid(str name, str val) {
    return str_has(val, S("{{")) || str_has(val, S("{%")) ||
           (clean_has_filler(val) &&
            (!is_address(name) || str_leading(val, CLEAN_FILLER) == val.n));
}

/* Of a leaf's tags; what is played or framed apart. */
typedef struct attributes {
    bag all, media;
} attributes;

static void add_attribute(const pair *p, const version *v, uint32_t at, str tag,
                          const html_attribute *x, bag *out) {
    str val = str_trim(x->val);
    buf low = buf_new(p->a, tag.n + x->name.n + val.n + 2);
    for (size_t i = 0; i < x->name.n; i++)
        buf_char(&low, ascii_lower(x->name.p[i]));
    str name = buf_str(&low);
    if (is_free(name) || is_liquid(name, val) ||
        (is_sentence(val) && !is_address(name) && !str_eq(name, S("class"))))
        return;
    buf text = buf_new(p->a, x->name.n + val.n + 4), key = buf_new(p->a, name.n + val.n + 1);
    buf_printf(&text, "%.*s=\"%.*s\"", STR_FMT(x->name), STR_FMT(clean_shown(p->a, val)));
    bool is_url = is_address(name) && !(val.n && val.p[0] == '#');
    buf_add(&key, name);
    buf_char(&key, '=');
    if (is_url)
        buf_add(&key, url_normal(p->a, url_without_words(p->a, clean_shorten(p->a, val)), p->codes,
                                 p->ncodes));
    else if (!is_address(name))
        buf_add(&key, val);
    span where = x->val.n ? span_of(v->src, at + (size_t)(x->val.p - tag.p), x->val.n)
                          : span_of(v->src, at, tag.n);
    bag_add(p->a, out, buf_str(&key), buf_str(&text), where);
}

/* What is played or framed may be another one in each language: of it the addresses alone are
 * looked at, which tell a slip of the pen from another film. html/active looks at its host. */
static void add_tags(const pair *p, const version *v, uint32_t at, str html, attributes *out) {
    html_tag t;
    for (size_t i = 0; html_next(html, &i, &t);) {
        html_attribute one;
        str tag = str_slice(html, t.at, t.end);
        bool is_medium = str_is_in_words(t.name, " iframe video audio source track embed ");
        bag *to = is_medium ? &out->media : &out->all;
        for (size_t k = 0; !t.is_end && html_next_attribute(&t, &k, &one);)
            if (!is_medium || str_is_in_words(one.name, " src poster "))
                add_attribute(p, v, at + (uint32_t)t.at, tag, &one, to);
    }
}

/* Most inline tags have none, and those of abbreviations are texts for readers. */
static bool may_have_any(str tag) {
    return !str_starts(tag, S("</")) && !str_starts(tag, S("<abbr")) &&
           !str_starts(tag, S("<dfn")) && str_find_char(tag, '=') != STR_NONE;
}

static attributes attributes_of(const pair *p, const version *v, const leaf *l) {
    attributes out = {0};
    if (l->class == LEAF_HTML && str_find_char(l->text, '=') != STR_NONE)
        add_tags(p, v, l->at, outline_masked(p->a, &v->o, l), &out);
    for (uint32_t i = 0; l->class != LEAF_HTML && i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_HTML && may_have_any(l->atoms[i].text))
            add_tags(p, v, outline_atom(&v->o, l, &l->atoms[i]).at, l->atoms[i].text, &out);
    return out;
}

static str name_of(const item *x) {
    return str_slice(x->text, 0, str_find_char(x->text, '='));
}

/* Takes what stands in place of a lost attribute out of the others. False: nothing does. */
static bool take_like(const item *lost, bag *got, item *out) {
    for (size_t i = 0; i < got->n; i++)
        if (str_eq_fold(name_of(lost), name_of(&got->p[i]))) {
            *out = bag_take(got, i);
            return true;
        }
    return false;
}

/* "tea.png" of src="tea.png" */
static str value_of(const item *x) {
    str val = str_from(x->text, name_of(x).n + 1);
    return val.n > 1 ? str_slice(val, 1, val.n - 1) : val;
}

static bool is_quoted(str val) {
    static const char *const quotes[] = {"“", "”", "„", "«", "»", "‘", "’", "「"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (str_starts(val, str_of(quotes[i])))
            return true;
    return false;
}

/* src=“…”: typographic quotes are none to HTML, and belong to the value. */
static bool is_misquoted(const item *lost, const item *got) {
    return is_quoted(value_of(got)) && !is_quoted(value_of(lost)) &&
           str_eq_fold(name_of(lost), name_of(got));
}

static str last_part(str url) {
    size_t slash = str_rfind_char(url, '/');
    return slash == STR_NONE ? url : str_from(url, slash + 1);
}

/* A screenshot of a program that speaks the reader's language, and none of the original's. */
static bool is_own_screenshot(const pair *p, str want, str got) {
    enum { SLIP = 6 };
    return url_is_picture_id(want) && url_is_picture_id(got) && !str_has(p->from->src->text, got) &&
           str_distance(last_part(want), last_part(got)) > SLIP;
}

static bool is_code(const pair *p, str s) {
    for (size_t i = 0; i < p->ncodes; i++)
        if (str_eq_fold(s, p->codes[i]))
            return true;
    return false;
}

/* Liquid that only one of them has is told of as such. Ids follow the language's headings, links to
 * them are looked at; and the article of an encyclopedia has another name in each language. */
static bool may_differ(const pair *p, const item *lost, const item *got) {
    return (is_address(name_of(lost)) && str_eq(url_without_words(p->a, value_of(lost)),
                                                url_without_words(p->a, value_of(got)))) ||
           (is_address(name_of(lost)) && link_is_same_file(p, value_of(lost), value_of(got))) ||
           is_own_screenshot(p, value_of(lost), value_of(got)) ||
           (is_code(p, value_of(lost)) && is_code(p, value_of(got))) ||
           clean_has_filler(lost->key) != clean_has_filler(got->key) ||
           str_is_in_words(name_of(lost), " id name for ") ||
           (str_has(lost->text, S("wikipedia.org")) && str_has(got->text, S("wikipedia.org")));
}

/* So many lost attributes are looked at, and so many differences shown. */
enum { MOST = 100, SHOWN = 5 };

typedef struct difference {
    item lost, got;
    bool is_missing; /* nothing was got for it */
} difference;

typedef vec(difference) differences;

static void compare_all(const pair *p, bag *lost, bag *got, differences *out) {
    bag_reduce(p->a, lost, got);
    for (size_t i = 0; i < lost->n && i < MOST; i++) {
        difference x = {.lost = lost->p[i]};
        x.is_missing = !take_like(&x.lost, got, &x.got);
        if (x.is_missing || is_misquoted(&x.lost, &x.got) || !may_differ(p, &x.lost, &x.got))
            *vec_push(p->a, out) = x;
    }
}

static bool is_word_char(char c) {
    return ascii_is_alnum(c) || c == '_' || c == '-';
}

/* How long is the word of an address that a place is in? "2" in its place may be the second part of
 * something, a letter of a long one is a slip. */
static size_t word_length(str s, size_t at) {
    size_t begin = at, end = at;
    while (begin > 0 && is_word_char(s.p[begin - 1]))
        begin--;
    while (end < s.n && is_word_char(s.p[end]))
        end++;
    return end - begin;
}

/* Is an address that of the original with a letter or two amiss, or without its end? */
static bool is_slip(str want, str got) {
    enum { SLIP = 2, HEAD = 12, WORD = 6 }; /* src="https: */
    size_t same = 0;
    while (same < want.n && same < got.n && want.p[same] == got.p[same])
        same++;
    bool is_cut = same + 1 >= got.n && same < want.n && !strchr("?&#\"", want.p[same]);
    bool is_near = word_length(want, same) >= WORD && str_distance(want, got) <= SLIP;
    return same >= HEAD && (is_cut || is_near);
}

static void compare_media(const pair *p, bag *lost, bag *got, differences *out) {
    bag_reduce(p->a, lost, got);
    for (size_t i = 0; i < lost->n && i < MOST; i++)
        for (size_t k = 0; k < got->n; k++)
            if (is_misquoted(&lost->p[i], &got->p[k]) || is_slip(lost->p[i].text, got->p[k].text)) {
                *vec_push(p->a, out) = (difference){lost->p[i], bag_take(got, k), false};
                break;
            }
}

static differences compare(const pair *p, const leaf *from, const leaf *to) {
    attributes lost = attributes_of(p, p->from, from), got = {0};
    differences out = {0};
    if (lost.all.n || lost.media.n)
        got = attributes_of(p, p->to, to);
    compare_all(p, &lost.all, &got.all, &out);
    compare_media(p, &lost.media, &got.media, &out);
    return out;
}

static void quote_difference(const pair *p, const difference *x, buf *out) {
    str lost = x->lost.text, got = x->got.text;
    if (x->is_missing)
        buf_printf(out, "%.*s is missing", STR_FMT(code_quote(p->a, lost)));
    else
        buf_printf(out, "%.*s for %.*s", STR_FMT(code_quote_beside(p->a, got, lost)),
                   STR_FMT(code_quote_beside(p->a, lost, got)));
}

/* One: in a sentence of its own. */
static str what_differs(const pair *p, const differences *all) {
    const difference *x = &all->p[0];
    buf out = buf_new(p->a, 128);
    if (all->n == 1 && x->is_missing)
        buf_printf(&out, "an attribute of the original's tags is missing in this block: %.*s",
                   STR_FMT(code_quote(p->a, x->lost.text)));
    else if (all->n == 1)
        buf_printf(&out, "the tag has %.*s, in the original %.*s",
                   STR_FMT(code_quote_beside(p->a, x->got.text, x->lost.text)),
                   STR_FMT(code_quote_beside(p->a, x->lost.text, x->got.text)));
    else
        buf_printf(&out, "%zu attributes of the original's tags differ in this block: ", all->n);
    for (size_t i = 0; all->n > 1 && i < all->n && i < SHOWN; i++) {
        buf_add(&out, i ? S(", ") : S(""));
        quote_difference(p, &all->p[i], &out);
    }
    if (all->n > SHOWN)
        buf_printf(&out, " and %zu more", all->n - SHOWN);
    return buf_str(&out);
}

/* However many: a block is one finding. */
void html_check_attributes(const pair *p, const leaf *from, const leaf *to) {
    differences all = compare(p, from, to);
    if (!all.n)
        return;
    const difference *first = &all.p[0];
    diag *e =
        diag_add(p->d, RULE_HTML_TAGS,
                 first->is_missing ? place_beside(p, from, first->lost.at, to) : first->got.at,
                 "%.*s", STR_FMT(what_differs(p, &all)));
    if (all.n == 1 && first->is_missing)
        diag_help(p->d, e, "write it in the tag, as the original does: %.*s",
                  STR_FMT(cure_words(p->a, first->lost.at)));
    else
        diag_help(p->d, e,
                  "take %s from the original; only texts such as title and alt are translated",
                  all.n == 1 ? "it" : "them");
    for (size_t i = 0; i < all.n && i < SHOWN; i++)
        diag_also(p->d, e, all.p[i].lost.at, "the original");
}
