/* Running other programs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/process.h"

static bool run_shell(arena *a, const char *script, size_t limit, str *out) {
    const char *argv[] = {"sh", "-c", script, NULL};
    return process_read(a, argv, limit, out);
}

static void takes_what_is_printed(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str out;
    assert_true(run_shell(a, "printf 'a\\000b'; echo no >&2; cat", 100, &out));
    assert_true(str_eq(out, S("a\0b")));
    assert_true(run_shell(a, "i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done",
                          1 << 20, &out));
    assert_int_equal(out.n, 220000);
    arena_free(a);
}

static void fails_with_the_program(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *missing[] = {"letoon-no-such-program", NULL};
    str out;
    assert_false(run_shell(a, "echo x; exit 3", 100, &out));
    assert_false(run_shell(a, "kill -9 $$", 100, &out));
    assert_false(process_read(a, missing, 100, &out));
    arena_free(a);
}

static void stops_one_that_prints_too_much(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str out;
    assert_false(run_shell(a, "while :; do echo x; done", 1000, &out));
    arena_free(a);
}

static void read_endlessly(void *p) {
    str out;
    run_shell(p, "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done", SIZE_MAX, &out);
}

static void ends_the_program_with_the_arena(void **state) {
    (void)state;
    arena *a = arena_new(1 << 20);
    assert_false(arena_try(a, read_endlessly, a));
    arena_free(a); /* which waits for it */
}

static process_end run(arena *a, const char *script, str input, unsigned seconds,
                       process_result *out) {
    const char *argv[] = {"sh", "-c", script, NULL};
    process_order o = {.argv = argv, .input = input, .limit = 1 << 22, .seconds = seconds};
    return process_run(a, &o, out);
}

static void feeds_it_and_takes_both_outputs(void **state) {
    (void)state;
    arena *a = arena_new(0);
    process_result got;
    buf much = buf_new(a, 1 << 20);
    buf_repeat(&much, 'x', 1 << 20); /* more than any pipe holds */
    assert_int_equal(run(a, "cat; echo no >&2; exit 3", buf_str(&much), 60, &got), PROCESS_DONE);
    assert_int_equal(got.code, 3);
    assert_true(str_eq(got.out, buf_str(&much)));
    assert_true(str_eq(got.err, S("no\n")));
    /* One that reads nothing, and one that complains without end. */
    assert_int_equal(run(a, "exec <&-; echo y", buf_str(&much), 60, &got), PROCESS_DONE);
    assert_true(str_eq(got.out, S("y\n")));
    assert_int_equal(run(a, "i=0; while [ $i -lt 20000 ]; do echo 0123456789 >&2; i=$((i+1)); done",
                         S(""), 60, &got),
                     PROCESS_DONE);
    assert_int_equal(got.err.n, 1 << 16);
    arena_free(a);
}

static void tells_how_it_ended(void **state) {
    (void)state;
    arena *a = arena_new(0);
    process_result got;
    const char *missing[] = {"letoon-no-such-program", NULL};
    process_order none = {.argv = missing, .limit = 10, .seconds = 60};
    assert_int_equal(process_run(a, &none, &got), PROCESS_ABSENT);
    assert_int_equal(run(a, "kill -9 $$", S(""), 60, &got), PROCESS_DIED);
    assert_int_equal(run(a, "sleep 50", S(""), 1, &got), PROCESS_LONG);
    assert_int_equal(run(a, "exec >&- 2>&-; sleep 50", S(""), 1, &got), PROCESS_LONG);
    assert_int_equal(run(a, "while :; do echo xxxxxxxxxxxxxxxxxxxxxxx; done", S(""), 60, &got),
                     PROCESS_LARGE);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_printed),
        cmocka_unit_test(fails_with_the_program),
        cmocka_unit_test(stops_one_that_prints_too_much),
        cmocka_unit_test(ends_the_program_with_the_arena),
        cmocka_unit_test(feeds_it_and_takes_both_outputs),
        cmocka_unit_test(tells_how_it_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
