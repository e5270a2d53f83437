/* Blocks that are missing, stand twice or were added. */
#include "mutate.h"

/* ---- missing ---- */

void add_fault_behind(trial *t, size_t at) {
    for (size_t i = t->o->n; i-- > 0;)
        if (t->o->leaves[i].at < at) {
            add_fault(t, t->o->leaves[i].at + t->o->leaves[i].n);
            return;
        }
}

bool cut_out(trial *t, range r) {
    r = with_blanks(t->text, r);
    add_fault_behind(t, r.at);
    return !has_definitions(range_text(t, r)) && change(t, r.at, r.n, S(""));
}

static bool drop_leaf(trial *t, leaf_test *is_wanted) {
    const leaf *l = any_leaf(t, is_wanted);
    return l && cut_out(t, whole_lines(t, l));
}

static bool drop_paragraph(trial *t) {
    return drop_leaf(t, is_paragraph);
}

static bool drop_heading(trial *t) {
    return drop_leaf(t, is_heading);
}

static bool drop_item(trial *t) {
    const leaf *l = any_leaf(t, is_item);
    range r = l ? whole_lines(t, l) : (range){0};
    return l && change(t, r.at, r.n, S(""));
}

static bool is_in_list(const trial *t, const leaf *l) {
    (void)t;
    return outer_context(l) == IN_BULLETS || outer_context(l) == IN_NUMBERS;
}

static bool is_in_quote(const trial *t, const leaf *l) {
    (void)t;
    return outer_context(l) == IN_QUOTE;
}

static bool is_in_table(const trial *t, const leaf *l) {
    (void)t;
    return l->class == LEAF_ROW && outer_context(l) == IN_TABLE;
}

/* All of the list, quote or table around a leaf. */
static bool drop_run(trial *t, leaf_test *is_wanted) {
    const leaf *l = any_leaf(t, is_wanted);
    return l && cut_out(t, lines_between(t, run_begin(t, l), run_end(t, l)));
}

static bool drop_list(trial *t) {
    return drop_run(t, is_in_list);
}

static bool drop_quote(trial *t) {
    return drop_run(t, is_in_quote);
}

static bool drop_table(trial *t) {
    return drop_run(t, is_in_table);
}

static bool drop_code(trial *t) {
    return drop_leaf(t, is_code);
}

static bool is_html(const trial *t, const leaf *l) {
    (void)t;
    return l->class == LEAF_HTML && !l->context && !(l->flags & LEAF_IS_COMMENT);
}

static bool drop_html(trial *t) {
    return drop_leaf(t, is_html);
}

static bool is_break(const trial *t, const leaf *l) {
    (void)t;
    return l->class == LEAF_BREAK && !l->context;
}

static bool drop_break(trial *t) {
    return drop_leaf(t, is_break);
}

static bool drop_section(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && l != t->o->leaves && cut_out(t, lines_between(t, l, section_end(t, l)));
}

static bool drop_first(trial *t) {
    const leaf *l = t->o->leaves;
    return t->o->n > 2 && !l->context && cut_out(t, whole_lines(t, l));
}

/* ---- the end is missing ---- */

static bool truncate_tail(trial *t) {
    size_t i = t->o->n - t->o->n / 4 - 1;
    if (t->o->n < 12 || t->o->leaves[i].context)
        return false;
    range r = whole_lines(t, &t->o->leaves[i]);
    add_fault_behind(t, r.at);
    return !has_definitions(str_from(t->text, r.at)) && change(t, r.at, t->text.n - r.at, S(""));
}

static bool is_in_last_third(const trial *t, const leaf *l) {
    size_t i = (size_t)(l - t->o->leaves);
    return is_plain_paragraph(t, l) && l->chars >= 60 && i > t->o->n * 2 / 3 && i + 4 < t->o->n;
}

static bool truncate_within(trial *t) {
    const leaf *l = any_leaf(t, is_in_last_third);
    size_t at = l ? l->at + l->n / 2 : 0;
    while (l && at < t->text.n && (t->text.p[at] & 0xC0) == 0x80)
        at++;
    return l && !has_definitions(str_from(t->text, at)) && change(t, at, t->text.n - at, S("\n"));
}

static bool is_last(const trial *t, const leaf *l) {
    str line = str_trim(str_slice(t->text, l->at, l->at + l->n));
    return is_plain_paragraph(t, l) && !next_leaf(t, l) && l->chars >= 40 && line.n &&
           !str_has(line, S("\n"));
}

/* The last few letters of the text. */
static bool cut_mid_word(trial *t) {
    const leaf *l = any_leaf(t, is_last);
    if (!l)
        return false;
    size_t end = l->at + str_trim(str_slice(t->text, l->at, l->at + l->n)).n, at = end - l->n / 6;
    while (at > l->at && ((t->text.p[at] & 0xC0) == 0x80 || !match_word(t->text, at)))
        at--;
    size_t n = match_word(t->text, at);
    size_t half = at + n / 2;
    while ((t->text.p[half] & 0xC0) == 0x80)
        half++;
    return n >= 6 && half < end - 4 && change(t, half, t->text.n - half, S("\n"));
}

/* What a model writes in place of what it did not feel like translating. */
static bool elide(trial *t) {
    static const char *const marks[] = {"[...]", "…", "<!-- … -->", "(...)"};
    const leaf *l = any_leaf(t, is_paragraph);
    if (!l || (size_t)(l - t->o->leaves) + 4 > t->o->n)
        return false;
    const leaf *last = l + 2;
    range r = lines_between(t, l, last);
    if (last->context || has_definitions(range_text(t, r)))
        return false;
    add_fault_behind(t, r.at);
    return change(t, r.at, r.n, str_cat(t->a, str_of(marks[any(t, 4)]), S("\n")));
}

static bool empty_body(trial *t) {
    return t->o->n > 0 && change(t, t->body_at, t->text.n - t->body_at, S(""));
}

static bool other_text(trial *t) {
    const base *b = another_base(t);
    return b && t->o->n > 5 && b->to->o.n > 5 &&
           change(t, t->body_at, t->text.n - t->body_at,
                  str_from(b->to->src->text, b->to->body_at));
}

static bool is_plain_text(const leaf *l) {
    return l->class == LEAF_TEXT && !l->context && !l->nanchors && !l->flags;
}

/* A few paragraphs of another note, with nothing in them that languages keep. */
static bool few_others(trial *t) {
    enum { LEAVES = 3, BLOCKS = 10 };
    const base *b = another_base(t);
    size_t n = 0;
    buf out = buf_new(t->a, 1024);
    if (!b || t->o->n < BLOCKS)
        return false;
    for (size_t i = 0; i < b->to->o.n && n < LEAVES; i++) {
        const leaf *l = &b->to->o.leaves[i];
        if (!is_plain_text(l))
            continue;
        buf_add(&out, str_slice(b->to->src->text, l->at, l->at + l->n));
        buf_lit(&out, "\n\n");
        n++;
    }
    return n == LEAVES && change(t, t->body_at, t->text.n - t->body_at, buf_str(&out));
}

/* ---- twice ---- */

bool duplicate_range(trial *t, range r, bool with_blank) {
    str block = range_text(t, r);
    if (has_definitions(block))
        return false;
    buf b = buf_new(t->a, r.n + 2);
    if (with_blank)
        buf_char(&b, '\n');
    buf_add(&b, block);
    if (!str_ends(block, S("\n")))
        return false;
    add_fault(t, r.at);
    return change(t, r.at + r.n, 0, buf_str(&b));
}

static bool duplicate_leaf(trial *t, leaf_test *is_wanted, bool with_blank) {
    const leaf *l = any_leaf(t, is_wanted);
    return l && duplicate_range(t, whole_lines(t, l), with_blank);
}

static bool duplicate_paragraph(trial *t) {
    return duplicate_leaf(t, is_paragraph, true);
}

/* A copy of it far down the text. */
static bool duplicate_far(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph), *to = any_leaf(t, is_paragraph);
    if (!l || !to || to - l < 4)
        return false;
    range r = whole_lines(t, l);
    str block = range_text(t, r);
    if (has_definitions(block) || !str_ends(block, S("\n")))
        return false;
    add_fault(t, r.at);
    return change(t, line_begin(t->text, to->at), 0, str_cat(t->a, block, S("\n")));
}

static bool duplicate_item(trial *t) {
    return duplicate_leaf(t, is_item, false);
}

static bool duplicate_section(trial *t) {
    const leaf *l = any_leaf(t, is_heading);
    return l && duplicate_range(t, lines_between(t, l, section_end(t, l)), true);
}

static bool is_outer_code(const trial *t, const leaf *l) {
    return is_code(t, l) && !l->context;
}

static bool duplicate_code(trial *t) {
    return duplicate_leaf(t, is_outer_code, true);
}

/* ---- added ---- */

/* A block of another note in the same language, put before an outer block. */
static bool is_place(const trial *t, const leaf *l) {
    return is_paragraph(t, l) || is_heading(t, l);
}

static bool add_block(trial *t, leaf_test *is_wanted) {
    const base *b = another_base(t);
    const leaf *before = any_leaf(t, is_place);
    if (!b || !before)
        return false;
    trial other = *t;
    other.text = b->to->src->text;
    other.o = &b->to->o;
    other.b = b;
    const leaf *l = any_leaf(&other, is_wanted);
    t->random = other.random;
    if (!l)
        return false;
    str block = range_text(&other, whole_lines(&other, l));
    return change(t, line_begin(t->text, before->at), 0, str_cat(t->a, block, S("\n")));
}

static bool add_paragraph(trial *t) {
    return add_block(t, is_plain_paragraph);
}

static bool add_heading(trial *t) {
    return add_block(t, is_heading);
}

static bool add_code(trial *t) {
    return add_block(t, is_outer_code);
}

const kind structure_kinds[] = {
    {"drop-paragraph", drop_paragraph},
    {"drop-heading", drop_heading},
    {"drop-list-item", drop_item},
    {"drop-list", drop_list},
    {"drop-code-block", drop_code},
    {"drop-quote", drop_quote},
    {"drop-table", drop_table},
    {"drop-html-block", drop_html},
    {"drop-break", drop_break},
    {"drop-section", drop_section},
    {"drop-first-block", drop_first},
    {"truncate-tail", truncate_tail},
    {"truncate-within", truncate_within},
    {"empty-body", empty_body},
    {"other-text", other_text},
    {"few-others", few_others},
    {"duplicate-paragraph", duplicate_paragraph},
    {"duplicate-list-item", duplicate_item},
    {"duplicate-section", duplicate_section},
    {"duplicate-code-block", duplicate_code},
    {"add-paragraph", add_paragraph},
    {"add-heading", add_heading},
    {"add-code-block", add_code},
    {"cut-mid-word", cut_mid_word},
    {"elide", elide},
    {"duplicate-far", duplicate_far},
    {NULL, NULL},
};
