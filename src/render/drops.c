#include "render/drops.h"

#include "base/path.h"
#include "render/added.h"
#include "render/contents.h"
#include "render/held.h"
#include "render/lists.h"
#include "site/edition.h"
#include "site/held.h"

static value path_value(const document *doc) {
    return value_str(doc->relative_path);
}

/* ---- documents of other editions ---- */

static const drop *own_drop(const render *r, const document *doc) {
    return &r->editions[doc->edition]->drops[doc->serial];
}

/* As its own edition has it, but for its URL, which is that from the root of the site. */
static bool version_get(const drop *self, arena *a, str key, value *out) {
    const document *doc = self->self;
    const drop *own = own_drop(self->ctx, doc);
    if (!str_eq(key, S("url")))
        return own->type->get(own, a, key, out);
    const render *r = self->ctx;
    const edition *e = r->editions[doc->edition]->site->edition;
    if (e->kind == EDITIONS_I18N) /* each has a baseurl of its own, so none may be added */
        *out = value_str(str_cat(a, str_cat(a, e->config->url, e->config->baseurl), doc->url));
    else
        *out =
            value_str(e->prefix.n ? str_cat(a, str_cat(a, S("/"), e->prefix), doc->url) : doc->url);
    return true;
}

static value version_map(const drop *self, arena *a, unsigned depth) {
    const drop *own = own_drop(self->ctx, self->self);
    return own->type->as_map(own, a, depth);
}

static const drop_type version_type = {"Jekyll::Drops::DocumentDrop", version_get, version_map,
                                       NULL, NULL};

value drop_version(const render *r, arena *a, const document *doc) {
    if (!doc || doc->edition == r->site->edition->index)
        return drop_document(r, doc);
    drop *d = arena_make(a, drop, 1);
    *d = (drop){&version_type, doc, (void *)(uintptr_t)r};
    return value_drop(d);
}

/* ---- documents ---- */

typedef value getter(render *r, arena *a, const document *doc);

static value get_content(render *r, arena *a, const document *doc) {
    (void)a;
    return content_body(r, doc);
}

static value get_output(render *r, arena *a, const document *doc) {
    (void)a;
    return content_output(r, doc);
}

static value get_excerpt(render *r, arena *a, const document *doc) {
    (void)a;
    return content_excerpt(r, doc);
}

static value get_url(render *r, arena *a, const document *doc) {
    (void)r, (void)a;
    return value_str(doc->url);
}

static value get_path(render *r, arena *a, const document *doc) {
    (void)r, (void)a;
    return path_value(doc);
}

static value get_id(render *r, arena *a, const document *doc) {
    (void)r, (void)a;
    return value_str(doc->id);
}

static value get_collection(render *r, arena *a, const document *doc) {
    (void)r, (void)a;
    return value_str(doc->collection->label);
}

static value get_name(render *r, arena *a, const document *doc) {
    (void)r, (void)a;
    value own = value_at(doc->data, S("name"));
    return own.kind == V_NIL ? value_str(doc->name) : own;
}

static value get_next(render *r, arena *a, const document *doc) {
    (void)a;
    return drop_document(r, site_next(doc));
}

static value get_previous(render *r, arena *a, const document *doc) {
    (void)a;
    return drop_document(r, site_previous(doc));
}

/* Jekyll's DocumentDrop: these keys win over the front matter's. In the order of its own map. */
static const struct {
    const char *key;
    getter *get;
} document_keys[] = {
    {"previous", get_previous},
    {"output", get_output},
    {"content", get_content},
    {"id", get_id},
    {"url", get_url},
    {"relative_path", get_path},
    {"path", get_path},
    {"next", get_next},
    {"collection", get_collection},
    {"excerpt", get_excerpt},
    {"name", get_name},
};
enum {
    DOCUMENT_KEYS = sizeof document_keys / sizeof *document_keys,
    COLLAPSE_DEPTH = 2,
    MERGE_DEPTH = 32
};

static bool document_drop_get(const drop *self, arena *a, str key, value *out) {
    const document *doc = self->self;
    render *r = self->ctx;
    for (size_t i = 0; i < DOCUMENT_KEYS; i++) {
        if (str_eq(key, str_of(document_keys[i].key))) {
            *out = document_keys[i].get(r, a, doc);
            return true;
        }
    }
    const member *m = value_member(doc->data, key);
    if (m) {
        *out = m->val;
        return true;
    }
    return added_get(r, a, doc, key, out);
}

static bool is_document_key(value key) {
    for (size_t i = 0; i < DOCUMENT_KEYS; i++)
        if (str_eq(value_as_str(key), str_of(document_keys[i].key)))
            return true;
    return false;
}

static bool is_collapsed_away(str key) {
    static const char *const keys[] = {"content", "output", "excerpt", "next", "previous"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq(key, str_of(keys[i])))
            return true;
    return false;
}

/* A document as a neighbour of one that is deep in JSON already: without its own text and
 * neighbours, or one document would hold all of them. */
static value collapsed_map(render *r, arena *a, const document *doc) {
    map_builder b = {.a = a};
    for (size_t i = 0; doc && i < DOCUMENT_KEYS; i++) {
        str key = str_of(document_keys[i].key);
        if (!is_collapsed_away(key))
            map_add(&b, key, document_keys[i].get(r, a, doc));
    }
    for (uint32_t i = 0; doc && i < doc->data.u.map->n; i++) {
        const member *m = &doc->data.u.map->members[i];
        if (!is_collapsed_away(value_as_str(m->key)) && !is_document_key(m->key))
            map_add_member(&b, *m);
    }
    return doc ? map_finish(&b) : value_nil();
}

static value document_drop_map(const drop *self, arena *a, unsigned depth) {
    render *r = self->ctx;
    const document *doc = self->self;
    map_builder b = {.a = a};
    for (size_t i = 0; i < DOCUMENT_KEYS; i++) {
        str key = str_of(document_keys[i].key);
        if (depth >= COLLAPSE_DEPTH && str_eq(key, S("next")))
            map_add(&b, key, collapsed_map(r, a, site_next(doc)));
        else if (depth >= COLLAPSE_DEPTH && str_eq(key, S("previous")))
            map_add(&b, key, collapsed_map(r, a, site_previous(doc)));
        else
            map_add(&b, key, document_keys[i].get(r, a, doc));
    }
    for (uint32_t i = 0; i < doc->data.u.map->n; i++) {
        const member *m = &doc->data.u.map->members[i];
        if (!is_document_key(m->key))
            map_add_member(&b, *m);
    }
    return map_finish(&b);
}

static value document_drop_text(const drop *self, arena *a) {
    (void)a;
    return content_body(self->ctx, self->self);
}

/* For suggestions: what notes usually have, whether this one has it or not, then what is in a map.
 */
static void add_usual(list_builder *b) {
    static const char *const keys[] = {"title", "layout", "date",       "lang",       "tags",
                                       "image", "author", "categories", "description"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        list_add(b, value_str(str_of(keys[i])));
}

static void add_keys(list_builder *b, value of) {
    for (uint32_t i = 0; of.kind == V_MAP && i < of.u.map->n; i++)
        list_add(b, of.u.map->members[i].key);
}

static value document_drop_keys(const drop *self, arena *a) {
    const document *doc = self->self;
    list_builder b = {.a = a};
    for (size_t i = 0; i < DOCUMENT_KEYS; i++)
        list_add(&b, value_str(str_of(document_keys[i].key)));
    add_usual(&b);
    add_keys(&b, doc->data);
    return list_finish(&b);
}

static const drop_type document_type = {"Jekyll::Drops::DocumentDrop", document_drop_get,
                                        document_drop_map, document_drop_text, document_drop_keys};

/* ---- pages ---- */

static value page_dir(arena *a, const document *doc) {
    if (str_ends(doc->url, S("/")))
        return value_str(doc->url);
    str dir = path_dir(doc->url);
    return value_str(str_ends(dir, S("/")) ? dir : str_cat(a, dir, S("/")));
}

static bool page_own(render *r, arena *a, const document *doc, str key, value *out) {
    if (str_eq(key, S("content")))
        *out = str_eq(doc->ext, S(".map")) ? value_lit("") : content_body(r, doc);
    else if (str_eq(key, S("url")))
        *out = value_str(doc->url);
    else if (str_eq(key, S("name")))
        *out = value_str(doc->name);
    else if (str_eq(key, S("dir")))
        *out = page_dir(a, doc);
    else if (str_eq(key, S("path"))) {
        *out = value_at(doc->data, S("path"));
        if (out->kind == V_NIL)
            *out = path_value(doc);
    } else if (str_eq(key, S("excerpt"))) {
        *out = content_excerpt(r, doc);
        return out->kind != V_NIL;
    } else
        return false;
    return true;
}

static bool page_drop_get(const drop *self, arena *a, str key, value *out) {
    const document *doc = self->self;
    if (page_own(self->ctx, a, doc, key, out))
        return true;
    const member *m = value_member(doc->data, key), *under = value_member(doc->defaults, key);
    if (m && under && m->val.kind == V_MAP && under->val.kind == V_MAP) {
        *out = value_merge(a, under->val, m->val, MERGE_DEPTH);
        return true;
    }
    if (under && (!m || m->val.kind == V_NIL))
        m = under;
    if (m) {
        *out = m->val;
        return true;
    }
    return added_get(self->ctx, a, doc, key, out);
}

static const char *const page_keys[] = {"content", "dir", "excerpt", "name", "path", "url"};
enum { PAGE_KEYS = sizeof page_keys / sizeof *page_keys };

static value page_drop_keys(const drop *self, arena *a) {
    const document *doc = self->self;
    list_builder b = {.a = a};
    for (size_t i = 0; i < PAGE_KEYS; i++)
        list_add(&b, value_str(str_of(page_keys[i])));
    add_usual(&b);
    add_keys(&b, doc->data);
    add_keys(&b, doc->defaults);
    return list_finish(&b);
}

static value page_drop_map(const drop *self, arena *a, unsigned depth) {
    (void)depth;
    const document *doc = self->self;
    map_builder own = {.a = a};
    for (size_t i = 0; i < PAGE_KEYS; i++) {
        value v = value_nil();
        page_own(self->ctx, a, doc, str_of(page_keys[i]), &v);
        map_add(&own, str_of(page_keys[i]), v);
    }
    value base = value_merge(a, doc->defaults, doc->data, MERGE_DEPTH);
    return value_merge(a, base, map_finish(&own), MERGE_DEPTH);
}

static const drop_type page_type = {"Jekyll::Page", page_drop_get, page_drop_map, NULL,
                                    page_drop_keys};

/* ---- static files ---- */

static bool static_drop_get(const drop *self, arena *a, str key, value *out) {
    const static_file *f = self->self;
    const render *r = self->ctx;
    if (str_eq(key, S("path")))
        *out = value_str(f->relative_path);
    else if (str_eq(key, S("name")))
        *out = value_str(f->name);
    else if (str_eq(key, S("basename")))
        *out = value_str(f->basename);
    else if (str_eq(key, S("extname")))
        *out = value_str(f->ext);
    else if (str_eq(key, S("collection")))
        *out = f->collection ? value_str(f->collection->label) : value_nil();
    else if (str_eq(key, S("modified_time"))) {
        date changed = {.sec = f->mtime, .nsec = f->mtime_ns};
        date_in_zone(&changed, r->site->config->zone, &changed);
        *out = value_date(date_copy(a, &changed));
    } else {
        const member *m = value_member(f->defaults, key);
        *out = m ? m->val : value_nil();
        return m != NULL;
    }
    return true;
}

static value static_drop_map(const drop *self, arena *a, unsigned depth) {
    (void)depth;
    static const char *const keys[] = {"collection", "path",          "name",
                                       "extname",    "modified_time", "basename"};
    map_builder b = {.a = a};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        value v;
        static_drop_get(self, a, str_of(keys[i]), &v);
        map_add(&b, str_of(keys[i]), v);
    }
    return value_merge(a, ((const static_file *)self->self)->defaults, map_finish(&b), 1);
}

static const drop_type static_type = {"Jekyll::Drops::StaticFileDrop", static_drop_get,
                                      static_drop_map, NULL, NULL};

/* ---- collections ---- */

static bool collection_drop_get(const drop *self, arena *a, str key, value *out) {
    const collection *c = self->self;
    const render *r = self->ctx;
    if (str_eq(key, S("docs")))
        *out = r->lists->docs[c - r->site->collections];
    else if (str_eq(key, S("label")))
        *out = value_str(c->label);
    else if (str_eq(key, S("output")))
        *out = value_bool(c->config->output);
    else if (str_eq(key, S("relative_directory")))
        *out = value_str(c->directory);
    else if (str_eq(key, S("directory")))
        *out = value_str(path_join(a, r->site->config->source, c->directory));
    else if (str_eq(key, S("files"))) {
        list_builder b = {.a = a};
        for (size_t i = 0; i < c->nfiles; i++)
            list_add(&b, drop_static((render *)(uintptr_t)r, c->files[i]));
        *out = list_finish(&b);
    } else {
        const member *m = value_member(c->config->metadata, key);
        *out = m ? m->val : value_nil();
        return m != NULL;
    }
    return true;
}

static const drop_type collection_type = {"Jekyll::Drops::CollectionDrop", collection_drop_get,
                                          NULL, NULL, NULL};

/* ---- the site ---- */

/* site.letoon: the languages and notes of the site, over the configuration's own block. */
static bool own_drop_get(const drop *self, arena *a, str key, value *out) {
    const render *r = self->ctx;
    (void)a;
    if (str_eq(key, S("languages")))
        *out = r->lists->langs;
    else if (str_eq(key, S("notes")))
        *out = r->lists->notes;
    else {
        *out = value_at(value_at(r->site->config->data, S("letoon")), key);
        return out->kind != V_NIL;
    }
    return true;
}

static const drop_type own_type = {"letoon", own_drop_get, NULL, NULL, NULL};

/* The ten newest other posts; nil on pages. */
static value related_posts(const render *r, arena *a) {
    const document *doc = r->job ? r->job->doc : NULL;
    list_builder b = {.a = a};
    if (!doc || !doc->collection)
        return value_nil();
    for (size_t i = 0; r->site->nposts > 1 && i < r->site->nposts && i < 11 && b.n < 10; i++)
        if (r->site->posts[i] != doc)
            list_add(&b, drop_document(r, r->site->posts[i]));
    return list_finish(&b);
}

static const drop own_drop_template = {&own_type, NULL, NULL};

static bool site_drop_get(const drop *self, arena *a, str key, value *out) {
    const render *r = self->ctx;
    const lists *l = r->lists;
    const struct {
        const char *key;
        const value *list;
    } known[] = {{"posts", &l->posts},
                 {"data", &r->site->data},
                 {"tags", &l->tags},
                 {"categories", &l->categories},
                 {"static_files", &l->static_files},
                 {"html_pages", &l->html_pages},
                 {"collections", &l->collections},
                 {"documents", &l->documents}};
    for (size_t i = 1; i < r->site->ncollections; i++) {
        if (str_eq(key, r->site->collections[i].label)) {
            *out = l->docs[i];
            return true;
        }
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (str_eq(key, str_of(known[i].key))) {
            *out = *known[i].list;
            return true;
        }
    }
    if (str_eq(key, S("time")))
        *out = value_date(&r->site->config->now);
    else if (str_eq(key, S("pages")))
        *out = lists_pages(r);
    else if (str_eq(key, S("related_posts")))
        *out = related_posts(r, a);
    else if (str_eq(key, S("letoon")) && !r->site->held) {
        drop *own = arena_make(a, drop, 1);
        *own = own_drop_template;
        own->ctx = self->ctx;
        *out = value_drop(own);
    } else {
        const member *m = value_member(r->site->config->data, key);
        *out = m && !str_eq(key, S("config")) ? m->val : value_nil();
        return m != NULL;
    }
    return true;
}

static value site_drop_keys(const drop *self, arena *a) {
    static const char *const keys[] = {"posts",       "pages",         "data",       "tags",
                                       "categories",  "static_files",  "html_pages", "documents",
                                       "collections", "related_posts", "time",       "letoon"};
    const render *r = self->ctx;
    list_builder b = {.a = a};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        list_add(&b, value_str(str_of(keys[i])));
    for (size_t i = 1; i < r->site->ncollections; i++)
        list_add(&b, value_str(r->site->collections[i].label));
    add_keys(&b, r->site->config->data);
    return list_finish(&b);
}

static const drop_type site_type = {"Jekyll::Drops::SiteDrop", site_drop_get, NULL, NULL,
                                    site_drop_keys};

/* ---- making them ---- */

static value new_drop(render *r, const drop_type *type, const void *self) {
    drop *d = arena_make(r->a, drop, 1);
    *d = (drop){type, self, r};
    return value_drop(d);
}

value drop_static(render *r, const static_file *f) {
    return new_drop(r, &static_type, f);
}

value drop_collection(render *r, const collection *c) {
    return new_drop(r, &collection_type, c);
}

value drop_site(render *r) {
    return new_drop(r, &site_type, r->site);
}

value drop_document(const render *r, const document *doc) {
    return doc ? value_drop(&r->drops[doc->serial]) : value_nil();
}

value drop_map_page(render *r, const document *doc) {
    return new_drop(r, &page_type, doc);
}

static void fill(render *r, drop *all, document *const *docs, size_t n, const drop_type *type) {
    for (size_t i = 0; i < n; i++) {
        bool is_opaque = docs[i]->held && docs[i]->held->is_opaque;
        all[docs[i]->serial] = (drop){is_opaque ? &foreign_type : type, docs[i], r};
    }
}

void drops_new(render *r) {
    const site *s = r->site;
    drop *all = arena_make(r->a, drop, s->ndocuments + 1);
    for (size_t i = 0; i < s->ncollections; i++)
        fill(r, all, s->collections[i].docs, s->collections[i].n, &document_type);
    fill(r, all, s->pages, s->npages, &page_type);
    r->drops = all;
    if (s->held)
        held_bind(r);
    r->taken = added_taken(s);
}
