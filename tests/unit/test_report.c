/* The layout of findings, and the progress bar. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/progress.h"
#include "report/text.h"

static void same(const char *got, const char *want) {
    if (strcmp(got, want) != 0)
        fail_msg("got\n%s\nwant\n%s", got, want);
}

/* A finding of `n` bytes at `at` in `text`, printed `width` columns wide. */
static void expect(const char *text, size_t at, size_t n, uint32_t width, const char *want) {
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("n.md"), str_of(text));
    diag_add(&d, RULE_LIQUID_SYNTAX, span_of(s, at, n), "wrong");
    buf out = buf_new(a, 0);
    report_text(&d, (report_style){.width = width}, &out);
    buf_char(&out, '\0');
    same(out.p, want);
    arena_free(a);
}

static void the_mark_stands_under_the_place(void **state) {
    (void)state;
    expect("a {{ b }} c\n", 2, 7, 0,
           "n.md:1:3: error: wrong [liquid/syntax]\n"
           "    1 | a {{ b }} c\n"
           "      |   ^~~~~~~\n");
    expect("x\ny\r\nzz", 6, 1, 0,
           "n.md:3:2: error: wrong [liquid/syntax]\n"
           "    3 | zz\n"
           "      |  ^\n");
    /* At the end of a line, of the text, in an empty text. */
    expect("ab\ncd", 2, 0, 0, "n.md:1:3: error: wrong [liquid/syntax]\n    1 | ab\n      |   ^\n");
    expect("ab\ncd", 5, 0, 0, "n.md:2:3: error: wrong [liquid/syntax]\n    2 | cd\n      |   ^\n");
    expect("", 0, 0, 0, "n.md:1:1: error: wrong [liquid/syntax]\n    1 |\n      | ^\n");
}

/* The lines of a finding and of its original one above the other, or neither. */
static void excerpts_are_those_asked_for(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *to = source_new(a, S("zh.md"), S("水壶 e\u0301 `x`\n"));
    source *from = source_new(a, S("en.md"), S("kettle `y`\n"));
    diag *g = diag_add(&d, RULE_CODE_INLINE, span_of(to, 11, 3), "wrong");
    diag_also(&d, g, span_of(from, 7, 3), "the original");
    diag_help(&d, g, "mend it");
    buf all = buf_new(a, 0), none = buf_new(a, 0);
    report_text(&d, (report_style){.excerpts = EXCERPTS_ALL}, &all);
    report_text(&d, (report_style){.excerpts = EXCERPTS_NONE}, &none);
    buf_char(&all, '\0');
    buf_char(&none, '\0');
    same(all.p, "zh.md:1:7: error: wrong [code/inline]\n"
                "    1 | 水壶 e\u0301 `x`\n"
                "      |        ^~~\n"
                "en.md:1:8: note: the original\n"
                "    1 | kettle `y`\n"
                "      |        ^~~\n"
                "help: mend it\n");
    same(none.p, "zh.md:1:7: error: wrong [code/inline]\n"
                 "en.md:1:8: note: the original\n"
                 "help: mend it\n");
    arena_free(a);
}

static void a_span_of_lines_is_marked_to_the_first_end(void **state) {
    (void)state;
    expect("ab cd\nef\n", 3, 5, 0,
           "n.md:1:4: error: wrong [liquid/syntax]\n"
           "    1 | ab cd\n"
           "      |    ^~\n");
}

static void wide_and_combining_characters_count_as_shown(void **state) {
    (void)state;
    expect("标题: {{x\n", strlen("标题: "), 3, 0,
           "n.md:1:5: error: wrong [liquid/syntax]\n"
           "    1 | 标题: {{x\n"
           "      |       ^~~\n");
    expect("标题", 3, 3, 0, "n.md:1:2: error: wrong [liquid/syntax]\n    1 | 标题\n      |   ^~\n");
    expect("e\xCC\x81x", 3, 1, 0,
           "n.md:1:3: error: wrong [liquid/syntax]\n    1 | e\xCC\x81x\n      |  ^\n");
    expect("a\tb", 2, 1, 0,
           "n.md:1:3: error: wrong [liquid/syntax]\n    1 | a   b\n      |     ^\n");
    expect("\t\tb", 1, 1, 0,
           "n.md:1:2: error: wrong [liquid/syntax]\n    1 |         b\n      |     ^~~~\n");
}

static void what_steers_a_terminal_is_shown_by_number(void **state) {
    (void)state;
    expect("a\033[2J\xE2\x80\xAEz", strlen("a\033[2J\xE2\x80\xAE"), 1, 0,
           "n.md:1:7: error: wrong [liquid/syntax]\n"
           "    1 | a<U+001B>[2J<U+202E>z\n"
           "      |                     ^\n");
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    diag_help(&d, diag_add_path(&d, RULE_IO_READ, S("a\nb\033"), "m\rn"), "\x7F");
    buf out = buf_new(a, 0);
    report_text(&d, (report_style){0}, &out);
    buf_char(&out, '\0');
    same(out.p, "a<U+000A>b<U+001B>: error: m<U+000D>n [io/read]\n"
                "help: <U+007F>\n");
    arena_free(a);
}

static void long_lines_are_cut_around_the_mark(void **state) {
    (void)state;
    const char *line = "0123456789abcdefghijABCDEFGHIJ0123456789";
    expect(line, 0, 2, 20,
           "n.md:1:1: error: wrong [liquid/syntax]\n"
           "    1 | 0123456789abcdefghij…\n"
           "      | ^~\n");
    expect(line, 20, 2, 20,
           "n.md:1:21: error: wrong [liquid/syntax]\n"
           "    1 | …efghijABCDEFGHIJ0123…\n"
           "      |        ^~\n");
    expect(line, 39, 1, 20,
           "n.md:1:40: error: wrong [liquid/syntax]\n"
           "    1 | …ABCDEFGHIJ0123456789\n"
           "      |                     ^\n");
    expect(line, 10, 25, 20,
           "n.md:1:11: error: wrong [liquid/syntax]\n"
           "    1 | …456789abcdefghijABCD…\n"
           "      |        ^~~~~~~~~~~~~~\n");
    /* A wide character that the edge cuts leaves a space. */
    expect("一二三四五六七八九十一二三四五", 45, 0, 20,
           "n.md:1:16: error: wrong [liquid/syntax]\n"
           "    1 | … 七八九十一二三四五\n"
           "      |                     ^\n");
}

/* The excerpt of a line of a megabyte is a part of it; the mark still stands right. */
static void excerpts_fit_the_terminal(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("n.md"), S("0123456789abcdefghijABCDEFGHIJ0123456789"));
    diag_add(&d, RULE_LIQUID_SYNTAX, span_of(s, 20, 2), "wrong");
    buf fits = buf_new(a, 0), least = buf_new(a, 0);
    report_text(&d, (report_style){.columns = 32}, &fits);
    report_text(&d, (report_style){.columns = 5}, &least);
    buf_char(&fits, '\0');
    buf_char(&least, '\0');
    same(fits.p, "n.md:1:21: error: wrong [liquid/syntax]\n"
                 "    1 | …defghijABCDEFGHIJ01234…\n"
                 "      |         ^~\n");
    same(least.p, "n.md:1:21: error: wrong [liquid/syntax]\n"
                  "    1 | …efghijABCDEFGHIJ0123…\n"
                  "      |        ^~\n");
    arena_free(a);
}

static void a_huge_line_is_excerpted(void **state) {
    (void)state;
    enum { N = 300000 };
    char *text = malloc(3 * N + 4);
    assert_non_null(text);
    for (size_t i = 0; i < N; i++)
        memcpy(text + 3 * i, "一", 3);
    memcpy(text + 3 * N, "X\n", 3);
    expect(text, 3 * N, 1, 20,
           "n.md:1:300001: error: wrong [liquid/syntax]\n"
           "    1 | … 一一一一一一一一一X\n"
           "      |                     ^\n");
    memcpy(text + 3000, "abc", 3);
    expect(text, 3000, 3, 20,
           "n.md:1:1001: error: wrong [liquid/syntax]\n"
           "    1 | …一一一abc一一一一一…\n"
           "      |        ^~~\n");
    free(text);
}

static void notes_and_help_follow(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("b.md"), S("one\ntwo\n"));
    diag *g =
        diag_add(&d, RULE_FRONTMATTER_DUPLICATE_KEY, span_of(s, 4, 3), "key '%s' again", "two");
    diag_also(&d, g, span_of(s, 0, 3), "first here");
    diag_also(&d, g, span_whole(s), "in this file");
    diag_help(&d, g, "remove one");
    diag_add(&d, RULE_SITE_FUTURE, span_whole(s), "later");
    buf out = buf_new(a, 0);
    report_text(&d, (report_style){0}, &out);
    buf_char(&out, '\0');
    same(out.p, "b.md:2:1: warning: key 'two' again [frontmatter/duplicate-key]\n"
                "    2 | two\n"
                "      | ^~~\n"
                "b.md:1:1: note: first here\n"
                "b.md: note: in this file\n"
                "help: remove one\n"
                "b.md: note: later [site/future]\n");
    arena_free(a);
}

static void colours_stand_where_asked(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("b.md"), S("one"));
    diag_add(&d, RULE_IO_READ, span_of(s, 0, 3), "m");
    buf out = buf_new(a, 0);
    report_text(&d, (report_style){.colour = true}, &out);
    buf_char(&out, '\0');
    same(out.p, "\033[1mb.md:1:1: \033[0m\033[1;31merror: \033[0m\033[1mm\033[0m "
                "[io/read]\n    1 | one\n      | \033[1;31m^~~\033[0m\n");
    arena_free(a);
}

static uint64_t time_now;
static uint64_t fake_now(void) {
    return time_now;
}

static void the_bar_comes_after_half_a_second(void **state) {
    (void)state;
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    assert_non_null(f);
    progress p;
    progress_start(&p, f, 80, "building", 200);
    p.now = fake_now;
    p.start = time_now = 5;
    p.columns = 30;
    time_now += 499999999;
    progress_tick(&p, 10);
    progress_end(&p);
    fflush(f);
    assert_int_equal(n, 0);
    time_now += 1;
    progress_tick(&p, 50);
    time_now += 99999999; /* too soon for another */
    progress_tick(&p, 99);
    fflush(f);
    same(text, "\r\033[Kbuilding [##......] 50 of 200");
    time_now += 1;
    progress_tick(&p, 200);
    progress_end(&p);
    progress_end(&p);
    fflush(f);
    same(text, "\r\033[Kbuilding [##......] 50 of 200"
               "\r\033[Kbuilding [#######] 200 of 200\r\033[K");
    fclose(f);
    free(text);
}

static void the_bar_stays_away_where_it_is_off(void **state) {
    (void)state;
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    assert_non_null(f);
    progress p;
    progress_start(&p, f, 0, "building", 2);
    p.now = fake_now;
    time_now += (uint64_t)10000000000;
    progress_tick(&p, 1);
    progress_end(&p);
    fclose(f);
    assert_int_equal(n, 0);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mark_stands_under_the_place),
        cmocka_unit_test(excerpts_are_those_asked_for),
        cmocka_unit_test(a_span_of_lines_is_marked_to_the_first_end),
        cmocka_unit_test(wide_and_combining_characters_count_as_shown),
        cmocka_unit_test(what_steers_a_terminal_is_shown_by_number),
        cmocka_unit_test(long_lines_are_cut_around_the_mark),
        cmocka_unit_test(excerpts_fit_the_terminal),
        cmocka_unit_test(a_huge_line_is_excerpted),
        cmocka_unit_test(notes_and_help_follow),
        cmocka_unit_test(colours_stand_where_asked),
        cmocka_unit_test(the_bar_comes_after_half_a_second),
        cmocka_unit_test(the_bar_stays_away_where_it_is_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
