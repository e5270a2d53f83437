#include "api/work.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/pool.h"
#include "encoding/encoding.h"
#include "markdown/markdown.h"
#include "report/text.h"

config_choice work_choice(tool_choice c) {
    return c == TOOL_UNSET ? CONFIG_UNSAID : c == TOOL_YES ? CONFIG_YES : CONFIG_NO;
}

str work_text(const char *s) {
    return str_of(s);
}

void work_fail(work *w, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    if (w->failure) {
        buf_vprintf(w->failure, fmt, ap);
    } else {
        fputs("letoon: ", stderr);
        vfprintf(stderr, fmt, ap);
        fputc('\n', stderr);
    }
    va_end(ap);
    w->status = TOOL_FAILED;
}

void work_print(work *w, str text) {
    (void)w; /* the command line looks at stdout's state when all is done */
    fwrite(text.p, 1, text.n, stdout);
}

bool work_has_file(work *w, const char *file) {
    file_info info;
    if (!file || file_stat(file, &info))
        return true;
    work_fail(w, "%s: no such file or directory", file);
    return false;
}

bool work_write(work *w, const char *file, str bytes) {
    file_info info;
    bool changed;
    str why = S("it is no regular file");
    bool is_other =
        file_stat(file, &info) ? info.kind != FILE_REGULAR || info.is_link : info.is_link;
    if (!is_other && file_write_atomic(&sys_real, w->a, file, bytes, &changed, &why))
        return true;
    work_fail(w, "%s: cannot be written: %.*s", file, STR_FMT(why));
    return false;
}

const source *work_source(arena *a, const char *file, str declared, size_t limit, bool *had_bom,
                          diags *d) {
    str bytes, why, name = file ? work_text(file) : S("(stdin)");
    bool ok = file ? file_read(&sys_real, a, file, limit, &bytes, &why)
                   : file_read_stdin(a, limit, &bytes, &why);
    if (!ok) {
        diag_add_unread(d, name, why, limit);
        return NULL;
    }
    decoded text = decode(a, name, bytes, declared, d);
    if (had_bom)
        *had_bom = text.had_bom;
    return text.ok ? source_new(a, name, text.text) : NULL;
}

/* ---- findings ---- */

static void print_findings(work *w) {
    report_style style = {.colour = w->screen->colour_err, .columns = w->screen->columns_err};
    buf out = buf_new(w->a, 256);
    diags_sort(&w->d);
    if (w->quiet)
        diags_keep_errors(&w->d);
    report_text(&w->d, style, &out);
    fwrite(out.p ? out.p : "", 1, out.n, stderr);
}

typedef struct running {
    work *w;
    void (*body)(work *w);
} running;

static void guarded(void *ctx) {
    running *r = ctx;
    r->body(r->w);
    fflush(stdout);
    print_findings(r->w);
}

tool_status work_run(const tool_screen *screen, void *options, bool quiet, void (*body)(work *w)) {
    work w = {.screen = screen, .quiet = quiet, .jobs = -1, .options = options};
    running r = {&w, body};
    w.a = arena_new(0);
    if (!w.a) {
        fputs("letoon: out of memory\n", stderr);
        return TOOL_FAILED;
    }
    diags_new(&w.d, w.a);
    if (!arena_try(w.a, guarded, &r))
        work_fail(&w, "out of memory (%s)", arena_reason(w.a));
    if (w.status == TOOL_FINE && diags_have_errors(&w.d))
        w.status = TOOL_FINDINGS;
    arena_free(w.a);
    return w.status;
}

/* ---- jobs ---- */

typedef struct jobs {
    work *w;
    work_job *job;
    work_name *name;
    work_take *take; /* NULL: it is printed */
    void *ctx;
    /* of the worker */
    arena *scratch, *notes;
    size_t i;
    diags faults;
    buf out;
    bool ok;
} jobs;

static void guarded_job(void *ctx) {
    jobs *j = ctx;
    j->out = buf_new(j->scratch, 4096);
    j->out.limit = LIMIT_OUTPUT;
    j->ok = j->job(j->ctx, j->i, j->scratch, &j->out, &j->faults);
}

/* The reply: the length of the packed faults, these, then the output. */
static void run_job(void *ctx, size_t i, buf *reply) {
    jobs *j = ctx;
    arena_reset(j->scratch);
    arena_reset(j->notes);
    diags_new(&j->faults, j->notes);
    j->i = i;
    j->ok = false;
    if (!arena_try(j->scratch, guarded_job, j)) {
        bool output = strcmp(arena_reason(j->scratch), "limit/output") == 0;
        rule_id id = output ? RULE_LIMIT_OUTPUT_ : RULE_LIMIT_MEMORY_;
        diag_add_path(&j->faults, id, j->name(j->ctx, i), "%s", diag_rules[id].brief);
        j->ok = false;
    }
    buf packed = buf_new(j->notes, 64);
    diags_pack(&j->faults, &packed);
    uint64_t n = packed.n;
    buf_add(reply, (str){(const char *)&n, sizeof n});
    buf_add(reply, buf_str(&packed));
    if (j->ok)
        buf_add(reply, buf_str(&j->out));
}

static void start(void *ctx, unsigned worker) {
    (void)ctx, (void)worker;
    markdown_use_bump();
}

static void on_reply(void *ctx, size_t i, str reply) {
    jobs *j = ctx;
    uint64_t n;
    memcpy(&n, reply.p, sizeof n);
    diags_unpack(str_slice(reply, sizeof n, sizeof n + n), &j->w->d);
    str out = str_from(reply, sizeof n + n);
    if (j->take)
        j->take(j->ctx, i, out);
    else
        work_print(j->w, out);
}

static void on_death(void *ctx, size_t i, const pool_death *how) {
    jobs *j = ctx;
    rule_id id = how->cause == POOL_TIME     ? RULE_LIMIT_TIME
                 : how->cause == POOL_MEMORY ? RULE_LIMIT_MEMORY_
                                             : RULE_INTERNAL_CRASH;
    diag *g = diag_add_path(&j->w->d, id, j->name(j->ctx, i), "%s", diag_rules[id].brief);
    if (id == RULE_INTERNAL_CRASH)
        diag_help(&j->w->d, g, "this is a fault of letoon (signal %d): please report it",
                  how->signal);
}

void work_gather(work *w, size_t n, work_job *job, work_name *name, work_take *take, void *ctx) {
    static const pool_job calls = {
        .run = run_job, .start = start, .on_reply = on_reply, .on_death = on_death};
    unsigned most = w->jobs < 0 ? pool_cpus() : (unsigned)w->jobs;
    pool_options o = {n < most ? (unsigned)n : most, LIMIT_NOTE_SECONDS * 1000, 8 * LIMIT_ARENA};
    jobs j = {.w = w, .job = job, .name = name, .take = take, .ctx = ctx};
    str why;
    j.scratch = arena_own(w->a, LIMIT_ARENA);
    j.notes = arena_own(w->a, 0);
    fflush(stdout);
    if (!pool_run(w->a, &o, n, &calls, &j, &why))
        work_fail(w, "cannot run workers: %.*s", STR_FMT(why));
}

void work_jobs(work *w, size_t n, work_job *job, work_name *name, void *ctx) {
    work_gather(w, n, job, name, NULL, ctx);
}
