#include "site/title.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "markdown/markdown.h"

/* A character that the Markdown writer wrote as an entity; it uses no others. */
static size_t entity(str html, char *c) {
    static const struct {
        const char *name;
        char c;
    } all[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (str_starts(html, str_of(all[i].name))) {
            *c = all[i].c;
            return str_of(all[i].name).n;
        }
    }
    return 0;
}

/* What is left of HTML without its tags; in attributes the writer escapes '>'. */
static str text_of_html(arena *a, str html) {
    buf b = buf_new(a, html.n);
    for (size_t i = 0; i < html.n;) {
        char c = html.p[i];
        size_t n = c == '&' ? entity(str_from(html, i), &c) : 0;
        if (c == '<' && n == 0) {
            size_t end = str_find_char(str_from(html, i), '>');
            i = end == STR_NONE ? html.n : i + end + 1;
            continue;
        }
        buf_char(&b, c);
        i += n ? n : 1;
    }
    return str_trim(buf_str(&b));
}

/* Text of which Markdown makes nothing else: most headings are. */
static bool is_plain(str line) {
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] < ' ' || strchr("\\`*_[]<>&~", line.p[i]))
            return false;
    return !str_ends(str_rtrim(line), S("#"));
}

str title_of_heading(arena *a, const source *src, size_t body_at, size_t *cut, diags *d) {
    static const markdown_options options = {.style = MARKDOWN_COMMONMARK,
                                             .flags = MD_STRIKETHROUGH | MD_CJK_EMPHASIS};
    str body = str_from(src->text, body_at), rest = str_ltrim(body), line;
    if (!str_starts(rest, S("# ")))
        return (str){"", 0};
    size_t at = body_at + (size_t)(rest.p - body.p);
    bool more = str_cut(rest, S("\n"), &line, &rest);
    if (line.n > LIMIT_TITLE)
        return (str){"", 0};
    *cut = more ? (size_t)(rest.p - body.p) : body.n;
    if (is_plain(str_from(line, 2)))
        return str_trim(str_from(line, 2));
    buf html = buf_new(a, line.n + 16);
    if (!markdown_html(a, span_of(src, at, line.n), line, &options, &html, d))
        return (str){"", 0};
    return text_of_html(a, buf_str(&html));
}
