#include "liquid/intern.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "value/number.h"

/* Operands are read as Liquid's Expression.parse and VariableLookup.parse read them: by shape, one
 * regular expression after the other, and never refused. */

enum { OPERAND_DEPTH = 100 };

static const liquid_expr *read(liquid_parser *p, str text, uint32_t at, unsigned depth);

static bool all(str s, size_t from, bool (*is)(char)) {
    for (size_t i = from; i < s.n; i++)
        if (!is(s.p[i]))
            return false;
    return s.n > from;
}

static bool is_digit(char c) {
    return is_class(c, CLASS_DIGIT);
}

/* -?\d+ */
static bool is_integer(str s) {
    return all(s, s.n && *s.p == '-', is_digit);
}

static bool digit_or_dot(char c) {
    return is_digit(c) || c == '.';
}

/* -?\d[\d.]+ */
static bool is_float(str s) {
    size_t i = s.n && *s.p == '-';
    return i < s.n && is_digit(s.p[i]) && all(s, i + 1, digit_or_dot);
}

/* Ruby's to_f of such a text: up to the second dot. */
static double float_of(arena *a, str s) {
    size_t dot = str_find_char(s, '.');
    if (dot != STR_NONE) {
        size_t next = str_find_char(str_from(s, dot + 1), '.');
        if (next != STR_NONE)
            s = str_slice(s, 0, dot + 1 + next);
    }
    return strtod(str_cstr(a, s), NULL);
}

static liquid_expr *make(liquid_parser *p, expr_kind kind, str text, uint32_t at) {
    liquid_expr *x = arena_make(p->a, liquid_expr, 1);
    x->kind = (uint8_t)kind;
    x->at = at;
    x->n = (uint32_t)text.n;
    return x;
}

static const liquid_expr *literal(liquid_parser *p, str text, uint32_t at, value v) {
    liquid_expr *x = make(p, X_LITERAL, text, at);
    x->u.literal = v;
    return x;
}

typedef struct word {
    str text;
    value v;
} word;

/* nil, true, …: false when the text is none of them. */
static bool word_literal(str s, value *out) {
    static const word words[] = {
        {LIT("nil"), {.kind = V_NIL}},
        {LIT("null"), {.kind = V_NIL}},
        {LIT(""), {.kind = V_NIL}},
        {LIT("true"), {.kind = V_BOOL, .u.b = true}},
        {LIT("false"), {.kind = V_BOOL}},
        {LIT("blank"), {.kind = V_STR, .u.s = ""}},
        {LIT("empty"), {.kind = V_STR, .u.s = ""}},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (s.n == words[i].text.n && str_eq(s, words[i].text)) {
            *out = words[i].v;
            return true;
        }
    }
    return false;
}

static bool has_space(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (is_space(s.p[i]))
            return true;
    return false;
}

/* \(\s*(?>(\S+)\s*\.\.)\s*(\S+)\s*\): the first end is as long as it can be. */
static bool cut_range(str s, str *from, str *to) {
    if (s.n < 2 || s.p[0] != '(' || s.p[s.n - 1] != ')')
        return false;
    size_t start = skip_space(s, 1), run = start;
    while (run < s.n && !is_space(s.p[run]))
        run++;
    size_t dots = skip_space(s, run);
    if (run == start || dots + 1 >= s.n || s.p[dots] != '.' || s.p[dots + 1] != '.') {
        for (dots = run; dots > start + 1; dots--)
            if (s.p[dots - 1] == '.' && dots < s.n && s.p[dots] == '.')
                break;
        if (dots <= start + 1)
            return false;
        run = --dots;
    }
    *from = str_slice(s, start, run);
    *to = str_slice(s, dots + 2, s.n - 1);
    *to = str_slice(str_rtrim(*to), skip_space(*to, 0), to->n);
    return to->n > 0 && !has_space(*to);
}

/* Ruby's to_i, for the ends of a range that are literals. */
static int64_t end_of_range(arena *a, value v) {
    int64_t i;
    v = number_of(a, v);
    if (number_to_int64(v, &i))
        return i;
    return v.kind == V_BIG && *v.u.s == '-' ? INT64_MIN : INT64_MAX;
}

/* Where a part of an operand stands in it. */
static uint32_t offset_in(str whole, str part) {
    return (uint32_t)(part.p - whole.p);
}

static const liquid_expr *range(liquid_parser *p, str text, uint32_t at, str from, str to,
                                unsigned depth) {
    const liquid_expr *x = read(p, from, at + offset_in(text, from), depth + 1);
    const liquid_expr *y = read(p, to, at + offset_in(text, to), depth + 1);
    if (x->kind == X_LITERAL && y->kind == X_LITERAL) {
        int64_t first = end_of_range(p->a, x->u.literal), last = end_of_range(p->a, y->u.literal);
        return literal(p, text, at, value_range_of(p->a, first, last));
    }
    liquid_expr *r = make(p, X_RANGE, text, at);
    r->u.range.from = x;
    r->u.range.to = y;
    return r;
}

/* The end of the bracketed part at i, or 0: \[[^\]]+\], or nested brackets where they are known. */
static size_t match_bracket(const liquid_parser *p, str s, size_t i) {
    if (s.p[i] != '[')
        return 0;
    unsigned depth = 0;
    for (size_t j = i; j < s.n; j++) {
        if (s.p[j] == '[' && p->env->traits->nested_brackets)
            depth++;
        if (s.p[j] == ']' && (!p->env->traits->nested_brackets || --depth == 0))
            return j > i + 1 ? j + 1 : 0;
    }
    return 0;
}

/* A path being cut into its parts. */
typedef struct parts {
    str s;
    size_t i;
    unsigned failures; /* brackets that are not closed; after some of them none is looked for */
} parts;

/* The next part: [\w-]+\?? or brackets. */
static bool next_part(const liquid_parser *p, parts *c, str *part, bool *bracketed) {
    str s = c->s;
    for (; c->i < s.n; c->i++) {
        size_t from = c->i, end = from;
        if (s.p[from] == '[' && c->failures < OPERAND_DEPTH) {
            end = match_bracket(p, s, from);
            if (end) {
                *part = str_slice(s, from + 1, end - 1);
                *bracketed = true;
                c->i = end;
                return true;
            }
            c->failures += memchr(s.p + from, ']', s.n - from) ? 1 : OPERAND_DEPTH;
            continue;
        }
        while (end < s.n && is_segment(s.p[end]))
            end++;
        if (end > from) {
            c->i = end < s.n && s.p[end] == '?' ? end + 1 : end;
            *part = str_slice(s, from, c->i);
            *bracketed = false;
            return true;
        }
    }
    return false;
}

field field_of(str key) {
    static const str names[] = {LIT("size"),       LIT("first"),  LIT("last"),    LIT("index"),
                                LIT("index0"),     LIT("rindex"), LIT("rindex0"), LIT("length"),
                                LIT("parentloop"), LIT("name")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (key.n == names[i].n && str_eq(key, names[i]))
            return (field)(i + 1);
    return FIELD_NONE;
}

static path_part make_part(liquid_parser *p, str part, bool bracketed, uint32_t at,
                           unsigned depth) {
    path_part out = {.key = part};
    if (bracketed) {
        const liquid_expr *x = read(p, part, at, depth + 1);
        if (x->kind != X_LITERAL || x->u.literal.kind != V_STR) {
            out.index = x;
            return out;
        }
        out.key = value_as_str(x->u.literal);
    }
    out.field = (uint8_t)field_of(out.key);
    out.command = !bracketed && out.field >= FIELD_SIZE && out.field <= FIELD_LAST;
    return out;
}

static const liquid_expr *path(liquid_parser *p, str s, uint32_t at, unsigned depth) {
    liquid_expr *x = make(p, X_PATH, s, at);
    vec(path_part) made = {0};
    parts c = {.s = s};
    str part;
    bool bracketed;
    if (next_part(p, &c, &part, &bracketed)) {
        path_part first = make_part(p, part, bracketed, at + offset_in(s, part), depth);
        x->u.path.name = first.key;
        x->u.path.index = first.index;
    }
    x->u.path.hash = name_hash(x->u.path.name);
    while (next_part(p, &c, &part, &bracketed)) {
        path_part next = make_part(p, part, bracketed, at + offset_in(s, part), depth);
        *vec_push(p->a, &made) = next;
    }
    x->u.path.parts = made.p;
    x->u.path.nparts = (uint32_t)made.n;
    return x;
}

static const liquid_expr *read(liquid_parser *p, str text, uint32_t at, unsigned depth) {
    str s = str_trim(text), from, to;
    value v;
    at += offset_in(text, s);
    if (depth > OPERAND_DEPTH)
        return literal(p, s, at, value_nil());
    if (s.n && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
        return literal(p, s, at, value_str(str_slice(s, 1, s.n > 1 ? s.n - 1 : 1)));
    if (s.n && is_word(s.p[0]) && !is_digit(s.p[0]))
        return word_literal(s, &v) ? literal(p, s, at, v) : path(p, s, at, depth);
    if (is_integer(s))
        return literal(p, s, at, number_from_digits(p->a, s));
    if (cut_range(s, &from, &to))
        return range(p, s, at, from, to, depth);
    if (is_float(s))
        return literal(p, s, at, value_float(float_of(p->a, s)));
    if (word_literal(s, &v))
        return literal(p, s, at, v);
    return path(p, s, at, depth);
}

const liquid_expr *expr_read(liquid_parser *p, str text, uint32_t at) {
    return read(p, text, at, 0);
}

const liquid_expr *expr_read_operand(liquid_parser *p, str text, uint32_t at) {
    bool empty = str_eq(text, S("empty")), blank = str_eq(text, S("blank"));
    if (!empty && !blank)
        return read(p, text, at, 0);
    liquid_expr *x = make(p, X_METHOD, text, at);
    x->u.literal = (value){.kind = empty ? V_EMPTY : V_BLANK};
    return x;
}

const liquid_expr *liquid_parse_expr(liquid_parser *p, span at) {
    return expr_read(p, liquid_span_text(at), at.at);
}
