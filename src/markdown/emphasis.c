#include "markdown/emphasis.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "markdown/memory.h"
#include "markdown/writer.h"

enum {
    LONGEST = 16, /* longer runs are decoration */
    TILDES = 2,   /* longer runs are code fences, and no strikethrough */
};

const char emphasis_marks[EMPHASIS_MARKS] = {0x7F, 0x1A, 0x05};

typedef struct flanks {
    bool left, right;
} flanks;

static bool is_opening(uint32_t c) {
    if (c >= 0x3008 && c <= 0x3011)
        return c % 2 == 0;
    if (c >= 0x3014 && c <= 0x301B)
        return c % 2 == 0;
    switch (c) {
    case '(':
    case '[':
    case '{':
    case 0xAB:
    case 0x2018:
    case 0x201C:
    case 0x2039:
    case 0x301D:
    case 0xFF08:
    case 0xFF3B:
    case 0xFF5B:
    case 0xFF5F:
    case 0xFF62: return true;
    default: return false;
    }
}

static bool is_closing(uint32_t c) {
    if (c >= 0x3008 && c <= 0x3011)
        return c % 2 == 1;
    if (c >= 0x3014 && c <= 0x301B)
        return c % 2 == 1;
    switch (c) {
    case ')':
    case ']':
    case '}':
    case 0xBB:
    case 0x2019:
    case 0x201D:
    case 0x203A:
    case 0x301E:
    case 0x301F:
    case 0xFF09:
    case 0xFF3D:
    case 0xFF5D:
    case 0xFF60:
    case 0xFF63: return true;
    default: return false;
    }
}

static flanks commonmark_flanks(uint32_t prev, uint32_t next) {
    bool space_before = utf8_is_space(prev), space_after = utf8_is_space(next);
    bool punct_before = utf8_is_punct(prev), punct_after = utf8_is_punct(next);
    return (flanks){
        .left = !space_after && (!punct_after || space_before || punct_before),
        .right = !space_before && (!punct_before || space_after || punct_after),
    };
}

/* CommonMark's rule, and: punctuation on the inner side is no hindrance when a CJK character stands
 * on either side. A run right after an opening bracket does not come to close by this, nor one
 * right before a closing bracket to open: the other direction is what its writer meant. */
static flanks cjk_flanks(uint32_t prev, uint32_t next) {
    flanks f = commonmark_flanks(prev, next);
    if (!utf8_is_cjk(prev) && !utf8_is_cjk(next))
        return f;
    f.left = f.left || (!utf8_is_space(next) && !is_closing(next));
    f.right = f.right || (!utf8_is_space(prev) && !is_opening(prev));
    return f;
}

/* --- before the parse --------------------------------------------------------------------------
 */

typedef struct scan {
    arena *a;
    str text;
    bool tildes; /* strikethrough is on */
    size_t least_tildes;
    vec(uint32_t) runs;
} scan;

/* The character that ends before `at`. A line's indentation and block quote markers are its
 * beginning. With strikethrough on, cmark looks through tildes beside asterisks. */
static uint32_t before(const scan *s, size_t at, bool through_tildes) {
    while (through_tildes && at && s->text.p[at - 1] == '~')
        at--;
    size_t i = at;
    while (i && (s->text.p[i - 1] == ' ' || s->text.p[i - 1] == '>'))
        i--;
    if (i == 0 || s->text.p[i - 1] == '\n' || s->text.p[i - 1] == '\r')
        return '\n';
    i = at - 1;
    while (i && ((unsigned char)s->text.p[i] & 0xC0) == 0x80)
        i--;
    uint32_t cp;
    utf8_decode(str_slice(s->text, i, at), &cp);
    return cp;
}

static uint32_t after(const scan *s, size_t at, bool through_tildes) {
    while (through_tildes && at < s->text.n && s->text.p[at] == '~')
        at++;
    if (at >= s->text.n)
        return '\n';
    uint32_t cp;
    utf8_decode(str_from(s->text, at), &cp);
    return cp;
}

static bool is_escaped(const scan *s, size_t at) {
    size_t i = at;
    while (i && s->text.p[i - 1] == '\\')
        i--;
    return (at - i) % 2 == 1;
}

static void add_run(scan *s, size_t at) {
    /* Tildes right before the run would have the mark for a neighbour, of which cmark's own scan
     * makes white space; so they are read by us too. */
    size_t tildes = at;
    while (s->tildes && s->text.p[at] == '*' && tildes && s->text.p[tildes - 1] == '~')
        tildes--;
    bool is_marked = s->runs.n && s->runs.p[s->runs.n - 1] == tildes;
    size_t n = at - tildes;
    if (n && n >= s->least_tildes && n <= TILDES && !is_marked && !is_escaped(s, tildes))
        *vec_push(s->a, &s->runs) = (uint32_t)tildes;
    *vec_push(s->a, &s->runs) = (uint32_t)at;
}

/* May a byte be the last or first one of a CJK character, or a tilde beside that? */
static bool may_be_cjk(const scan *s, size_t at) {
    return at < s->text.n && ((s->text.p[at] & 0x80) || s->text.p[at] == '~');
}

/* Looks at the run that starts at `at`; returns its end. */
static size_t read_run(scan *s, size_t at) {
    char c = s->text.p[at];
    size_t end = at;
    while (end < s->text.n && s->text.p[end] == c)
        end++;
    if (!may_be_cjk(s, end) && !(at && may_be_cjk(s, at - 1)))
        return end;
    size_t from = is_escaped(s, at) ? at + 1 : at;
    size_t n = end - from;
    if (n == 0 || (c == '~' ? n > TILDES || n < s->least_tildes : n > LONGEST))
        return end;
    bool through = s->tildes && c == '*';
    uint32_t prev = from > at ? (uint32_t)(unsigned char)c : before(s, from, through);
    uint32_t next = after(s, end, through);
    if (!utf8_is_cjk(prev) && !utf8_is_cjk(next))
        return end;
    flanks plain = commonmark_flanks(prev, next), cjk = cjk_flanks(prev, next);
    if (plain.left != cjk.left || plain.right != cjk.right)
        add_run(s, from);
    return end;
}

static size_t find_from(str s, size_t from, char c) {
    const char *at = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
    return at ? (size_t)(at - s.p) : s.n;
}

static void find_runs(scan *s) {
    str text = s->text;
    size_t star = find_from(text, 0, '*');
    size_t tilde = s->tildes ? find_from(text, 0, '~') : text.n;
    while (star < text.n || tilde < text.n) {
        size_t end = read_run(s, star < tilde ? star : tilde);
        if (star < end)
            star = find_from(text, end, '*');
        if (tilde < end)
            tilde = find_from(text, end, '~');
    }
}

static bool has_bytes(str text) {
    if (!memchr(text.p, '*', text.n) && !memchr(text.p, '~', text.n))
        return false;
    return !utf8_is_ascii(text);
}

static bool choose_mark(str text, char *mark) {
    for (size_t i = 0; i < EMPHASIS_MARKS; i++) {
        *mark = emphasis_marks[i];
        if (!memchr(text.p, *mark, text.n))
            return true;
    }
    return false;
}

emphasis emphasis_mark(arena *a, str text, uint32_t flags, bool is_valid) {
    emphasis e = {.text = text};
    size_t bad;
    if (!text.n || !has_bytes(text))
        return e;
    scan s = {.a = a, .text = text, .tildes = flags & MD_STRIKETHROUGH};
    s.least_tildes = flags & MD_STRIKETHROUGH_DOUBLE_TILDE ? TILDES : 1;
    find_runs(&s);
    if (!s.runs.n || !(is_valid || utf8_valid(text, &bad)) || !choose_mark(text, &e.mark))
        return e;
    buf out = buf_new(a, text.n + s.runs.n);
    size_t from = 0;
    for (size_t i = 0; i < s.runs.n; i++) {
        buf_add(&out, str_slice(text, from, s.runs.p[i]));
        from = s.runs.p[i];
        s.runs.p[i] = (uint32_t)out.n;
        buf_char(&out, e.mark);
    }
    buf_add(&out, str_from(text, from));
    e.text = buf_str(&out);
    e.marks = s.runs.p;
    e.n = s.runs.n;
    return e;
}

/* --- places ------------------------------------------------------------------------------------
 */

static void find_lines(arena *a, emphasis *e) {
    if (!e->lines.n)
        e->lines = line_starts_of(a, e->text);
}

str emphasis_line(arena *a, emphasis *e, int line) {
    find_lines(a, e);
    size_t n = (size_t)line;
    if (line < 1 || n > e->lines.n)
        return S("");
    return str_slice(e->text, e->lines.p[n - 1], n < e->lines.n ? e->lines.p[n] : e->text.n);
}

/* Marks before an offset. */
static size_t marks_before(const emphasis *e, size_t at) {
    size_t lo = 0, hi = e->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (e->marks[mid] < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Nodes are asked for line by line. */
static size_t marks_before_line(emphasis *e, int line) {
    if (e->line != line)
        e->line_marks = marks_before(e, e->lines.p[line - 1]);
    e->line = line;
    return e->line_marks;
}

int emphasis_column(arena *a, emphasis *e, int line, int col) {
    if (!e->n || line < 1 || col < 1)
        return col;
    find_lines(a, e);
    if ((size_t)line > e->lines.n)
        return col;
    size_t first = marks_before_line(e, line), to = e->lines.p[line - 1] + (size_t)col - 1;
    /* cmark counts a NUL, which it replaces, as three bytes. */
    size_t end = (size_t)line < e->lines.n ? e->lines.p[line] : e->text.n;
    size_t last = first;
    while (last < e->n && e->marks[last] < (to < end ? to : end))
        last++;
    return col - (int)(last - first);
}

/* --- during the parse --------------------------------------------------------------------------
 */

static bool is_attached(cmark_parser *p, const cmark_syntax_extension *ext) {
    for (cmark_llist *l = cmark_parser_get_syntax_extensions(p); l; l = l->next)
        if (l->data == ext)
            return true;
    return false;
}

/* What a run looks through when it looks for its neighbours. */
typedef struct looks {
    unsigned char mark;
    bool tildes;
} looks;

static bool is_looked_through(unsigned char c, looks l) {
    return c == l.mark || (l.tildes && c == '~');
}

/* The character that ends before offset `at` of the paragraph, cell or heading. */
static uint32_t inline_before(cmark_inline_parser *ip, int at, looks l) {
    while (at > 0 && is_looked_through(cmark_inline_parser_peek_at(ip, at - 1), l))
        at--;
    if (at == 0)
        return '\n';
    char bytes[4];
    int i = at, n = 0;
    do
        i--, n++;
    while (i > 0 && n < 4 && (cmark_inline_parser_peek_at(ip, i) & 0xC0) == 0x80);
    for (int k = 0; k < n; k++)
        bytes[k] = (char)cmark_inline_parser_peek_at(ip, i + k);
    uint32_t cp;
    utf8_decode((str){bytes, (size_t)n}, &cp);
    return cp;
}

/* The character at the parser's offset, which is left where it was. */
static uint32_t inline_after(cmark_inline_parser *ip, looks l) {
    int at = cmark_inline_parser_get_offset(ip);
    while (is_looked_through(cmark_inline_parser_peek_char(ip), l))
        cmark_inline_parser_advance_offset(ip);
    char bytes[4];
    size_t n = 0;
    while (n < sizeof bytes && !cmark_inline_parser_is_eof(ip)) {
        bytes[n++] = (char)cmark_inline_parser_peek_char(ip);
        cmark_inline_parser_advance_offset(ip);
    }
    cmark_inline_parser_set_offset(ip, at);
    if (n == 0)
        return '\n';
    uint32_t cp;
    utf8_decode((str){bytes, n}, &cp);
    return cp;
}

static cmark_node *read_marked(cmark_syntax_extension *self, cmark_parser *p, cmark_node *parent,
                               unsigned char c, cmark_inline_parser *ip) {
    (void)parent;
    if (c != (unsigned char)*(const char *)cmark_syntax_extension_get_private(self))
        return NULL;
    int at = cmark_inline_parser_get_offset(ip);
    cmark_inline_parser_set_offset(ip, at + 1);
    unsigned char d = cmark_inline_parser_is_eof(ip) ? 0 : cmark_inline_parser_peek_char(ip);
    char run[LONGEST + 1];
    size_t n = 0;
    while (n < LONGEST && !cmark_inline_parser_is_eof(ip) &&
           cmark_inline_parser_peek_char(ip) == d) {
        run[n++] = (char)d;
        cmark_inline_parser_advance_offset(ip);
    }
    run[n] = '\0';
    bool tildes = is_attached(p, library_get()->extensions[1]);
    if (d != '*' && !(d == '~' && tildes && n <= TILDES)) {
        cmark_inline_parser_set_offset(ip, at);
        return NULL;
    }
    looks l = {.mark = c, .tildes = tildes && d == '*'};
    flanks f = cjk_flanks(inline_before(ip, at, l), inline_after(ip, l));
    cmark_node *text = cmark_node_new_with_mem(CMARK_NODE_TEXT, memory_table());
    cmark_node_set_literal(text, run);
    if (f.left || f.right)
        cmark_inline_parser_push_delimiter(ip, d, f.left, f.right, text);
    return text;
}

cmark_syntax_extension *emphasis_extension(const char *mark) {
    cmark_syntax_extension *ext = cmark_syntax_extension_new("cjk-emphasis");
    cmark_llist *chars = cmark_llist_append(cmark_get_default_mem_allocator(), NULL,
                                            (void *)(uintptr_t)(unsigned char)*mark);
    cmark_syntax_extension_set_special_inline_chars(ext, chars);
    cmark_syntax_extension_set_match_inline_func(ext, read_marked);
    cmark_syntax_extension_set_private(ext, (void *)(uintptr_t)mark, NULL);
    cmark_syntax_extension_set_emphasis(ext, 1);
    return ext;
}
