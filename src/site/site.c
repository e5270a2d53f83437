#include "site/site.h"

#include <stdlib.h>

#include "base/path.h"
#include "base/vec.h"
#include "site/alias.h"
#include "site/clash.h"
#include "site/data.h"
#include "site/defaults.h"
#include "site/edition.h"
#include "site/generate.h"
#include "site/history.h"
#include "site/order.h"
#include "site/permalink.h"
#include "site/sets.h"
#include "site/taxonomy.h"
#include "site/walk.h"

static void prepare(walk *w) {
    const config *c = w->config;
    w->collections = arena_make(w->a, collection, c->ncollections);
    w->docs = arena_make(w->a, document_vec, c->ncollections);
    w->files = arena_make(w->a, static_vec, c->ncollections);
    for (size_t i = 0; i < c->ncollections; i++) {
        w->collections[i].config = &c->collections[i];
        w->collections[i].label = c->collections[i].label;
        w->collections[i].directory = str_cat(w->a, S("_"), c->collections[i].label);
    }
}

/* A plain directory of notes gets a page that lists them, unless it has one of its own. */
static void add_index(walk *w) {
    if (!w->config->is_bare)
        return;
    for (size_t i = 0; i < w->pages.n; i++)
        if (str_eq(w->pages.p[i]->output_path, S("index.html")))
            return;
    for (size_t i = 0; i < w->static_files.n; i++)
        if (str_eq(w->static_files.p[i]->output_path, S("index.html")))
            return;
    document *doc = arena_make(w->a, document, 1);
    map_builder data = {.a = w->a};
    map_add(&data, S("layout"), value_lit("index"));
    *doc = (document){.path = S("(index)"),
                      .relative_path = S("index.html"),
                      .name = S("index.html"),
                      .ext = S(".html"),
                      .output_ext = S(".html"),
                      .data = map_finish(&data),
                      .defaults = map_finish(&(map_builder){.a = w->a}),
                      .own_defaults = map_finish(&(map_builder){.a = w->a}),
                      .url = S("/index.html"),
                      .output_path = S("index.html"),
                      .is_written = true,
                      .is_generated = true,
                      .generated = S("")};
    *vec_push(w->a, &w->pages) = doc;
}

static void make_static_url(walk *w, static_file *f) {
    permalink_static(w->a, f);
    str type = f->collection ? f->collection->label : S("");
    const member *m = value_member(defaults_for(w->a, w->config, f->url, type), S("published"));
    if (m && !value_truthy(m->val))
        f->is_written = false;
}

static void make_urls(walk *w) {
    arena *a = w->a;
    const config *c = w->config;
    for (size_t i = 0; i < c->ncollections; i++) {
        for (size_t j = 0; j < w->docs[i].n; j++)
            permalink_document(a, c, w->docs[i].p[j], w->d);
        for (size_t j = 0; j < w->files[i].n; j++)
            make_static_url(w, w->files[i].p[j]);
    }
    for (size_t j = 0; j < w->pages.n; j++)
        permalink_document(a, c, w->pages.p[j], w->d);
    for (size_t j = 0; j < w->failed.n; j++)
        permalink_document(a, c, w->failed.p[j], w->d);
    for (size_t j = 0; j < w->static_files.n; j++)
        make_static_url(w, w->static_files.p[j]);
    for (size_t j = 0; j < w->theme_pages.n; j++)
        permalink_document(a, c, w->theme_pages.p[j], w->d);
    for (size_t j = 0; j < w->theme_files.n; j++)
        make_static_url(w, w->theme_files.p[j]);
    walk_theme_give_way(w);
    add_index(w);
}

/* Documents with errors leave the lists, unless other pages are to know them. */
static void take_failed(walk *w, document_vec *docs) {
    size_t kept = 0;
    for (size_t i = 0; i < docs->n; i++) {
        if (docs->p[i]->is_failed)
            *vec_push(w->a, &w->failed) = docs->p[i];
        if (!docs->p[i]->is_failed || docs->p[i]->is_listed)
            docs->p[kept++] = docs->p[i];
    }
    docs->n = kept;
}

/* Languages and translation sets, over all documents of collections and all Markdown pages. */
static void make_sets(walk *w, site *s) {
    document_vec docs = {0};
    for (size_t i = 0; i <= w->config->ncollections; i++) {
        const document_vec *from = i < w->config->ncollections ? &w->docs[i] : &w->pages;
        for (size_t j = 0; j < from->n; j++)
            if (!from->p[j]->is_generated && !from->p[j]->alias_of)
                *vec_push(w->a, &docs) = from->p[j];
    }
    sets_find(w->a, w->config, s->languages, docs.p, docs.n, &s->sets, &s->nsets);
    alias_join(w);
}

static void make_collections(walk *w, site *s) {
    for (size_t i = 0; i < w->config->ncollections; i++) {
        collection *c = &w->collections[i];
        if (!w->is_ordered)
            order_collection(w->a, c->config, w->docs[i].p, &w->docs[i].n);
        c->docs = w->docs[i].p;
        c->n = w->docs[i].n;
        for (size_t j = 0; j < c->n; j++)
            c->docs[j]->index = (uint32_t)j;
        c->files = (const static_file *const *)w->files[i].p;
        c->nfiles = w->files[i].n;
    }
    s->collections = w->collections;
    s->ncollections = w->config->ncollections;
}

/* limit_posts: the last of them stay. */
static void limit_posts(walk *w) {
    size_t limit = w->config->limit_posts;
    document_vec *posts = &w->docs[0];
    if (limit == 0 || posts->n <= limit)
        return;
    order_collection(w->a, &w->config->collections[0], posts->p, &posts->n);
    posts->p += posts->n - limit;
    posts->n = posts->cap = limit;
}

/* In a plain directory a note whose language nothing tells is in that of the site. */
static void name_languages(walk *w, site *s) {
    bool any = false;
    for (size_t i = 0; w->config->is_bare && i < s->nsets; i++) {
        for (size_t j = 0; j < s->sets[i].n; j++) {
            document *doc = s->sets[i].docs[j];
            any = any || doc->lang.n == 0;
            if (doc->lang.n == 0)
                doc->lang = s->lang;
        }
    }
    if (any)
        s->langs = order_langs(w->a, s->languages, s->sets, s->nsets, &s->nlangs);
}

static void make_lists(walk *w, site *s) {
    const collection *posts = &s->collections[0];
    document **newest = arena_make(w->a, document *, posts->n + 1);
    for (size_t i = 0; i < posts->n; i++)
        newest[i] = posts->docs[posts->n - 1 - i];
    order_newest(newest, posts->n);
    s->posts = newest;
    s->nposts = posts->n;
    if (!w->is_ordered)
        order_pages(w->pages.p, w->pages.n);
    for (size_t i = 0; i < w->theme_pages.n; i++)
        *vec_push(w->a, &w->pages) = w->theme_pages.p[i];
    for (size_t i = 0; i < w->pages.n; i++)
        w->pages.p[i]->index = (uint32_t)i;
    s->pages = w->pages.p;
    s->npages = w->pages.n;
    order_statics(w->static_files.p, w->static_files.n);
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < w->files[i].n; j++)
            *vec_push(w->a, &w->static_files) = w->files[i].p[j];
    for (size_t i = 0; i < w->theme_files.n; i++)
        *vec_push(w->a, &w->static_files) = w->theme_files.p[i];
    s->static_files = (const static_file *const *)w->static_files.p;
    s->nstatic = w->static_files.n;
    s->failed = w->failed.p;
    s->nfailed = w->failed.n;
    taxonomy_groups(w->a, posts->docs, posts->n, S("tags"), &s->tags, &s->ntags);
    taxonomy_groups(w->a, posts->docs, posts->n, S("categories"), &s->categories, &s->ncategories);
    s->langs = order_langs(w->a, s->languages, s->sets, s->nsets, &s->nlangs);
    s->lang = w->config->lang;
    if (s->lang.n == 0)
        s->lang = order_main_lang(w->a, s->langs, s->nlangs, s->sets, s->nsets);
    name_languages(w, s);
    if (!s->edition->index) /* the sets are those of all editions */
        sets_prefer(s->sets, s->nsets, s->lang);
    s->notes = order_notes(w->a, s, &s->nnotes);
}

static void link_in_lang(walk *w, const collection *c) {
    map last = map_new(w->a);
    for (size_t i = 0; i < c->n; i++) {
        document *doc = c->docs[i];
        void **before = map_at(&last, doc->lang);
        doc->previous_in_lang = *before;
        if (*before)
            ((document *)*before)->next_in_lang = doc;
        *before = doc;
    }
}

static void index_document(site *s, document *doc) {
    doc->serial = s->ndocuments++;
    if (doc->is_written && !map_has(&s->by_url, doc->url))
        map_set(&s->by_url, doc->url, doc);
    if (!doc->pager || doc->pager->page == 1)
        map_set(&s->by_path, doc->relative_path, &doc->url);
}

static void make_indexes(walk *w, site *s) {
    s->by_url = map_new(w->a);
    s->by_path = map_new(w->a);
    for (size_t i = 0; i < s->ncollections; i++)
        link_in_lang(w, &s->collections[i]);
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            index_document(s, s->collections[i].docs[j]);
    for (size_t i = 0; i < s->npages; i++)
        index_document(s, s->pages[i]);
    for (size_t i = 0; i < w->static_files.n; i++) {
        static_file *f = w->static_files.p[i];
        str path = f->collection ? f->relative_path : str_from(f->relative_path, 1);
        if (!map_has(&s->by_path, path))
            map_set(&s->by_path, path, &f->url);
    }
}

/* The site's data; an edition's own language goes over the default one's, and that over all. */
static void set_data(const editions *all, arena *a, site *s, value data) {
    const str langs[] = {all->default_lang, s->edition->lang};
    s->data = data;
    for (size_t i = 0; all->kind == EDITIONS_POLYGLOT && i < 2; i++) {
        value own = value_at(s->data, langs[i]);
        if (own.kind == V_MAP)
            s->data = value_merge(a, s->data, own, 0);
    }
}

/* What an edition has is chosen; now all that depends on it. */
static void finish(walk *w, const editions *all, site *s, value data) {
    make_collections(w, s);
    make_lists(w, s);
    generate_pages(w, s);
    make_indexes(w, s);
    set_data(all, w->a, s, data);
}

static void check(walk *w) {
    clash_check(w);
    for (size_t i = 0; i < w->config->ncollections; i++)
        take_failed(w, &w->docs[i]);
    take_failed(w, &w->pages);
    take_failed(w, &w->theme_pages);
}

const site *site_load(arena *a, arena *scratch, const config *c, str skip, diags *d) {
    walk w = {.a = a, .scratch = scratch, .config = c, .skip = skip, .d = d};
    w.changed = arena_make(a, history, 1);
    bool has_own = c->languages.kind != V_NIL || c->nlangs;
    const languages *l =
        c->known && !has_own ? c->known : languages_new(a, c->languages, c->langs, c->nlangs);
    prepare(&w);
    if (!walk_source(&w))
        return NULL;
    if (c->to_compare)
        alias_find(&w);
    walk_theme(&w);
    const editions *all = editions_of(a, scratch, c, d);
    bool has_urls = all->kind != EDITIONS_I18N; /* which has other ones in each edition */
    site **sites = arena_make(a, site *, all->n);
    walk **walks = arena_make(a, walk *, all->n);
    if (has_urls) {
        limit_posts(&w);
        make_urls(&w);
        edition_prepare(&w, all);
    }
    for (size_t i = 0; i < all->n; i++) {
        const edition *e = &all->p[i];
        walks[i] = arena_make(a, walk, 1);
        sites[i] = arena_make(a, site, 1);
        *sites[i] = (site){.config = e->config,
                           .languages = l,
                           .edition = e,
                           .editions = (const site *const *)sites,
                           .neditions = all->n};
        edition_take(&w, all, e, walks[i]);
        if (!has_urls) {
            limit_posts(walks[i]);
            make_urls(walks[i]);
        }
        check(walks[i]);
    }
    if (all->kind == EDITIONS_NONE)
        make_sets(walks[0], sites[0]);
    else
        edition_join(a, all, walks, l, &sites[0]->sets, &sites[0]->nsets);
    value data = value_at(c->data, S("data"));
    if (data.kind == V_NIL)
        data = data_load(a, scratch, c, d);
    for (size_t i = 0; i < all->n; i++) {
        sites[i]->sets = sites[0]->sets;
        sites[i]->nsets = sites[0]->nsets;
        finish(walks[i], all, sites[i], data);
    }
    edition_place(a, all, sites);
    arena_reset(w.names);
    return sites[0];
}

static bool is_made(const document *doc) {
    return doc->is_written && !doc->is_failed && !doc->is_shadowed;
}

document_list site_documents(arena *a, const site *s) {
    document_list all = {0};
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            if (is_made(s->collections[i].docs[j]))
                *vec_push(a, &all) = s->collections[i].docs[j];
    for (size_t i = 0; i < s->npages; i++)
        if (is_made(s->pages[i]))
            *vec_push(a, &all) = s->pages[i];
    return all;
}

const collection *site_collection(const site *s, str label) {
    for (size_t i = 0; i < s->ncollections; i++)
        if (str_eq(s->collections[i].label, label))
            return &s->collections[i];
    return NULL;
}

static const document *at(const collection *c, size_t i) {
    return c && i < c->n ? c->docs[i] : NULL;
}

const document *site_next(const document *doc) {
    return at(doc->collection, (size_t)doc->index + 1);
}

const document *site_previous(const document *doc) {
    return doc->index ? at(doc->collection, doc->index - 1) : NULL;
}

const document *site_next_in_lang(const document *doc) {
    return doc->next_in_lang;
}

const document *site_previous_in_lang(const document *doc) {
    return doc->previous_in_lang;
}
