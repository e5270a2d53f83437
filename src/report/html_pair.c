#include <stdlib.h>

#include "base/vec.h"
#include "parity/beside.h"
#include "report/html.h"

typedef vec(html_mark) marks;

typedef struct side {
    const source *src;
    str path, tag;
    marks m; /* sorted */
} side;

typedef struct view {
    arena *a;
    const report *r;
    buf *out;
    beside b;
    side from, to;
    size_t first, last; /* of the report's findings */
} view;

static int by_place(const void *x, const void *y) {
    uint32_t a = ((const html_mark *)x)->at, b = ((const html_mark *)y)->at;
    return (a > b) - (a < b);
}

static void mark_place(view *v, side *s, const diag *g, size_t number, place from, place to) {
    if (!from.line)
        return;
    uint32_t at = source_offset(s->src, from.line, from.col);
    uint32_t end = source_offset(s->src, to.line, to.col);
    *vec_push(v->a, &s->m) = (html_mark){at, end > at ? end - at : 0, g, number};
}

static void find_marks(view *v) {
    for (size_t i = v->first; i < v->last; i++) {
        const diag *g = &v->r->d->p[i];
        mark_place(v, &v->to, g, i, g->from, g->to);
        for (const diag_note *note = g->notes; note; note = note->next) {
            if (str_eq(note->path, v->from.path))
                mark_place(v, &v->from, g, i, note->at, note->to);
        }
    }
    side *sides[] = {&v->from, &v->to};
    for (int i = 0; i < 2; i++)
        if (sides[i]->m.n)
            qsort(sides[i]->m.p, sides[i]->m.n, sizeof *sides[i]->m.p, by_place);
}

/* The row that a finding is shown under: where the original has what is missing here, or where it
 * stands itself. */
static size_t row_of(const view *v, const diag *g) {
    size_t best = 0;
    for (const diag_note *note = g->notes; note; note = note->next)
        for (size_t i = 0; i < v->b.n && str_eq(note->path, v->from.path); i++)
            if (v->b.rows[i].to == v->b.rows[i].to_end && v->b.rows[i].from <= note->at.line &&
                note->at.line < v->b.rows[i].from_end)
                return i;
    for (size_t i = 0; i < v->b.n; i++)
        if (v->b.rows[i].to <= g->from.line && g->from.line < v->b.rows[i].to_end)
            best = i;
    return best;
}

static void put_side(const view *v, const side *s, const char *class, uint32_t line, uint32_t end) {
    buf *out = v->out;
    uint32_t at = source_offset(s->src, line, 1), to = source_offset(s->src, end, 1);
    size_t first = 0, n;
    while (first < s->m.n && s->m.p[first].at + s->m.p[first].n < at)
        first++;
    for (n = 0; first + n < s->m.n && s->m.p[first + n].at <= to; n++)
        ;
    buf_printf(out, "<div class=\"%s%s\" lang=\"", class, line == end ? " none" : "");
    html_text(out, s->tag);
    buf_printf(out, "\"><span class=ln>%u</span><pre dir=auto>", line);
    while (to > at && (s->src->text.p[to - 1] == '\n' || s->src->text.p[to - 1] == '\r'))
        to--; /* blank lines between blocks */
    if (line < end)
        html_marked(out, s->src->text, at, to, s->m.p ? s->m.p + first : NULL, n);
    buf_lit(out, "</pre></div>");
}

static void put_row(const view *v, size_t i, bool has_finding) {
    const beside_row *r = &v->b.rows[i];
    buf_add(v->out, has_finding ? S("<div class=row>") : S("<div class=\"row near\">"));
    put_side(v, &v->from, "from", r->from, r->from_end);
    put_side(v, &v->to, "to", r->to, r->to_end);
    buf_lit(v->out, "</div>\n");
}

/* A row, and beneath it what was found there. */
static void put_found(const view *v, size_t i, const size_t *rows) {
    bool any = false;
    for (size_t k = v->first; k < v->last; k++)
        any |= rows[k - v->first] == i;
    put_row(v, i, any);
    for (size_t k = v->first; k < v->last; k++)
        if (rows[k - v->first] == i)
            html_finding(v->out, &v->r->d->p[k], k);
}

/* Rows without findings are folded, but for the neighbours of those with some. */
static void put_rows(const view *v, const size_t *rows) {
    bool *shown = arena_make(v->a, bool, v->b.n + 2); /* of row i at i + 1 */
    for (size_t k = 0; k < v->last - v->first; k++)
        shown[rows[k]] = shown[rows[k] + 1] = shown[rows[k] + 2] = true;
    for (size_t i = 0, n; i < v->b.n; i += n) {
        n = 1;
        if (shown[i + 1]) {
            put_found(v, i, rows);
            continue;
        }
        while (i + n < v->b.n && !shown[i + n + 1])
            n++;
        buf_printf(v->out, "<details><summary>%zu block%s</summary>\n", n, n == 1 ? "" : "s");
        for (size_t k = i; k < i + n; k++)
            put_row(v, k, false);
        buf_lit(v->out, "</details>\n");
    }
}

static void put_texts(view *v) {
    size_t *rows = arena_make(v->a, size_t, v->last - v->first);
    v->from.src = v->b.from;
    v->to.src = v->b.to;
    find_marks(v);
    for (size_t k = v->first; k < v->last; k++)
        rows[k - v->first] = row_of(v, &v->r->d->p[k]);
    put_rows(v, rows);
}

void html_pair(arena *a, const report *r, buf *out, str lang, const set *one, const document *from,
               const document *to) {
    view v = {.a = a, .r = r, .out = out};
    v.from.path = from->path;
    v.to.path = to->path;
    v.from.tag = language_tag(r->site->languages, a, from->lang);
    v.to.tag = language_tag(r->site->languages, a, to->lang);
    html_findings_of(r, to->path, &v.first, &v.last);
    buf_printf(out, "<section class=\"pair\" data-lang=\"");
    html_text(out, lang);
    buf_printf(out, "\" id=p%zu><h2>", v.first);
    html_text(out, to->path);
    buf_lit(out, "</h2><p class=place>");
    html_text(out, from->path);
    buf_lit(out, "</p>\n");
    if (beside_read(a, r->site, one, from, to, &v.b))
        put_texts(&v);
    else
        for (size_t k = v.first; k < v.last; k++)
            html_finding(out, &r->d->p[k], k);
    buf_lit(out, "</section>\n");
    arena_reset(a);
}
