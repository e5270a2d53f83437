#include "site/held.h"

#include "base/path.h"
#include "site/edition.h"
#include "site/order.h"
#include "site/permalink.h"
#include "site/plugin.h"
#include "site/taxonomy.h"
#include "site/theme.h"

typedef struct reader {
    arena *a;
    value told;
    held *out;
    site *s;
    config *c;
    str why; /* p NULL: all is well so far */
} reader;

static void fail(reader *r, const char *why) {
    if (!r->why.p)
        r->why = str_of(why);
}

static str text_at(value of, str key) {
    return value_as_str(value_at(of, key));
}

static bool is_set(value of, str key) {
    return value_truthy(value_at(of, key));
}

static value list_at(reader *r, value of, str key) {
    value v = value_at(of, key);
    if (v.kind == V_LIST)
        return v;
    fail(r, "a list is missing");
    return value_list(NULL, 0);
}

static value map_at_or_none(reader *r, value of, str key) {
    value v = value_at(of, key);
    return v.kind == V_MAP ? v : map_finish(&(map_builder){.a = r->a});
}

/* ---- configuration ---- */

static bool has_name(value list, str name) {
    for (uint32_t i = 0; i < list.n; i++)
        if (str_eq(value_as_str(list.u.list[i]), name))
            return true;
    return false;
}

/* Generators have done their work already; what is left of plugins are their tags. */
static void set_config(reader *r, const config *c) {
    config *own = arena_make(r->a, config, 1);
    value now = value_at(r->told, S("time"));
    *own = *c;
    own->plugins = 0;
    if (has_name(r->out->tags, S("seo")))
        own->plugins |= (uint32_t)1 << PLUGIN_SEO_TAG;
    if (has_name(r->out->tags, S("feed_meta")))
        own->plugins |= (uint32_t)1 << PLUGIN_FEED;
    if (now.kind == V_DATE)
        own->now = *now.u.date;
    else
        fail(r, "the time is missing");
    r->c = own;
    r->out->config = own;
}

/* ---- documents ---- */

static const date *date_at(const reader *r, value data) {
    value v = value_at(data, S("date"));
    return v.kind == V_DATE ? v.u.date : &r->c->now;
}

static held_document *read_own(reader *r, value told) {
    held_document *own = arena_make(r->a, held_document, 1);
    value text = value_at(told, S("excerpt"));
    own->pager = value_at(told, S("pager"));
    own->is_left = is_set(told, S("left"));
    own->is_opaque = is_set(told, S("opaque"));
    if (text.kind == V_STR)
        own->excerpt = value_as_str(text);
    return own;
}

static document *read_document(reader *r, value told, const collection *in) {
    document *doc = arena_make(r->a, document, 1);
    doc->collection = in;
    doc->relative_path = text_at(told, S("path"));
    doc->path = text_at(told, S("file"));
    doc->name = text_at(told, S("name"));
    doc->ext = path_ext(doc->name);
    doc->output_ext = text_at(told, S("output_ext"));
    doc->url = text_at(told, S("url"));
    doc->id = text_at(told, S("id"));
    doc->generated = text_at(told, S("content"));
    doc->data = map_at_or_none(r, told, S("data"));
    doc->defaults = map_at_or_none(r, told, S("defaults"));
    doc->own_defaults = map_at_or_none(r, told, S("own_defaults"));
    doc->date = in ? date_at(r, doc->data) : NULL;
    doc->is_generated = true;
    doc->is_written = !in || in->config->output;
    doc->is_markdown = is_set(told, S("markdown"));
    doc->is_sass = str_eq_fold(doc->ext, S(".scss")) || str_eq_fold(doc->ext, S(".sass"));
    doc->held = read_own(r, told);
    if (!str_starts(doc->url, S("/")))
        fail(r, "a document has no URL");
    else
        permalink_place(r->a, r->c, doc);
    return doc;
}

typedef struct document_slice {
    document **p;
    size_t n;
} document_slice;

/* They get the next numbers. */
static document_slice read_documents(reader *r, value list, const collection *in) {
    document_slice out = {arena_make(r->a, document *, list.n + 1), list.n};
    for (uint32_t i = 0; i < list.n; i++) {
        out.p[i] = read_document(r, list.u.list[i], in);
        out.p[i]->index = i;
        out.p[i]->serial = r->s->ndocuments++;
    }
    return out;
}

/* ---- static files and collections ---- */

static static_file *read_file(reader *r, value told) {
    static_file *f = arena_make(r->a, static_file, 1);
    value changed = value_at(told, S("changed"));
    f->relative_path = text_at(told, S("path"));
    f->path = f->relative_path;
    f->name = path_base(f->relative_path);
    f->ext = path_ext(f->name);
    f->basename = path_stem(f->name);
    f->defaults = map_at_or_none(r, told, S("defaults"));
    f->is_written = true;
    if (changed.kind == V_DATE) {
        f->mtime = changed.u.date->sec;
        f->mtime_ns = changed.u.date->nsec;
    }
    return f;
}

static void read_files(reader *r) {
    value list = list_at(r, r->told, S("static_files"));
    const static_file **files = arena_make(r->a, const static_file *, list.n + 1);
    for (uint32_t i = 0; i < list.n; i++)
        files[i] = read_file(r, list.u.list[i]);
    r->s->static_files = files;
    r->s->nstatic = list.n;
}

static void take_files(reader *r, value numbers, collection *c) {
    const static_file **files = arena_make(r->a, const static_file *, numbers.n + 1);
    for (uint32_t i = 0; i < numbers.n; i++) {
        value n = numbers.u.list[i];
        if (n.kind != V_INT || n.u.i < 0 || (uint64_t)n.u.i >= r->s->nstatic) {
            fail(r, "there is no static file of a number");
            return;
        }
        static_file *f = (static_file *)(uintptr_t)r->s->static_files[n.u.i];
        f->collection = c;
        files[c->nfiles++] = f;
    }
    c->files = files;
}

static void read_collection(reader *r, value told, collection *c) {
    collection_config *conf = arena_make(r->a, collection_config, 1);
    *conf = (collection_config){.label = text_at(told, S("label")),
                                .metadata = map_at_or_none(r, told, S("metadata")),
                                .output = is_set(told, S("output"))};
    conf->permalink = text_at(conf->metadata, S("permalink"));
    c->config = conf;
    c->label = conf->label;
    c->directory = text_at(told, S("directory"));
    document_slice docs = read_documents(r, list_at(r, told, S("documents")), c);
    c->docs = docs.p;
    c->n = docs.n;
    take_files(r, list_at(r, told, S("files")), c);
}

static void read_collections(reader *r) {
    value list = list_at(r, r->told, S("collections"));
    collection *all = arena_make(r->a, collection, list.n + 1);
    for (uint32_t i = 0; i < list.n && !r->why.p; i++)
        read_collection(r, list.u.list[i], &all[i]);
    if (!list.n || !str_eq(all[0].label, S("posts")))
        fail(r, "the collection of posts does not come first");
    r->s->collections = all;
    r->s->ncollections = list.n;
    for (size_t i = 0; i < r->s->nstatic; i++)
        permalink_static(r->a, (static_file *)(uintptr_t)r->s->static_files[i]);
}

/* ---- templates ---- */

static void read_layouts(reader *r) {
    value list = list_at(r, r->told, S("layouts"));
    held_layout *all = arena_make(r->a, held_layout, list.n + 1);
    for (uint32_t i = 0; i < list.n; i++) {
        value one = list.u.list[i];
        all[i] = (held_layout){.name = text_at(one, S("name")),
                               .path = text_at(one, S("path")),
                               .text = text_at(one, S("content")),
                               .data = map_at_or_none(r, one, S("data"))};
    }
    r->out->layouts = all;
    r->out->nlayouts = list.n;
    list = list_at(r, r->told, S("include_dirs"));
    str *dirs = arena_make(r->a, str, list.n + 1);
    for (uint32_t i = 0; i < list.n; i++)
        dirs[i] = value_as_str(list.u.list[i]);
    r->out->include_dirs = dirs;
    r->out->ninclude_dirs = list.n;
}

/* ---- the site ---- */

static void take_all(reader *r) {
    document **all = arena_make(r->a, document *, r->s->ndocuments + 1);
    size_t n = 0;
    for (size_t i = 0; i < r->s->ncollections; i++)
        for (size_t k = 0; k < r->s->collections[i].n; k++)
            all[n++] = r->s->collections[i].docs[k];
    for (size_t i = 0; i < r->s->npages; i++)
        all[n++] = r->s->pages[i];
    r->out->docs = all;
    r->out->ndocs = n;
}

static void make_lists(reader *r) {
    site *s = r->s;
    const collection *posts = &s->collections[0];
    document **newest = arena_make(r->a, document *, posts->n + 1);
    for (size_t i = 0; i < posts->n; i++)
        newest[i] = posts->docs[posts->n - 1 - i];
    order_newest(newest, posts->n);
    s->posts = newest;
    s->nposts = posts->n;
    taxonomy_groups(r->a, posts->docs, posts->n, S("tags"), &s->tags, &s->ntags);
    taxonomy_groups(r->a, posts->docs, posts->n, S("categories"), &s->categories, &s->ncategories);
}

static void make_indexes(reader *r) {
    site *s = r->s;
    s->by_url = map_new(r->a);
    s->by_path = map_new(r->a);
    for (size_t i = 0; i < r->out->ndocs; i++) {
        document *doc = r->out->docs[i];
        if (!map_has(&s->by_path, doc->relative_path))
            map_set(&s->by_path, doc->relative_path, &doc->url);
    }
    for (size_t i = 0; i < s->nstatic; i++) {
        static_file *f = (static_file *)(uintptr_t)s->static_files[i];
        str path = str_from(f->relative_path, str_starts(f->relative_path, S("/")));
        if (!map_has(&s->by_path, path))
            map_set(&s->by_path, path, &f->url);
    }
}

/* One edition: where there are several languages, Jekyll makes each on its own. */
static void set_edition(reader *r) {
    editions *all = arena_make(r->a, editions, 1);
    edition *only = arena_make(r->a, edition, 1);
    const site **sites = arena_make(r->a, const site *, 1);
    *only = (edition){.config = r->c, .all = all};
    all->p = only;
    all->n = 1;
    sites[0] = r->s;
    r->s->edition = only;
    r->s->editions = sites;
    r->s->neditions = 1;
}

static void read_all(reader *r, const config *c) {
    held *h = r->out;
    h->tags = list_at(r, r->told, S("tags"));
    h->filters = list_at(r, r->told, S("filters"));
    h->foreign_filters = list_at(r, r->told, S("foreign_filters"));
    h->jekyll = value_at(r->told, S("jekyll"));
    h->theme = value_at(r->told, S("theme"));
    set_config(r, c);
    read_layouts(r);
    read_files(r);
    read_collections(r);
    document_slice pages = read_documents(r, list_at(r, r->told, S("pages")), NULL);
    r->s->pages = pages.p;
    r->s->npages = pages.n;
}

const held *held_read(arena *a, const config *c, value told, const pack_things *things, str *why) {
    held *h = arena_make(a, held, 1);
    reader r = {.a = a, .told = told, .out = h, .s = arena_make(a, site, 1)};
    read_all(&r, c);
    *why = r.why;
    if (r.why.p)
        return NULL;
    r.s->config = r.c;
    r.s->held = h;
    r.s->data = value_at(told, S("data"));
    r.s->languages = languages_new(a, r.c->languages, r.c->langs, r.c->nlangs);
    r.s->lang = r.c->lang.n ? r.c->lang : S("en");
    set_edition(&r);
    take_all(&r);
    make_lists(&r);
    make_indexes(&r);
    h->site = r.s;
    h->things = things->p;
    h->nthings = things->n;
    return h;
}
