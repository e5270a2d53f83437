/* What tests of one function after the other share: an arena and a sink for each test, and tables
 * of wanted answers. It is included first. */
#ifndef LETOON_TESTS_SUPPORT_H
#define LETOON_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "diag/diag.h"

/* Of the test that runs: `setup` makes them, `teardown` frees them. */
static arena *a;
static diags told;

static inline int setup(void **state) {
    (void)state;
    a = arena_new(0);
    if (!a)
        return -1;
    diags_new(&told, a);
    return 0;
}

static inline int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* Wanted is a str in the one, NUL-ended in the other. */
static inline void assert_str(str got, str want) {
    if (!str_eq(got, want))
        fail_msg("got \"%.*s\", wanted \"%.*s\"", STR_FMT(got), STR_FMT(want));
}
#define assert_text(got, want) assert_str((got), str_of(want))

/* `of` names the case when `what` is not in the text. */
static inline void assert_in(str text, const char *what, const char *of) {
    if (!str_has(text, str_of(what)))
        fail_msg("%s: \"%s\" is not in \"%.*s\"", of, what, STR_FMT(text));
}

static inline str read_file(const char *path) {
    str text, why;
    if (!file_read(&sys_real, a, path, LIMIT_FILE, &text, &why))
        fail_msg("%s: %.*s", path, STR_FMT(why));
    return text;
}

/* A field of a table: \n, \t and their like, and the character itself behind any other \. */
static inline str unescape(str s) {
    static const char names[] = "nrtvf0", bytes[] = "\n\r\t\v\f\0";
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        bool is_escaped = s.p[i] == '\\' && i + 1 < s.n;
        char c = s.p[is_escaped ? ++i : i];
        for (size_t k = 0; is_escaped && k < sizeof names - 1; k++)
            if (c == names[k]) {
                c = bytes[k];
                break;
            }
        buf_char(&b, c);
    }
    return buf_str(&b);
}

enum { FIELDS = 8 };

/* Calls check for each line of a table, cut at tabs; of at least so many, all must hold. What check
 * prints stands before the line it is about. */
static inline void each_line(const char *path, int least, bool (*check)(const str *fields)) {
    str text = read_file(path), line;
    int wrong = 0, n = 0;
    for (; str_cut(text, S("\n"), &line, &text); n++) {
        str fields[FIELDS] = {{NULL, 0}}, rest = line;
        for (int i = 0; i < FIELDS && rest.n; i++)
            str_cut(rest, S("\t"), &fields[i], &rest);
        if (!check(fields)) {
            print_message("%.*s\n", STR_FMT(line));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    assert_true(n >= least);
}

/* True when they are the same; else prints what was got, as each_line wants. */
static inline bool is_wanted(str got, str want) {
    if (!str_eq(got, want))
        print_message("got %.*s for ", STR_FMT(got));
    return str_eq(got, want);
}

#endif
