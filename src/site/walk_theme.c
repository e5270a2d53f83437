/* The theme's assets: they are pages and static files as the site's own, behind them. */
#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "site/theme.h"
#include "site/walk.h"

enum { DIRECTORY_DEPTH = 64 };

typedef struct theirs {
    walk *w;
    map pages, files; /* relative paths of the site's own */
} theirs;

static void add(theirs *t, str path, str relative) {
    walk *w = t->w;
    bool has_front = walk_is_page(w, path);
    if (!has_front && !map_has(&t->files, str_cat(w->scratch, S("/"), relative)))
        walk_add_static(w, NULL, &w->theme_files, path, relative);
    if (!has_front || map_has(&t->pages, relative))
        return;
    document *doc = document_load(w->a, w->scratch, &w->shared, w->config, NULL, relative,
                                  DOCUMENT_OF_THEME, w->d);
    if (doc)
        *vec_push(w->a, doc->is_failed ? &w->failed : &w->theme_pages) = doc;
}

/* In the order of Ruby's Find. Links count as nothing, as in Jekyll. */
static void read_dir(theirs *t, str relative, unsigned depth) {
    walk *w = t->w;
    dir_entry *entries;
    size_t n;
    str dir = path_join(w->names, w->config->theme->root, relative), why;
    if (depth == 0 || !dir_list(w->names, str_cstr(w->names, dir), &entries, &n, &why)) {
        diag_add_path(w->d, RULE_IO_READ, dir, "the directory cannot be read: %.*s",
                      STR_FMT(depth ? why : S("directories are nested too deeply")));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const dir_entry *e = &entries[i];
        str path = path_join(w->names, dir, e->name);
        str below = path_join(w->names, relative, e->name);
        if (e->is_link || e->kind == FILE_OTHER)
            diag_add_path(w->d, RULE_IO_IRREGULAR, path, "not a regular file, so left out");
        else if (e->kind == FILE_DIRECTORY)
            read_dir(t, below, depth - 1);
        else if (e->kind == FILE_REGULAR)
            add(t, path, below);
        arena_reset(w->scratch);
    }
}

void walk_theme(walk *w) {
    const theme *t = w->config->theme;
    if (!t || !theme_folder(w->names, t, S("assets"), w->d).n)
        return;
    theirs all = {.w = w, .pages = map_new(w->names), .files = map_new(w->names)};
    for (size_t i = 0; i < w->pages.n; i++)
        map_set(&all.pages, w->pages.p[i]->relative_path, w);
    for (size_t i = 0; i < w->static_files.n; i++)
        map_set(&all.files, w->static_files.p[i]->relative_path, w);
    read_dir(&all, S("assets"), DIRECTORY_DEPTH);
    arena_reset(w->names);
}

static void note_documents(map *taken, const document_vec *docs) {
    for (size_t i = 0; i < docs->n; i++)
        if (docs->p[i]->is_written)
            map_set(taken, docs->p[i]->output_path, docs->p[i]);
}

static void note_files(map *taken, const static_vec *files) {
    for (size_t i = 0; i < files->n; i++)
        if (files->p[i]->is_written)
            map_set(taken, files->p[i]->output_path, files->p[i]);
}

void walk_theme_give_way(walk *w) {
    size_t kept = 0;
    if (w->theme_pages.n + w->theme_files.n == 0)
        return;
    map taken = map_new(w->names);
    for (size_t i = 0; i < w->config->ncollections; i++) {
        note_documents(&taken, &w->docs[i]);
        note_files(&taken, &w->files[i]);
    }
    note_documents(&taken, &w->pages);
    note_documents(&taken, &w->failed);
    note_files(&taken, &w->static_files);
    for (size_t i = 0; i < w->theme_pages.n; i++)
        if (!map_has(&taken, w->theme_pages.p[i]->output_path))
            w->theme_pages.p[kept++] = w->theme_pages.p[i];
    w->theme_pages.n = kept;
    kept = 0;
    for (size_t i = 0; i < w->theme_files.n; i++)
        if (!map_has(&taken, w->theme_files.p[i]->output_path))
            w->theme_files.p[kept++] = w->theme_files.p[i];
    w->theme_files.n = kept;
    arena_reset(w->names);
}
