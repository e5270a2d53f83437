/* The same text written otherwise: nothing of this is a fault. */
#include <string.h>

#include "base/utf8.h"
#include "markdown/markdown.h"
#include "mutate.h"

bool still_same(const trial *t) {
    str text = apply_edits(t, t->text, false);
    const source *s = source_new(t->a, S("x.md"), text);
    size_t at = edited_place(t, t->body_at);
    outline_options oo = {.markdown = MD_CJK_EMPHASIS, .is_liquid = true};
    outline o;
    diags d;
    diags_new(&d, t->a);
    if (!outline_read(t->a, span_of(s, at, text.n - at), &oo, &o, &d) || o.n != t->o->n)
        return false;
    for (size_t i = 0; i < o.n; i++) {
        const leaf *x = &o.leaves[i], *y = &t->o->leaves[i];
        if (x->class != y->class || x->context != y->context || x->level != y->level ||
            (x->flags ^ y->flags) & (LEAF_IS_ITEM | LEAF_IS_TASK | LEAF_IS_DONE) ||
            x->natoms != y->natoms)
            return false;
    }
    return t->edits.n > 0;
}

/* ---- blocks ---- */

static bool begins_word(str text, size_t at) {
    return ascii_is_alpha(text.p[at]) || (text.p[at] & 0x80);
}

static bool rewrap(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        if (!is_paragraph(t, l))
            continue;
        const uint8_t *mask = prose_of(t, l);
        for (size_t i = 1; i + 1 < l->n; i++) {
            size_t at = l->at + i;
            bool is_break =
                t->text.p[at] == '\n' && t->text.p[at - 1] != ' ' && t->text.p[at - 1] != '\\';
            bool is_gap = t->text.p[at] == ' ' && t->text.p[at - 1] != ' ';
            if (!mask[i] || !mask[i + 1] || !begins_word(t->text, at + 1))
                continue;
            if (is_break && any(t, 2))
                add_edit(t, at, 1, S(" "));
            else if (is_gap && any(t, 8) == 0)
                add_edit(t, at, 1, S("\n"));
        }
    }
    return still_same(t);
}

/* Each bullet becomes the next one, so that lists beside one another stay apart. */
static bool list_marker(trial *t) {
    static const char bullets[] = "-+*-";
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        size_t at = line_begin(t->text, l->at);
        if (!(l->flags & LEAF_IS_ITEM))
            continue;
        while (strchr(" >", t->text.p[at]) && at < l->at)
            at++;
        const char *is = strchr(bullets, t->text.p[at]);
        if (is)
            add_edit(t, at, 1, (str){is + 1, 1});
        while (!is && ascii_is_digit(t->text.p[at]))
            at++;
        if (!is && t->text.p[at] == '.')
            add_edit(t, at, 1, S(")"));
    }
    return still_same(t);
}

static void restyle_heading(trial *t, const leaf *l) {
    range r = whole_lines(t, l);
    str line = str_trim(range_text(t, r));
    size_t end = r.at + line.n;
    if (str_has(line, S("{")) || str_has(line, S("\n")))
        return;
    if (l->level <= 2 && any(t, 2)) {
        add_edit(t, end, 0, l->level == 1 ? S("\n=====") : S("\n-----"));
        add_edit(t, l->at, l->level + 1U, S(""));
    } else {
        add_edit(t, end, 0, str_slice(S(" ######"), 0, 1U + l->level));
    }
}

static bool heading_style(trial *t) {
    for (size_t k = 0; k < t->o->n; k++)
        if (is_heading(t, &t->o->leaves[k]))
            restyle_heading(t, &t->o->leaves[k]);
    return still_same(t);
}

static bool fence_style(trial *t) {
    bool with_tildes = any(t, 2);
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        size_t n = 0;
        if (!is_code(t, l) || l->context || t->text.p[l->at] != '`')
            continue;
        while (t->text.p[l->at + n] == '`')
            n++;
        range r = whole_lines(t, l);
        size_t last = line_begin(t->text, r.at + r.n - 1);
        if (t->text.p[last] != '`')
            continue;
        str fence = str_slice(with_tildes ? S("~~~~~~~~") : S("````````"), 0, n + !with_tildes);
        add_edit(t, l->at, n, fence);
        add_edit(t, last, n, fence);
    }
    return still_same(t);
}

static bool is_apart(str text, size_t at) {
    return at >= text.n || ascii_is_space(text.p[at]) ||
           (text.p[at] && strchr(".,;:!?()|", text.p[at]));
}

/* The stars that begin at i and their like on the same line; words around them stand apart. */
static void restyle_stars(trial *t, const leaf *l, const uint8_t *mask, size_t *i) {
    size_t n = 0, at = l->at + *i;
    while (t->text.p[at + n] == '*')
        n++;
    str rest = str_slice(t->text, at + n, l->at + l->n);
    size_t end = str_find(rest, str_slice(S("***"), 0, n < 3 ? n : 3));
    *i += n;
    if (n > 2 || end == STR_NONE || str_has(str_slice(rest, 0, end), S("\n")) ||
        (end + n < rest.n && rest.p[end + n] == '*') || !mask[*i + end] ||
        (at > l->at && !is_apart(t->text, at - 1)) || !is_apart(t->text, at + n + end + n))
        return;
    str with = str_slice(S("__"), 0, n);
    add_edit(t, at, n, with);
    add_edit(t, at + n + end, n, with);
    *i += end + n;
}

static bool emphasis_style(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        const uint8_t *mask = prose_of(t, l);
        for (size_t i = 0; i < l->n; i++)
            if (mask[i] && t->text.p[l->at + i] == '*')
                restyle_stars(t, l, mask, &i);
    }
    return still_same(t);
}

static bool table_padding(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        range r = whole_lines(t, l);
        for (size_t at = r.at; l->class == LEAF_ROW && at < r.at + r.n; at++)
            if (t->text.p[at] == '|' && t->text.p[at - 1] == ' ' && any(t, 2))
                add_edit(t, at, 0, S("   "));
    }
    return still_same(t);
}

/* ---- the file ---- */

static bool crlf(trial *t) {
    for (size_t i = 0; i < t->text.n; i++)
        if (t->text.p[i] == '\n')
            add_edit(t, i, 0, S("\r"));
    return true;
}

static bool no_final_newline(trial *t) {
    size_t end = str_rtrim(t->text).n;
    add_edit(t, end, t->text.n - end, S(""));
    return end < t->text.n;
}

/* ---- marks ---- */

static bool is_inline_link(const trial *t, const leaf *l, const atom *x) {
    range r;
    return x->kind == ATOM_LINK && atom_range(t->o, l, x, &r) && t->text.p[r.at - 1] == '(' &&
           t->text.p[r.at - 2] == ']' && t->text.p[r.at + r.n] == ')';
}

static bool reference_link(trial *t) {
    const leaf *l;
    const atom *x = any_atom(t, is_inline_link, &l);
    range r;
    if (!x || !atom_range(t->o, l, x, &r))
        return false;
    buf b = buf_new(t->a, 64);
    buf_printf(&b, "\n\n[ref-1]: %.*s\n", STR_FMT(x->text));
    size_t end = str_rtrim(t->text).n;
    add_edit(t, r.at - 1, r.n + 2, S("[ref-1]"));
    add_edit(t, end, t->text.n - end, buf_str(&b));
    return still_same(t);
}

static size_t match_stop(str text, size_t at) {
    bool is_stop = strchr(".!:)", text.p[at]) && at + 1 < text.n && ascii_is_space(text.p[at + 1]);
    return is_stop && at > 0 && (ascii_is_alpha(text.p[at - 1]) || (text.p[at - 1] & 0x80));
}

static bool escape(trial *t) {
    range r;
    if (!any_match(t, match_stop, &r, NULL))
        return false;
    add_edit(t, r.at, 0, S("\\"));
    return still_same(t);
}

static bool entity(trial *t) {
    range r;
    uint32_t cp;
    buf b = buf_new(t->a, 16);
    if (!any_match(t, match_word, &r, NULL))
        return false;
    size_t n = utf8_decode(str_from(t->text, r.at), &cp);
    buf_printf(&b, any(t, 2) ? "&#%u;" : "&#x%X;", cp);
    add_edit(t, r.at, n, buf_str(&b));
    return still_same(t);
}

/* Before double stops and between a figure and its unit. */
static size_t match_gap(str text, size_t at) {
    bool is_gap = text.p[at] == ' ' && at > 0 && at + 1 < text.n && !ascii_is_space(text.p[at - 1]);
    return is_gap && (strchr(";:!?", text.p[at + 1]) ||
                      (ascii_is_digit(text.p[at - 1]) && begins_word(text, at + 1)));
}

static bool nbsp(trial *t) {
    range r;
    if (!any_match(t, match_gap, &r, NULL) || line_begin(t->text, r.at) + 3 > r.at)
        return false;
    add_edit(t, r.at, 1, any(t, 2) ? S("\xC2\xA0") : S("\xE2\x80\xAF"));
    return still_same(t);
}

/* ---- lines ---- */

static bool trailing_blanks(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        size_t end = l->at + str_rtrim(str_slice(t->text, l->at, l->at + l->n)).n;
        if (l->class != LEAF_CODE && l->class != LEAF_HTML && any(t, 2))
            add_edit(t, end, 0, S(" "));
    }
    return still_same(t);
}

static bool more_blank_lines(trial *t) {
    for (size_t k = 0; k < t->o->n; k++)
        if (is_paragraph(t, &t->o->leaves[k]) && any(t, 2))
            add_edit(t, line_begin(t->text, t->o->leaves[k].at), 0, S("\n"));
    return still_same(t);
}

/* Every item after the first has the number 1. */
static bool all_ones(trial *t) {
    for (size_t k = 1; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k], *before = l - 1;
        size_t at = line_begin(t->text, l->at);
        if ((l->flags & LEAF_IS_ITEM) && l->context == IN_NUMBERS && before->context &&
            ascii_is_digit(t->text.p[at]) && t->text.p[at + 1] == '.')
            add_edit(t, at, 1, S("1"));
    }
    return still_same(t);
}

/* A remark for other translators, that no reader sees. */
static bool hidden_comment(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph);
    if (!l)
        return false;
    add_edit(t, line_begin(t->text, l->at), 0, S("<!-- checked twice -->\n\n"));
    return true;
}

static bool byte_order_mark(trial *t) {
    add_edit(t, 0, 0, S("\xEF\xBB\xBF"));
    return true;
}

/* "class=x" for "class="x"" says the same. */
static bool html_quotes(trial *t) {
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        for (uint32_t i = 0; i < l->natoms; i++) {
            range r;
            if (l->atoms[i].kind != ATOM_HTML || !atom_range(t->o, l, &l->atoms[i], &r) ||
                str_has(l->atoms[i].text, S("'")))
                continue;
            for (size_t at = r.at; at < r.at + r.n; at++)
                if (t->text.p[at] == '"')
                    add_edit(t, at, 1, S("'"));
        }
    }
    return still_same(t);
}

const kind harmless_kinds[] = {
    {"rewrap", rewrap},
    {"list-marker", list_marker},
    {"heading-style", heading_style},
    {"fence-style", fence_style},
    {"emphasis-style", emphasis_style},
    {"table-padding", table_padding},
    {"crlf", crlf},
    {"no-final-newline", no_final_newline},
    {"reference-link", reference_link},
    {"escape", escape},
    {"entity", entity},
    {"nbsp", nbsp},
    {"trailing-blanks", trailing_blanks},
    {"more-blank-lines", more_blank_lines},
    {"all-ones", all_ones},
    {"hidden-comment", hidden_comment},
    {"byte-order-mark", byte_order_mark},
    {"html-quotes", html_quotes},
    {NULL, NULL},
};
