/* The site around PATH…, and what of it is read. */
#include "api/articles.h"

#include "base/file.h"
#include "base/path.h"
#include "site/sets_name.h"

bool articles_has_config(arena *a, str dir) {
    file_info info;
    return file_stat(str_cstr(a, path_join(a, dir, S("_config.yml"))), &info) ||
           file_stat(str_cstr(a, path_join(a, dir, S("_config.yaml"))), &info);
}

static bool exists(arena *a, str dir, str name) {
    file_info info;
    return file_stat(str_cstr(a, path_join(a, dir, name)), &info);
}

/* What other directory of a language has a file or directory by the name of one in this one? Else
 * it is a directory that only happens to have a short name. */
static bool is_counterpart(arena *a, str above, str code, str other) {
    dir_entry *all;
    size_t n = 0;
    str why;
    if (!dir_list(a, str_cstr(a, path_join(a, above, code)), &all, &n, &why))
        return false;
    for (size_t i = 0; i < n; i++)
        if (all[i].name.p[0] != '.' && exists(a, path_join(a, above, other), all[i].name))
            return true;
    return false;
}

/* Is there a directory of another language beside this one of `code`? */
static bool has_sibling(const languages *l, arena *a, str above, str code) {
    dir_entry *all;
    size_t n = 0;
    str why;
    if (!dir_list(a, str_cstr(a, above), &all, &n, &why))
        return false;
    for (size_t i = 0; i < n; i++)
        if (all[i].kind == FILE_DIRECTORY && !str_eq_fold(all[i].name, code) &&
            name_is_code(l, all[i].name, false) && is_counterpart(a, above, code, all[i].name))
            return true;
    return false;
}

/* Is it the "pages.fr" of a directory "pages" that holds something by the same name? */
static bool has_stem(const languages *l, arena *a, str above, str name) {
    name_guess g = name_guess_of_directory(a, l, path_join(a, name, S("x")));
    return g.has_stem && is_counterpart(a, above, name, path_dir(g.key));
}

static str here(arena *a) {
    return file_real_path(a, S("."));
}

static str whole(arena *a, str path) {
    return path_normal(a, path_join(a, here(a), path));
}

/* A whole path as it is written beside `like`. */
static str written_like(arena *a, str path, str like) {
    return path_is_absolute(like) ? path : path_relative(a, here(a), path);
}

/* Is it the top of a site that another program makes? */
static bool is_of_others(arena *a, str dir) {
    static const char *const names[] = {"mkdocs.yml",           "book.toml",
                                        "docusaurus.config.js", "hugo.toml",
                                        "docusaurus.config.ts", "astro.config.mjs"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (exists(a, dir, str_of(names[i])))
            return true;
    return false;
}

/* The nearest directory at or above a whole path that has a configuration. What is above the top of
 * a repository belongs to others. "": there is none. */
static str find_configured(arena *a, str dir) {
    for (str at = dir; at.n; at = path_dir(at)) {
        if (articles_has_config(a, at))
            return at;
        if (exists(a, at, S(".git")) || is_of_others(a, at) || str_eq(at, path_dir(at)))
            break;
    }
    return (str){0};
}

/* Of "tea/translations", where "tea/translations/fr/brewing" is a translation of "tea/brewing",
 * "tea": what it is a translation of is kept apart. */
static str beside_original(arena *a, str holder, str edition, str dir) {
    str above = path_dir(holder), below = str_from(dir, edition.n);
    below = str_from(below, str_starts(below, S("/")));
    return name_holds_translations(path_base(holder)) && exists(a, above, below) ? above : holder;
}

/* Without a configuration: the directory that has one for each language, when a path is in one of
 * these, for there its originals and siblings are. "": there is none. */
static str find_bare(work *w, articles *s, str dir) {
    if (!s->known)
        s->known = languages_new(w->a, value_nil(), NULL, 0);
    const languages *l = s->known;
    for (str at = dir; at.n && !str_eq(at, path_dir(at)); at = path_dir(at)) {
        str above = path_dir(at), name = path_base(at);
        if (name_is_code(l, name, false) && has_sibling(l, w->a, above, name))
            return beside_original(w->a, above, at, dir);
        if (has_stem(l, w->a, above, name))
            return above;
    }
    return (str){0};
}

/* A path as the documents of the site have theirs. False: it is not in the site. */
static bool put_in_source(arena *a, str top, str *path) {
    str all = whole(a, top), one = whole(a, *path);
    if (!path_is_within(a, all, one)) {
        all = file_real_path(a, all);
        one = file_real_path(a, one);
    }
    if (!path_is_within(a, all, one))
        return false;
    *path = path_normal(a, path_join(a, top, path_relative(a, all, one)));
    return true;
}

/* ---- the site around PATH… ---- */

typedef struct origin {
    str path, top; /* what was named; its site's directory, or one without a configuration */
    bool is_configured, is_directory;
} origin;

/* Of paths: files of a directory are of one origin, and only the first of them is kept. */
typedef vec(origin) origins;

static origin find_origin(work *w, articles *s, str path, str dir) {
    str all = whole(w->a, dir), found = find_configured(w->a, all);
    bool is_configured = found.n > 0;
    if (!found.n)
        found = find_bare(w, s, all);
    str top = found.n ? written_like(w->a, found, path) : path_normal(w->a, dir);
    return (origin){.path = path, .top = top, .is_configured = is_configured};
}

static origins find_origins(work *w, articles *s, const words *paths) {
    origins out = {0};
    map files_of = map_new(w->a);
    for (size_t i = 0; i < paths->n; i++) {
        str path = paths->p[i];
        bool is_directory = file_is_directory(w->a, path);
        str dir = is_directory ? path : path_dir(path);
        if (!is_directory && map_has(&files_of, dir))
            continue;
        if (!is_directory)
            map_set(&files_of, dir, s);
        origin *o = vec_push(w->a, &out);
        *o = find_origin(w, s, path, dir);
        o->is_directory = is_directory;
    }
    return out;
}

/* The nearest directory that both are in. */
static str common_directory(arena *a, str x, str y) {
    str at = whole(a, x), other = whole(a, y);
    while (!path_is_within(a, at, other))
        at = path_dir(at);
    return written_like(a, at, x);
}

/* None is of any site: they are read from the nearest directory that all are in, of which nothing
 * else is read. */
static void read_directories(work *w, const origins *all, config_options *co) {
    words only = {0};
    co->source = all->p[0].top;
    for (size_t i = 0; i < all->n; i++) {
        *vec_push(w->a, &only) = all->p[i].top;
        co->source = common_directory(w->a, co->source, all->p[i].top);
    }
    for (size_t i = 0; i < only.n; i++)
        put_in_source(w->a, co->source, &only.p[i]);
    co->only = only.p;
    co->nonly = only.n;
}

static bool is_of(work *w, const origin *o, str top) {
    return str_eq(whole(w->a, o->top), whole(w->a, top));
}

/* One of another site is a mistake. A file of none stands beside the site: who names all files of a
 * commit names it too. */
static bool read_site(work *w, const origins *all, str top, config_options *co) {
    co->source = top;
    for (size_t i = 0; i < all->n; i++) {
        const origin *o = &all->p[i];
        if (is_of(w, o, top) || (!o->is_configured && !o->is_directory))
            continue;
        work_fail(w,
                  "%.*s is not in the site \"%.*s\", in which other paths are: look at one site "
                  "after the other",
                  STR_FMT(o->path), STR_FMT(top));
        return false;
    }
    return true;
}

static bool find_source(work *w, articles *s, const words *paths, config_options *co) {
    origins all = find_origins(w, s, paths);
    for (size_t i = 0; i < all.n; i++)
        if (all.p[i].is_configured)
            return read_site(w, &all, all.p[i].top, co);
    read_directories(w, &all, co);
    return true;
}

/* Is it a draft, or a directory of them? */
static bool is_draft(arena *a, str path) {
    str all = whole(a, path), one;
    while (str_cut(all, S("/"), &one, &all))
        if (str_eq(one, S("_drafts")))
            return true;
    return str_eq(one, S("_drafts"));
}

/* Before publishing: what will be published when its day has come, and what was named. */
static void choose_unpublished(arena *a, const words *paths, config_options *co) {
    co->future = CONFIG_YES;
    for (size_t i = 0; co->drafts == CONFIG_UNSAID && i < paths->n; i++)
        co->drafts = is_draft(a, paths->p[i]) ? CONFIG_YES : CONFIG_UNSAID;
}

/* Adds a path to what is wanted; of the source itself nothing is left out. */
static bool want(work *w, articles *s, str top, str path, bool *is_all) {
    str one = path;
    bool is_in = put_in_source(w->a, top, &one);
    if (!is_in && file_is_directory(w->a, path)) {
        work_fail(w, "%.*s is not in \"%.*s\", the source", STR_FMT(path), STR_FMT(top));
        return false;
    }
    *vec_push(w->a, is_in ? &s->wanted : &s->outside) = one;
    *is_all = *is_all || str_eq(one, path_normal(w->a, top));
    return true;
}

bool articles_read(work *w, articles *s, const char *dir, const char *const *paths, size_t n,
                   config_options *co) {
    words all = {0};
    bool is_all = false;
    co->source = work_text(dir);
    for (size_t i = 0; i < n; i++) {
        if (!work_has_file(w, paths[i]))
            return false;
        *vec_push(w->a, &all) = path_normal(w->a, work_text(paths[i]));
    }
    if (!co->source.n && !n)
        *vec_push(w->a, &all) = S(".");
    if (!co->source.n && !find_source(w, s, &all, co))
        return false;
    for (size_t i = 0; i < all.n; i++)
        if (!want(w, s, co->source, all.p[i], &is_all))
            return false;
    s->is_part = all.n && !is_all;
    co->known = s->known;
    choose_unpublished(w->a, &all, co);
    return true;
}
