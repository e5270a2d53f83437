#include "api/articles.h"

#include "base/file.h"
#include "base/path.h"

words words_of(arena *a, const char *list) {
    words out = {0};
    str rest = work_text(list), one;
    while (rest.n) {
        str_cut(rest, S(","), &one, &rest);
        if (str_trim(one).n)
            *vec_push(a, &out) = str_trim(one);
    }
    return out;
}

bool articles_has_config(arena *a, str dir) {
    file_info info;
    return file_stat(str_cstr(a, path_join(a, dir, S("_config.yml"))), &info) ||
           file_stat(str_cstr(a, path_join(a, dir, S("_config.yaml"))), &info);
}

/* Is there a directory of another language beside this one of `code`? */
static bool has_sibling(const languages *l, arena *a, str dir, str code) {
    dir_entry *all;
    size_t n = 0;
    str why;
    if (!dir_list(a, str_cstr(a, dir), &all, &n, &why))
        return false;
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == FILE_DIRECTORY && !str_eq_fold(all[i].name, code) &&
            language_is_known(l, all[i].name))
            return true;
    return false;
}

/* Without a configuration: the directory that has one for each language, when a path is in one of
 * these, for there its originals and siblings are; else its own. */
static str find_bare(work *w, str dir) {
    diags quiet;
    diags_new(&quiet, w->a);
    const languages *l = languages_new(w->a, value_nil(), &quiet);
    for (str at = dir; at.n; at = path_dir(at)) {
        str code = path_base(at), above = path_dir(at).n ? path_dir(at) : S(".");
        if (str_eq(at, above))
            break;
        if (language_is_known(l, code) && has_sibling(l, w->a, above, code))
            return above;
    }
    return dir;
}

/* The site that a path belongs to: the nearest directory at or above it with a configuration, not
 * above the working directory. */
static str find_source(work *w, str path, bool is_directory) {
    arena *a = w->a;
    str dir = is_directory ? path : path_dir(path);
    for (str at = dir; at.n; at = path_dir(at)) {
        if (articles_has_config(a, at))
            return at;
        if (str_eq(at, path_dir(at)))
            break;
    }
    if (articles_has_config(a, S(".")) && path.n && path.p[0] != '/')
        return S(".");
    return find_bare(w, dir);
}

bool articles_read(work *w, articles *s, const char *dir, const char *const *paths, size_t n,
                   str *root) {
    *root = work_text(dir);
    for (size_t i = 0; i < n; i++) {
        file_info info;
        if (!work_has_file(w, paths[i]) || !file_stat(paths[i], &info))
            return false;
        str path = path_normal(w->a, work_text(paths[i]));
        bool is_directory = info.kind == FILE_DIRECTORY;
        if (!root->n)
            *root = find_source(w, path, is_directory);
        if (!str_eq(path, *root))
            *vec_push(w->a, &s->wanted) = path;
    }
    return true;
}

static bool is_under(str path, str dir) {
    return str_eq(path, dir) || str_eq(dir, S(".")) ||
           (str_starts(path, dir) && path.p[dir.n] == '/');
}

bool articles_name(const articles *s, str path) {
    for (size_t i = 0; i < s->wanted.n; i++)
        if (is_under(path, s->wanted.p[i]))
            return true;
    return !s->wanted.n;
}

static bool is_any_named(const articles *s, document *const *docs, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (articles_name(s, docs[i]->path))
            return true;
    return false;
}

static bool is_any_changed(const articles *s, document *const *docs, size_t n) {
    bool changed = !s->changed;
    for (size_t i = 0; i < n && !changed; i++)
        changed = map_has(s->changed, docs[i]->path);
    return changed;
}

void articles_find(work *w, articles *s, const site *from) {
    s->sets.n = 0;
    for (size_t i = 0; i < from->nsets; i++) {
        const set *one = &from->sets[i];
        /* A stray is looked at with the set that its path puts it in. */
        if (!(one->n == 1 && one->docs[0]->is_stray) &&
            (is_any_named(s, one->docs, one->n) || is_any_named(s, one->strays, one->nstrays)) &&
            (is_any_changed(s, one->docs, one->n) || is_any_changed(s, one->strays, one->nstrays)))
            *vec_push(w->a, &s->sets) = one;
    }
}
