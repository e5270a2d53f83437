#include "site/walk.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "base/vec.h"
#include "site/defaults.h"
#include "site/edition.h"
#include "site/filter.h"
#include "site/plugin.h"
#include "site/theme.h"

enum { DIRECTORY_DEPTH = 64 }; /* deeper than any site; a loop of links ends here */

static str on_disk(const walk *w, str relative) {
    return str_eq(w->config->source, S(".")) ? (relative.n ? relative : S("."))
                                             : path_join(w->scratch, w->config->source, relative);
}

/* Takes out what is there, but is not to be. */
static void drop_gone(walk *w, str dir, dir_entry *entries, size_t *n) {
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        str path = path_join(w->scratch, dir, entries[i].name);
        const config_text *now = config_text_for(w->config, w->scratch, path);
        if (!now || !now->is_gone)
            entries[kept++] = entries[i];
    }
    *n = kept;
}

static bool list(walk *w, str relative, dir_entry **entries, size_t *n) {
    str path = on_disk(w, relative), why;
    /* The entries outlive the scratch's resets while their directory is walked. */
    if (dir_list(w->names, str_cstr(w->scratch, path), entries, n, &why)) {
        for (size_t i = 0; i < *n; i++)
            if ((*entries)[i].is_link)
                map_at(&w->links, path_normal(w->a, path_join(w->a, path, (*entries)[i].name)));
        if (w->config->texts && w->config->texts->n)
            drop_gone(w, path, *entries, n);
        return true;
    }
    diag_add_path(w->d, RULE_IO_READ, path, "the directory cannot be read: %.*s", STR_FMT(why));
    return false;
}

static bool may_enter(walk *w, const dir_entry *e, str relative, unsigned depth) {
    str path = on_disk(w, relative), why = S("directories are nested too deeply");
    if (depth > 0 &&
        (!e->is_link || dir_may_follow(w->scratch, str_cstr(w->scratch, path), &w->followed, &why)))
        return true;
    diag_add_path(w->d, RULE_IO_IRREGULAR, path, "%.*s, so left out", STR_FMT(why));
    return false;
}

/* Is it neither in a directory that is to be read nor above one? */
static bool is_passed_over(walk *w, str relative) {
    const config *c = w->config;
    str path = on_disk(w, relative);
    for (size_t i = 0; i < c->nonly; i++)
        if (path_is_within(w->scratch, c->only[i], path) ||
            path_is_within(w->scratch, path, c->only[i]))
            return false;
    return c->nonly > 0;
}

static void keep(walk *w, document *doc, document_vec *in) {
    if (!doc)
        return;
    document_state state = DOCUMENT_LEFT_OUT;
    if (!doc->is_failed || doc->is_listed)
        state = document_find_state(w->config, doc, w->d);
    if (state != DOCUMENT_LEFT_OUT) {
        doc->is_written = doc->is_written && state == DOCUMENT_PUBLISHED;
        *vec_push(w->a, in) = doc;
    } else if (doc->is_failed) {
        *vec_push(w->a, &w->failed) = doc;
    }
}

static void load(walk *w, size_t collection_index, bool is_page, str relative, document_kind kind) {
    const collection *in = is_page ? NULL : &w->collections[collection_index];
    document *doc =
        document_load(w->a, w->scratch, &w->shared, w->config, in, relative, kind, w->d);
    keep(w, doc, is_page ? &w->pages : &w->docs[collection_index]);
    arena_reset(w->scratch);
}

void walk_add_static(walk *w, const collection *in, static_vec *out, str path, str relative) {
    file_info info;
    arena *a = w->a;
    static_file *f = arena_make(a, static_file, 1);
    f->collection = in;
    f->path = str_copy(a, path);
    f->relative_path = in ? str_copy(a, relative) : str_cat(a, S("/"), relative);
    f->name = path_base(f->relative_path);
    f->ext = path_ext(f->name);
    f->basename = path_stem(f->name);
    while (str_ends(f->basename, S(".")))
        f->basename.n--;
    f->is_written = !in || in->config->output;
    f->defaults = defaults_for(a, w->config, f->relative_path, in ? in->label : (str){"", 0});
    if (!file_stat(str_cstr(w->scratch, f->path), &info) || info.kind != FILE_REGULAR) {
        diag_add_path(w->d, RULE_IO_IRREGULAR, f->path, "not a regular file, so left out");
        return;
    }
    f->mtime = info.mtime;
    f->mtime_ns = info.mtime_ns;
    *vec_push(a, out) = f;
}

/* ---- posts and drafts ---- */

static void read_posts(walk *w, str dir, str below, document_kind kind, unsigned depth);

static void one_post(walk *w, str dir, str below, const dir_entry *e, document_kind kind,
                     unsigned depth) {
    str entry = path_join(w->names, below, e->name), day, slug;
    bool is_dir = e->kind == FILE_DIRECTORY;
    if (e->name.p[0] == '.' || filter_rejects(w->config, w->scratch, dir, entry, is_dir))
        return;
    if (is_dir && !e->is_link)
        read_posts(w, dir, entry, kind, depth - 1);
    else if (!is_dir && path_ext(e->name).n &&
             (kind == DOCUMENT_DRAFT || document_cut_date(e->name, &day, &slug))) {
        str path = path_join(w->names, dir, entry), root = w->config->collections_dir;
        if (root.n && str_starts(path, root) && path.n > root.n)
            path = str_from(path, root.n + 1);
        load(w, 0, false, path, kind);
    }
}

/* Everything below dir ("_posts", "en/_posts"), `below` relative to it. */
static void read_posts(walk *w, str dir, str below, document_kind kind, unsigned depth) {
    dir_entry *entries;
    size_t n;
    if (depth == 0 || !list(w, path_join(w->names, dir, below), &entries, &n))
        return;
    for (size_t i = 0; i < n; i++)
        one_post(w, dir, below, &entries[i], kind, depth);
}

static bool is_directory(walk *w, str relative) {
    return !is_passed_over(w, relative) && file_is_directory(w->scratch, on_disk(w, relative));
}

static void posts_of(walk *w, str dir) {
    str root = w->config->collections_dir;
    if (root.n && !str_starts(dir, root))
        return;
    str posts = path_join(w->names, dir, S("_posts")),
        drafts = path_join(w->names, dir, S("_drafts"));
    if (is_directory(w, posts) && !(dir.n == 0 && edition_has_own_posts(w->config)))
        read_posts(w, posts, S(""), DOCUMENT_POST, DIRECTORY_DEPTH);
    if (w->config->drafts && is_directory(w, drafts))
        read_posts(w, drafts, S(""), DOCUMENT_DRAFT, DIRECTORY_DEPTH);
}

/* ---- pages and static files ---- */

bool walk_is_page(walk *w, str path) {
    front_place where = document_find_front(w->config, w->scratch, path);
    if (where != FRONT_BEHIND_MARK || config_is_markdown(w->config, path_ext(path)))
        return where != FRONT_NONE;
    diag *g = diag_add_path(w->d, RULE_ENCODING_BOM_COPIED, path,
                            "copied as it is, front matter and all: a byte order mark stands "
                            "before the front matter");
    diag_help(w->d, g, "save the file as UTF-8 without a byte order mark to make it a page");
    return false;
}

static void plain_file(walk *w, str relative) {
    str day, slug;
    bool is_note = w->config->is_bare && config_is_markdown(w->config, path_ext(relative));
    bool has_front = is_note || walk_is_page(w, on_disk(w, relative));
    if (is_note && document_cut_date(path_base(relative), &day, &slug))
        load(w, 0, false, relative, DOCUMENT_POST);
    else if (has_front)
        load(w, 0, true, relative, DOCUMENT_PAGE);
    else
        walk_add_static(w, NULL, &w->static_files, on_disk(w, relative), relative);
    arena_reset(w->scratch);
}

/* What an earlier build wrote, perhaps under another name than this one's destination. */
static bool is_built(walk *w, str relative) {
    return is_directory(w, path_join(w->scratch, relative, S(SITE_MARK)));
}

/* The theme's directory, where it lies inside of the source. */
static bool is_theme(walk *w, str relative) {
    const theme *t = w->config->theme;
    return t && str_eq(path_normal(w->scratch, on_disk(w, relative)), t->root);
}

static bool read_directory(walk *w, str dir, unsigned depth) {
    dir_entry *entries;
    size_t n;
    if (!list(w, dir, &entries, &n))
        return false;
    posts_of(w, dir);
    for (size_t i = 0; i < n; i++) {
        const dir_entry *e = &entries[i];
        bool is_dir = e->kind == FILE_DIRECTORY;
        str path = path_join(w->names, dir, e->name);
        if (is_passed_over(w, path) || filter_rejects(w->config, w->scratch, dir, e->name, is_dir))
            continue;
        if (is_dir) {
            if (!str_eq(path, w->skip) && !is_theme(w, path) && !is_built(w, path) &&
                may_enter(w, e, path, depth))
                read_directory(w, path, depth - 1);
        } else if (e->kind == FILE_REGULAR)
            plain_file(w, path);
        else
            diag_add_path(w->d, RULE_IO_IRREGULAR, on_disk(w, path),
                          "not a regular file, so left out");
    }
    return true;
}

/* ---- other collections ---- */

static void read_collection(walk *w, size_t index, str below, unsigned depth) {
    const collection *in = &w->collections[index];
    str root = path_join(w->names, w->config->collections_dir, in->directory);
    dir_entry *entries;
    size_t n;
    if (depth == 0 || !list(w, path_join(w->names, root, below), &entries, &n))
        return;
    for (size_t i = 0; i < n; i++) {
        const dir_entry *e = &entries[i];
        bool is_dir = e->kind == FILE_DIRECTORY;
        str entry = path_join(w->names, below, e->name);
        if (is_dir) {
            if (may_enter(w, e, path_join(w->names, root, entry), depth))
                read_collection(w, index, entry, depth - 1);
            continue;
        }
        if (filter_rejects(w->config, w->scratch, in->directory, entry, false))
            continue;
        str relative = path_join(w->names, in->directory, entry);
        str path = on_disk(w, path_join(w->scratch, root, entry));
        if (walk_is_page(w, path))
            load(w, index, false, relative, DOCUMENT_OTHER);
        else
            walk_add_static(w, in, &w->files[index], path, relative);
        arena_reset(w->scratch);
    }
}

static bool is_known(const walk *w, str relative) {
    for (size_t i = 0; i < w->pages.n; i++)
        if (str_eq(w->pages.p[i]->relative_path, relative))
            return true;
    for (size_t i = 0; i < w->static_files.n; i++)
        if (str_eq(str_from(w->static_files.p[i]->relative_path, 1), relative))
            return true;
    return false;
}

/* Files that `include:` names in directories which are otherwise left out. */
static void read_included(walk *w) {
    const config *c = w->config;
    for (size_t i = 0; i < c->includes; i++) {
        str p = str_starts(c->include[i], S("/")) ? str_from(c->include[i], 1) : c->include[i];
        file_info info;
        if (str_find_char(p, '*') != STR_NONE || is_known(w, p))
            continue;
        if (file_stat(str_cstr(w->scratch, on_disk(w, p)), &info) && info.kind == FILE_REGULAR)
            plain_file(w, p);
    }
}

/* Markdown in a language's directory that pages take in: {% tf about.md %}. It has no URL. */
static void read_parts(walk *w, str dir, unsigned depth) {
    dir_entry *entries;
    size_t n;
    if (!is_directory(w, dir) || !list(w, dir, &entries, &n))
        return;
    for (size_t i = 0; i < n; i++) {
        const dir_entry *e = &entries[i];
        bool is_dir = e->kind == FILE_DIRECTORY;
        str path = path_join(w->names, dir, e->name);
        if (filter_rejects(w->config, w->scratch, dir, e->name, is_dir))
            continue;
        if (is_dir && may_enter(w, e, path, depth))
            read_parts(w, path, depth - 1);
        else if (!is_dir && config_is_markdown(w->config, path_ext(e->name)))
            load(w, 0, true, path, DOCUMENT_PAGE);
    }
}

/* What jekyll-multiple-languages-plugin keeps for each language. */
static void read_i18n(walk *w) {
    size_t n;
    const str *langs = edition_languages(w->a, w->config, &n);
    bool is_on = plugin_is_on(w->config, PLUGIN_MULTIPLE_LANGUAGES) &&
                 !plugin_is_on(w->config, PLUGIN_POLYGLOT);
    for (size_t i = 0; i < n; i++) {
        str dir = path_join(w->names, S("_i18n"), langs[i]);
        if (edition_has_own_posts(w->config))
            posts_of(w, dir);
        if (is_on && w->config->to_compare)
            read_parts(w, dir, DIRECTORY_DEPTH);
    }
}

bool walk_source(walk *w) {
    w->names = arena_own(w->a, 0);
    w->shared = map_new(w->a);
    w->links = map_new(w->a);
    if (!read_directory(w, S(""), DIRECTORY_DEPTH))
        return false;
    read_i18n(w);
    read_included(w);
    for (size_t i = 1; i < w->config->ncollections; i++) {
        const collection *in = &w->collections[i];
        str root = path_join(w->names, w->config->collections_dir, in->directory);
        if (!str_eq(in->label, S("data")) && is_directory(w, root))
            read_collection(w, i, S(""), DIRECTORY_DEPTH);
    }
    arena_reset(w->names);
    return true;
}
