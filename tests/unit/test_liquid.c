/* Liquid: the cases of tests/data/liquid.
 *
 * A case is "> name", the template, then a line "! rule line:column" for each diagnostic and, when
 * it renders, "=" and the output. Files that begin with "jekyll" are in Jekyll's dialect; their
 * outputs are Ruby's Liquid 5.4's. The others are in those of Liquid 5.13. */
#include "support.h"

#include <string.h>

#include "liquid/liquid.h"
#include "value/date.h"
#include "value/json.h"

#define DATA "tests/data/liquid/"

static value data;

static int begin(void **state) {
    str why;
    size_t at;
    if (setup(state) != 0)
        return -1;
    if (!json_read(a, read_file(DATA "data.json"), &data, &why, &at))
        fail_msg("data.json: %.*s", STR_FMT(why));
    return 0;
}

/* ---- The cases ---- */

typedef struct test_case {
    str name, template, diags, output;
    bool renders;
} test_case;

static str without_end(str s) {
    return s.n && s.p[s.n - 1] == '\n' ? str_slice(s, 0, s.n - 1) : s;
}

/* Cuts the next case off *rest. */
static bool next_case(str *rest, test_case *c) {
    str block, line;
    if (!str_starts(*rest, S("> "))) {
        str head;
        if (!str_cut(*rest, S("\n> "), &head, rest))
            return false;
    } else {
        *rest = str_from(*rest, 2);
    }
    size_t end = str_find(*rest, S("\n> "));
    block = end == STR_NONE ? *rest : str_slice(*rest, 0, end + 1);
    *rest = end == STR_NONE ? S("") : str_from(*rest, end + 1);
    *c = (test_case){0};
    str_cut(block, S("\n"), &c->name, &block);
    c->template.p = c->diags.p = block.p;
    while (block.n && !c->renders) {
        str_cut(block, S("\n"), &line, &block);
        const char *behind = line.p + line.n + 1;
        c->renders = str_eq(line, S("="));
        if (c->renders)
            break;
        if (!str_starts(line, S("! ")))
            c->template.n = (size_t)(behind - c->template.p);
        else if (!c->diags.n)
            c->diags = (str){line.p, line.n + 1};
        else
            c->diags.n = (size_t)(behind - c->diags.p);
    }
    if (!c->diags.n && !c->renders) /* nothing but the template: a mistake */
        fail_msg("case '%.*s' expects nothing", STR_FMT(c->name));
    c->template = without_end(c->template);
    c->output = without_end(end == STR_NONE ? block : without_end(block));
    return true;
}

static liquid_dialect dialect_of(const char *file) {
    return strncmp(file, "jekyll", 6) == 0    ? LIQUID_JEKYLL
           : strncmp(file, "strict2", 7) == 0 ? LIQUID_STRICT2
                                              : LIQUID_SHOPIFY;
}

static str found_diags(arena *in, const diags *found) {
    buf b = buf_new(in, 64);
    for (size_t i = 0; i < found->n; i++)
        buf_printf(&b, "! %s %u:%u\n", diag_rules[found->p[i].rule].name,
                   (unsigned)found->p[i].from.line, (unsigned)found->p[i].from.col);
    return buf_str(&b);
}

static str wanted_diags(arena *in, str lines) {
    buf b = buf_new(in, 64);
    str line;
    while (lines.n) {
        str_cut(lines, S("\n"), &line, &lines);
        if (str_starts(line, S("! ")))
            buf_printf(&b, "%.*s\n", STR_FMT(line));
    }
    return buf_str(&b);
}

static int run_case(const char *file, const test_case *c) {
    arena *in = arena_new(0);
    diags found;
    diags_new(&found, in);
    liquid_env *e = liquid_env_new(in, dialect_of(file), NULL, NULL);
    const source *s = source_new(in, S("t"), c->template);
    const liquid_tpl *t = liquid_parse(in, e, span_of(s, 0, s->text.n), &found);
    date now = {.sec = civil_days(2025, 6, 7) * 86400 + 8 * 3600 + 9 * 60};
    liquid_options o = {.now = &now};
    liquid_run *r = liquid_run_new(in, e, &o, &found);
    buf out = buf_new(in, 256);
    bool done = liquid_tpl_ok(t) && liquid_render(r, t, NULL, 0, data, &out);
    str got = found_diags(in, &found), want = wanted_diags(in, c->diags);
    bool ok =
        str_eq(got, want) && done == c->renders && (!done || str_eq(buf_str(&out), c->output));
    if (!ok)
        print_error("%s: %.*s\n--- wanted\n%.*s%.*s\n--- got\n%.*s%.*s\n", file, STR_FMT(c->name),
                    STR_FMT(want), STR_FMT(c->output), STR_FMT(got), STR_FMT(buf_str(&out)));
    arena_free(in);
    return !ok;
}

static void cases(const char *file) {
    buf path = buf_new(a, 64);
    buf_printf(&path, DATA "%s", file);
    str rest = read_file(str_cstr(a, buf_str(&path)));
    test_case c;
    int n = 0, wrong = 0;
    while (next_case(&rest, &c)) {
        n++;
        wrong += run_case(file, &c);
    }
    assert_true(n > 5);
    if (wrong)
        fail_msg("%s: %d of %d cases fail", file, wrong, n);
}

static void outputs(void **state) {
    (void)state;
    cases("jekyll-output.txt");
}

static void filters(void **state) {
    (void)state;
    cases("jekyll-filters.txt");
}

static void tags(void **state) {
    (void)state;
    cases("jekyll-tags.txt");
}

static void white_space(void **state) {
    (void)state;
    cases("jekyll-space.txt");
}

static void strict_dialect(void **state) {
    (void)state;
    cases("suite.txt");
}

static void strict2_dialect(void **state) {
    (void)state;
    cases("strict2.txt");
}

/* Random templates, with what Ruby's Liquid 5.4 makes of them; null: it raises. */
static void as_ruby_renders(void **state) {
    (void)state;
    str why;
    size_t at;
    value rows;
    int wrong = 0;
    assert_true(json_read(a, read_file(DATA "ruby.json"), &rows, &why, &at));
    assert_true(rows.n > 500);
    for (uint32_t i = 0; i < rows.n; i++) {
        arena *in = arena_new(0);
        diags found;
        diags_new(&found, in);
        value template = rows.u.list[i].u.list[0], want = rows.u.list[i].u.list[1];
        const liquid_env *e = liquid_env_new(in, LIQUID_JEKYLL, NULL, NULL);
        const source *s = source_new(in, S("t"), value_as_str(template));
        const liquid_tpl *t = liquid_parse(in, e, span_of(s, 0, s->text.n), &found);
        buf out = buf_new(in, 256);
        bool done = liquid_tpl_ok(t) &&
                    liquid_render(liquid_run_new(in, e, NULL, &found), t, NULL, 0, data, &out);
        bool ok =
            done == (want.kind == V_STR) && (!done || str_eq(buf_str(&out), value_as_str(want)));
        if (!ok)
            print_error("%.*s\n--- wanted\n%.*s\n--- got\n%.*s\n", STR_FMT(s->text),
                        STR_FMT(value_as_str(want)), STR_FMT(buf_str(&out)));
        wrong += !ok;
        arena_free(in);
    }
    if (wrong)
        fail_msg("%d of %u templates differ", wrong, (unsigned)rows.n);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, begin, teardown)
    const struct CMUnitTest tests[] = {
        T(outputs),         T(filters),         T(tags), T(white_space), T(strict_dialect),
        T(strict2_dialect), T(as_ruby_renders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
