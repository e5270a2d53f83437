/* Pairs of leaves that differ in what they are. What goes on over several leaves is one finding. */
#include "parity/pair.h"

#include "base/bytes.h"
#include "parity/cure.h"
#include "parity/order.h"

/* ---- levels of headings ---- */

static int level_off(const pair *p, const aligned *x) {
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    return from->class == LEAF_HEADING && to->class == LEAF_HEADING ? to->level - from->level : 0;
}

static bool is_heading(const pair *p, const aligned *x) {
    return aligned_is_pair(x) && pair_to(p, x)->class == LEAF_HEADING;
}

/* How many headings from step i on are off by as much. */
static uint32_t count_off(const pair *p, size_t i) {
    int off = level_off(p, &p->al.p[i]);
    uint32_t n = 0;
    for (; i < p->al.n; i++) {
        if (!is_heading(p, &p->al.p[i]))
            continue;
        if (level_off(p, &p->al.p[i]) != off)
            break;
        n++;
    }
    return n;
}

/* How many headings there are of a level of which all have become another's, while all others are
 * right; 0: it is not so. */
static uint32_t count_level(const pair *p, const leaf *from, const leaf *to) {
    uint32_t n = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        if (!is_heading(p, &p->al.p[i]) || pair_from(p, &p->al.p[i])->class != LEAF_HEADING)
            continue;
        const leaf *x = pair_from(p, &p->al.p[i]), *y = pair_to(p, &p->al.p[i]);
        if (y->level != (x->level == from->level ? to->level : x->level))
            return 0;
        n += x->level == from->level;
    }
    return n;
}

static void help_level(const pair *p, diag *e, const leaf *to, uint32_t level, uint32_t n) {
    bool is_underlined = p->to->src->text.p[to->at] != '#';
    buf how = buf_new(p->a, 128);
    if (is_underlined && level <= 2)
        buf_printf(&how, "underline it with %s", level == 1 ? "=" : "-");
    else
        buf_printf(&how, "begin its line with %.*s%s", (int)level, "######",
                   is_underlined ? ", without the line under it" : "");
    if (n == 2)
        buf_lit(&how, "; the heading after it is off by as much");
    else if (n > 2)
        buf_printf(&how, "; the %u headings after it are off by as much", n - 1);
    diag_help(p->d, e, "%.*s", STR_FMT(buf_str(&how)));
}

static void check_levels(const pair *p) {
    uint32_t told = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!is_heading(p, x))
            continue;
        if (told) {
            told--;
            continue;
        }
        if (!level_off(p, x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        uint32_t n = count_off(p, i);
        told = n - 1;
        bool is_level = count_level(p, from, to) > n;
        diag *e = diag_add(p->d, RULE_PARITY_HEADING_LEVEL, outline_leaf(&p->to->o, to),
                           "this heading has level %u, in the original %u: %.*s", to->level,
                           from->level, STR_FMT(leaf_quote(p->a, to)));
        if (is_level)
            diag_help(p->d, e, "all headings of level %u are of level %u here, make them %u again",
                      from->level, to->level, from->level);
        else
            help_level(p, e, to, from->level, n);
        pair_original(p, e, from, "the original");
        if (is_level)
            return;
    }
}

/* ---- containers ---- */

static const char *container_name(uint64_t context, uint16_t flags) {
    switch (context_inner(context)) {
    case IN_QUOTE: return "in a block quote";
    case IN_BULLETS: return flags & LEAF_IS_ITEM ? "an item of a bullet list" : "inside of an item";
    case IN_NUMBERS:
        return flags & LEAF_IS_ITEM ? "an item of a numbered list" : "inside of an item";
    default: return "a paragraph of its own";
    }
}

static unsigned depth(uint64_t context) {
    unsigned n = 0;
    for (; context; context >>= 4)
        n++;
    return n;
}

static bool is_elsewhere(const leaf *from, const leaf *to) {
    return from->class != LEAF_ROW &&
           (from->context != to->context || (from->flags ^ to->flags) & LEAF_IS_ITEM);
}

/* What stands before the first line of a leaf: markers and white space. */
static str indent_of(const outline *o, const leaf *l) {
    uint32_t line = source_place(o->src, l->at).line;
    return str_slice(o->src->text, source_offset(o->src, line, 1), l->at);
}

static void help_elsewhere(const pair *p, diag *e, const leaf *from, uint32_t n) {
    str indent = indent_of(&p->from->o, from);
    buf how = buf_new(p->a, 128);
    if (indent.n)
        buf_printf(&how, "begin its line with %.*s, as the original's",
                   STR_FMT(code_quote(p->a, indent)));
    else
        buf_lit(&how, "begin its line without marker and indentation, as the original's");
    if (n == 2)
        buf_lit(&how, "; the block after it likewise");
    else if (n > 2)
        buf_printf(&how, "; the %u blocks after it likewise", n - 1);
    diag_help(p->d, e, "%.*s", STR_FMT(buf_str(&how)));
}

static void tell_elsewhere(const pair *p, const leaf *from, const leaf *to, uint32_t n) {
    const char *here = container_name(to->context, to->flags);
    const char *there = container_name(from->context, from->flags);
    diag *e;
    if (here != there)
        e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                     "this is %s, in the original %s: %.*s", here, there,
                     STR_FMT(leaf_quote(p->a, to)));
    else
        e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                     "this is nested %u deep, in the original %u: %.*s", depth(to->context),
                     depth(from->context), STR_FMT(leaf_quote(p->a, to)));
    help_elsewhere(p, e, from, n);
    pair_original(p, e, from, "the original");
}

/* Is it all that is left of a list, whose other items, told as missing, are words of it? */
static bool is_list_melted(const pair *p, size_t i) {
    const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
    if (!(from->flags & LEAF_IS_ITEM) || to->flags & LEAF_IS_ITEM)
        return false;
    for (size_t k = i ? i - 1 : i; k <= i + 1 && k < p->al.n; k++) {
        const leaf *other = k == i ? NULL : pair_from(p, &p->al.p[k]);
        if (other && !pair_to(p, &p->al.p[k]) && other->flags & LEAF_IS_ITEM &&
            other->context == from->context)
            return true;
    }
    return false;
}

static void check_containers(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        size_t first = i;
        while (i < p->al.n && aligned_is_pair(&p->al.p[i]) && !p->told_to[p->al.p[i].to] &&
               is_elsewhere(pair_from(p, &p->al.p[i]), pair_to(p, &p->al.p[i])))
            i++;
        if (i > first && !(i == first + 1 && is_list_melted(p, first)))
            tell_elsewhere(p, pair_from(p, &p->al.p[first]), pair_to(p, &p->al.p[first]),
                           (uint32_t)(i - first));
    }
}

/* ---- tasks ---- */

static const char *task_name(const leaf *l) {
    return l->flags & LEAF_IS_DONE ? "done" : l->flags & LEAF_IS_TASK ? "open" : "no task";
}

static void check_tasks(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        if (!((from->flags ^ to->flags) & (LEAF_IS_TASK | LEAF_IS_DONE)) ||
            (from->flags ^ to->flags) & LEAF_IS_ITEM || p->told_to[x->to])
            continue;
        diag *e = diag_add(p->d, RULE_PARITY_TASK, outline_leaf(&p->to->o, to),
                           "this task is %s, in the original %s: %.*s", task_name(to),
                           task_name(from), STR_FMT(leaf_quote(p->a, to)));
        diag_help(p->d, e,
                  from->flags & LEAF_IS_DONE   ? "write [x] before it, as the original"
                  : from->flags & LEAF_IS_TASK ? "write [ ] before it, as the original"
                                               : "take the brackets before it away");
        pair_original(p, e, from, "the original");
    }
}

/* ---- tables ---- */

/* A row as it was written, without the bars around it. */
static str row_text(const outline *o, const leaf *l) {
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

/* The next cell of a row as it was written, white space apart. */
static str next_cell(str *rest) {
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

static void check_tables(const pair *p) {
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

enum { CELLS = 24 }; /* of a row are looked at */

/* As they were written: a cell may be nothing but code. */
static uint32_t read_cells(const outline *o, const leaf *l, str out[CELLS]) {
    str rest = row_text(o, l);
    uint32_t n = 0;
    while (n < CELLS && rest.n)
        out[n++] = next_cell(&rest);
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
    str a[CELLS], b[CELLS];
    swap none = {0};
    uint32_t n = read_cells(&p->from->o, from, a), m = read_cells(&p->to->o, to, b);
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

static void check_cells(const pair *p) {
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

/* ---- what lost its text ---- */

/* `cell`: of a row; 0: of a heading or a list's item. */
static void tell_emptied(const pair *p, const aligned *x, uint32_t cell) {
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    rule_id id = cell ? RULE_TABLE_SHAPE : RULE_PARITY_MISSING_BLOCK;
    buf what = buf_new(p->a, 32);
    if (cell)
        buf_printf(&what, "cell %u of this row", cell);
    else
        buf_printf(&what, "this %s", to->class == LEAF_HEADING ? "heading" : "list item");
    str cells[CELLS], quote = leaf_quote(p->a, from);
    if (cell && read_cells(&p->from->o, from, cells) >= cell)
        quote = code_quote(p->a, cells[cell - 1]);
    diag *e = diag_add(p->d, id, outline_leaf(&p->to->o, to),
                       "%.*s is empty, in the original it is not: %.*s", STR_FMT(buf_str(&what)),
                       STR_FMT(quote));
    diag_help(p->d, e, "translate that and put it in");
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
}

/* Is there nothing, not even code, between two bars of the row as it was written? */
static bool has_blank_cell(str row) {
    bool is_blank = false;
    for (size_t i = 0; i < row.n; i++) {
        if (row.p[i] == '|' && is_blank)
            return true;
        is_blank = row.p[i] == '|' || (is_blank && row.p[i] == ' ');
    }
    return false;
}

/* The first cell that has something in the original alone; 0: none, counted from 1. */
static uint32_t emptied_cell(const pair *p, const leaf *from, const leaf *to) {
    str here = row_text(&p->to->o, to), there = row_text(&p->from->o, from);
    uint32_t n = leaf_cells(&p->to->o, to);
    if (!has_blank_cell(str_slice(p->to->src->text, to->at, to->at + to->n)) ||
        n != leaf_cells(&p->from->o, from))
        return 0;
    for (uint32_t i = 0; i < n; i++) {
        str mine = next_cell(&here), theirs = next_cell(&there);
        if (!mine.n && theirs.n)
            return i + 1;
    }
    return 0;
}

/* A blank line behind the marker of an empty item ends it: what was within stands by itself then.
 */
static void tell_let_out(const pair *p, size_t item) {
    for (size_t i = item + 1; i < p->al.n && aligned_is_pair(&p->al.p[i]); i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        if (from->flags & LEAF_IS_ITEM || !is_elsewhere(from, to))
            return;
        pair_tell(p, from, to);
    }
}

static void check_emptied(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *from = aligned_is_pair(x) ? pair_from(p, x) : NULL, *to = pair_to(p, x);
        /* Text may have become code, or an image. */
        if (!from || p->told_to[x->to] || to->natoms > from->natoms || from->hash == to->hash)
            continue;
        bool is_item = to->class == LEAF_TEXT && to->flags & LEAF_IS_ITEM;
        if ((to->class == LEAF_HEADING || is_item) && leaf_is_empty(to) && !leaf_is_empty(from)) {
            tell_emptied(p, x, 0);
            tell_let_out(p, i);
        }
        uint32_t cell = to->class == LEAF_ROW ? emptied_cell(p, from, to) : 0;
        if (cell)
            tell_emptied(p, x, cell);
    }
}

/* ---- where lists begin ---- */

/* The number of an item, as it was written; 0: it has none. */
static uint32_t item_number(const outline *o, const leaf *l) {
    const char *text = o->src->text.p;
    uint32_t at = l->at, n = 0;
    while (at && text[at - 1] != '\n' && text[at - 1] != '\r')
        at--; /* without the source's table of lines, which few notes need */
    for (; at < l->at; at++) {
        char c = text[at];
        if (ascii_is_digit(c) && n < 100000)
            n = 10 * n + (uint32_t)(c - '0');
        else if (!ascii_is_space(c) && c != '.' && c != ')' && c != '>')
            return 0;
    }
    return n;
}

/* Does a numbered list begin with this item? */
static bool begins_list(const outline *o, const leaf *l) {
    const leaf *before = l > o->leaves ? l - 1 : NULL;
    unsigned inner = depth(l->context);
    return (l->flags & LEAF_IS_ITEM) && context_inner(l->context) == IN_NUMBERS &&
           (!before || depth(before->context) < inner ||
            (depth(before->context) == inner && before->context != l->context));
}

/* Is an item of the list that begins with step i missing? That is told, and is why it begins so. */
static bool misses_item(const pair *p, size_t i) {
    uint64_t context = pair_from(p, &p->al.p[i])->context;
    for (; i < p->al.n; i++) {
        const leaf *l = pair_from(p, &p->al.p[i]);
        if (l && depth(l->context) < depth(context))
            return false;
        if (l && !pair_to(p, &p->al.p[i]) && l->context == context && l->flags & LEAF_IS_ITEM)
            return true;
    }
    return false;
}

static void check_starts(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || !begins_list(&p->from->o, pair_from(p, x)) ||
            !begins_list(&p->to->o, pair_to(p, x)))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        uint32_t want = item_number(&p->from->o, from), got = item_number(&p->to->o, to);
        if (want == got || !want || !got || misses_item(p, i))
            continue;
        diag *e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                           "this list begins with %u, in the original with %u: %.*s", got, want,
                           STR_FMT(leaf_quote(p->a, to)));
        diag_help(p->d, e, "write %u for %u", want, got);
        pair_original(p, e, from, "the original");
    }
}

/* ---- definitions ---- */

/* Lines that begin with ": ", which kramdown makes definitions of the term above of. */
static uint32_t count_definitions(const leaf *l) {
    uint32_t n = 0;
    str rest = l->class == LEAF_TEXT && l->bytes & BYTE_TOKEN ? l->text : (str){0};
    for (size_t at; (at = str_find(rest, S("\n: "))) != STR_NONE; rest = str_from(rest, at + 2))
        n++;
    return n;
}

static void check_definitions(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        uint32_t want = from && to ? count_definitions(from) : 0;
        if (!want || to->class != LEAF_TEXT || count_definitions(to) >= want)
            continue;
        diag *e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                           "a definition of the original is none here: %.*s",
                           STR_FMT(leaf_quote(p->a, to)));
        diag_help(p->d, e, "begin its line with \": \", under the term");
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

static void check_table_starts(const pair *p) {
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

void rule_structure(const pair *p) {
    check_levels(p);
    check_emptied(p); /* before what it explains */
    check_containers(p);
    check_tables(p);
    if (p->site->config->markdown == MARKDOWN_IS_KRAMDOWN)
        check_table_starts(p);
    check_cells(p);
    check_starts(p);
    check_definitions(p);
    order_check(p);
    check_tasks(p); /* items that changed places have been told of */
}
