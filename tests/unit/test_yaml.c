/* YAML: the same values as Ruby's Psych, exact positions, limits, and faults in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "value/value.h"
#include "yaml/yaml.h"

typedef struct fixture {
    arena *a;
    diags d;
} fixture;

static const yaml_options plain = {.syntax_rule = RULE_FRONTMATTER_YAML,
                                   .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY};

static int setup(void **state) {
    static fixture f;
    f.a = arena_new(0);
    diags_new(&f.d, f.a);
    *state = &f;
    return 0;
}

static int teardown(void **state) {
    arena_free(((fixture *)*state)->a);
    return 0;
}

static bool read_text(fixture *f, str text, value *out) {
    const source *src = source_new(f->a, S("a.md"), text);
    diags_new(&f->d, f->a);
    return yaml_read(f->a, span_of(src, 0, text.n), &plain, out, &f->d);
}

static str unescape(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\' && i + 1 < s.n) {
            c = s.p[++i];
            c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == '0' ? '\0' : c;
        }
        buf_char(&b, c);
    }
    return buf_str(&b);
}

/* Every line of a file that Ruby wrote (tests/data/yaml/oracle.rb). */
static void compare_with_psych(const char *path, size_t *same, size_t *different) {
    arena *all = arena_new(0);
    str table, why, line, text, want;
    if (!file_read(&sys_real, all, path, LIMIT_FILE, &table, &why))
        fail_msg("%s: %.*s", path, STR_FMT(why));
    for (str rest = table; rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        str_cut(line, S("\t"), &text, &want);
        fixture f = {.a = arena_new(0)};
        value v;
        buf got = buf_new(f.a, 64);
        if (read_text(&f, unescape(f.a, text), &v))
            value_inspect(v, f.a, &got, 0);
        else
            buf_char(&got, '!');
        bool equal = str_eq(buf_str(&got), unescape(f.a, want));
        *(equal ? same : different) += 1;
        if (!equal)
            print_error("%.*s\n  wanted %.*s\n  got    %.*s\n", STR_FMT(text), STR_FMT(want),
                        STR_FMT(buf_str(&got)));
        arena_free(f.a);
    }
    arena_free(all);
}

static void test_psych(void **state) {
    (void)state;
    size_t same = 0, different = 0;
    compare_with_psych("tests/data/yaml/scalars.tsv", &same, &different);
    compare_with_psych("tests/data/yaml/documents.tsv", &same, &different);
    print_message("%zu texts as Psych reads them, %zu not\n", same, different);
    assert_int_equal(different, 0);
    assert_true(same > 5000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_psych, setup, teardown),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
