/* {% seo %}: what jekyll-seo-tag 2.8 writes into a page's head. */
#include "render/plugin_seo.h"

#include "render/filters.h"
#include "site/uri.h"

#define SEO_VERSION "2.8.0"

typedef struct seo_tag {
    bool no_title;
} seo_tag;

/* "title=false" anywhere, whatever its case. */
const void *render_seo_parse(liquid_parser *p, const liquid_use *use) {
    seo_tag *t = arena_make(liquid_parser_arena(p), seo_tag, 1);
    str s = liquid_span_text(use->markup), word = S("title=false");
    for (size_t i = 0; i + word.n <= s.n; i++)
        if (str_eq_fold(str_slice(s, i, i + word.n), word))
            t->no_title = true;
    return t;
}

/* ---- What the page and the site say ---- */

static value member_of(arena *a, value v, const char *key) {
    value out;
    return value_get(a, v, str_of(key), &out) ? out : value_nil();
}

value seo_page(const seo *s, const char *key) {
    return member_of(s->a, s->page, key);
}

value seo_site(const seo *s, const char *key) {
    return member_of(s->a, s->site, key);
}

value seo_filter(const seo *s, const char *name, value in) {
    return liquid_filter_call(s->run, s->at, str_of(name), in, NULL, 0);
}

str seo_format(const seo *s, value v) {
    static const char *const steps[] = {"markdownify", "strip_html", "normalize_whitespace",
                                        "escape_once"};
    if (v.kind == V_NIL)
        return (str){"", 0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        v = seo_filter(s, steps[i], v);
    return value_as_str(v);
}

value seo_link(const seo *s, value v) {
    uri u;
    str why;
    if (v.kind == V_STR && uri_parse(s->a, value_as_str(v), &u, &why) && !u.has_scheme)
        v = seo_filter(s, "absolute_url", v);
    return seo_filter(s, "uri_escape", v);
}

static value either(value one, value other) {
    return value_truthy(one) ? one : other;
}

static bool is_main_page(str url) {
    if (!str_starts(url, S("/")))
        return false;
    str rest = str_from(url, 1);
    if (str_starts(rest, S("about/")))
        rest = str_from(rest, S("about/").n);
    return rest.n == 0 || str_eq(rest, S("index.htm")) || str_eq(rest, S("index.html"));
}

/* The page's own author, else the first of its authors, else the site's: a map as it is, a name
 * with what the data file `authors` tells of it. */
static value find_author(const seo *s) {
    value none = map_finish(&(map_builder){.a = s->a}), authors = seo_page(s, "authors");
    value from[] = {seo_page(s, "author"),
                    authors.kind == V_LIST && authors.n ? authors.u.list[0] : value_nil(),
                    seo_site(s, "author")};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        if (liquid_to_s(s->a, from[i]).n == 0)
            continue;
        if (from[i].kind != V_STR)
            return from[i].kind == V_MAP ? from[i] : none;
        value more = value_at(value_at(seo_site(s, "data"), S("authors")), value_as_str(from[i]));
        map_builder b = {.a = s->a};
        map_add(&b, S("name"), from[i]);
        for (uint32_t k = 0; more.kind == V_MAP && k < more.u.map->n; k++)
            map_add_member(&b, more.u.map->members[k]);
        return map_finish(&b);
    }
    return none;
}

static value find_image(const seo *s) {
    value own = seo_page(s, "image"), path = own;
    if (own.kind == V_MAP)
        path = either(value_at(own, S("path")),
                      either(value_at(own, S("facebook")), value_at(own, S("twitter"))));
    if ((own.kind != V_MAP && own.kind != V_STR) || !value_truthy(path))
        return value_nil();
    map_builder b = {.a = s->a};
    map_add(&b, S("path"), value_nil());
    for (uint32_t i = 0; own.kind == V_MAP && i < own.u.map->n; i++)
        map_add_member(&b, own.u.map->members[i]);
    map_add(&b, S("path"), seo_link(s, path));
    return map_finish(&b);
}

static str find_url(const seo *s) {
    value own = seo_page(s, "canonical_url");
    if (liquid_to_s(s->a, own).n)
        return liquid_to_s(s->a, own);
    str url = value_as_str(seo_filter(s, "absolute_url", seo_page(s, "url")));
    if (str_ends(url, S("/index.html")))
        url.n -= S("index.html").n;
    return url;
}

/* The number of a page of a paginated list in words: Ruby's format with current and total. */
static str page_number(const seo *s) {
    value paginator, current, total, message = seo_site(s, "seo_paginator_message");
    liquid_find(s->run, S("paginator"), &paginator);
    current = member_of(s->a, paginator, "page");
    total = member_of(s->a, paginator, "total_pages");
    if (current.kind != V_INT || current.u.i <= 1)
        return (str){"", 0};
    str f = message.kind == V_STR ? value_as_str(message) : S("Page %<current>s of %<total>s for ");
    static const char *const marks[] = {"%<current>s", "%<current>d", "%{current}", "%<total>s",
                                        "%<total>d",   "%{total}",    "%%"};
    buf b = buf_new(s->a, f.n + 16);
    for (size_t i = 0, k; i < f.n; i++) {
        for (k = 0; k < 7 && !str_starts(str_from(f, i), str_of(marks[k])); k++)
            ;
        if (k == 7 || k == 6)
            buf_char(&b, f.p[i]);
        else
            liquid_write(s->run, k < 3 ? current : total, &b);
        if (k < 7)
            i += str_of(marks[k]).n - 1;
    }
    return buf_str(&b);
}

static str find_title(const seo *s) {
    arena *a = s->a;
    str tagline = seo_format(s, seo_site(s, "tagline")), title = s->page_title, more = {"", 0};
    if (s->site_title.n && !str_eq(s->page_title, s->site_title))
        more = s->site_title;
    else if (s->site_description.n && s->site_title.n)
        more = tagline.n ? tagline : s->site_description;
    if (more.n)
        title = str_cat(a, title, str_cat(a, S(" | "), more));
    return str_cat(a, page_number(s), title);
}

static void find_all(seo *s) {
    value title = seo_site(s, "title");
    s->is_main = is_main_page(value_as_str(seo_page(s, "url")));
    s->site_title = seo_format(s, either(title, seo_site(s, "name")));
    s->site_description = seo_format(s, seo_site(s, "description"));
    s->page_title = seo_format(s, seo_page(s, "title"));
    if (s->page_title.n == 0)
        s->page_title = s->site_title;
    s->title = find_title(s);
    s->description = seo_format(s, either(seo_page(s, "description"), seo_page(s, "excerpt")));
    if (s->description.n == 0)
        s->description = s->site_description;
    s->author = find_author(s);
    s->image = find_image(s);
    s->url = find_url(s);
}

/* ---- The markup ---- */

/* <meta KIND="NAME" content="BEFORE VALUE" />, unless the value is nil or false. */
static void add_meta(const seo *s, const char *kind, const char *name, value v, buf *out) {
    if (!value_truthy(v))
        return;
    buf_printf(out, "<meta %s=\"%s\" content=\"", kind, name);
    liquid_write(s->run, v, out);
    buf_lit(out, "\" />\n");
}

static value text_or_nil(str s) {
    return s.n ? value_str(s) : value_nil();
}

static str locale_of(const seo *s) {
    static const char *const keys[] = {"locale", "lang"};
    value v = value_nil();
    for (size_t i = 0; i < 2 && !value_truthy(v); i++) {
        v = either(seo_page(s, keys[i]), seo_site(s, keys[i]));
    }
    str text = value_truthy(v) ? str_copy(s->a, liquid_to_s(s->a, v)) : S("en_US");
    buf b = buf_new(s->a, text.n + 1);
    for (size_t i = 0; i < text.n; i++)
        buf_char(&b, text.p[i] == '-' ? '_' : text.p[i]);
    return buf_str(&b);
}

static void add_head(const seo *s, bool has_title, buf *out) {
    if (has_title)
        buf_printf(out, "<title>%.*s</title>\n", STR_FMT(s->title));
    value version, jekyll;
    liquid_find(s->run, S("jekyll"), &jekyll);
    version = member_of(s->a, jekyll, "version");
    buf_lit(out, "<meta name=\"generator\" content=\"Jekyll v");
    liquid_write(s->run, version, out);
    buf_lit(out, "\" />\n");
    add_meta(s, "property", "og:title", text_or_nil(s->page_title), out);
    add_meta(s, "name", "author", value_at(s->author, S("name")), out);
    add_meta(s, "property", "og:locale", value_str(locale_of(s)), out);
    add_meta(s, "name", "description", text_or_nil(s->description), out);
    add_meta(s, "property", "og:description", text_or_nil(s->description), out);
    if (value_truthy(seo_site(s, "url"))) {
        buf_printf(out, "<link rel=\"canonical\" href=\"%.*s\" />\n", STR_FMT(s->url));
        add_meta(s, "property", "og:url", value_str(s->url), out);
    }
    add_meta(s, "property", "og:site_name", text_or_nil(s->site_title), out);
}

static void add_image(const seo *s, buf *out) {
    add_meta(s, "property", "og:image", value_at(s->image, S("path")), out);
    add_meta(s, "property", "og:image:height", value_at(s->image, S("height")), out);
    add_meta(s, "property", "og:image:width", value_at(s->image, S("width")), out);
    add_meta(s, "property", "og:image:alt", value_at(s->image, S("alt")), out);
}

static void add_neighbour(const seo *s, value paginator, const char *rel, const char *key,
                          const char *path, buf *out) {
    if (!value_truthy(member_of(s->a, paginator, key)))
        return;
    buf_printf(out, "<link rel=\"%s\" href=\"", rel);
    liquid_write(s->run, seo_filter(s, "absolute_url", member_of(s->a, paginator, path)), out);
    buf_lit(out, "\" />\n");
}

static void add_type(const seo *s, buf *out) {
    value when = seo_page(s, "date"), paginator;
    add_meta(s, "property", "og:type",
             value_truthy(when) ? value_lit("article") : value_lit("website"), out);
    if (value_truthy(when))
        add_meta(s, "property", "article:published_time", seo_filter(s, "date_to_xmlschema", when),
                 out);
    liquid_find(s->run, S("paginator"), &paginator);
    add_neighbour(s, paginator, "prev", "previous_page", "previous_page_path", out);
    add_neighbour(s, paginator, "next", "next_page", "next_page_path", out);
}

static str without_at(arena *a, str s) {
    buf b = buf_new(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '@')
            buf_char(&b, s.p[i]);
    return buf_str(&b);
}

static bool is_empty(value v) {
    return !value_truthy(v) || (v.kind == V_STR && v.n == 0) || (v.kind == V_LIST && v.n == 0);
}

static void add_handle(const seo *s, const char *name, value v, buf *out) {
    str handle = without_at(s->a, liquid_to_s(s->a, v));
    add_meta(s, "name", name, value_str(str_cat(s->a, S("@"), handle)), out);
}

static void add_twitter(const seo *s, buf *out) {
    value owner = seo_site(s, "twitter"), card = member_of(s->a, seo_page(s, "twitter"), "card");
    value alt = value_at(s->image, S("alt"));
    if (is_empty(card))
        card = member_of(s->a, owner, "card");
    if (is_empty(card))
        card = value_lit("summary_large_image");
    bool has_image = s->image.kind == V_MAP;
    add_meta(s, "name", "twitter:card", has_image ? card : value_lit("summary"), out);
    add_meta(s, "property", "twitter:image", value_at(s->image, S("path")), out);
    add_meta(s, "name", "twitter:image:alt", alt, out);
    add_meta(s, "property", "twitter:title", text_or_nil(s->page_title), out);
    if (!value_truthy(owner))
        return;
    add_handle(s, "twitter:site", member_of(s->a, owner, "username"), out);
    value author = either(value_at(s->author, S("twitter")), value_at(s->author, S("name")));
    if (author.kind == V_STR)
        add_handle(s, "twitter:creator", author, out);
}

typedef struct known_meta {
    const char *key, *kind, *name;
} known_meta;

static void add_known(const seo *s, value from, const known_meta *all, size_t n, buf *out) {
    for (size_t i = 0; i < n; i++)
        add_meta(s, all[i].kind, all[i].name, member_of(s->a, from, all[i].key), out);
}

static void add_services(const seo *s, buf *out) {
    static const known_meta facebook[] = {{"admins", "property", "fb:admins"},
                                          {"publisher", "property", "article:publisher"},
                                          {"app_id", "property", "fb:app_id"}};
    static const known_meta owners[] = {{"google", "name", "google-site-verification"},
                                        {"bing", "name", "msvalidate.01"},
                                        {"alexa", "name", "alexaVerifyID"},
                                        {"yandex", "name", "yandex-verification"},
                                        {"baidu", "name", "baidu-site-verification"},
                                        {"facebook", "name", "facebook-domain-verification"}};
    add_known(s, seo_site(s, "facebook"), facebook, sizeof facebook / sizeof *facebook, out);
    value verified = seo_site(s, "webmaster_verifications");
    if (value_truthy(verified))
        add_known(s, verified, owners, sizeof owners / sizeof *owners, out);
    else
        add_meta(s, "name", owners[0].name, seo_site(s, "google_site_verification"), out);
}

void render_seo(liquid_run *r, const void *self, buf *out) {
    const seo_tag *t = self;
    const job *j = render_job(r);
    seo s = {.run = r, .a = liquid_run_arena(r), .at = liquid_run_here(r)};
    s.page = j->page;
    s.site = j->r->site_drop;
    find_all(&s);
    buf_lit(out, "<!-- Begin Jekyll SEO tag v" SEO_VERSION " -->\n");
    add_head(&s, s.title.n && !t->no_title, out);
    add_image(&s, out);
    add_type(&s, out);
    add_twitter(&s, out);
    add_services(&s, out);
    buf_lit(out, "<script type=\"application/ld+json\">\n");
    liquid_write(r, seo_filter(&s, "jsonify", seo_json(&s)), out);
    buf_lit(out, "</script>\n<!-- End Jekyll SEO tag -->\n");
}
