#include <stdio.h>

#include "api/work.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"
#include "build/build.h"
#include "build/writer.h"
#include "report/progress.h"
#include "report/text.h"
#include "site/front.h"

static config_options options_of(const tool_build *o) {
    return (config_options){
        .source = work_text(o->source),
        .destination = work_text(o->destination),
        .configs = work_text(o->config),
        .baseurl = work_text(o->baseurl),
        .has_baseurl = o->baseurl != NULL,
        .layouts = work_text(o->layouts),
        .drafts = work_choice(o->drafts),
        .future = work_choice(o->future),
        .unpublished = work_choice(o->unpublished),
        .strict_front_matter = work_choice(o->strict_front_matter),
        .warn_undefined = o->warn_undefined,
        .check_links = work_choice(o->check_links),
    };
}

/* What a build shows while it runs. */
typedef struct watcher {
    progress bar;
    const config *config;
} watcher;

static void tick(void *ctx, size_t done, size_t total) {
    watcher *w = ctx;
    w->bar.total = total;
    progress_tick(&w->bar, done);
}

static void wrote(void *ctx, str path, bool changed) {
    watcher *w = ctx;
    progress_end(&w->bar);
    fprintf(stderr, "%s %.*s/%.*s\n", changed ? "written  " : "unchanged",
            STR_FMT(w->config->destination), STR_FMT(path));
}

static const char *plural(size_t n) {
    return n == 1 ? "" : "s";
}

/* The page a person would open first. */
static void print_entry(work *w, const config *c) {
    file_info info;
    str index = path_join(w->a, c->destination, S("index.html"));
    if (file_stat(str_cstr(w->a, index), &info) && info.kind == FILE_REGULAR)
        printf("Open %.*s\n", STR_FMT(report_plain(w->a, index)));
}

static void print_summary(work *w, const config *c, const build_stats *s, uint64_t started) {
    str destination = report_plain(w->a, c->destination);
    printf("%zu page%s and %zu file%s in %.*s", s->pages, plural(s->pages), s->files,
           plural(s->files), STR_FMT(destination));
    if (w->screen->progress)
        printf(" after %.2f s", (double)(clock_monotonic_ns() - started) / 1e9);
    printf(": %zu written, %zu unchanged, %zu removed", s->written + s->copied,
           s->pages + s->files - s->written - s->copied, s->removed);
    if (s->failed)
        printf(", %zu left out for errors", s->failed);
    putchar('\n');
    print_entry(w, c);
}

/* --strict_front_matter: the first such error ends the build before anything is written. */
static bool is_stopped(work *w, const config *c) {
    if (!c->strict_front_matter || !diags_have_errors(&w->d))
        return false;
    diags_sort(&w->d);
    for (size_t i = 0; i < w->d.n; i++) {
        if (front_is_fault(&w->d.p[i])) {
            w->d.p[0] = w->d.p[i];
            w->d.n = 1;
            return true;
        }
    }
    return false;
}

static void build_site(work *w, const tool_build *o, const config *c, uint64_t started) {
    watcher watch = {.config = c};
    build_stats stats;
    arena *scratch = arena_own(w->a, LIMIT_ARENA);
    str skip = writer_place_in_source(w->a, c->source, c->destination);
    const site *s = site_load(w->a, scratch, c, skip, &w->d);
    if (!s) {
        w->status = TOOL_FAILED;
        return;
    }
    if (is_stopped(w, c))
        return;
    render *r = render_new(w->a, s, &w->d);
    unsigned columns = w->screen->progress && !w->quiet ? w->screen->columns_err : 0;
    progress_start(&watch.bar, stderr, columns, "building", 0);
    build_options bo = {.jobs = o->jobs < 0 ? pool_cpus() : (unsigned)o->jobs,
                        .force = o->force,
                        .tick = tick,
                        .wrote = o->verbose ? wrote : NULL,
                        .ctx = &watch};
    bool done = build_run(w->a, r, &bo, &stats, &w->d);
    progress_end(&watch.bar);
    if (!done)
        w->status = TOOL_FAILED;
    else if (!w->quiet)
        print_summary(w, c, &stats, started);
}

static void body(work *w) {
    const tool_build *o = w->options;
    uint64_t started = clock_monotonic_ns();
    config_options co = options_of(o);
    const config *c = config_load(w->a, &co, &w->d);
    if (c)
        build_site(w, o, c, started);
    else
        w->status = TOOL_FAILED;
}

tool_status tool_build_run(const tool_build *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, o->quiet, body);
}
