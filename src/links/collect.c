#include "links/collect.h"

#include <stdlib.h>

#include "base/hash.h"
#include "html/html.h"

/* What kind of URL an attribute holds. */
typedef enum {
    URL_LINK,     /* a page, perhaps with a fragment */
    URL_FILE,     /* a picture, a script: a fragment is not an element's id */
    URL_SET,      /* srcset: several, with descriptors */
    URL_RESOURCE, /* <link>: by its `rel` */
    URL_REFRESH,  /* <meta http-equiv="refresh">: behind "url=" */
    URL_BASE,
} url_kind;

#define LIT(lit)                                                                                   \
    { "" lit, sizeof(lit) - 1 }

/* By element. */
static const struct {
    str element, attribute;
    url_kind kind;
} sources[] = {
    {LIT("a"), LIT("href"), URL_LINK},          {LIT("area"), LIT("href"), URL_LINK},
    {LIT("audio"), LIT("src"), URL_FILE},       {LIT("base"), LIT("href"), URL_BASE},
    {LIT("embed"), LIT("src"), URL_FILE},       {LIT("frame"), LIT("src"), URL_LINK},
    {LIT("iframe"), LIT("src"), URL_FILE},      {LIT("image"), LIT("href"), URL_FILE},
    {LIT("img"), LIT("src"), URL_FILE},         {LIT("img"), LIT("srcset"), URL_SET},
    {LIT("input"), LIT("src"), URL_FILE},       {LIT("link"), LIT("href"), URL_RESOURCE},
    {LIT("link"), LIT("imagesrcset"), URL_SET}, {LIT("meta"), LIT("content"), URL_REFRESH},
    {LIT("object"), LIT("data"), URL_FILE},     {LIT("script"), LIT("src"), URL_FILE},
    {LIT("source"), LIT("src"), URL_FILE},      {LIT("source"), LIT("srcset"), URL_SET},
    {LIT("track"), LIT("src"), URL_FILE},       {LIT("use"), LIT("href"), URL_FILE},
    {LIT("video"), LIT("poster"), URL_FILE},    {LIT("video"), LIT("src"), URL_FILE},
};

enum { SOURCES = sizeof sources / sizeof *sources };

typedef struct collector {
    arena *a;
    collected out;
    bool ids_only;
} collector;

/* The same in every process. */
static uint64_t hash_of(str id) {
    return hash64(id, 0);
}

static str resolved(arena *a, str val) {
    if (str_find_char(val, '&') == STR_NONE)
        return val;
    buf b = buf_new(a, val.n);
    html_resolve(val, &b);
    return buf_str(&b);
}

static void add_id(collector *c, str val) {
    if (val.n)
        *vec_push(c->a, &c->out.ids) = hash_of(resolved(c->a, val));
}

static void add_link(collector *c, str val, bool has_fragment) {
    *vec_push(c->a, &c->out.links) = (collected_link){resolved(c->a, val), has_fragment};
}

/* "a.png 1x, b.png 2x": a URL goes to the next white space, and commas may be within it. */
static void add_set(collector *c, str set) {
    for (size_t i = 0; i < set.n;) {
        while (i < set.n && (ascii_is_space(set.p[i]) || set.p[i] == ','))
            i++;
        size_t from = i;
        while (i < set.n && !ascii_is_space(set.p[i]))
            i++;
        str one = str_slice(set, from, i);
        bool ends = str_ends(one, S(","));
        while (str_ends(one, S(",")))
            one.n--;
        if (one.n)
            add_link(c, one, false);
        while (!ends && i < set.n && set.p[i] != ',')
            i++;
    }
}

static str attribute_of(const html_tag *t, str name) {
    html_attribute one;
    for (size_t at = 0; html_next_attribute(t, &at, &one);)
        if (str_eq_fold(one.name, name))
            return one.val;
    return (str){"", 0};
}

/* A connection to be opened early names a host, not a page. */
static void add_resource(collector *c, const html_tag *t, str val) {
    str rel = attribute_of(t, S("rel"));
    if (!str_eq_fold(rel, S("preconnect")) && !str_eq_fold(rel, S("dns-prefetch")))
        add_link(c, val, false);
}

static void add_refresh(collector *c, const html_tag *t, str val) {
    if (!str_eq_fold(attribute_of(t, S("http-equiv")), S("refresh")))
        return;
    str url;
    if (!str_cut(val, S(";"), &val, &url) && !str_cut(val, S(","), &val, &url))
        return;
    url = str_trim(url);
    if (url.n > 3 && str_eq_fold(str_slice(url, 0, 3), S("url"))) {
        str rest = str_ltrim(str_from(url, 3));
        url = str_starts(rest, S("=")) ? str_trim(str_from(rest, 1)) : url;
    }
    if (url.n > 1 && (*url.p == '\'' || *url.p == '"') && url.p[url.n - 1] == *url.p)
        url = str_slice(url, 1, url.n - 1);
    if (url.n)
        add_link(c, url, true);
}

static void add_url(collector *c, const html_tag *t, url_kind kind, str val) {
    switch (kind) {
    case URL_LINK: add_link(c, val, true); break;
    case URL_FILE:
        if (str_trim(val).n)
            add_link(c, val, false);
        break;
    case URL_SET: add_set(c, val); break;
    case URL_RESOURCE: add_resource(c, t, val); break;
    case URL_REFRESH: add_refresh(c, t, val); break;
    case URL_BASE:
        if (!c->out.base.p)
            c->out.base = resolved(c->a, val);
        break;
    }
}

/* The rows of an element, which stand together. */
static size_t first_row(str element) {
    char first = ascii_lower(*element.p);
    for (size_t i = 0; i < SOURCES && *sources[i].element.p <= first; i++)
        if (*sources[i].element.p == first && str_eq_fold(element, sources[i].element))
            return i;
    return SOURCES;
}

static void read_attribute(collector *c, const html_tag *t, size_t row, const html_attribute *one) {
    bool is_anchor = t->name.n == 1 && ascii_lower(*t->name.p) == 'a';
    if (str_eq_fold(one->name, S("id")) || (is_anchor && str_eq_fold(one->name, S("name"))))
        add_id(c, one->val);
    for (size_t i = row; !c->ids_only && i < SOURCES; i++) {
        if (sources[i].element.n != t->name.n || !str_eq_fold(t->name, sources[i].element))
            break;
        if (str_eq_fold(one->name, sources[i].attribute))
            add_url(c, t, sources[i].kind, one->val);
    }
}

static int by_number(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static collected collect(arena *a, str html, bool ids_only) {
    collector c = {.a = a, .ids_only = ids_only};
    html_tag t;
    html_attribute one;
    for (size_t at = 0; html_next(html, &at, &t);) {
        if (t.is_end || !t.is_complete || !t.attributes.n)
            continue;
        size_t row = first_row(t.name);
        for (size_t i = 0; html_next_attribute(&t, &i, &one);)
            read_attribute(&c, &t, row, &one);
    }
    if (c.out.ids.n)
        qsort(c.out.ids.p, c.out.ids.n, sizeof *c.out.ids.p, by_number);
    return c.out;
}

bool collect_has_id(const uint64_t *ids, size_t n, str id) {
    uint64_t hash = hash_of(id);
    return n && bsearch(&hash, ids, n, sizeof *ids, by_number);
}

collected collect_links(arena *a, str html) {
    return collect(a, html, false);
}

collected collect_ids(arena *a, str html) {
    return collect(a, html, true);
}
