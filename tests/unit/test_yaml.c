/* YAML: the same values as Ruby's Psych, exact positions, limits, and faults in words. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

#include "value/value.h"
#include "yaml/plain.h"

static const yaml_options plain = {.syntax_rule = RULE_FRONTMATTER_YAML,
                                   .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY};

static bool read_text(str text, value *out) {
    const source *src = source_new(a, S("a.md"), text);
    diags_new(&told, a);
    return yaml_read(a, span_of(src, 0, text.n), &plain, out, &told);
}

/* text, and what Ruby made of it (tests/data/yaml/oracle.rb): the inspected value, or "!" */
static bool check_psych(const str *f) {
    value v;
    buf got = buf_new(a, 64);
    if (read_text(unescape(f[0]), &v))
        value_inspect(v, a, &got, 0);
    else
        buf_char(&got, '!');
    return is_wanted(buf_str(&got), unescape(f[1]));
}

static void test_psych(void **state) {
    (void)state;
    each_line("tests/data/yaml/scalars.tsv", 3500, check_psych);
    each_line("tests/data/yaml/documents.tsv", 1500, check_psych);
}

/* A value's text, cut from the source by its position. */
static const struct position {
    const char *text, *key, *slice, *at_key;
} positions[] = {
    {"a: 1\nb: two\n", "b", "two", "b"},
    {"a: 1\r\nb: two\r\n", "b", "two", "b"},
    {"a: 1\rb: two\r", "b", "two", "b"},
    {"a: |\r\n  x\r\n  y\r\nb: two\r\n", "b", "two", "b"},
    {"a: |\r\n  x\r\n  y\r\nb: two\r\n", "a", "|\r\n  x\r\n  y", "a"},
    {"a: \"x\r\n\r\n  y\"\r\nb: two\r\n", "b", "two", "b"},
    {"a: x\r\n\r\n  y\r\nb: two\r\n", "b", "two", "b"},
    {"标题: 你好，世界\nb: \xF0\x9F\x90\x88 x\nc: 3\n", "b", "\xF0\x9F\x90\x88 x", "b"},
    {"标题: 你好，世界\nb: \xF0\x9F\x90\x88 x\nc: 3\n", "标题", "你好，世界", "标题"},
    {"a: x\xC2\x85  y\nb: two\n", "b", "two", "b"},
    {"a: x\xE2\x80\xA8  y\nb: two\n", "b", "two", "b"},
    {"\xEF\xBB\xBF"
     "a: 1\nb: two\n",
     "b", "two", "b"},
    {"'a': \"it\"  # c\n", "a", "\"it\"", "'a'"},
    {"a: [1, 2]  \nb: 1\n", "a", "[1, 2]", "a"},
    {"a:\n  - 1\n  - x: 2\n\n# c\nb: 1\n", "a", "- 1\n  - x: 2", "a"},
    {"a: &n !!str 12\nb: *n\n", "a", "&n !!str 12", "a"},
    {"a: &n !!str 12\nb: *n\n", "b", "*n", "b"},
    {"a:\nb: 1\n", "a", "", "a"},
    {"a: >-\n\n  x\n\n\nb: 1\n", "a", ">-\n\n  x", "a"},
    {"{a: {b: c}, d: e}", "a", "{b: c}", "a"},
    {"x: {a: 1}\n<<: {y: 2}\n", "y", "2", "y"},
    {"? a\n: b\n", "a", "b", "a"},
};

static void test_positions(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof positions / sizeof *positions; i++) {
        const struct position *t = &positions[i];
        str text = str_of(t->text);
        value v;
        assert_true(read_text(text, &v));
        const member *m = value_member(v, str_of(t->key));
        assert_non_null(m);
        str slice = str_slice(text, m->val_at, (size_t)m->val_at + m->val_n);
        if (!str_eq(slice, str_of(t->slice)))
            fail_msg("case %zu: \"%.*s\" is not \"%s\"", i, STR_FMT(slice), t->slice);
        assert_true(str_starts(str_from(text, m->key_at), str_of(t->at_key)));
    }
}

/* The same when the text is a part of its source. */
static void test_part(void **state) {
    (void)state;
    const source *src = source_new(a, S("a.md"), S("你: [\n---\na: é\nb: x\n---\n: } body"));
    value v;
    assert_true(yaml_read(a, span_of(src, 7, 15), &plain, &v, &told));
    assert_int_equal(v.n, 2);
    const member *m = value_member(v, S("b"));
    assert_int_equal(src->text.p[m->val_at], 'x');
    assert_false(yaml_read(a, span_of(src, 0, 7), &plain, &v, &told));
    assert_int_equal(v.kind, V_NIL);
}

/* One text in two ways: a comment behind it makes it the parser's. False: it is so anyway. */
static bool same_in_both(str text) {
    value v, w;
    const source *src = source_new(a, S("a.md"), text);
    if (!plain_read(a, span_of(src, 0, text.n), &plain, &v))
        return false;
    if (!read_text(str_cat(a, text, S("\n#\n")), &w))
        fail_msg("\"%.*s\" is no YAML", STR_FMT(text));
    buf x = buf_new(a, 64), y = buf_new(a, 64);
    value_inspect(v, a, &x, 0);
    value_inspect(w, a, &y, 0);
    if (!str_eq(buf_str(&x), buf_str(&y)))
        fail_msg("\"%.*s\": %.*s is not %.*s", STR_FMT(text), STR_FMT(buf_str(&x)),
                 STR_FMT(buf_str(&y)));
    for (uint32_t i = 0; v.kind == V_MAP && i < v.n; i++) {
        const member *m = &v.u.map->members[i], *n = &w.u.map->members[i];
        assert_int_equal(m->key_at, n->key_at);
        assert_int_equal(m->val_at, n->val_at);
        assert_int_equal(m->val_n, n->val_n);
    }
    return true;
}

/* Maps of plain lines are read without the parser: the same comes out, and of what is none. */
static void test_plain(void **state) {
    static const char *const pieces[] = {
        "a",    "b",   "yes",     "null", "key-x",      ":",        ": ",           ":  ",
        " ",    "  ",  "\n",      "\n",   "1",          "0x1F",     "-3",           "1:30",
        "#",    " #",  "\"",      "'",    "x y",        "\\",       "/z",           "é",
        "你",   "[",   "]",       "{",    "&",          "*",        "\t",           "\r",
        "---",  "...", "%",       "!",    "2024-05-06", "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF",
        "\x7F", "|",   ">",       ",",    "@",          "`",        "<<",           "~",
        "?",    "- ",  "\xC2\xA0"};
    enum { PIECES = sizeof pieces / sizeof *pieces, TEXTS = 60000, LONGEST = 12 };
    uint32_t seed = 1, read = 0;
    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        buf text = buf_new(a, 64);
        buf_add(&text, i % 3 ? S("key: ") : i % 2 ? S("---\nk: v\n") : S(""));
        for (size_t k = 0; k < 1 + i % LONGEST; k++) {
            seed = seed * 1664525 + 1013904223;
            buf_add(&text, str_of(pieces[(seed >> 16) % PIECES]));
        }
        read += same_in_both(buf_str(&text));
        if (i % 100 == 0)
            arena_reset(a);
    }
    assert_true(read > 1000);
}

typedef struct fault_case {
    const char *text;
    uint32_t line, col;
    const char *msg, *help; /* parts of them */
} fault_case;

static const fault_case faults[] = {
    {"title: a: b\n", 1, 9, "a colon and a space", "title: \"a: b\""},
    {"title: say \"x\": b\n", 1, 15, "a colon and a space", "title: 'say \"x\": b'"},
    {"title: it's \"x\": b\n", 1, 16, "a colon and a space", "title: \"it's \\\"x\\\": b\""},
    {"- title: a: b\n", 1, 11, "a colon and a space", "- title: \"a: b\""},
    {"title: @foo\n", 1, 8, "cannot begin with '@'", "title: \"@foo\""},
    {"title: `x` y\n", 1, 8, "cannot begin with '`'", "title: \"`x` y\""},
    {"title: %x\n", 1, 8, "cannot begin with '%'", "title: \"%x\""},
    {"title: **b**\n", 1, 8, "cannot begin with '*'", "title: \"**b**\""},
    {"title: & b\n", 1, 8, "cannot begin with '&'", "quotes"},
    {"title: !a!b c\n", 1, 8, "cannot begin with '!'", "quotes"},
    {"title: > 5\n", 1, 8, "cannot begin with '>'", "title: \"> 5\""},
    {"title: ? b\n", 1, 8, "cannot begin with '?'", "quotes"},
    {"title: , b\n", 1, 8, "cannot begin with ','", "quotes"},
    {"a: 1\n%b\n", 2, 1, "cannot begin with '%'", "quotes"},
    {"title: {{ page.x }}\n", 1, 9, "a map as a key", "Liquid is not run"},
    {"title: {% raw %}\n", 1, 8, "Liquid is not run here", "\"{% raw %}\""},
    {"title: \"abc\nlang: en\n", 1, 8, "the quote that opens here is not closed", "put a \" at"},
    {"title: 'abc\nlang: en\n", 1, 8, "the quote that opens here is not closed", "put a ' at"},
    {"title: \"abc”\nlang: en\n", 1, 8, "is not closed", "in place of the typographic one"},
    {"title: \"ab\\\"c\nlang: en\n", 1, 8, "is not closed", "is written \\\""},
    {"title: 'it''s\nlang: en\n", 1, 8, "is not closed", "written twice: ''"},
    {"title:\xC2\xA0x\nlang: en\n", 1, 6, "a no-break space after the colon", "write title: x"},
    {"title: 'it's'\n", 1, 12, "text after the ''' that ends the value", "\"'it's'\""},
    {"title: \"a\" b\n", 1, 12, "text after the '\"' that ends the value", "'\"a\" b'"},
    {"title: [WIP] b\n", 1, 14, "text after the ']' that ends the value", "\"[WIP] b\""},
    {"title: [b\nlang: en\n", 1, 8, "the '[' that opens here is not closed by ']'", "\"[b\""},
    {"a: {b: 1\n", 1, 4, "the '{' that opens here is not closed by '}'", "quotes"},
    {"a: [\"b\" c]\n", 1, 9, "wanted ',' or ']' here", ""},
    {"title: x\n\tlang: en\n", 2, 1, "a tab", "spaces"},
    {"\ttitle: x\n", 1, 1, "a tab", "spaces"},
    {"title:x\nlang: en\n", 1, 6, "no space after the colon", "write title: x"},
    {"a: 1\ntitle:x\nlang: en\n", 2, 6, "no space after the colon", "write title: x"},
    {"标题：你好\nlang: zh\n", 1, 3, "a full-width colon", "write 标题: 你好"},
    {"title: x\nfoo bar\nlang: en\n", 2, 1, "a line without a key", "\"---\""},
    {"title: a\n  lang: en\n", 2, 3, "a key that continues the value above", "column"},
    {"title: \"C:\\dir\"\n", 1, 11, "\"\\d\" is no escape", "twice"},
    {"tags: - a\n", 1, 7, "a list cannot begin here", "the line after its key"},
    {"tags:\n  - a\n - b\n", 3, 2, "indented by 1", "column"},
    {"title: x\n- a\n", 2, 1, "wanted \"key: value\"", "list"},
    {"title: a\x07"
     "b\n",
     1, 9, "the control character U+0007", "\\x07"},
    {"title: :foo\n", 1, 8, "\":foo\" is a Ruby symbol", "quotes"},
    {"a: 0x_\n", 1, 4, "\"0x_\" has the look of a number", "quotes"},
    {"a: !!set {b}\n", 1, 4, "the tag \"!!set\"", "tag"},
    {"a: !ruby/object:Foo {}\n", 1, 4, "the tag \"!ruby/object:Foo\"", "tag"},
    {"a: !!omap [b]\n", 1, 12, "!!omap", ""},
    {"a: *nope\n", 1, 4, "the alias \"*nope\" refers to nothing", "quotes"},
    {"a: &x [*x]\n", 1, 8, "\"*x\" would contain itself", ""},
    {"? [a]\n: b\n", 1, 3, "a list as a key", ""},
    {"a: [", 1, 5, "the text ends where a value is wanted", ""},
    {"%YAML 3.0\n---\na\n", 1, 1, "found incompatible YAML document", ""},
    {"a: \"\\xZZ\"\n", 1, 7, "did not find expected hexdecimal number", ""},
};

static void test_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const fault_case *t = &faults[i];
        value v;
        if (read_text(str_of(t->text), &v))
            fail_msg("no fault: %s", t->text);
        assert_int_equal(v.kind, V_NIL);
        assert_int_equal(told.n, 1);
        const diag *g = &told.p[0];
        assert_int_equal(g->rule, RULE_FRONTMATTER_YAML);
        assert_in(g->msg, t->msg, t->text);
        assert_in(g->help, t->help, t->text);
        if (g->from.line != t->line || g->from.col != t->col)
            fail_msg("%s: at %u:%u, not %u:%u", t->text, g->from.line, g->from.col, t->line,
                     t->col);
    }
}

static void test_whole(void **state) {
    (void)state;
    static const char *const texts[] = {"  a: 1\nb: 2\n", "a: 1\n--- b\n", "a: 1\n...\nb: 2\n"};
    yaml_options whole = plain;
    whole.whole = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const source *src = source_new(a, S("a.md"), str_of(texts[i]));
        span all = span_of(src, 0, src->text.n);
        value v;
        diags_new(&told, a);
        assert_true(yaml_read(a, all, &plain, &v, &told));
        assert_int_equal(v.n, 1);
        assert_false(yaml_read(a, all, &whole, &v, &told));
        assert_int_equal(told.n, 1);
    }
    const source *src = source_new(a, S("a.md"), S("a: 1\n...\n# end\n"));
    value v;
    assert_true(yaml_read(a, span_of(src, 0, src->text.n), &whole, &v, &told));
}

static void test_duplicates(void **state) {
    (void)state;
    value v;
    assert_true(read_text(S("a: 1\nb: 2\na: 3\nc: {k: 1, k: 2}\na: 4\n"), &v));
    assert_int_equal(value_at(v, S("a")).u.i, 4);
    assert_int_equal(v.n, 3);
    assert_int_equal(told.n, 3);
    static const uint32_t places[][4] = {{4, 11, 4, 5}, {3, 1, 1, 1}, {5, 1, 3, 1}};
    for (size_t i = 0; i < 3; i++) {
        const diag *g = &told.p[i];
        assert_int_equal(g->rule, RULE_FRONTMATTER_DUPLICATE_KEY);
        assert_int_equal(g->sev, SEV_WARNING);
        assert_int_equal(g->from.line, places[i][0]);
        assert_int_equal(g->from.col, places[i][1]);
        assert_non_null(g->notes);
        assert_int_equal(g->notes->at.line, places[i][2]);
        assert_int_equal(g->notes->at.col, places[i][3]);
    }
    /* What a merge brings is there to be overridden, and 1 and "1" are two keys. */
    str merged = S("x: &x {a: 1}\ny: {<<: *x, a: 2}\nz: {a: 2, <<: *x}\n1: a\n'1': b\n");
    assert_true(read_text(merged, &v));
    assert_int_equal(told.n, 0);
}

static void test_zone(void **state) {
    (void)state;
    yaml_options o = plain;
    o.zone = zone_load(a, S("CST-8"));
    assert_non_null(o.zone);
    const source *src = source_new(a, S("a.md"),
                                   S("[2024-03-05 23:30:00, 2024-03-05 23:30:00 +0530, "
                                     "2024-03-05T23:30:00Z, 2024-03-05]"));
    value v;
    assert_true(yaml_read(a, span_of(src, 0, src->text.n), &o, &v, &told));
    assert_string_equal(
        str_cstr(a, value_to_str(a, v)),
        "2024-03-06 07:30:00 +08002024-03-05 23:30:00 +05302024-03-05 23:30:00 UTC2024-03-05");
}

static str nested(size_t depth) {
    buf b = buf_new(a, 0);
    buf_repeat(&b, '[', depth);
    buf_repeat(&b, ']', depth);
    return buf_str(&b);
}

static void assert_limit(rule_id id, str text) {
    value v;
    assert_false(read_text(text, &v));
    assert_int_equal(told.n, 1);
    assert_int_equal(told.p[0].rule, id);
}

static void test_depth(void **state) {
    (void)state;
    value v;
    assert_true(read_text(nested(LIMIT_YAML_DEPTH), &v));
    assert_limit(RULE_LIMIT_DEPTH, nested(LIMIT_YAML_DEPTH + 1));
    assert_limit(RULE_LIMIT_DEPTH, nested(1000));
    /* An alias counts with all that is in it. */
    str inner = nested(59);
    buf b = buf_new(a, 0);
    buf_printf(&b, "a: &a %.*s\nb: &b [[[*a]]]\n", STR_FMT(inner));
    assert_true(read_text(buf_str(&b), &v));
    buf_printf(&b, "c: [[*b]]\n");
    assert_limit(RULE_LIMIT_DEPTH, buf_str(&b));
}

static void test_bombs(void **state) {
    (void)state;
    value v;
    buf b = buf_new(a, 0);
    buf_lit(&b, "a0: &a0 [x]\n");
    for (int i = 1; i < 60; i++)
        buf_printf(&b, "a%d: &a%d [*a%d, *a%d, *a%d]\n", i, i, i - 1, i - 1, i - 1);
    size_t before = arena_used(a);
    assert_true(read_text(buf_str(&b), &v)); /* shares: 3^59 leaves in some kilobytes */
    assert_true(arena_used(a) - before < 100000);

    b = buf_new(a, 0); /* a thousand keys merged two thousand times */
    buf_lit(&b, "m: &m {");
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "k%d: %d, ", i, i);
    buf_lit(&b, "}\nl:\n");
    for (int i = 0; i < 1000; i++)
        buf_lit(&b, "  - <<: [*m, *m]\n");
    assert_limit(RULE_LIMIT_SIZE, buf_str(&b));

    b = buf_new(a, 0);
    for (int i = 0; i <= LIMIT_YAML_NODES; i++)
        buf_lit(&b, "-\n");
    assert_limit(RULE_LIMIT_SIZE, buf_str(&b));
}

static void test_large(void **state) {
    (void)state;
    value v;
    buf b = buf_new(a, 0); /* many keys and anchors: linear */
    for (int i = 0; i < 40000; i++)
        buf_printf(&b, "k%d: &a%d %d\n", i, i, i);
    assert_true(read_text(buf_str(&b), &v));
    assert_int_equal(v.n, 40000);
    assert_int_equal(value_at(v, S("k39999")).u.i, 39999);
    b = buf_new(a, 0); /* one key 40,000 times: findings are limited, time is linear */
    for (int i = 0; i < 40000; i++)
        buf_lit(&b, "k: 1\n");
    assert_true(read_text(buf_str(&b), &v));
    assert_int_equal(v.n, 1);
    assert_int_equal(told.n, LIMIT_FINDINGS);
    b = buf_new(a, 0); /* a text and numbers of a megabyte */
    buf_lit(&b, "a: ");
    buf_repeat(&b, 'x', MIB);
    buf_lit(&b, "\nb: ");
    buf_repeat(&b, '9', MIB);
    buf_lit(&b, "\nc: 0x");
    buf_repeat(&b, 'f', MIB);
    buf_lit(&b, "\n");
    assert_true(read_text(buf_str(&b), &v));
    assert_int_equal(value_at(v, S("a")).n, MIB);
    assert_int_equal(value_at(v, S("b")).kind, V_BIG);
    assert_int_equal(value_at(v, S("b")).n, MIB);
    assert_int_equal(value_at(v, S("c")).kind, V_STR);
}

/* Every place where memory can run out: control leaves by a jump, and nothing leaks. */
typedef struct small_job {
    arena *a;
    value out;
} small_job;

static void read_small(void *arg) {
    small_job *j = arg;
    diags d;
    diags_new(&d, j->a);
    const source *src = source_new(j->a, S("a.md"),
                                   S("a: &x {k: 1, l: [2024-03-05 1:02:03, 0xffffffffffffffffff]}\n"
                                     "b: {<<: *x, k: \"t\\n\"}\nb: 1_000\nc: @\n"));
    yaml_read(j->a, span_of(src, 0, src->text.n), &plain, &j->out, &d);
}

static void test_out_of_memory(void **state) {
    (void)state;
    size_t failed = 0;
    bool done = false;
    for (size_t limit = 16; !done && limit < 100000; limit += 16) {
        small_job j = {.a = arena_new(limit)};
        done = arena_try(j.a, read_small, &j);
        failed += !done;
        arena_free(j.a);
    }
    assert_true(done);
    assert_true(failed > 20);
}

static void test_scalar(void **state) {
    (void)state;
    assert_int_equal(yaml_scalar(a, S("1_000")).u.i, 1000);
    assert_int_equal(yaml_scalar(a, S("no")).kind, V_BOOL);
    assert_int_equal(yaml_scalar(a, S("")).kind, V_NIL);
    assert_int_equal(yaml_scalar(a, S(":x")).kind, V_STR);
    assert_int_equal(yaml_scalar(a, S("0b_")).kind, V_STR);
    assert_int_equal(yaml_scalar(a, S("2024-03-05")).kind, V_DATE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_psych),  TEST(test_positions), TEST(test_plain),      TEST(test_part),
        TEST(test_faults), TEST(test_whole),     TEST(test_duplicates), TEST(test_zone),
        TEST(test_depth),  TEST(test_bombs),     TEST(test_large),      TEST(test_out_of_memory),
        TEST(test_scalar),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
