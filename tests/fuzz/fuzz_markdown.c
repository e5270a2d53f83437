/* Rendering any bytes in all three styles. The first four bytes choose the options. Beyond not
 * crashing: a refused text renders nothing and says why; CJK emphasis changes nothing but
 * asterisks, tildes, underlines between them and the tags they become; and what is rendered does
 * not depend on what was rendered before. */
#include <stdlib.h>
#include <string.h>

#include "markdown/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

static str render(arena *a, markdown_style style, uint32_t flags, str text) {
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("x.md"), text);
    markdown_options o = {.style = style, .flags = flags};
    buf out = buf_new(a, 0);
    bool ok = markdown_html(a, span_of(s, 0, 0), text, &o, &out, &d);
    require(ok ? d.n == 0 : d.n == 1 && out.n == 0);
    return buf_str(&out);
}

/* Without emphasis and strikethrough, as tags or as written. */
static str without_emphasis(arena *a, str html) {
    static const char *const tags[] = {"<em>",   "</em>", "<strong>", "</strong>", "<del>",
                                       "</del>", "*",     "~",        "_"};
    buf out = buf_new(a, html.n);
    while (html.n) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
            if (str_starts(html, str_of(tags[i])))
                skip = strlen(tags[i]);
        if (!skip)
            buf_char(&out, html.p[0]);
        html = str_from(html, skip ? skip : 1);
    }
    return buf_str(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 4)
        return 0;
    uint32_t flags = (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 |
                     (uint32_t)data[3] << 24;
    str text = {(const char *)data + 4, size - 4};
    arena *a = arena_new(0);
    if (!a)
        return 0;
    uint32_t plain = flags & ~(uint32_t)MD_CJK_EMPHASIS;
    str before = render(a, MARKDOWN_PLAIN, flags, text);
    /* Left out: cmark's columns, which are at times no columns of a line (beside a NUL; in a
     * table's header below other lines of its paragraph) and from which 0.29.0.gfm.6 also takes the
     * length of a footnote's name; and quotes, which pair within one level of emphasis. */
    uint32_t same = plain & ~(uint32_t)(MD_SOURCEPOS | MD_FOOTNOTES | MD_SMART);
    str html = render(a, MARKDOWN_COMMONMARK, same, text);
    str cjk = render(a, MARKDOWN_COMMONMARK, same | MD_CJK_EMPHASIS, text);
    require(str_eq(without_emphasis(a, html), without_emphasis(a, cjk)));
    render(a, MARKDOWN_KRAMDOWN, flags, text);
    require(str_eq(before, render(a, MARKDOWN_PLAIN, plain, text)));
    arena_free(a);
    return 0;
}
