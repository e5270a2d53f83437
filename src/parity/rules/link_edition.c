#include "parity/rules/link_edition.h"

#include <string.h>

#include "base/path.h"
#include "base/utf8.h"
#include "parity/url.h"

static bool is_own_code(const pair *p, str part) {
    const str *codes = p->codes;
    for (size_t i = 0; i < p->ncodes; i++)
        if (str_eq_fold(part, codes[i]))
            return !str_eq_fold(part, tongue_language(p->from->tag));
    return false;
}

/* "tea.example" of "https://www.tea.example/a"; empty: it has none. */
static str host_of(str url, str *path) {
    size_t at = url_is_absolute(url) ? str_find(url, S("//")) : STR_NONE;
    *path = (str){0};
    if (at == STR_NONE)
        return (str){0};
    str rest = str_from(url, at + 2);
    size_t slash = str_find_char(rest, '/');
    *path = slash == STR_NONE ? (str){0} : str_from(rest, slash);
    rest = str_slice(rest, 0, slash == STR_NONE ? rest.n : slash);
    return str_from(rest, str_starts(rest, S("www.")) ? 4 : 0);
}

static bool is_any_code(const pair *p, str part) {
    for (size_t i = 0; i < p->ncodes; i++)
        if (str_eq_fold(part, p->codes[i]))
            return true;
    return false;
}

/* Does a host have a code between its dots and hyphens? */
static bool names(const pair *p, str host, bool (*is_wanted)(const pair *, str)) {
    size_t from = 0;
    for (size_t i = 0; i <= host.n; i++) {
        if (i < host.n && !strchr(".-", host.p[i]))
            continue;
        if (is_wanted(p, str_slice(host, from, i)))
            return true;
        from = i + 1;
    }
    return false;
}

static bool names_language(const pair *p, str host) {
    return names(p, host, is_own_code);
}

/* "tea.com" for "tea.cn" of an original in Chinese. */
static bool is_left_for_all(const pair *p, str host, str there) {
    size_t dot = str_find_char(host, '.');
    return dot != STR_NONE && str_starts(there, str_slice(host, 0, dot + 1)) &&
           names(p, host, is_any_code) && !names(p, there, is_any_code);
}

str link_behind_language(const pair *p, str path, str *code) {
    for (str part, rest = path; str_cut(rest, S("/"), &part, &rest);)
        for (size_t i = 0; i < p->ncodes; i++)
            if (str_eq_fold(part, p->codes[i])) {
                *code = part;
                return rest;
            }
    return (str){0};
}

/* Is a path in letters beyond ASCII, and not only in what looks like it, or in a stop that the
 * address took in? */
static bool is_lettered(const pair *p, str path) {
    enum { LEAST = 2 };
    uint32_t n = 0, cp;
    for (str rest = utf8_nfkc(p->a, path_decode(p->a, path)); rest.n;) {
        rest = str_from(rest, utf8_decode(rest, &cp));
        n += cp >= 0x80 && utf8_is_letter(cp);
    }
    return n >= LEAST;
}

/* "Images" of "/a/Images.html" */
static str page_of(const pair *p, str path) {
    path = url_normal(p->a, path, p->codes, p->ncodes);
    size_t slash = str_rfind_char(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

/* "tea.example" and "fr.tea.example" */
static bool is_edition_of(const pair *p, str host, str there) {
    return pair_is_same_url(p, str_cat(p->a, S("//"), host), str_cat(p->a, S("//"), there));
}

/* "/1/3/" and "/fr/1/3/code/" */
static bool is_deeper(const pair *p, str path, str other) {
    path = url_normal(p->a, path, p->codes, p->ncodes);
    return path.n > 1 &&
           str_starts(url_normal(p->a, other, p->codes, p->ncodes), str_cat(p->a, path, S("/")));
}

bool link_is_edition(const pair *p, str x, str y) {
    enum { SLIP = 2 };
    str path, other, code = {0}, own = {0};
    str host = host_of(x, &path), there = host_of(y, &other);
    if (!host.n || !there.n)
        return false;
    if (is_left_for_all(p, host, there) && pair_is_same_url(p, path, other))
        return true;
    if (!str_eq(host, there))
        return names_language(p, there) && !names_language(p, host) &&
               (pair_is_same_url(p, path, other) || is_lettered(p, other) ||
                (is_edition_of(p, host, there) && str_distance(path, other) > SLIP));
    str page = link_behind_language(p, path, &code), here = link_behind_language(p, other, &own);
    if (!own.n || !is_own_code(p, own) || str_eq_fold(code, own))
        return false;
    return code.n ? utf8_is_ascii(path_decode(p->a, page)) && is_lettered(p, here)
                  : is_deeper(p, path, other) || str_eq(page_of(p, path), page_of(p, other));
}

bool link_may_be_edition(const pair *p, str x, str y) {
    enum { SLIP = 2 };
    str path, other, code = {0}, own = {0};
    str host = host_of(x, &path), there = host_of(y, &other);
    if (!host.n || !str_eq(host, there))
        return false;
    str page = link_behind_language(p, path, &code), here = link_behind_language(p, other, &own);
    bool is_switched = code.n && own.n && is_own_code(p, own) && !str_eq_fold(code, own);
    return (is_switched && str_distance(page, here) > SLIP) ||
           (!is_lettered(p, path) && is_lettered(p, other));
}

/* "docs/tea.md" of "https://github.com/tea/pot/blob/main/docs/tea.md", as forges show files. */
static str path_on_forge(str url) {
    static const str shows[] = {{"/blob/", 6}, {"/tree/", 6}, {"/raw/", 5}};
    str path, ref, rest;
    if (!host_of(url, &path).n)
        return (str){0};
    for (size_t i = 0; i < sizeof shows / sizeof *shows; i++) {
        size_t at = str_find(path, shows[i]);
        if (at != STR_NONE && str_cut(str_from(path, at + shows[i].n), S("/"), &ref, &rest))
            return rest;
    }
    return (str){0};
}

/* Where a relative address leads from a file, without what names a language. */
static str led_to(const pair *p, const version *v, str url) {
    str path = str_starts(url, S("#"))
                   ? v->src->path
                   : path_normal(p->a, path_join(p->a, path_dir(v->src->path), url));
    return url_normal(p->a, path, p->codes, p->ncodes);
}

static bool is_relative(str url) {
    return url.n && !url_is_absolute(url) && !strchr("/?", url.p[0]);
}

/* Is one the end of the other, which begins further up? */
static bool is_end_of(str x, str y) {
    str near = x.n < y.n ? x : y, far = x.n < y.n ? y : x;
    return near.n && str_ends(far, near) && (far.n == near.n || far.p[far.n - near.n - 1] == '/');
}

bool link_is_full(const pair *p, str x, str y) {
    bool is_there = is_relative(x);
    str shown = path_on_forge(is_there ? y : x), kept = is_there ? x : y;
    if (shown.n && is_relative(kept))
        return is_end_of(led_to(p, is_there ? p->from : p->to, kept),
                         url_normal(p->a, shown, p->codes, p->ncodes));
    str path, near = url_is_absolute(x) ? y : x, far = url_is_absolute(x) ? x : y;
    if (!str_starts(near, S("/")) || url_is_absolute(near) || !host_of(far, &path).n)
        return false;
    near = url_normal(p->a, near, p->codes, p->ncodes);
    path = url_normal(p->a, path, p->codes, p->ncodes);
    return near.n > 1 && str_ends(path, near);
}

bool link_is_same_file(const pair *p, str x, str y) {
    bool is_up = str_starts(x, S("../")) || str_starts(y, S("../"));
    bool is_own = str_starts(x, S("#")) != str_starts(y, S("#"));
    return (is_up || is_own) && is_relative(x) && is_relative(y) &&
           str_eq(led_to(p, p->from, x), led_to(p, p->to, y));
}
