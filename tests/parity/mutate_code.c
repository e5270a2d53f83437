/* Code blocks. */
#include <string.h>

#include "mutate.h"

/* Their first word says what the block is in. */
static str language_of(const leaf *l) {
    size_t n = 0;
    while (n < l->info.n && !ascii_is_space(l->info.p[n]) && l->info.p[n] != '{')
        n++;
    return str_slice(l->info, 0, n);
}

/* Blocks of these hold prose, or what a program printed: they may be translated. */
static bool is_loose(str language) {
    static const char *const names[] = {"",       "text",    "txt",      "plain", "console",
                                        "output", "mermaid", "markdown", "md",    "diff"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(language, str_of(names[i])))
            return true;
    return false;
}

static bool is_program(const trial *t, const leaf *l) {
    return is_code(t, l) && !is_loose(language_of(l)) && counterpart(t, l);
}

static bool is_plain(const trial *t, const leaf *l) {
    return is_code(t, l) && !l->info.n && counterpart(t, l);
}

/* The lines between the fences. */
static range code_lines(const trial *t, const leaf *l) {
    range r = whole_lines(t, l);
    size_t at = line_after(t->text, r.at), end = r.at + r.n;
    size_t last = line_begin(t->text, end ? end - 1 : 0);
    return (range){at, last > at ? last - at : 0};
}

/* Code of which nothing is a comment or in quotes. */
static bool is_bare_line(str line) {
    static const char *const marks[] = {"#",  "//", "/*", "*",  "--", ";;",
                                        "\"", "'",  "%",  "<!", "`"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_has(line, str_of(marks[i])))
            return false;
    return str_trim(line).n > 0;
}

typedef bool line_test(str line);

static bool has_name(str line) {
    size_t n = 0, best = 0;
    for (size_t i = 0; i < line.n; i++) {
        n = ascii_is_alpha(line.p[i]) ? n + 1 : 0;
        best = n > best ? n : best;
    }
    return is_bare_line(line) && best >= 3;
}

static bool has_number(str line) {
    for (size_t i = 0; i < line.n; i++)
        if (ascii_is_digit(line.p[i]))
            return is_bare_line(line);
    return false;
}

static bool any_line(trial *t, const leaf *l, line_test *is_wanted, range *out) {
    range r = code_lines(t, l);
    size_t seen = 0;
    *out = (range){0};
    for (size_t at = r.at; at < r.at + r.n; at = line_after(t->text, at)) {
        range line = {at, line_after(t->text, at) - at};
        if (is_wanted(range_text(t, line)) && any(t, ++seen) == 0)
            *out = line;
    }
    return seen > 0;
}

/* Any of the letters, or of the digits, of a line becomes another. */
static bool change_one(trial *t, range line, bool (*is_one)(char c), const char *with,
                       const char * or) {
    size_t seen = 0, at = 0;
    for (size_t i = line.at; i < line.at + line.n; i++)
        if (is_one(t->text.p[i]) && any(t, ++seen) == 0)
            at = i;
    return seen && change(t, at, 1, str_of(t->text.p[at] == *with ? or : with));
}

static bool change_token(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    return l && any_line(t, l, has_name, &line) && change_one(t, line, ascii_is_alpha, "q", "z");
}

static bool change_number(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    return l && any_line(t, l, has_number, &line) && change_one(t, line, ascii_is_digit, "7", "4");
}

static bool change_plain(trial *t) {
    const leaf *l = any_leaf(t, is_plain);
    range line;
    return l && any_line(t, l, has_name, &line) && change_one(t, line, ascii_is_alpha, "q", "z");
}

static bool drop_line(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    return l && any_line(t, l, has_name, &line) && code_lines(t, l).n > line.n &&
           change(t, line.at, line.n, S(""));
}

static bool add_line(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    return l && any_line(t, l, has_name, &line) && change(t, line.at, 0, range_text(t, line));
}

/* A fence ends and another begins before a line that is not the first. */
static bool cut_code(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    str fence = l ? str_from(t->text, l->at) : (str){0};
    if (!l || l->context || !str_starts(fence, S("```")) || str_starts(fence, S("````")) ||
        !any_line(t, l, has_name, &line) || line.at == code_lines(t, l).at)
        return false;
    str begin = str_cat(t->a, S("```\n\n```"), l->info);
    return change(t, line.at, 0, str_cat(t->a, begin, S("\n")));
}

/* Two lines beside each other that differ change places. */
static bool swap_lines(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    if (!l || !any_line(t, l, has_name, &line))
        return false;
    range all = code_lines(t, l), next = {line.at + line.n, 0};
    next.n = line_after(t->text, next.at) - next.at;
    str x = range_text(t, line), y = range_text(t, next);
    if (next.at >= all.at + all.n || !is_bare_line(y) || str_eq(x, y))
        return false;
    add_edit(t, next.at, next.n, S(""));
    return change(t, line.at, 0, y);
}

static bool has_parenthesis(str line) {
    return is_bare_line(line) && str_has(line, S("("));
}

/* As an input method leaves it. */
static bool full_width_in_code(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    return l && any_line(t, l, has_parenthesis, &line) &&
           change(t, line.at + str_find_char(range_text(t, line), '('), 1, S("（"));
}

/* All of the lines lose as much as they have, which must be something beyond the fence's own. */
static bool lose_indent(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    if (!l)
        return false;
    range r = code_lines(t, l);
    size_t fence = l->at - line_begin(t->text, l->at), first = 0;
    for (size_t at = r.at; at < r.at + r.n; at = line_after(t->text, at)) {
        size_t n = 0;
        while (at + n < t->text.n && (t->text.p[at + n] == ' ' || t->text.p[at + n] == '\t'))
            n++;
        if (n <= fence || t->text.p[at + n] == '\n')
            continue;
        add_edit(t, at + fence, n - fence, S(""));
        first = first ? first : at;
    }
    add_fault(t, l->at);
    add_fault(t, first);
    return first > 0;
}

/* ---- fences ---- */

static bool has_info(const trial *t, const leaf *l) {
    return is_code(t, l) && language_of(l).n > 1 && counterpart(t, l) &&
           str_eq(counterpart(t, l)->info, l->info);
}

static bool set_language(trial *t, const leaf *l, str with) {
    str language = language_of(l);
    size_t at = str_find(str_from(t->text, l->at), language);
    return at != STR_NONE && !str_eq(language, with) && change(t, l->at + at, language.n, with);
}

static bool change_info(trial *t) {
    static const char *const names[] = {"java", "ruby", "xml", "toml"};
    const leaf *l = any_leaf(t, has_info);
    return l && set_language(t, l, str_of(names[any(t, 4)]));
}

static bool translate_info(trial *t) {
    static const in_language rows[] = {{"", "texte"},    {"de", "quelltext"}, {"es", "código"},
                                       {"pt", "código"}, {"ar", "كود"},       {"he", "קוד"},
                                       {"hi", "कोड"},    {"ja", "コード"},    {"ko", "코드"},
                                       {"zh", "代码"},   {"ru", "код"}};
    const leaf *l = any_leaf(t, has_info);
    return l && set_language(t, l, SAID(t, rows));
}

/* Behind the last line of code, the fence that closes it. */
static bool unclosed_fence(trial *t) {
    const leaf *l = NULL;
    for (size_t i = 0; i < t->o->n; i++)
        if (is_code(t, &t->o->leaves[i]) && !t->o->leaves[i].context)
            l = &t->o->leaves[i];
    if (!l)
        return false;
    range r = whole_lines(t, l);
    size_t at = line_begin(t->text, r.at + r.n - 1);
    if (!strchr("`~", t->text.p[at]))
        return false;
    add_fault(t, l->at);
    add_fault(t, t->text.n);
    return change(t, at, r.at + r.n - at, S(""));
}

/* ---- quotes ---- */

static bool has_quotes(str line) {
    size_t at = str_find_char(line, '"');
    return at != STR_NONE && str_has(str_from(line, at + 1), S("\"")) && !str_has(line, S("#")) &&
           !str_has(line, S("//")) && !str_has(line, S("*"));
}

static bool change_quotes(trial *t, range r) {
    str s = range_text(t, r);
    size_t at = str_find_char(s, '"');
    size_t end = at == STR_NONE ? at : str_find_char(str_from(s, at + 1), '"');
    if (end == STR_NONE)
        return false;
    add_edit(t, r.at + at + 1 + end, 1, S("”"));
    return change(t, r.at + at, 1, S("“"));
}

static bool smart_quotes(trial *t) {
    const leaf *l = any_leaf(t, is_program);
    range line;
    return l && any_line(t, l, has_quotes, &line) && change_quotes(t, line);
}

static bool is_quoting(const trial *t, const leaf *l, const atom *x) {
    (void)t;
    (void)l;
    return x->kind == ATOM_CODE && str_has(x->text, S("\""));
}

static bool smart_quotes_inline(trial *t) {
    const leaf *l;
    const atom *x = any_atom(t, is_quoting, &l);
    range r;
    return x && atom_range(t->o, l, x, &r) && change_quotes(t, r);
}

const kind code_kinds[] = {
    {"change-code-token", change_token},
    {"change-code-number", change_number},
    {"drop-code-line", drop_line},
    {"add-code-line", add_line},
    {"lose-code-indent", lose_indent},
    {"change-plain-code", change_plain},
    {"change-fence-info", change_info},
    {"translate-fence-info", translate_info},
    {"smart-quotes-in-code", smart_quotes},
    {"smart-quotes-inline", smart_quotes_inline},
    {"unclosed-fence", unclosed_fence},
    {"swap-code-lines", swap_lines},
    {"cut-code-by-fences", cut_code},
    {"full-width-in-code", full_width_in_code},
    {NULL, NULL},
};
