/* Parts of lists, tables and sections that are missing or stand twice, and texts that stop in the
 * middle of one. */
#include "mutate.h"

/* ---- missing ---- */

static bool is_outer(const leaf *l) {
    return l && !l->context && !(l->flags & LEAF_IS_NOTE) &&
           (l->class == LEAF_TEXT || l->class == LEAF_HEADING || l->class == LEAF_CODE);
}

static bool has_outer_after(const trial *t, const leaf *l) {
    return is_outer(l) && is_outer(next_leaf(t, l)) && l != t->o->leaves;
}

static bool drop_two(trial *t) {
    const leaf *l = any_leaf(t, has_outer_after);
    return l && cut_out(t, lines_between(t, l, l + 1));
}

static bool begins_inner_list(const trial *t, const leaf *l) {
    const leaf *previous = previous_leaf(t, l);
    return (l->flags & LEAF_IS_ITEM) && leaf_depth(l) == 2 && previous &&
           leaf_depth(previous) == 1 && (previous->flags & LEAF_IS_ITEM) &&
           outer_context(l) != IN_QUOTE;
}

static bool drop_inner_list(trial *t) {
    const leaf *l = any_leaf(t, begins_inner_list);
    if (!l)
        return false;
    range r = inner_list(t, l);
    add_fault_behind(t, r.at);
    return change(t, r.at, r.n, S(""));
}

static bool drop_item(trial *t, leaf_test *is_wanted) {
    const leaf *l = any_leaf(t, is_wanted);
    range r = l ? whole_lines(t, l) : (range){0};
    if (!l)
        return false;
    add_fault_behind(t, r.at);
    return change(t, r.at, r.n, S(""));
}

static bool is_last_item(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l);
    return is_item(t, l) && (!next || next->context != l->context);
}

static bool is_first_item(const trial *t, const leaf *l) {
    const leaf *previous = previous_leaf(t, l);
    return is_item(t, l) && (!previous || previous->context != l->context);
}

static bool drop_last_item(trial *t) {
    return drop_item(t, is_last_item);
}

static bool drop_first_item(trial *t) {
    return drop_item(t, is_first_item);
}

static bool drop_last_heading(trial *t) {
    const leaf *got = NULL;
    for (size_t i = 1; i < t->o->n; i++)
        got = is_heading(t, &t->o->leaves[i]) ? &t->o->leaves[i] : got;
    return got && cut_out(t, whole_lines(t, got));
}

static bool drop_last_paragraph(trial *t) {
    const leaf *l = t->o->n > 3 ? &t->o->leaves[t->o->n - 1] : NULL;
    return l && is_paragraph(t, l) && cut_out(t, whole_lines(t, l));
}

static bool is_head(const trial *t, const leaf *l) {
    return l->class == LEAF_ROW && (l->flags & LEAF_IS_HEAD) && outer_context(l) == IN_TABLE &&
           t->text.p[line_begin(t->text, l->at)] == '|';
}

/* With the line under it, or without. */
static bool drop_head(trial *t) {
    const leaf *l = any_leaf(t, is_head);
    range r = l ? whole_lines(t, l) : (range){0};
    size_t end = l && any(t, 2) ? line_after(t->text, r.at + r.n) : r.at + r.n;
    return l && change(t, r.at, end - r.at, S(""));
}

/* Some rows at the end of a table. */
static bool drop_rows(trial *t) {
    const leaf *l = any_leaf(t, is_head), *last = l ? run_end(t, l) : NULL;
    if (!l || last - l < 4)
        return false;
    range r = lines_between(t, l + 2 + any(t, (size_t)(last - l) - 2), last);
    add_fault_behind(t, r.at);
    return change(t, r.at, r.n, S(""));
}

static bool is_long_section(const trial *t, const leaf *l) {
    const leaf *end = is_heading(t, l) ? section_end(t, l) : l, *middle = l + (end - l + 1) / 2;
    return end - l >= 5 && is_outer(middle) && !(end->flags & LEAF_IS_NOTE);
}

static bool drop_half_section(trial *t) {
    const leaf *l = any_leaf(t, is_long_section), *end = l ? section_end(t, l) : NULL;
    return l && cut_out(t, lines_between(t, l + (end - l + 1) / 2, end));
}

/* ---- the end is missing ---- */

enum { REST = 4 }; /* so many leaves are missing at least */

static bool is_late(const trial *t, const leaf *l) {
    size_t i = (size_t)(l - t->o->leaves);
    return i > t->o->n / 3 && i + REST < t->o->n && i + t->o->n / 5 < t->o->n;
}

static bool stop_behind(trial *t, leaf_test *is_wanted) {
    const leaf *l = any_leaf(t, is_wanted);
    range r = l ? whole_lines(t, l) : (range){0};
    size_t at = r.at + r.n;
    if (!l || has_definitions(str_from(t->text, at)))
        return false;
    add_fault(t, l->at);
    return change(t, at, t->text.n - at, S(""));
}

static bool is_late_heading(const trial *t, const leaf *l) {
    return is_late(t, l) && is_heading(t, l);
}

static bool stop_after_heading(trial *t) {
    return stop_behind(t, is_late_heading);
}

static bool is_late_item(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l);
    return is_late(t, l) && is_item(t, l) && next && next->context == l->context;
}

static bool stop_in_list(trial *t) {
    return stop_behind(t, is_late_item);
}

static bool is_late_row(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l);
    return is_late(t, l) && l->class == LEAF_ROW && !(l->flags & LEAF_IS_HEAD) && next &&
           next->class == LEAF_ROW;
}

static bool stop_in_table(trial *t) {
    return stop_behind(t, is_late_row);
}

static bool is_late_code(const trial *t, const leaf *l) {
    return is_late(t, l) && is_code(t, l) && !l->context && l->n > 80;
}

/* Behind a line in the middle of it. */
static bool stop_in_code(trial *t) {
    const leaf *l = any_leaf(t, is_late_code);
    size_t at = l ? line_after(t->text, l->at + l->n / 2) : 0;
    if (!l || at + 4 >= l->at + l->n || has_definitions(str_from(t->text, at)))
        return false;
    add_fault(t, l->at);
    return change(t, at, t->text.n - at, S(""));
}

/* ---- in place of something else ---- */

static bool is_at_distance(const leaf *x, const leaf *y) {
    return x && y && (x < y ? y - x : x - y) >= 4;
}

static bool replace_paragraph(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph), *other = any_leaf(t, is_paragraph);
    if (!is_at_distance(l, other) || l->hash == other->hash)
        return false;
    range r = whole_lines(t, l), of = whole_lines(t, other);
    add_fault(t, of.at);
    return !has_definitions(range_text(t, r)) && change(t, r.at, r.n, range_text(t, of));
}

/* The next heading of the same level. */
static const leaf *heading_after(const trial *t, const leaf *l) {
    for (const leaf *next = l; (next = next_leaf(t, next));)
        if (next->class == LEAF_HEADING)
            return next->level == l->level && is_heading(t, next) ? next : NULL;
    return NULL;
}

/* What stands under a heading is what stands under the next one. */
static bool text_of_next(trial *t) {
    const leaf *l = any_leaf(t, is_heading), *next = l ? heading_after(t, l) : NULL;
    if (!next || next == l + 1 || section_end(t, next) == next)
        return false;
    range r = lines_between(t, l + 1, next - 1),
          of = lines_between(t, next + 1, section_end(t, next));
    str with = str_trim(range_text(t, of));
    add_fault(t, of.at);
    t->lines = (unsigned)str_count(with, S("\n"));
    return !str_eq(str_trim(range_text(t, r)), with) && !has_definitions(range_text(t, r)) &&
           !has_definitions(with) && change(t, r.at, r.n, str_cat(t->a, with, S("\n")));
}

static bool has_heading_after(const trial *t, const leaf *l) {
    return is_heading(t, l) && heading_after(t, l);
}

static bool swap_headings(trial *t) {
    const leaf *l = any_leaf(t, has_heading_after), *next = l ? heading_after(t, l) : NULL;
    if (!l)
        return false;
    range x = whole_lines(t, l), y = whole_lines(t, next);
    str first = range_text(t, x), second = range_text(t, y);
    if (str_eq(first, second) || !str_ends(second, S("\n")))
        return false;
    add_fault(t, y.at);
    add_edit(t, y.at, y.n, first);
    return change(t, x.at, x.n, second);
}

static bool has_item_after(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l);
    return is_item(t, l) && next && is_item(t, next) && next->context == l->context &&
           (l->context & 15) == IN_BULLETS && l->nanchors && next->nanchors &&
           l->hash != next->hash;
}

static bool swap_items(trial *t) {
    const leaf *l = any_leaf(t, has_item_after);
    if (!l)
        return false;
    range x = whole_lines(t, l), y = whole_lines(t, l + 1);
    str with = range_text(t, y);
    add_fault(t, y.at);
    add_edit(t, y.at, y.n, S(""));
    return str_ends(with, S("\n")) && change(t, x.at, 0, with);
}

/* What a section says in one sentence: its first one. */
static bool sum_up_section(trial *t) {
    const leaf *l = any_leaf(t, is_long_section), *end = l ? section_end(t, l) : NULL;
    offsets ends = {0};
    if (!l || !is_plain_paragraph(t, l + 1))
        return false;
    sentence_ends(t, l + 1, &ends);
    range r = lines_between(t, l + 1, end);
    if (!ends.n || ends.p[0] - l[1].at < 30 || has_definitions(range_text(t, r)))
        return false;
    str first = str_trim(str_slice(t->text, l[1].at, ends.p[0]));
    bool is_end = !next_leaf(t, end);
    return change(t, r.at, r.n, str_cat(t->a, first, is_end ? S("\n") : S("\n\n")));
}

/* ---- twice ---- */

static bool duplicate_heading(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && duplicate_range(t, whole_lines(t, l), true);
}

static bool is_row(const trial *t, const leaf *l) {
    return l->class == LEAF_ROW && !(l->flags & LEAF_IS_HEAD) && outer_context(l) == IN_TABLE &&
           t->text.p[line_begin(t->text, l->at)] == '|';
}

static bool duplicate_row(trial *t) {
    const leaf *l = any_leaf(t, is_row);
    return l && duplicate_range(t, whole_lines(t, l), false);
}

static bool is_in_list(const trial *t, const leaf *l) {
    (void)t;
    return outer_context(l) == IN_BULLETS || outer_context(l) == IN_NUMBERS;
}

static bool duplicate_list(trial *t) {
    const leaf *l = any_leaf(t, is_in_list);
    return l && duplicate_range(t, lines_between(t, run_begin(t, l), run_end(t, l)), true);
}

/* A model that goes round in circles. */
static bool loop(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph);
    range r = l ? whole_lines(t, l) : (range){0};
    str block = l ? range_text(t, r) : S("");
    if (!l || has_definitions(block) || !str_ends(block, S("\n")))
        return false;
    buf b = buf_new(t->a, 8 * r.n);
    for (size_t i = 0, n = 3 + any(t, 4); i < n; i++) {
        buf_char(&b, '\n');
        buf_add(&b, block);
    }
    add_fault(t, r.at);
    return change(t, r.at + r.n, 0, buf_str(&b));
}

static bool double_body(trial *t) {
    str body = str_trim(str_from(t->text, t->body_at));
    if (t->o->n < 3 || has_definitions(body))
        return false;
    add_fault(t, t->body_at);
    buf b = buf_new(t->a, body.n + 8);
    buf_lit(&b, "\n\n");
    buf_add(&b, body);
    buf_char(&b, '\n');
    return change(t, str_rtrim(t->text).n, t->text.n - str_rtrim(t->text).n, buf_str(&b));
}

/* ---- nothing is left of it ---- */

static bool empty_heading(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    range r = l ? whole_lines(t, l) : (range){0};
    return l && change(t, l->at + l->level, str_rtrim(range_text(t, r)).n - l->level, S(""));
}

static bool is_short_item(const trial *t, const leaf *l) {
    return is_item(t, l) && !(l->flags & LEAF_IS_TASK) && l->chars > 8 &&
           !str_has(str_trim(str_slice(t->text, l->at, l->at + l->n)), S("\n"));
}

static bool empty_item(trial *t) {
    const leaf *l = any_leaf(t, is_short_item);
    return l && change(t, l->at, str_trim(str_slice(t->text, l->at, l->at + l->n)).n, S(""));
}

static bool empty_paragraph(trial *t) {
    static const char *const nothing[] = {"&nbsp;", "<br>", "-", "\xC2\xA0"};
    const leaf *l = any_leaf(t, is_paragraph);
    range r = l ? whole_lines(t, l) : (range){0};
    return l && !has_definitions(range_text(t, r)) &&
           change(t, r.at, r.n, str_cat(t->a, str_of(nothing[any(t, 4)]), S("\n")));
}

/* ---- of another kind ---- */

static bool is_outer_code(const trial *t, const leaf *l) {
    return is_code(t, l) && !l->context;
}

/* Its code is text to readers then. */
static bool lose_fence(trial *t) {
    const leaf *l = any_leaf(t, is_outer_code);
    range r = l ? whole_lines(t, l) : (range){0};
    if (!l)
        return false;
    size_t last = line_begin(t->text, r.at + r.n - 1);
    if (t->text.p[last] != t->text.p[l->at] || last == r.at)
        return false;
    add_edit(t, last, r.at + r.n - last, S(""));
    return change(t, r.at, line_after(t->text, r.at) - r.at, S(""));
}

static bool fence_paragraph(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph);
    range r = l ? whole_lines(t, l) : (range){0};
    str block = l ? range_text(t, r) : S("");
    if (!l || has_definitions(block) || !str_ends(block, S("\n")))
        return false;
    add_edit(t, r.at + r.n, 0, S("```\n"));
    return change(t, r.at, 0, S("```\n"));
}

static bool quote_made(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph), *next = l ? next_leaf(t, l) : NULL;
    const leaf *previous = l ? previous_leaf(t, l) : NULL;
    return l && !(next && next->context) && !(previous && previous->context) &&
           !str_has(str_trim(range_text(t, whole_lines(t, l))), S("\n")) &&
           change(t, l->at, 0, S("> "));
}

const kind section_kinds[] = {
    {"drop-two-blocks", drop_two},
    {"drop-inner-list", drop_inner_list},
    {"drop-last-item", drop_last_item},
    {"drop-first-item", drop_first_item},
    {"drop-last-heading", drop_last_heading},
    {"drop-last-paragraph", drop_last_paragraph},
    {"drop-table-head", drop_head},
    {"drop-table-rows", drop_rows},
    {"drop-half-section", drop_half_section},
    {"stop-after-heading", stop_after_heading},
    {"stop-in-list", stop_in_list},
    {"stop-in-table", stop_in_table},
    {"stop-in-code", stop_in_code},
    {"replace-paragraph", replace_paragraph},
    {"text-of-next-section", text_of_next},
    {"swap-headings", swap_headings},
    {"swap-items", swap_items},
    {"sum-up-section", sum_up_section},
    {"duplicate-heading", duplicate_heading},
    {"duplicate-table-row", duplicate_row},
    {"duplicate-list", duplicate_list},
    {"loop", loop},
    {"double-body", double_body},
    {"empty-heading", empty_heading},
    {"empty-item", empty_item},
    {"empty-paragraph", empty_paragraph},
    {"lose-fence", lose_fence},
    {"fence-paragraph", fence_paragraph},
    {"quote-made", quote_made},
    {NULL, NULL},
};
