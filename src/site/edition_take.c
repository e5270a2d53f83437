/* Which documents an edition has, as jekyll-polyglot chooses them. */
#include "base/path.h"
#include "base/vec.h"
#include "site/edition.h"
#include "site/filter.h"
#include "site/order.h"
#include "site/plugin.h"
#include "site/sets.h"

/* ---- languages ---- */

/* "fr" between slashes or dots at i: its length with both of them, else 0. */
static size_t match_language(const editions *all, str url, size_t i) {
    if (url.p[i] != '/' && url.p[i] != '.')
        return 0;
    for (size_t k = 0; k < all->nlanguages; k++) {
        size_t end = i + 1 + all->languages[k].n;
        if (end < url.n && str_starts(str_from(url, i + 1), all->languages[k]) &&
            (url.p[end] == '/' || url.p[end] == '.'))
            return end + 1 - i;
    }
    return 0;
}

str edition_plain_url(arena *a, const editions *all, str url) {
    buf b = {0};
    size_t done = 0;
    for (size_t i = 0; i < url.n;) {
        size_t n = match_language(all, url, i);
        if (n) {
            if (!b.a)
                b = buf_new(a, url.n);
            buf_add(&b, str_slice(url, done, i));
            buf_char(&b, '/');
            done = i + n;
        }
        i += n ? n : 1;
    }
    if (!b.a)
        return url;
    buf_add(&b, str_from(url, done));
    return buf_str(&b);
}

static bool find_language(const editions *all, str code, str *out) {
    for (size_t i = 0; i < all->nlanguages; i++) {
        if (str_eq_fold(all->languages[i], code)) {
            *out = all->languages[i];
            return true;
        }
    }
    return false;
}

/* With lang_from_path: a directory, or a part of the name between dots, that is a language. */
static bool language_of_path(const editions *all, str path, str *out) {
    for (size_t from = 0, i = 0; i <= path.n; i++) {
        if (i < path.n && path.p[i] != '/' && path.p[i] != '.')
            continue;
        if (find_language(all, str_slice(path, from, i), out))
            return true;
        from = i + 1;
    }
    return false;
}

static str language_of(const walk *w, const editions *all, const document *doc) {
    value own = document_get(doc, S("lang")),
          by_path = value_at(w->config->data, S("lang_from_path"));
    str lang;
    if (value_truthy(own))
        return value_to_str(w->a, own);
    if (value_truthy(by_path) && language_of_path(all, doc->relative_path, &lang))
        return lang;
    return all->default_lang;
}

static str key_of(arena *a, const document *doc, str plain) {
    value id = document_get(doc, S("page_id"));
    return id.kind == V_NIL ? plain : value_to_str(a, id);
}

/* The versions' permalinks by key, each a map by language. */
static map permalinks_of(arena *a, document *const *docs, const str *plain, size_t n) {
    map by_key = map_new(a);
    for (size_t i = 0; i < n; i++) {
        void **at = map_at(&by_key, docs[i]->version_key);
        if (!*at) {
            *at = arena_make(a, map_builder, 1);
            ((map_builder *)*at)->a = a;
        }
        map_add(*at, docs[i]->lang, value_str(plain[i]));
    }
    for (uint32_t i = 0; i < by_key.n; i++) {
        value *all = arena_make(a, value, 1);
        *all = map_finish(by_key.entries[i].val);
        by_key.entries[i].val = all;
    }
    return by_key;
}

/* With jekyll-redirect-from the permalinks of a document's other versions lead to it. */
static void add_redirects(walk *w, const document *doc, value versions, str own, map_builder *out) {
    list_builder all = {.a = w->a};
    value given = document_get(doc, S("redirect_from"));
    if (!plugin_is_on(w->config, PLUGIN_REDIRECT_FROM) || versions.n < 2)
        return;
    for (size_t i = 0; given.kind == V_LIST && i < given.n; i++)
        list_add(&all, given.u.list[i]);
    if (given.kind == V_STR)
        list_add(&all, given);
    for (uint32_t i = 0; i < versions.u.map->n; i++)
        if (!str_eq(value_as_str(versions.u.map->members[i].val), own))
            list_add(&all, versions.u.map->members[i].val);
    if (all.n)
        map_add(out, S("redirect_from"), list_finish(&all));
}

static void prepare(walk *w, const editions *all, document *const *docs, size_t n) {
    str *plain = arena_make(w->a, str, n + 1);
    for (size_t i = 0; i < n; i++) {
        plain[i] = edition_plain_url(w->a, all, docs[i]->url);
        docs[i]->lang = language_of(w, all, docs[i]);
        docs[i]->version_key = key_of(w->a, docs[i], plain[i]);
    }
    map permalinks = permalinks_of(w->a, docs, plain, n);
    for (size_t i = 0; i < n; i++) {
        const value *versions = map_get(&permalinks, docs[i]->version_key);
        map_builder over = {.a = w->a};
        map_add(&over, S("permalink"), value_str(plain[i]));
        map_add(&over, S("rendered_lang"), value_str(docs[i]->lang));
        map_add(&over, S("permalink_lang"), *versions);
        add_redirects(w, docs[i], *versions, plain[i], &over);
        docs[i]->read_data = docs[i]->data;
        docs[i]->data = value_merge(w->a, docs[i]->data, map_finish(&over), 1);
    }
}

void edition_prepare(walk *w, const editions *all) {
    const config *c = w->config;
    if (all->kind != EDITIONS_POLYGLOT)
        return;
    for (size_t i = 0; i < c->ncollections; i++) {
        order_collection(w->a, &c->collections[i], w->docs[i].p, &w->docs[i].n);
        prepare(w, all, w->docs[i].p, w->docs[i].n);
    }
    order_pages(w->pages.p, w->pages.n);
    for (size_t i = 0; i < w->theme_pages.n; i++)
        *vec_push(w->a, &w->pages) = w->theme_pages.p[i];
    w->theme_pages.n = 0;
    prepare(w, all, w->pages.p, w->pages.n);
    w->is_ordered = true;
}

/* ---- choosing ---- */

typedef struct taker {
    const walk *from;
    const editions *all;
    const edition *e;
    walk *to;
    map chosen; /* version_key -> the language it is in (const document *) */
} taker;

static bool is_left_out(const taker *t, str path) {
    if (!t->e->prefix.n)
        return false;
    return filter_matches(t->from->scratch, t->all->excluded, t->all->nexcluded, path);
}

/* lang-exclusive: only in editions of these languages. */
static bool is_exclusive_elsewhere(const taker *t, const document *doc) {
    value only = document_get(doc, S("lang-exclusive"));
    if (only.kind == V_STR)
        return only.n && str_find(value_as_str(only), t->e->lang) == STR_NONE;
    if (only.kind != V_LIST || only.n == 0)
        return false;
    for (size_t i = 0; i < only.n; i++)
        if (str_eq(value_as_str(only.u.list[i]), t->e->lang))
            return false;
    return true;
}

/* A version in the edition's language is kept; one in the default language gives way to that only;
 * one in another language is better than nothing. */
static bool is_wanted(const taker *t, const document *doc) {
    const document *before = map_get(&t->chosen, doc->version_key);
    if (before && str_eq(before->lang, t->e->lang))
        return false;
    if (before && str_eq(before->lang, t->all->default_lang) && !str_eq(doc->lang, t->e->lang))
        return false;
    return !is_exclusive_elsewhere(t, doc);
}

document *edition_copy(arena *a, const edition *e, const document *doc, const collection *in) {
    document *own = arena_make(a, document, 1);
    *own = *doc;
    own->collection = in;
    own->edition = e->index;
    return own;
}

static document *copy_document(const taker *t, const document *doc, const collection *in) {
    return edition_copy(t->to->a, t->e, doc, in);
}

/* One with errors that is not in the edition: were it well, it might be, so its old page stays. */
static void keep_page(const taker *t, const document *doc, const collection *in) {
    document *own = copy_document(t, doc, in);
    own->is_listed = false;
    *vec_push(t->to->a, &t->to->failed) = own;
}

/* One list of documents: a better version takes the place of the one before. */
static void choose(taker *t, const document_vec *from, const collection *in, document_vec *to) {
    arena *a = t->to->a;
    map spots = map_new(t->from->scratch);
    vec(const document *) kept = {0};
    for (size_t i = 0; i < from->n; i++) {
        const document *doc = from->p[i];
        if (is_left_out(t, doc->relative_path) || !is_wanted(t, doc)) {
            if (doc->is_failed)
                keep_page(t, doc, in);
            continue;
        }
        void **spot = map_at(&spots, doc->version_key);
        if (!*spot) {
            *vec_push(t->from->scratch, &kept) = doc;
            *spot = (void *)(uintptr_t)kept.n;
        } else {
            kept.p[(uintptr_t)*spot - 1] = doc;
        }
        map_set(&t->chosen, doc->version_key, (void *)(uintptr_t)doc);
    }
    for (size_t i = 0; i < kept.n; i++)
        *vec_push(a, to) = copy_document(t, kept.p[i], in);
}

static void take_files(const taker *t, const static_vec *from, const collection *in,
                       static_vec *to) {
    for (size_t i = 0; i < from->n; i++) {
        str path = from->p[i]->relative_path;
        if (is_left_out(t, str_starts(path, S("/")) ? str_from(path, 1) : path))
            continue;
        static_file *own = arena_make(t->to->a, static_file, 1);
        *own = *from->p[i];
        own->collection = in;
        *vec_push(t->to->a, to) = own;
    }
}

/* Those with errors are in every edition, so that their old pages are kept. */
static void take_failed(const taker *t) {
    for (size_t i = 0; i < t->from->failed.n; i++) {
        const document *doc = t->from->failed.p[i];
        size_t at = doc->collection ? (size_t)(doc->collection - t->from->collections) : 0;
        *vec_push(t->to->a, &t->to->failed) =
            copy_document(t, doc, doc->collection ? &t->to->collections[at] : NULL);
    }
}

static void take_polyglot(const walk *from, const editions *all, const edition *e, walk *to) {
    const config *c = from->config;
    taker t = {from, all, e, to, map_new(from->scratch)};
    for (size_t i = 0; i < c->ncollections; i++) {
        choose(&t, &from->docs[i], &to->collections[i], &to->docs[i]);
        take_files(&t, &from->files[i], &to->collections[i], &to->files[i]);
    }
    choose(&t, &from->pages, NULL, &to->pages);
    take_files(&t, &from->static_files, NULL, &to->static_files);
    take_files(&t, &from->theme_files, NULL, &to->theme_files);
    take_failed(&t);
    arena_reset(from->scratch);
}

void edition_take(const walk *from, const editions *all, const edition *e, walk *to) {
    size_t n = from->config->ncollections;
    *to = *from;
    if (all->kind == EDITIONS_NONE)
        return;
    to->config = e->config;
    to->collections = arena_make(from->a, collection, n);
    to->docs = arena_make(from->a, document_vec, n);
    to->files = arena_make(from->a, static_vec, n);
    to->pages = to->theme_pages = to->failed = (document_vec){0};
    to->static_files = to->theme_files = (static_vec){0};
    for (size_t i = 0; i < n; i++)
        to->collections[i] = from->collections[i];
    if (all->kind == EDITIONS_POLYGLOT)
        take_polyglot(from, all, e, to);
    else
        edition_take_i18n(from, all, e, to);
}

/* ---- sets ---- */

typedef struct gathering {
    vec(document *) docs;
    vec(str) keys;
} gathering;

static void gather(arena *a, const edition *e, const document_vec *docs, gathering *all) {
    for (size_t i = 0; i < docs->n; i++) {
        if (!str_eq(docs->p[i]->lang, e->lang))
            continue;
        *vec_push(a, &all->docs) = docs->p[i];
        *vec_push(a, &all->keys) = docs->p[i]->version_key;
    }
}

/* A page that stands in for a version that is missing shows the others. */
static void join(const map *by_key, const document_vec *docs) {
    for (size_t i = 0; i < docs->n; i++)
        if (!docs->p[i]->set)
            docs->p[i]->set = map_get(by_key, docs->p[i]->version_key);
}

void edition_join(arena *a, const editions *all, walk *const *walks, const languages *l, set **sets,
                  size_t *n) {
    gathering found = {0};
    size_t groups = walks[0]->config->ncollections;
    map by_key = map_new(a);
    for (size_t k = 0; k < all->n; k++) {
        for (size_t i = 0; i < groups; i++)
            gather(a, &all->p[k], &walks[k]->docs[i], &found);
        gather(a, &all->p[k], &walks[k]->pages, &found);
    }
    sets_group(a, l, found.docs.p, found.keys.p, found.docs.n, sets, n);
    for (size_t i = 0; i < *n; i++)
        map_set(&by_key, (*sets)[i].key, (void *)(uintptr_t) & (*sets)[i]);
    for (size_t k = 0; k < all->n; k++) {
        for (size_t i = 0; i < groups; i++)
            join(&by_key, &walks[k]->docs[i]);
        join(&by_key, &walks[k]->pages);
    }
}
