#include "yaml/scalar.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "value/float.h"
#include "value/number.h"
#include "yaml/yaml.h"

/* Longer hexadecimal, octal and binary numbers stay text: turning them into decimals is quadratic.
 */
enum { RADIX_DIGITS_MAX = 4096, WORD_MAX = 5 };

static bool is_word(str s, const char *const *words) {
    for (; *words; words++)
        if (str_eq_fold(s, str_of(*words)))
            return true;
    return false;
}

static bool read_word(str s, value *out) {
    static const char *const nil[] = {"null", NULL};
    static const char *const yes[] = {"yes", "true", "on", NULL};
    static const char *const no[] = {"no", "false", "off", NULL};
    if (s.n > WORD_MAX)
        return false;
    if (is_word(s, nil))
        *out = value_nil();
    else if (is_word(s, yes) || is_word(s, no))
        *out = value_bool(is_word(s, yes));
    else
        return false;
    return true;
}

/* Psych's patterns are anchored at lines, so a short text of several lines is what one of its lines
 * is: "no\n\nno" in a note is false. Order: null, true, false. */
static bool read_short_lines(str s, value *out) {
    bool found = false;
    int best = 3;
    for (str rest = s, line; rest.n;) {
        if (!memchr("ytonf~YTONF", rest.p[0], 11))
            return false;
        str_cut(rest, S("\n"), &line, &rest);
        value v;
        if (!read_word(line, &v))
            continue;
        int rank = v.kind == V_NIL ? 0 : v.u.b ? 1 : 2;
        if (rank < best) {
            best = rank;
            *out = v;
        }
        found = true;
    }
    return found;
}

/* Digits, and any of the signs in `more`; without the signs in out. */
static str without(arena *a, str s, const char *signs) {
    if (str_find_char(s, signs[0]) == STR_NONE && str_find_char(s, signs[1]) == STR_NONE)
        return s;
    char *p = arena_bytes(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr(signs, s.p[i]))
            p[n++] = s.p[i];
    return (str){p, n};
}

static size_t span_set(str s, size_t at, const char *set) {
    while (at < s.n && s.p[at] && strchr(set, s.p[at]))
        at++;
    return at;
}

static size_t skip_sign(str s) {
    return s.n && (s.p[0] == '-' || s.p[0] == '+');
}

static int digit_of(char c) {
    return ascii_is_digit(c) ? c - '0' : ascii_lower(c) - 'a' + 10;
}

/* Digits of base 2^bits as an integer of any size. */
static value read_radix(arena *a, str digits, int bits, bool negative) {
    value sum = value_int(0);
    int64_t part = 0, scale = 1;
    for (size_t i = 0; i < digits.n; i++) {
        part = part * (1 << bits) + digit_of(digits.p[i]);
        scale *= 1 << bits;
        if (scale < (int64_t)1 << 56 && i + 1 < digits.n)
            continue;
        if (sum.kind == V_INT && sum.u.i == 0) {
            sum = value_int(part);
        } else {
            number_apply(a, NUM_MUL, sum, value_int(scale), &sum);
            number_apply(a, NUM_ADD, sum, value_int(part), &sum);
        }
        part = 0;
        scale = 1;
    }
    return negative ? number_neg(a, sum) : sum;
}

/* [-+]?0b[0-1_,]+, [-+]?0[0-7_,]+ and [-+]?0x[0-9a-fA-F_,]+ */
static bool read_prefixed(arena *a, str s, value *out, scalar_result *result) {
    static const struct {
        const char *prefix, *set;
        int bits;
    } forms[] = {{"0b", "01_,", 1}, {"0x", "0123456789abcdefABCDEF_,", 4}, {"0", "01234567_,", 3}};
    str number = str_from(s, skip_sign(s));
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        str prefix = str_of(forms[i].prefix), rest = str_from(number, prefix.n);
        if (!str_starts(number, prefix) || rest.n == 0 || span_set(rest, 0, forms[i].set) != rest.n)
            continue;
        str digits = without(a, rest, "_,");
        if (digits.n == 0 && forms[i].bits != 3)
            *result = SCALAR_BAD;
        else if (digits.n <= RADIX_DIGITS_MAX)
            *out = read_radix(a, digits, forms[i].bits, s.p[0] == '-');
        return true;
    }
    return false;
}

/* [-+]?(0|[1-9]([0-9]|,[0-9]|_[0-9])*) */
static bool is_decimal(str s) {
    size_t i = skip_sign(s);
    if (i == s.n || !ascii_is_digit(s.p[i]))
        return false;
    if (s.p[i] == '0')
        return i + 1 == s.n;
    for (; i < s.n; i++) {
        bool separator = s.p[i] == ',' || s.p[i] == '_';
        if (separator && (i + 1 == s.n || !ascii_is_digit(s.p[i + 1])))
            return false;
        if (!separator && !ascii_is_digit(s.p[i]))
            return false;
    }
    return true;
}

/* Ruby's to_i and to_f stop at what is no digit, or at a second underscore. */
static size_t lenient_digits(str s, size_t at) {
    size_t from = at;
    while (at < s.n &&
           (ascii_is_digit(s.p[at]) || (s.p[at] == '_' && at > from && at + 1 < s.n &&
                                        s.p[at - 1] != '_' && ascii_is_digit(s.p[at + 1]))))
        at++;
    return at;
}

static value lenient_int(arena *a, str s) {
    str digits = str_slice(s, 0, lenient_digits(s, skip_sign(s)));
    return number_from_digits(a, without(a, digits, "__"));
}

static double lenient_float(arena *a, str s) {
    size_t end = lenient_digits(s, skip_sign(s));
    if (end + 1 < s.n && s.p[end] == '.' && ascii_is_digit(s.p[end + 1]))
        end = lenient_digits(s, end + 1);
    return float_parse(without(a, str_slice(s, 0, end), "__"));
}

/* [-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}, and a fraction where `is_float` is not NULL. */
static bool is_sexagesimal(str s, bool *is_float) {
    size_t at = skip_sign(s);
    if (at == s.n || !ascii_is_digit(s.p[at]))
        return false;
    at = span_set(s, at, "0123456789_");
    int parts = 0;
    for (; parts < 2 && at + 1 < s.n && s.p[at] == ':' && ascii_is_digit(s.p[at + 1]); parts++) {
        bool two = at + 2 < s.n && ascii_is_digit(s.p[at + 2]);
        if (two && s.p[at + 1] > '5')
            return false;
        at += two ? 3 : 2;
    }
    *is_float = at < s.n && s.p[at] == '.';
    if (*is_float)
        at = span_set(s, at + 1, "0123456789_");
    return parts > 0 && at == s.n;
}

static value read_sexagesimal(arena *a, str s, bool is_float) {
    value sum = is_float ? value_float(0) : value_int(0);
    int64_t unit = 3600;
    for (str rest = s, part; unit > 0 && rest.n; unit /= 60) {
        str_cut(rest, S(":"), &part, &rest);
        value v = value_nil();
        if (is_float) {
            sum.u.f += lenient_float(a, part) * (double)unit;
            continue;
        }
        number_apply(a, NUM_MUL, lenient_int(a, part), value_int(unit), &v);
        number_apply(a, NUM_ADD, sum, v, &sum);
    }
    return sum;
}

/* [-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)? */
static bool is_float(str s) {
    size_t at = skip_sign(s);
    if (at < s.n && ascii_is_digit(s.p[at]))
        at = span_set(s, at, "0123456789_,");
    if (at == s.n || s.p[at] != '.')
        return false;
    at = span_set(s, at + 1, "0123456789");
    if (at == s.n)
        return true;
    if ((s.p[at] != 'e' && s.p[at] != 'E') || at + 1 == s.n ||
        (s.p[at + 1] != '-' && s.p[at + 1] != '+'))
        return false;
    size_t end = span_set(s, at + 2, "0123456789");
    return end == s.n && end > at + 2;
}

static scalar_result read_float(arena *a, str s, value *out) {
    size_t sign = skip_sign(s), dot = str_find_char(s, '.');
    bool no_digits = dot == sign && (dot + 1 == s.n || !ascii_is_digit(s.p[dot + 1]));
    if (no_digits)
        return dot + 1 == s.n ? SCALAR_OK : SCALAR_BAD; /* "." is text; Float(".e+1") raises */
    *out = value_float(float_parse(without(a, s, "_,")));
    return SCALAR_OK;
}

static bool read_special(str s, value *out) {
    bool negative = s.p[0] == '-';
    str name = str_from(s, skip_sign(s));
    if (str_eq_fold(name, S(".inf")))
        *out = value_float(negative ? -HUGE_VAL : HUGE_VAL);
    else if (str_eq_fold(s, S(".nan")))
        *out = value_float((double)NAN);
    else
        return false;
    return true;
}

static bool read_stamp(arena *a, str s, const zone *z, value *out, scalar_result *result) {
    date d;
    bool bad = false;
    if (stamp_is_time(s)) {
        if (stamp_read_time(s, z, &d, &bad))
            *out = value_date(date_copy(a, &d));
        *result = bad ? SCALAR_BAD : SCALAR_OK;
        return true;
    }
    if (!stamp_read_day(s, &d))
        return false;
    *out = value_date(date_copy(a, &d));
    return true;
}

scalar_result scalar_resolve(arena *a, str s, const zone *z, value *out) {
    scalar_result result = SCALAR_OK;
    bool fraction;
    *out = s.n ? value_str(s) : value_nil();
    if (s.n == 0)
        return SCALAR_OK;
    if (memchr(s.p, '\n', s.n)) {
        if (s.n <= (size_t)4 * WORD_MAX && utf8_count(s) <= WORD_MAX)
            read_short_lines(s, out);
        return SCALAR_OK;
    }
    if (s.p[0] == '~' && s.n == 1) {
        *out = value_nil();
        return SCALAR_OK;
    }
    if (!memchr("-+.:0123456789", s.p[0], 14)) {
        read_word(s, out);
        return SCALAR_OK;
    }
    if (read_stamp(a, s, z, out, &result) || read_special(s, out))
        return result;
    if (s.p[0] == ':')
        return s.n > 1 ? SCALAR_SYMBOL : SCALAR_OK;
    if (is_sexagesimal(s, &fraction)) {
        *out = read_sexagesimal(a, s, fraction);
        return SCALAR_OK;
    }
    if (is_float(s))
        return read_float(a, s, out);
    if (!read_prefixed(a, s, out, &result) && is_decimal(s))
        *out = number_from_digits(a, without(a, s, "_,"));
    return result;
}

/* What Ruby's Float() takes of texts that no other rule has made a number: "1e3", "1_0.5". */
static bool is_float_text(str s) {
    size_t at = skip_sign(s), end = lenient_digits(s, at);
    if (end == at)
        return false;
    if (end + 1 < s.n && s.p[end] == '.') {
        at = end + 1;
        end = lenient_digits(s, at);
        if (end == at)
            return false;
    }
    if (end < s.n && (s.p[end] == 'e' || s.p[end] == 'E')) {
        at = end + 1;
        at += at < s.n && (s.p[at] == '-' || s.p[at] == '+');
        end = lenient_digits(s, at);
        if (end == at)
            return false;
    }
    return end == s.n;
}

scalar_result scalar_float(arena *a, str s, const zone *z, value *out) {
    scalar_result r = scalar_resolve(a, s, z, out);
    if (r != SCALAR_OK)
        return r;
    if (number_is(*out)) {
        *out = value_float(number_to_double(*out));
        return SCALAR_OK;
    }
    s = str_trim(s);
    if (out->kind != V_STR || !is_float_text(s)) {
        *out = value_str(s);
        return SCALAR_BAD;
    }
    *out = value_float(float_parse(without(a, s, "__")));
    return SCALAR_OK;
}

str scalar_base64(arena *a, str s) {
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *p = arena_bytes(a, s.n + 1);
    size_t n = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '=' && held > 0 && held < 6)
            break; /* padding, where it can be some */
        const char *at = s.p[i] ? strchr(alphabet, s.p[i]) : NULL;
        if (!at)
            continue;
        bits = bits << 6 | (uint32_t)(at - alphabet);
        held += 6;
        if (held >= 8) {
            held -= 8;
            p[n++] = (char)(bits >> held & 0xFF);
        }
    }
    return (str){p, n};
}

value yaml_scalar(arena *a, str plain) {
    value v;
    scalar_resolve(a, plain, NULL, &v);
    return v;
}
