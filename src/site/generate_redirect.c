/* jekyll-redirect-from: pages at a note's old addresses that lead to it, notes that lead elsewhere,
 * and redirects.json, which lists both. */
#include "site/generate.h"

#include "base/vec.h"
#include "site/link.h"
#include "value/json.h"

enum { MERGE_DEPTH = 1 };

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

static void add_from(generator *g, const document *doc, value from, map_builder *all) {
    arena *a = g->w->a;
    if (from.kind == V_NIL)
        return;
    str path = with_slash(a, value_to_str(a, from));
    value data = page_data(g, doc, path, doc->url);
    note(all, data);
    size_t errors = g->w->d->count[SEV_ERROR];
    g->about = doc;
    const document *page = generate_page(g, S("redirect.html"), S(""), data);
    g->about = NULL;
    if (!page && g->w->d->count[SEV_ERROR] == errors) {
        diag *d =
            diag_add_path(g->w->d, RULE_SITE_URL_CLASH, doc->path,
                          "its \"redirect_from\" %.*s is the place of another page", STR_FMT(path));
        diag_help(g->w->d, d, "take one of the two away; the redirect is not written");
    }
}

/* The note itself becomes a redirect. */
static void lead_to(generator *g, document *doc, value to, map_builder *all) {
    arena *a = g->w->a;
    for (size_t i = 0; to.kind == V_LIST; i++) {
        if (i == to.n)
            return;
        if (to.u.list[i].kind != V_NIL)
            to = to.u.list[i];
    }
    if (!value_truthy(to))
        return;
    value data = page_data(g, doc, doc->url, value_to_str(a, to));
    note(all, data);
    doc->data = value_merge(a, doc->data, data, MERGE_DEPTH);
    doc->is_generated = true;
    doc->generated = S("");
}

static value said(const document *doc, const char *key) {
    value v = value_at(doc->data, str_of(key));
    return v.kind == V_NIL ? value_at(doc->defaults, str_of(key)) : v;
}

static void redirect(generator *g, document *doc, map_builder *all) {
    value from = said(doc, "redirect_from");
    if (from.kind != V_LIST)
        add_from(g, doc, from, all);
    for (size_t i = 0; from.kind == V_LIST && i < from.n; i++)
        add_from(g, doc, from.u.list[i], all);
    lead_to(g, doc, said(doc, "redirect_to"), all);
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
    map_builder all = {.a = g->w->a};
    const site *s = g->s;
    size_t pages = g->w->pages.n;
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            if (s->collections[i].docs[j]->is_written)
                redirect(g, s->collections[i].docs[j], &all);
    for (size_t i = 0; i < pages; i++)
        redirect(g, g->w->pages.p[i], &all);
    add_json(g, &all);
}
