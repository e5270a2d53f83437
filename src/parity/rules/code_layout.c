/* Code that was laid out otherwise, and texts in it that take up more lines or fewer. */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "parity/comment.h"
#include "parity/rules/code.h"

/* In which a text may have quotes of either kind, and lines that end may have a semicolon. */
static bool is_script(str info) {
    return str_is_in_words(code_language(info), " javascript js jsx ts tsx typescript mjs cjs ");
}

/* A text in quotes that is words for readers: several, one that is not ASCII, "Phone". */
static bool is_for_readers(str text) {
    size_t n = text.n && text.p[0] >= 'A' && text.p[0] <= 'Z' ? 1 : 0;
    while (n && n < text.n && text.p[n] >= 'a' && text.p[n] <= 'z')
        n++;
    return str_has(text, S(" ")) || !utf8_is_ascii(text) || (n > 1 && n == text.n);
}

typedef vec(str) texts;

/* Adds quotes that a text begins with to the code, and what is in them to the texts. Gives the
 * bytes of it but the last; 0: they are no quotes. */
static size_t add_quoted(arena *a, str s, buf *out, texts *in) {
    size_t end = s.n && strchr("'\"", s.p[0]) ? str_find_char(str_from(s, 1), s.p[0]) : STR_NONE;
    if (end == STR_NONE)
        return 0;
    buf_char(out, '"');
    *vec_push(a, in) = str_slice(s, 1, end + 1);
    return end + 1;
}

/* Is each text the same but for blanks, or words for readers that were translated? */
static bool are_same_texts(const texts *x, const texts *y) {
    bool is_same = x->n == y->n;
    for (size_t i = 0; is_same && i < x->n; i++)
        is_same =
            code_is_spaced(x->p[i], y->p[i]) || is_for_readers(x->p[i]) || is_for_readers(y->p[i]);
    return is_same;
}

/* How code may be laid out. */
typedef struct layout {
    bool is_script;   /* with quotes of either kind, commas and semicolons at ends or not */
    bool is_reworded; /* what is in quotes may be translated */
} layout;

/* What is code of the lines [first, end), without white space; of a script also without what
 * programs that lay it out put in or leave out, which the line behind them tells. */
static str without_layout(arena *a, const block *b, size_t first, size_t end, layout of,
                          texts *in) {
    buf out = buf_new(a, 256);
    end += of.is_script && end < b->n;
    for (size_t i = first; i < end; i++) {
        str line = b->p[i].code;
        for (size_t k = 0; k < line.n; k++) {
            k += of.is_reworded ? add_quoted(a, str_from(line, k), &out, in) : 0;
            char c = line.p[k];
            bool is_end = of.is_script && out.n && strchr("}])", c);
            if (ascii_is_space(c) || (of.is_script && c == ';' && k + 1 == line.n))
                continue;
            out.n -= is_end && buf_str(&out).p[out.n - 1] == ',';
            buf_char(&out, of.is_script && c == '\'' ? '"' : c);
        }
    }
    return buf_str(&out);
}

/* Do several lines stand further in by the same, as within <script> of some pages? */
static bool are_further_in(const block *from, const block *to, const difference *x) {
    size_t n = x->to_end - x->first, by = 0;
    for (size_t i = x->first; i < x->to_end; i++) {
        str want = from->p[i].code, got = to->p[i].code;
        if (!str_eq(str_ltrim(want), str_ltrim(got)) || indent_of(got) <= indent_of(want) ||
            (by && indent_of(got) - indent_of(want) != by))
            return false;
        by = indent_of(got) - indent_of(want);
    }
    return n > 1;
}

/* Do as many lines differ, and does one of them stand further in or out? */
static bool is_indented(const block *from, const block *to, const difference *x) {
    for (size_t i = x->first; x->from_end == x->to_end && i < x->to_end; i++)
        if (indent_of(from->p[i].code) != indent_of(to->p[i].code))
            return true;
    return false;
}

bool code_is_laid_out(arena *a, const block *from, const block *to, const difference *x) {
    str info = from->leaf->info;
    texts there = {0}, here = {0};
    layout of = {.is_script = is_script(info), .is_reworded = x->from_end != x->to_end};
    bool is_in = x->from_end == x->to_end && are_further_in(from, to, x);
    return (x->from_end != x->to_end || is_in || (of.is_script && !is_indented(from, to, x))) &&
           str_is_in_words(code_language(info),
                           " c cpp c++ cs csharp css dart glsl go java javascript js json jsx less "
                           "kotlin php rust scala scss sql swift ts tsx typescript mjs cjs xml "
                           "html vue svelte astro ") &&
           str_eq(without_layout(a, from, x->first, x->from_end, of, &there),
                  without_layout(a, to, x->first, x->to_end, of, &here)) &&
           are_same_texts(&there, &here);
}

/* Is it words alone, as the second line of a text between two tags? */
static bool is_words(str line) {
    size_t words = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (strchr("<>{}=();:\"[]/\\_$#@&|`*+", line.p[i]) || ascii_is_digit(line.p[i]))
            return false;
        words += line.p[i] != ' ' && (i == 0 || line.p[i - 1] == ' ');
    }
    return words > 1 || !utf8_is_ascii(line);
}

bool code_is_words(const block *from, const block *to, const difference *x) {
    static const char tags[] = " html xhtml vue svelte astro jsx tsx mdx ";
    const block *more = x->first < x->from_end ? from : to;
    size_t end = more == from ? x->from_end : x->to_end;
    if (is_changed(x) || !x->first || !str_is_in_words(code_language(from->leaf->info), tags))
        return false;
    for (size_t i = x->first - 1; i < end; i++)
        if (!is_words(str_trim(more->p[i].code)))
            return false;
    return true;
}

/* What stands before the lines of a block. */
typedef struct indents {
    bool has_tabs, has_blanks;
    size_t least;  /* blanks, of the lines that have any */
    size_t all, n; /* all their blanks; so many lines */
} indents;

static indents indents_of(str text) {
    indents out = {0};
    for (str line; text.n;) {
        str_cut(text, S("\n"), &line, &text);
        size_t n = indent_of(line), tabs = str_leading(line, '\t');
        if (!n || n == line.n || line.p[n] == '*') /* a comment goes on with " * " */
            continue;
        out.has_tabs = out.has_tabs || tabs;
        out.has_blanks = out.has_blanks || n > tabs;
        out.least = n > tabs && (!out.least || n < out.least) ? n : out.least;
        out.all += n;
        out.n++;
    }
    return out;
}

/* Each tab becomes `width` blanks, or so many blanks a tab. */
static str reindent(arena *a, str text, size_t width, bool to_tabs) {
    buf out = buf_new(a, 2 * text.n);
    for (str line; text.n;) {
        size_t all = text.n;
        str_cut(text, S("\n"), &line, &text);
        size_t n = str_leading(line, to_tabs ? ' ' : '\t');
        size_t count = to_tabs ? n / width : n * width;
        for (size_t i = 0; i < count; i++)
            buf_char(&out, to_tabs ? '\t' : ' ');
        buf_add(&out, str_from(line, to_tabs ? count * width : n));
        if (line.n < all)
            buf_char(&out, '\n');
    }
    return buf_str(&out);
}

/* Does each step in take twice or half as many blanks, all over a text? A line that slipped makes
 * no such difference. */
static bool is_scaled(const indents *from, const indents *to) {
    enum { LEAST = 3 };
    bool is_other = from->least == 2 * to->least || to->least == 2 * from->least;
    size_t want = from->all * to->least, got = to->all * from->least;
    size_t off = want > got ? want - got : got - want;
    return from->n >= LEAST && to->n >= LEAST && !from->has_tabs && !to->has_tabs && from->least &&
           to->least && is_other && 5 * off <= want;
}

/* With `to` blanks for each `from` before a line. */
static str rescale(arena *a, str text, size_t from, size_t to) {
    buf out = buf_new(a, 2 * text.n);
    for (str line; text.n;) {
        size_t all = text.n;
        str_cut(text, S("\n"), &line, &text);
        size_t n = str_leading(line, ' ');
        for (size_t i = 0; i < n / from * to + n % from; i++)
            buf_char(&out, ' ');
        buf_add(&out, str_from(line, n));
        if (line.n < all)
            buf_char(&out, '\n');
    }
    return buf_str(&out);
}

str code_indented_as(arena *a, str text, str other, str info) {
    if (code_kind_of(info) != CODE_NAMED ||
        str_is_in_words(code_language(info), " make makefile mk yaml yml tsv diff patch "))
        return text;
    indents from = indents_of(text), to = indents_of(other);
    if (from.has_tabs && !from.has_blanks && to.has_blanks && !to.has_tabs)
        return reindent(a, text, to.least, false);
    if (from.has_blanks && !from.has_tabs && to.has_tabs && !to.has_blanks)
        return reindent(a, text, from.least, true);
    return is_scaled(&from, &to) ? rescale(a, text, from.least, to.least) : text;
}
