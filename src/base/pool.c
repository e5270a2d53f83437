#ifdef __linux__
#define _GNU_SOURCE /* sched_getaffinity, MAP_ANONYMOUS */
#elif defined(__APPLE__)
#define _DARWIN_C_SOURCE
#else
#define _DEFAULT_SOURCE
#endif
#include "base/pool.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#endif

#include "base/child.h"
#include "base/pool_worker.h"

enum { WORKERS_MAX = 256, READ_SIZE = 64 * 1024, TICK_MS = 100, IDLE_DEATHS_MAX = 8 };

/* SUSPECT: a worker died on it once, so it gets a fresh one for itself. */
typedef enum { WAITING, SUSPECT, ARRIVED, DEAD } job_state;

typedef struct answer {
    job_state state;
    char *p; /* a reply that came before its turn; malloc */
    size_t n;
    pool_death how;
} answer;

/* A worker as its parent sees it, with what it sent: p[at..n). */
typedef struct child {
    pid_t pid; /* 0: none */
    int fd;
    char *p;
    size_t at, n, cap;
    bool broken; /* sent what no worker of ours sends */
} child;

typedef struct pool {
    arena *a;
    const pool_options *o;
    const pool_job *job;
    void *ctx;
    str *why;
    size_t n, next, done; /* jobs; the first not handed out; those that have an answer */
    answer *answers;
    child *children;
    struct pollfd *polls;
    unsigned slots, live;
    pool_shared *shared;
    size_t shared_size;
    size_t *list, count; /* the jobs of this round */
    bool alone;
    unsigned idle_deaths; /* in a row, without a job to blame */
} pool;

static void reap(child *c, int *status) {
    close(c->fd);
    c->fd = -1;
    pid_t got;
    do
        got = waitpid(c->pid, status, 0);
    while (got < 0 && errno == EINTR);
    if (got < 0) /* somebody else ignores or reaps our children */
        *status = 0;
    c->pid = 0;
}

static void end_pool(void *arg) {
    pool *p = arg;
    int status;
    for (unsigned i = 0; i < p->slots; i++)
        if (p->children[i].pid)
            kill(p->children[i].pid, SIGKILL);
    for (unsigned i = 0; i < p->slots; i++) {
        if (p->children[i].pid)
            reap(&p->children[i], &status);
        free(p->children[i].p);
        p->children[i].p = NULL;
    }
    for (size_t i = p->next; i < p->n; i++) {
        free(p->answers[i].p);
        p->answers[i].p = NULL;
    }
    if (p->shared)
        munmap(p->shared, p->shared_size);
    p->shared = NULL;
}

static bool fail(pool *p, str why) {
    *p->why = why;
    return false;
}

/* --- starting ------------------------------------------------------------------------------- */

typedef struct birth {
    const pool *p;
    unsigned id;
} birth;

static void be_worker(void *ctx, int fd, pid_t parent) {
    const birth *b = ctx;
    const pool *p = b->p;
    for (unsigned i = 0; i < p->slots; i++)
        if (p->children[i].pid)
            close(p->children[i].fd);
    pool_work w = {.o = p->o,
                   .job = p->job,
                   .ctx = p->ctx,
                   .a = p->a,
                   .shared = p->shared,
                   .list = p->list,
                   .count = p->count,
                   .workers = p->slots,
                   .id = b->id,
                   .alone = p->alone,
                   .fd = fd,
                   .parent = parent};
    pool_worker_run(&w);
}

static bool launch(pool *p, unsigned id) {
    pool_slot *slot = &p->shared->slots[id];
    atomic_store(&slot->job, 0);
    atomic_store(&slot->from, 0);
    atomic_store(&slot->to, 0);
    atomic_store(&slot->finished, 0);
    child *c = &p->children[id];
    birth b = {p, id};
    *c = (child){.fd = -1, .p = c->p, .cap = c->cap};
    int error = child_fork(be_worker, &b, &c->pid, &c->fd);
    if (error)
        return fail(p, str_of(strerror(error)));
    p->live++;
    return true;
}

/* --- replies -------------------------------------------------------------------------------- */

static void hand_out(pool *p) {
    while (p->next < p->n && p->answers[p->next].state >= ARRIVED) {
        size_t i = p->next;
        answer *x = &p->answers[i];
        if (x->state == DEAD && p->job->on_death)
            p->job->on_death(p->ctx, i, &x->how);
        if (x->state == ARRIVED && p->job->on_reply)
            p->job->on_reply(p->ctx, i, (str){x->p ? x->p : "", x->n});
        free(x->p);
        x->p = NULL;
        p->next++;
    }
}

static void arrive(pool *p, size_t i, str bytes) {
    answer *x = &p->answers[i];
    x->state = ARRIVED;
    x->n = bytes.n;
    p->done++;
    p->idle_deaths = 0;
    if (i == p->next) { /* its turn: no copy */
        x->n = 0;
        if (p->job->on_reply)
            p->job->on_reply(p->ctx, i, bytes);
        p->next++;
        hand_out(p);
    } else if (bytes.n) {
        x->p = malloc(bytes.n);
        if (!x->p)
            arena_fail(p->a, "limit/memory");
        memcpy(x->p, bytes.p, bytes.n);
    }
}

/* Takes all whole frames. Returns the size of the frame that is not whole yet. */
static size_t take_frames(pool *p, child *c) {
    pool_frame f;
    while (c->n - c->at >= sizeof f) {
        memcpy(&f, c->p + c->at, sizeof f);
        if (f.job >= p->n || p->answers[f.job].state >= ARRIVED || f.length > POOL_REPLY_MAX) {
            c->broken = true;
            return 0;
        }
        size_t whole = sizeof f + (size_t)f.length;
        if (c->n - c->at < whole)
            return whole;
        c->at += whole;
        arrive(p, (size_t)f.job, (str){c->p + c->at - f.length, (size_t)f.length});
    }
    return sizeof f;
}

static void make_room(pool *p, child *c, size_t frame) {
    if (c->at) {
        memmove(c->p, c->p + c->at, c->n - c->at);
        c->n -= c->at;
        c->at = 0;
    }
    size_t least = READ_SIZE + (c->n > frame ? c->n : frame);
    if (least <= c->cap)
        return;
    char *grown = realloc(c->p, least);
    if (!grown)
        arena_fail(p->a, "limit/memory");
    c->p = grown;
    c->cap = least;
}

/* False at the end of what it sends. */
static bool drain(pool *p, child *c) {
    ssize_t got;
    do
        got = read(c->fd, c->p + c->n, c->cap - c->n);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        return false;
    c->n += (size_t)got;
    size_t frame = take_frames(p, c);
    if (c->broken)
        return false;
    if (c->at == c->n)
        c->at = c->n = 0;
    if (c->cap - c->n < READ_SIZE)
        make_room(p, c, frame);
    return true;
}

/* --- deaths --------------------------------------------------------------------------------- */

static pool_death how_died(const child *c, int status) {
    pool_death d = {POOL_CRASH, 0, 0};
    if (c->broken)
        return d;
    if (WIFSIGNALED(status))
        d.signal = WTERMSIG(status);
    else if (WIFEXITED(status))
        d.code = WEXITSTATUS(status);
    if (d.signal == SIGPROF || d.signal == SIGXCPU)
        d.cause = POOL_TIME;
    else if (d.signal == SIGKILL || d.code == POOL_EXIT_MEMORY)
        d.cause = POOL_MEMORY;
    return d;
}

/* Suspects a job of a worker's death, or finds it guilty when it had the worker for itself. The
 * clock counts the job's own time only, so what it says needs no second trial. */
static bool accuse(pool *p, uint64_t job, pool_death how) {
    if (job >= p->n || p->answers[job].state >= ARRIVED)
        return false;
    answer *x = &p->answers[job];
    x->how = how;
    bool guilty = x->state == SUSPECT || how.cause == POOL_TIME;
    p->done += guilty;
    x->state = guilty ? DEAD : SUSPECT;
    return true;
}

/* Its pipe has ended: reap it, see what it died of, and replace it when there is work left. */
static bool bury(pool *p, unsigned id) {
    child *c = &p->children[id];
    if (c->broken)
        kill(c->pid, SIGKILL);
    int status = 0;
    reap(c, &status);
    p->live--;
    pool_slot *slot = &p->shared->slots[id];
    pool_death how = how_died(c, status);
    bool blamed = false;
    if (c->broken) { /* by one of those whose replies were not yet sent */
        uint64_t to = atomic_load(&slot->to);
        for (uint64_t i = atomic_load(&slot->from); i < to && i < p->count; i++)
            blamed |= accuse(p, p->list[i], how);
    } else if (atomic_load(&slot->job))
        blamed = accuse(p, atomic_load(&slot->job) - 1, how);
    if (blamed)
        p->idle_deaths = 0;
    else if ((c->broken || !atomic_load(&slot->finished)) && ++p->idle_deaths > IDLE_DEATHS_MAX)
        return fail(p, S("workers die before they begin"));
    return atomic_load(&p->shared->next) >= p->count || launch(p, id) || p->live > 0;
}

/* --- rounds --------------------------------------------------------------------------------- */

static bool wait_for_some(pool *p) {
    for (unsigned i = 0; i < p->slots; i++)
        p->polls[i] =
            (struct pollfd){.fd = p->children[i].pid ? p->children[i].fd : -1, .events = POLLIN};
    int ready = poll(p->polls, p->slots, p->job->tick ? TICK_MS : -1);
    if (p->job->tick && !p->job->tick(p->ctx, p->done))
        return fail(p, S("interrupted"));
    for (unsigned i = 0; ready > 0 && i < p->slots; i++)
        if (p->polls[i].revents && !drain(p, &p->children[i]) && !bury(p, i))
            return false;
    return true;
}

static bool run_round(pool *p, unsigned width) {
    atomic_store(&p->shared->next, 0);
    for (unsigned i = 0; i < width && i < p->count; i++)
        if (!launch(p, i) && !p->live)
            return false;
    while (p->live) {
        hand_out(p);
        if (!wait_for_some(p))
            return false;
    }
    hand_out(p);
    return true;
}

static bool collect(pool *p, job_state state) {
    p->count = 0;
    for (size_t i = p->next; i < p->n; i++)
        if (p->answers[i].state == state)
            p->list[p->count++] = i;
    return p->count > 0;
}

/* First all, until each has run or killed. Then the suspects one after another, each in a fresh
 * worker: they may have died because of a neighbour's memory. */
static bool run_rounds(pool *p) {
    for (;;) {
        unsigned width = p->slots;
        p->alone = !collect(p, WAITING);
        if (p->alone) {
            width = 1;
            if (!collect(p, SUSPECT))
                return true;
        }
        if (!run_round(p, width))
            return false;
    }
}

static bool set_up(pool *p) {
    p->shared_size = sizeof *p->shared + p->slots * sizeof p->shared->slots[0];
    void *m = mmap(NULL, p->shared_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (m == MAP_FAILED)
        return fail(p, str_of(strerror(errno)));
    p->shared = m;
    for (unsigned i = 0; i < p->slots; i++)
        make_room(p, &p->children[i], 0);
    return true;
}

/* --- without workers ------------------------------------------------------------------------ */

static void free_arena(void *a) {
    arena_free(a);
}

static bool run_here(arena *a, size_t n, const pool_job *job, void *ctx, str *why) {
    void **slot = arena_defer(a, free_arena);
    arena *own = arena_new(0);
    if (!own)
        arena_fail(a, "limit/memory");
    *slot = own;
    arena_lean(own, a);
    buf reply = buf_new(own, 4096);
    reply.limit = POOL_REPLY_MAX;
    bool going = true;
    if (job->start)
        job->start(ctx, 0);
    for (size_t i = 0; i < n && going; i++) {
        reply.n = 0;
        job->run(ctx, i, &reply);
        if (job->on_reply)
            job->on_reply(ctx, i, buf_str(&reply));
        going = !job->tick || job->tick(ctx, i + 1);
    }
    if (job->end)
        job->end(ctx);
    *slot = NULL;
    arena_free(own);
    if (!going)
        *why = S("interrupted");
    return going;
}

bool pool_run(arena *a, const pool_options *o, size_t n, const pool_job *job, void *ctx, str *why) {
    assert(job->run);
    if (n == 0)
        return true;
    if (o->jobs == 0)
        return run_here(a, n, job, ctx, why);
    unsigned slots = o->jobs < WORKERS_MAX ? o->jobs : WORKERS_MAX;
    if (slots > n)
        slots = (unsigned)n;
    void **slot = arena_defer(a, end_pool);
    pool *p = arena_make(a, pool, 1);
    *p = (pool){.a = a, .o = o, .job = job, .ctx = ctx, .why = why, .n = n, .slots = slots};
    p->answers = arena_make(a, answer, n);
    p->list = arena_make(a, size_t, n);
    p->children = arena_make(a, child, slots);
    p->polls = arena_make(a, struct pollfd, slots);
    *slot = p; /* from here on a jump ends the workers with the arena */
    bool ok = set_up(p) && run_rounds(p);
    *slot = NULL;
    end_pool(p);
    return ok;
}

unsigned pool_cpus(void) {
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (unsigned)CPU_COUNT(&set);
#endif
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}
