#include "markdown/writer.h"

#include <string.h>

enum { PLAIN, AMP, LT, GT, QUOT, APOS, PERCENT };

static const str replacement[] = {
    [AMP] = {"&amp;", 5},   [LT] = {"&lt;", 4},     [GT] = {"&gt;", 4},
    [QUOT] = {"&quot;", 6}, [APOS] = {"&#x27;", 6},
};

static const uint8_t html_class[256] = {
    ['&'] = AMP,
    ['<'] = LT,
    ['>'] = GT,
    ['"'] = QUOT,
};

/* P: written as %XX. */
#define P PERCENT
static const uint8_t href_class[256] = {
    P, P, P, P, P, P, P, P, P, P,   P,    P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
    P, P, P, P, 0, P, 0, 0, 0, AMP, APOS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, P, 0, P, 0, 0, 0, 0, 0,   0,    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, P, P, P, P, 0, P,   0,    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, P, P, P,   0,    P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
    P, P, P, P, P, P, P, P, P, P,   P,    P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
    P, P, P, P, P, P, P, P, P, P,   P,    P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
    P, P, P, P, P, P, P, P, P, P,   P,    P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
    P, P, P, P, P, P, P, P, P, P,   P,    P, P, P, P, P, P, P, P, P, P, P, P, P,
};
#undef P

static const uint8_t code_class[256] = {
    ['&'] = AMP,
    ['<'] = LT,
    ['>'] = GT,

};

void writer_cr(writer *w) {
    if (w->out->n > w->from && w->out->p[w->out->n - 1] != '\n')
        buf_char(w->out, '\n');
}

static void percent(writer *w, unsigned char c) {
    static const char digits[] = "0123456789ABCDEF";
    char hex[3] = {'%', digits[c >> 4], digits[c & 15]};
    buf_add(w->out, (str){hex, sizeof hex});
}

/* Copies s, replacing the bytes that `class` does not call PLAIN. */
static void escape(writer *w, str s, const uint8_t class[256]) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        uint8_t k = class[(unsigned char)s.p[i]];
        if (k == PLAIN)
            continue;
        buf_add(w->out, (str){s.p + from, i - from});
        from = i + 1;
        if (k == PERCENT)
            percent(w, (unsigned char)s.p[i]);
        else
            buf_add(w->out, replacement[k]);
    }
    if (from < s.n)
        buf_add(w->out, (str){s.p + from, s.n - from});
}

/* The text up to the next mark; s becomes what follows the mark. */
static str take_unmarked(const writer *w, str *s) {
    const char *mark = w->marked->n && s->n ? memchr(s->p, w->marked->mark, s->n) : NULL;
    size_t n = mark ? (size_t)(mark - s->p) : s->n;
    str part = {s->p, n};
    *s = mark ? str_from(*s, n + 1) : (str){0};
    return part;
}

void writer_html(writer *w, str s) {
    while (s.n)
        escape(w, take_unmarked(w, &s), html_class);
}

void writer_code(writer *w, str s) {
    while (s.n)
        escape(w, take_unmarked(w, &s), code_class);
}

void writer_href(writer *w, str s) {
    while (s.n)
        escape(w, take_unmarked(w, &s), href_class);
}

void writer_raw(writer *w, str s) {
    while (s.n)
        buf_add(w->out, take_unmarked(w, &s));
}

/* Does a filtered tag begin at s, which starts with '<'? */
static bool is_filtered(str s, bool closing) {
    static const str tags[] = {
        TEXT("title"),   TEXT("textarea"), TEXT("style"),  TEXT("xmp"),       TEXT("iframe"),
        TEXT("noembed"), TEXT("noframes"), TEXT("script"), TEXT("plaintext"),
    };
    size_t at = closing && s.n > 1 && s.p[1] == '/' ? 2 : 1;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t end = at + tags[i].n;
        if (end >= s.n || !str_eq_fold(str_slice(s, at, end), tags[i]))
            continue;
        char c = s.p[end];
        return ascii_is_space(c) || c == '>' || (c == '/' && end + 1 < s.n && s.p[end + 1] == '>');
    }
    return false;
}

static void put_filtered(writer *w, str s, bool closing) {
    size_t at;
    while ((at = str_find_char(s, '<')) != STR_NONE) {
        writer_raw(w, str_slice(s, 0, at));
        s = str_from(s, at);
        buf_add(w->out, is_filtered(s, closing) ? S("&lt;") : S("<"));
        s = str_from(s, 1);
    }
    writer_raw(w, s);
}

void writer_raw_html(writer *w, cmark_node *node, bool closing) {
    if (!(w->flags & MD_UNSAFE))
        writer_lit(w, "<!-- raw HTML omitted -->");
    else if (w->flags & MD_TAGFILTER)
        put_filtered(w, node_text(node), closing);
    else
        writer_raw(w, node_text(node));
}

void writer_softbreak(writer *w) {
    if (w->flags & MD_HARDBREAKS)
        writer_lit(w, "<br />\n");
    else
        buf_add(w->out, w->flags & MD_NOBREAKS ? S(" ") : S("\n"));
}

void writer_title(writer *w, cmark_node *node) {
    str t = node_title(node);
    if (!t.n)
        return;
    writer_lit(w, " title=\"");
    writer_html(w, t);
    writer_lit(w, "\"");
}

void writer_sourcepos(writer *w, cmark_node *node) {
    if (!(w->flags & MD_SOURCEPOS))
        return;
    int from = cmark_node_get_start_line(node), to = cmark_node_get_end_line(node);
    int from_col = emphasis_column(w->scratch, w->marked, from, cmark_node_get_start_column(node));
    int to_col = emphasis_column(w->scratch, w->marked, to, cmark_node_get_end_column(node));
    buf_printf(w->out, " data-sourcepos=\"%d:%d-%d:%d\"", from, from_col, to, to_col);
}

str node_text(cmark_node *node) {
    return str_of(cmark_node_get_literal(node));
}

str node_url(cmark_node *node) {
    return str_of(cmark_node_get_url(node));
}

str node_title(cmark_node *node) {
    return str_of(cmark_node_get_title(node));
}

str node_info(cmark_node *node) {
    return str_of(cmark_node_get_fence_info(node));
}

bool node_is_task(cmark_node *item) {
    return strcmp(cmark_node_get_type_string(item), "tasklist") == 0;
}
