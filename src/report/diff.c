#include "report/diff.h"

enum { AROUND = 3 };

/* Edits [first, end) of lines that follow on one another, and these lines, as bytes of the old
 * text.
 */
typedef struct group {
    size_t first, end;
    size_t from, to;
} group;

typedef struct printer {
    str text;
    const edit_list *edits;
    buf *out;
    long more; /* lines that the new text has before, more than the old one */
} printer;

/* ---- lines ---- */

static size_t count_lines(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n + (s.n && s.p[s.n - 1] != '\n');
}

static size_t back(str s, size_t at, size_t lines) {
    while (lines-- && at)
        at = str_line_begin(s, at - 1);
    return at;
}

static size_t forth(str s, size_t at, size_t lines) {
    while (lines-- && at < s.n)
        at = str_line_end(s, at);
    return at;
}

static void put_lines(buf *out, char mark, str lines) {
    while (lines.n) {
        size_t end = str_line_end(lines, 0);
        buf_char(out, mark);
        buf_add(out, str_slice(lines, 0, end));
        if (lines.p[end - 1] != '\n')
            buf_lit(out, "\n\\ No newline at end of file\n");
        lines = str_from(lines, end);
    }
}

/* ---- groups and hunks ---- */

static size_t edit_end(str s, const edit *e) {
    return str_line_end(s, e->n ? e->at + e->n - 1 : e->at);
}

static group find_group(const printer *p, size_t first) {
    const edit *e = p->edits->p;
    group g = {first, first + 1, str_line_begin(p->text, e[first].at),
               edit_end(p->text, &e[first])};
    for (; g.end < p->edits->n && str_line_begin(p->text, e[g.end].at) <= g.to; g.end++) {
        size_t to = edit_end(p->text, &e[g.end]);
        g.to = to > g.to ? to : g.to;
    }
    return g;
}

static str edited(const printer *p, const group *g) {
    arena *a = p->out->a;
    edit_list part = {.p = arena_make(a, edit, g->end - g->first)};
    for (size_t i = g->first; i < g->end; i++) {
        part.p[part.n] = p->edits->p[i];
        part.p[part.n++].at -= (uint32_t)g->from;
    }
    return edits_apply(a, str_slice(p->text, g->from, g->to), &part);
}

/* The first group of the next hunk: one whose context does not touch that of the group before. */
static size_t hunk_end(const printer *p, size_t first, size_t *bottom) {
    group g = find_group(p, first);
    while (g.end < p->edits->n) {
        group next = find_group(p, g.end);
        if (next.from > forth(p->text, g.to, 2 * AROUND))
            break;
        g = next;
    }
    *bottom = forth(p->text, g.to, AROUND);
    return g.end;
}

static size_t put_hunk(printer *p, size_t first) {
    size_t bottom, end = hunk_end(p, first, &bottom), lost = 0, got = 0;
    size_t top = back(p->text, find_group(p, first).from, AROUND), at = top;
    buf lines = buf_new(p->out->a, 1024);
    for (size_t i = first; i < end;) {
        group g = find_group(p, i);
        str before = str_slice(p->text, g.from, g.to), after = edited(p, &g);
        put_lines(&lines, ' ', str_slice(p->text, at, g.from));
        put_lines(&lines, '-', before);
        put_lines(&lines, '+', after);
        lost += count_lines(before);
        got += count_lines(after);
        at = g.to;
        i = g.end;
    }
    put_lines(&lines, ' ', str_slice(p->text, at, bottom));
    size_t line = count_lines(str_slice(p->text, 0, top)) + 1;
    size_t n = count_lines(str_slice(p->text, top, bottom));
    buf_printf(p->out, "@@ -%zu,%zu +%ld,%zu @@\n", line, n, (long)line + p->more, n - lost + got);
    buf_add(p->out, buf_str(&lines));
    p->more += (long)got - (long)lost;
    return end;
}

void report_diff(str path, str text, const edit_list *l, buf *out) {
    if (!l->n || str_eq(edits_apply(out->a, text, l), text))
        return;
    printer p = {.text = text, .edits = l, .out = out};
    buf_printf(out, "--- %.*s\n+++ %.*s\n", STR_FMT(path), STR_FMT(path));
    for (size_t i = 0; i < l->n;)
        i = put_hunk(&p, i);
}
