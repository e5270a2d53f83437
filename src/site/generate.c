#include "site/generate.h"

#include "base/embed.h"
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "site/clash.h"
#include "site/defaults.h"
#include "site/edition.h"
#include "site/order.h"
#include "site/permalink.h"

/* Jekyll runs generators by priority, and those of one priority in the order of `plugins:`. */
static const struct {
    plugin of;
    int rank; /* lower runs first */
    void (*run)(generator *g);
} generators[] = {
    {PLUGIN_LAST_MODIFIED, 0, generate_changed},
    {PLUGIN_REDIRECT_FROM, 1, generate_redirects},
    {PLUGIN_OPTIONAL_FRONT_MATTER, 1, generate_unfronted},
    {PLUGIN_README_INDEX, 2, generate_readmes},
    {PLUGIN_TITLES, 3, generate_titles},
    {PLUGIN_DEFAULT_LAYOUT, 3, generate_layouts},
    {PLUGIN_PAGINATE, 3, generate_pagination},
    {PLUGIN_FEED, 3, generate_feeds},
    {PLUGIN_SITEMAP, 3, generate_sitemap},
};
enum { GENERATORS = sizeof generators / sizeof *generators, RANKS = 4 };

str generate_template(str name) {
    for (size_t i = 0; i < embedded_layouts_count; i++)
        if (str_starts(embedded_layouts[i].path, S("_plugins/")) &&
            str_eq(path_base(embedded_layouts[i].path), name))
            return embedded_layouts[i].bytes;
    return (str){"", 0};
}

bool generate_has_file(const generator *g, str path) {
    file_info info;
    arena *a = g->w->scratch;
    str below = str_starts(path, S("/")) ? str_from(path, 1) : path;
    return file_stat(str_cstr(a, path_join(a, g->w->config->source, below)), &info);
}

bool generate_is_taken(const generator *g, str output_path) {
    return map_has(&g->folded, utf8_fold(g->w->scratch, output_path));
}

/* `who`: a page, or g for another file. */
static void take(generator *g, str output_path, void *who) {
    map_set(&g->taken, output_path, who);
    map_set(&g->folded, utf8_fold(g->w->a, output_path), g);
}

static bool is_inside(generator *g, document *doc) {
    if (!doc->is_failed && !clash_is_below(doc->output_path)) {
        doc->is_failed = true;
        diag_add_path(g->w->d, RULE_SITE_URL_OUTSIDE, doc->path,
                      "the page that is made for \"%.*s\" leads out of the destination",
                      STR_FMT(doc->url));
    }
    return !doc->is_failed;
}

void generate_put(generator *g, document *doc) {
    take(g, doc->output_path, doc);
    *vec_push(g->w->a, &g->w->pages) = doc;
}

bool generate_add(generator *g, document *doc) {
    if (!is_inside(g, doc) || generate_is_taken(g, doc->output_path))
        return false;
    generate_put(g, doc);
    return true;
}

document *generate_make(generator *g, str path, str body, value data) {
    arena *a = g->w->a;
    const config *c = g->w->config;
    document *doc = arena_make(a, document, 1);
    str below = path_normal(a, str_starts(path, S("/")) ? str_from(path, 1) : path);
    value defaults = defaults_for(a, c, below, S("pages"));
    *doc = (document){.path = g->about ? g->about->path : str_cat(a, S("(built-in)/"), below),
                      .relative_path = below,
                      .name = path_base(below),
                      .ext = path_ext(below),
                      .data = data,
                      .defaults = defaults,
                      .own_defaults = defaults_by_key(a, c, below, S("pages"), defaults),
                      .is_written = true,
                      .is_generated = true,
                      .generated = body};
    permalink_document(a, c, doc, g->w->d);
    return is_inside(g, doc) ? doc : NULL;
}

document *generate_page(generator *g, str path, str body, value data) {
    document *doc = generate_make(g, path, body, data);
    return doc && generate_add(g, doc) ? doc : NULL;
}

/* In the order of writing, so that each place is its last owner's. */
static void take_all(generator *g) {
    const site *s = g->s;
    for (size_t i = 0; i < s->npages; i++) {
        take(g, s->pages[i]->output_path, s->pages[i]);
        if (s->pages[i]->map_path.n)
            take(g, s->pages[i]->map_path, g);
    }
    for (size_t i = 0; i < s->nfailed; i++)
        take(g, s->failed[i]->output_path, g);
    for (size_t i = 0; i < s->nstatic; i++)
        if (s->static_files[i]->is_written || s->edition->kind == EDITIONS_I18N)
            take(g, s->static_files[i]->output_path, g);
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            if (s->collections[i].docs[j]->is_written)
                take(g, s->collections[i].docs[j]->output_path, g);
}

document *generate_page_at(const generator *g, str output_path) {
    void *who = map_get(&g->taken, output_path);
    return who == g ? NULL : who;
}

static void run(generator *g, plugin p, int rank) {
    for (size_t i = 0; i < GENERATORS; i++) {
        if (generators[i].of != p || generators[i].rank != rank)
            continue;
        generators[i].run(g);
    }
}

void generate_pages(walk *w, site *s) {
    generator g = {.w = w, .s = s, .taken = map_new(w->a), .folded = map_new(w->a)};
    plugin on[PLUGIN_COUNT];
    size_t n = plugin_list(w->config, on);
    if (n == 0)
        return;
    take_all(&g);
    for (int rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < n; i++)
            run(&g, on[i], rank);
    s->pages = w->pages.p;
    s->npages = w->pages.n;
    for (size_t i = 0; i < s->npages; i++)
        s->pages[i]->index = (uint32_t)i;
}
