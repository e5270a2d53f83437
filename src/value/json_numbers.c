#include "value/json_numbers.h"

#include "value/float.h"
#include "value/number.h"

enum { DIGITS_SAFE = 18 }; /* so many always fit 64 bits */

#define MARK_STRING 's'
#define MARK_NUMBER 'n'

static size_t skip_digits(str s, size_t i) {
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    return i;
}

static size_t skip_one_of(str s, size_t i, str set) {
    return i < s.n && str_find_char(set, s.p[i]) != STR_NONE ? i + 1 : i;
}

typedef struct token {
    size_t end, whole; /* past the token; digits before the point */
    bool is_float, has_exponent;
} token;

/* A number at the front as JSON's grammar has it; end is 0 when there is none. */
static token number_token(str s) {
    token t = {0};
    size_t from = skip_one_of(s, 0, S("-")), i = skip_digits(s, from);
    t.whole = i - from;
    if (t.whole == 0 || (t.whole > 1 && s.p[from] == '0'))
        return t;
    if (i < s.n && s.p[i] == '.') {
        size_t end = skip_digits(s, i + 1);
        if (end == i + 1)
            return t;
        t.is_float = true;
        i = end;
    }
    size_t exponent = skip_one_of(s, i, S("eE"));
    if (exponent > i) {
        exponent = skip_one_of(s, exponent, S("+-"));
        i = skip_digits(s, exponent);
        if (i == exponent)
            return t;
        t.is_float = t.has_exponent = true;
    }
    t.end = i;
    return t;
}

/* Only a double's exponent or 300 digits can carry it out of range. */
static bool may_overflow(token t) {
    return t.is_float ? t.has_exponent || t.whole > 300 : t.whole > DIGITS_SAFE;
}

/* A number before ":" is a fault, and must stay one. */
static bool is_key(str rest) {
    rest = str_ltrim(rest);
    return rest.n && rest.p[0] == ':';
}

static size_t copy_string(str s, buf *out) {
    size_t i = 1;
    while (i < s.n && s.p[i] != '"')
        i += s.p[i] == '\\' ? 2 : 1;
    i = i < s.n ? i + 1 : s.n;
    buf_char(out, '"');
    buf_char(out, MARK_STRING);
    buf_add(out, str_slice(s, 1, i));
    return i;
}

static size_t copy_number(str s, buf *out) {
    token t = number_token(s);
    if (t.end == 0) { /* not one; jansson will say so */
        buf_char(out, s.p[0]);
        return 1;
    }
    bool marked = may_overflow(t) && !is_key(str_from(s, t.end));
    if (marked) {
        buf_char(out, '"');
        buf_char(out, MARK_NUMBER);
    }
    buf_add(out, str_slice(s, 0, t.end));
    if (marked)
        buf_char(out, '"');
    return t.end;
}

/* Marks until the output has `stop` bytes; where in the text that is. */
static size_t mark(str text, size_t stop, buf *out) {
    size_t i = 0;
    while (i < text.n && out->n < stop) {
        str rest = str_from(text, i);
        if (rest.p[0] == '"')
            i += copy_string(rest, out);
        else if (rest.p[0] == '-' || ascii_is_digit(rest.p[0]))
            i += copy_number(rest, out);
        else {
            buf_char(out, rest.p[0]);
            i++;
        }
    }
    return i;
}

str json_mark(arena *a, str text) {
    buf b = buf_new(a, text.n + text.n / 8 + 16);
    mark(text, SIZE_MAX, &b);
    return buf_str(&b);
}

size_t json_unmarked_offset(arena *a, str text, size_t at) {
    buf b = buf_new(a, at + 16);
    size_t i = mark(text, at, &b);
    size_t past = b.n - at; /* `at` lies within the last string or number */
    return at < b.n && past < i ? i - past : i;
}

value json_unmark(arena *a, str marked) {
    str s = str_from(marked, 1);
    if (marked.n == 0 || marked.p[0] == MARK_STRING)
        return value_str(str_copy(a, s));
    if (number_token(s).is_float)
        return value_float(float_parse(s));
    return number_from_digits(a, s);
}
