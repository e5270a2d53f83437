#include "liquid/intern.h"

#include <string.h>

static bool is_digit(char c) {
    return is_class(c, CLASS_DIGIT);
}

static size_t match_number(str s, size_t i) {
    size_t from = i;
    if (i < s.n && s.p[i] == '-')
        i++;
    size_t digits = i;
    while (i < s.n && is_digit(s.p[i]))
        i++;
    if (i == digits)
        return from;
    size_t dot = i;
    if (i + 1 < s.n && s.p[i] == '.' && is_digit(s.p[i + 1]))
        for (i++; i < s.n && is_digit(s.p[i]); i++)
            ;
    return i > dot ? i : dot;
}

static size_t match_id(str s, size_t i) {
    if (i >= s.n || !is_word(s.p[i]) || is_class(s.p[i], CLASS_DIGIT))
        return i;
    while (i < s.n && is_segment(s.p[i]))
        i++;
    return i < s.n && s.p[i] == '?' ? i + 1 : i;
}

/* ==, !=, <>, <=, >=, <, > */
static size_t match_comparison(str s, size_t i) {
    char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : 0;
    if (next == '=' && (c == '=' || c == '!' || c == '<' || c == '>'))
        return i + 2;
    if (c == '<' && next == '>')
        return i + 2;
    return c == '<' || c == '>' ? i + 1 : i;
}

/* The operator, when white space follows; later unless it is a part of a path. Else a name. */
static bool is_contains(const dialect *d, str s, size_t i) {
    str rest = str_from(s, i), before = str_rtrim(str_slice(s, 0, i));
    if (!str_starts(rest, S("contains")))
        return false;
    if (!d->contains_by_place)
        return rest.n > 8 && is_space(rest.p[8]);
    bool whole = rest.n == 8 || (!is_segment(rest.p[8]) && rest.p[8] != '?');
    return whole && (!str_ends(before, S(".")) || str_ends(before, S("..")));
}

static lex_kind special(char c) {
    switch (c) {
    case '|': return LEX_PIPE;
    case '.': return LEX_DOT;
    case ':': return LEX_COLON;
    case ',': return LEX_COMMA;
    case '[': return LEX_OPEN_SQUARE;
    case ']': return LEX_CLOSE_SQUARE;
    case '(': return LEX_OPEN_ROUND;
    case ')': return LEX_CLOSE_ROUND;
    case '?': return LEX_QUESTION;
    case '-': return LEX_DASH;
    default: return LEX_BAD;
    }
}

static size_t match_string(str s, size_t i) {
    if (i >= s.n || (s.p[i] != '"' && s.p[i] != '\''))
        return i;
    const char *close = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
    return close ? (size_t)(close - s.p) + 1 : i;
}

static lexeme lex_at(const dialect *d, str s, size_t i) {
    i = skip_space(s, i);
    if (i >= s.n)
        return (lexeme){LEX_END, s.n, {s.p + s.n, 0}};
    char c = s.p[i];
    lex_kind kind = LEX_ID;
    size_t end;
    if (c == '"' || c == '\'') {
        kind = LEX_STRING;
        end = match_string(s, i);
    } else if (c == '-' || is_class(c, CLASS_DIGIT)) {
        kind = LEX_NUMBER;
        end = match_number(s, i);
    } else if (c == 'c' && is_contains(d, s, i)) {
        kind = LEX_COMPARISON;
        end = i + 8;
    } else if (is_word(c)) {
        end = match_id(s, i);
    } else {
        kind = LEX_COMPARISON;
        end = match_comparison(s, i);
    }
    if (end > i)
        return (lexeme){kind, i, str_slice(s, i, end)};
    if (i + 1 < s.n && s.p[i] == '.' && s.p[i + 1] == '.')
        return (lexeme){LEX_DOTDOT, i, str_slice(s, i, i + 2)};
    return (lexeme){special(s.p[i]), i, str_slice(s, i, i + 1)};
}

lexer lex_new(const liquid_parser *p, str s) {
    const dialect *d = p->env->traits;
    return (lexer){.s = s, .now = lex_at(d, s, 0), .traits = d};
}

void lex_next(lexer *l) {
    if (l->now.kind == LEX_END || l->now.kind == LEX_BAD)
        return;
    l->now = lex_at(l->traits, l->s, l->now.at + l->now.text.n);
}

lexeme lex_peek(const lexer *l) {
    return lex_at(l->traits, l->s, l->now.at + l->now.text.n);
}

bool lex_take(lexer *l, lex_kind kind) {
    if (l->now.kind != kind)
        return false;
    lex_next(l);
    return true;
}

bool lex_take_id(lexer *l, str word) {
    if (l->now.kind != LEX_ID || !str_eq(l->now.text, word))
        return false;
    lex_next(l);
    return true;
}

static bool expression(lexer *l, unsigned depth);

static bool lookups(lexer *l, unsigned depth) {
    for (;;) {
        if (lex_take(l, LEX_OPEN_SQUARE)) {
            if (!expression(l, depth + 1) || !lex_take(l, LEX_CLOSE_SQUARE))
                return false;
        } else if (lex_take(l, LEX_DOT)) {
            if (!lex_take(l, LEX_ID))
                return false;
        } else {
            return true;
        }
    }
}

static bool expression(lexer *l, unsigned depth) {
    if (depth > EXPRESSION_DEPTH)
        return false;
    switch (l->now.kind) {
    case LEX_ID: lex_next(l); return lookups(l, depth);
    case LEX_OPEN_SQUARE:
        if (l->traits->no_bare_brackets)
            return false;
        lex_next(l);
        return expression(l, depth + 1) && lex_take(l, LEX_CLOSE_SQUARE) && lookups(l, depth);
    case LEX_STRING:
    case LEX_NUMBER: lex_next(l); return true;
    case LEX_OPEN_ROUND:
        lex_next(l);
        return expression(l, depth + 1) && lex_take(l, LEX_DOTDOT) && expression(l, depth + 1) &&
               lex_take(l, LEX_CLOSE_ROUND);
    default: return false;
    }
}

/* The lexemes of s without the white space between them. */
static str squeeze(const liquid_parser *p, str s) {
    buf b = buf_new(p->a, s.n);
    for (lexer l = lex_new(p, s); l.now.kind > LEX_BAD; lex_next(&l))
        buf_add(&b, l.now.text);
    return buf_str(&b);
}

static bool has_gap(const liquid_parser *p, str s) {
    size_t end = 0;
    for (lexer l = lex_new(p, s); l.now.kind > LEX_BAD; lex_next(&l)) {
        if (l.now.at != end)
            return true;
        end = l.now.at + l.now.text.n;
    }
    return false;
}

bool lex_expression(lexer *l, const liquid_parser *p, str *out, size_t *at) {
    size_t from = l->now.at;
    lexeme first = l->now;
    if (!expression(l, 0))
        return false;
    *at = from;
    *out = str_rtrim(str_slice(l->s, from, l->now.at));
    if (out->n != first.text.n && has_gap(p, *out))
        *out = squeeze(p, *out);
    return true;
}
