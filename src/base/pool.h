/* Worker processes.
 *
 * The parent has built its data; pool_run forks workers that share it copy-on-write, take job
 * numbers from one counter and send replies back through pipes. The parent gets the replies in the
 * order of the jobs, whatever the number of workers. A job that crashes, loops or swells takes
 * down only its worker: the parent names it, starts another worker and goes on.
 *
 * A job may run more than once (a worker that dies takes unsent replies with it), so what it does
 * to the world must be repeatable. What it writes to memory is seen by no one; it speaks through
 * its reply. Standard output is not flushed in a worker. Call from a process with one thread. */
#ifndef LETOON_BASE_POOL_H
#define LETOON_BASE_POOL_H

#include "base/buf.h"

typedef enum {
    POOL_CRASH,  /* a signal, or an exit of its own */
    POOL_TIME,   /* more CPU time than allowed */
    POOL_MEMORY, /* POOL_EXIT_MEMORY, or killed from outside: for want of memory as a rule */
} pool_cause;

/* An allocator that cannot fail and cannot jump leaves its worker by _exit with this. */
enum { POOL_EXIT_MEMORY = 86 };

/* A larger reply fails the reply's arena with "limit/output". */
#define POOL_REPLY_MAX ((size_t)1 << 28)

typedef struct pool_death {
    pool_cause cause;
    int signal; /* 0: it left by exit, with `code` */
    int code;
} pool_death;

typedef struct pool_options {
    unsigned jobs;   /* workers; 0: every job runs in this process, where nothing contains it */
    uint32_t cpu_ms; /* CPU time a job may take, kept within a fortieth; 0: any */
    size_t memory;   /* address space a worker may have beyond ours, where known; 0: any */
} pool_options;

/* What to do. All but `run` may be NULL. */
typedef struct pool_job {
    /* In the worker: job i; its reply starts empty. */
    void (*run)(void *ctx, size_t i, buf *reply);
    /* In the worker, before its first job and after its last. Workers are numbered from 0; one
     * that replaces a dead one has its number. */
    void (*start)(void *ctx, unsigned worker);
    void (*end)(void *ctx);
    /* In the parent: for each i in order exactly one of these two. The bytes are valid during the
     * call. Both may leave through an arena: workers end with the arena given to pool_run. */
    void (*on_reply)(void *ctx, size_t i, str reply);
    void (*on_death)(void *ctx, size_t i, const pool_death *how);
    /* In the parent, ten times a second or more often. False ends the run. */
    bool (*tick)(void *ctx, size_t done);
} pool_job;

/* Runs jobs 0 to n - 1. False, with *why, when there are no workers to be had, when they die
 * without a job to blame, or when tick said so; the replies so far have been handed out. No worker
 * is left either way. Workers die with the parent. */
bool pool_run(arena *a, const pool_options *o, size_t n, const pool_job *job, void *ctx, str *why);

unsigned pool_cpus(void); /* processors this process may use, at least 1 */

#endif
