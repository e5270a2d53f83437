/* jekyll-toc: {% toc %} and the filters toc, toc_only and inject_anchors. */
#include "render/plugin_toc.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "render/filters.h"
#include "site/plugin.h"

typedef struct toc {
    arena *a;
    toc_headings all;
    const char *list; /* "ul" or "ol" */
    str list_id, list_class, sublist_class, item_class, item_prefix;
} toc;

static str option(const config *c, const char *key, str otherwise) {
    value v = plugin_option(c, S("toc"), str_of(key));
    return v.kind == V_STR ? value_as_str(v) : otherwise;
}

static int64_t level_option(const config *c, const char *key, int64_t otherwise) {
    value v = plugin_option(c, S("toc"), str_of(key));
    return v.kind == V_INT ? v.u.i : otherwise;
}

/* An id for a heading that has none: its words in lower case, joined by "-". */
static str make_id(liquid_run *r, str text) {
    arena *a = liquid_run_arena(r);
    buf low = buf_new(a, text.n), id = buf_new(a, text.n);
    utf8_downcase(&low, text);
    for (str s = buf_str(&low); s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(s, &cp);
        if (cp == ' ' || cp == '-')
            buf_char(&id, '-');
        else if (utf8_is_word(cp))
            buf_add(&id, str_slice(s, 0, n));
        s = str_from(s, n);
    }
    value in = value_str(buf_str(&id));
    return value_as_str(liquid_filter_call(r, liquid_run_here(r), S("cgi_escape"), in, NULL, 0));
}

/* Made ids are numbered where they come again. */
static void make_ids(liquid_run *r, toc *t) {
    map seen = map_new(t->a);
    for (size_t i = 0; i < t->all.n; i++) {
        toc_heading *h = &t->all.p[i];
        if (h->id.n)
            continue;
        h->id = make_id(r, h->text);
        size_t **count = (size_t **)map_at(&seen, h->id);
        if (!*count)
            *count = arena_make(t->a, size_t, 1);
        buf b = buf_new(t->a, h->id.n + 8);
        buf_add(&b, h->id);
        if ((**count)++)
            buf_printf(&b, "-%zu", **count - 1);
        h->id = buf_str(&b);
    }
}

static toc toc_of(liquid_run *r, str html) {
    const config *c = render_job(r)->r->site->config;
    value sections = plugin_option(c, S("toc"), S("no_toc_section_class"));
    value ordered = plugin_option(c, S("toc"), S("ordered_list"));
    if (sections.kind == V_NIL)
        sections = value_lit("no_toc_section");
    toc t = {.a = liquid_run_arena(r)};
    t.all = toc_find(t.a, html, level_option(c, "min_level", 1), level_option(c, "max_level", 6),
                     sections);
    t.list = value_truthy(ordered) ? "ol" : "ul";
    t.list_id = option(c, "list_id", S("toc"));
    t.list_class = option(c, "list_class", S("section-nav"));
    t.sublist_class = option(c, "sublist_class", S(""));
    t.item_class = option(c, "item_class", S("toc-entry"));
    t.item_prefix = option(c, "item_prefix", S("toc-"));
    make_ids(r, &t);
    return t;
}

/* ---- The list ---- */

static void add_escaped(buf *out, str text) {
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\'')
            buf_lit(out, "&#39;");
        else
            buf_escape_html(out, str_slice(text, i, i + 1));
    }
}

/* How many headings from i on stand below level `top`. */
static size_t below(const toc_heading *p, size_t n, size_t i, int top) {
    size_t k = i;
    while (k < n && p[k].level != top)
        k++;
    return k - i;
}

/* Each round inside is a level further down, of six. */
static void add_items(const toc *t, const toc_heading *p, size_t n, buf *out) {
    int top = 7;
    for (size_t i = 0; i < n; i++)
        top = p[i].level < top ? p[i].level : top;
    for (size_t i = 0; i < n; i++) {
        size_t inner = below(p, n, i, top);
        if (inner) {
            add_items(t, p + i, inner, out);
            i += inner - 1;
            continue;
        }
        buf_printf(out, "<li class=\"%.*s %.*sh%d\"><a href=\"#%.*s\">", STR_FMT(t->item_class),
                   STR_FMT(t->item_prefix), p[i].level, STR_FMT(p[i].id));
        add_escaped(out, p[i].text);
        buf_lit(out, "</a>");
        inner = below(p, n, i + 1, top);
        if (inner) {
            buf_printf(out, "\n<%s", t->list);
            if (t->sublist_class.n)
                buf_printf(out, " class=\"%.*s\"", STR_FMT(t->sublist_class));
            buf_lit(out, ">\n");
            add_items(t, p + i + 1, inner, out);
            buf_printf(out, "</%s>\n", t->list);
            i += inner;
        }
        buf_lit(out, "</li>\n");
    }
}

static void add_list(const toc *t, buf *out) {
    buf_printf(out, "<%s id=\"%.*s\" class=\"%.*s\">\n", t->list, STR_FMT(t->list_id),
               STR_FMT(t->list_class));
    add_items(t, t->all.p, t->all.n, out);
    buf_printf(out, "</%s>", t->list);
}

/* ---- The anchors ---- */

/* As a URL stands in an attribute. */
static void add_url(buf *out, str id) {
    static const char kept[] = "-_.!~*'()@/:=?;#%,+";
    for (size_t i = 0; i < id.n; i++) {
        char c = id.p[i];
        if (ascii_is_alnum(c) || str_find_char(str_of(kept), c) != STR_NONE)
            buf_char(out, c);
        else if (c == '&')
            buf_lit(out, "&amp;");
        else
            buf_printf(out, "%%%02X", (unsigned char)c);
    }
}

/* With the line ends that libxml2 puts where a heading begins or ends with an element. */
static void add_anchors(const toc *t, str html, buf *out) {
    size_t done = 0;
    for (size_t i = 0; i < t->all.n; i++) {
        const toc_heading *h = &t->all.p[i];
        buf_add(out, str_slice(html, done, h->inside));
        buf_lit(out, "\n<a class=\"anchor\" href=\"#");
        add_url(out, h->id);
        buf_lit(out, "\" aria-hidden=\"true\"><span class=\"octicon octicon-link\"></span></a>");
        buf_add(out, str_slice(html, h->inside, h->close));
        if (h->close > h->inside && html.p[h->close - 1] == '>')
            buf_char(out, '\n');
        done = h->close;
    }
    buf_add(out, str_from(html, done));
}

/* ---- The tag and the filters ---- */

static value page_value(liquid_run *r, const char *key) {
    value out;
    bool there = value_get(liquid_run_arena(r), render_job(r)->page, str_of(key), &out);
    return there ? out : value_nil();
}

void render_toc_tag(liquid_run *r, const void *self, buf *out) {
    (void)self;
    if (!value_truthy(page_value(r, "toc")))
        return;
    toc t = toc_of(r, liquid_to_s(liquid_run_arena(r), page_value(r, "content")));
    add_list(&t, out);
}

/* What a filter does on a page that asks for it with `toc: true`. */
static value apply(liquid_call *c, value in, bool list, bool anchors) {
    value asked = page_value(c->run, "toc");
    if (asked.kind != V_BOOL || !asked.u.b)
        return anchors ? in : value_lit("");
    str html = liquid_to_s(c->a, in);
    toc t = toc_of(c->run, html);
    buf b = buf_new(c->a, html.n + 1024);
    if (list)
        add_list(&t, &b);
    if (anchors)
        add_anchors(&t, html, &b);
    return value_str(buf_str(&b));
}

value render_toc(liquid_call *c, value in) {
    return apply(c, in, true, true);
}

value render_toc_only(liquid_call *c, value in) {
    return apply(c, in, true, false);
}

value render_inject_anchors(liquid_call *c, value in) {
    return apply(c, in, false, true);
}
