#include "parity/rules/link_alike.h"

#include "base/path.h"
#include "base/utf8.h"
#include "parity/places.h"
#include "parity/rules/link_edition.h"
#include "parity/url.h"

static str without_ext(str path) {
    size_t n = str_ends(path, S(".md")) ? 3 : str_ends(path, S(".mdx")) ? 4 : 0;
    return str_slice(path, 0, path.n - n);
}

/* "tea.md" and "docs/en/brewing/tea" in a note of "docs/fr/brewing": beside it there is such a
 * note. */
static bool is_beside(const pair *p, str x, str y) {
    const document *doc;
    str near = str_has(x, S("/")) ? y : x, far = str_has(x, S("/")) ? x : y,
        name = without_ext(near);
    str dir = url_normal(p->a, path_dir(p->from->src->path), p->codes, p->ncodes);
    far = without_ext(far);
    if (str_has(near, S("/")) || !p->places || far.n < name.n + 2 || !str_ends(far, name))
        return false;
    far = str_slice(far, 0, far.n - name.n);
    return str_ends(str_cat(p->a, dir, S("/")), far) && str_ends(far, S("/")) &&
           places_known(p->a, p->places, p->to->doc, near, &doc) == PLACE_DOCUMENT;
}

/* "../x/" and "/docs/x/", or "x" and "/docs/x" in a note of "docs": a path that says the same from
 * here. */
static bool is_same_path(const pair *p, str x, str y) {
    x = without_ext(x);
    y = without_ext(y);
    str near = str_starts(x, S("/")) ? y : x, far = str_starts(x, S("/")) ? x : y;
    if (!str_starts(far, S("/")) || url_is_absolute(near))
        return false;
    bool is_beside = !str_starts(near, S("../"));
    while (str_starts(near, S("../")))
        near = str_from(near, 3);
    if (!near.n || !str_ends(far, near) || far.p[far.n - near.n - 1] != '/')
        return false;
    str directory = str_slice(far, 0, far.n - near.n - 1);
    str here = str_cat(p->a, S("/"), path_dir(p->from->src->path));
    bool is_top = !directory.n && p->site->config->is_bare && !str_has(near, S("/"));
    return !is_beside || is_top || (directory.n && str_ends(here, directory));
}

/* "tea" and "tea.md": programs make one page of either. */
static bool is_same_but_ext(const pair *p, str x, str y) {
    return p->site->config->is_bare && x.n && str_eq(without_ext(x), without_ext(y));
}

/* "pot-fr.jpg" for "pot.png" */
static bool is_same_picture(const item *x, const item *y) {
    static const char kinds[] = " .png .jpg .jpeg .webp .svg .gif ";
    str ext = path_ext(x->key), other = path_ext(y->key);
    bool has_code = y->key.n < y->text.n && !str_ends(y->text, y->key);
    return has_code && !str_eq(ext, other) && str_is_in_words(ext, kinds) &&
           str_is_in_words(other, kinds) &&
           str_eq(str_slice(x->key, 0, x->key.n - ext.n), str_slice(y->key, 0, y->key.n - other.n));
}

/* A picture of words, with others on it. */
static bool is_badge(const pair *p, str x, str y) {
    return str_eq(url_without_words(p->a, x), url_without_words(p->a, y));
}

/* Before "wikipedia.org": "//en."; empty where there is none. */
static str wiki_of(str url) {
    size_t at = str_find(url, S("wikipedia.org/")), slash = str_find(url, S("//"));
    return at == STR_NONE || slash == STR_NONE || slash > at ? (str){0} : str_slice(url, slash, at);
}

/* Another language's Wikipedia has its article under another name. */
static bool is_other_wiki(str x, str y) {
    str one = wiki_of(x), other = wiki_of(y);
    return one.n && other.n && !str_eq(one, other) && utf8_is_ascii(other);
}

/* Behind "2025/01/02/" of an address; STR_NONE: no day is in it. */
static size_t day_end(str url) {
    static const char day[] = "dddd/dd/dd/";
    for (size_t i = 0; i + sizeof day - 1 <= url.n; i++) {
        size_t n = 0;
        while (day[n] && (day[n] == 'd' ? ascii_is_digit(url.p[i + n]) : url.p[i + n] == day[n]))
            n++;
        if (!day[n])
            return i + n;
    }
    return STR_NONE;
}

/* "ruby-2-0-0-p594" and "ruby-1-9-3-p550": another post that is called alike. */
static bool is_same_but_figures(str x, str y) {
    size_t i = 0, k = 0;
    while (i < x.n || k < y.n) {
        while (i < x.n && (ascii_is_digit(x.p[i]) || x.p[i] == '-'))
            i++;
        while (k < y.n && (ascii_is_digit(y.p[k]) || y.p[k] == '-'))
            k++;
        if ((i < x.n) != (k < y.n) || (i < x.n && x.p[i] != y.p[k]))
            return false;
        i += i < x.n;
        k += k < y.n;
    }
    return true;
}

/* A post of the site that has another name in each language, and not this one mistyped. */
static bool is_post_of_day(str x, str y) {
    enum { SLIP = 2 };
    size_t end = day_end(x);
    if (end == STR_NONE || !str_starts(x, S("/")) || !str_starts(y, str_slice(x, 0, end)))
        return false;
    str name = str_from(x, end), other = str_from(y, end);
    return str_distance(name, other) > SLIP && !is_same_but_figures(name, other);
}

/* The same page of two editions that do not lie in the same directory. */
static bool is_same_page(const pair *p, str x, str y) {
    str code, page = link_behind_language(p, x, &code);
    return str_has(page, S("/")) && str_starts(x, S("/")) && str_starts(y, S("/")) &&
           str_eq(page, link_behind_language(p, y, &code));
}

/* "pots/README.md", in this language, for "pots", and what a forge shows of a repository, its
 * "/blob/main/README.md", for the repository. */
static bool is_readme_of(str x, str y) {
    str rest = str_starts(y, x) ? str_from(y, x.n) : (str){0};
    if (str_starts(rest, S("/blob/"))) {
        size_t slash = str_find_char(str_from(rest, 6), '/');
        rest = slash == STR_NONE ? (str){0} : str_from(rest, 6 + slash);
    }
    return x.n && (str_eq(rest, S("/README.md")) || str_eq(rest, S("/index.md")));
}

/* "../guide/tea.md" for "tea.md" where the note is there in one language only: the same one. */
static bool is_same_note(const pair *p, str x, str y) {
    const document *there, *here;
    return p->places && places_known(p->a, p->places, p->from->doc, x, &there) == PLACE_DOCUMENT &&
           places_known(p->a, p->places, p->to->doc, y, &here) == PLACE_DOCUMENT && there == here;
}

bool link_is_alike(const pair *p, const item *x, const item *y) {
    return is_same_note(p, x->text, y->text) || link_is_same_file(p, x->text, y->text) ||
           is_readme_of(x->key, y->key) || is_same_path(p, x->key, y->key) ||
           is_beside(p, x->key, y->key) || is_same_page(p, x->text, y->text) ||
           is_badge(p, x->text, y->text) || is_post_of_day(x->key, y->key) ||
           is_other_wiki(x->text, y->text) || link_is_edition(p, x->text, y->text) ||
           is_same_but_ext(p, x->key, y->key) || is_same_picture(x, y);
}
