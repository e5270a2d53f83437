/* jekyll-last-modified-at: when each file was last committed to the site's git repository; where it
 * is not in one, when it was last written. */
#include "base/file.h"
#include "base/path.h"
#include "site/generate.h"
#include "site/history.h"

static void set_time(generator *g, const history *times, document *doc) {
    arena *a = g->w->a;
    const config *c = g->w->config;
    file_info info;
    const commit *last = history_of(times, path_relative(a, c->source, doc->path));
    if (!last && !file_stat(str_cstr(a, doc->path), &info))
        return;
    date changed = {.sec = last ? last->when : info.mtime};
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
    history *times = g->w->changed; /* one for all editions */
    if (!times->newest.a)
        *times = history_read(g->w->names, g->w->config);
    for (size_t i = 0; i < g->s->ncollections; i++)
        for (size_t j = 0; j < g->s->collections[i].n; j++)
            set_time(g, times, g->s->collections[i].docs[j]);
    for (size_t i = 0; i < g->w->pages.n; i++)
        if (!g->w->pages.p[i]->is_generated)
            set_time(g, times, g->w->pages.p[i]);
}
