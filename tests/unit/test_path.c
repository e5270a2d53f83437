/* Paths as text, and globs as Ruby's File.fnmatch has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/path.h"

static void same(str got, str want) {
    if (!str_eq(got, want))
        fail_msg("got \"%.*s\", want \"%.*s\"", STR_FMT(got), STR_FMT(want));
}

static void parts(void **state) {
    (void)state;
    static const char *const rows[][5] = {
        /* path, base, dir, ext, stem */
        {"a/b.md", "b.md", "a", ".md", "b"},
        {"b", "b", "", "", "b"},
        {".x", ".x", "", "", ".x"},
        {"/x.tar.gz", "x.tar.gz", "/", ".gz", "x.tar"},
        {"a/", "", "a", "", ""},
        {"", "", "", "", ""},
        {"a.b/c", "c", "a.b", "", "c"},
        {"a/b.", "b.", "a", ".", "b"},
        {"//x", "x", "/", "", "x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str p = str_of(rows[i][0]);
        same(path_base(p), str_of(rows[i][1]));
        same(path_dir(p), str_of(rows[i][2]));
        same(path_ext(p), str_of(rows[i][3]));
        same(path_stem(p), str_of(rows[i][4]));
    }
}

static void joining_and_normal_form(void **state) {
    (void)state;
    arena *a = arena_new(0);
    same(path_join(a, S("a"), S("b")), S("a/b"));
    same(path_join(a, S("a/"), S("b")), S("a/b"));
    same(path_join(a, S(""), S("b")), S("b"));
    same(path_join(a, S("a"), S("/b")), S("/b"));
    same(path_join(a, S("a"), S("")), S("a"));
    static const char *const rows[][2] = {
        {"", "."},
        {".", "."},
        {"./a//b/", "a/b"},
        {"a/..", "."},
        {"a/../..", ".."},
        {"../a", "../a"},
        {"/..", "/"},
        {"/../a", "/a"},
        {"/a/./b/../c", "/a/c"},
        {"//", "/"},
        {"a/../../b", "../b"},
        {"...", "..."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        same(path_normal(a, str_of(rows[i][0])), str_of(rows[i][1]));
    arena_free(a);
}

static void within(void **state) {
    (void)state;
    static const struct {
        const char *root, *p;
        bool want;
    } rows[] = {
        {".", "a", true},         {".", ".", true},         {".", "..", false},
        {".", "a/../..", false},  {".", "..a", true},       {".", "/a", false},
        {"a", "a", true},         {"a", "a/b", true},       {"a", "ab", false},
        {"a", "a/../b", false},   {"a/b", "a", false},      {"a", "./a//b", true},
        {"/", "/x", true},        {"/", "x", false},        {"/a", "/a/../a/b", true},
        {"/a", "/ab", false},     {"..", "../x", true},     {"..", "x", true},
        {"..", "../../x", false}, {"../b", "../b/c", true}, {"../b", "../../b/c", false},
        {"../b", "c", false},     {"", "a", true},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (path_is_within(a, str_of(rows[i].root), str_of(rows[i].p)) != rows[i].want)
            fail_msg("%s within %s", rows[i].p, rows[i].root);
    arena_free(a);
}

static void relative(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        {"a/b", "a/c", "../c"}, {"a", "a", "."},          {".", "a/b", "a/b"},
        {"a/b", ".", "../.."},  {"/x/y", "/x/z", "../z"}, {"a", "a/b/c", "b/c"},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        same(path_relative(a, str_of(rows[i][0]), str_of(rows[i][1])), str_of(rows[i][2]));
    arena_free(a);
}

/* tests/data/glob.tsv: what Ruby says. */
static void globs_are_ruby_s(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str rest, why, line;
    assert_true(file_read(&sys_real, a, "tests/data/glob.tsv", 1 << 20, &rest, &why));
    str_cut(rest, S("\n"), &line, &rest);
    size_t rows = 0;
    while (str_cut(rest, S("\n"), &line, &rest)) {
        str pattern, text, flags, want;
        int64_t f;
        str_cut(line, S("\t"), &pattern, &line);
        str_cut(line, S("\t"), &text, &line);
        str_cut(line, S("\t"), &flags, &want);
        assert_true(str_to_int(flags, &f));
        if (path_glob(pattern, text, (unsigned)f) != str_eq(want, S("1")))
            fail_msg("\"%.*s\" on \"%.*s\" with %d", STR_FMT(pattern), STR_FMT(text), (int)f);
        rows++;
    }
    assert_true(rows > 2000);
    assert_false(path_glob(S("a"), S(""), 0));
    assert_true(path_glob(S(""), S(""), 0));
    assert_true(path_glob(S("*"), S(""), 0));
    arena_free(a);
}

/* Many stars on a long text take no exponential time. */
static void globs_are_quick(void **state) {
    (void)state;
    char text[2001];
    for (size_t i = 0; i < 2000; i++)
        text[i] = i % 100 == 99 ? '/' : 'a';
    text[2000] = '\0';
    assert_false(path_glob(S("*a*a*a*a*a*a*a*a*a*a*b"), str_of(text), 0));
    assert_false(path_glob(S("**/*a*a*a/**/*a*a*a/**/*a*a*b"), str_of(text), GLOB_PATHNAME));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts),
        cmocka_unit_test(joining_and_normal_form),
        cmocka_unit_test(within),
        cmocka_unit_test(relative),
        cmocka_unit_test(globs_are_ruby_s),
        cmocka_unit_test(globs_are_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
