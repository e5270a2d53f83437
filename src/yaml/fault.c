#include "yaml/fault.h"

#include <string.h>

#include "base/utf8.h"

/* A fault with its surroundings. */
typedef struct view {
    const yaml_fault *f;
    rule_id rule;
    arena *a;
    diags *d;
    str text;          /* the whole source */
    size_t line, stop; /* the line of f->at, without its end */
} view;

enum { QUOTED_MAX = 72 }; /* a longer line is not repeated in the help */

static bool is_break(char c) {
    return c == '\n' || c == '\r';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static size_t line_start(const view *v, size_t at) {
    while (at > v->f->from && !is_break(v->text.p[at - 1]))
        at--;
    return at;
}

static size_t line_stop(const view *v, size_t at) {
    while (at < v->f->to && !is_break(v->text.p[at]))
        at++;
    return at;
}

static size_t skip_blanks(const view *v, size_t at) {
    while (at < v->f->to && is_blank(v->text.p[at]))
        at++;
    return at;
}

static size_t char_end(const view *v, size_t at) {
    uint32_t cp;
    return at < v->f->to ? at + utf8_decode(str_from(v->text, at), &cp) : at;
}

PRINTF(4, 5)
static diag *say(const view *v, size_t at, size_t end, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    buf b = buf_new(v->a, 128);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    return diag_add(v->d, v->rule, span_of(v->f->src, at, end - at), "%.*s", STR_FMT(buf_str(&b)));
}

/* Where a line's value begins: after "- ", a key, a colon and blanks. SIZE_MAX: it has no key. */
static size_t value_start(const view *v, size_t line) {
    size_t stop = line_stop(v, line), at = skip_blanks(v, line);
    while (at + 1 < stop && v->text.p[at] == '-' && is_blank(v->text.p[at + 1]))
        at = skip_blanks(v, at + 1);
    char quote = at < stop ? v->text.p[at] : '\0';
    if (quote == '"' || quote == '\'')
        for (at++; at < stop && v->text.p[at] != quote;)
            at++;
    for (; at < stop; at++)
        if (v->text.p[at] == ':' && (at + 1 == stop || is_blank(v->text.p[at + 1])))
            return skip_blanks(v, at + 1);
    return SIZE_MAX;
}

/* The text as a YAML scalar in quotes. */
static str quoted(arena *a, str text) {
    bool single = str_has(text, S("\"")) || str_has(text, S("\\"));
    if (str_has(text, S("'")))
        single = false;
    buf b = buf_new(a, text.n + 8);
    buf_char(&b, single ? '\'' : '"');
    for (size_t i = 0; i < text.n; i++) {
        if (!single && (text.p[i] == '"' || text.p[i] == '\\'))
            buf_char(&b, '\\');
        buf_char(&b, text.p[i]);
    }
    buf_char(&b, single ? '\'' : '"');
    return buf_str(&b);
}

/* "put the value in quotes", with the line as it would then be. */
static void help_quote(const view *v, diag *g, size_t at) {
    size_t line = line_start(v, at), stop = line_stop(v, at), start = value_start(v, line);
    if (start == SIZE_MAX || start >= stop || stop - line > QUOTED_MAX) {
        diag_help(v->d, g, "put the whole value in quotes");
        return;
    }
    str head = str_trim(str_slice(v->text, line, start));
    str tail = quoted(v->a, str_trim(str_slice(v->text, start, stop)));
    diag_help(v->d, g, "put the whole value in quotes: %.*s %.*s", STR_FMT(head), STR_FMT(tail));
}

static diag *say_cannot_begin(const view *v, size_t at) {
    size_t end = char_end(v, at);
    diag *g =
        say(v, at, end, "a value cannot begin with '%.*s'", STR_FMT(str_slice(v->text, at, end)));
    help_quote(v, g, at);
    return g;
}

static void on_token(const view *v) {
    size_t at = v->f->at;
    char c = at < v->f->to ? v->text.p[at] : '\0';
    if (c == '\t') {
        diag *g = say(v, at, at + 1, "a tab where YAML takes only spaces");
        diag_help(v->d, g, "indent with spaces");
    } else if (c == '%' && at > v->f->from && v->text.p[at - 1] == '{') {
        diag *g = say(v, at - 1, at + 1, "Liquid is not run here, and a value cannot begin so");
        help_quote(v, g, at);
    } else {
        say_cannot_begin(v, at);
    }
}

/* Looks for a colon that somebody took for the end of a key. */
static bool say_near_colon(const view *v, size_t line) {
    size_t stop = line_stop(v, line);
    str text = str_slice(v->text, line, stop), wide = S("\xEF\xBC\x9A");
    size_t at = str_find(text, wide);
    if (at != STR_NONE) {
        diag *g = say(v, line + at, line + at + wide.n,
                      "a full-width colon; wanted \": \" after the key");
        diag_help(v->d, g, "write %.*s: %.*s", STR_FMT(str_trim(str_slice(text, 0, at))),
                  STR_FMT(str_trim(str_from(text, at + wide.n))));
        return true;
    }
    at = str_find_char(text, ':');
    if (at == STR_NONE || value_start(v, line) != SIZE_MAX)
        return false;
    str rest = str_from(text, at + 1);
    bool is_nbsp = str_starts(rest, S("\xC2\xA0"));
    diag *g = say(v, line + at, line + at + 1,
                  is_nbsp ? "a no-break space after the colon of a key; wanted a plain one"
                          : "no space after the colon of a key");
    diag_help(v->d, g, "write %.*s: %.*s", STR_FMT(str_trim(str_slice(text, 0, at))),
              STR_FMT(str_trim(str_from(rest, is_nbsp ? 2 : 0))));
    return true;
}

/* The start of the last line above that is not empty; the line itself when there is none. */
static size_t line_above(const view *v, size_t line) {
    size_t at = line;
    while (at > v->f->from && (is_break(v->text.p[at - 1]) || is_blank(v->text.p[at - 1])))
        at--;
    return at > v->f->from ? line_start(v, at) : line;
}

static void on_mapping_values(const view *v) {
    size_t at = v->f->at, start = value_start(v, v->line), above = line_above(v, v->line);
    if (start != SIZE_MAX && start <= at) {
        diag *g = say(v, at, at + 1, "a colon and a space in a value that has no quotes");
        help_quote(v, g, at);
        return;
    }
    if (above != v->line && value_start(v, above) == SIZE_MAX && say_near_colon(v, above))
        return;
    size_t key = skip_blanks(v, v->line);
    diag *g = say(v, key, at, "a key that continues the value above it");
    diag_help(v->d, g,
              "begin the line in the column of the keys beside it, or put the value above in "
              "quotes if it is one text of two lines");
}

static void on_expected_colon(const view *v) {
    size_t at = v->f->context_at == SIZE_MAX ? v->f->at : v->f->context_at;
    size_t line = line_start(v, at), stop = line_stop(v, at);
    if (say_near_colon(v, line))
        return;
    diag *g = say(v, at, stop, "a line without a key; wanted \"key: value\"");
    diag_help(v->d, g,
              "indent the line if it continues the value above; if the body begins here, put "
              "\"---\" on a line before it");
}

static void on_quote(const view *v) {
    size_t at = v->f->context_at;
    char quote = v->text.p[at];
    diag *g = say(v, at, at + 1, "the quote that opens here is not closed");
    str rest = str_slice(v->text, at + 1, line_stop(v, at));
    if (str_ends(str_rtrim(rest), S("\xE2\x80\x9D")))
        diag_help(v->d, g, "write %c in place of the typographic one at the end of the line",
                  quote);
    else if (str_find_char(rest, quote) == STR_NONE)
        diag_help(v->d, g, "put a %c at the end of the value", quote);
    else if (quote == '\'')
        diag_help(v->d, g, "an apostrophe within single quotes is written twice: ''");
    else
        diag_help(v->d, g, "a double quote within double quotes is written \\\"");
}

static void on_escape(const view *v) {
    size_t at = v->f->at;
    if (at > v->f->from && v->text.p[at - 1] == '\\')
        at--;
    size_t end = char_end(v, char_end(v, at));
    diag *g = say(v, at, end, "\"%.*s\" is no escape that double quotes know",
                  STR_FMT(str_slice(v->text, at, end)));
    diag_help(v->d, g, "write a backslash twice, or use single quotes");
}

/* The place of the last character before `at` in its line that is not blank; SIZE_MAX: none. */
static size_t before(const view *v, size_t at) {
    size_t line = line_start(v, at);
    while (at > line && is_blank(v->text.p[at - 1]))
        at--;
    return at > line ? at - 1 : SIZE_MAX;
}

static size_t column(const view *v, size_t at) {
    return utf8_count(str_slice(v->text, line_start(v, at), at));
}

static void say_indent(const view *v, size_t at) {
    size_t outer = v->f->context_at, stop = line_stop(v, at);
    if (outer != SIZE_MAX && column(v, outer) != column(v, at)) {
        diag *g = say(v, at, stop, "a line indented by %zu, but those beside it by %zu",
                      column(v, at), column(v, outer));
        diag_also(v->d, g, span_of(v->f->src, outer, 0), "they begin here");
        diag_help(v->d, g, "begin the line in the column of those it belongs to");
        return;
    }
    diag *g = say(v, at, stop, "wanted \"key: value\" here");
    if (v->text.p[at] == '-')
        diag_help(v->d, g, "a list begins on the line after its key, whose value is empty");
}

static void on_expected_key(const view *v) {
    size_t at = v->f->at, left = before(v, at);
    if (left == SIZE_MAX && at < v->f->to) {
        say_indent(v, at);
        return;
    }
    if (left == SIZE_MAX) {
        say(v, at, at, "the text ends where a key is wanted");
        return;
    }
    diag *g;
    if (memchr("\"']}", v->text.p[left], 4))
        g = say(v, at, v->stop, "text after the '%c' that ends the value", v->text.p[left]);
    else
        g = say(v, at, v->stop, "text that does not belong to the value before it");
    help_quote(v, g, at);
}

/* A list that was not closed, or a text that begins with a bracket. */
static void help_close(const view *v, diag *g, size_t open, char close) {
    size_t line = line_start(v, open), start = value_start(v, line);
    if (start == open && str_has(str_slice(v->text, open, line_stop(v, open)), S(",")))
        diag_help(v->d, g, "put a %c at the end of the line, or the whole value in quotes", close);
    else
        help_quote(v, g, open);
}

static void on_flow(const view *v) {
    size_t open = v->f->context_at, at = v->f->at;
    char bracket = v->text.p[open], close = bracket == '[' ? ']' : '}';
    if (at >= v->f->to || line_start(v, open) != v->line) {
        diag *g = say(v, open, open + 1, "the '%c' that opens here is not closed by '%c'", bracket,
                      close);
        help_close(v, g, open, close);
        return;
    }
    diag *g = say(v, at, char_end(v, at), "wanted ',' or '%c' here", close);
    diag_also(v->d, g, span_of(v->f->src, open, 1), "the %s begins here",
              bracket == '[' ? "list" : "map");
}

static void on_context(const view *v) {
    say_cannot_begin(v, v->f->context_at);
}

static void on_tab(const view *v) {
    size_t at = v->f->at;
    diag *g = say(v, at, char_end(v, at), "a tab in the indentation, where YAML takes only spaces");
    diag_help(v->d, g, "indent with spaces");
}

static void on_list(const view *v) {
    diag *g = say(v, v->f->at, v->f->at + 1, "a list cannot begin here");
    diag_help(v->d, g,
              "begin it on the line after its key, or write [a, b]; put a text that "
              "begins with a dash in quotes");
}

static void on_question(const view *v) {
    say_cannot_begin(v, v->f->at);
}

static void on_content(const view *v) {
    size_t at = v->f->at;
    if (at >= v->f->to)
        say(v, at, at, "the text ends where a value is wanted");
    else
        say_cannot_begin(v, at);
}

static void on_second_document(const view *v) {
    size_t at = v->f->at;
    diag *g = say(v, at, line_stop(v, at), "text after the end of the first value");
    diag_help(v->d, g, "all keys of one map begin in the same column");
}

static void on_control(const view *v) {
    uint32_t cp = 0;
    size_t at = v->f->at;
    if (at < v->f->to)
        utf8_decode(str_from(v->text, at), &cp);
    diag *g = say(v, at, char_end(v, at), "the control character U+%04X", (unsigned)cp);
    diag_help(v->d, g, "remove it, or write it as an escape in double quotes: \"\\x%02X\"",
              (unsigned)cp);
}

typedef struct explanation {
    const char *problem, *context; /* parts of libyaml's words; NULL: any */
    void (*say)(const view *);
    bool needs_context;
} explanation;

static const explanation explanations[] = {
    {"cannot start any token", NULL, on_token, false},
    {"mapping values are not allowed", NULL, on_mapping_values, false},
    {"could not find expected ':'", NULL, on_expected_colon, false},
    {NULL, "scanning an alias", on_context, true},
    {NULL, "scanning an anchor", on_context, true},
    {NULL, "scanning a directive", on_context, true},
    {NULL, "scanning a tag", on_context, true},
    {NULL, "parsing a tag", on_context, true},
    {"undefined tag handle", NULL, on_context, true},
    {"unexpected end of stream", "quoted scalar", on_quote, true},
    {"document indicator", "quoted scalar", on_quote, true},
    {"unknown escape", "quoted scalar", on_escape, false},
    {"tab character", NULL, on_tab, false},
    {NULL, "scanning a block scalar", on_context, true},
    {"did not find expected key", NULL, on_expected_key, false},
    {"expected '-' indicator", NULL, on_expected_key, false},
    {"did not find expected ',' or", NULL, on_flow, true},
    {"sequence entries are not allowed", NULL, on_list, false},
    {"mapping keys are not allowed", NULL, on_question, false},
    {"expected node content", NULL, on_content, false},
    {"expected <document start>", NULL, on_second_document, false},
    {"control characters are not allowed", NULL, on_control, false},
};

void yaml_report(const yaml_fault *f, rule_id id, arena *scratch, diags *d) {
    view v = {.f = f, .rule = id, .a = scratch, .d = d, .text = f->src->text};
    v.line = line_start(&v, f->at);
    v.stop = line_stop(&v, f->at);
    bool has_context = f->context_at != SIZE_MAX && f->context_at < f->to;
    for (size_t i = 0; i < sizeof explanations / sizeof *explanations; i++) {
        const explanation *e = &explanations[i];
        if ((!e->problem || str_has(f->problem, str_of(e->problem))) &&
            (!e->context || str_has(f->context, str_of(e->context))) &&
            (!e->needs_context || has_context)) {
            e->say(&v);
            return;
        }
    }
    diag *g = say(&v, f->at, char_end(&v, f->at), "%.*s", STR_FMT(f->problem));
    if (has_context)
        diag_also(d, g, span_of(f->src, f->context_at, 0), "%.*s that begins here",
                  STR_FMT(f->context));
}
