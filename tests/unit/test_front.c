/* Front matter: cut where Jekyll cuts it, and its values checked. */
#include "support.h"

#include <stdlib.h>

#include "site/front.h"

/* text, and what Ruby made of it (tests/data/front/oracle.rb): "static", "open" or where the body
 * begins and the YAML */
static bool check_split(const str *f) {
    const source *src = source_new(a, S("a.md"), unescape(f[0]));
    front_parts p = front_split(src);
    str number, yaml;
    int64_t body;
    str_cut(f[1], S(" "), &number, &yaml);
    if (p.has != front_begins(src->text) || p.has == str_eq(f[1], S("static")))
        return false;
    if (!str_to_int(number, &body))
        return !p.closed && p.body_at == 0 && p.yaml.n == 0;
    return p.closed && p.body_at == body &&
           str_eq(str_slice(src->text, 0, p.yaml.n), unescape(yaml));
}

static void test_as_jekyll(void **state) {
    (void)state;
    each_line("tests/data/front/split.tsv", 4000, check_split);
}

/* Files whose lines end in CR alone, which Jekyll does not know. */
static void test_cr(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool has, closed;
        uint32_t body_at, body_line;
    } cases[] = {
        {"---\ra: 1\r---\rbody\r", true, true, 13, 4},
        {"--- \ra: 1\r...\r\r\rbody\r", true, true, 16, 6},
        {"---\ra: 1\r---", true, true, 12, 3},
        {"---\ra: 1\r", true, false, 0, 1},
        {"---x\ra: 1\r---\r", false, false, 0, 1},
        {"---\r\na: 1\r---\r\nbody", true, false, 0, 1}, /* CR is no line end to Jekyll */
        {"---\ra: 1\n---\rbody\n", true, false, 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const source *src = source_new(a, S("a.md"), str_of(cases[i].text));
        front_parts p = front_split(src);
        assert_int_equal(p.has, cases[i].has);
        assert_int_equal(p.closed, cases[i].closed);
        assert_int_equal(p.body_at, cases[i].body_at);
        assert_int_equal(p.body_line, cases[i].body_line);
    }
}

static const front_options note = {.schema = FRONT_OF_NOTE};

static bool read_note(str text, const front_options *o, front_parts *p, value *v) {
    diags_new(&told, a);
    return front_read(a, source_new(a, S("a.md"), text), o, p, v, &told);
}

static void test_read(void **state) {
    (void)state;
    front_parts p;
    value v;
    assert_true(read_note(S("---\ntitle: 你好\nlang: zh\n---\n\nbody\n"), &note, &p, &v));
    assert_int_equal(p.body_line, 6);
    assert_string_equal(str_cstr(a, value_as_str(value_at(v, S("title")))), "你好");
    static const char *const empty[] = {"plain\n", "", "---\n---\n", "---\n# only\n---\n",
                                        "---\n~\n---\n"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        assert_true(read_note(str_of(empty[i]), &note, &p, &v));
        assert_int_equal(v.kind, V_MAP);
        assert_int_equal(v.n, 0);
    }
    assert_true(read_note(S("---\ra: 1\rb: [x]\r---\rbody\r"), &note, &p, &v));
    assert_int_equal(v.n, 2);
    assert_int_equal(told.n, 0);
    /* A fault in the YAML: the body is cut all the same. */
    assert_false(read_note(S("---\ntitle: @\n---\nbody\n"), &note, &p, &v));
    assert_int_equal(p.body_at, 17);
    assert_int_equal(v.kind, V_MAP);
    assert_int_equal(v.n, 0);
}

typedef struct fault_case {
    const char *text;
    rule_id id;
    uint32_t line, col, end; /* columns of the span */
    const char *msg, *help;
} fault_case;

#define YAML RULE_FRONTMATTER_YAML
#define OPEN RULE_FRONTMATTER_UNTERMINATED
#define TYPE RULE_FRONTMATTER_TYPE

static const fault_case faults[] = {
    {"---\n- a\n---\n", YAML, 2, 1, 4, "is a list; wanted \"key: value\" lines", ""},
    {"---\n\njust text\n---\n", YAML, 3, 1, 10, "is a single value", "colon"},
    {"---\n  a: 1\nb: 2\n---\n", YAML, 3, 1, 5, "text after the end", "same column"},
    {"---\na: 1\n--- b\n---\n", YAML, 3, 1, 4, "a second YAML document", ""},
    {"---\na: b: c\n---\n", YAML, 2, 5, 6, "a colon and a space", "a: \"b: c\""},
    {"---\ntitle: x\n\nHello\n", OPEN, 1, 1, 4, "has no end", "before line 3"},
    {"---\ntitle: x\ntags:\n- a\nHello world\n", OPEN, 1, 1, 4, "has no end", "before line 5"},
    {"---\ntitle: x\n\n# Heading\n\nText\n", OPEN, 1, 1, 4, "has no end", "before line 3"},
    {"---\ntitle: x\nlang: en\n", OPEN, 1, 1, 4, "has no end", "at the end of the file"},
    {"---\ntitle: x", OPEN, 1, 1, 4, "has no end", "at the end of the file"},
    {"---\n", OPEN, 1, 1, 4, "has no end", "at the end of the file"},
    {"---\ntitle: x\n----\nHello\n", OPEN, 1, 1, 4, "has no end", "nothing else, in line 3"},
    {"---\ntitle: x\n ---\nHello\n", OPEN, 1, 1, 4, "has no end", "in line 3"},
    {"---\ntitle: x\n———\nHello\n", OPEN, 1, 1, 4, "has no end", "in line 3"},
    {"---\ntitle: x\n－－－\nHello\n", OPEN, 1, 1, 4, "has no end", "in line 3"},
    {"---\rtitle: x\r\rHello\r", OPEN, 1, 1, 4, "has no end", "before line 3"},
    {"---\ntitle: [x]\n---\n", TYPE, 2, 8, 11, "\"title\" is a list; wanted a text", "title: x"},
    {"---\ntitle: [x, y]\n---\n", TYPE, 2, 8, 14, "\"title\" is a list", "title: \"[x, y]\""},
    {"---\ntitle: {x}\n---\n", TYPE, 2, 8, 11, "\"title\" is a map", "title: \"{x}\""},
    {"---\ntitle:\n  a: b\n---\n", TYPE, 3, 3, 7, "\"title\" is a map", ""},
    {"---\nlang: no\n---\n", TYPE, 2, 7, 9, "\"lang\" is the boolean false", "lang: \"no\""},
    {"---\nlang: 12\n---\n", TYPE, 2, 7, 9, "\"lang\" is a number", "lang: \"12\""},
    {"---\nlang: [en]\n---\n", TYPE, 2, 7, 11, "\"lang\" is a list", "lang: en"},
    {"---\nlayout: true\n---\n", TYPE, 2, 9, 13, "\"layout\" is the boolean true", "\"true\""},
    {"---\nlayout: 2024-01-01\n---\n", TYPE, 2, 9, 19, "\"layout\" is a date", "\"2024-01-01\""},
    {"---\ntype: [a]\n---\n", TYPE, 2, 7, 10, "\"type\" is a list", "type: a"},
    {"---\ntranslated: vrai\n---\n", TYPE, 2, 13, 17,
     "\"translated\" is the text \"vrai\"; wanted true or false", "translated: true"},
    {"---\ntranslated: \"yes\"\n---\n", TYPE, 2, 13, 18, "is the text \"yes\"", "translated: true"},
    {"---\ngenerated: 否\n---\n", TYPE, 2, 12, 13, "is the text \"否\"", "generated: false"},
    {"---\ngenerated: 0\n---\n", TYPE, 2, 12, 13, "is a number", "generated: false"},
    {"---\ngenerated: GPT-4\n---\n", TYPE, 2, 12, 17, "is the text \"GPT-4\"", ""},
    {"---\naudio: 3\n---\n", TYPE, 2, 8, 9, "\"audio\" is a number; wanted true, false or a path",
     "audio: \"3\""},
    {"---\naudio: {a: b}\n---\n", TYPE, 2, 8, 14, "\"audio\" is a map", ""},
    {"---\nimage: [a.png]\n---\n", TYPE, 2, 8, 15, "\"image\" is a list", "image: a.png"},
    {"---\nimage: 1\n---\n", TYPE, 2, 8, 9, "\"image\" is a number", "image: \"1\""},
};

static void test_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const fault_case *t = &faults[i];
        front_parts p;
        value v;
        if (read_note(str_of(t->text), &note, &p, &v))
            fail_msg("no fault: %s", t->text);
        assert_int_equal(v.kind, V_MAP);
        assert_int_equal(told.n, 1);
        const diag *g = &told.p[0];
        assert_int_equal(g->rule, t->id);
        assert_int_equal(g->sev, SEV_ERROR);
        assert_in(g->msg, t->msg, t->text);
        assert_in(g->help, t->help, t->text);
        if (g->from.line != t->line || g->from.col != t->col || g->to.col != t->end)
            fail_msg("%s: at %u:%u-%u, not %u:%u-%u", t->text, g->from.line, g->from.col, g->to.col,
                     t->line, t->col, t->end);
    }
}

static void test_schema_accepts(void **state) {
    (void)state;
    static const char *const lines[] = {
        "title: x",
        "title: 12",
        "title: 2024-01-01",
        "title: true",
        "title:",
        "title: 1.5",
        "lang: en",
        "lang:",
        "lang: \"no\"",
        "layout: post",
        "layout: null",
        "layout: false",
        "layout:",
        "layout: none",
        "type: 1",
        "type: note",
        "generated: true",
        "generated: no",
        "generated:",
        "translated: yes",
        "audio: true",
        "audio: a.mp3",
        "audio: faux",
        "image: true",
        "image: a.png",
        "image: {path: a}",
        "image:",
        "audio: no",
        "other: [1, 2]",
        "tags: {a: 1}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        front_parts p;
        value v;
        buf b = buf_new(a, 64);
        buf_printf(&b, "---\n%s\n---\n", lines[i]);
        if (!read_note(buf_str(&b), &note, &p, &v) || told.n)
            fail_msg("refused: %s", lines[i]);
    }
    /* Layouts and data pages are not checked. */
    front_parts p;
    value v;
    assert_true(read_note(S("---\ntitle: [x]\n---\n"), &(front_options){0}, &p, &v));
    /* All faults of a note are told at once. */
    assert_false(read_note(S("---\ntitle: [x]\nlang: 1\naudio: 2\n---\n"), &note, &p, &v));
    assert_int_equal(told.n, 3);
    assert_int_equal(v.n, 3);
}

static void test_mark(void **state) {
    (void)state;
    front_options o = {.schema = FRONT_OF_NOTE, .had_bom = true};
    front_parts p;
    value v;
    assert_true(read_note(S("---\na: 1\n---\n"), &o, &p, &v));
    assert_int_equal(told.n, 1);
    assert_int_equal(told.p[0].rule, RULE_ENCODING_BOM);
    assert_int_equal(told.p[0].sev, SEV_NOTE);
    assert_int_equal(told.p[0].from.line, 1);
    assert_true(read_note(S("plain\n"), &o, &p, &v));
    assert_int_equal(told.n, 0);
}

static void test_limit(void **state) {
    (void)state;
    buf b = buf_new(a, 0);
    buf_lit(&b, "---\na: ");
    buf_repeat(&b, 'x', LIMIT_FRONT);
    buf_lit(&b, "\n---\n");
    front_parts p;
    value v;
    assert_false(read_note(buf_str(&b), &note, &p, &v));
    assert_int_equal(told.n, 1);
    assert_int_equal(told.p[0].rule, RULE_LIMIT_SIZE);
    assert_true(p.closed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_as_jekyll),      TEST(test_cr),   TEST(test_read),  TEST(test_faults),
        TEST(test_schema_accepts), TEST(test_mark), TEST(test_limit),
    };
    return cmocka_run_group_tests_name("front", tests, NULL, NULL);
}
