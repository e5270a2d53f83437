/* jekyll-multiple-languages-plugin: {% t %}, {% tl %} and their longer names, and which files are
 * linked to in the default edition. {% tf %} is in tags_include.c. */
#include "render/plugin_i18n.h"

#include "render/filters.h"
#include "site/edition.h"

typedef struct text_tag {
    span at;
    mixed_text key;
} text_tag;

static const void *parse(liquid_parser *p, const liquid_use *use) {
    text_tag *t = arena_make(liquid_parser_arena(p), text_tag, 1);
    t->at = use->at;
    t->key = mixed_parse(p, use->markup);
    return t;
}

/* ---- t, translate ---- */

const void *render_text_parse(liquid_parser *p, const liquid_use *use) {
    return parse(p, use);
}

static value step(value v, str part) {
    int64_t i;
    if (v.kind == V_LIST && str_to_int(part, &i) && i < (int64_t)v.n && -i <= (int64_t)v.n)
        return v.u.list[i < 0 ? i + (int64_t)v.n : i];
    return value_at(v, part);
}

/* "a.b.0" in a language's texts; nil for nothing and for an empty text. */
static value text_of(const edition *e, str lang, str key) {
    value v = value_at(value_at(e->config->data, S("translations")), lang);
    str part, rest = key;
    for (bool more = true; more && v.kind != V_NIL;) {
        more = str_cut(rest, S("."), &part, &rest);
        v = step(v, part);
    }
    return v.kind == V_STR && v.n == 0 ? value_nil() : v;
}

void render_text(liquid_run *r, const void *self, buf *out) {
    const text_tag *t = self;
    const edition *e = render_job(r)->r->site->edition;
    str key = render_name(r, &t->key);
    if (e->kind != EDITIONS_I18N || liquid_run_stopped(r))
        return;
    value v = text_of(e, e->lang, key);
    if (v.kind == V_NIL)
        v = text_of(e, e->all->default_lang, key);
    if (v.kind != V_NIL) {
        liquid_write(r, v, out);
        return;
    }
    size_t before = liquid_run_diags(r)->n;
    liquid_report(r, RULE_SITE_TRANSLATION, t->at, "there is no text \"%.*s\", so nothing is shown",
                  STR_FMT(str_slice(key, 0, key.n < 200 ? key.n : 200)));
    render_help(r, before, "add it to _i18n/%.*s.yml", STR_FMT(e->all->default_lang));
}

/* ---- tl, translate_link ---- */

const void *render_namespace_parse(liquid_parser *p, const liquid_use *use) {
    return parse(p, use);
}

static void add(map *all, const document *doc) {
    value name = document_get(doc, S("namespace"));
    if (name.kind == V_STR)
        map_set(all, value_as_str(name), (void *)(uintptr_t)doc);
}

map namespaces_of(const render *r) {
    const site *s = r->site;
    map all = map_new(r->a);
    for (size_t i = 0; s->edition->kind == EDITIONS_I18N && i < s->npages; i++)
        add(&all, s->pages[i]);
    for (size_t i = 0; s->edition->kind == EDITIONS_I18N && i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            add(&all, s->collections[i].docs[j]);
    return all;
}

/* The document's permalink in a language, as its front matter says it. */
static str permalink_in(arena *a, const document *doc, str lang) {
    value v = document_get(doc, str_cat(a, S("permalink_"), lang));
    if (!value_truthy(v))
        v = document_get(doc, S("permalink"));
    return value_truthy(v) ? value_to_str(a, v) : doc->url;
}

void render_namespace(liquid_run *r, const void *self, buf *out) {
    const text_tag *t = self;
    const render *rd = render_job(r)->r;
    const edition *e = rd->site->edition;
    arena *a = liquid_run_arena(r);
    str key = str_trim(render_name(r, &t->key)), name, lang = {"", 0};
    if (str_cut(key, S(" "), &name, &lang))
        lang = str_trim(lang);
    const document *doc = map_get(&rd->namespaces, name);
    if (e->kind != EDITIONS_I18N || liquid_run_stopped(r))
        return;
    if (!doc) {
        liquid_report(r, RULE_SITE_TRANSLATION, t->at, "no page has the namespace \"%.*s\"",
                      STR_FMT(name));
        return;
    }
    if (lang.n == 0)
        lang = e->lang;
    buf_add(out, value_to_str(a, value_at(e->config->data, S("baseurl_root"))));
    if (!str_eq(lang, e->all->default_lang) || e->all->p[0].prefix.n) {
        buf_char(out, '/');
        buf_add(out, lang);
    }
    buf_add(out, permalink_in(a, doc, lang));
}

/* ---- relative_url ---- */

/* Jekyll keeps the answers of relative_url from one language to the next, so that all of them link
 * to what the first one linked to. For pages that is the wrong language; files that are the same in
 * all of them may have no copy in this one. */
static bool is_asset(str ext) {
    return str_eq(ext, S(".css")) || str_eq(ext, S(".js"));
}

const config *link_config(const render *r, arena *a, str path) {
    const site *first = r->editions[0]->site;
    const edition *e = r->site->edition;
    if (e->kind != EDITIONS_I18N || (r->site == first && !e->prefix.n))
        return r->site->config;
    str url = str_starts(path, S("/")) ? path : str_cat(a, S("/"), path);
    const document *page = map_get(&first->by_url, url);
    const str *file = map_get(&first->by_path, str_from(url, 1));
    if (edition_excludes_path(e->all, str_from(url, 1)))
        return e->all->root;
    bool is_file = page ? is_asset(page->output_ext) : file && str_eq(*file, url);
    return is_file ? first->config : r->site->config;
}
