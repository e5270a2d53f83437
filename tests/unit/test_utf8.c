/* UTF-8's well-formedness: the quick check agrees with reading character by character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

/* The offset of the first ill-formed byte by reading each character; n when there is none. */
static size_t first_bad(str s) {
    size_t i = 0;
    while (i < s.n) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, i), &cp);
        if (n == 1 && (s.p[i] & 0x80))
            return i;
        i += n;
    }
    return i;
}

static void assert_agrees(const char *p, size_t n) {
    str s = {p, n};
    size_t bad = n, want = first_bad(s);
    bool valid = utf8_valid(s, &bad);
    if (valid != (want == n) || bad != want)
        fail_msg("%zu bytes: bad at %zu, not %zu", n, bad, want);
}

/* All pairs of bytes in the middle of every surrounding that takes another path. */
static void test_pairs(void **state) {
    (void)state;
    static const char *const heads[] = {"", "a", "é", "中", "😀", "abcdefghi", "中中中", "\xE4\xB8"};
    static const char *const tails[] = {
        "", "\x80", "\x80\x80", "\x80zzzzzzzzz", "\x80\x80中中中中", "zzzzzzzz"};
    char text[64];
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
        for (size_t t = 0; t < sizeof tails / sizeof *tails; t++)
            for (unsigned pair = 0; pair < 0x10000; pair++) {
                buf b = {.p = text, .cap = sizeof text};
                buf_add(&b, str_of(heads[h]));
                buf_char(&b, (char)(pair >> 8));
                buf_char(&b, (char)(pair & 0xFF));
                buf_add(&b, str_of(tails[t]));
                assert_agrees(text, b.n);
            }
}

/* Every code point there and back, and the surrogates refused. */
static void test_code_points(void **state) {
    (void)state;
    char text[4];
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        size_t n = utf8_encode(cp, text), bad;
        uint32_t back;
        assert_true(utf8_valid((str){text, n}, &bad));
        assert_int_equal(utf8_decode((str){text, n}, &back), n);
        assert_int_equal(back, surrogate ? 0xFFFD : cp);
    }
    size_t bad;
    assert_false(utf8_valid(S("a\xED\xA0\x80"), &bad));
    assert_int_equal(bad, 1);
    assert_false(utf8_valid(S("\xF4\x90\x80\x80"), &bad));
    assert_false(utf8_valid(S("\xE0\x80\xAFxxxxxxxx"), &bad));
    assert_true(utf8_valid((str){NULL, 0}, &bad));
}

/* A letter that only the library knows sends the whole text there. */
static void test_short_fold(void **state) {
    (void)state;
    static const char gothic[] = "\xF0\x90\x8C\xB0";
    arena *a = arena_new(0);
    for (uint32_t cp = 1; cp < 0x10000; cp++) {
        char text[8];
        size_t n = utf8_encode(cp, text);
        memcpy(text + n, gothic, 4);
        str fast = utf8_fold(a, (str){text, n}), slow = utf8_fold(a, (str){text, n + 4});
        assert_int_equal(fast.n + 4, slow.n);
        assert_memory_equal(fast.p, slow.p, fast.n);
        arena_reset(a);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_code_points),
        cmocka_unit_test(test_short_fold),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
