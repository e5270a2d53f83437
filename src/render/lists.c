#include "render/lists.h"

#include "base/path.h"
#include "render/drops.h"
#include "site/permalink.h"

static value frozen(const list_builder *b) {
    value v = list_finish(b);
    v.flags |= VALUE_FROZEN;
    return v;
}

static value documents_list(render *r, document *const *docs, size_t n) {
    list_builder b = {.a = r->a};
    for (size_t i = 0; i < n; i++)
        list_add(&b, drop_document(r, docs[i]));
    return frozen(&b);
}

static bool is_html_page(const document *doc) {
    return str_ends(doc->url, S("/")) || permalink_is_html(doc);
}

static value html_pages(render *r) {
    list_builder b = {.a = r->a};
    for (size_t i = 0; i < r->site->npages; i++)
        if (is_html_page(r->site->pages[i]))
            list_add(&b, drop_document(r, r->site->pages[i]));
    return frozen(&b);
}

static value static_list(render *r, const static_file *const *files, size_t n) {
    list_builder b = {.a = r->a};
    for (size_t i = 0; i < n; i++)
        list_add(&b, drop_static(r, files[i]));
    return frozen(&b);
}

static value all_documents(render *r) {
    list_builder b = {.a = r->a};
    for (size_t i = 0; i < r->site->ncollections; i++) {
        const collection *c = &r->site->collections[i];
        for (size_t j = 0; j < c->n; j++)
            list_add(&b, drop_document(r, c->docs[j]));
        for (size_t j = 0; j < c->nfiles; j++)
            list_add(&b, drop_static(r, c->files[j]));
    }
    return frozen(&b);
}

static value groups(render *r, const group *g, size_t n) {
    map_builder b = {.a = r->a};
    for (size_t i = 0; i < n; i++)
        map_add_member(&b, (member){.key = g[i].name, .val = documents_list(r, g[i].docs, g[i].n)});
    return map_finish(&b);
}

/* site.collections is sorted by label. */
static value collections(render *r) {
    const site *s = r->site;
    list_builder b = {.a = r->a};
    const collection *last = NULL;
    for (size_t done = 0; done < s->ncollections; done++) {
        const collection *next = NULL;
        for (size_t i = 0; i < s->ncollections; i++) {
            const collection *c = &s->collections[i];
            if ((!last || str_cmp(c->label, last->label) > 0) &&
                (!next || str_cmp(c->label, next->label) < 0))
                next = c;
        }
        if (!next)
            break;
        list_add(&b, drop_collection(r, next));
        last = next;
    }
    return frozen(&b);
}

static value texts(render *r, const str *all, size_t n) {
    list_builder b = {.a = r->a};
    for (size_t i = 0; i < n; i++)
        list_add(&b, value_str(all[i]));
    return frozen(&b);
}

/* ---- source maps ---- */

/* The page that Jekyll makes of a style sheet's map, which templates see and nothing renders. */
static document *map_page(arena *a, const document *css) {
    document *doc = arena_make(a, document, 1);
    *doc = *css;
    doc->url = str_cat(a, S("/"), css->map_path);
    doc->output_path = css->map_path;
    doc->name = path_base(css->map_path);
    doc->ext = doc->output_ext = S(".map");
    doc->map_path = (str){"", 0};
    doc->is_sass = false;
    doc->is_generated = true;
    return doc;
}

static void add_maps(render *r, lists *l) {
    const site *s = r->site;
    document **maps = arena_make(r->a, document *, s->npages + 1);
    for (size_t i = 0; i < s->npages; i++)
        if (s->pages[i]->map_path.n)
            maps[l->nmaps++] = map_page(r->a, s->pages[i]);
    value *after = arena_make(r->a, value, l->nmaps + 1);
    for (size_t i = 0; i <= l->nmaps; i++) {
        list_builder b = {.a = r->a};
        for (size_t k = 0; k < s->npages; k++)
            list_add(&b, drop_document(r, s->pages[k]));
        for (size_t k = 0; k < i; k++)
            list_add(&b, drop_map_page(r, maps[k]));
        after[i] = frozen(&b);
    }
    l->maps = maps;
    l->pages_after = after;
}

value lists_pages(const render *r) {
    const lists *l = r->lists;
    const document *doc = r->job ? r->job->doc : NULL;
    size_t n = 0;
    while (doc && !doc->collection && n < l->nmaps && l->maps[n]->index < doc->index)
        n++;
    return l->pages_after[n];
}

const lists *lists_new(render *r) {
    const site *s = r->site;
    lists *l = arena_make(r->a, lists, 1);
    value *docs = arena_make(r->a, value, s->ncollections + 1);
    for (size_t i = 0; i < s->ncollections; i++)
        docs[i] = documents_list(r, s->collections[i].docs, s->collections[i].n);
    l->docs = docs;
    l->posts = documents_list(r, s->posts, s->nposts);
    add_maps(r, l);
    l->html_pages = html_pages(r);
    l->static_files = static_list(r, s->static_files, s->nstatic);
    l->documents = all_documents(r);
    l->tags = groups(r, s->tags, s->ntags);
    l->categories = groups(r, s->categories, s->ncategories);
    l->notes = documents_list(r, s->notes, s->nnotes);
    l->langs = texts(r, s->langs, s->nlangs);
    l->collections = collections(r);
    return l;
}
