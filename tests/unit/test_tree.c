/* Markdown as a flat tree: tests/data/markdown/tree/NAME.md gives NAME.tree, a line a node: its
 * kind, its place and length, what it holds. UPDATE=1 writes what is given now. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

#include "markdown/markdown.h"
#include "markdown/tree.h"

static const char *const kinds[] = {
    "document",   "quote",      "list",      "item",  "paragraph", "heading", "code-block",
    "html-block", "break",      "note",      "table", "row",       "cell",    "text",
    "soft-break", "hard-break", "code",      "html",  "emph",      "strong",  "strike",
    "link",       "image",      "reference", "other",
};

static void dump(const md_tree *t, const source *s, buf *out) {
    uint32_t ends[64], depth = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        const md_node *m = &t->p[i];
        while (depth && ends[depth - 1] <= i)
            depth--;
        buf_repeat(out, ' ', 2 * depth);
        place at = source_place(s, m->at);
        buf_printf(out, "%s %u:%u+%u", kinds[m->kind], at.line, at.col, m->n);
        if (m->level)
            buf_printf(out, " level %u", m->level);
        if (m->flags)
            buf_printf(out, " flags %u", m->flags);
        if (m->text.n) {
            buf_lit(out, " \"");
            for (size_t k = 0; k < m->text.n; k++)
                if (m->text.p[k] == '\n')
                    buf_lit(out, "\\n");
                else
                    buf_char(out, m->text.p[k]);
            buf_char(out, '"');
        }
        if (m->info.n)
            buf_printf(out, " (%.*s)", STR_FMT(m->info));
        buf_char(out, '\n');
        ends[depth++] = m->end;
    }
}

static void check(const char *name, uint32_t flags) {
    char path[256];
    snprintf(path, sizeof path, "tests/data/markdown/tree/%s.md", name);
    const source *s = source_new(a, S("x.md"), read_file(path));
    md_tree t = {0};
    assert_true(markdown_tree(a, span_of(s, 0, 0), s->text, flags, &t, &told));
    assert_int_equal(told.n, 0);
    buf out = buf_new(a, 4096);
    dump(&t, s, &out);
    snprintf(path, sizeof path, "tests/data/markdown/tree/%s.tree", name);
    if (getenv("UPDATE")) {
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fwrite(out.p, 1, out.n, f);
        fclose(f);
    }
    assert_str(buf_str(&out), read_file(path));
}

enum { USUAL = MD_UNSAFE | MD_TABLE | MD_STRIKETHROUGH | MD_TASKLIST };

static void blocks_have_their_places(void **state) {
    (void)state;
    check("blocks", USUAL);
}

static void inlines_have_their_places(void **state) {
    (void)state;
    check("inlines", USUAL);
}

static void marks_are_left_out(void **state) {
    (void)state;
    check("cjk", USUAL | MD_CJK_EMPHASIS);
}

static void what_is_beyond_the_limits_gives_no_tree(void **state) {
    (void)state;
    buf b = buf_new(a, 1024);
    buf_repeat(&b, '>', 2 * LIMIT_MARKDOWN_DEPTH);
    const source *s = source_new(a, S("x.md"), buf_str(&b));
    md_tree t = {0};
    assert_false(markdown_tree(a, span_of(s, 0, 0), s->text, USUAL, &t, &told));
    assert_int_equal(told.n, 1);
    assert_int_equal(told.p[0].rule, RULE_MARKDOWN_LIMIT);
}

static void an_empty_text_is_a_document(void **state) {
    (void)state;
    const source *s = source_new(a, S("x.md"), S(""));
    md_tree t = {0};
    assert_true(markdown_tree(a, span_of(s, 0, 0), s->text, USUAL, &t, &told));
    assert_int_equal(t.n, 1);
    assert_int_equal(t.p[0].kind, MD_DOCUMENT);
    assert_int_equal(t.p[0].end, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(blocks_have_their_places),    TEST(inlines_have_their_places),
        TEST(marks_are_left_out),          TEST(what_is_beyond_the_limits_gives_no_tree),
        TEST(an_empty_text_is_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
