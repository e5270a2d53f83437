#include "liquid/filters.h"

#include <stdarg.h>

#include "value/date.h"
#include "value/number.h"

value liquid_filter_fail(liquid_call *c, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    buf b = buf_new(c->a, 96);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    liquid_fail(c->run, RULE_LIQUID_ARGUMENT, c->at, "%.*s", STR_FMT(buf_str(&b)));
    return value_nil();
}

value liquid_arg(const liquid_call *c, size_t i) {
    return i < c->n ? c->args[i] : value_nil();
}

bool liquid_named(const liquid_call *c, str name, value *out) {
    return c->named && value_get(c->a, c->args[c->n - 1], name, out);
}

str liquid_to_s(arena *a, value v) {
    if (v.kind == V_STR)
        return value_as_str(v);
    if (v.kind == V_EMPTY || v.kind == V_BLANK)
        return S("");
    if (v.kind != V_LIST)
        return value_to_str(a, v);
    buf b = buf_new(a, 64);
    value_inspect(v, a, &b, 0);
    return buf_str(&b);
}

str arg_text(const liquid_call *c, size_t i) {
    return liquid_to_s(c->a, liquid_arg(c, i));
}

str in_text(const liquid_call *c, value in) {
    return liquid_to_s(c->a, in);
}

value filter_str(const liquid_call *c, str s) {
    return text_value(c->run, s);
}

value filter_text(const liquid_call *c, const buf *b) {
    return text_value(c->run, buf_str(b));
}

/* ---- Ruby's Integer() ---- */

static unsigned digit_value(char c) {
    if (ascii_is_digit(c))
        return (unsigned)(c - '0');
    return ascii_is_alpha(c) ? (unsigned)(ascii_lower(c) - 'a') + 10 : 99;
}

/* The base that a prefix (0x, 0b, 0o, 0) gives; *i moves behind it. */
static unsigned read_base(str s, size_t *i) {
    if (*i + 1 >= s.n || s.p[*i] != '0')
        return 10;
    char c = ascii_lower(s.p[*i + 1]);
    unsigned base = c == 'x' ? 16 : c == 'b' ? 2 : c == 'o' ? 8 : c == 'd' ? 10 : 0;
    *i += base ? 2 : 1;
    if (!base && *i < s.n && s.p[*i] == '_')
        ++*i;
    return base ? base : 8;
}

/* Clamps. */
static bool read_digits(str s, size_t i, unsigned base, bool negative, int64_t *out) {
    uint64_t n = 0, limit = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
    bool digit = false; /* the last one was a digit: an underscore may follow */
    for (; i < s.n; i++) {
        if (s.p[i] == '_' && digit) {
            digit = false;
            continue;
        }
        unsigned d = digit_value(s.p[i]);
        if (d >= base)
            return false;
        n = n > (limit - d) / base ? limit : n * base + d;
        digit = true;
    }
    *out = negative ? (int64_t)(0 - n) : (int64_t)n;
    return digit;
}

bool liquid_to_integer(value v, int64_t *out) {
    if (v.kind == V_INT) {
        *out = v.u.i;
        return true;
    }
    if (v.kind != V_STR && v.kind != V_BIG)
        return false;
    str s = str_trim(value_as_str(v));
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    unsigned base = read_base(s, &i);
    return read_digits(s, i, base, s.n && s.p[0] == '-', out);
}

bool arg_integer(liquid_call *c, size_t i, int64_t *out) {
    value v = liquid_arg(c, i);
    if (liquid_to_integer(v, out))
        return true;
    str s = liquid_to_s(c->a, v);
    liquid_filter_fail(c, "'%s' needs an integer, not %s '%.*s'", c->filter->name, value_class(v),
                       STR_FMT(brief(s)));
    return false;
}

/* ---- Dates ---- */

static bool is_digits(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

bool liquid_to_date(liquid_run *r, value v, struct date *out) {
    struct date utc = {.is_utc = true};
    if (v.kind == V_DATE) {
        *out = *v.u.date;
        return true;
    }
    str s = value_as_str(v);
    if (v.kind == V_INT || (v.kind == V_STR && is_digits(s))) {
        if (v.kind == V_INT)
            utc.sec = v.u.i;
        else if (!str_to_int(s, &utc.sec))
            return false;
        date_in_zone(&utc, liquid_run_zone(r), out);
        return true;
    }
    if (v.kind != V_STR || s.n == 0)
        return false;
    if (str_eq_fold(s, S("now")) || str_eq_fold(s, S("today"))) {
        *out = *liquid_run_now(r);
        return true;
    }
    return date_parse(s, liquid_run_now(r), liquid_run_zone(r), out);
}

/* ---- Ruby's [] ---- */

static prop_result text_property(liquid_call *c, str s, value prop, value *out) {
    int64_t i, n = (int64_t)utf8_count(s), to;
    if (prop.kind == V_STR) {
        if (str_has(s, value_as_str(prop)))
            *out = prop;
        return PROP_OK;
    }
    if (prop.kind == V_RANGE) {
        i = prop.u.range->from;
        to = prop.u.range->to < 0 ? prop.u.range->to + n : prop.u.range->to;
        to = to < n ? to + 1 : n;
    } else if (!number_is(prop) || !number_to_int64(prop, &i)) {
        return PROP_TYPE;
    } else {
        to = i < 0 ? i + n + 1 : i + (i < n);
    }
    i = i < 0 ? i + n : i;
    if (i < 0 || i > n || (i == n && prop.kind != V_RANGE))
        return PROP_OK;
    str rest = str_from(s, utf8_offset(s, (size_t)i));
    *out = filter_str(c, str_slice(rest, 0, utf8_offset(rest, to > i ? (size_t)(to - i) : 0)));
    return PROP_OK;
}

/* Integer#[]: a bit, or with a range the bits from there to there. */
static prop_result bit_property(value item, value prop, value *out) {
    int64_t i, n = 1;
    *out = value_int(0);
    if (prop.kind == V_RANGE) {
        i = prop.u.range->from;
        n = 63;
        if (i >= 0 && prop.u.range->to >= i && prop.u.range->to - i < n)
            n = prop.u.range->to - i + 1;
    } else if (!number_is(prop)) {
        return PROP_TYPE;
    } else if (!number_to_int64(prop, &i)) {
        return PROP_OK;
    }
    if (item.kind == V_INT && i >= 0)
        *out = value_int(item.u.i >> (i < 63 ? i : 63) & (int64_t)(((uint64_t)1 << n) - 1));
    return PROP_OK;
}

prop_result item_property(liquid_call *c, value item, value prop, value *out) {
    int64_t i;
    *out = value_nil();
    switch (item.kind) {
    case V_MAP:
    case V_DROP: *out = liquid_property(c->run, item, prop); return PROP_OK;
    case V_STR: return text_property(c, value_as_str(item), prop, out);
    case V_LIST:
        if (!number_is(prop))
            return PROP_TYPE;
        if (number_to_int64(prop, &i))
            *out = liquid_property(c->run, item, value_int(i));
        return PROP_OK;
    case V_INT:
    case V_BIG: return bit_property(item, prop, out);
    default: return PROP_NONE;
    }
}

value property_fault(liquid_call *c, value prop) {
    str s = liquid_to_s(c->a, prop);
    return liquid_filter_fail(c, "cannot select the property '%.*s'", STR_FMT(brief(s)));
}
