/* jekyll-redirect-from: pages at a note's old addresses that lead to it, notes that lead elsewhere,
 * and redirects.json, which lists both. */
#include "site/generate.h"

#include "base/vec.h"
#include "site/link.h"
#include "value/json.h"

enum { MERGE_DEPTH = 1 };

typedef struct redirects {
    generator *g;
    map_builder all; /* redirects.json */
    map made;        /* the pages at old addresses, by output path */
} redirects;

static str with_slash(arena *a, str path) {
    return path.n == 0 || *path.p == '/' ? path : str_cat(a, S("/"), path);
}

/* What both kinds of redirect pages say of themselves. */
static value page_data(generator *g, const document *doc, str from, str to) {
    arena *a = g->w->a;
    str target = to, why;
    if (!str_starts(to, S("http://")) && !str_starts(to, S("https://")) &&
        !link_absolute(a, g->w->config, to, &target, &why))
        diag_add_path(g->w->d, RULE_SITE_URL_OUTSIDE, doc->path, "no URL to redirect to: %.*s",
                      STR_FMT(why));
    map_builder way = {.a = a}, data = {.a = a};
    map_add(&way, S("from"), value_str(from));
    map_add(&way, S("to"), value_str(target));
    map_add(&data, S("sitemap"), value_bool(false));
    map_add(&data, S("layout"), value_lit("redirect"));
    map_add(&data, S("permalink"), value_str(from));
    map_add(&data, S("redirect"), map_finish(&way));
    return map_finish(&data);
}

static void note(map_builder *all, value data) {
    value way = value_at(data, S("redirect"));
    map_add(all, value_as_str(value_at(way, S("from"))), value_at(way, S("to")));
}

/* Of two redirects from one place the later counts, as in Jekyll. */
static void replace(redirects *r, document *earlier, const document *doc, document *page) {
    diags *d = r->g->w->d;
    diag *g = diag_add_path(d, RULE_SITE_REDIRECT_CLASH, doc->path,
                            "its \"redirect_from\" %.*s is also one of %.*s; this one counts",
                            STR_FMT(page->url), STR_FMT(earlier->path));
    diag_help(d, g, "take one of the two away");
    earlier->path = page->path;
    earlier->data = page->data;
}

static void warn_of_twin(redirects *r, const document *doc, document *page) {
    diags *d = r->g->w->d;
    diag *g = diag_add_path(d, RULE_SITE_REDIRECT_CLASH, doc->path,
                            "its \"redirect_from\" %.*s differs from another page only in case or "
                            "Unicode form",
                            STR_FMT(page->url));
    diag_help(d, g, "some file systems take them for one; keep it only where the server does not");
}

/* Is the redirect's place free of others? As in Jekyll it is written over a page, and under a
 * document of a collection or a static file. */
static bool has_place(redirects *r, const document *doc, const document *page) {
    diags *d = r->g->w->d;
    str at = page->output_path;
    if (!map_has(&r->g->taken, at))
        return true;
    document *other = generate_page_at(r->g, at);
    bool own = str_eq(at, doc->output_path);
    if (!other || own) {
        diag *g = diag_add_path(d, RULE_SITE_REDIRECT_CLASH, doc->path,
                                "its \"redirect_from\" %.*s is %s", STR_FMT(page->url),
                                own ? "its own URL" : "the place of another document or file");
        diag_help(d, g, "take it away; the redirect is not written");
        return false;
    }
    other->is_shadowed = true;
    diag *g = diag_add_path(d, RULE_SITE_URL_CLASH, doc->path,
                            "its \"redirect_from\" %.*s is the place of %.*s, which is not written",
                            STR_FMT(page->url), STR_FMT(other->path));
    diag_help(d, g, "take one of the two away");
    return true;
}

static void put(redirects *r, const document *doc, document *page) {
    document *earlier = map_get(&r->made, page->output_path);
    if (earlier) {
        if (!str_eq(earlier->path, doc->path))
            replace(r, earlier, doc, page);
    } else if (has_place(r, doc, page)) {
        if (!map_has(&r->g->taken, page->output_path) && generate_is_taken(r->g, page->output_path))
            warn_of_twin(r, doc, page);
        generate_put(r->g, page);
        map_set(&r->made, page->output_path, page);
    }
}

static void add_from(redirects *r, const document *doc, value from) {
    if (from.kind == V_NIL)
        return;
    str path = with_slash(r->g->w->a, value_to_str(r->g->w->a, from));
    value data = page_data(r->g, doc, path, doc->url);
    note(&r->all, data);
    r->g->about = doc;
    document *page = generate_make(r->g, S("redirect.html"), S(""), data);
    r->g->about = NULL;
    if (page)
        put(r, doc, page);
}

/* The note itself becomes a redirect. */
static void lead_to(redirects *r, document *doc, value to) {
    arena *a = r->g->w->a;
    for (size_t i = 0; to.kind == V_LIST; i++) {
        if (i == to.n)
            return;
        if (to.u.list[i].kind != V_NIL)
            to = to.u.list[i];
    }
    if (!value_truthy(to))
        return;
    value data = page_data(r->g, doc, doc->url, value_to_str(a, to));
    note(&r->all, data);
    doc->data = value_merge(a, doc->data, data, MERGE_DEPTH);
    doc->is_generated = true;
    doc->generated = S("");
}

static value said(const document *doc, const char *key) {
    value v = value_at(doc->data, str_of(key));
    return v.kind == V_NIL ? value_at(doc->defaults, str_of(key)) : v;
}

static void redirect(redirects *r, document *doc) {
    value from = said(doc, "redirect_from");
    if (from.kind != V_LIST)
        add_from(r, doc, from);
    for (size_t i = 0; from.kind == V_LIST && i < from.n; i++)
        add_from(r, doc, from.u.list[i]);
    lead_to(r, doc, said(doc, "redirect_to"));
}

static void add_json(generator *g, map_builder *all) {
    arena *a = g->w->a;
    value wanted = plugin_option(g->w->config, S("redirect_from"), S("json"));
    map_builder data = {.a = a};
    buf body = buf_new(a, 256);
    if ((wanted.kind == V_BOOL && !wanted.u.b) || generate_has_file(g, S("redirects.json")))
        return;
    map_add(&data, S("layout"), value_nil());
    map_add(&data, S("render_with_liquid"), value_bool(false));
    json_write(map_finish(all), a, &body, 0);
    generate_page(g, S("redirects.json"), buf_str(&body), map_finish(&data));
}

void generate_redirects(generator *g) {
    redirects r = {.g = g, .all = {.a = g->w->a}, .made = map_new(g->w->a)};
    const site *s = g->s;
    size_t pages = g->w->pages.n;
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            if (s->collections[i].docs[j]->is_written)
                redirect(&r, s->collections[i].docs[j]);
    for (size_t i = 0; i < pages; i++)
        redirect(&r, g->w->pages.p[i]);
    add_json(g, &r.all);
}
