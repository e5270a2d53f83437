/* Text: str, map, UTF-8 and its properties. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"

static void same(str got, str want) {
    if (!str_eq(got, want))
        fail_msg("got \"%.*s\", want \"%.*s\"", STR_FMT(got), STR_FMT(want));
}

static void slices_clamp(void **state) {
    (void)state;
    str s = S("hello"), none = {NULL, 0};
    same(str_slice(s, 1, 3), S("el"));
    same(str_slice(s, 3, 99), S("lo"));
    same(str_slice(s, 4, 2), S(""));
    same(str_slice(s, 9, 12), S(""));
    same(str_from(s, 5), S(""));
    same(str_slice(none, 0, 1), S(""));
    same(str_trim(none), S(""));
    same(str_trim(S(" \t\v\f\r\n\0x \0")), S("x"));
    same(str_trim(S("  ")), S(""));
    same(str_of(NULL), S(""));
    assert_true(str_eq(none, S("")));
    assert_int_equal(str_cmp(none, S("")), 0);
}

static void texts_compare_by_bytes(void **state) {
    (void)state;
    assert_true(str_cmp(S("a"), S("b")) < 0);
    assert_true(str_cmp(S("a"), S("aa")) < 0);
    assert_true(str_cmp(S("\xFF"), S("a")) > 0);
    assert_true(str_cmp(S("a\0b"), S("a\0c")) < 0);
    assert_true(str_eq_fold(S("AbC"), S("aBc")));
    assert_false(str_eq_fold(S("[a"), S("{a")));
    assert_true(str_starts(S("abc"), S("")) && str_ends(S("abc"), S("bc")));
    assert_false(str_starts(S("ab"), S("abc")) || str_ends(S("ab"), S("cab")));
}

static void finding(void **state) {
    (void)state;
    assert_int_equal(str_find(S("a\0b\0c"), S("\0c")), 3);
    assert_int_equal(str_find(S("abc"), S("")), 0);
    assert_true(str_find(S("abc"), S("abcd")) == STR_NONE);
    assert_true(str_find(S(""), S("a")) == STR_NONE);
    assert_int_equal(str_find_char(S("abca"), 'a'), 0);
    assert_int_equal(str_rfind_char(S("abca"), 'a'), 3);
    assert_true(str_rfind_char(S(""), 'a') == STR_NONE);
    str head, tail;
    assert_true(str_cut(S("k=v=w"), S("="), &head, &tail));
    same(head, S("k"));
    same(tail, S("v=w"));
    assert_false(str_cut(S("k"), S("="), &head, &tail));
    same(head, S("k"));
    same(tail, S(""));
}

static void counting_and_last_lines(void **state) {
    (void)state;
    assert_int_equal(str_count(S("aaaaa"), S("aa")), 2);
    assert_int_equal(str_count(S("abc"), S("d")), 0);
    assert_int_equal(str_count(S(""), S("d")), 0);
    assert_true(str_eq(str_last_line(S("a\nb\nc")), S("c")));
    assert_true(str_eq(str_last_line(S("a\n")), S("")));
    assert_true(str_eq(str_last_line(S("a")), S("a")));
    assert_true(str_eq(str_line_at(S("a\nbc\nd"), 3), S("bc")));
    assert_true(str_eq(str_line_at(S("a\nbc\nd"), 4), S("bc")));
    assert_true(str_eq(str_line_at(S("a\nbc\nd"), 5), S("d")));
    assert_true(str_eq(str_line_at(S("a\n\nb"), 2), S("")));
    assert_true(str_eq(str_line_at(S("a\n"), 2), S("")));
}

static void numbers(void **state) {
    (void)state;
    int64_t v = 7;
    assert_true(str_to_int(S("-9223372036854775808"), &v) && v == INT64_MIN);
    assert_true(str_to_int(S("9223372036854775807"), &v) && v == INT64_MAX);
    assert_true(str_to_int(S("+007"), &v) && v == 7);
    static const char *const bad[] = {"",
                                      "-",
                                      "+",
                                      "1.",
                                      " 1",
                                      "1 ",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "99999999999999999999",
                                      "0x1",
                                      "1\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(str_to_int(str_of(bad[i]), &v));
}

static void copies_end_with_nul_where_asked(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_string_equal(str_cstr(a, S("abc")), "abc");
    assert_string_equal(str_cstr(a, (str){NULL, 0}), "");
    assert_non_null(str_copy(a, (str){NULL, 0}).p);
    same(str_cat(a, S("a"), S("b")), S("ab"));
    same(str_cat(a, (str){NULL, 0}, S("b")), S("b"));
    arena_free(a);
}

static void the_nearest_is_near(void **state) {
    (void)state;
    static const char *const names[] = {"permalink", "baseurl", "url", "title", "timezone", "lang"};
    str all[6];
    for (size_t i = 0; i < 6; i++)
        all[i] = str_of(names[i]);
    static const char *const rows[][2] = {
        {"permalnik", "permalink"},
        {"base_url", "baseurl"},
        {"titel", "title"},
        {"Title", "title"},
        {"time_zone", "timezone"},
        {"lnag", "lang"},
        {"TIMEZNOE", "timezone"},
        {"ulr", "url"},
        {"xyz", ""},
        {"page", ""},
        {"a", ""},
        {"", ""},
        {"link", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        same(str_nearest(str_of(rows[i][0]), all, 6), str_of(rows[i][1]));
    char room[200];
    memset(room, 'x', sizeof room);
    same(str_nearest((str){room, sizeof room}, all, 6), S(""));
    assert_int_equal(str_distance(S("ab"), S("ba")), 1);
    assert_int_equal(str_distance(S("kitten"), S("sitting")), 3);
    assert_int_equal(str_distance(S(""), S("abc")), 3);
}

static void maps_keep_their_order(void **state) {
    (void)state;
    arena *a = arena_new(0);
    map m = map_new(a);
    assert_null(map_get(&m, S("k")));
    assert_false(map_has(&m, S("")));
    static char keys[3000][8];
    for (size_t i = 0; i < 3000; i++) {
        snprintf(keys[i], sizeof keys[i], "k%zu", i);
        map_set(&m, str_of(keys[i]), keys[i]);
    }
    map_set(&m, S("k5"), keys[6]);
    map_set(&m, S(""), NULL);
    map_set(&m, S("k\0"), keys[1]);
    assert_int_equal(m.n, 3002);
    assert_true(map_has(&m, S("")) && !map_get(&m, S("")));
    assert_ptr_equal(map_get(&m, S("k5")), keys[6]);
    assert_false(map_has(&m, S("k")));
    for (size_t i = 0; i < 3000; i++) {
        same(m.entries[i].key, str_of(keys[i]));
        if (i != 5)
            assert_ptr_equal(map_get(&m, str_of(keys[i])), keys[i]);
    }
    arena_free(a);
}

/* Every way to be ill-formed, with the offset of the first bad byte. */
static void ill_formed_bytes_are_found(void **state) {
    (void)state;
    static const struct {
        str s;
        size_t bad;
    } rows[] = {
        {{"\x80", 1}, 0},
        {{"abcdefgh\xFF", 9}, 8},
        {{"\xC0\x80", 2}, 0},
        {{"\xC1\xBF", 2}, 0},
        {{"\xE0\x9F\xBF", 3}, 0},
        {{"\xED\xA0\x80", 3}, 0},
        {{"\xF0\x8F\xBF\xBF", 4}, 0},
        {{"\xF4\x90\x80\x80", 4}, 0},
        {{"\xF5\x80\x80\x80", 4}, 0},
        {{"é\xC3", 3}, 2},
        {{"\xE4\xB8", 2}, 0},
        {{"\xE4\xB8"
          "a",
          3},
         0},
        {{"\xF0\x9F\x98", 3}, 0},
        {{"1234567\xC3\xA9\xFE", 10}, 9},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t bad = 99;
        assert_false(utf8_valid(rows[i].s, &bad));
        assert_int_equal(bad, rows[i].bad);
        uint32_t cp;
        assert_int_equal(utf8_decode(str_from(rows[i].s, bad), &cp), 1);
        assert_int_equal(cp, 0xFFFD);
    }
    size_t bad;
    assert_true(utf8_valid(S("abcdefghé\0日本語\xF4\x8F\xBF\xBF"), &bad));
    assert_true(utf8_valid(S(""), &bad));
}

static void every_code_point_goes_and_comes(void **state) {
    (void)state;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        char p[4];
        uint32_t back;
        size_t n = utf8_encode(cp, p);
        assert_int_equal(utf8_decode((str){p, n}, &back), n);
        bool surrogate = cp >= 0xD800 && cp < 0xE000;
        assert_int_equal(back, surrogate ? 0xFFFD : cp);
    }
    char p[4];
    assert_int_equal(utf8_encode(0x110000, p), 3);
}

static void counts_and_offsets(void **state) {
    (void)state;
    str s = S("aé日\xF0\x9F\x98\x80\xFFz");
    assert_int_equal(utf8_count(s), 6);
    static const size_t at[] = {0, 1, 3, 6, 10, 11, 12, 12};
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(utf8_offset(s, i), at[i]);
}

static void properties(void **state) {
    (void)state;
    assert_int_equal(utf8_width('a'), 1);
    assert_int_equal(utf8_width(0x4E00), 2);
    assert_int_equal(utf8_width(0x301), 0);
    assert_int_equal(utf8_width(0x1F600), 2);
    assert_true(utf8_is_letter(0xE9) && utf8_is_letter(0x4E00) && !utf8_is_letter('1'));
    assert_true(utf8_is_word('_') && utf8_is_word(0x301) && utf8_is_word(0x0663));
    assert_false(utf8_is_word('-') || utf8_is_word(0x3002));
    assert_true(utf8_is_space(0x3000) && utf8_is_space(0xA0) && !utf8_is_space(0x200B));
    assert_true(utf8_is_punct(0x3002) && utf8_is_punct('$') && !utf8_is_punct('a'));
    assert_true(utf8_is_cjk(0x4E00) && utf8_is_cjk(0x3042) && utf8_is_cjk(0xAC00) &&
                utf8_is_cjk(0xFF0C) && utf8_is_cjk(0x20000));
    assert_false(utf8_is_cjk('a') || utf8_is_cjk(0xE9) || utf8_is_cjk(0x0627));
}

static void normal_forms(void **state) {
    (void)state;
    arena *a = arena_new(0);
    same(utf8_nfc(a, S("e\xCC\x81")), S("é"));
    same(utf8_nfc(a, S("plain")), S("plain"));
    same(utf8_nfc(a, S("\xFF")), S("\xFF"));
    same(utf8_fold(a, S("E\xCC\x81t\xC3\x89")), utf8_fold(a, S("été")));
    same(utf8_fold(a, S("STRASSE")), utf8_fold(a, S("straße")));
    same(utf8_fold(a, S("")), S(""));
    arena_free(a);
}

/* tests/data/case.tsv: what Ruby makes of it. */
static void case_mapping_is_ruby_s(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str rest, why, line;
    assert_true(file_read(&sys_real, a, "tests/data/case.tsv", 1 << 20, &rest, &why));
    str_cut(rest, S("\n"), &line, &rest);
    size_t rows = 0;
    while (str_cut(rest, S("\n"), &line, &rest)) {
        str text, up, down, cap;
        str_cut(line, S("\t"), &text, &line);
        str_cut(line, S("\t"), &up, &line);
        str_cut(line, S("\t"), &down, &cap);
        buf u = buf_new(a, 0), d = buf_new(a, 0), c = buf_new(a, 0);
        utf8_upcase(&u, text);
        utf8_downcase(&d, text);
        utf8_capitalize(&c, text);
        same(buf_str(&u), up);
        same(buf_str(&d), down);
        same(buf_str(&c), cap);
        rows++;
    }
    assert_true(rows > 500);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_clamp),
        cmocka_unit_test(texts_compare_by_bytes),
        cmocka_unit_test(finding),
        cmocka_unit_test(counting_and_last_lines),
        cmocka_unit_test(numbers),
        cmocka_unit_test(copies_end_with_nul_where_asked),
        cmocka_unit_test(the_nearest_is_near),
        cmocka_unit_test(maps_keep_their_order),
        cmocka_unit_test(ill_formed_bytes_are_found),
        cmocka_unit_test(every_code_point_goes_and_comes),
        cmocka_unit_test(counts_and_offsets),
        cmocka_unit_test(properties),
        cmocka_unit_test(normal_forms),
        cmocka_unit_test(case_mapping_is_ruby_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
