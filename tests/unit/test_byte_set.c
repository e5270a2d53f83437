/* Sets of bytes: what vectors find is what looking at each byte finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "base/byte_set.h"

#define IS_VOWEL(c) ((c) == 'a' || (c) == 'e' || (c) == 'i' || (c) == 'o' || (c) == 'u')
#define IS_ODD(c)   ((c) % 7 == 3)

static const byte_set vowels = BYTE_SET(IS_VOWEL), odd = BYTE_SET(IS_ODD);

static void a_set_has_what_its_macro_says(void **state) {
    (void)state;
    for (int c = 0; c < 256; c++) {
        assert_int_equal(byte_set_has(&vowels, (char)c), IS_VOWEL(c));
        assert_int_equal(byte_set_has(&odd, (char)c), IS_ODD(c));
    }
}

/* Every place that is in the set, in order, when `step` more bytes are passed over each time. */
static void check(const byte_set *set, str text, size_t step) {
    byte_scan s = {.set = set, .text = text};
    for (size_t from = 0, want;; from = want + 1 + step) {
        want = from;
        while (want < text.n && !byte_set_has(set, text.p[want]))
            want++;
        size_t got = from < text.n ? byte_next(&s, from) : text.n;
        assert_int_equal(got, want < text.n ? want : text.n);
        if (want >= text.n)
            return;
    }
}

static void texts_of_all_lengths_are_read(void **state) {
    (void)state;
    srand(7);
    for (size_t n = 0; n < 300; n++) {
        char *p = malloc(n ? n : 1); /* of its very size, so that a sanitizer sees what is beyond */
        assert_non_null(p);
        for (size_t i = 0; i < n; i++)
            p[i] = (char)(rand() % 3 ? 'x' : rand());
        for (size_t step = 0; step < 80; step += 13) {
            check(&vowels, (str){p, n}, step);
            check(&odd, (str){p, n}, step);
        }
        free(p);
    }
}

static void a_text_without_any_is_read_to_its_end(void **state) {
    (void)state;
    byte_scan s = {.set = &vowels,
                   .text = S("brrr, brrr, brrr, brrr, brrr, brrr, brrr, brrr, brrr")};
    assert_int_equal(byte_next(&s, 0), s.text.n);
    assert_int_equal(byte_next(&s, 20), s.text.n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_has_what_its_macro_says),
        cmocka_unit_test(texts_of_all_lengths_are_read),
        cmocka_unit_test(a_text_without_any_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
