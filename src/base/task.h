/* One job in a process of its own, while ours goes on: whatever becomes of it, we stay as we were.
 *
 * The job sees our memory as it is when it starts, and speaks through its reply alone. Standard
 * input and output are closed to it. Call from a process with one thread. */
#ifndef LETOON_BASE_TASK_H
#define LETOON_BASE_TASK_H

#include <sys/types.h>

#include "base/buf.h"

typedef struct task {
    pid_t pid; /* 0: there is none, and the rest means nothing */
    int fd;    /* can be read when task_take has something to do */
    arena *a;
    buf reply;
    uint64_t until; /* by the monotonic clock: it is ended then */
} task;

typedef struct task_options {
    arena *on;     /* what the job may leave through, which is guarded in its process */
    unsigned ms;   /* by the clock on the wall */
    size_t memory; /* address space it may have beyond ours, where known; 0: any */
    size_t most;   /* bytes of reply */
} task_options;

typedef void task_job(void *ctx, arena *a, buf *reply);

/* False: there is no process to be had, and *why says so. */
bool task_start(task *t, const task_options *o, task_job *job, void *ctx, str *why);

typedef enum {
    TASK_RUNS,
    TASK_DONE,   /* its reply is there, until task_end */
    TASK_FAILED, /* it crashed, or what it has to say is too long */
    TASK_MEMORY, /* it had not enough memory, or was killed from outside */
    TASK_LONG,   /* its time was up */
} task_state;

/* Takes what has come, without waiting. */
task_state task_take(task *t);

/* Ends the process if it still runs, and gives the reply's memory back. Of none: does nothing. */
void task_end(task *t);

#endif
