/* Blocks that changed their place, their kind or their container. */
#include "mutate.h"

/* ---- order ---- */

/* Two stretches of whole lines change places; what is between them stays. */
static bool swap_ranges(trial *t, range x, range y) {
    str first = range_text(t, x), second = range_text(t, y);
    if (str_eq(first, second) || has_definitions(first) || has_definitions(second) ||
        !str_ends(first, S("\n")) || !str_ends(second, S("\n")))
        return false;
    add_fault(t, x.at);
    add_fault(t, y.at);
    add_edit(t, x.at, x.n, second);
    add_edit(t, y.at, y.n, first);
    return true;
}

static bool has_paragraph_after(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l);
    return is_paragraph(t, l) && next && is_paragraph(t, next);
}

static bool swap_paragraphs(trial *t) {
    const leaf *l = any_leaf(t, has_paragraph_after);
    return l && swap_ranges(t, whole_lines(t, l), whole_lines(t, next_leaf(t, l)));
}

static bool move_paragraph(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph), *to = any_leaf(t, is_paragraph);
    if (!l || (l < to ? to - l : l - to) < 4)
        return false;
    range r = whole_lines(t, l);
    size_t at = line_begin(t->text, to->at);
    str block = range_text(t, r);
    if (has_definitions(block) || !str_ends(block, S("\n")))
        return false;
    r = with_blanks(t->text, r);
    add_fault(t, r.at);
    add_edit(t, r.at, r.n, S(""));
    return change(t, at, 0, str_cat(t->a, block, S("\n")));
}

static bool has_anchors(const trial *t, const leaf *l) {
    return is_paragraph(t, l) && l->nanchors;
}

/* Over two or three others that have something to be known by, too. */
static bool move_over(trial *t) {
    const leaf *l = any_leaf(t, has_anchors);
    size_t n = 2 + any(t, 2);
    if (!l || (size_t)(l - t->o->leaves) + n >= t->o->n)
        return false;
    for (size_t i = 1; i <= n; i++)
        if (!has_anchors(t, l + i))
            return false;
    range r = whole_lines(t, l), over = lines_between(t, l + 1, l + n);
    return swap_ranges(t, r, over);
}

/* Two that have something to be known by, with others between them. */
static bool exchange_paragraphs(trial *t) {
    const leaf *l = any_leaf(t, has_anchors);
    size_t n = 2 + any(t, 3);
    if (!l || (size_t)(l - t->o->leaves) + n >= t->o->n || !has_anchors(t, l + n))
        return false;
    return swap_ranges(t, whole_lines(t, l), whole_lines(t, l + n));
}

static bool has_section_after(const trial *t, const leaf *l) {
    if (!is_heading(t, l))
        return false;
    const leaf *next = next_leaf(t, section_end(t, l));
    return next && next->class == LEAF_HEADING && next->level == l->level && is_heading(t, next);
}

static bool move_section(trial *t) {
    const leaf *l = any_leaf(t, has_section_after);
    if (!l)
        return false;
    const leaf *end = section_end(t, l), *next = end + 1;
    return swap_ranges(t, lines_between(t, l, end), lines_between(t, next, section_end(t, next)));
}

/* ---- two become one, one becomes two ---- */

static bool has_plain_after(const trial *t, const leaf *l) {
    return has_paragraph_after(t, l) && is_plain_paragraph(t, l) &&
           is_plain_paragraph(t, next_leaf(t, l));
}

static bool merge_paragraphs(trial *t) {
    const leaf *l = any_leaf(t, has_plain_after);
    if (!l)
        return false;
    range x = whole_lines(t, l), y = whole_lines(t, next_leaf(t, l));
    add_fault(t, x.at);
    return change(t, x.at + x.n, y.at - x.at - x.n, S(""));
}

static bool split_paragraph(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph);
    offsets ends = {0};
    if (l)
        sentence_ends(t, l, &ends);
    if (!ends.n)
        return false;
    add_fault(t, l->at);
    return change(t, ends.p[any(t, ends.n)], 0, S("\n\n"));
}

/* ---- headings ---- */

static bool heading_deeper(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && l->level < 6 && change(t, l->at, 0, S("#"));
}

static bool heading_shallower(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && l->level > 1 && change(t, l->at, 1, S(""));
}

static bool heading_lost(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && change(t, l->at, l->level + 1U, S(""));
}

static bool is_short(const trial *t, const leaf *l) {
    str text = str_trim(str_slice(t->text, l->at, l->at + l->n));
    return is_paragraph(t, l) && !str_has(text, S("\n")) && l->chars < 120;
}

static bool heading_made(trial *t) {
    const leaf *l = any_leaf(t, is_short);
    return l && change(t, l->at, 0, S("## "));
}

/* #Title is no heading. */
static bool heading_space(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && change(t, l->at + l->level, 1, S(""));
}

static bool heading_full_width(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && change(t, l->at, 1, S("＃"));
}

/* Four blanks more make code of it. */
static bool paragraph_to_code(trial *t) {
    const leaf *l = any_leaf(t, is_short), *previous = l ? previous_leaf(t, l) : NULL;
    return l && previous && !previous->context && change(t, l->at, 0, S("    "));
}

/* ---- containers ---- */

/* Takes up to n bytes of white space from the beginning of each line of a stretch but the first. */
static void outdent(trial *t, range r, size_t n) {
    for (size_t at = line_after(t->text, r.at); at < r.at + r.n; at = line_after(t->text, at)) {
        size_t k = 0;
        while (k < n && at + k < t->text.n && t->text.p[at + k] == ' ')
            k++;
        if (k)
            add_edit(t, at, k, S(""));
    }
}

static bool is_outer_item(const trial *t, const leaf *l) {
    return is_item(t, l) && leaf_depth(l) == 1 && !(l->flags & LEAF_IS_TASK);
}

static bool item_to_paragraph(trial *t) {
    const leaf *l = any_leaf(t, is_outer_item);
    if (!l)
        return false;
    range r = whole_lines(t, l);
    outdent(t, r, l->at - r.at);
    add_edit(t, r.at + r.n, 0, S("\n"));
    return change(t, r.at, l->at - r.at, S("\n"));
}

static bool is_between_paragraphs(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l), *previous = previous_leaf(t, l);
    return is_short(t, l) && !(next && next->context) && !(previous && previous->context);
}

static bool paragraph_to_item(trial *t) {
    const leaf *l = any_leaf(t, is_between_paragraphs);
    return l && change(t, l->at, 0, S("- "));
}

static bool is_numbered(const trial *t, const leaf *l) {
    return (l->flags & LEAF_IS_ITEM) && l->context == IN_NUMBERS &&
           ascii_is_digit(t->text.p[line_begin(t->text, l->at)]);
}

/* Markers as wide as they were, so that what is inside of the items stays there. */
static bool ordered_to_bullet(trial *t) {
    const leaf *l = any_leaf(t, is_numbered);
    if (!l)
        return false;
    const leaf *first = run_begin(t, l), *last = run_end(t, l);
    add_fault(t, first->at);
    for (l = first; l <= last; l++) {
        size_t at = line_begin(t->text, l->at), n = 0;
        if (!is_numbered(t, l))
            continue;
        while (ascii_is_digit(t->text.p[at + n]))
            n++;
        add_edit(t, at, n + 1, n == 1 ? S("- ") : S("-  "));
    }
    return true;
}

static bool is_inner_item(const trial *t, const leaf *l) {
    const leaf *previous = previous_leaf(t, l);
    return (l->flags & LEAF_IS_ITEM) && leaf_depth(l) == 2 && previous &&
           leaf_depth(previous) == 1 && outer_context(l) != IN_QUOTE &&
           t->text.p[line_begin(t->text, l->at)] == ' ';
}

static bool nesting_lost(trial *t) {
    const leaf *l = any_leaf(t, is_inner_item);
    if (!l)
        return false;
    range r = inner_list(t, l);
    size_t n = 0;
    while (t->text.p[r.at + n] == ' ')
        n++;
    outdent(t, r, n);
    return change(t, r.at, n, S(""));
}

static bool is_quoted(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l), *previous = previous_leaf(t, l);
    return l->context == IN_QUOTE && l->class == LEAF_TEXT && !(next && next->context) &&
           !(previous && previous->context) && t->text.p[line_begin(t->text, l->at)] == '>';
}

static bool quote_lost(trial *t) {
    const leaf *l = any_leaf(t, is_quoted);
    if (!l)
        return false;
    range r = whole_lines(t, l);
    for (size_t at = r.at; at < r.at + r.n; at = line_after(t->text, at)) {
        size_t n = t->text.p[at] == '>';
        n += n && t->text.p[at + 1] == ' ';
        add_edit(t, at, n, S(""));
    }
    add_fault(t, r.at);
    return true;
}

static bool is_task(const trial *t, const leaf *l) {
    (void)t;
    return l->flags & LEAF_IS_TASK;
}

static bool task_state(trial *t) {
    const leaf *l = any_leaf(t, is_task);
    if (!l)
        return false;
    size_t at = line_begin(t->text, l->at);
    size_t open = str_find_char(str_from(t->text, at), '[');
    if (open == STR_NONE || at + open > l->at + l->n)
        return false;
    return change(t, at + open + 1, 1, l->flags & LEAF_IS_DONE ? S(" ") : S("x"));
}

/* The first number of a list. */
static bool list_start(trial *t) {
    const leaf *l = any_leaf(t, is_numbered), *first = l ? run_begin(t, l) : NULL;
    if (!first || !is_numbered(t, first))
        return false;
    size_t at = line_begin(t->text, first->at);
    return t->text.p[at] == '1' && t->text.p[at + 1] == '.' && change(t, at, 1, S("4"));
}

/* "１．" for "1.", as far as nine. */
static bool list_full_width(trial *t) {
    enum { DIGIT_BYTES = 3, FEWEST = 2 };
    static const char digits[] = "０１２３４５６７８９";
    const leaf *l = any_leaf(t, is_numbered);
    size_t items = 0;
    if (!l)
        return false;
    const leaf *first = run_begin(t, l), *last = run_end(t, l);
    for (l = first; l <= last; l++) {
        size_t at = line_begin(t->text, l->at);
        if (!is_numbered(t, l))
            continue;
        if (t->text.p[at + 1] != '.')
            return false;
        str digit = {digits + DIGIT_BYTES * (t->text.p[at] - '0'), DIGIT_BYTES};
        add_edit(t, at, 2, str_cat(t->a, digit, S("．")));
        items++;
    }
    add_fault(t, first->at);
    return items >= FEWEST;
}

const kind block_kinds[] = {
    {"swap-paragraphs", swap_paragraphs},
    {"move-paragraph", move_paragraph},
    {"move-over", move_over},
    {"exchange-paragraphs", exchange_paragraphs},
    {"move-section", move_section},
    {"merge-paragraphs", merge_paragraphs},
    {"split-paragraph", split_paragraph},
    {"heading-deeper", heading_deeper},
    {"heading-shallower", heading_shallower},
    {"heading-lost", heading_lost},
    {"heading-made", heading_made},
    {"item-to-paragraph", item_to_paragraph},
    {"paragraph-to-item", paragraph_to_item},
    {"ordered-to-bullet", ordered_to_bullet},
    {"nesting-lost", nesting_lost},
    {"quote-lost", quote_lost},
    {"task-state", task_state},
    {"heading-space-lost", heading_space},
    {"heading-full-width", heading_full_width},
    {"paragraph-to-code", paragraph_to_code},
    {"list-start", list_start},
    {"list-full-width", list_full_width},
    {NULL, NULL},
};
