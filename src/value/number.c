#include "value/number.h"

#include <math.h>

#include "value/decimal.h"
#include "value/float.h"

value number_from_digits(arena *a, str digits) {
    bool minus = str_starts(digits, S("-"));
    size_t zeros = minus || str_starts(digits, S("+"));
    while (zeros + 1 < digits.n && digits.p[zeros] == '0')
        zeros++;
    str s = str_from(digits, zeros);
    if (minus)
        s = str_cat(a, S("-"), s);
    int64_t i;
    if (str_to_int(s, &i))
        return value_int(i);
    s = minus ? s : str_copy(a, s);
    return (value){.kind = V_BIG, .n = (uint32_t)s.n, .u.s = s.p};
}

value number_of(arena *a, value v) {
    if (number_is(v))
        return v;
    if (v.kind != V_STR || v.flags & VALUE_SYMBOL)
        return value_int(0);
    str s = str_trim(value_as_str(v));
    if (decimal_is_text(s))
        return value_float(float_parse(s));
    return decimal_leading_integer(a, value_as_str(v));
}

static bool apply_small(number_op op, int64_t x, int64_t y, value *out) {
    int64_t i = 0;
    switch (op) {
    case NUM_ADD:
        if (__builtin_add_overflow(x, y, &i))
            return false;
        break;
    case NUM_SUB:
        if (__builtin_sub_overflow(x, y, &i))
            return false;
        break;
    case NUM_MUL:
        if (__builtin_mul_overflow(x, y, &i))
            return false;
        break;
    case NUM_DIV:
    case NUM_MOD:
        if (y == 0 || y == -1) /* -1 overflows for the least integer */
            return false;
        if (op == NUM_DIV)
            i = x / y - (x % y != 0 && (x < 0) != (y < 0));
        else
            i = x % y + (x % y != 0 && (x < 0) != (y < 0) ? y : 0);
        break;
    }
    *out = value_int(i);
    return true;
}

static double size_of(const decimal *d) {
    double f = 0;
    if (d->kind == DECIMAL_NAN)
        f = (double)NAN;
    else if (d->kind == DECIMAL_INFINITE)
        f = (double)INFINITY;
    else if (d->m.n)
        f = 1;
    return d->minus ? -f : f;
}

/* With an operand that is infinite, no number, or a divisor of zero the sizes of the others do not
 * matter, and floats have the same answers as BigDecimal. */
static value apply_special(number_op op, const decimal *x, const decimal *y) {
    double f = size_of(x), g = size_of(y);
    switch (op) {
    case NUM_ADD: return value_float(f + g);
    case NUM_SUB: return value_float(f - g);
    case NUM_MUL: return value_float(f * g);
    case NUM_DIV:
        /* IEEE 754 defines it; written out because C leaves it to the compiler. */
        if (g == 0 && !isnan(f))
            f = f == 0 ? (double)NAN : copysign((double)INFINITY, f) * copysign(1, g);
        else
            f /= g;
        return value_float(f);
    case NUM_MOD: break;
    }
    return value_float((double)NAN);
}

bool number_apply(arena *a, number_op op, value x, value y, value *out) {
    if (x.kind == V_INT && y.kind == V_INT && apply_small(op, x.u.i, y.u.i, out))
        return true;
    nat_room r;
    r.a = a;
    r.used = 0;
    decimal p = decimal_of(&r, x), q = decimal_of(&r, y);
    bool zero = q.kind == DECIMAL_FINITE && q.m.n == 0, both = p.is_integer && q.is_integer;
    *out = value_nil();
    if (zero && p.kind != DECIMAL_NAN && (op == NUM_MOD || (op == NUM_DIV && both)))
        return false;
    if (op == NUM_MOD && q.kind == DECIMAL_INFINITE && p.kind == DECIMAL_FINITE) {
        p.is_integer = false; /* what is left over is all of it */
        *out = decimal_value(&p, &r);
        return true;
    }
    if (p.kind != DECIMAL_FINITE || q.kind != DECIMAL_FINITE || (zero && op == NUM_DIV)) {
        *out = apply_special(op, &p, &q);
        return true;
    }
    decimal result;
    switch (op) {
    case NUM_SUB: q.minus = !q.minus; /* fall through */
    case NUM_ADD: result = decimal_add(&r, p, q); break;
    case NUM_MUL: result = decimal_mul(&r, p, q); break;
    case NUM_DIV: result = decimal_div(&r, p, q); break;
    default: result = decimal_mod(&r, p, q); break;
    }
    *out = decimal_value(&result, &r);
    return true;
}

static value round_to(arena *a, value x, int64_t digits, decimal_rounding how) {
    nat_room r;
    r.a = a;
    r.used = 0;
    if (x.kind == V_INT && digits >= 0)
        return x;
    decimal d = decimal_of(&r, x);
    if (d.kind != DECIMAL_FINITE && x.kind == V_BIG)
        return x;
    if (d.kind != DECIMAL_FINITE && digits <= 0)
        return value_nil();
    if (d.kind == DECIMAL_FINITE) {
        /* Beyond these nothing changes; they keep the arithmetic small. */
        int64_t most = 2 * DECIMAL_DIGITS_MAX;
        digits = digits > most ? most : (digits < -most ? -most : digits);
        d = decimal_round(&r, d, digits, how);
    }
    return decimal_value(&d, &r);
}

value number_round(arena *a, value x, int64_t digits) {
    return round_to(a, x, digits, ROUND_HALF_UP);
}

value number_ceil(arena *a, value x) {
    return round_to(a, x, 0, ROUND_CEIL);
}

value number_floor(arena *a, value x) {
    return round_to(a, x, 0, ROUND_FLOOR);
}

value number_neg(arena *a, value x) {
    value v = number_of(a, x);
    if (v.kind == V_FLOAT)
        return value_float(-v.u.f);
    if (v.kind == V_INT && v.u.i != INT64_MIN)
        return value_int(-v.u.i);
    if (v.kind == V_INT)
        return number_from_digits(a, S("9223372036854775808"));
    str s = value_as_str(v);
    return number_from_digits(a, s.p[0] == '-' ? str_from(s, 1) : str_cat(a, S("-"), s));
}

value number_abs(arena *a, value x) {
    value v = number_of(a, x);
    if (v.kind == V_FLOAT)
        return value_float(fabs(v.u.f));
    bool minus = v.kind == V_INT ? v.u.i < 0 : value_as_str(v).p[0] == '-';
    return minus ? number_neg(a, v) : v;
}

bool number_to_int64(value v, int64_t *out) {
    *out = 0;
    if (v.kind == V_INT)
        *out = v.u.i;
    else if (v.kind == V_FLOAT && v.u.f >= -0x1p63 && v.u.f < 0x1p63)
        *out = (int64_t)v.u.f;
    else
        return false;
    return true;
}

double number_to_double(value v) {
    if (v.kind == V_FLOAT)
        return v.u.f;
    return v.kind == V_BIG ? float_parse(value_as_str(v)) : v.kind == V_INT ? (double)v.u.i : 0;
}
