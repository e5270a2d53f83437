/* Repairs and the diffs that show them. */
#include "support.h"

#include "diag/edit.h"
#include "report/diff.h"

static source *text_of(const char *text) {
    return source_new(a, S("x.md"), str_of(text));
}

static void fix(source *s, uint32_t at, uint32_t n, const char *text) {
    diag_fix(&told, diag_add(&told, RULE_CODE_INLINE, span_of(s, at, n), "x"), span_of(s, at, n),
             str_of(text));
}

static void assert_applied(source *s, const char *want, size_t n) {
    edit_list l = edits_of(a, &told, S("x.md"));
    assert_text(edits_apply(a, s->text, &l), want);
    assert_int_equal(l.diags, n);
}

static void edits_are_applied_in_the_order_of_the_text(void **state) {
    (void)state;
    source *s = text_of("one two three");
    fix(s, 8, 5, "3");
    fix(s, 0, 3, "1");
    fix(s, 4, 0, "and ");
    assert_applied(s, "1 and two 3", 3);
}

static void of_edits_that_overlap_the_first_counts(void **state) {
    (void)state;
    source *s = text_of("one two three");
    fix(s, 0, 5, "A");
    fix(s, 4, 3, "B");
    fix(s, 0, 0, "C");
    fix(s, 5, 2, "D");
    assert_applied(s, "AD three", 2);
}

static void edits_of_one_finding_go_together(void **state) {
    (void)state;
    source *s = text_of("one two three");
    fix(s, 4, 3, "2");
    diag *g = diag_add(&told, RULE_CODE_INLINE, span_of(s, 0, 3), "x");
    diag_fix(&told, g, span_of(s, 0, 3), S("1"));
    diag_fix(&told, g, span_of(s, 5, 1), S("-"));
    assert_applied(s, "one 2 three", 1);
}

static void assert_diff(source *s, const char *want) {
    edit_list l = edits_of(a, &told, S("x.md"));
    buf out = buf_new(a, 256);
    report_diff(S("x.md"), s->text, edits_apply(a, s->text, &l), &out);
    assert_text(buf_str(&out), want);
}

static void a_diff_has_three_lines_around(void **state) {
    (void)state;
    source *s = text_of("1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    fix(s, 8, 1, "five");
    assert_diff(s, "--- x.md\n+++ x.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

static void a_diff_shows_what_stays_between_changes(void **state) {
    (void)state;
    source *s = text_of("1\n2\n3\n4\n5\n");
    fix(s, 0, 1, "one\nmore");
    fix(s, 6, 2, "");
    assert_diff(s, "--- x.md\n+++ x.md\n@@ -1,5 +1,5 @@\n-1\n+one\n+more\n 2\n 3\n-4\n 5\n");
}

static void far_changes_are_hunks_of_their_own(void **state) {
    (void)state;
    source *s = text_of("1\n2\n3\n4\n5\n6\n7\n8\n9\nA\nB\nC");
    fix(s, 0, 1, "one\nmore");
    fix(s, 22, 1, "last");
    assert_diff(s, "--- x.md\n+++ x.md\n"
                   "@@ -1,4 +1,5 @@\n-1\n+one\n+more\n 2\n 3\n 4\n"
                   "@@ -9,4 +10,4 @@\n 9\n A\n B\n-C\n\\ No newline at end of file\n+last\n"
                   "\\ No newline at end of file\n");
}

static void of_two_texts_the_fewest_lines_go_and_come(void **state) {
    (void)state;
    buf out = buf_new(a, 256);
    report_diff(S("x.md"), S("A\nB\nC\nA\nB\nB\nA\n"), S("C\nB\nA\nB\nA\nC\n"), &out);
    assert_int_equal(str_count(buf_str(&out), S("\n-")), 3);
    assert_int_equal(str_count(buf_str(&out), S("\n+")), 2 + 1); /* and "+++ x.md" */
}

static void texts_with_nothing_in_common_are_one_change(void **state) {
    (void)state;
    enum { LINES = 1500 };
    buf was = buf_new(a, 256), is = buf_new(a, 256), out = buf_new(a, 256);
    for (int i = 0; i < LINES; i++) {
        buf_printf(&was, "was %d\n", i);
        buf_printf(&is, "is %d\n", i);
    }
    report_diff(S("x.md"), buf_str(&was), buf_str(&is), &out);
    assert_true(str_has(buf_str(&out), S("\n@@ -1,1500 +1,1500 @@\n-was 0\n")));
    assert_int_equal(str_count(buf_str(&out), S("\n+is ")), LINES);
}

static void what_changes_nothing_has_no_diff(void **state) {
    (void)state;
    source *s = text_of("1\n");
    assert_diff(s, "");
    fix(s, 0, 1, "1");
    assert_diff(s, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(edits_are_applied_in_the_order_of_the_text),
        TEST(of_edits_that_overlap_the_first_counts),
        TEST(edits_of_one_finding_go_together),
        TEST(a_diff_has_three_lines_around),
        TEST(a_diff_shows_what_stays_between_changes),
        TEST(far_changes_are_hunks_of_their_own),
        TEST(of_two_texts_the_fewest_lines_go_and_come),
        TEST(texts_with_nothing_in_common_are_one_change),
        TEST(what_changes_nothing_has_no_diff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
