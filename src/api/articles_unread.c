/* What was named or is there, and is not looked at. */
#include "api/articles.h"

#include "base/file.h"
#include "base/path.h"

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

static void note_mdx(work *w, const articles *s, const site *from) {
    words all = {0};
    for (size_t i = 0; i < from->nstatic; i++)
        add_mdx(w, s, from->config, from->static_files[i]->path, &all);
    for (size_t i = 0; i < from->nsets; i++)
        for (size_t k = 0; k < from->sets[i].n; k++)
            add_mdx(w, s, from->config, from->sets[i].docs[k]->path, &all);
    if (!all.n)
        return;
    diag *g =
        diag_add_path(&w->d, RULE_SITE_MDX, all.p[0],
                      all.n == 1 ? "this is MDX, which is not read"
                                 : "%zu files are MDX, which is not read; this is one of them",
                      all.n);
    diag_help(&w->d, g, "import, export, JSX and {…} are no Markdown; " MDX_CURE);
}

static bool has_note_below(const map *there, str dir) {
    for (uint32_t i = 0; i < there->n; i++)
        if (articles_is_under(there->entries[i].key, dir))
            return true;
    return false;
}

/* Nobody should take a wrong path's silence for praise. */
static void note_empty(work *w, const site *from, const map *there, str path) {
    bool is_directory = file_is_directory(w->a, path);
    bool is_note = config_is_markdown(from->config, path_ext(path));
    if (is_directory ? has_note_below(there, path) : !is_note || map_has(there, path))
        return;
    const char *what = is_directory ? "nothing in it was looked at: it holds no note of the site"
                                    : "this was not looked at: it is no note of the site";
    diag *g = diag_add_path(&w->d, RULE_SITE_NOT_READ, path, "%s", what);
    diag_help(&w->d, g,
              "the site may exclude it, or not publish it (--unpublished); a file without front "
              "matter is copied as it is; a directory that begins with _ has to be named under "
              "collections:");
}

void articles_note_unread(work *w, const articles *s, const site *from) {
    if (s->changed)
        return;
    note_mdx(w, s, from);
    map there = articles_paths(w->a, from);
    for (size_t i = 0; s->is_part && i < s->wanted.n; i++)
        note_empty(w, from, &there, s->wanted.p[i]);
    for (size_t i = 0; i < s->outside.n; i++)
        note_empty(w, from, &there, s->outside.p[i]);
    if (!s->is_part && !from->nsets)
        note_empty(w, from, &there, from->config->source);
}
