#include "api/articles.h"

#include "base/path.h"
#include "base/vec.h"
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

bool articles_are_in_languages(work *w, const site *s, const words *langs, const char *from) {
    for (size_t i = 0; i < langs->n; i++) {
        str code = langs->p[i], guess;
        bool is_there = false;
        for (size_t k = 0; k < s->nlangs; k++)
            is_there = is_there || str_eq_fold(code, s->langs[k]);
        if (is_there || !language_is_doubtful(s->languages, w->a, code, &guess))
            continue;
        work_fail(w, "%s: \"%.*s\" is no code of a language%s%.*s%s", from, STR_FMT(code),
                  guess.n ? ", did you mean \"" : "", STR_FMT(guess), guess.n ? "\"?" : "");
        return false;
    }
    return true;
}

bool articles_is_under(str path, str dir) {
    return str_eq(path, dir) || str_eq(dir, S(".")) ||
           (str_starts(path, dir) && path.p[dir.n] == '/');
}

bool articles_name(const articles *s, str path) {
    for (size_t i = 0; i < s->wanted.n; i++)
        if (articles_is_under(path, s->wanted.p[i]))
            return true;
    return !s->is_part;
}

static bool is_any_named(const articles *s, document *const *docs, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (articles_name(s, docs[i]->path))
            return true;
    return false;
}

typedef vec(const document *) aliases;

static void add_aliases(arena *a, document *const *docs, size_t n, aliases *out) {
    for (size_t i = 0; i < n; i++)
        if (docs[i]->alias_of)
            *vec_push(a, out) = docs[i];
}

/* Files by other names than their own. */
static aliases aliases_of(arena *a, const site *from) {
    aliases out = {0};
    for (size_t i = 0; i < from->ncollections; i++)
        add_aliases(a, from->collections[i].docs, from->collections[i].n, &out);
    add_aliases(a, from->pages, from->npages, &out);
    return out;
}

/* Who names a file by another name means it. */
static void want_owners(work *w, articles *s, const site *from) {
    aliases all = aliases_of(w->a, from);
    for (size_t i = 0; i < all.n; i++)
        if (articles_name(s, all.p[i]->path))
            *vec_push(w->a, &s->wanted) = all.p[i]->alias_of->path;
}

map articles_paths(arena *a, const site *from) {
    map there = map_new(a);
    for (size_t i = 0; i < from->nsets; i++) {
        const set *one = &from->sets[i];
        for (size_t k = 0; k < one->n; k++)
            map_at(&there, one->docs[k]->path);
        for (size_t k = 0; k < one->nstrays; k++)
            map_at(&there, one->strays[k]->path);
    }
    for (size_t i = 0; i < from->nfailed; i++)
        map_at(&there, from->failed[i]->path);
    aliases all = aliases_of(a, from);
    for (size_t i = 0; i < all.n; i++)
        map_at(&there, all.p[i]->path);
    return there;
}

/* ---- what was changed ---- */

typedef struct changing {
    arena *a;
    const site *site;
    const map *paths; /* NULL: that does not matter */
    const map *left;  /* keys of the sets that their notes were in before; may be NULL */
    map gone;         /* the names that notes had which are no more: their versions may lack them */
    map named;        /* of these, those of notes that were asked for */
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

static void find_gone(changing *c, const articles *s) {
    const config *conf = c->site->config;
    map there = articles_paths(c->a, c->site);
    for (uint32_t i = 0; i < c->paths->n; i++) {
        str path = c->paths->entries[i].key, names[NAMES];
        if (map_has(&there, path) || !config_is_markdown(conf, path_ext(path)))
            continue;
        names_in(c, path_relative(c->a, conf->source, path), names);
        for (size_t k = 0; k < NAMES; k++)
            map_set(&c->gone, names[k], c);
        for (size_t k = 0; k < NAMES && articles_name(s, path); k++)
            map_set(&c->named, names[k], c);
    }
}

static changing changes_of(const articles *s, arena *a, const site *from) {
    changing c = {a, from, s->changed, s->left, map_new(a), map_new(a)};
    if (c.paths)
        find_gone(&c, s);
    return c;
}

static bool is_among(const changing *c, const map *gone, const document *doc) {
    str names[NAMES];
    names_in(c, doc->relative_path, names);
    for (size_t k = 0; k < NAMES; k++)
        if (map_has(gone, names[k]))
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
        changed = map_has(c->paths, docs[i]->path) ||
                  (c->gone.n && is_among(c, &c->gone, docs[i])) || is_any_left(c, docs[i]);
    return changed;
}

/* Was a version of it named that is no more? */
static bool was_any_named(const changing *c, const set *one) {
    for (size_t i = 0; i < one->n && c->named.n; i++)
        if (is_among(c, &c->named, one->docs[i]))
            return true;
    return false;
}

void articles_find(work *w, articles *s, const site *from) {
    changing c = changes_of(s, w->a, from);
    s->sets.n = 0;
    if (s->is_part)
        want_owners(w, s, from);
    for (size_t i = 0; i < from->nsets; i++) {
        const set *one = &from->sets[i];
        /* A stray is looked at with the set that its path puts it in. */
        if (!(one->n == 1 && one->docs[0]->is_stray) &&
            (is_any_named(s, one->docs, one->n) || is_any_named(s, one->strays, one->nstrays) ||
             was_any_named(&c, one)) &&
            (is_any_changed(&c, one->docs, one->n) ||
             is_any_changed(&c, one->strays, one->nstrays)))
            *vec_push(w->a, &s->sets) = one;
    }
}
