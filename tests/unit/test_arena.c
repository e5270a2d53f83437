/* Arenas: limits, jumps, handles, growth. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/vec.h"

static void memory_is_zeroed_and_aligned(void **state) {
    (void)state;
    arena *a = arena_new(0);
    for (size_t round = 0; round < 3; round++) {
        for (size_t n = 0; n < 300; n++) {
            size_t align = (size_t)1 << n % 7;
            unsigned char *p = arena_alloc(a, n, 3, align);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % align, 0);
            for (size_t i = 0; i < 3 * n; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xAA, 3 * n);
            arena_bytes(a, n % 5);
        }
        arena_reset(a);
        assert_int_equal(arena_used(a), 0);
    }
    arena_free(a);
    arena_free(NULL);
}

typedef struct job {
    arena *a, *inner;
    size_t n, size;
    const char *reason;
    bool went_on;
} job;

static void allocate(void *p) {
    job *j = p;
    arena_alloc(j->a, j->n, j->size, 1);
    j->went_on = true;
}

static void a_limit_is_met_by_a_jump(void **state) {
    (void)state;
    arena *a = arena_new(1000);
    job j = {.a = a, .n = 1, .size = 1001};
    assert_false(arena_try(a, allocate, &j));
    assert_string_equal(arena_reason(a), "limit/memory");
    assert_false(j.went_on);
    assert_int_equal(arena_used(a), 0);
    j.size = 1000;
    assert_true(arena_try(a, allocate, &j));
    assert_true(j.went_on);
    j = (job){.a = a, .n = 1, .size = 1};
    assert_false(arena_try(a, allocate, &j));
    arena_reset(a);
    assert_true(arena_try(a, allocate, &j));
    arena_free(a);
}

static void sizes_that_overflow_are_refused(void **state) {
    (void)state;
    arena *a = arena_new(0);
    job j = {.a = a, .n = SIZE_MAX / 2, .size = 3};
    assert_false(arena_try(a, allocate, &j));
    j = (job){.a = a, .n = 1, .size = SIZE_MAX};
    assert_false(arena_try(a, allocate, &j));
    j = (job){.a = a, .n = 1, .size = SIZE_MAX - 64};
    assert_false(arena_try(a, allocate, &j));
    assert_int_equal(arena_used(a), 0);
    arena_free(a);
}

static void give_up(void *p) {
    job *j = p;
    arena_fail(j->a, j->reason);
}

static void try_inside(void *p) {
    job *j = p;
    assert_false(arena_try(j->inner, give_up, &(job){.a = j->inner, .reason = "limit/output"}));
    assert_string_equal(arena_reason(j->inner), "limit/output");
    j->went_on = true;
    arena_fail(j->a, "limit/steps");
}

static void guards_nest(void **state) {
    (void)state;
    arena *a = arena_new(0);
    job j = {.a = a, .inner = a};
    assert_false(arena_try(a, try_inside, &j));
    assert_true(j.went_on);
    assert_string_equal(arena_reason(a), "limit/steps");
    arena_free(a);
}

static void an_arena_leans_on_another(void **state) {
    (void)state;
    arena *page = arena_new(0), *small = arena_new(10);
    arena_lean(small, page);
    job j = {.a = small, .n = 1, .size = 11};
    assert_false(arena_try(page, allocate, &j));
    assert_string_equal(arena_reason(page), "limit/memory");
    arena_free(small);
    arena_free(page);
}

static void guard_the_other(void *p) {
    job *j = p;
    arena_try(j->inner, give_up, &(job){.a = j->a, .reason = "limit/memory"});
    j->went_on = true; /* never: the jump passes this guard */
}

/* A jump past a guard of the arena leaned on must not leave that guard behind. */
static void a_guard_that_was_jumped_over_is_gone(void **state) {
    (void)state;
    arena *page = arena_new(0), *small = arena_new(0);
    arena_lean(small, page);
    job j = {.a = small, .inner = page};
    assert_false(arena_try(small, guard_the_other, &j));
    assert_false(j.went_on);
    job k = {.a = page, .reason = "limit/time"};
    assert_false(arena_try(page, give_up, &k));
    assert_string_equal(arena_reason(page), "limit/time");
    arena_free(small);
    arena_free(page);
}

static char ended[8];
static size_t ended_n;

static void end(void *p) {
    ended[ended_n++] = *(const char *)p;
}

static void open_three_and_fail(void *p) {
    job *j = p;
    *arena_defer(j->a, end) = (void *)(uintptr_t) "1";
    arena_defer(j->a, end); /* reserved, never opened */
    *arena_defer(j->a, end) = (void *)(uintptr_t) "2";
    if (j->reason)
        arena_fail(j->a, j->reason);
}

static void handles_end_last_in_first_out(void **state) {
    (void)state;
    arena *a = arena_new(0);
    job j = {.a = a, .reason = "limit/memory"};
    ended_n = 0;
    assert_false(arena_try(a, open_three_and_fail, &j));
    assert_int_equal(ended_n, 0); /* a jump ends nothing: the arena's owner does */
    arena_reset(a);
    assert_memory_equal(ended, "21", 2);
    assert_int_equal(ended_n, 2);
    arena_reset(a);
    assert_int_equal(ended_n, 2);
    j.reason = NULL;
    open_three_and_fail(&j);
    arena_free(a);
    assert_memory_equal(ended, "2121", 4);
}

static void the_newest_object_can_grow(void **state) {
    (void)state;
    arena *a = arena_new(3000);
    char *p = arena_bytes(a, 10);
#ifndef ARENA_DEBUG
    assert_true(arena_extend(a, p, 10, 1000));
    assert_int_equal(arena_used(a), 1000);
    char *q = arena_bytes(a, 1);
    assert_ptr_equal(q, p + 1000);
    assert_false(arena_extend(a, p, 1000, 1001));
#endif
    assert_false(arena_extend(a, p, 10, 5));
    arena_free(a);
}

/* What grows keeps its content, whatever else is allocated between. */
static void vectors_and_buffers_keep_their_content(void **state) {
    (void)state;
    arena *a = arena_new(0);
    vec(uint32_t) v = {0};
    buf b = buf_new(a, 0);
    for (uint32_t i = 0; i < 5000; i++) {
        *vec_push(a, &v) = i;
        buf_printf(&b, "%u,", i % 10);
        if (i % 3 == 0)
            arena_bytes(a, 1);
    }
    assert_int_equal(b.n, 10000);
    for (uint32_t i = 0; i < 5000; i++) {
        assert_int_equal(v.p[i], i);
        assert_int_equal(b.p[2 * i], '0' + (char)(i % 10));
    }
    arena_free(a);
}

static void fill(void *p) {
    buf *b = p;
    for (;;)
        buf_char(b, 'x');
}

static void a_buffer_stops_at_its_limit(void **state) {
    (void)state;
    for (size_t limit = 1; limit < 300; limit += 7) {
        arena *a = arena_new(0);
        buf b = buf_new(a, 0);
        b.limit = limit;
        assert_false(arena_try(a, fill, &b));
        assert_string_equal(arena_reason(a), "limit/output");
        assert_int_equal(b.n, limit);
        arena_free(a);
    }
}

static void buffers_print(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buf b = buf_new(a, 0);
    buf_int(&b, INT64_MIN);
    buf_char(&b, ' ');
    buf_int(&b, INT64_MAX);
    buf_char(&b, ' ');
    buf_int(&b, 0);
    buf_codepoint(&b, 0x1F600);
    buf_codepoint(&b, 0xD800);
    buf_escape_html(&b, S("<a href=\"x\">&'"));
    buf_repeat(&b, '-', 3);
    buf_repeat(&b, '-', 0);
    assert_true(str_eq(buf_str(&b), S("-9223372036854775808 9223372036854775807 0\xF0\x9F\x98\x80"
                                      "\xEF\xBF\xBD&lt;a href=&quot;x&quot;&gt;&amp;'---")));
    buf empty = buf_new(a, 0);
    assert_non_null(buf_str(&empty).p);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(a_limit_is_met_by_a_jump),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(guards_nest),
        cmocka_unit_test(an_arena_leans_on_another),
        cmocka_unit_test(a_guard_that_was_jumped_over_is_gone),
        cmocka_unit_test(handles_end_last_in_first_out),
        cmocka_unit_test(the_newest_object_can_grow),
        cmocka_unit_test(vectors_and_buffers_keep_their_content),
        cmocka_unit_test(a_buffer_stops_at_its_limit),
        cmocka_unit_test(buffers_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
