#include <string.h>

#include "base/interrupt.h"
#include "base/pool.h"
#include "base/vec.h"
#include "base/wire.h"
#include "build/build.h"
#include "build/writer.h"
#include "links/links.h"
#include "render/job.h"

/* A worker's address space beyond the parent's: several times what one page may take, so that the
 * arena's own limit is met first. */
enum { WORKER_MEMORY_MIB = 2048 };

typedef enum { DONE_FAILED, DONE_SAME, DONE_WRITTEN, DONE_UNWRITABLE } done_kind;

typedef struct file_list {
    const static_file **p;
    size_t n, cap;
} file_list;

/* A page and the edition of the site that it is in. */
typedef struct page {
    const document *doc;
    render *r;
} page;

typedef struct page_list {
    page *p;
    size_t n, cap;
} page_list;

typedef struct builder {
    render *r;
    writer *w;
    page_list pages;
    file_list files;
    const build_options *o;
    build_stats *stats;
    diags *d;                   /* the parent's */
    bool ok;                    /* everything could be written */
    const interrupt *interrupt; /* NULL: not looked at */
    linkcheck *links;           /* NULL: they are not checked */
    size_t total;
    /* of the worker */
    arena *scratch, *notes;
    size_t job;
    diags faults;
    done_kind done;
    buf linked; /* what the page says of its links */
} builder;

static void one_page(builder *b, const page *p) {
    buf html = buf_new(b->scratch, 32768);
    bool changed = false;
    html.limit = LIMIT_OUTPUT;
    if (!render_page(p->r, p->doc, b->scratch, &html, &b->faults))
        return;
    b->done = DONE_UNWRITABLE;
    if (b->links)
        linkcheck_report(b->links, b->scratch, p->doc, buf_str(&html), &b->linked);
    str source_map = render_source_map(p->r);
    bool map_changed = false;
    /* The map goes first: what is there of the page tells that both are. */
    if (source_map.n &&
        !writer_page(b->w, b->scratch, p->doc->map_path, source_map, &map_changed, &b->faults))
        return;
    if (writer_page(b->w, b->scratch, p->doc->output_path, buf_str(&html), &changed, &b->faults))
        b->done = changed || map_changed ? DONE_WRITTEN : DONE_SAME;
}

static void one_file(builder *b, const static_file *f) {
    bool changed = false;
    b->done = DONE_UNWRITABLE;
    if (writer_copy(b->w, b->scratch, f->output_path, str_cstr(b->scratch, f->path), &changed,
                    &b->faults))
        b->done = changed ? DONE_WRITTEN : DONE_SAME;
}

static str path_of(const builder *b, size_t i) {
    return i < b->pages.n ? b->pages.p[i].doc->path : b->files.p[i - b->pages.n]->path;
}

static void guarded(void *ctx) {
    builder *b = ctx;
    if (b->job < b->pages.n)
        one_page(b, &b->pages.p[b->job]);
    else
        one_file(b, b->files.p[b->job - b->pages.n]);
}

/* What an arena says when it gives up, as a rule. */
static rule_id rule_of(const char *reason) {
    return strcmp(reason, "limit/output") == 0 ? RULE_LIMIT_OUTPUT_ : RULE_LIMIT_MEMORY_;
}

/* What was done, how long the packed faults are, these, and what is said of links. */
static void put_reply(builder *b, buf *reply) {
    bool is_done = b->done == DONE_SAME || b->done == DONE_WRITTEN;
    buf_char(reply, (char)b->done);
    size_t at = reply->n;
    wire_put_u32(reply, 0);
    if (b->faults.n)
        diags_pack(&b->faults, reply);
    uint32_t n = (uint32_t)(reply->n - at - sizeof n);
    memcpy(reply->p + at, &n, sizeof n);
    if (is_done)
        buf_add(reply, buf_str(&b->linked));
}

static void run_job(void *ctx, size_t i, buf *reply) {
    builder *b = ctx;
    b->job = i;
    b->done = DONE_FAILED;
    arena_reset(b->scratch);
    b->linked = buf_new(b->scratch, 0);
    if (b->faults.n)
        arena_reset(b->notes);
    diags_new(&b->faults, b->notes);
    if (!arena_try(b->scratch, guarded, b)) {
        rule_id id = rule_of(arena_reason(b->scratch));
        render_abandon(b->r);
        diag_add_path(&b->faults, id, path_of(b, i), "%s, so its page is not written",
                      diag_rules[id].brief);
        b->done = DONE_FAILED;
    }
    put_reply(b, reply);
}

static void start_worker(void *ctx, unsigned worker) {
    builder *b = ctx;
    (void)worker;
    /* With jobs = 0 this is the caller's own process, which may have threads. */
    if (b->o->jobs)
        markdown_use_bump();
}

static str output_of(const builder *b, size_t i) {
    return i < b->pages.n ? b->pages.p[i].doc->output_path
                          : b->files.p[i - b->pages.n]->output_path;
}

static void count(builder *b, size_t i, done_kind done) {
    bool is_page = i < b->pages.n, is_there = done == DONE_SAME || done == DONE_WRITTEN;
    build_stats *s = b->stats;
    if (is_there && b->o->wrote)
        b->o->wrote(b->o->ctx, output_of(b, i), done == DONE_WRITTEN);
    if (is_page) {
        s->pages += is_there;
        s->written += done == DONE_WRITTEN;
        s->failed += !is_there;
    } else {
        s->files += is_there;
        s->copied += done == DONE_WRITTEN;
    }
    if (done == DONE_UNWRITABLE)
        b->ok = false;
}

static void on_reply(void *ctx, size_t i, str reply) {
    builder *b = ctx;
    count(b, i, (done_kind)reply.p[0]);
    wire in = {str_from(reply, 1), true};
    str faults = wire_str(&in);
    if (faults.n)
        diags_unpack(faults, b->d);
    if (b->links && i < b->pages.n)
        linkcheck_take(b->links, b->pages.p[i].doc, in.rest);
}

static void on_death(void *ctx, size_t i, const pool_death *how) {
    static const rule_id rules[] = {
        [POOL_CRASH] = RULE_INTERNAL_CRASH,
        [POOL_TIME] = RULE_LIMIT_TIME,
        [POOL_MEMORY] = RULE_LIMIT_MEMORY_,
    };
    builder *b = ctx;
    rule_id id = rules[how->cause];
    diag *g = diag_add_path(b->d, id, path_of(b, i), "%s, so its page is not written",
                            diag_rules[id].brief);
    if (id == RULE_INTERNAL_CRASH)
        diag_help(b->d, g, "this is a fault of letoon (signal %d): please report it", how->signal);
    count(b, i, DONE_FAILED);
}

static bool tick(void *ctx, size_t done) {
    builder *b = ctx;
    if (b->o->tick)
        b->o->tick(b->o->ctx, done, b->total);
    return !b->interrupt || !interrupt_came(b->interrupt);
}

static void expect_page(builder *b, const document *doc) {
    writer_expect(b->w, doc->output_path);
    if (doc->map_path.n)
        writer_expect(b->w, doc->map_path);
}

static void gather(builder *b, arena *a, render *r, const site *s) {
    document_list all = site_documents(a, s);
    for (size_t i = 0; i < all.n; i++) {
        expect_page(b, all.p[i]);
        *vec_push(a, &b->pages) = (page){all.p[i], r};
    }
    for (size_t i = 0; i < s->nfailed; i++)
        if (s->failed[i]->is_written)
            expect_page(b, s->failed[i]);
    for (size_t i = 0; i < s->nstatic; i++) {
        const static_file *f = s->static_files[i];
        if (!f->is_written)
            continue;
        writer_expect(b->w, f->output_path);
        if (!f->is_failed)
            *vec_push(a, &b->files) = f;
    }
    b->stats->failed += s->nfailed;
}

static void gather_all(builder *b, arena *a) {
    const site *s = b->r->site;
    for (size_t i = 0; i < s->neditions; i++)
        gather(b, a, render_edition(b->r, i), s->editions[i]);
    b->total = b->pages.n + b->files.n;
}

static void add_template(void *ctx, const render_template *t) {
    linkcheck_add_template(ctx, t->text);
}

/* Links that lead nowhere are told of in the end, when all ids are known. */
static void prepare_links(builder *b, arena *a) {
    const config *c = b->r->site->config;
    b->d->severities[RULE_SITE_BROKEN_LINK] = b->d->severities[RULE_SITE_BROKEN_FRAGMENT] =
        (uint8_t)c->links;
    if (c->links == SEV_OFF)
        return;
    b->links = linkcheck_new(a, b->r->site);
    render_each_template(b->r, add_template, b->links);
}

static void run_all(builder *b, arena *a) {
    static const pool_job work = {.run = run_job,
                                  .start = start_worker,
                                  .on_reply = on_reply,
                                  .on_death = on_death,
                                  .tick = tick};
    pool_options po = {b->o->jobs, LIMIT_NOTE_SECONDS * 1000, WORKER_MEMORY_MIB * MIB};
    str why;
    if (pool_run(a, &po, b->total, &work, b, &why)) {
        if (b->links)
            linkcheck_tell(b->links, b->d);
        b->ok &= writer_clean(b->w, arena_own(a, 0), &b->stats->removed, b->d);
        return;
    }
    writer_sweep(b->w, b->scratch);
    diag_add_path(b->d, RULE_INTERNAL_CRASH, b->r->site->config->source,
                  "the build cannot go on: %.*s", STR_FMT(why));
    b->ok = false;
}

bool build_run(arena *a, render *r, const build_options *o, build_stats *out, diags *d) {
    const config *c = r->site->config;
    writer_options *wo = arena_make(a, writer_options, 1);
    *wo = (writer_options){c->source, c->destination, c->keep_files, c->keeps, o->force};
    builder b = {.r = r, .o = o, .stats = out, .d = d, .ok = true};
    *out = (build_stats){0};
    b.w = writer_open(a, &sys_real, wo, d);
    if (!b.w)
        return false;
    gather_all(&b, a);
    prepare_links(&b, a);
    if (!writer_begin(b.w, d))
        return false;
    b.scratch = arena_own(a, LIMIT_ARENA);
    b.notes = arena_own(a, 0);
    /* Without workers a signal must end even a page that takes for ever. */
    interrupt *i = o->jobs ? interrupt_hold(a) : NULL;
    b.interrupt = i;
    run_all(&b, a);
    writer_close(b.w);
    if (i)
        interrupt_release(i);
    return b.ok;
}
