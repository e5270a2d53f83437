/* Jobs in processes of their own. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/task.h"

typedef enum { SAY, SAY_MUCH, PRINT, SWELL, CRASH, LEAVE, SLEEP } what;

static void job(void *ctx, arena *a, buf *reply) {
    char byte = 'x';
    switch (*(what *)ctx) {
    case SAY: buf_lit(reply, "said"); break;
    case SAY_MUCH: buf_repeat(reply, 'x', 1 << 20); break;
    case PRINT:
        printf("this must not be seen");
        fflush(stdout);
        buf_printf(reply, "%zd", read(STDIN_FILENO, &byte, 1));
        break;
    case SWELL: arena_fail(a, "limit/memory");
    case CRASH: abort();
    case LEAVE: _exit(3);
    case SLEEP: sleep(60); break;
    }
}

static task_state run(what w, const char *want) {
    arena *on = arena_new(0);
    task_options o = {.on = on, .ms = 30000, .most = 1 << 16};
    task t;
    str why;
    o.ms = w == SLEEP ? 100 : o.ms;
    assert_true(task_start(&t, &o, job, &w, &why));
    task_state state;
    while ((state = task_take(&t)) == TASK_RUNS) {
        struct pollfd fd = {.fd = t.fd, .events = POLLIN};
        poll(&fd, 1, 50);
    }
    if (want)
        assert_true(str_eq(buf_str(&t.reply), str_of(want)));
    task_end(&t);
    assert_int_equal(t.pid, 0);
    task_end(&t); /* of none: nothing */
    arena_free(on);
    return state;
}

static void ends(void **state) {
    (void)state;
    assert_int_equal(run(SAY, "said"), TASK_DONE);
    assert_int_equal(run(PRINT, "0"), TASK_DONE);
    assert_int_equal(run(SAY_MUCH, ""), TASK_FAILED);
    assert_int_equal(run(SWELL, ""), TASK_MEMORY);
    assert_int_equal(run(CRASH, ""), TASK_FAILED);
    assert_int_equal(run(LEAVE, ""), TASK_FAILED);
    assert_int_equal(run(SLEEP, ""), TASK_LONG);
}

/* One that is ended early leaves no process behind. */
static void ended_early(void **state) {
    (void)state;
    arena *on = arena_new(0);
    what w = SLEEP;
    task_options o = {.on = on, .ms = 30000, .most = 1 << 16};
    task t;
    str why;
    assert_true(task_start(&t, &o, job, &w, &why));
    int fd = t.fd;
    assert_int_equal(task_take(&t), TASK_RUNS);
    task_end(&t);
    assert_int_equal(fcntl(fd, F_GETFD), -1);
    arena_free(on);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ends), cmocka_unit_test(ended_early)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
