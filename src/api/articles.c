#include "api/articles.h"

#include "base/file.h"
#include "base/path.h"
#include "site/sets.h"
#include "site/sets_name.h"

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
            language_is_known(l, all[i].name) && is_counterpart(a, above, code, all[i].name))
            return true;
    return false;
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

/* The nearest directory at or above a whole path that has a configuration. What is above the top of
 * a repository belongs to others. "": there is none. */
static str find_configured(arena *a, str dir) {
    for (str at = dir; at.n; at = path_dir(at)) {
        if (articles_has_config(a, at))
            return at;
        if (exists(a, at, S(".git")) || str_eq(at, path_dir(at)))
            break;
    }
    return (str){0};
}

/* Without a configuration: the directory that has one for each language, when a path is in one of
 * these, for there its originals and siblings are. "": there is none. */
static str find_bare(work *w, articles *s, str dir) {
    diags quiet;
    diags_new(&quiet, w->a);
    const languages *l = s->known = languages_new(w->a, value_nil(), &quiet);
    for (str at = dir; at.n && !str_eq(at, path_dir(at)); at = path_dir(at))
        if (language_is_known(l, path_base(at)) &&
            has_sibling(l, w->a, path_dir(at), path_base(at)))
            return path_dir(at);
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
    str top; /* the site's directory, or one without a configuration */
    bool is_configured;
    words only; /* if not: the directories of it that were named */
} origin;

/* The site that a path belongs to; else its own directory. */
static str find_top(work *w, articles *s, str path, bool *is_configured) {
    str dir = file_is_directory(w->a, path) ? path : path_dir(path), all = whole(w->a, dir);
    str found = find_configured(w->a, all);
    *is_configured = found.n > 0;
    if (!found.n)
        found = find_bare(w, s, all);
    return found.n ? written_like(w->a, found, path) : path_normal(w->a, dir);
}

/* The nearest directory that both are in. */
static str common_directory(arena *a, str x, str y) {
    str at = whole(a, x), other = whole(a, y);
    while (!path_is_within(a, at, other))
        at = path_dir(at);
    return written_like(a, at, x);
}

/* Takes a path in: it is of the same site as those before it, or none of them is of any. Then they
 * are read from the nearest directory that all are in, of which nothing else is read. */
static bool take_origin(work *w, articles *s, str path, origin *o) {
    bool is_configured;
    str top = find_top(w, s, path, &is_configured);
    *vec_push(w->a, &o->only) = top;
    if (!o->top.n) {
        o->top = top;
        o->is_configured = is_configured;
    }
    if (str_eq(whole(w->a, top), whole(w->a, o->top)))
        return true;
    if (is_configured || o->is_configured) {
        work_fail(w,
                  "%.*s and what is named before it are of two sites, \"%.*s\" and \"%.*s\": "
                  "look at one after the other",
                  STR_FMT(path), STR_FMT(top), STR_FMT(o->top));
        return false;
    }
    o->top = common_directory(w->a, o->top, top);
    return true;
}

static bool find_source(work *w, articles *s, const words *paths, config_options *co) {
    origin o = {0};
    for (size_t i = 0; i < paths->n; i++)
        if (!take_origin(w, s, paths->p[i], &o))
            return false;
    co->source = o.top;
    co->only = o.only.p;
    co->nonly = o.is_configured ? 0 : o.only.n;
    for (size_t i = 0; i < co->nonly; i++)
        put_in_source(w->a, o.top, &o.only.p[i]);
    return true;
}

/* Adds a path to what is wanted; of the source itself nothing is left out. */
static bool want(work *w, words *to, str top, str path, bool *is_all) {
    str one = path;
    if (!put_in_source(w->a, top, &one)) {
        work_fail(w, "%.*s is not in \"%.*s\", the source", STR_FMT(path), STR_FMT(top));
        return false;
    }
    *vec_push(w->a, to) = one;
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
        if (!want(w, &s->wanted, co->source, all.p[i], &is_all))
            return false;
    if (is_all)
        s->wanted.n = 0;
    co->known = s->known;
    return true;
}

/* ---- MDX ---- */

/* Of its import and export lines, JSX and {expressions} Markdown knows nothing: read as Markdown,
 * what is code would be text to translate. A site may have it read so all the same. */
static bool is_mdx(const config *c, str name) {
    str ext = path_ext(path_base(name));
    return str_eq_fold(ext, S(".mdx")) && !config_is_markdown(c, ext);
}

#define MDX_CURE "markdown_ext in the configuration can have it read as Markdown"

bool articles_are_read(work *w, const articles *s, const config *c) {
    for (size_t i = 0; i < s->wanted.n; i++)
        if (is_mdx(c, s->wanted.p[i])) {
            work_fail(w,
                      "%.*s is MDX, which is not read: import, export, JSX and {…} are no "
                      "Markdown; " MDX_CURE,
                      STR_FMT(s->wanted.p[i]));
            return false;
        }
    return true;
}

/* `paths` gets what is MDX. */
static void add_mdx(work *w, const articles *s, const config *c, str path, words *paths) {
    if (is_mdx(c, path) && articles_name(s, path))
        *vec_push(w->a, paths) = path;
}

void articles_note_unread(work *w, const articles *s, const site *from) {
    words all = {0};
    for (size_t i = 0; i < from->nstatic; i++)
        add_mdx(w, s, from->config, from->static_files[i]->path, &all);
    for (size_t i = 0; i < from->nsets; i++)
        for (size_t k = 0; k < from->sets[i].n; k++)
            add_mdx(w, s, from->config, from->sets[i].docs[k]->path, &all);
    if (!all.n || s->changed)
        return;
    diag *g =
        diag_add_path(&w->d, RULE_SITE_MDX, all.p[0],
                      all.n == 1 ? "this is MDX, which is not read"
                                 : "%zu files are MDX, which is not read; this is one of them",
                      all.n);
    diag_help(&w->d, g, "import, export, JSX and {…} are no Markdown; " MDX_CURE);
}

/* ---- what was named ---- */

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

/* ---- what was changed ---- */

typedef struct changing {
    arena *a;
    const site *site;
    const map *paths; /* NULL: that does not matter */
    const map *left;  /* keys of the sets that their notes were in before; may be NULL */
    map gone;         /* the names that notes had which are no more: their versions may lack them */
} changing;

enum { NAMES = 3 };

/* What notes that are versions of one another may have in common of a path: the names that the path
 * may stand for, without language and day. */
static void names_in(const changing *c, str path, str out[NAMES]) {
    str name = path_join(c->a, path_dir(path), path_stem(path));
    const languages *l = c->site->languages;
    out[0] = name_without_day(c->a, name);
    out[1] = name_without_day(c->a, name_guess_of(c->a, l, name).key);
    out[2] = name_without_day(c->a, name_guess_of_directory(c->a, l, name).key);
}

static void find_gone(changing *c) {
    const config *conf = c->site->config;
    map there = map_new(c->a);
    for (size_t i = 0; i < c->site->nsets; i++) {
        const set *one = &c->site->sets[i];
        for (size_t k = 0; k < one->n; k++)
            map_at(&there, one->docs[k]->path);
    }
    for (uint32_t i = 0; i < c->paths->n; i++) {
        str path = c->paths->entries[i].key, names[NAMES];
        if (map_has(&there, path) || !config_is_markdown(conf, path_ext(path)))
            continue;
        names_in(c, path_relative(c->a, conf->source, path), names);
        for (size_t k = 0; k < NAMES; k++)
            map_set(&c->gone, names[k], c);
    }
}

static changing changes_of(const articles *s, arena *a, const site *from) {
    changing c = {a, from, s->changed, s->left, map_new(a)};
    if (c.paths)
        find_gone(&c);
    return c;
}

static bool is_any_gone(const changing *c, const document *doc) {
    str names[NAMES];
    names_in(c, doc->relative_path, names);
    for (size_t k = 0; k < NAMES; k++)
        if (map_has(&c->gone, names[k]))
            return true;
    return false;
}

/* Is it in a set that a note left which was changed or removed? */
static bool is_any_left(const changing *c, const document *doc) {
    return c->left && c->left->n && map_has(c->left, sets_key(c->a, doc->data, doc->own_defaults));
}

static bool is_any_changed(const changing *c, document *const *docs, size_t n) {
    bool changed = !c->paths;
    for (size_t i = 0; i < n && !changed; i++)
        changed = map_has(c->paths, docs[i]->path) || (c->gone.n && is_any_gone(c, docs[i])) ||
                  is_any_left(c, docs[i]);
    return changed;
}

void articles_find(work *w, articles *s, const site *from) {
    changing c = changes_of(s, w->a, from);
    s->sets.n = 0;
    for (size_t i = 0; i < from->nsets; i++) {
        const set *one = &from->sets[i];
        /* A stray is looked at with the set that its path puts it in. */
        if (!(one->n == 1 && one->docs[0]->is_stray) &&
            (is_any_named(s, one->docs, one->n) || is_any_named(s, one->strays, one->nstrays)) &&
            (is_any_changed(&c, one->docs, one->n) ||
             is_any_changed(&c, one->strays, one->nstrays)))
            *vec_push(w->a, &s->sets) = one;
    }
}
