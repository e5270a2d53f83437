#include "report/diff.h"

#include "base/vec.h"

enum { AROUND = 3 };

typedef struct printer {
    diff_lines was, is;
    const diff_change *p;
    size_t n;
    buf *out;
} printer;

static diff_lines lines_of(arena *a, str text) {
    vec(str) all = {0};
    for (size_t at = 0; at < text.n;) {
        size_t end = str_line_end(text, at);
        *vec_push(a, &all) = str_slice(text, at, end);
        at = end;
    }
    return (diff_lines){all.p, all.n};
}

static void put_lines(buf *out, char mark, const diff_lines *of, size_t from, size_t end) {
    for (size_t i = from; i < end; i++) {
        buf_char(out, mark);
        buf_add(out, of->p[i]);
        if (!str_ends(of->p[i], S("\n")))
            buf_lit(out, "\n\\ No newline at end of file\n");
    }
}

/* "12,7": where lines stand, and how many; of none the line before. */
static void put_range(buf *out, char mark, size_t from, size_t end) {
    buf_printf(out, "%c%zu", mark, end > from ? from + 1 : from);
    if (end - from != 1)
        buf_printf(out, ",%zu", end - from);
}

/* Changes from the i-th on whose surroundings touch. Gives the first that is not among them. */
static size_t put_hunk(const printer *p, size_t i) {
    size_t last = i, top = p->p[i].from < AROUND ? p->p[i].from : AROUND;
    while (last + 1 < p->n && p->p[last + 1].from - p->p[last].end <= 2 * (size_t)AROUND)
        last++;
    size_t left = p->was.n - p->p[last].end, bottom = left < AROUND ? left : AROUND;
    size_t at = p->p[i].from - top;
    buf_lit(p->out, "@@ ");
    put_range(p->out, '-', at, p->p[last].end + bottom);
    buf_char(p->out, ' ');
    put_range(p->out, '+', p->p[i].to - top, p->p[last].to_end + bottom);
    buf_lit(p->out, " @@\n");
    for (; i <= last; i++) {
        put_lines(p->out, ' ', &p->was, at, p->p[i].from);
        put_lines(p->out, '-', &p->was, p->p[i].from, p->p[i].end);
        put_lines(p->out, '+', &p->is, p->p[i].to, p->p[i].to_end);
        at = p->p[i].end;
    }
    put_lines(p->out, ' ', &p->was, at, at + bottom);
    return i;
}

void report_diff(str path, str was, str is, buf *out) {
    arena *a = arena_own(out->a, 0);
    printer p = {.was = lines_of(a, was), .is = lines_of(a, is), .out = out};
    p.p = diff_changes(a, &p.was, &p.is, &p.n);
    const char *end = str_has(path, S(" ")) ? "\t" : ""; /* where the name ends, to patch(1) */
    if (p.n)
        buf_printf(out, "--- %.*s%s\n+++ %.*s%s\n", STR_FMT(path), end, STR_FMT(path), end);
    for (size_t i = 0; i < p.n;)
        i = put_hunk(&p, i);
    arena_reset(a);
}
