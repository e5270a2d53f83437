/* Files without front matter that plugins make pages of: all Markdown files of
 * jekyll-optional-front-matter, a directory's README of jekyll-readme-index. */
#include "base/path.h"
#include "base/vec.h"
#include "site/filter.h"
#include "site/generate.h"
#include "site/permalink.h"

static bool is_said(const generator *g, const char *block, const char *key, bool otherwise) {
    value v = plugin_option(g->w->config, str_of(block), str_of(key));
    return v.kind == V_BOOL ? v.u.b : otherwise;
}

/* The page that a static file would be; NULL when it cannot be read. */
static document *page_from(generator *g, const static_file *f) {
    walk *w = g->w;
    str path =
        str_starts(f->relative_path, S("/")) ? str_from(f->relative_path, 1) : f->relative_path;
    document *doc =
        document_load(w->a, w->scratch, &w->shared, w->config, NULL, path, DOCUMENT_PAGE, w->d);
    arena_reset(w->scratch);
    return doc;
}

static bool is_markdown(const generator *g, const static_file *f) {
    return config_is_markdown(g->w->config, f->ext);
}

/* Takes a static file out of the site. */
static void take_out(generator *g, const static_file *f) {
    static_vec *all = &g->w->static_files;
    size_t kept = 0;
    for (size_t i = 0; i < all->n; i++)
        if (all->p[i] != f)
            all->p[kept++] = all->p[i];
    all->n = kept;
    g->s->nstatic = kept;
}

/* ---- jekyll-optional-front-matter ---- */

/* Files about a repository rather than of a site; `include:` brings them in. */
static bool is_left_alone(const generator *g, const static_file *f) {
    static const char *const names[] = {
        "README",          "LICENSE",      "LICENCE",        "COPYING",
        "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE"};
    str path = str_from(f->relative_path, str_starts(f->relative_path, S("/")));
    if (filter_includes(g->w->config, g->w->scratch, path, false))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(f->basename, str_of(names[i])))
            return true;
    return false;
}

void generate_unfronted(generator *g) {
    static const char block[] = "optional_front_matter";
    bool required = value_truthy(value_at(g->w->config->data, S("require_front_matter")));
    if (!is_said(g, block, "enabled", true) || required)
        return;
    bool remove = is_said(g, block, "remove_originals", false);
    for (size_t i = 0; i < g->w->static_files.n;) {
        const static_file *f = g->w->static_files.p[i++];
        if (!is_markdown(g, f) || is_left_alone(g, f))
            continue;
        document *doc = page_from(g, f);
        if (doc)
            permalink_document(g->w->a, g->w->config, doc, g->w->d);
        if (doc)
            generate_add(g, doc);
        if (remove) {
            take_out(g, f);
            i--;
        }
    }
}

/* ---- jekyll-readme-index ---- */

static bool is_readme(str name) {
    return str_eq_fold(path_stem(name), S("readme"));
}

static str dir_url(arena *a, str url) {
    str dir = path_dir(url);
    return str_ends(dir, S("/")) ? dir : str_cat(a, dir, S("/"));
}

static bool is_index(str url, str dir) {
    static const char *const names[] = {"", "index.htm", "index.html", "index.xhtml", "index.xml"};
    for (size_t i = 0; str_starts(url, dir) && i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(str_from(url, dir.n), str_of(names[i])))
            return true;
    return false;
}

static bool has_index(const generator *g, str dir) {
    for (size_t i = 0; i < g->w->pages.n; i++)
        if (is_index(g->w->pages.p[i]->url, dir))
            return true;
    for (size_t i = 0; i < g->w->static_files.n; i++)
        if (is_index(g->w->static_files.p[i]->url, dir))
            return true;
    return false;
}

static void move_to(generator *g, document *doc, str dir) {
    arena *a = g->w->a;
    map_builder over = {.a = a};
    map_add(&over, S("permalink"), value_str(dir));
    doc->data = value_merge(a, doc->data, map_finish(&over), 1);
    permalink_document(a, g->w->config, doc, g->w->d);
}

void generate_readmes(generator *g) {
    static const char block[] = "readme_index";
    walk *w = g->w;
    if (!is_said(g, block, "enabled", true))
        return;
    for (size_t i = 0; i < w->static_files.n;) {
        const static_file *f = w->static_files.p[i++];
        str dir = dir_url(w->a, f->url);
        if (!is_readme(f->name) || !is_markdown(g, f) || has_index(g, dir))
            continue;
        document *doc = page_from(g, f);
        if (!doc)
            continue;
        move_to(g, doc, dir);
        generate_add(g, doc);
        if (is_said(g, block, "remove_originals", false)) {
            take_out(g, f);
            i--;
        }
    }
    for (size_t i = 0; is_said(g, block, "with_frontmatter", false) && i < w->pages.n; i++) {
        document *doc = w->pages.p[i];
        str dir = dir_url(w->a, doc->url);
        if (is_readme(doc->name) && doc->is_markdown && !has_index(g, dir))
            move_to(g, doc, dir);
    }
}
