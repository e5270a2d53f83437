#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "markdown/markdown.h"

static str convert(arena *a, const markdown_options *o, str text) {
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("x.md"), text);
    buf out = buf_new(a, 0);
    assert_true(markdown_html(a, span_of(s, 0, 0), text, o, &out, &d));
    assert_int_equal(d.n, 0);
    return buf_str(&out);
}

static void assert_same(str text, str got, str want) {
    if (!str_eq(got, want))
        fail_msg("\n%.*s\ngives\n%.*s\nnot\n%.*s", STR_FMT(text), STR_FMT(got), STR_FMT(want));
}

static str read_data(arena *a, const char *name, const char *ext) {
    char path[256];
    snprintf(path, sizeof path, "tests/data/markdown/kramdown/%s.%s", name, ext);
    str text, why;
    if (!file_read(&sys_real, a, path, LIMIT_NOTE, &text, &why))
        fail_msg("%s: %.*s", path, STR_FMT(why));
    return text;
}

/* What kramdown 2.4 made of these texts with Jekyll's options. */
static void pages_are_kramdowns(void **state) {
    (void)state;
    static const char *const names[] = {"attributes", "blocks", "definitions", "extensions",
                                        "headings",   "html",   "leaks",       "spans",
                                        "strays",     "tables"};
    markdown_options o = {.style = MARKDOWN_KRAMDOWN};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        arena *a = arena_new(0);
        str text = read_data(a, names[i], "md");
        assert_same(text, convert(a, &o, text), read_data(a, names[i], "html"));
        arena_free(a);
    }
}

typedef struct option_case {
    const char *name, *val, *text, *html;
} option_case;

static void options_are_kramdowns(void **state) {
    (void)state;
    static const option_case cases[] = {
        {"auto_ids", "true,", "# a\n", "<h1 id=\"a\">a</h1>\n"},
        {"syntax_highlighter", "pygments", "    a\n", "<pre><code>a\n</code></pre>\n"},
        {"auto_ids", "false", "# a\n", "<h1>a</h1>\n"},
        {"auto_id_prefix", "p-", "# a\n", "<h1 id=\"p-a\">a</h1>\n"},
        {"header_offset", "2", "# a\n", "<h3 id=\"a\">a</h3>\n"},
        {"hard_wrap", "true", "a\nb\n", "<p>a<br />\nb</p>\n"},
        {"smart_quotes", "apos,apos,quot,quot", "\"a\" 'b'\n", "<p>\"a\" 'b'</p>\n"},
        {"math_engine", "none", "$$x$$ y\n", "<p><span class=\"kdmath\">$x$</span> y</p>\n"},
        {"syntax_highlighter", "none", "`x`\n", "<p><code>x</code></p>\n"},
        {"parse_block_html", "true", "<div>\n*a*\n</div>\n",
         "<div>\n  <p><em>a</em></p>\n</div>\n"},
        {"parse_span_html", "false", "<b>*a*</b>\n", "<p><b>*a*</b></p>\n"},
        {"toc_levels", "2..3", "- x\n{:toc}\n\n# a\n## b\n",
         "<ul id=\"markdown-toc\">\n  <li><a href=\"#b\" id=\"markdown-toc-b\">b</a></li>\n"
         "</ul>\n\n<h1 id=\"a\">a</h1>\n<h2 id=\"b\">b</h2>\n"},
        {"input", "kramdown", "#a b\n\nx\n- y\n", "<h1 id=\"a-b\">a b</h1>\n\n<p>x\n- y</p>\n"},
        {"gfm_quirks", "no_auto_typographic", "a\n- b -- c\n", "<p>a\n- b -- c</p>\n"},
        {"guess_lang", "false", "`c`{:.language-text}\n\n    a\n",
         "<p><code class=\"language-text\">c</code></p>\n\n<pre><code>a\n</code></pre>\n"},
        {"syntax_highlighter_opts.block.line_numbers", "true", "    a\n    b\n",
         "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\">"
         "<pre class=\"highlight\"><code><table class=\"rouge-table\"><tbody><tr>"
         "<td class=\"rouge-gutter gl\"><pre class=\"lineno\">1\n2\n</pre></td>"
         "<td class=\"rouge-code\"><pre>a\nb\n</pre></td></tr></tbody></table>"
         "</code></pre></div></div>\n"},
        {"syntax_highlighter_opts.css_class", "x", "    a\n",
         "<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\">"
         "<pre class=\"x\"><code>a\n</code></pre></div></div>\n"},
        {"syntax_highlighter_opts.wrap", "false", "    a\n",
         "<div class=\"language-plaintext highlighter-rouge\">a\n</div>\n"},
        {"syntax_highlighter_opts.span.disable", "true", "`c`\n", "<p><code>c</code></p>\n"},
        {"syntax_highlighter_opts.default_lang", "ruby", "`c`\n",
         "<p><code class=\"language-ruby highlighter-rouge\">c</code></p>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena *a = arena_new(0);
        markdown_options o = {.style = MARKDOWN_KRAMDOWN,
                              .has_kramdown = true,
                              .kramdown = markdown_kramdown_defaults};
        assert_true(
            markdown_kramdown_set(&o.kramdown, str_of(cases[i].name), str_of(cases[i].val)));
        str text = str_of(cases[i].text);
        assert_same(text, convert(a, &o, text), str_of(cases[i].html));
        arena_free(a);
    }
    markdown_kramdown o = markdown_kramdown_defaults;
    assert_false(markdown_kramdown_set(&o, S("colour"), S("red")));
    assert_false(markdown_kramdown_set(&o, S("footnote_nr"), S("many")));
}

#define NOTE(sup, a, number, li)                                                                   \
    "<p>a<sup id=\"fnref:1\"" sup "><a href=\"#fn:1\" class=\"footnote\"" a ">" number             \
    "</a></sup></p>\n\n<div class=\"footnotes\" role=\"doc-endnotes\">\n  <ol>\n"                  \
    "    <li id=\"fn:1\"" li ">\n      <p>b\xC2\xA0<a href=\"#fnref:1\" class=\"reversefootnote\"" \
    " role=\"doc-backlink\">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n"

/* What versions of kramdown write otherwise. */
static void versions_differ(void **state) {
    (void)state;
    static const struct {
        const char *version, *name, *val, *text, *html;
    } cases[] = {
        {"2.3.0", "", "", "a[^1]\n\n[^1]: b\n",
         NOTE(" role=\"doc-noteref\"", "", "1", " role=\"doc-endnote\"")},
        {"2.4.0", "", "", "a[^1]\n\n[^1]: b\n",
         NOTE(" role=\"doc-noteref\"", " rel=\"footnote\"", "1", " role=\"doc-endnote\"")},
        {"2.5", "footnote_link_text", "[%s]", "a[^1]\n\n[^1]: b\n",
         NOTE("", " rel=\"footnote\" role=\"doc-noteref\"", "[1]", "")},
        {"2.5", "header_links", "true", "# A\n", "<h1 id=\"a\"><a href=\"#a\"></a>A</h1>\n"},
        {"2.4", "header_links", "true", "# A\n", "<h1 id=\"a\">A</h1>\n"},
        {"2.4", "", "", "&frac18; &zz;\n", "<p>&amp;frac18; &amp;zz;</p>\n"},
        {"2.5", "", "", "&frac18; &zz;\n", "<p>\u215B &amp;zz;</p>\n"},
        {"2.5.0", "", "", "a___b c_ d\n", "<p>a__<em>b c</em> d</p>\n"},
        {"2.5.1", "", "", "a___b c_ d\n", "<p>a___b c_ d</p>\n"},
        {"2.3.2", "", "", "`c`{:.language-ruby}\n",
         "<p><code class=\"language-plaintext highlighter-rouge\">c</code></p>\n"},
        {"2.4.0", "", "", "`c`{:.language-ruby}\n",
         "<p><code class=\"language-ruby highlighter-rouge\">c</code></p>\n"},
        {"2.3.0", "", "", "` c `\n",
         "<p><code class=\"language-plaintext highlighter-rouge\"> c </code></p>\n"},
        {"2.3.1", "", "", "` c `\n", "<p>` c `</p>\n"},
        {"2.3.0", "", "", "![a](b){:standalone #i}\n{:.p}\n",
         "<figure id=\"i\">\n  <img src=\"b\" alt=\"a\" />\n  "
         "<figcaption>a</figcaption>\n</figure>\n"},
        {"2.3.1", "", "", "![a](b){:standalone #i}\n{:.p}\n",
         "<figure class=\"p\" id=\"i\">\n  <img src=\"b\" alt=\"a\" />\n  "
         "<figcaption>a</figcaption>\n</figure>\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena *a = arena_new(0);
        markdown_options o = {.style = MARKDOWN_KRAMDOWN,
                              .has_kramdown = true,
                              .kramdown = markdown_kramdown_defaults};
        assert_true(markdown_kramdown_as(&o.kramdown, str_of(cases[i].version)));
        if (*cases[i].name)
            assert_true(
                markdown_kramdown_set(&o.kramdown, str_of(cases[i].name), str_of(cases[i].val)));
        str text = str_of(cases[i].text);
        assert_same(text, convert(a, &o, text), str_of(cases[i].html));
        arena_free(a);
    }
    markdown_kramdown o = markdown_kramdown_defaults;
    assert_false(markdown_kramdown_as(&o, S("new")));
    assert_false(markdown_kramdown_as(&o, S("2.500")));
    assert_false(markdown_kramdown_as(&o, S("")));
    assert_int_equal(o.version, KRAMDOWN_2_4);
}

/* What costs more than linear time in the original, or in a careless copy of it. */
static void hostile_notes_take_linear_time(void **state) {
    (void)state;
    static const char *const parts[] = {
        "*a **b _c ",     "`a ``b ",     "[a](",
        "![a][",          "<b a='",      "<!-- ",
        "$$ a\n\n$$ ",    "{::x} ",      "~~~~\na\n",
        "<div>\n",        "> ",          "{:.a}\n",
        "a\n{:.b}\n",     "|a\n|-\n|",   "\"a 'b ",
        "[^a]: b\n",      "<b><i></b> ", "[a]: <b \"c\n",
        "* a\n\n",        ": a\n",       "&#x",
        "((((",           "[[[[a](b)",   "{:a: a b}\n{:b: a a}\n",
        "**a [x](y) *b ", "*a* [x](y) ", "~~a~~ [x](y) ",
    };
    enum { SIZE = 200000 };
    markdown_options o = {.style = MARKDOWN_KRAMDOWN};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        arena *a = arena_new(0);
        buf text = buf_new(a, SIZE + 64);
        buf_lit(&text, "[a](");
        while (text.n < SIZE)
            buf_add(&text, str_of(parts[i]));
        buf_char(&text, '\n');
        diags d;
        diags_new(&d, a);
        source *s = source_new(a, S("x.md"), buf_str(&text));
        buf out = buf_new(a, 0);
        markdown_html(a, span_of(s, 0, 0), buf_str(&text), &o, &out, &d);
        assert_true(out.n || d.n);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_kramdowns),
        cmocka_unit_test(options_are_kramdowns),
        cmocka_unit_test(versions_differ),
        cmocka_unit_test(hostile_notes_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
