/* jekyll-last-modified-at: when each file was last committed to the site's git repository; where it
 * is not in one, when it was last written. */
#include "base/file.h"
#include "base/path.h"
#include "base/process.h"
#include "site/generate.h"

enum { HISTORY_MAX = 256 * 1024 * 1024 };

/* All commits, the newest first, each with its time and its files as seen from the source. Nothing
 * that a repository may configure runs a program of its own. */
static bool read_history(const generator *g, arena *a, str *out) {
    const char *argv[] = {"git",
                          "-C",
                          str_cstr(a, g->w->config->source),
                          "--no-pager",
                          "-c",
                          "core.fsmonitor=false",
                          "log",
                          "-z",
                          "--no-show-signature",
                          "--no-ext-diff",
                          "--no-textconv",
                          "--no-renames",
                          "--format=%x01%ct",
                          "--name-only",
                          "--relative",
                          "--",
                          ".",
                          NULL};
    return process_read(a, argv, HISTORY_MAX, out);
}

/* Path -> the time of its newest commit. */
static map read_times(generator *g, arena *a) {
    map times = map_new(a);
    str one, rest;
    int64_t *when = NULL;
    if (!read_history(g, a, &rest))
        return times;
    for (bool more = true; more;) {
        more = str_cut(rest, (str){"", 1}, &one, &rest);
        if (str_starts(one, S("\x01"))) {
            when = arena_make(a, int64_t, 1);
            if (!str_to_int(str_from(one, 1), when))
                when = NULL;
            continue;
        }
        if (str_starts(one, S("\n"))) /* stands before a commit's first file */
            one = str_from(one, 1);
        if (when && one.n && !map_has(&times, one))
            map_set(&times, one, when);
    }
    return times;
}

static void set_time(generator *g, const map *times, document *doc) {
    arena *a = g->w->a;
    const config *c = g->w->config;
    file_info info;
    const int64_t *when = map_get(times, path_relative(a, c->source, doc->path));
    if (!when && !file_stat(str_cstr(a, doc->path), &info))
        return;
    date changed = {.sec = when ? *when : info.mtime};
    date_in_zone(&changed, c->zone, &changed);
    doc->changed = date_copy(a, &changed);
    if (doc->collection && value_member(doc->data, S("last_modified_at")))
        return; /* what a page says of it itself does not count, as in Jekyll */
    map_builder all = {.a = a};
    for (uint32_t i = 0; i < doc->data.u.map->n; i++)
        map_add_member(&all, doc->data.u.map->members[i]);
    map_add(&all, S("last_modified_at"), value_date(doc->changed));
    doc->data = map_finish(&all);
}

void generate_changed(generator *g) {
    map *times = g->w->changed; /* one for all editions */
    if (!times->a)
        *times = read_times(g, g->w->names);
    for (size_t i = 0; i < g->s->ncollections; i++)
        for (size_t j = 0; j < g->s->collections[i].n; j++)
            set_time(g, times, g->s->collections[i].docs[j]);
    for (size_t i = 0; i < g->w->pages.n; i++)
        if (!g->w->pages.p[i]->is_generated)
            set_time(g, times, g->w->pages.p[i]);
}
