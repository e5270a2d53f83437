#include "site/alias.h"

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"

/* A file by its one name without links. */
typedef struct linked {
    document *own;       /* the document that stays */
    document_vec others; /* those that links lead to, in the walk's order */
} linked;

static const document_vec *docs_of(const walk *w, size_t i) {
    return i < w->config->ncollections    ? &w->docs[i]
           : i == w->config->ncollections ? &w->pages
                                          : &w->failed;
}

static size_t groups_of(const walk *w) {
    return w->config->ncollections + 2;
}

/* Is it a link, or in a directory that is one? */
static bool is_linked(const walk *w, str path) {
    str top = path_normal(w->scratch, w->config->source);
    for (str at = path; at.n && !str_eq(at, top) && !str_eq(at, S("/")); at = path_dir(at))
        if (map_has(&w->links, at))
            return true;
    return false;
}

static void find_linked(walk *w, map *files) {
    for (size_t i = 0; i < groups_of(w); i++)
        for (size_t k = 0; k < docs_of(w, i)->n; k++) {
            document *doc = docs_of(w, i)->p[k];
            if (!is_linked(w, path_normal(w->scratch, doc->path)))
                continue;
            void **at = map_at(files, file_real_path(w->a, doc->path));
            if (!*at)
                *at = arena_make(w->a, linked, 1);
            *vec_push(w->a, &((linked *)*at)->others) = doc;
        }
}

static void find_own(walk *w, map *files) {
    str top = path_normal(w->a, w->config->source), real = file_real_path(w->a, top);
    for (size_t i = 0; i < groups_of(w); i++)
        for (size_t k = 0; k < docs_of(w, i)->n; k++) {
            document *doc = docs_of(w, i)->p[k];
            str path = path_relative(w->a, top, path_normal(w->a, doc->path));
            linked *l = map_get(files, path_join(w->a, real, path));
            if (l)
                l->own = doc;
        }
}

static void settle(linked *l) {
    size_t first = l->own ? 0 : 1;
    if (!l->own)
        l->own = l->others.p[0];
    for (size_t i = first; i < l->others.n; i++)
        l->others.p[i]->alias_of = l->own;
    if (l->others.n == first + 1 && !first)
        l->own->linked_as = l->others.p[0]->relative_path;
}

/* What was told of a file by its other names too. */
static void drop_told(walk *w, const map *aliases) {
    size_t kept = 0;
    for (size_t i = 0; i < w->d->n; i++) {
        const diag *g = &w->d->p[i];
        if (map_has(aliases, g->path))
            w->d->count[g->sev]--;
        else
            w->d->p[kept++] = *g;
    }
    w->d->n = kept;
}

void alias_find(walk *w) {
    map files = map_new(w->a), aliases = map_new(w->a);
    if (!w->links.n)
        return;
    find_linked(w, &files);
    if (!files.n)
        return;
    find_own(w, &files);
    for (uint32_t i = 0; i < files.n; i++) {
        linked *l = files.entries[i].val;
        settle(l);
        for (size_t k = 0; k < l->others.n; k++)
            if (l->others.p[k]->alias_of)
                map_at(&aliases, l->others.p[k]->path);
    }
    drop_told(w, &aliases);
    arena_reset(w->scratch);
}

void alias_join(walk *w) {
    for (size_t i = 0; i <= w->config->ncollections; i++)
        for (size_t k = 0; k < docs_of(w, i)->n; k++) {
            document *doc = docs_of(w, i)->p[k];
            if (!doc->alias_of)
                continue;
            doc->set = doc->alias_of->set;
            doc->lang = doc->alias_of->lang;
        }
}
