#ifdef __linux__
#define _GNU_SOURCE
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/pool.h"

/* What a job does beside its reply. */
typedef enum { FINE, ABORTS, FAULTS, LOOPS, EXITS, LACKS_MEMORY, DIES_ONCE, KILLED } behaviour;

enum { FDS = 256 };

typedef struct fixture {
    arena *a;
    behaviour (*does)(size_t i);
    size_t reply_size;
    _Atomic int *runs; /* shared with the workers: how often each job ran */
    size_t n, got, deaths, next;
    pool_death last;
    size_t last_dead;
    bool started; /* set in the worker */
    size_t stop_after;
    bool open_before[FDS];
} fixture;

static behaviour fine(size_t i) {
    (void)i;
    return FINE;
}

static void start(void *ctx, unsigned worker) {
    (void)worker;
    fixture *f = ctx;
    f->started = true;
    signal(SIGSEGV, SIG_DFL); /* a sanitizer would tell of it */
}

static void misbehave(behaviour does, int run) {
    switch (does) {
    case FINE: break;
    case ABORTS: abort();
    case FAULTS: raise(SIGSEGV); break;
    case LOOPS:
        for (volatile unsigned k = 0;; k++)
            ;
    case EXITS: exit(7);
    case LACKS_MEMORY: _exit(POOL_EXIT_MEMORY);
    case DIES_ONCE:
        if (run == 0)
            abort();
        break;
    case KILLED: raise(SIGKILL); break;
    }
}

static void fill(char *p, size_t n, size_t i) {
    for (size_t k = 0; k < n; k++)
        p[k] = (char)('a' + (i * 31 + k) % 26);
}

static void run(void *ctx, size_t i, buf *reply) {
    fixture *f = ctx;
    assert_true(f->started);
    assert_int_equal(reply->n, 0);
    buf_printf(reply, "%zu:", i);
    misbehave(f->does(i), f->runs[i]++);
    size_t n = f->reply_size;
    buf_reserve(reply, n);
    fill(reply->p + reply->n, n, i);
    reply->n += n;
}

static void on_reply(void *ctx, size_t i, str reply) {
    fixture *f = ctx;
    assert_int_equal(i, f->next++);
    char want[32];
    int n = snprintf(want, sizeof want, "%zu:", i);
    assert_int_equal(reply.n, (size_t)n + f->reply_size);
    assert_memory_equal(reply.p, want, (size_t)n);
    char *tail = malloc(f->reply_size + 1);
    fill(tail, f->reply_size, i);
    assert_memory_equal(reply.p + n, tail, f->reply_size);
    free(tail);
    f->got++;
}

static void on_death(void *ctx, size_t i, const pool_death *how) {
    fixture *f = ctx;
    assert_int_equal(i, f->next++);
    f->deaths++;
    f->last = *how;
    f->last_dead = i;
}

static bool tick(void *ctx, size_t done) {
    fixture *f = ctx;
    assert_true(done <= f->n);
    return !f->stop_after || done < f->stop_after;
}

static const pool_job plain = {
    .run = run, .start = start, .on_reply = on_reply, .on_death = on_death, .tick = tick};

static fixture fixture_new(size_t n, behaviour (*does)(size_t)) {
    fixture f = {.a = arena_new(0), .does = does, .n = n};
    void *p = mmap(NULL, (n + 1) * sizeof *f.runs, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(p != MAP_FAILED);
    f.runs = p;
    for (int fd = 0; fd < FDS; fd++)
        f.open_before[fd] = fcntl(fd, F_GETFD) >= 0;
    return f;
}

static void fixture_free(fixture *f) {
    arena_reset(f->a);
    for (int fd = 0; fd < FDS; fd++)
        assert_int_equal(fcntl(fd, F_GETFD) >= 0, f->open_before[fd]);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no worker is left, not even a dead one */
    munmap((void *)f->runs, (f->n + 1) * sizeof *f->runs);
    arena_free(f->a);
}

static bool go_with(fixture *f, const pool_job *job, pool_options o) {
    str why = {0};
    bool ok = pool_run(f->a, &o, f->n, job, f, &why);
    assert_true(ok || why.n > 0);
    return ok;
}

static bool go(fixture *f, unsigned jobs, uint32_t cpu_ms) {
    return go_with(f, &plain, (pool_options){.jobs = jobs, .cpu_ms = cpu_ms});
}

static const unsigned widths[] = {1, 2, 8};
enum { WIDTHS = 3 };

static void replies_come_in_order(void **state) {
    (void)state;
    static const size_t sizes[] = {0, 10, 5000, 100000};
    for (size_t w = 0; w < WIDTHS; w++)
        for (size_t s = 0; s < 4; s++) {
            fixture f = fixture_new(300, fine);
            f.reply_size = sizes[s];
            assert_true(go(&f, widths[w], 0));
            assert_int_equal(f.got, 300);
            fixture_free(&f);
        }
}

static void runs_here_without_workers(void **state) {
    (void)state;
    pool_job job = plain;
    job.start = NULL;
    fixture f = fixture_new(50, fine);
    f.started = true;
    assert_true(go_with(&f, &job, (pool_options){0}));
    assert_int_equal(f.got, 50);
    fixture_free(&f);
}

static void nothing_to_do(void **state) {
    (void)state;
    fixture f = fixture_new(0, fine);
    assert_true(go(&f, 4, 0));
    assert_true(go(&f, 0, 0));
    assert_false(f.started);
    fixture_free(&f);
}

static void many_tiny_jobs(void **state) {
    (void)state;
    for (size_t w = 0; w < WIDTHS; w++) {
        fixture f = fixture_new(20000, fine);
        f.reply_size = 20;
        assert_true(go(&f, widths[w], 20000));
        assert_int_equal(f.got, 20000);
        for (size_t i = 0; i < f.n; i++)
            assert_int_equal(f.runs[i], 1);
        fixture_free(&f);
    }
}

static void large_replies(void **state) {
    (void)state;
    fixture f = fixture_new(12, fine);
    f.reply_size = 5 << 20;
    assert_true(go(&f, 3, 0));
    assert_int_equal(f.got, 12);
    fixture_free(&f);
}

static behaviour aborts(size_t i) {
    return i == 40 ? ABORTS : FINE;
}

static behaviour faults(size_t i) {
    return i == 40 ? FAULTS : FINE;
}

static behaviour loops(size_t i) {
    return i == 40 ? LOOPS : FINE;
}

static behaviour exits(size_t i) {
    return i == 40 ? EXITS : FINE;
}

static behaviour lacks_memory(size_t i) {
    return i == 40 ? LACKS_MEMORY : FINE;
}

static behaviour killed(size_t i) {
    return i == 40 ? KILLED : FINE;
}

static void a_bad_job_is_named(void **state) {
    (void)state;
    static const struct {
        behaviour (*does)(size_t);
        pool_cause cause;
        int signal, code;
    } cases[] = {
        {aborts, POOL_CRASH, SIGABRT, 0},
        {faults, POOL_CRASH, SIGSEGV, 0},
        {loops, POOL_TIME, SIGPROF, 0},
        {exits, POOL_CRASH, 0, 7},
        {lacks_memory, POOL_MEMORY, 0, POOL_EXIT_MEMORY},
        {killed, POOL_MEMORY, SIGKILL, 0},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        for (size_t w = 0; w < WIDTHS; w++) {
            fixture f = fixture_new(200, cases[c].does);
            assert_true(go(&f, widths[w], 100));
            assert_int_equal(f.got, 199);
            assert_int_equal(f.deaths, 1);
            assert_int_equal(f.last_dead, 40);
            assert_int_equal(f.runs[40], cases[c].cause == POOL_TIME ? 1 : 2);
            assert_int_equal(f.last.cause, cases[c].cause);
            assert_int_equal(f.last.signal, cases[c].signal);
            assert_int_equal(f.last.code, cases[c].code);
            fixture_free(&f);
        }
}

static behaviour some_die_once(size_t i) {
    return i % 50 == 7 ? DIES_ONCE : FINE;
}

static void one_death_is_forgiven(void **state) {
    (void)state;
    for (size_t w = 0; w < WIDTHS; w++) {
        fixture f = fixture_new(500, some_die_once);
        assert_true(go(&f, widths[w], 0));
        assert_int_equal(f.got, 500);
        assert_int_equal(f.deaths, 0);
        fixture_free(&f);
    }
}

static behaviour all_sorts(size_t i) {
    return i % 4 == 3 ? (i % 8 == 3 ? EXITS : LACKS_MEMORY) : FINE;
}

static behaviour all_exit(size_t i) {
    (void)i;
    return EXITS;
}

static behaviour half_loop(size_t i) {
    return i % 2 ? LOOPS : FINE;
}

static void many_deaths(void **state) {
    (void)state;
    for (size_t w = 0; w < WIDTHS; w++) {
        fixture f = fixture_new(80, all_sorts);
        assert_true(go(&f, widths[w], 0));
        assert_int_equal(f.got, 60);
        assert_int_equal(f.deaths, 20);
        fixture_free(&f);
        f = fixture_new(30, all_exit);
        assert_true(go(&f, widths[w], 0));
        assert_int_equal(f.deaths, 30);
        fixture_free(&f);
    }
    fixture f = fixture_new(8, half_loop);
    assert_true(go(&f, 4, 50));
    assert_int_equal(f.deaths, 4);
    fixture_free(&f);
}

/* Each job stays below its limit though all of them together do not. */
static void spend_a_while(void *ctx, size_t i, buf *reply) {
    clock_t until = clock() + CLOCKS_PER_SEC / 50;
    while (clock() < until)
        ;
    run(ctx, i, reply);
}

static void the_time_is_each_jobs_own(void **state) {
    (void)state;
    pool_job job = plain;
    job.run = spend_a_while;
    fixture f = fixture_new(20, fine);
    assert_true(go_with(&f, &job, (pool_options){.jobs = 1, .cpu_ms = 200}));
    assert_int_equal(f.got, 20);
    for (size_t i = 0; i < f.n; i++)
        assert_int_equal(f.runs[i], 1);
    fixture_free(&f);
}

static void die_at_start(void *ctx, unsigned worker) {
    (void)ctx, (void)worker;
    _exit(3);
}

static void workers_that_never_begin(void **state) {
    (void)state;
    pool_job job = plain;
    job.start = die_at_start;
    fixture f = fixture_new(100, fine);
    str why = {0};
    assert_false(pool_run(f.a, &(pool_options){.jobs = 2}, f.n, &job, &f, &why));
    assert_true(str_eq(why, S("workers die before they begin")));
    assert_int_equal(f.got, 0);
    fixture_free(&f);
}

static void tick_ends_the_run(void **state) {
    (void)state;
    fixture f = fixture_new(20000, fine);
    f.stop_after = 100;
    assert_false(go(&f, 2, 0));
    assert_true(f.got < 20000);
    fixture_free(&f);
}

/* A job that has run wild writes to every descriptor, its worker's pipe among them. */
static void run_wild(void *ctx, size_t i, buf *reply) {
    static const char noise[] = "garbage garbage garbage garbage garbage";
    fixture *f = ctx;
    run(ctx, i, reply);
    for (int fd = 3; i == 40 && fd < FDS; fd++)
        if (!f->open_before[fd] && write(fd, noise, sizeof noise) > 0)
            break;
}

static void a_broken_stream_has_one_culprit(void **state) {
    (void)state;
    pool_job job = plain;
    job.run = run_wild;
    for (size_t w = 0; w < WIDTHS; w++) {
        fixture f = fixture_new(200, fine);
        assert_true(go_with(&f, &job, (pool_options){.jobs = widths[w]}));
        assert_int_equal(f.got, 199);
        assert_int_equal(f.last_dead, 40);
        assert_int_equal(f.last.cause, POOL_CRASH);
        fixture_free(&f);
    }
}

static void jump_out(void *ctx, size_t i, str reply) {
    fixture *f = ctx;
    on_reply(ctx, i, reply);
    if (i == 100)
        arena_fail(f->a, "limit/memory");
}

static void run_and_jump(void *arg) {
    pool_job job = plain;
    job.on_reply = jump_out;
    go_with(arg, &job, (pool_options){.jobs = 2});
    fail();
}

static void a_jump_ends_the_workers(void **state) {
    (void)state;
    fixture f = fixture_new(5000, fine);
    f.reply_size = 100;
    assert_false(arena_try(f.a, run_and_jump, &f));
    assert_int_equal(f.got, 101);
    fixture_free(&f);
}

static void fail_the_arena(void *ctx, size_t i, buf *reply) {
    fixture *f = ctx;
    if (i == 5)
        arena_fail(f->a, "limit/memory");
    run(ctx, i, reply);
}

static void run_with_failing_job(void *arg) {
    pool_job job = plain;
    job.run = fail_the_arena;
    assert_true(go_with(arg, &job, (pool_options){.jobs = 2}));
}

static void a_worker_cannot_jump_into_its_parent(void **state) {
    (void)state;
    fixture f = fixture_new(20, fine);
    assert_true(arena_try(f.a, run_with_failing_job, &f));
    assert_int_equal(f.deaths, 1);
    assert_int_equal(f.last_dead, 5);
    assert_int_equal(f.last.cause, POOL_MEMORY);
    fixture_free(&f);
}

#if SANITIZED || !defined(__linux__)
static void memory_is_limited(void **state) {
    (void)state;
    skip();
}
#else
static void use_much(void *ctx, size_t i, buf *reply) {
    if (i == 3) {
        char *volatile p = malloc((size_t)200 << 20);
        if (!p)
            _exit(POOL_EXIT_MEMORY);
        free(p);
    }
    run(ctx, i, reply);
}

static void memory_is_limited(void **state) {
    (void)state;
    pool_job job = plain;
    job.run = use_much;
    fixture f = fixture_new(10, fine);
    assert_true(go_with(&f, &job, (pool_options){.jobs = 2, .memory = 100 << 20}));
    assert_int_equal(f.got, 9);
    assert_int_equal(f.last_dead, 3);
    assert_int_equal(f.last.cause, POOL_MEMORY);
    fixture_free(&f);
}
#endif

static void stdio_is_not_flushed_twice(void **state) {
    (void)state;
    FILE *t = tmpfile();
    assert_non_null(t);
    fputs("once", t);
    fixture f = fixture_new(40, all_sorts); /* workers that leave by exit() flush what they find */
    assert_true(go(&f, 2, 0));
    fixture_free(&f);
    fflush(t);
    fseek(t, 0, SEEK_END);
    assert_int_equal(ftell(t), 4);
    fclose(t);
}

#ifdef __linux__
static void wait_for_ever(void *ctx, size_t i, buf *reply) {
    (void)i, (void)reply;
    fixture *f = ctx;
    f->runs[0] = (int)getpid();
    for (;;)
        pause();
}

static bool lives(pid_t pid) {
    char path[64], line[256] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *p = fopen(path, "r");
    bool is = p && fgets(line, sizeof line, p) && !strstr(line, ") Z") && !strstr(line, ") X");
    if (p)
        fclose(p);
    return is;
}

/* A parent that dies without a word takes its workers with it. */
static void workers_die_with_the_parent(void **state) {
    (void)state;
    fixture f = fixture_new(1, fine);
    pid_t parent = fork();
    if (parent == 0) {
        pool_job job = {.run = wait_for_ever};
        go_with(&f, &job, (pool_options){.jobs = 1});
        _exit(0);
    }
    struct timespec ms = {0, 1000000};
    for (int i = 0; i < 5000 && !f.runs[0]; i++)
        nanosleep(&ms, NULL);
    pid_t worker = f.runs[0];
    assert_true(worker > 0);
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    for (int i = 0; i < 5000 && lives(worker); i++)
        nanosleep(&ms, NULL);
    assert_false(lives(worker));
    fixture_free(&f);
}
#else
static void workers_die_with_the_parent(void **state) {
    (void)state;
    skip();
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies_come_in_order),
        cmocka_unit_test(runs_here_without_workers),
        cmocka_unit_test(nothing_to_do),
        cmocka_unit_test(many_tiny_jobs),
        cmocka_unit_test(large_replies),
        cmocka_unit_test(a_bad_job_is_named),
        cmocka_unit_test(one_death_is_forgiven),
        cmocka_unit_test(many_deaths),
        cmocka_unit_test(the_time_is_each_jobs_own),
        cmocka_unit_test(workers_that_never_begin),
        cmocka_unit_test(tick_ends_the_run),
        cmocka_unit_test(a_broken_stream_has_one_culprit),
        cmocka_unit_test(a_jump_ends_the_workers),
        cmocka_unit_test(a_worker_cannot_jump_into_its_parent),
        cmocka_unit_test(memory_is_limited),
        cmocka_unit_test(stdio_is_not_flushed_twice),
        cmocka_unit_test(workers_die_with_the_parent),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
