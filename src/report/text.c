#include "report/text.h"

#include "base/utf8.h"

enum { TAB = 4, WIDTH = 100, WIDTH_LEAST = 20 };
enum { BESIDE = 10 }; /* columns of line numbers and of the marks for what is cut off */

/* Bold, and a colour by severity; the same in light and dark terminals. */
static const char *const names[] = {
    [SEV_OFF] = "off", [SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};
static const char *const colours[] = {[SEV_OFF] = "",
                                      [SEV_NOTE] = "\033[1;36m",
                                      [SEV_WARNING] = "\033[1;35m",
                                      [SEV_ERROR] = "\033[1;31m"};
#define BOLD  "\033[1m"
#define PLAIN "\033[0m"

typedef struct printer {
    buf *out;
    bool colour;
    uint32_t width;
    report_excerpts excerpts;
} printer;

static void paint(const printer *p, const char *colour) {
    if (p->colour)
        buf_add(p->out, str_of(colour));
}

/* Shown by number: what would move the cursor, or turn the text round so that it reads otherwise
 * than it is. */
bool report_is_hidden(uint32_t cp) {
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x200E || cp == 0x200F || cp == 0x061C ||
           cp == 0x200B || cp == 0x2060 || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

enum { HIDDEN_WIDTH = 8 }; /* <U+202E> */

static uint32_t width_of(uint32_t cp) {
    if (report_is_hidden(cp))
        return HIDDEN_WIDTH;
    int w = utf8_width(cp);
    return w < 0 ? 0 : (uint32_t)w;
}

static void put_cp(buf *out, uint32_t cp) {
    if (report_is_hidden(cp))
        buf_printf(out, "<U+%04X>", cp);
    else
        buf_codepoint(out, cp);
}

static void put_text(const printer *p, str s) {
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
        put_cp(p->out, cp);
    }
}

str report_plain(arena *a, str text) {
    buf out = buf_new(a, text.n);
    put_text(&(printer){.out = &out}, text);
    return buf_str(&out);
}

static void put_place(const printer *p, str path, place at) {
    paint(p, BOLD);
    put_text(p, path.n ? path : S("-"));
    if (at.line)
        buf_printf(p->out, ":%u:%u", at.line, at.col);
    buf_lit(p->out, ": ");
    paint(p, PLAIN);
}

static void put_severity(const printer *p, severity sev) {
    paint(p, colours[sev]);
    buf_add(p->out, str_of(names[sev]));
    buf_lit(p->out, ": ");
    paint(p, PLAIN);
}

/* A part of a line in screen columns from the line's first: [from, to). */
typedef struct columns {
    uint32_t from, to;
} columns;

/* How far a line has been laid out. */
typedef struct layout {
    uint32_t column, before; /* the code point before, whose picture may take the next one in */
} layout;

static bool is_skin(uint32_t cp) {
    return cp >= 0x1F3FB && cp <= 0x1F3FF;
}

/* Families, skins and symbols shown as pictures are as wide as one picture: two columns. */
static void step(layout *l, uint32_t cp) {
    enum { JOINER = 0x200D, AS_PICTURE = 0xFE0F, PICTURES = 0x203C };
    bool is_taken =
        cp >= PICTURES && (l->before == JOINER || (is_skin(cp) && width_of(l->before) == 2));
    bool is_widened = cp == AS_PICTURE && l->before >= PICTURES && width_of(l->before) == 1;
    if (cp == '\t')
        l->column += TAB - l->column % TAB;
    else
        l->column += is_taken ? 0 : is_widened ? 1 : width_of(cp);
    l->before = cp;
}

/* The screen columns that the code points [first, last) take; past the end there is one column. */
static columns columns_of(str line, uint32_t first, uint32_t last) {
    columns c = {0, 0};
    uint32_t n = 0;
    layout l = {0, 0};
    for (size_t i = 0; i < line.n && n < last; n++) {
        uint32_t cp;
        i += utf8_decode(str_from(line, i), &cp);
        step(&l, cp);
        if (n + 1 <= first)
            c.from = l.column;
    }
    c.to = l.column > c.from ? l.column : c.from + 1;
    return c;
}

/* Which columns of a line of `total` are shown, such that the mark is among them. */
static columns window(uint32_t total, columns mark, uint32_t width) {
    if (total <= width)
        return (columns){0, width};
    uint32_t before = width / 3;
    uint32_t from = mark.from > before ? mark.from - before : 0;
    if (from + width > total)
        from = total - width;
    return (columns){from, from + width};
}

/* The characters that lie wholly in the window; a tab or a wide one that is cut leaves spaces. */
static void put_line(const printer *p, str line, columns shown) {
    layout l = {0, 0};
    for (size_t i = 0; i < line.n && l.column < shown.to;) {
        uint32_t cp, column = l.column;
        i += utf8_decode(str_from(line, i), &cp);
        step(&l, cp);
        uint32_t next = l.column;
        bool whole = column >= shown.from && next <= shown.to;
        if (cp != '\t' && whole)
            put_cp(p->out, cp);
        else if (next > shown.from)
            buf_repeat(p->out, ' ',
                       (next < shown.to ? next : shown.to) -
                           (column > shown.from ? column : shown.from));
    }
}

static void put_gutter(const printer *p, uint32_t line) {
    if (line)
        buf_printf(p->out, "%5u | ", line);
    else
        buf_lit(p->out, "      | ");
}

static uint32_t code_points(str s) {
    return (uint32_t)utf8_count(s);
}

/* What is marked: from the first place to the second, whose line is `line`. */
typedef struct marked {
    const excerpt *line;
    place from, to;
    severity sev;
} marked;

/* The source line and, under it, a caret and waves for the rest of the span. */
static void put_excerpt(const printer *p, const marked *m) {
    str line = m->line->text;
    uint32_t first = m->from.col - m->line->col, n = code_points(line);
    bool goes_on = m->to.line != m->from.line;
    uint32_t last = goes_on ? n : m->to.col > m->line->col ? m->to.col - m->line->col : 0;
    columns all = line.n ? columns_of(line, 0, n) : (columns){0, 0};
    columns mark = columns_of(line, first, last);
    bool cut_before = m->line->col > 1;
    columns shown = window(all.to > mark.from ? all.to : mark.from + 1, mark, p->width);
    if (mark.to > shown.to)
        mark.to = shown.to;
    cut_before = cut_before || shown.from > 0;
    put_gutter(p, m->from.line);
    if (cut_before)
        buf_lit(p->out, "…");
    put_line(p, line, shown);
    while (p->out->n && p->out->p[p->out->n - 1] == ' ')
        p->out->n--;
    if (all.to > shown.to || m->line->is_cut)
        buf_lit(p->out, "…");
    buf_char(p->out, '\n');
    put_gutter(p, 0);
    buf_repeat(p->out, ' ', cut_before + mark.from - shown.from);
    paint(p, colours[m->sev]);
    buf_char(p->out, '^');
    buf_repeat(p->out, '~', mark.to - mark.from - 1);
    paint(p, PLAIN);
    buf_char(p->out, '\n');
}

static void put_note(const printer *p, const diag_note *note) {
    put_place(p, note->path, note->at);
    put_severity(p, SEV_NOTE);
    put_text(p, note->msg);
    buf_char(p->out, '\n');
    if (note->at.line && p->excerpts == EXCERPTS_ALL)
        put_excerpt(p, &(marked){&note->line, note->at, note->to, SEV_NOTE});
}

static void put_diag(const printer *p, const diag *g) {
    put_place(p, g->path, g->from);
    put_severity(p, g->sev);
    paint(p, BOLD);
    put_text(p, g->msg);
    paint(p, PLAIN);
    buf_printf(p->out, " [%s]\n", diag_rules[g->rule].name);
    if (g->from.line && p->excerpts != EXCERPTS_NONE)
        put_excerpt(p, &(marked){&g->line, g->from, g->to, g->sev});
    for (const diag_note *note = g->notes; note; note = note->next)
        put_note(p, note);
    if (g->help.n) {
        buf_lit(p->out, "help: ");
        put_text(p, g->help);
        buf_char(p->out, '\n');
    }
}

void report_text(const diags *d, report_style style, buf *out) {
    uint32_t fits = !style.columns ? WIDTH : style.columns > BESIDE ? style.columns - BESIDE : 0;
    uint32_t width = style.width ? style.width : fits;
    printer p = {out, style.colour, width < WIDTH_LEAST ? WIDTH_LEAST : width, style.excerpts};
    for (size_t i = 0; i < d->n; i++)
        put_diag(&p, &d->p[i]);
}
