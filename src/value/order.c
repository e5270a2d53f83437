/* Equality and order as Ruby's == and <=> have them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "value/date.h"
#include "value/number.h"

enum { DIGITS_OF_DOUBLE = 309 };

static int compare_sizes(int64_t x, int64_t y) {
    return (x > y) - (x < y);
}

/* Canonical decimal texts: no leading zeros, so a longer one is further from zero. */
static int compare_decimal(str x, str y) {
    bool minus = str_starts(x, S("-"));
    if (minus != str_starts(y, S("-")))
        return minus ? -1 : 1;
    int c = x.n != y.n ? (x.n > y.n ? 1 : -1) : str_cmp(x, y);
    return minus ? -c : c;
}

static int compare_int_float(int64_t i, double f) {
    if (f >= 0x1p63)
        return -1;
    if (f < -0x1p63)
        return 1;
    double whole = trunc(f);
    int c = compare_sizes(i, (int64_t)whole);
    return c ? c : (whole > f) - (whole < f);
}

static int compare_big_float(value big, double f) {
    str digits = value_as_str(big);
    bool minus = str_starts(digits, S("-"));
    if (fabs(f) < 0x1p63)
        return minus ? -1 : 1;
    if (isinf(f))
        return f > 0 ? -1 : 1;
    char text[DIGITS_OF_DOUBLE + 3]; /* a double this large is an integer: its digits are exact */
    int n = snprintf(text, sizeof text, "%.0f", f);
    return compare_decimal(digits, (str){text, (size_t)n});
}

static double as_float(value v) {
    return v.kind == V_FLOAT ? v.u.f : 0;
}

int number_cmp(value x, value y) {
    if (isnan(as_float(x)) || isnan(as_float(y)))
        return 1;
    if (x.kind == V_FLOAT && y.kind == V_FLOAT)
        return (x.u.f > y.u.f) - (x.u.f < y.u.f);
    if (x.kind == V_FLOAT)
        return -number_cmp(y, x);
    if (y.kind == V_FLOAT)
        return x.kind == V_BIG ? compare_big_float(x, y.u.f) : compare_int_float(x.u.i, y.u.f);
    if (x.kind == V_INT && y.kind == V_INT)
        return compare_sizes(x.u.i, y.u.i);
    if (x.kind == V_BIG && y.kind == V_BIG)
        return compare_decimal(value_as_str(x), value_as_str(y));
    if (x.kind == V_BIG)
        return str_starts(value_as_str(x), S("-")) ? -1 : 1;
    return str_starts(value_as_str(y), S("-")) ? 1 : -1;
}

bool number_is(value v) {
    return v.kind == V_INT || v.kind == V_BIG || v.kind == V_FLOAT;
}

static bool is_empty_text(value v) {
    return v.kind == V_EMPTY || v.kind == V_BLANK;
}

static bool is_text(value v) {
    return v.kind == V_STR || is_empty_text(v);
}

static bool text_equal(value x, value y) {
    return (x.flags & VALUE_SYMBOL) == (y.flags & VALUE_SYMBOL) &&
           str_eq(value_as_str(x), value_as_str(y));
}

static int compare_dates(const date *x, const date *y) {
    int c = compare_sizes(x->sec, y->sec);
    return c || x->is_day ? c : compare_sizes(x->nsec, y->nsec);
}

static bool lists_equal(value x, value y, unsigned depth) {
    if (x.n != y.n)
        return false;
    if (x.u.list == y.u.list)
        return true;
    for (uint32_t i = 0; i < x.n; i++)
        if (!value_equal(x.u.list[i], y.u.list[i], depth))
            return false;
    return true;
}

static bool maps_equal(value x, value y, unsigned depth) {
    if (x.u.map->n != y.u.map->n)
        return false;
    if (x.u.map == y.u.map)
        return true;
    for (uint32_t i = 0; i < x.u.map->n; i++) {
        const member *m = &x.u.map->members[i], *other = value_find(y, m->key);
        if (!other || !value_equal(m->val, other->val, depth))
            return false;
    }
    return true;
}

bool value_equal(value a, value b, unsigned depth) {
    if (depth >= LIMIT_VALUE_DEPTH)
        return false;
    if (number_is(a) && number_is(b))
        return number_cmp(a, b) == 0;
    if (is_text(a) && is_text(b))
        return text_equal(a, b);
    if (a.kind != b.kind)
        return false;
    switch ((value_kind)a.kind) {
    case V_NIL: return true;
    case V_BOOL: return a.u.b == b.u.b;
    case V_DATE:
        return a.u.date->is_day == b.u.date->is_day && compare_dates(a.u.date, b.u.date) == 0;
    case V_LIST: return lists_equal(a, b, depth + 1);
    case V_MAP: return maps_equal(a, b, depth + 1);
    case V_RANGE: return a.u.range->from == b.u.range->from && a.u.range->to == b.u.range->to;
    case V_DROP: return a.u.drop->type == b.u.drop->type && a.u.drop->self == b.u.drop->self;
    default: return false;
    }
}

static bool order(value a, value b, unsigned depth, int *out);

static bool order_lists(value a, value b, unsigned depth, int *out) {
    for (uint32_t i = 0; i < a.n && i < b.n; i++)
        if (!order(a.u.list[i], b.u.list[i], depth, out) || *out != 0)
            return *out != 0;
    *out = (a.n > b.n) - (a.n < b.n);
    return true;
}

static bool order(value a, value b, unsigned depth, int *out) {
    *out = 0;
    if (depth >= LIMIT_VALUE_DEPTH)
        return false;
    if (number_is(a) && number_is(b)) {
        if (isnan(as_float(a)) || isnan(as_float(b)))
            return false;
        *out = number_cmp(a, b);
        return true;
    }
    if (is_text(a) && is_text(b) && (a.flags & VALUE_SYMBOL) == (b.flags & VALUE_SYMBOL)) {
        *out = str_cmp(value_as_str(a), value_as_str(b));
        return true;
    }
    if (a.kind == V_DATE && b.kind == V_DATE && a.u.date->is_day == b.u.date->is_day) {
        *out = compare_dates(a.u.date, b.u.date);
        return true;
    }
    if (a.kind == V_LIST && b.kind == V_LIST)
        return order_lists(a, b, depth + 1, out);
    return value_equal(a, b, depth);
}

bool value_order(value a, value b, int *out) {
    return order(a, b, 0, out);
}
