/* Tables, footnotes, inline HTML, Liquid and attribute lists. */
#include <string.h>

#include "mutate.h"

/* ---- tables ---- */

static bool is_body_row(const trial *t, const leaf *l) {
    return l->class == LEAF_ROW && !(l->flags & LEAF_IS_HEAD) && outer_context(l) == IN_TABLE &&
           t->text.p[line_begin(t->text, l->at)] == '|';
}

static bool has_row_beside(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l), *previous = previous_leaf(t, l);
    return is_body_row(t, l) &&
           ((next && is_body_row(t, next)) || (previous && is_body_row(t, previous)));
}

static bool drop_row(trial *t) {
    const leaf *l = any_leaf(t, has_row_beside);
    range r = l ? whole_lines(t, l) : (range){0};
    return l && change(t, r.at, r.n, S(""));
}

/* The offsets of a line's bars. */
static void find_bars(const trial *t, size_t at, offsets *out) {
    bool in_code = false;
    for (size_t end = line_after(t->text, at); at < end; at++) {
        in_code ^= t->text.p[at] == '`';
        if (t->text.p[at] == '\\')
            at++;
        else if (t->text.p[at] == '|' && !in_code)
            *vec_push(t->a, out) = at;
    }
}

static bool drop_cell(trial *t) {
    const leaf *l = any_leaf(t, is_body_row);
    offsets bars = {0};
    if (l)
        find_bars(t, line_begin(t->text, l->at), &bars);
    if (bars.n < 4)
        return false;
    size_t i = any(t, bars.n - 1);
    return change(t, bars.p[i], bars.p[i + 1] - bars.p[i], S(""));
}

/* Does a cell hold something that is the same in every language? */
static bool is_figure(str cell) {
    size_t digits = 0;
    for (size_t i = 0; i < cell.n; i++) {
        digits += ascii_is_digit(cell.p[i]);
        if ((cell.p[i] & 0x80) || ascii_is_alpha(cell.p[i]))
            return false;
    }
    return digits > 1 && !str_has(cell, S("`"));
}

/* Two cells of a row beside each other, one of them a figure. */
static bool swap_cells(trial *t) {
    const leaf *l = any_leaf(t, is_body_row);
    offsets bars = {0};
    if (l)
        find_bars(t, line_begin(t->text, l->at), &bars);
    if (bars.n < 3)
        return false;
    size_t i = any(t, bars.n - 2);
    range x = {bars.p[i] + 1, bars.p[i + 1] - bars.p[i] - 1};
    range y = {bars.p[i + 1] + 1, bars.p[i + 2] - bars.p[i + 1] - 1};
    str a = str_trim(range_text(t, x)), b = str_trim(range_text(t, y));
    if (!(is_figure(a) || is_figure(b)) || str_eq(a, b))
        return false;
    add_edit(t, y.at, y.n, range_text(t, x));
    return change(t, x.at, x.n, range_text(t, y));
}

static bool has_row_after(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l);
    return is_body_row(t, l) && next && is_body_row(t, next) && l->nanchors && next->nanchors &&
           l->hash != next->hash;
}

static bool swap_rows(trial *t) {
    const leaf *l = any_leaf(t, has_row_after);
    if (!l)
        return false;
    range x = whole_lines(t, l), y = whole_lines(t, next_leaf(t, l));
    if (!str_ends(range_text(t, y), S("\n")))
        return false;
    add_edit(t, y.at, y.n, S(""));
    return change(t, x.at, 0, range_text(t, y));
}

static bool is_head(const trial *t, const leaf *l) {
    return l->class == LEAF_ROW && (l->flags & LEAF_IS_HEAD) && outer_context(l) == IN_TABLE &&
           t->text.p[line_begin(t->text, l->at)] == '|';
}

static bool drop_column(trial *t) {
    const leaf *l = any_leaf(t, is_head);
    offsets head = {0};
    if (!l)
        return false;
    range r = lines_between(t, l, run_end(t, l));
    find_bars(t, r.at, &head);
    if (head.n < 4)
        return false;
    size_t i = any(t, head.n - 1);
    for (size_t at = r.at; at < r.at + r.n; at = line_after(t->text, at)) {
        offsets bars = {0};
        find_bars(t, at, &bars);
        if (bars.n != head.n)
            return false;
        add_edit(t, bars.p[i], bars.p[i + 1] - bars.p[i], S(""));
    }
    add_fault(t, r.at);
    return true;
}

static bool break_table(trial *t) {
    const leaf *l = any_leaf(t, is_head);
    if (!l)
        return false;
    size_t at = line_after(t->text, l->at);
    return change(t, at, line_after(t->text, at) - at, S(""));
}

/* A blank line before a row ends the table there. */
static bool blank_in_table(trial *t) {
    const leaf *l = any_leaf(t, is_body_row);
    return l && change(t, line_begin(t->text, l->at), 0, S("\n"));
}

/* ---- footnotes ---- */

static bool is_note(const trial *t, const leaf *l) {
    (void)t;
    return l->flags & LEAF_IS_NOTE;
}

/* With its further paragraphs, which are indented. */
static bool drop_definition(trial *t) {
    const leaf *l = any_leaf(t, is_note);
    if (!l)
        return false;
    range r = with_blanks(t->text, whole_lines(t, l));
    while (str_starts(str_from(t->text, r.at + r.n), S("    "))) {
        size_t end = line_after(t->text, r.at + r.n);
        r = with_blanks(t->text, (range){r.at, end - r.at});
    }
    str label = str_slice(t->text, r.at, l->at);
    size_t end = str_find_char(label, ']');
    if (end == STR_NONE)
        return false;
    size_t used = str_find(t->text, str_slice(label, 0, end + 1));
    const leaf *before = previous_leaf(t, l);
    add_fault(t, used);
    if (before)
        add_fault(t, before->at + before->n);
    return change(t, r.at, r.n, S(""));
}

static size_t match_reference(str text, size_t at) {
    size_t end = str_find_char(str_from(text, at), ']');
    bool begins = str_starts(str_from(text, at), S("[^")) && end != STR_NONE;
    return begins && text.p[at + end + 1] != ':' ? end + 1 : 0;
}

static bool any_reference(trial *t, range *out) {
    size_t seen = 0;
    for (size_t at = t->body_at; at < t->text.n; at++) {
        size_t n = match_reference(t->text, at);
        if (n && any(t, ++seen) == 0)
            *out = (range){at, n};
    }
    return seen > 0;
}

/* Where the footnote's text begins. */
static void also_at_definition(trial *t, range r) {
    size_t at = str_find(t->text, str_cat(t->a, range_text(t, r), S(":")));
    if (at != STR_NONE)
        add_fault(t, at);
}

static bool drop_reference(trial *t) {
    range r;
    if (!any_reference(t, &r))
        return false;
    also_at_definition(t, r);
    return change(t, r.at, r.n, S(""));
}

static bool rename_reference(trial *t) {
    range r;
    if (!any_reference(t, &r))
        return false;
    also_at_definition(t, r);
    return change(t, r.at + 2, 0, S("n"));
}

/* ---- HTML ---- */

static str tag_name(str tag) {
    size_t n = 1;
    while (n < tag.n && ascii_is_alnum(tag.p[n]))
        n++;
    return str_slice(tag, 1, n);
}

/* Tags that say something; others come and go with the language. */
static bool is_telling(const trial *t, const leaf *l, const atom *x) {
    static const char *const names[] = {"kbd",  "u",   "del",  "ins", "small",
                                        "mark", "sub", "samp", "var"};
    (void)t;
    (void)l;
    for (size_t i = 0; x->kind == ATOM_HTML && i < sizeof names / sizeof *names; i++)
        if (str_eq(tag_name(x->text), str_of(names[i])))
            return true;
    return false;
}

/* A pair of tags: the second is the next that closes the first. */
static bool any_tags(trial *t, range *open, range *close) {
    const leaf *l;
    const atom *x = any_atom(t, is_telling, &l);
    if (!x || !atom_range(t->o, l, x, open) || line_begin(t->text, open->at) == open->at)
        return false;
    str end = str_cat(t->a, str_cat(t->a, S("</"), tag_name(x->text)), S(">"));
    size_t at = str_find(str_slice(t->text, open->at, l->at + l->n), end);
    *close = (range){open->at + at, end.n};
    return at != STR_NONE;
}

static bool drop_tags(trial *t) {
    range open, close;
    if (!any_tags(t, &open, &close))
        return false;
    add_edit(t, close.at, close.n, S(""));
    return change(t, open.at, open.n, S(""));
}

static bool change_tags(trial *t) {
    range open, close;
    if (!any_tags(t, &open, &close))
        return false;
    add_edit(t, close.at, close.n, S("</tt>"));
    return change(t, open.at, open.n, S("<tt>"));
}

/* The end tag alone. */
static bool drop_end_tag(trial *t) {
    range open, close;
    if (!any_tags(t, &open, &close))
        return false;
    add_fault(t, open.at);
    return change(t, close.at, close.n, S(""));
}

/* ---- Liquid and attribute lists ---- */

static const mark *any_mark(trial *t, mark_kind sought) {
    const mark *got = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < t->o->nmarks; i++) {
        const mark *m = &t->o->marks[i];
        bool is_paired = sought == MARK_TAG && !str_has(m->text, S(" include ")) &&
                         !str_has(m->text, S(" link ")) && !str_has(m->text, S(" assign "));
        if (m->kind == sought && !is_paired && any(t, ++seen) == 0)
            got = m;
    }
    return got;
}

static bool drop_liquid(trial *t) {
    const mark *m = any_mark(t, MARK_TAG);
    return m && change(t, m->at, m->n, S(""));
}

/* A letter of the last word. */
static bool change_last_letter(trial *t, const mark *m) {
    size_t at = m->at + m->n;
    while (at > m->at && !ascii_is_alpha(t->text.p[at - 1]))
        at--;
    return at > m->at + 4 && change(t, at - 1, 1, t->text.p[at - 1] == 'x' ? S("z") : S("x"));
}

static bool change_liquid(trial *t) {
    const mark *m = any_mark(t, MARK_TAG);
    return m && change_last_letter(t, m);
}

static bool translate_output(trial *t) {
    const mark *m = any_mark(t, MARK_OUTPUT);
    if (!m || m->n < 6)
        return false;
    size_t from = 2, to;
    while (!ascii_is_alpha(m->text.p[from]))
        from++;
    for (to = from; ascii_is_alnum(m->text.p[to]) || strchr("._", m->text.p[to]);)
        from = m->text.p[to++] == '.' ? to : from;
    static const in_language rows[] = {{"", "titre"},   {"de", "titel"}, {"es", "sitio"},
                                       {"pt", "sitio"}, {"ar", "موقع"},  {"he", "אתר"},
                                       {"hi", "शीर्षक"}, {"ja", "題名"},  {"ko", "제목"},
                                       {"zh", "标题"},  {"ru", "сайт"}};
    return change(t, m->at + from, to - from, SAID(t, rows));
}

static bool drop_attributes(trial *t) {
    const mark *m = any_mark(t, MARK_ATTRIBUTES);
    return m && change(t, m->at, m->n, S(""));
}

const kind table_kinds[] = {
    {"drop-table-row", drop_row},
    {"drop-table-cell", drop_cell},
    {"drop-table-column", drop_column},
    {"break-table", break_table},
    {"drop-footnote-definition", drop_definition},
    {"drop-footnote-reference", drop_reference},
    {"rename-footnote", rename_reference},
    {"drop-html-tag", drop_tags},
    {"change-html-tag", change_tags},
    {"drop-liquid-tag", drop_liquid},
    {"change-liquid-tag", change_liquid},
    {"translate-liquid-output", translate_output},
    {"drop-attributes", drop_attributes},
    {"swap-table-cells", swap_cells},
    {"swap-table-rows", swap_rows},
    {"drop-end-tag", drop_end_tag},
    {"blank-in-table", blank_in_table},
    {NULL, NULL},
};
