#include <string.h>

#include "api/articles.h"
#include "base/map.h"
#include "base/path.h"
#include "build/writer.h"
#include "parity/lock.h"
#include "parity/parity.h"

typedef struct locking {
    work *w;
    const config *config;
    const site *site;
    articles of;
    words langs;
    map now; /* name -> its new line, a str */
    size_t translations;
} locking;

static bool is_named(void *ctx, const document *doc) {
    return articles_name(&((const locking *)ctx)->of, doc->path);
}

static bool lock_one(void *ctx, size_t i, arena *scratch, buf *out, diags *d) {
    const locking *l = ctx;
    parity_options po = {.langs = l->langs.p, .n = l->langs.n};
    parity_lock(scratch, l->site, l->of.sets.p[i], &po, is_named, ctx, out, d);
    return true;
}

static str name_one(void *ctx, size_t i) {
    return ((const locking *)ctx)->of.sets.p[i]->docs[0]->path;
}

static void take(void *ctx, size_t i, str out) {
    locking *l = ctx;
    str line, name, rest;
    (void)i;
    out = str_copy(l->w->a, out);
    while (out.n) {
        str_cut(out, S("\n"), &line, &out);
        str *kept = arena_make(l->w->a, str, 1);
        *kept = line;
        str_cut(line, S("\t"), &name, &rest);
        map_set(&l->now, name, kept);
        l->translations++;
    }
}

/* Of all documents: what is no longer a translation needs no line. */
static map names_of(const locking *l) {
    map names = map_new(l->w->a);
    for (size_t i = 0; i < l->site->nsets; i++)
        for (size_t k = 0; k < l->site->sets[i].n; k++)
            map_set(&names, lock_name(l->w->a, l->config, l->site->sets[i].docs[k]), (void *)1);
    for (size_t i = 0; i < l->site->nfailed; i++)
        map_set(&names, lock_name(l->w->a, l->config, l->site->failed[i]), (void *)1);
    return names;
}

/* The old lines of what was not locked now, and the new ones. */
static words merge(locking *l, const lock *old, size_t *gone) {
    arena *a = l->w->a;
    map names = names_of(l);
    words all = {0};
    for (uint32_t i = 0; old && i < old->lines.n; i++) {
        str name = old->lines.entries[i].key;
        if (!map_has(&names, name))
            ++*gone;
        else if (!map_has(&l->now, name))
            for (const lock_line *line = old->lines.entries[i].val; line; line = line->next)
                *vec_push(a, &all) = str_cat(a, str_cat(a, name, S("\t")), line->text);
    }
    for (uint32_t i = 0; i < l->now.n; i++)
        *vec_push(a, &all) = *(const str *)l->now.entries[i].val;
    return all;
}

static void write_lock(locking *l) {
    work *w = l->w;
    size_t gone = 0, before = w->d.count[SEV_ERROR];
    lock *old = lock_read(w->a, l->config, &w->d);
    str why;
    bool changed;
    if (w->d.count[SEV_ERROR] > before) {
        w->status = TOOL_FAILED; /* what cannot be read must not be written over */
        return;
    }
    words all = merge(l, old, &gone);
    if (!lock_write(w->a, l->config, all.p, all.n, &changed, &why)) {
        work_fail(w, "%s: cannot be written: %.*s", LOCK_NAME, STR_FMT(why));
        return;
    }
    buf out = buf_new(w->a, 128);
    buf_printf(&out, "%zu translation%s of %zu article%s locked", l->translations,
               l->translations == 1 ? "" : "s", l->of.sets.n, l->of.sets.n == 1 ? "" : "s");
    if (gone)
        buf_printf(&out, ", %zu line%s of what is gone removed", gone, gone == 1 ? "" : "s");
    buf_add(&out, changed ? S("\n") : S("; nothing was new\n"));
    work_print(w, buf_str(&out));
}

static void body(work *w) {
    const tool_lock *o = w->options;
    locking l = {.w = w, .now = map_new(w->a), .langs = words_of(w->a, o->lang)};
    config_options co = {.configs = work_text(o->config),
                         .without_theme = true,
                         .keep_front = true,
                         .to_compare = true};
    if (!articles_read(w, &l.of, o->source, o->paths, o->n, &co))
        return;
    l.config = config_load(w->a, &co, &w->d);
    if (l.config && articles_are_read(w, &l.of, l.config)) {
        str skip = writer_place_in_source(w->a, l.config->source, l.config->destination);
        l.site = site_load(w->a, arena_own(w->a, LIMIT_ARENA), l.config, skip, &w->d);
    }
    if (!l.site) {
        w->status = TOOL_FAILED;
        return;
    }
    if (!articles_are_in_languages(w, l.site, &l.langs, "--lang"))
        return;
    articles_find(w, &l.of, l.site);
    w->jobs = o->jobs;
    work_gather(w, l.of.sets.n, lock_one, name_one, take, &l);
    if (w->status == TOOL_FINE)
        write_lock(&l);
}

tool_status tool_lock_run(const tool_lock *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
