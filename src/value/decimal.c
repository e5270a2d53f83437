#include "value/decimal.h"

#include <math.h>

#include "value/float.h"
#include "value/number.h"

/* A quotient gets so many digits at least: a double is decided by far fewer, and a digit for the
 * rest that is left out keeps ties from looking exact. */
enum { QUOTIENT_DIGITS = 60 };

static decimal integer_of(nat_room *r, uint64_t size, bool minus) {
    return (decimal){.minus = minus, .is_integer = true, .m = nat_of_uint(r, size)};
}

static decimal of_float(nat_room *r, double f) {
    decimal d = {.minus = signbit(f) != 0};
    if (isnan(f) || isinf(f)) {
        d.kind = isnan(f) ? DECIMAL_NAN : DECIMAL_INFINITE;
    } else if (f != 0) {
        float_digits digits;
        float_shortest(fabs(f), &digits);
        d.m = nat_of_digits(r, (str){digits.digits, (size_t)digits.n});
        d.exponent = digits.exponent - digits.n;
    }
    return d;
}

static decimal of_big(nat_room *r, str digits) {
    bool minus = str_starts(digits, S("-"));
    if (digits.n > DECIMAL_DIGITS_MAX)
        return (decimal){.kind = DECIMAL_INFINITE, .minus = minus};
    return (decimal){
        .minus = minus, .is_integer = true, .m = nat_of_digits(r, str_from(digits, minus))};
}

static decimal of_decimal_text(nat_room *r, str s) {
    if (s.n > DECIMAL_DIGITS_MAX)
        return of_float(r, float_parse(s));
    decimal d = {.minus = str_starts(s, S("-"))};
    str whole, part;
    str_cut(str_from(s, d.minus), S("."), &whole, &part);
    nat high = nat_raise(r, nat_of_digits(r, whole), part.n);
    d.m = nat_add(r, high, nat_of_digits(r, part));
    d.exponent = -(int64_t)part.n;
    return d;
}

bool decimal_is_text(str s) {
    size_t i = str_starts(s, S("-")), from = i;
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    if (i == from || i == s.n || s.p[i] != '.')
        return false;
    from = ++i;
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    return i > from && i == s.n;
}

value decimal_leading_integer(arena *a, str s) {
    s = str_ltrim(s);
    bool minus = str_starts(s, S("-"));
    size_t i = minus || str_starts(s, S("+"));
    if (i + 2 < s.n && s.p[i] == '0' && ascii_lower(s.p[i + 1]) == 'd' &&
        ascii_is_digit(s.p[i + 2]))
        i += 2;
    size_t from = i;
    bool grouped = false;
    for (; i < s.n; i++) {
        if (ascii_is_digit(s.p[i]))
            continue;
        if (s.p[i] != '_' || i == from || i + 1 == s.n || !ascii_is_digit(s.p[i + 1]))
            break;
        grouped = true;
    }
    if (i == from)
        return value_int(0);
    str digits = str_slice(s, minus ? from - 1 : from, i);
    if (!grouped && (!minus || digits.p[0] == '-'))
        return number_from_digits(a, digits);
    buf b = buf_new(a, digits.n + 1);
    if (minus)
        buf_char(&b, '-');
    for (size_t k = from; k < i; k++)
        if (s.p[k] != '_')
            buf_char(&b, s.p[k]);
    return number_from_digits(a, buf_str(&b));
}

decimal decimal_of(nat_room *r, value v) {
    if (v.kind == V_STR && !(v.flags & VALUE_SYMBOL)) {
        str s = str_trim(value_as_str(v));
        if (decimal_is_text(s))
            return of_decimal_text(r, s);
        v = decimal_leading_integer(r->a, value_as_str(v));
    }
    switch ((value_kind)v.kind) {
    case V_INT: return integer_of(r, v.u.i < 0 ? -(uint64_t)v.u.i : (uint64_t)v.u.i, v.u.i < 0);
    case V_BIG: return of_big(r, value_as_str(v));
    case V_FLOAT: return of_float(r, v.u.f);
    default: return integer_of(r, 0, false);
    }
}

static value integer_value(const decimal *d, nat_room *r) {
    uint64_t size;
    bool minus = d->minus && d->m.n;
    if (nat_to_uint(d->m, &size) && size <= (uint64_t)INT64_MAX + minus)
        return value_int(minus ? (int64_t)(~size + 1) : (int64_t)size);
    if (nat_size(d->m) > DECIMAL_DIGITS_MAX)
        return value_float(d->minus ? -(double)INFINITY : (double)INFINITY);
    buf b = buf_new(r->a, d->m.n * NAT_DIGITS + 1);
    if (minus)
        buf_char(&b, '-');
    nat_text(d->m, &b);
    return (value){.kind = V_BIG, .n = (uint32_t)b.n, .u.s = b.p};
}

static double float_of(const decimal *d, nat_room *r) {
    char room[1024];
    buf b = {.a = r->a, .p = room, .cap = sizeof room};
    nat_text(d->m, &b);
    buf_char(&b, 'e');
    buf_int(&b, d->exponent);
    return float_parse(buf_str(&b));
}

value decimal_value(const decimal *d, nat_room *r) {
    if (d->kind == DECIMAL_FINITE && d->is_integer)
        return integer_value(d, r);
    double f = (double)NAN;
    if (d->kind == DECIMAL_INFINITE)
        f = (double)INFINITY;
    else if (d->kind == DECIMAL_FINITE)
        f = float_of(d, r);
    return value_float(d->minus ? -f : f);
}

/* Gives both the smaller exponent. */
static void align(nat_room *r, decimal *x, decimal *y) {
    if (x->m.n == 0)
        x->exponent = y->exponent;
    if (y->m.n == 0)
        y->exponent = x->exponent;
    decimal *high = x->exponent > y->exponent ? x : y;
    int64_t low = x->exponent > y->exponent ? y->exponent : x->exponent;
    high->m = nat_raise(r, high->m, (size_t)(high->exponent - low));
    high->exponent = low;
}

decimal decimal_add(nat_room *r, decimal x, decimal y) {
    align(r, &x, &y);
    decimal sum = {.is_integer = x.is_integer && y.is_integer, .exponent = x.exponent};
    int c = nat_cmp(x.m, y.m);
    if (x.minus == y.minus) {
        sum.minus = x.minus;
        sum.m = nat_add(r, x.m, y.m);
    } else {
        sum.minus = c != 0 && (c > 0 ? x.minus : y.minus);
        sum.m = c > 0 ? nat_sub(r, x.m, y.m) : nat_sub(r, y.m, x.m);
    }
    return sum;
}

decimal decimal_mul(nat_room *r, decimal x, decimal y) {
    return (decimal){.minus = x.minus != y.minus,
                     .is_integer = x.is_integer && y.is_integer,
                     .m = nat_mul(r, x.m, y.m),
                     .exponent = x.exponent + y.exponent};
}

/* Floored, and what is left over has y's sign. */
static decimal divide_floor(nat_room *r, decimal x, decimal y, decimal *rest) {
    align(r, &x, &y);
    decimal q = {.minus = x.minus != y.minus, .is_integer = true};
    *rest = (decimal){.is_integer = x.is_integer && y.is_integer, .exponent = x.exponent};
    q.m = nat_divide(r, x.m, y.m, &rest->m);
    if (rest->m.n && q.minus) {
        q.m = nat_add(r, q.m, nat_of_uint(r, 1));
        rest->m = nat_sub(r, y.m, rest->m);
    }
    rest->minus = y.minus && rest->m.n;
    return q;
}

decimal decimal_div(nat_room *r, decimal x, decimal y) {
    decimal rest;
    if (x.is_integer && y.is_integer)
        return divide_floor(r, x, y, &rest);
    decimal q = {.minus = x.minus != y.minus};
    if (x.m.n == 0)
        return q;
    size_t have = nat_size(x.m), want = nat_size(y.m) + QUOTIENT_DIGITS;
    size_t more = want > have ? want - have : 0;
    nat left;
    q.m = nat_divide(r, nat_raise(r, x.m, more), y.m, &left);
    q.exponent = x.exponent - y.exponent - (int64_t)more;
    if (left.n) {
        q.m = nat_add(r, nat_raise(r, q.m, 1), nat_of_uint(r, 1));
        q.exponent--;
    }
    return q;
}

decimal decimal_mod(nat_room *r, decimal x, decimal y) {
    decimal rest;
    divide_floor(r, x, y, &rest);
    return rest;
}

decimal decimal_round(nat_room *r, decimal x, int64_t digits, decimal_rounding how) {
    bool to_integer = digits <= 0 || x.is_integer;
    int64_t cut = -digits - x.exponent;
    if (cut > 0 && (digits < 0 || x.exponent < 0)) {
        int half;
        bool exact;
        bool nothing = x.m.n == 0;
        x.m = nat_lower(r, x.m, (size_t)cut, &half, &exact);
        bool away = how == ROUND_HALF_UP ? half >= 0 : !exact && x.minus == (how == ROUND_FLOOR);
        if (away && !nothing)
            x.m = nat_add(r, x.m, nat_of_uint(r, 1));
        x.exponent = -digits;
    }
    if (to_integer) {
        x.is_integer = true;
        x.m = nat_raise(r, x.m, x.exponent > 0 && x.m.n ? (size_t)x.exponent : 0);
        x.exponent = 0;
    }
    return x;
}
