/* A visit to the nodes of Markdown: tests/data/markdown/tree/NAME.md gives NAME.tree, a line a
 * node: its kind, its place and length, what it holds. UPDATE=1 writes what is given now. */
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

typedef struct dump {
    const source *src;
    buf out;
    size_t depth, left;
} dump;

static void enter(void *ctx, const md_node *m) {
    dump *d = ctx;
    buf *out = &d->out;
    buf_repeat(out, ' ', 2 * d->depth++);
    buf_printf(out, "%s", kinds[m->kind]);
    if (m->kind != MD_TEXT && m->kind != MD_SOFT_BREAK && m->kind != MD_HARD_BREAK) {
        place at = source_place(d->src, m->at);
        buf_printf(out, " %u:%u+%u", at.line, at.col, m->n);
    }
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
}

static void leave(void *ctx, md_kind kind) {
    dump *d = ctx;
    assert_true(d->depth > 0);
    d->depth--;
    d->left = kind;
}

static bool visit(dump *d, const source *s, uint32_t flags) {
    md_visitor v = {enter, leave, d};
    *d = (dump){.src = s, .out = buf_new(a, 4096)};
    line_starts lines = line_starts_of(a, s->text);
    return markdown_visit(a, span_of(s, 0, 0), s->text, &lines, flags, &v, &told);
}

static void check(const char *name, uint32_t flags) {
    char path[256];
    snprintf(path, sizeof path, "tests/data/markdown/tree/%s.md", name);
    const source *s = source_new(a, S("x.md"), read_file(path));
    dump d;
    assert_true(visit(&d, s, flags));
    assert_int_equal(told.n, 0);
    assert_int_equal(d.depth, 0);
    snprintf(path, sizeof path, "tests/data/markdown/tree/%s.tree", name);
    if (getenv("UPDATE")) {
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fwrite(d.out.p, 1, d.out.n, f);
        fclose(f);
    }
    assert_str(buf_str(&d.out), read_file(path));
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

static void what_is_beyond_the_limits_is_not_visited(void **state) {
    (void)state;
    buf b = buf_new(a, 1024);
    buf_repeat(&b, '>', 2 * LIMIT_MARKDOWN_DEPTH);
    const source *s = source_new(a, S("x.md"), buf_str(&b));
    dump d;
    assert_false(visit(&d, s, USUAL));
    assert_int_equal(told.n, 1);
    assert_int_equal(told.p[0].rule, RULE_MARKDOWN_LIMIT);
}

static void an_empty_text_is_a_document(void **state) {
    (void)state;
    const source *s = source_new(a, S("x.md"), S(""));
    dump d;
    assert_true(visit(&d, s, USUAL));
    assert_str(buf_str(&d.out), S("document 1:1+0\n"));
    assert_int_equal(d.left, MD_DOCUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(blocks_have_their_places),    TEST(inlines_have_their_places),
        TEST(marks_are_left_out),          TEST(what_is_beyond_the_limits_is_not_visited),
        TEST(an_empty_text_is_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
