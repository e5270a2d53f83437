#include "diag/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"

const rule diag_rules[RULE_COUNT] = {
#define X(id, name, sev, brief) {name, sev, brief},
#include "diag/rules.def"
#undef X
};

/* A line longer than this is data, not prose; the excerpt shows the part around the column. */
enum { EXCERPT_MAX = 1000, EXCERPT_BEFORE = 200 };

void diags_new(diags *d, arena *a) {
    *d = (diags){.a = a};
    for (int i = 0; i < RULE_COUNT; i++)
        d->severities[i] = (uint8_t)diag_rules[i].sev;
}

/* Has the path all it may have? An error among the findings must be seen, or a page that fails
 * would have nothing to say: one has room behind all else. */
static bool is_full(const diags *d, str path, severity sev) {
    size_t n = 0;
    bool has_error = false;
    for (size_t i = d->n; i > 0 && str_eq(d->p[i - 1].path, path); i--) {
        n++;
        has_error |= d->p[i - 1].sev == SEV_ERROR;
    }
    return n >= LIMIT_FINDINGS && (sev != SEV_ERROR || has_error);
}

static str formatted(arena *a, const char *fmt, va_list ap) {
    buf b = buf_new(a, 128);
    buf_vprintf(&b, fmt, ap);
    return buf_str(&b);
}

static diag *add(diags *d, rule_id id, str path, const char *fmt, va_list ap) {
    severity sev = (severity)d->severities[id];
    if (sev == SEV_OFF || is_full(d, path, sev))
        return NULL;
    diag *g = vec_push(d->a, d);
    *g = (diag){0}; /* one that was dropped may have stood here */
    g->rule = id;
    g->sev = sev;
    g->path = str_copy(d->a, path);
    g->msg = formatted(d->a, fmt, ap);
    d->count[sev]++;
    return g;
}

/* Moves `at` back to where a character begins. */
static size_t character_start(str s, size_t at) {
    while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static excerpt excerpt_of(arena *a, span at, place p) {
    str line = source_line(at.src, p.line);
    size_t start = source_offset(at.src, p.line, 1);
    size_t offset = at.at > start ? at.at - start : 0, from = 0, to = line.n;
    if (offset > line.n)
        offset = line.n;
    if (line.n > EXCERPT_MAX) {
        from = character_start(line, offset > EXCERPT_BEFORE ? offset - EXCERPT_BEFORE : 0);
        to = character_start(line, from + EXCERPT_MAX < line.n ? from + EXCERPT_MAX : line.n);
    }
    return (excerpt){.text = str_copy(a, str_slice(line, from, to)),
                     .col = p.col - (uint32_t)utf8_count(str_slice(line, from, offset)),
                     .is_cut = to < line.n};
}

static void locate(diags *d, diag *g, span at) {
    if (!span_has_place(at))
        return;
    g->at = at.at;
    g->n = at.n;
    g->from = source_place(at.src, at.at);
    g->to = source_place(at.src, at.at + at.n);
    g->line = excerpt_of(d->a, at, g->from);
}

diag *diag_add(diags *d, rule_id id, span at, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    diag *g = add(d, id, at.src->path, fmt, ap);
    va_end(ap);
    if (g)
        locate(d, g, at);
    return g;
}

diag *diag_add_path(diags *d, rule_id id, str path, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    diag *g = add(d, id, path, fmt, ap);
    va_end(ap);
    return g;
}

diag *diag_add_unread(diags *d, str path, str why, size_t limit) {
    if (!str_eq(why, FILE_TOO_LARGE))
        return diag_add_path(d, RULE_IO_READ, path, "cannot be read: %.*s", STR_FMT(why));
    return diag_add_path(d, RULE_LIMIT_SIZE, path, "larger than %zu MiB, so it is not read",
                         limit / MIB);
}

void diag_help(diags *d, diag *to, const char *fmt, ...) {
    if (!to)
        return;
    va_list ap;
    va_start(ap, fmt);
    to->help = formatted(d->a, fmt, ap);
    va_end(ap);
}

static diag_note **end_of(diag_note **notes) {
    while (*notes)
        notes = &(*notes)->next;
    return notes;
}

static diag_note *note_new(diags *d, span at, const char *fmt, va_list ap) {
    diag_note *note = arena_make(d->a, diag_note, 1);
    note->path = str_copy(d->a, at.src->path);
    if (span_has_place(at)) {
        note->at = source_place(at.src, at.at);
        note->to = source_place(at.src, at.at + at.n);
        note->line = excerpt_of(d->a, at, note->at);
    }
    note->msg = formatted(d->a, fmt, ap);
    return note;
}

void diag_also(diags *d, diag *to, span at, const char *fmt, ...) {
    if (!to)
        return;
    va_list ap;
    va_start(ap, fmt);
    *end_of(&to->notes) = note_new(d, at, fmt, ap);
    va_end(ap);
}

void diag_lead(diags *d, diag *to, span at, const char *fmt, ...) {
    if (!to)
        return;
    va_list ap;
    va_start(ap, fmt);
    *end_of(&to->lead) = note_new(d, at, fmt, ap);
    va_end(ap);
}

void diag_set_page(diags *d, diag *to, str page) {
    to->page = str_copy(d->a, page);
    to->pages = 1;
}

void diag_weaken(diags *d, diag *which, severity most) {
    if (!which || which->sev <= most)
        return;
    d->count[which->sev]--;
    d->count[most]++;
    which->sev = most;
}

void diag_fix(diags *d, diag *to, span at, str text) {
    if (!to)
        return;
    diag_edit **end = &to->edits;
    while (*end)
        end = &(*end)->next;
    *end = arena_make(d->a, diag_edit, 1);
    **end = (diag_edit){.at = at.at,
                        .n = at.n,
                        .from = source_place(at.src, at.at),
                        .to = source_place(at.src, at.at + at.n),
                        .text = str_copy(d->a, text)};
}

bool diags_have_errors(const diags *d) {
    return d->count[SEV_ERROR] > 0;
}

void diags_keep_errors(diags *d) {
    size_t kept = 0;
    for (size_t i = 0; i < d->n; i++)
        if (d->p[i].sev == SEV_ERROR)
            d->p[kept++] = d->p[i];
    d->n = kept;
}

static diag_note *copy_notes(arena *a, const diag_note *from) {
    diag_note *first = NULL, **end = &first;
    for (; from; from = from->next, end = &(*end)->next) {
        *end = arena_make(a, diag_note, 1);
        **end = *from;
        (*end)->next = NULL;
        (*end)->path = str_copy(a, from->path);
        (*end)->line.text = str_copy(a, from->line.text);
        (*end)->msg = str_copy(a, from->msg);
    }
    return first;
}

static diag_edit *copy_edits(arena *a, const diag_edit *from) {
    diag_edit *first = NULL, **end = &first;
    for (; from; from = from->next, end = &(*end)->next) {
        *end = arena_make(a, diag_edit, 1);
        **end = *from;
        (*end)->next = NULL;
        (*end)->text = str_copy(a, from->text);
    }
    return first;
}

void diags_append(diags *into, const diags *from) {
    for (size_t i = 0; i < from->n; i++) {
        diag *g = vec_push(into->a, into);
        *g = from->p[i];
        g->path = str_copy(into->a, g->path);
        g->line.text = str_copy(into->a, g->line.text);
        g->msg = str_copy(into->a, g->msg);
        g->help = str_copy(into->a, g->help);
        g->notes = copy_notes(into->a, g->notes);
        g->edits = copy_edits(into->a, g->edits);
        g->lead = copy_notes(into->a, g->lead);
        g->page = str_copy(into->a, g->page);
        into->count[g->sev]++;
    }
}

static int by_number(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int by_notes(const diag_note *a, const diag_note *b) {
    int c = 0;
    for (; c == 0 && (a || b); a = a->next, b = b->next) {
        if (!a || !b)
            return a ? 1 : -1;
        c = str_cmp(a->path, b->path);
        if (c == 0)
            c = by_number(a->at.line, b->at.line);
        if (c == 0)
            c = by_number(a->at.col, b->at.col);
        if (c == 0)
            c = str_cmp(a->msg, b->msg);
    }
    return c;
}

/* What is printed alike compares equal, apart from what led there. */
static int by_finding(const void *x, const void *y) {
    const diag *a = x, *b = y;
    int c = str_cmp(a->path, b->path);
    if (c == 0)
        c = by_number(a->from.line, b->from.line);
    if (c == 0)
        c = by_number(a->from.col, b->from.col);
    if (c == 0)
        c = by_number(a->rule, b->rule);
    if (c == 0)
        c = str_cmp(a->msg, b->msg);
    if (c == 0)
        c = by_number(a->n, b->n);
    if (c == 0)
        c = str_cmp(a->help, b->help);
    return c ? c : by_notes(a->notes, b->notes);
}

/* The order is one for any order of arrival. */
static int by_place(const void *x, const void *y) {
    const diag *a = x, *b = y;
    int c = by_finding(a, b);
    if (c == 0)
        c = str_cmp(a->page, b->page);
    return c ? c : by_notes(a->lead, b->lead);
}

/* The last note of what led to a finding, its page, tells how many more there are. */
static void show_lead(diags *d, diag *g) {
    if (!g->page.n)
        return;
    if (!g->lead) {
        g->lead = arena_make(d->a, diag_note, 1);
        *g->lead = (diag_note){.path = g->page, .msg = S("in this page")};
    }
    diag_note *last = g->lead;
    while (last->next)
        last = last->next;
    buf b = buf_new(d->a, 64);
    buf_add(&b, last->msg);
    if (g->pages > 1)
        buf_printf(&b, ", and in %u other page%s", (unsigned)g->pages - 1,
                   g->pages == 2 ? "" : "s");
    last->msg = buf_str(&b);
    *end_of(&g->notes) = g->lead;
    g->lead = NULL;
    g->page = S("");
}

void diags_sort(diags *d) {
    if (d->n == 0)
        return;
    qsort(d->p, d->n, sizeof *d->p, by_place);
    size_t kept = 1;
    str page = d->p[0].page;
    for (size_t i = 1; i < d->n; i++) {
        diag *last = &d->p[kept - 1];
        if (by_finding(&d->p[i], last) == 0) {
            d->count[d->p[i].sev]--;
            last->pages += d->p[i].page.n && !str_eq(page, d->p[i].page);
        } else {
            d->p[kept++] = d->p[i];
        }
        page = d->p[i].page;
    }
    d->n = kept;
    for (size_t i = 0; i < d->n; i++)
        show_lead(d, &d->p[i]);
}
