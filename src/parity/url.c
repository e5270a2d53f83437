#include "parity/url.h"

#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "parity/twin.h"

static bool ends_url(char c) {
    return ascii_is_space(c) || (c && strchr("<>\"`|\\^{}", c)) || (unsigned char)c >= 0x80;
}

/* Letters that look like ASCII do not end a URL that goes on behind them: it is told of them. */
size_t url_length(str s) {
    size_t n = 0;
    while (n < s.n) {
        if (!ends_url(s.p[n])) {
            n++;
            continue;
        }
        size_t twin = twin_length(str_from(s, n));
        if (!twin || n + twin >= s.n || !ascii_is_alnum(s.p[n + twin]))
            break;
        n += twin;
    }
    return n;
}

str url_fragment(str url) {
    size_t hash = str_find_char(url, '#');
    return hash == STR_NONE ? (str){0} : str_from(url, hash + 1);
}

str url_without_words(arena *a, str url) {
    str head = S("img.shields.io/badge/"), named = S("label=");
    size_t at = str_find(url, head), dash = str_rfind_char(url, '-');
    size_t label = str_has(url, S("img.shields.io/")) ? str_find(url, named) : STR_NONE;
    if (label != STR_NONE) {
        str rest = str_from(url, label);
        size_t end = str_find_char(rest, '&');
        return str_cat(a, str_slice(url, 0, label), end == STR_NONE ? S("") : str_from(rest, end));
    }
    if (at == STR_NONE || dash == STR_NONE || dash < at + head.n)
        return url;
    return str_cat(a, str_slice(url, 0, at + head.n), str_from(url, dash));
}

bool url_is_picture_id(str url) {
    enum { LEAST = 16, DIGITS = 6 };
    size_t slash = str_rfind_char(url, '/'), digits = 0;
    str name = slash == STR_NONE ? url : str_from(url, slash + 1);
    name = str_slice(name, 0, str_find_char(name, '.'));
    for (size_t i = 0; i < name.n; i++) {
        char c = ascii_lower(name.p[i]);
        if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f') && c != '-')
            return false;
        digits += ascii_is_digit(c);
    }
    return name.n >= LEAST && digits >= DIGITS;
}

bool url_is_absolute(str url) {
    size_t i = 0;
    while (i < url.n &&
           (ascii_is_alnum(url.p[i]) || url.p[i] == '+' || url.p[i] == '-' || url.p[i] == '.'))
        i++;
    return str_starts(url, S("//")) || (i > 1 && i < url.n && url.p[i] == ':');
}

/* "fr", and "fr-FR" or "fr_CA" where "fr" is one. */
static bool is_code(str part, const str *codes, size_t n) {
    bool has_region = part.n == 5 && (part.p[2] == '-' || part.p[2] == '_');
    for (size_t i = 0; i < n; i++) {
        bool is_one = part.n == codes[i].n || (has_region && codes[i].n == 2);
        if (is_one && str_eq_fold(str_slice(part, 0, codes[i].n), codes[i]))
            return true;
    }
    return false;
}

/* Where the code that ends a name begins, with the sign before it; name.n: none does. */
static size_t find_code(str name, const str *codes, size_t n) {
    size_t end = name.n;
    for (size_t i = name.n; i > 1; i--) {
        char c = name.p[i - 1];
        if ((c == '.' || c == '-' || c == '_') && is_code(str_from(name, i), codes, n))
            end = i - 1; /* "FR" of "fr-FR" is one too: the longest is meant */
    }
    return end;
}

/* "name.fr.md", "name-fr.md", "name_fr" without the code; "name-3.png" for "name-fr3.png". */
static void add_name(buf *out, str name, const str *codes, size_t n) {
    size_t dot = str_rfind_char(name, '.');
    str stem = dot == STR_NONE ? name : str_slice(name, 0, dot);
    str ext = dot == STR_NONE ? (str){0} : str_from(name, dot);
    size_t last = stem.n, end;
    while (last && ascii_is_digit(stem.p[last - 1]))
        last--;
    end = find_code(str_slice(stem, 0, last), codes, n);
    if (end < last && last < stem.n)
        end++;
    buf_add(out, str_slice(stem, 0, end));
    buf_add(out, str_from(stem, last));
    buf_add(out, str_eq(ext, S(".html")) ? S("") : ext); /* servers do without */
}

static void add_host(buf *out, str host, const str *codes, size_t n) {
    str label, rest = host;
    if (str_cut(host, S("."), &label, &rest) &&
        (str_eq_fold(label, S("www")) || is_code(label, codes, n)))
        host = rest;
    for (size_t i = 0; i < host.n; i++)
        buf_char(out, ascii_lower(host.p[i]));
}

/* "guide?id=quick-start": of a site that docsify shows, which has its pages behind a #, this leads
 * to a heading. */
static bool is_heading_id(str query) {
    if (!str_starts(query, S("id=")) || str_find_char(query, '&') != STR_NONE)
        return false;
    for (size_t i = 3; i < query.n; i++)
        if (!ascii_is_digit(query.p[i]))
            return true;
    return false;
}

/* "?q=tea&lang=fr" without what names the language. */
static void add_query(buf *out, str query, const str *codes, size_t n) {
    char before = '?';
    str one, rest = query;
    while (rest.n) {
        str_cut(rest, S("&"), &one, &rest);
        size_t equals = str_find_char(one, '=');
        if (!one.n || (equals != STR_NONE && is_code(str_from(one, equals + 1), codes, n)))
            continue;
        buf_char(out, before);
        buf_add(out, one);
        before = '&';
    }
}

/* "lang" of "/lang/fr/": it says what kind of name follows. */
static bool is_kind(str part, str behind, const str *codes, size_t n) {
    str next, rest;
    if (part.n < 4 || !(part.p[0] == 'l' || part.p[0] == 't') ||
        !str_is_in_words(part, " lang language locale translations "))
        return false;
    str_cut(behind, S("/"), &next, &rest);
    return is_code(next, codes, n) || (next.n == 5 && next.p[2] == '-' && next.p[3] < 'a');
}

/* "translations" of "translations/README-fr.md", beside "README.md" */
static bool is_translation(str part, str behind, const str *codes, size_t n) {
    size_t dot = str_rfind_char(behind, '.');
    return str_eq(part, S("translations")) && dot != STR_NONE &&
           str_find_char(behind, '/') == STR_NONE &&
           find_code(str_slice(behind, 0, dot), codes, n) < dot;
}

static void add_path(buf *out, str path, const str *codes, size_t n) {
    path = str_from(path, str_starts(path, S("./")) ? 2 : 0);
    str part, rest = path;
    bool more = true;
    for (size_t i = 0; more && path.n; i++) {
        more = str_cut(rest, S("/"), &part, &rest);
        if (is_kind(part, rest, codes, n)) {
            more = str_cut(rest, S("/"), &part, &rest);
            continue;
        }
        bool is_version = !rest.n ? false : is_translation(part, rest, codes, n);
        if (is_version || is_code(part, codes, n))
            continue;
        bool is_deed = str_eq(part, S("deed")) || str_starts(part, S("deed.")); /* of a licence */
        if (!more && (!part.n || is_deed || str_eq(part, S("index.html"))))
            break;
        if (i)
            buf_char(out, '/');
        add_name(out, part, codes, n);
    }
    while (str_ends(buf_str(out), S("/")))
        out->n--;
}

str url_normal(arena *a, str url, const str *codes, size_t n) {
    buf out = buf_new(a, url.n + 1);
    url = str_slice(url, 0, url.n - (url_fragment(url).n ? url_fragment(url).n + 1 : 0));
    if (str_ends(url, S("#")))
        url.n--;
    url = path_decode(a, url); /* "%28" is "(" */
    if (url_is_absolute(url)) {
        size_t at = str_find(url, S("//"));
        str rest = at == STR_NONE ? url : str_from(url, at + 2);
        size_t slash = at == STR_NONE ? STR_NONE : str_find_char(rest, '/');
        if (at == STR_NONE)
            return url; /* mailto: and its like */
        str scheme = str_slice(url, 0, at);
        if (at && !str_eq(scheme, S("https:")) && !str_eq(scheme, S("http:")))
            buf_add(&out, str_slice(url, 0, at + 2));
        add_host(&out, str_slice(rest, 0, slash == STR_NONE ? rest.n : slash), codes, n);
        url = slash == STR_NONE ? (str){0} : str_from(rest, slash);
    }
    size_t query = str_find_char(url, '?');
    bool is_fragment = !out.n && query != STR_NONE && is_heading_id(str_from(url, query + 1));
    add_path(&out, str_slice(url, 0, query), codes, n);
    if (query != STR_NONE && !is_fragment)
        add_query(&out, str_from(url, query + 1), codes, n);
    return buf_str(&out);
}
