#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/interrupt.h"

static int in_child(void (*what)(void)) {
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        what();
        _exit(0);
    }
    waitpid(pid, &status, 0);
    return status;
}

static void hold_and_go(void) {
    arena *a = arena_new(0);
    interrupt *i = interrupt_hold(a);
    if (interrupt_came(i))
        _exit(1);
    raise(SIGTERM);
    if (!interrupt_came(i))
        _exit(2);
    interrupt_release(i);
    _exit(3); /* it should have come */
}

static void hold_to_the_end(void) {
    arena *a = arena_new(0);
    interrupt_hold(a);
    raise(SIGINT);
    arena_free(a);
    _exit(3);
}

static void hold_what_is_ignored(void) {
    signal(SIGHUP, SIG_IGN);
    arena *a = arena_new(0);
    const interrupt *i = interrupt_hold(a);
    raise(SIGHUP);
    if (interrupt_came(i))
        _exit(1);
    arena_free(a);
}

static void signals_wait(void **state) {
    (void)state;
    int status = in_child(hold_and_go);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    status = in_child(hold_to_the_end);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    status = in_child(hold_what_is_ignored);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(signals_wait)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
