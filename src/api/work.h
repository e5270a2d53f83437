/* What the subcommands share: memory, findings, worker processes, the two outputs. */
#ifndef LETOON_API_WORK_H
#define LETOON_API_WORK_H

#include "api/tool.h"
#include "diag/diag.h"
#include "site/config.h"

/* One run of a subcommand. */
typedef struct work {
    arena *a;
    diags d;
    const tool_screen *screen;
    bool quiet;         /* print errors only */
    tool_status status; /* TOOL_FAILED once the job could not be done */
    int64_t jobs; /* worker processes; -1: as many as there are processors; 0: in this process */
    void *options;
    buf *failure; /* where work_fail says what ended the work; NULL: on standard error */
} work;

/* Runs body(w) with an arena and a sink, then prints what was found to stderr, sorted. The answer
 * is w->status, or TOOL_FINDINGS when that is fine but there are errors. */
tool_status work_run(const tool_screen *screen, void *options, bool quiet, void (*body)(work *w));

/* Adds what ends a command (status 2), in one line: no file, no memory, … */
void work_fail(work *w, const char *fmt, ...) PRINTF(2, 3);

/* Jobs in worker processes: each writes to `out` what then goes to stdout, in order of i. A job's
 * faults are the work's. False from a job: what it wrote is not printed. */
typedef bool work_job(void *ctx, size_t i, arena *scratch, buf *out, diags *d);
typedef str work_name(void *ctx, size_t i); /* what job i is about, for messages */
void work_jobs(work *w, size_t n, work_job *job, work_name *name, void *ctx);

/* The same, but what a job writes is handed to `take`, in order of i. */
typedef void work_take(void *ctx, size_t i, str out);
void work_gather(work *w, size_t n, work_job *job, work_name *name, work_take *take, void *ctx);

/* Writes to stdout; a failure to is the work's (a closed pipe: silently). */
void work_print(work *w, str text);

/* Writes a regular file as a whole or not at all. A rename would put one in the place of a device
 * or link: what is there and is no file is refused. False: the work has failed. */
bool work_write(work *w, const char *file, str bytes);

/* A file, or standard input for NULL, decoded. NULL after an error was added. `declared` may be
 * empty; `had_bom` may be NULL. */
const source *work_source(arena *a, const char *file, str declared, size_t limit, bool *had_bom,
                          diags *d);

/* Is there such a file? NULL, standard input, is; else the work has failed. */
bool work_has_file(work *w, const char *file);

/* NUL-ended text or NULL as str. */
str work_text(const char *s);

config_choice work_choice(tool_choice c);

#endif
