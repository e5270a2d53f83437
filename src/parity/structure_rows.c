/* Rows of tables: how many cells they have, which changed places, where a table begins. */
#include "parity/structure_rows.h"

#include "parity/cure.h"

/* ---- as they were written ---- */

str row_text(const outline *o, const leaf *l) {
    str row = str_trim(str_slice(o->src->text, l->at, l->at + l->n));
    row = str_from(row, str_starts(row, S("|")));
    if (str_ends(row, S("|")) && !str_ends(row, S("\\|")))
        row.n--;
    return row;
}

uint32_t leaf_cells(const outline *o, const leaf *l) {
    str row = row_text(o, l);
    uint32_t n = 1;
    for (size_t i = 0; i < row.n; i++) {
        if (row.p[i] == '\\')
            i++;
        else if (row.p[i] == '|')
            n++;
    }
    return n;
}

str row_next_cell(str *rest) {
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '|')
        n += rest->p[n] == '\\' && n + 1 < rest->n ? 2 : 1;
    str cell = str_slice(*rest, 0, n);
    *rest = str_from(*rest, n < rest->n ? n + 1 : n);
    return str_trim(cell);
}

static bool is_odd_row(const pair *p, const aligned *x) {
    return aligned_is_pair(x) && pair_from(p, x)->class == LEAF_ROW &&
           pair_to(p, x)->class == LEAF_ROW && !p->told_to[x->to] &&
           leaf_cells(&p->from->o, pair_from(p, x)) != leaf_cells(&p->to->o, pair_to(p, x));
}

static void help_cells(const pair *p, diag *e, const leaf *from, bool is_more, size_t after) {
    str row = str_trim(str_slice(p->from->o.src->text, from->at, from->at + from->n));
    buf how = buf_new(p->a, 128);
    buf_printf(&how, "give it the original's %u cells: %.*s", leaf_cells(&p->from->o, from),
               STR_FMT(code_quote(p->a, row)));
    if (is_more)
        buf_lit(&how, "; a bar that parts no cells is written \\|");
    if (after == 1)
        buf_lit(&how, "; the row after it likewise");
    else if (after)
        buf_printf(&how, "; the %zu rows after it likewise", after);
    diag_help(p->d, e, "%.*s", STR_FMT(buf_str(&how)));
}

void rows_check_width(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        size_t first = i;
        while (i < p->al.n && is_odd_row(p, &p->al.p[i]))
            i++;
        if (i == first)
            continue;
        const leaf *from = pair_from(p, &p->al.p[first]), *to = pair_to(p, &p->al.p[first]);
        uint32_t want = leaf_cells(&p->from->o, from), got = leaf_cells(&p->to->o, to);
        diag *e = diag_add(p->d, RULE_TABLE_SHAPE, outline_leaf(&p->to->o, to),
                           "this row has %u cell%s, in the original %u: %.*s", got,
                           got == 1 ? "" : "s", want, STR_FMT(leaf_quote(p->a, to)));
        help_cells(p, e, from, want < got, i - first - 1);
        pair_original(p, e, from, "the original");
        for (size_t k = first; k < i; k++)
            pair_tell(p, pair_from(p, &p->al.p[k]), pair_to(p, &p->al.p[k]));
    }
}

/* Cells that changed places: each is now what the other was. */
typedef struct swap {
    uint32_t i, k; /* from 0; equal: none did */
} swap;

uint32_t row_cells(const outline *o, const leaf *l, str out[ROW_CELLS]) {
    str rest = row_text(o, l);
    uint32_t n = 0;
    while (n < ROW_CELLS && rest.n)
        out[n++] = row_next_cell(&rest);
    return n;
}

/* One that no language writes otherwise, or that was left as it is. */
static bool is_figure(str cell) {
    for (size_t i = 0; i < cell.n; i++)
        if (ascii_is_digit(cell.p[i]) || cell.p[i] == '`')
            return true;
    return false;
}

static swap find_swap_in(const pair *p, const leaf *from, const leaf *to) {
    str a[ROW_CELLS], b[ROW_CELLS];
    swap none = {0};
    uint32_t n = row_cells(&p->from->o, from, a), m = row_cells(&p->to->o, to, b);
    for (uint32_t i = 0; i < n && n == m; i++) {
        if (str_eq(a[i], b[i]) || !is_figure(a[i]))
            continue; /* as most are */
        for (uint32_t k = 0; k < n; k++)
            if (i != k && str_eq(a[i], b[k]) && !str_eq(a[k], b[k]) &&
                !is_figure(a[k]) == !is_figure(b[i]))
                return (swap){i < k ? i : k, i < k ? k : i};
    }
    return none;
}

static swap find_swap(const pair *p, const aligned *x) {
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    bool may_be = from && to && from->class == LEAF_ROW && to->class == LEAF_ROW &&
                  !p->told_to[x->to]; /* of a row with other cells all was said */
    return may_be ? find_swap_in(p, from, to) : (swap){0};
}

void rows_check_order(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        swap s = find_swap(p, &p->al.p[i]);
        size_t first = i;
        if (s.i == s.k)
            continue;
        for (swap next = s; next.i == s.i && next.k == s.k && i + 1 < p->al.n; i++) {
            next = find_swap(p, &p->al.p[i + 1]);
            if (next.i != s.i || next.k != s.k)
                break;
        }
        const leaf *from = pair_from(p, &p->al.p[first]), *to = pair_to(p, &p->al.p[first]);
        diag *e = diag_add(p->d, RULE_TABLE_SHAPE, outline_leaf(&p->to->o, to),
                           "cells %u and %u of this row changed places: %.*s", s.i + 1, s.k + 1,
                           STR_FMT(leaf_quote(p->a, to)));
        if (i > first)
            diag_help(p->d, e, "let them change places again, down to line %u",
                      cure_last_line(p, pair_to(p, &p->al.p[i])));
        else
            diag_help(p->d, e, "let them change places again");
        pair_original(p, e, from, "the original");
    }
}

/* ---- tables under a line of text ---- */

/* To kramdown such a table is more text of the paragraph. */
static bool is_under_text(const outline *o, size_t i) {
    const leaf *l = &o->leaves[i], *before = i ? l - 1 : NULL;
    if (!before || before->class != LEAF_TEXT || before->at + before->n > l->at)
        return false;
    str between = str_slice(o->src->text, before->at + before->n, l->at);
    size_t line = str_find_char(between, '\n');
    return !str_trim(between).n &&
           (line == STR_NONE || str_find_char(str_from(between, line + 1), '\n') == STR_NONE);
}

void rows_check_starts(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || !(pair_to(p, x)->flags & LEAF_IS_HEAD) ||
            pair_from(p, x)->class != LEAF_ROW || !is_under_text(&p->to->o, x->to) ||
            is_under_text(&p->from->o, x->from) ||
            pair_is_told(p, false, p->to->o.leaves[x->to - 1].at))
            continue;
        const leaf *to = pair_to(p, x);
        diag *e = diag_add(p->d, RULE_TABLE_SHAPE, outline_leaf(&p->to->o, to),
                           "no blank line before the table, so that it is text of the paragraph");
        diag_help(p->d, e, "put a blank line before it");
        diag_fix(p->d, e, span_of(p->to->src, to->at, 0), S("\n"));
        pair_original(p, e, pair_from(p, x), "the original's");
    }
}
