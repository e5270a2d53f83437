#include "markdown/guard.h"

#include <string.h>

/* Work that cmark 0.29.0.gfm.6 does for one construct, in steps of about a nanosecond. Text that
 * people write stays below by factors of a thousand. */
static const uint64_t MOST_STEPS = 1000000000;
static const uint64_t MOST_PLAIN_STEPS = 20000000000; /* of a plain byte loop */

typedef struct container {
    bool is_item;
    size_t width; /* an item's: columns its content is indented by */
} container;

typedef struct fence {
    char c; /* 0: none open */
    size_t n;
    size_t depth; /* containers around it */
} fence;

typedef struct guard {
    str text;
    uint32_t flags;
    size_t at, col; /* in the line being read */
    size_t line_end;
    size_t next_nl, next_cr;
    container stack[LIMIT_MARKDOWN_DEPTH];
    size_t depth;
    uint64_t depth_steps;
    fence fence;
    /* the paragraph, or table, being read */
    size_t lines, bytes, columns, rows, last_pipes;
    size_t pis, declarations, cdatas; /* "<?", "<!A", "<![" without their ends so far */
    uint64_t table_steps, brackets, bracket_steps, link_steps, at_steps, html_steps;
    const char *why; /* set when something is refused, at bad_at */
    size_t bad_at;
} guard;

static bool refuse(guard *g, size_t at, const char *why) {
    if (!g->why) {
        g->why = why;
        g->bad_at = at;
    }
    return false;
}

/* --- lines -------------------------------------------------------------------------------------
 */

static size_t find_from(str s, size_t from, char c) {
    const char *p = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
    return p ? (size_t)(p - s.p) : s.n;
}

/* The end of the line at `from`, without its line end. */
static size_t find_line_end(guard *g, size_t from) {
    if (g->next_nl < from || from == 0)
        g->next_nl = find_from(g->text, from, '\n');
    if (g->next_cr < from || from == 0)
        g->next_cr = find_from(g->text, from, '\r');
    return g->next_nl < g->next_cr ? g->next_nl : g->next_cr;
}

static char peek(const guard *g, size_t at) {
    return at < g->line_end ? g->text.p[at] : '\0';
}

static void step(guard *g) {
    g->col += peek(g, g->at) == '\t' ? 4 - g->col % 4 : 1;
    g->at++;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Columns of white space at the parser's place, and where it ends. */
static size_t indent_of(const guard *g, size_t *end) {
    size_t at = g->at, col = g->col;
    while (at < g->line_end && is_blank(g->text.p[at])) {
        col += g->text.p[at] == '\t' ? 4 - col % 4 : 1;
        at++;
    }
    *end = at;
    return col - g->col;
}

static void skip_columns(guard *g, size_t n) {
    size_t to = g->col + n;
    while (g->col < to && is_blank(peek(g, g->at)))
        step(g);
}

/* --- containers --------------------------------------------------------------------------------
 */

/* Past the containers that go on in this line; the others are closed. */
static void match_containers(guard *g) {
    size_t i = 0;
    for (; i < g->depth; i++) {
        size_t end, indent = indent_of(g, &end);
        const container *c = &g->stack[i];
        if (c->is_item) {
            if (indent >= c->width)
                skip_columns(g, c->width);
            else if (end < g->line_end)
                break;
        } else {
            if (indent > 3 || peek(g, end) != '>')
                break;
            skip_columns(g, indent);
            step(g);
            if (is_blank(peek(g, g->at)))
                step(g);
        }
    }
    g->depth_steps += i;
    g->depth = i;
}

static bool push(guard *g, size_t at, container c) {
    if (g->depth == LIMIT_MARKDOWN_DEPTH)
        return refuse(g, at, "block quotes and lists nested more than 100 deep");
    g->stack[g->depth++] = c;
    return true;
}

static bool is_thematic_break(const guard *g, size_t at) {
    char c = peek(g, at);
    size_t n = 0;
    if (c != '-' && c != '*' && c != '_')
        return false;
    for (; at < g->line_end; at++) {
        if (g->text.p[at] == c)
            n++;
        else if (!is_blank(g->text.p[at]))
            return false;
    }
    return n >= 3;
}

/* Bytes of a list marker at `at`, 0 when there is none. */
static size_t marker_length(const guard *g, size_t at) {
    char c = peek(g, at);
    size_t n = 0;
    if (c == '-' || c == '+' || c == '*') {
        n = 1;
    } else {
        while (n < 9 && ascii_is_digit(peek(g, at + n)))
            n++;
        c = peek(g, at + n);
        if (!n || (c != '.' && c != ')'))
            return 0;
        n++;
    }
    return at + n == g->line_end || is_blank(peek(g, at + n)) ? n : 0;
}

static bool open_item(guard *g, size_t indent, size_t marker) {
    skip_columns(g, indent);
    size_t at = g->at;
    for (size_t i = 0; i < marker; i++)
        step(g);
    size_t end, spaces = indent_of(g, &end);
    if (end == g->line_end || spaces > 4)
        spaces = 1;
    skip_columns(g, spaces);
    return push(g, at, (container){.is_item = true, .width = indent + marker + spaces});
}

static bool open_quote(guard *g, size_t indent) {
    skip_columns(g, indent);
    size_t at = g->at;
    step(g);
    if (is_blank(peek(g, g->at)))
        step(g);
    return push(g, at, (container){0});
}

/* --- fences ------------------------------------------------------------------------------------
 */

static size_t run_length(const guard *g, size_t at, char c) {
    size_t n = 0;
    while (peek(g, at + n) == c && at + n < g->line_end)
        n++;
    return n;
}

static bool open_fence(guard *g, size_t at) {
    char c = peek(g, at);
    if (c != '`' && c != '~')
        return false;
    size_t n = run_length(g, at, c);
    if (n < 3 ||
        (c == '`' && find_from(str_slice(g->text, 0, g->line_end), at + n, '`') < g->line_end))
        return false;
    g->fence = (fence){c, n, g->depth};
    return true;
}

/* Is the line inside a fence? One that closes it is. */
static bool is_fenced(guard *g) {
    if (!g->fence.c)
        return false;
    if (g->depth < g->fence.depth) {
        g->fence.c = 0;
        return false;
    }
    size_t at, indent = indent_of(g, &at);
    size_t n = run_length(g, at, g->fence.c);
    if (indent > 3 || n < g->fence.n)
        return true;
    for (at += n; at < g->line_end; at++)
        if (!is_blank(g->text.p[at]))
            return true;
    g->fence.c = 0;
    return true;
}

/* --- paragraphs and tables ---------------------------------------------------------------------
 */

static void end_paragraph(guard *g) {
    g->lines = g->bytes = g->columns = g->rows = g->last_pipes = 0;
    g->brackets = 0;
    g->pis = g->declarations = g->cdatas = 0;
}

/* A table's second line, as far as its characters go; a line of '-' alone is a heading's. */
static bool is_delimiter_row(const guard *g, size_t at, size_t *columns) {
    bool has_dash = false, has_other = false, has_cell = false;
    size_t n = 0;
    for (; at < g->line_end; at++) {
        char c = g->text.p[at];
        if (c == '-')
            has_dash = has_cell = true;
        else if (c == '|' || c == ':')
            has_other = true;
        else if (!ascii_is_space(c))
            return false;
        if (c == '|' && has_cell) {
            n++;
            has_cell = false;
        }
    }
    *columns = n + has_cell;
    return has_dash && has_other;
}

static bool read_delimiter_row(guard *g, size_t at, size_t columns) {
    if (g->columns)
        return true;
    g->table_steps += (uint64_t)g->lines * g->bytes;
    if (g->table_steps > MOST_STEPS)
        return refuse(g, at, "a table's delimiter row after a very long paragraph");
    if (g->last_pipes + 1 < columns)
        return true;
    if (columns > LIMIT_TABLE_COLUMNS)
        return refuse(g, at, "a table of more than 256 columns");
    g->columns = columns;
    g->rows = 0;
    return true;
}

static bool read_table_line(guard *g, size_t at) {
    size_t columns;
    if (g->lines && is_delimiter_row(g, at, &columns) && !read_delimiter_row(g, at, columns))
        return false;
    if (g->columns && g->columns * ++g->rows > LIMIT_TABLE_CELLS)
        return refuse(g, at, "a table of more than 200000 cells");
    return true;
}

/* --- inlines -----------------------------------------------------------------------------------
 */

/* A word with a URL whose tail is trimmed closing bracket by closing bracket, each time counting
 * all brackets; and one with many '@'. */
static bool read_word(guard *g, size_t from, size_t to, size_t ats) {
    size_t tail = to, parens = 0;
    while (tail > from && strchr("?!.,:*_~'\");", g->text.p[tail - 1]))
        parens += g->text.p[--tail] == ')';
    uint64_t n = to - from;
    if (parens * n > MOST_STEPS / 1000) {
        str word = str_slice(g->text, from, to);
        if (str_has(word, S("://")) || str_has(word, S("www.")))
            g->link_steps += parens * n;
    }
    if (ats > 1000)
        g->at_steps += ats * n;
    if (g->link_steps > MOST_STEPS)
        return refuse(g, from, "a URL that ends in very many closing brackets");
    if (g->at_steps > MOST_PLAIN_STEPS)
        return refuse(g, from, "a word with very many '@'");
    return true;
}

/* Inline raw HTML whose end cmark looks for as far as the paragraph goes, each time anew. */
static void read_angle(guard *g, size_t at) {
    if (g->text.p[at] == '<') {
        char c = peek(g, at + 1), d = c == '!' ? peek(g, at + 2) : '\0';
        g->pis += c == '?';
        g->declarations += ascii_is_alpha(d);
        g->cdatas += d == '[';
        return;
    }
    g->declarations = 0;
    if (at && g->text.p[at - 1] == '?')
        g->pis = 0;
    if (at && g->text.p[at - 1] == ']')
        g->cdatas = 0;
}

static bool check_inlines(guard *g, size_t from) {
    g->html_steps += (uint64_t)(g->pis + g->declarations + g->cdatas) * (g->line_end - from);
    if (g->bracket_steps > MOST_STEPS)
        return refuse(g, from, "very many unclosed brackets");
    if (g->html_steps > MOST_STEPS)
        return refuse(g, from, "very many unclosed HTML instructions or declarations");
    return true;
}

/* The next byte that read_inlines does something about, when it looks for no links. */
static size_t skip_plain(const guard *g, size_t at) {
    static const bool matters[256] = {['<'] = true,  ['>'] = true, ['|'] = true, ['@'] = true,
                                      ['\\'] = true, ['['] = true, [']'] = true};
    while (at < g->line_end && !matters[(unsigned char)g->text.p[at]])
        at++;
    return at;
}

static bool read_inlines(guard *g, size_t at) {
    size_t from = at, word = at, ats = 0;
    bool links = g->flags & MD_AUTOLINK;
    for (; at <= g->line_end; at++) {
        if (!links)
            at = skip_plain(g, at);
        char c = peek(g, at);
        if (links && (at == g->line_end || c == '<' || ascii_is_space(c))) {
            if (at - word > 1000 && !read_word(g, word, at, ats))
                return false;
            word = at + 1;
            ats = 0;
        }
        switch (c) {
        case '<':
        case '>': read_angle(g, at); break;
        case '|': g->last_pipes++; break;
        case '@': ats++; break;
        case '\\': at += at + 1 < g->line_end; break;
        case '[': g->brackets++; break;
        case ']':
            g->bracket_steps += g->brackets;
            g->brackets -= g->brackets > 0;
            break;
        default: break;
        }
    }
    return check_inlines(g, from);
}

/* --- a line ------------------------------------------------------------------------------------
 */

/* Opens what the line opens; false when something is refused. *leaf: text may follow. */
static bool open_blocks(guard *g, bool *leaf) {
    for (*leaf = true;;) {
        size_t end, indent = indent_of(g, &end);
        if (indent > 3 || end == g->line_end)
            return true;
        char c = peek(g, end);
        size_t marker = 0;
        if (c == '>') {
            end_paragraph(g);
            if (!open_quote(g, indent))
                return false;
        } else if (open_fence(g, end) || is_thematic_break(g, end)) {
            end_paragraph(g);
            *leaf = false;
            return true;
        } else if ((marker = marker_length(g, end)) != 0) {
            end_paragraph(g);
            if (!open_item(g, indent, marker))
                return false;
        } else {
            if (c == '#')
                end_paragraph(g);
            return true;
        }
    }
}

static bool read_line(guard *g, size_t from) {
    if (g->line_end - from > LIMIT_LINE)
        return refuse(g, from, "a line of more than 1 MiB");
    size_t depth = g->depth;
    g->at = from;
    g->col = 0;
    match_containers(g);
    if (g->depth_steps > MOST_STEPS / 25)
        return refuse(g, from, "very many lines in deeply nested block quotes and lists");
    if (is_fenced(g))
        return true;
    bool leaf;
    if (!open_blocks(g, &leaf))
        return false;
    size_t end;
    indent_of(g, &end);
    if (end == g->line_end || !leaf) {
        end_paragraph(g);
        return true;
    }
    if (g->depth != depth && g->columns)
        end_paragraph(g);
    if (g->flags & MD_TABLE && !read_table_line(g, end))
        return false;
    g->last_pipes = 0;
    g->lines++;
    g->bytes += g->line_end - end + 1;
    return read_inlines(g, end);
}

static bool read_text(guard *g) {
    if (g->text.n > LIMIT_NOTE)
        return refuse(g, 0, "more than 8 MiB of Markdown");
    for (size_t from = 0; from < g->text.n;) {
        g->line_end = find_line_end(g, from);
        if (!read_line(g, from))
            return false;
        from = g->line_end + 1;
        if (g->line_end + 1 < g->text.n && g->text.p[g->line_end] == '\r' &&
            g->text.p[from] == '\n')
            from++;
    }
    return true;
}

/* --- most notes --------------------------------------------------------------------------------
 */

/* Below this length what is quadratic stays below MOST_STEPS. */
enum { SMALL = 30000 };

/* Could the line begin with more containers than may be nested? Each takes a byte at least. */
static bool may_be_deep(str line) {
    size_t n = 0;
    while (n < line.n && strchr(" \t>*+-.)0123456789", line.p[n]) && line.p[n])
        n++;
    return n > LIMIT_MARKDOWN_DEPTH;
}

/* Is nothing here that a closer look could refuse? A table's columns are at most its pipes, its
 * rows at most the lines. */
static bool is_harmless(str text, const line_starts *lines) {
    size_t pipes = 0;
    if (text.n > SMALL)
        return false;
    for (size_t at = 0; (at = find_from(text, at, '|')) < text.n && pipes <= LIMIT_TABLE_COLUMNS;)
        pipes++, at++;
    for (size_t i = 0; i < lines->n; i++) {
        size_t from = lines->p[i], to = i + 1 < lines->n ? lines->p[i + 1] : text.n;
        if (to - from > LIMIT_MARKDOWN_DEPTH && may_be_deep(str_slice(text, from, to)))
            return false;
    }
    bool has_cr = find_from(text, 0, '\r') < text.n; /* maybe a line end of its own */
    return !has_cr && pipes < LIMIT_TABLE_COLUMNS && (pipes + 1) * lines->n < LIMIT_TABLE_CELLS;
}

bool guard_check(span at, str text, const line_starts *lines, uint32_t flags, diags *d) {
    if (is_harmless(text, lines))
        return true;
    guard g = {.text = text, .flags = flags};
    if (read_text(&g))
        return true;
    diag_add(d, RULE_MARKDOWN_LIMIT, span_of(at.src, at.at + g.bad_at, 1), "%s, which is not read",
             g.why);
    return false;
}
