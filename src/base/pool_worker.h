/* Between pool.c and pool_worker.c: what parent and worker share. */
#ifndef LETOON_BASE_POOL_WORKER_H
#define LETOON_BASE_POOL_WORKER_H

#include <stdatomic.h>
#include <sys/types.h>

#include "base/pool.h"

/* A cache line each, so that workers do not slow each other down. */
typedef struct pool_slot {
    _Alignas(64) _Atomic uint64_t job; /* number + 1 of the job that runs; 0: none */
    _Atomic uint64_t from, to;         /* what it took: indices into the list of jobs */
    _Atomic uint32_t finished;         /* it found no more jobs and left in order */
} pool_slot;

typedef struct pool_shared {
    _Alignas(64) _Atomic uint64_t next; /* index into the list of jobs */
    pool_slot slots[];
} pool_shared;

typedef struct pool_frame {
    uint64_t job, length;
} pool_frame;

/* What a worker is born with. */
typedef struct pool_work {
    const pool_options *o;
    const pool_job *job;
    void *ctx;
    arena *a;
    pool_shared *shared;
    const size_t *list; /* of `count` job numbers */
    size_t count;
    unsigned workers, id;
    bool alone; /* take one job and leave */
    int fd;     /* write end of its pipe */
    pid_t parent;
} pool_work;

NORETURN void pool_worker_run(const pool_work *w);

#endif
