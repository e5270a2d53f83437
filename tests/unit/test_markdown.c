#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "markdown/markdown.h"

enum {
    EXTENSIONS = MD_TABLE | MD_STRIKETHROUGH | MD_AUTOLINK | MD_TAGFILTER | MD_TASKLIST,
    USUAL = MD_UNSAFE | MD_SMART | MD_FOOTNOTES | EXTENSIONS,
};

typedef struct run {
    arena *a;
    diags d;
    str html;
    bool ok;
} run;

static run convert(markdown_style style, uint32_t flags, str text) {
    run r = {.a = arena_new(0)};
    diags_new(&r.d, r.a);
    source *s = source_new(r.a, S("x.md"), text);
    markdown_options o = {.style = style, .flags = flags};
    buf out = buf_new(r.a, 0);
    r.ok = markdown_html(r.a, span_of(s, 0, 0), text, &o, &out, &r.d);
    r.html = str_copy(r.a, buf_str(&out));
    return r;
}

static void assert_html(markdown_style style, uint32_t flags, str text, str want) {
    run r = convert(style, flags, text);
    assert_true(r.ok);
    assert_int_equal(r.d.n, 0);
    if (!str_eq(r.html, want))
        fail_msg("\n%.*s\ngives\n%.*s\nnot\n%.*s", STR_FMT(text), STR_FMT(r.html), STR_FMT(want));
    arena_free(r.a);
}

static str read_data(arena *a, const char *folder, const char *name, const char *ext) {
    char path[256];
    snprintf(path, sizeof path, "tests/data/markdown/%s/%s.%s", folder, name, ext);
    str text, why;
    if (!file_read(&sys_real, a, path, LIMIT_NOTE, &text, &why))
        fail_msg("%s: %.*s", path, STR_FMT(why));
    return text;
}

typedef struct data_case {
    const char *name;
    uint32_t flags;
} data_case;

static void assert_data(markdown_style style, const char *folder, const data_case *c) {
    arena *a = arena_new(0);
    str text = read_data(a, folder, c->name, "md");
    str want = read_data(a, folder, c->name, "html");
    assert_html(style, c->flags, text, want);
    arena_free(a);
}

static void plain_is_cmarks_html(void **state) {
    (void)state;
    assert_html(MARKDOWN_PLAIN, 0, S("a *b* <i>c</i>\n"),
                S("<p>a <em>b</em> <!-- raw HTML omitted -->c<!-- raw HTML omitted --></p>\n"));
    assert_html(MARKDOWN_PLAIN, MD_UNSAFE | MD_SMART | MD_SOURCEPOS, S("\"x\" <i>"),
                S("<p data-sourcepos=\"1:1-1:7\">“x” <i></p>\n"));
    assert_html(MARKDOWN_PLAIN, MD_TABLE | MD_TABLE_PREFER_STYLE, S("a|b\n-|-:\n"),
                S("<table>\n<thead>\n<tr>\n<th>a</th>\n<th style=\"text-align: right\">b</th>\n"
                  "</tr>\n</thead>\n</table>\n"));
    assert_html(MARKDOWN_PLAIN, MD_TAGFILTER | MD_UNSAFE, S("a <xmp> </xmp>\n"),
                S("<p>a &lt;xmp> &lt;/xmp></p>\n"));
    assert_html(MARKDOWN_PLAIN, 0, S("a\0b\n"),
                S("<p>a\xEF\xBF\xBD"
                  "b</p>\n"));
    assert_html(MARKDOWN_PLAIN, 0, S(""), S(""));
}

static void commonmark_is_jekyll_commonmarks_html(void **state) {
    (void)state;
    static const data_case cases[] = {
        {"blocks", USUAL},
        {"code", USUAL},
        {"lists", USUAL},
        {"tables", USUAL},
        {"notes", USUAL},
        {"links", USUAL},
        {"breaks", MD_HARDBREAKS | MD_SOURCEPOS | MD_GITHUB_PRE_LANG | EXTENSIONS},
        {"nobreaks", MD_NOBREAKS | MD_UNSAFE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_data(MARKDOWN_COMMONMARK, "commonmark", &cases[i]);
}

static void output_is_appended(void **state) {
    (void)state;
    arena *a = arena_new(0), *b = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("x.md"), S("- a\n"));
    markdown_options o = {.style = MARKDOWN_COMMONMARK, .flags = 0};
    buf out = buf_new(b, 0);
    buf_lit(&out, "before");
    assert_true(markdown_html(a, span_of(s, 0, 0), s->text, &o, &out, &d));
    assert_true(str_eq(buf_str(&out), S("before<ul>\n<li>a</li>\n</ul>\n")));
    arena_free(b);
    arena_free(a);
}

static void names_are_known(void **state) {
    (void)state;
    assert_int_equal(markdown_extension(S("table")), MD_TABLE);
    assert_int_equal(markdown_extension(S("strikethrough")), MD_STRIKETHROUGH);
    assert_int_equal(markdown_extension(S("autolink")), MD_AUTOLINK);
    assert_int_equal(markdown_extension(S("tagfilter")), MD_TAGFILTER);
    assert_int_equal(markdown_extension(S("tasklist")), MD_TASKLIST);
    assert_int_equal(markdown_extension(S("footnotes")), MD_FOOTNOTES);
    assert_int_equal(markdown_extension(S("tables")), 0);
    assert_int_equal(markdown_option(S("SMART")), MD_SMART);
    assert_int_equal(markdown_option(S("TABLE_PREFER_STYLE_ATTRIBUTES")), MD_TABLE_PREFER_STYLE);
    assert_int_equal(markdown_option(S("FOOTNOTES")), MD_FOOTNOTES);
    assert_int_equal(markdown_option(S("smart")), 0);
    assert_true(strlen(markdown_library_version()) > 0);
}

/* cmark's parser has writable globals: without the lock, two threads lose strikethroughs. */
static void *convert_often(void *arg) {
    str *want = arg;
    size_t wrong = 0;
    for (int i = 0; i < 2000; i++) {
        run r = convert(MARKDOWN_COMMONMARK, USUAL,
                        S("~~a~~ www.example.com *b* a@example.org\n\n|x|\n|-|\n|~~y~~|\n"));
        wrong += !r.ok || !str_eq(r.html, *want);
        arena_free(r.a);
    }
    return (void *)wrong;
}

static void threads_give_the_same_bytes(void **state) {
    (void)state;
    run r = convert(MARKDOWN_COMMONMARK, USUAL,
                    S("~~a~~ www.example.com *b* a@example.org\n\n|x|\n|-|\n|~~y~~|\n"));
    assert_true(str_has(r.html, S("<del>a</del>")));
    assert_true(str_has(r.html, S("href=\"http://www.example.com\"")));
    pthread_t threads[2];
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, convert_often, &r.html), 0);
    for (size_t i = 0; i < 2; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    arena_free(r.a);
}

/* Runs out of the scratch arena, of the output's limit, of cmark's memory: the lock is free again
 * each time and the next document is as ever. */
static void render_into_small(void *arg) {
    buf *out = arg;
    diags d;
    diags_new(&d, out->a);
    str text = S("~~a~~ long enough to need more than the output may have\n");
    source *s = source_new(out->a, S("x.md"), text);
    markdown_options o = {.style = MARKDOWN_COMMONMARK, .flags = USUAL};
    markdown_html(out->a, span_of(s, 0, 0), text, &o, out, &d);
}

static void a_full_output_fails_its_arena(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buf out = buf_new(a, 0);
    out.limit = 16;
    assert_false(arena_try(a, render_into_small, &out));
    assert_string_equal(arena_reason(a), "limit/output");
    arena_free(a);
    assert_html(MARKDOWN_COMMONMARK, USUAL, S("~~a~~"), S("<p><del>a</del></p>\n"));
}

static void too_much_memory_is_a_diag(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buf text = buf_new(a, LIMIT_NOTE);
    while (text.n < LIMIT_NOTE - 8)
        buf_lit(&text, "*a* \n");
    run r = convert(MARKDOWN_COMMONMARK, USUAL, buf_str(&text));
    assert_false(r.ok);
    assert_int_equal(r.d.n, 1);
    assert_int_equal(r.d.p[0].rule, RULE_MARKDOWN_LIMIT);
    assert_int_equal(r.html.n, 0);
    arena_free(r.a);
    arena_free(a);
    assert_html(MARKDOWN_COMMONMARK, USUAL, S("~~a~~"), S("<p><del>a</del></p>\n"));
    assert_html(MARKDOWN_PLAIN, 0, S("~~*a*~~"), S("<p>~~<em>a</em>~~</p>\n"));
}

typedef struct pair {
    const char *text, *html;
} pair;

static void cjk_emphasis(void **state) {
    (void)state;
    static const pair cases[] = {
        {"**开发者（PyCharm）**的", "<strong>开发者（PyCharm）</strong>的"},
        {"一个**「词」**和", "一个<strong>「词」</strong>和"},
        {"는**프록시(proxy)**를", "는<strong>프록시(proxy)</strong>를"},
        {"これは**「強調」**です", "これは<strong>「強調」</strong>です"},
        {"a*「b」*c", "a<em>「b」</em>c"},
        {"字***「b」***字", "字<em><strong>「b」</strong></em>字"},
        {"字~~「b」~~字", "字<del>「b」</del>字"},
        {"字~「b」~字", "字<del>「b」</del>字"},
        {"说**“好”**的", "说<strong>“好”</strong>的"},
        {"**a:**字", "<strong>a:</strong>字"},
        {"字**「a *「b」*c」**字", "字<strong>「a <em>「b」</em>c」</strong>字"},
        {"字[**「a」**字](u)字", "字<a href=\"u\"><strong>「a」</strong>字</a>字"},
        {"字**[「a」](u)**字", "字<strong><a href=\"u\">「a」</a></strong>字"},
        {"字**`a`**字", "字<strong><code>a</code></strong>字"},
        {"字~~**「a」**~~字", "字<del><strong>「a」</strong></del>字"},
        {"字**~~「a」~~**字", "字<strong><del>「a」</del></strong>字"},
        {"**「a」**b **「c」**d", "<strong>「a」</strong>b <strong>「c」</strong>d"},
        /* what CommonMark reads well stays as it is */
        {"**注意（**重要**）**", "<strong>注意（<strong>重要</strong>）</strong>"},
        {"「**重要**」的**甲**说「**重要**」",
         "「<strong>重要</strong>」的<strong>甲</strong>说「<strong>重要</strong>」"},
        {"2 * 3 * 4 （* ）", "2 * 3 * 4 （* ）"},
        {"** 字**字", "** 字**字"},
        {"字_「b」_字", "字_「b」_字"},
        {"**foo:**bar", "**foo:**bar"},
        /* what is no inline text, or escaped */
        {"\\*\\*「词」\\*\\*的", "**「词」**的"},
        {"`字**「词」**字`", "<code>字**「词」**字</code>"},
        {"x <a b=\"字**「词」**字\">", "x <a b=\"字**「词」**字\">"},
        {"<http://a/字**「词」**字>",
         "<a href=\"http://a/%E5%AD%97**%E3%80%8C%E8%AF%8D%E3%80%8D**%E5%AD%97\">"
         "http://a/字**「词」**字</a>"},
        {"[a](字**「b」**字 \"字**「t」**字\")",
         "<a href=\"%E5%AD%97**%E3%80%8Cb%E3%80%8D**%E5%AD%97\" title=\"字**「t」**字\">a</a>"},
        {"![字**「a」**字](u)", "<img src=\"u\" alt=\"字「a」字\" />"},
        {"[字**「a」**字]\n\n[字**「a」**字]: u", "<a href=\"u\">字<strong>「a」</strong>字</a>"},
        /* a text that holds some or all of the marks */
        {"\x7F字**「a」**字", "\x7F字<strong>「a」</strong>字"},
        {"\x7F\x1A\x05字**「a」**字", "\x7F\x1A\x05字**「a」**字"},
        {"\xFF字**「a」**字", "\xFF字**「a」**字"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char want[1024];
        int n = snprintf(want, sizeof want, "<p>%s</p>\n", cases[i].html);
        assert_html(MARKDOWN_COMMONMARK, MD_CJK_EMPHASIS | MD_UNSAFE | EXTENSIONS,
                    str_of(cases[i].text), (str){want, (size_t)n});
    }
    static const data_case everywhere = {"everywhere", MD_CJK_EMPHASIS | USUAL};
    assert_data(MARKDOWN_COMMONMARK, "cjk", &everywhere);
}

static void cjk_emphasis_keeps_places(void **state) {
    (void)state;
    assert_html(MARKDOWN_COMMONMARK, MD_CJK_EMPHASIS | MD_SOURCEPOS,
                S("字**「a」**字\n字*「b」*字"),
                S("<p data-sourcepos=\"1:1-2:15\">字<strong>「a」</strong>字\n"
                  "字<em>「b」</em>字</p>\n"));
    assert_html(MARKDOWN_COMMONMARK, MD_CJK_EMPHASIS | MD_STRIKETHROUGH_DOUBLE_TILDE | EXTENSIONS,
                S("字~「b」~字"), S("<p>字~「b」~字</p>\n"));
}

static void notes_are_written_as_kramdown_writes(void **state) {
    (void)state;
    static const data_case cases[] = {{"blocks", MD_KRAMDOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_data(MARKDOWN_NOTES, "notes", &cases[i]);
    assert_html(MARKDOWN_NOTES, 0, S("# a\n\n<i>b</i> \"c\"\n"),
                S("<h1>a</h1>\n\n<p><!-- raw HTML omitted -->b<!-- raw HTML omitted --> "
                  "\"c\"</p>\n"));
}

static void heading_ids(void **state) {
    (void)state;
    static const pair cases[] = {
        {"A one `b` & \"q\"", "a-one-b--q"},
        {"标题 一「二」", "标题-一二"},
        {"ÄÖÜ straße", "äöü-straße"},
        {"a\tb_c-d", "a-b_c-d"},
        {"!?", ""},
        {"1. 한국어", "1-한국어"},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_eq(markdown_heading_id(a, str_of(cases[i].text)), str_of(cases[i].html)));
    arena_free(a);
    assert_html(MARKDOWN_NOTES, MD_HEADING_IDS, S("# a\n# A\n# a!\n# !\n# ?\n# ![x](y)a\n"),
                S("<h1 id=\"a\">a</h1>\n<h1 id=\"a-1\">A</h1>\n<h1 id=\"a-2\">a!</h1>\n"
                  "<h1>!</h1>\n<h1 id=\"-1\">?</h1>\n"
                  "<h1 id=\"a-3\"><img src=\"y\" alt=\"x\" />a</h1>\n"));
}

/* `head`, then `times` times `part`, then `tail`. */
typedef struct limit_case {
    const char *head, *part;
    size_t times;
    const char *tail, *why; /* NULL: accepted */
    uint32_t line;
} limit_case;

static str build(arena *a, const limit_case *c) {
    buf b = buf_new(a, 0);
    buf_add(&b, str_of(c->head));
    for (size_t i = 0; i < c->times; i++)
        buf_add(&b, str_of(c->part));
    buf_add(&b, str_of(c->tail));
    return buf_str(&b);
}

static const char nested[] = "block quotes and lists nested more than 100 deep, which is not read";
static const char columns[] = "a table of more than 256 columns, which is not read";
static const char cells[] = "a table of more than 200000 cells, which is not read";
static const char brackets[] = "very many unclosed brackets, which is not read";
static const char html[] =
    "very many unclosed HTML instructions or declarations, which is not read";
static const limit_case limit_cases[] = {
    {"", "> ", 100, "a\n", NULL, 0},
    {"x\n\n", "> ", 101, "a\n", nested, 3},
    {"", ">", 101, "a\n", nested, 1},
    {"", "- ", 101, "a\n", nested, 1},
    {"", "1) ", 101, "a\n", nested, 1},
    {"", "> - ", 51, "a\n", nested, 1},
    {"", "- ", 101, "\n", NULL, 0}, /* a thematic break */
    {"```\n", ">", 101, "\n```\n", NULL, 0},
    {"- ```\n  ", ">", 101, "\n", NULL, 0},
    {"- ```\n\n", ">", 101, "\n", nested, 3}, /* outside the item, so outside the fence */
    {"    ", ">", 101, "\n", NULL, 0},
    {"", "- a\n", 5000, "", NULL, 0},
    {"- - - - - - - - - - - - - - - - a\n", "\n", 3000000, "",
     "very many lines in deeply nested block quotes and lists, which is not read", 2500002},
    {"", "x", LIMIT_LINE, "\n", NULL, 0},
    {"\r\r", "x", LIMIT_LINE + 1, "\n", "a line of more than 1 MiB, which is not read", 3},
    {"", "aaaaaaaaaaaaaaa\r", 100000, "", NULL, 0},
    {"a\n|", "-|", 300, "\n", NULL, 0}, /* no table: the line before has one column */
    {"|a\n|-|\n", "b\n", 20000, "", NULL, 0},
    {"", "![[]()", 160000, "", brackets, 1},
    {"", "[a](b) ", 100000, "", NULL, 0},
    {"", "a <?b\n", 100000, "", html, 20000},
    {"", "a <?b ?> <!A > <![CDATA[]]>\n", 100000, "", NULL, 0},
    {"", "a\n", 40000, "|a|\n|-|\n",
     "a table's delimiter row after a very long paragraph, which is not read", 40002},
    {"www.a.b/", ")", 50000, "\n",
     "a URL that ends in very many closing brackets, which is not read", 1},
    {"www.a.b/", ")", 1000, "\n", NULL, 0},
    {"", "a@", 300000, "\n", "a word with very many '@', which is not read", 1},
    {"", "a@b.c\n", 100000, "", NULL, 0},
    {"", "x\n\n", LIMIT_NOTE / 3 + 1, "", "more than 8 MiB of Markdown, which is not read", 1},
    {"|", "a|", 256, "\n", NULL, 0},
};

static void limits(void **state) {
    (void)state;
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof limit_cases / sizeof *limit_cases; i++) {
        const limit_case *c = &limit_cases[i];
        run r = convert(MARKDOWN_COMMONMARK, USUAL, build(a, c));
        if (r.ok != (c->why == NULL) || r.d.n != !r.ok)
            fail_msg("case %zu: %.*s", i, STR_FMT(r.d.n ? r.d.p[0].msg : S("accepted")));
        if (c->why) {
            assert_int_equal(r.d.p[0].rule, RULE_MARKDOWN_LIMIT);
            assert_true(str_eq(r.d.p[0].msg, str_of(c->why)));
            assert_int_equal(r.d.p[0].from.line, c->line);
        }
        arena_free(r.a);
    }
    arena_free(a);
}

static void limits_of_tables(void **state) {
    (void)state;
    static const struct {
        size_t columns, rows;
        const char *why;
        uint32_t line;
    } tables[] = {
        {256, 10, NULL, 0},
        {257, 1, columns, 2},
        {200, 999, NULL, 0},
        {200, 1100, cells, 1002},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        buf b = buf_new(a, 0);
        limit_case head = {"|", "a|", tables[i].columns, "\n", NULL, 0};
        limit_case line = {"|", "-|", tables[i].columns, "\n", NULL, 0};
        buf_add(&b, build(a, &head));
        buf_add(&b, build(a, &line));
        for (size_t k = 0; k < tables[i].rows; k++)
            buf_lit(&b, "b\n");
        run r = convert(MARKDOWN_COMMONMARK, USUAL, buf_str(&b));
        assert_int_equal(r.ok, tables[i].why == NULL);
        if (tables[i].why) {
            assert_true(str_eq(r.d.p[0].msg, str_of(tables[i].why)));
            assert_int_equal(r.d.p[0].from.line, tables[i].line);
        }
        arena_free(r.a);
        r = convert(MARKDOWN_COMMONMARK, 0, buf_str(&b));
        assert_true(r.ok);
        arena_free(r.a);
    }
    arena_free(a);
}

static void a_limit_is_reported_at_its_place(void **state) {
    (void)state;
    arena *a = arena_new(0);
    limit_case c = {"---\ntitle: x\n---\n\n  ", ">", 120, "\n", NULL, 0};
    str text = build(a, &c);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("x.md"), text);
    markdown_options o = {.style = MARKDOWN_PLAIN, .flags = 0};
    buf out = buf_new(a, 0);
    assert_false(markdown_html(a, span_of(s, 17, 0), str_from(text, 17), &o, &out, &d));
    assert_int_equal(d.p[0].from.line, 5);
    assert_int_equal(d.p[0].from.col, 103);
    assert_int_equal(out.n, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_is_cmarks_html),
        cmocka_unit_test(commonmark_is_jekyll_commonmarks_html),
        cmocka_unit_test(cjk_emphasis),
        cmocka_unit_test(cjk_emphasis_keeps_places),
        cmocka_unit_test(notes_are_written_as_kramdown_writes),
        cmocka_unit_test(heading_ids),
        cmocka_unit_test(limits),
        cmocka_unit_test(limits_of_tables),
        cmocka_unit_test(a_limit_is_reported_at_its_place),
        cmocka_unit_test(output_is_appended),
        cmocka_unit_test(names_are_known),
        cmocka_unit_test(threads_give_the_same_bytes),
        cmocka_unit_test(a_full_output_fails_its_arena),
        cmocka_unit_test(too_much_memory_is_a_diag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
