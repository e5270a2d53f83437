/* Running other programs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_printed),
        cmocka_unit_test(fails_with_the_program),
        cmocka_unit_test(stops_one_that_prints_too_much),
        cmocka_unit_test(ends_the_program_with_the_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
