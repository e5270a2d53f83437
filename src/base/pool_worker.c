#ifdef __APPLE__
#define _DARWIN_C_SOURCE
#else
#define _DEFAULT_SOURCE /* setitimer and kin beside POSIX */
#define _XOPEN_SOURCE   700
#endif
#include "base/pool_worker.h"

#include <sys/time.h>

#include "base/child.h"
#include "base/clock.h"

/* Replies are sent once a range of jobs, a few milliseconds of work, or when there are many. */
enum { RANGE_MAX = 64, SEND_AT = 32 * 1024 };
enum { RANGE_SHORT_NS = 1000000, RANGE_LONG_NS = 4000000 };

typedef struct worker {
    const pool_work *w;
    pool_slot *slot;
    arena *out_arena, *reply_arena; /* one buf each, so that they grow in place */
    buf out, reply;
    uint64_t range;    /* jobs to take at once */
    uint64_t armed_ns; /* when the clock was last set */
} worker;

/* Sets the CPU clock for the job to come. Since less CPU time than wall time has passed, it is
 * enough to do so now and then. */
static void arm(worker *k, uint64_t now) {
    uint64_t ms = k->w->o->cpu_ms;
    if (!ms || (k->armed_ns && now - k->armed_ns < ms * (1000000 / 40)))
        return;
    k->armed_ns = now;
    struct itimerval t = {0};
    t.it_value.tv_sec = (time_t)(ms / 1000);
    t.it_value.tv_usec = (suseconds_t)(ms % 1000 * 1000);
    setitimer(ITIMER_PROF, &t, NULL);
}

static void flush(worker *k) {
    child_send(k->w->fd, buf_str(&k->out));
    k->out.n = 0;
}

static void run_job(worker *k, size_t i) {
    arm(k, clock_monotonic_ns());
    k->reply.n = 0;
    atomic_store_explicit(&k->slot->job, i + 1, memory_order_release);
    k->w->job->run(k->w->ctx, i, &k->reply);
    atomic_store_explicit(&k->slot->job, 0, memory_order_release);
    pool_frame f = {i, k->reply.n};
    buf_add(&k->out, (str){(const char *)&f, sizeof f});
    if (k->reply.n < SEND_AT)
        buf_add(&k->out, buf_str(&k->reply));
    if (k->out.n >= SEND_AT || k->reply.n >= SEND_AT)
        flush(k);
    if (k->reply.n >= SEND_AT)
        child_send(k->w->fd, buf_str(&k->reply));
}

/* Takes some jobs: few when they are long or when few are left, so that all workers end together.
 */
static bool take(worker *k, uint64_t *from, uint64_t *to) {
    const pool_work *w = k->w;
    uint64_t at = atomic_load(&w->shared->next), n;
    do {
        if (at >= w->count)
            return false;
        uint64_t fair = (w->count - at) / (2 * w->workers);
        n = w->alone || fair < 1 ? 1 : k->range < fair ? k->range : fair;
    } while (!atomic_compare_exchange_weak(&w->shared->next, &at, at + n));
    atomic_store(&k->slot->from, *from = at);
    atomic_store(&k->slot->to, *to = at + n);
    return true;
}

static void adapt(worker *k, uint64_t took_ns) {
    if (took_ns < RANGE_SHORT_NS && k->range < RANGE_MAX)
        k->range *= 2;
    else if (took_ns > RANGE_LONG_NS && k->range > 1)
        k->range /= 2;
}

static void work(void *arg) {
    worker *k = arg;
    const pool_work *w = k->w;
    k->out = buf_new(k->out_arena, 2 * SEND_AT);
    k->reply = buf_new(k->reply_arena, SEND_AT);
    k->reply.limit = POOL_REPLY_MAX;
    arm(k, clock_monotonic_ns());
    if (w->job->start)
        w->job->start(w->ctx, w->id);
    uint64_t from, to;
    while (take(k, &from, &to)) {
        uint64_t began = clock_monotonic_ns();
        for (uint64_t i = from; i < to; i++)
            run_job(k, w->list[i]);
        flush(k);
        adapt(k, clock_monotonic_ns() - began);
        if (w->alone)
            break;
    }
    if (w->job->end)
        w->job->end(w->ctx);
}

void pool_worker_run(const pool_work *w) {
    worker k = {.w = w, .slot = &w->shared->slots[w->id], .range = 1};
    child_settle(w->parent);
    k.out_arena = arena_new(0);
    k.reply_arena = arena_new(0);
    if (!k.out_arena || !k.reply_arena)
        child_leave(POOL_EXIT_MEMORY);
    arena_lean(k.out_arena, w->a);
    arena_lean(k.reply_arena, w->a);
    child_limit_memory(w->o->memory);
    /* A job must not jump into the parent's frames, which are in this process too. */
    if (!arena_try(w->a, work, &k))
        child_leave(POOL_EXIT_MEMORY);
    atomic_store(&k.slot->finished, 1);
    child_leave(0);
}
