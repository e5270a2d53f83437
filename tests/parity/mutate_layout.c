/* Other ways to lay out the same text: nothing of this is a fault either. */
#include <string.h>

#include "mutate.h"

/* Blank lines between the items of a list. */
static bool loose_list(trial *t) {
    for (size_t k = 1; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k], *before = l - 1;
        if ((l->flags & LEAF_IS_ITEM) && l->context == before->context &&
            outer_context(l) != IN_QUOTE)
            add_edit(t, line_begin(t->text, l->at), 0, S("\n"));
    }
    return still_same(t);
}

static bool break_style(trial *t) {
    static const char *const styles[] = {"* * *\n", "***\n", "___\n", "- - - -\n"};
    str style = str_of(styles[any(t, 4)]);
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        range r = whole_lines(t, l);
        if (l->class == LEAF_BREAK && !l->context)
            add_edit(t, r.at, r.n, style);
    }
    return still_same(t);
}

/* The lines of a quoted paragraph need no > but the first. */
static bool lazy_quote(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        range r = whole_lines(t, l);
        if (l->class != LEAF_TEXT || l->context != IN_QUOTE)
            continue;
        for (size_t at = line_after(t->text, r.at); at < r.at + r.n; at = line_after(t->text, at)) {
            size_t n = 2;
            if (!str_starts(str_from(t->text, at), S("> ")))
                continue;
            if (ascii_is_alpha(t->text.p[at + n]) || (t->text.p[at + n] & 0x80))
                add_edit(t, at, n, S(""));
        }
    }
    return still_same(t);
}

/* Two blanks and a backslash at the end of a line break it both. */
static bool hard_break(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        for (size_t i = 2; l->class == LEAF_TEXT && i + 1 < l->n; i++) {
            size_t at = l->at + i;
            if (t->text.p[at] != '\n' || t->text.p[at - 1] != ' ' || t->text.p[at - 2] != ' ')
                continue;
            size_t from = at;
            while (t->text.p[from - 1] == ' ')
                from--;
            add_edit(t, from, at - from, S("\\"));
        }
    }
    return still_same(t);
}

/* Items stand further to the right. */
static bool indent_list(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        range r = whole_lines(t, l);
        if (outer_context(l) != IN_BULLETS && outer_context(l) != IN_NUMBERS)
            continue;
        for (size_t at = r.at; at < r.at + r.n; at = line_after(t->text, at))
            if (t->text.p[at] != '\n')
                add_edit(t, at, 0, S(" "));
    }
    return still_same(t);
}

/* What code without a language is fenced by, four blanks say as well. */
static bool indent_code(trial *t) {
    for (size_t k = 1; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        range r = whole_lines(t, l);
        size_t last = line_begin(t->text, r.at + r.n - 1);
        if (!is_code(t, l) || l->context || l[-1].context || str_trim(l->info).n ||
            t->text.p[last] != t->text.p[l->at] || line_after(t->text, r.at) >= last)
            continue;
        add_edit(t, r.at, line_after(t->text, r.at) - r.at, S(""));
        for (size_t at = line_after(t->text, r.at); at < last; at = line_after(t->text, at))
            add_edit(t, at, 0, S("    "));
        add_edit(t, last, r.at + r.n - last, S(""));
    }
    return still_same(t);
}

/* The line under a table's head. */
static bool rule_under_head(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        range r = whole_lines(t, l);
        if (!(l->flags & LEAF_IS_HEAD) || l->context != IN_TABLE)
            continue;
        size_t at = r.at + r.n, end = line_after(t->text, at);
        for (; at + 1 < end; at++)
            if (t->text.p[at] == '-' && t->text.p[at + 1] == '-')
                add_edit(t, at, 0, S("---"));
    }
    return still_same(t);
}

/* «…» or „…“ for "…", as other languages want them. */
static bool quotes(trial *t) {
    static const in_language opens[] = {{"", "“"},   {"de", "„"}, {"fr", "«\xC2\xA0"}, {"es", "«"},
                                        {"pt", "«"}, {"ru", "«"}, {"uk", "«"},         {"ja", "「"},
                                        {"zh", "“"}, {"he", "„"}, {"ar", "«"}};
    static const in_language closes[] = {
        {"", "”"},   {"de", "“"},  {"fr", "\xC2\xA0»"}, {"es", "»"}, {"pt", "»"}, {"ru", "»"},
        {"uk", "»"}, {"ja", "」"}, {"zh", "”"},         {"he", "”"}, {"ar", "»"}};
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        const uint8_t *mask = prose_of(t, l);
        bool is_open = false;
        for (size_t i = 0; l->class == LEAF_TEXT && i < l->n; i++) {
            if (!mask[i] || t->text.p[l->at + i] != '"')
                continue;
            is_open = !is_open;
            add_edit(t, l->at + i, 1, is_open ? SAID(t, opens) : SAID(t, closes));
        }
    }
    return still_same(t);
}

/* A paragraph that is bold: a matter of style. */
static bool bold_paragraph(trial *t) {
    const leaf *l = any_leaf(t, is_plain_paragraph);
    str text = l ? str_trim(str_slice(t->text, l->at, l->at + l->n)) : S("");
    if (!l || str_has(text, S("*")) || str_has(text, S("\n")) || str_has(text, S("_")))
        return false;
    add_edit(t, l->at + text.n, 0, S("**"));
    add_edit(t, l->at, 0, S("**"));
    return true;
}

const kind layout_kinds[] = {
    {"loose-list", loose_list},           {"break-style", break_style},
    {"lazy-quote", lazy_quote},           {"hard-break", hard_break},
    {"indent-list", indent_list},         {"indent-code", indent_code},
    {"rule-under-head", rule_under_head}, {"quotes", quotes},
    {"bold-paragraph", bold_paragraph},   {NULL, NULL},
};
