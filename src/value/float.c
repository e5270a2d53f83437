/* Ruby's Float#to_s. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "value/float.h"
#include "value/value.h"

enum {
    DIGITS_MAX = 17,  /* enough for every double */
    DIGITS_SURE = 15, /* a decimal of so many digits always survives a normal double */
    FIXED_MAX = 15,   /* digits of a whole number; with more the exponent form is used */
    FIXED_MIN = -3,   /* zeros after the point */
};

/* The nearest decimal of n digits. The point is skipped, for it depends on the locale. */
static void nearest(double f, int n, float_digits *out) {
    char text[40];
    snprintf(text, sizeof text, "%.*e", n - 1, f);
    const char *c = text;
    out->n = 0;
    for (; *c != 'e'; c++)
        if (ascii_is_digit(*c))
            out->digits[out->n++] = *c;
    out->exponent = (int)strtol(c + 1, NULL, 10) + 1;
}

static double read_back(const float_digits *d) {
    char text[40];
    snprintf(text, sizeof text, "%.*se%d", d->n, d->digits, d->exponent - d->n);
    return strtod(text, NULL);
}

/* The next decimal away from zero. False where a digit would carry over: such are not needed. */
static bool step_up(float_digits *d) {
    if (d->digits[d->n - 1] == '9')
        return false;
    d->digits[d->n - 1]++;
    return true;
}

void float_shortest(double f, float_digits *out) {
    int from = fabs(f) < 0x1p-1022 ? 1 : DIGITS_SURE;
    for (int n = from; n <= DIGITS_MAX; n++) {
        nearest(f, n, out);
        if (read_back(out) == f)
            break;
        /* At a power of two the gap below is half the gap above: the nearest decimal may miss
         * below where the one above, further away, still reads back. */
        float_digits above = *out;
        if (step_up(&above) && read_back(&above) == f) {
            *out = above;
            break;
        }
    }
    while (out->n > 1 && out->digits[out->n - 1] == '0')
        out->n--;
}

static void add_fixed(const float_digits *d, buf *out) {
    str digits = {d->digits, (size_t)d->n};
    if (d->exponent <= 0) {
        buf_lit(out, "0.");
        buf_repeat(out, '0', (size_t)-d->exponent);
        buf_add(out, digits);
        return;
    }
    size_t whole = (size_t)d->exponent;
    buf_add(out, str_slice(digits, 0, whole));
    buf_repeat(out, '0', whole > digits.n ? whole - digits.n : 0);
    buf_char(out, '.');
    buf_add(out, whole < digits.n ? str_from(digits, whole) : S("0"));
}

static void add_scientific(const float_digits *d, buf *out) {
    buf_char(out, d->digits[0]);
    buf_char(out, '.');
    buf_add(out, d->n > 1 ? (str){d->digits + 1, (size_t)d->n - 1} : S("0"));
    buf_printf(out, "e%+03d", d->exponent - 1);
}

/* A double depends on no more than 767 digits and on whether any digit after them is not zero. */
enum { DIGITS_KEPT = 768, EXPONENT_MAX = 1000000000 };

typedef struct decimal_text {
    char p[DIGITS_KEPT + 24];
    int n;
    int64_t exponent; /* to be added for digits left out, less those after the point */
    bool more;
} decimal_text;

static void add_digit(decimal_text *t, char digit, bool after_point) {
    if (t->n < DIGITS_KEPT) {
        if (t->n || digit != '0')
            t->p[t->n++] = digit;
        t->exponent -= after_point;
    } else {
        t->more |= digit != '0';
        t->exponent += !after_point;
    }
}

static int64_t parse_exponent(str s) {
    bool minus = str_starts(s, S("-"));
    int64_t e = 0;
    for (size_t i = minus || str_starts(s, S("+")); i < s.n; i++)
        if (e < EXPONENT_MAX)
            e = e * 10 + (s.p[i] - '0');
    return minus ? -e : e;
}

double float_parse(str s) {
    decimal_text t = {.n = 0};
    bool minus = str_starts(s, S("-")), after_point = false;
    size_t i = minus || str_starts(s, S("+"));
    for (; i < s.n && s.p[i] != 'e' && s.p[i] != 'E'; i++) {
        if (s.p[i] == '.')
            after_point = true;
        else
            add_digit(&t, s.p[i], after_point);
    }
    if (i < s.n)
        t.exponent += parse_exponent(str_from(s, i + 1));
    if (t.n == 0)
        return minus ? -0.0 : 0.0;
    if (t.more) {
        t.p[t.n++] = '1';
        t.exponent--;
    }
    if (t.exponent > EXPONENT_MAX || t.exponent < -EXPONENT_MAX)
        t.exponent = t.exponent > 0 ? EXPONENT_MAX : -EXPONENT_MAX;
    snprintf(t.p + t.n, sizeof t.p - (size_t)t.n, "e%d", (int)t.exponent);
    double f = strtod(t.p, NULL);
    return minus ? -f : f;
}

void value_float_text(double f, buf *out) {
    if (isnan(f)) {
        buf_lit(out, "NaN");
        return;
    }
    if (signbit(f)) {
        buf_char(out, '-');
        f = -f;
    }
    if (isinf(f)) {
        buf_lit(out, "Infinity");
        return;
    }
    if (f == 0) {
        buf_lit(out, "0.0");
        return;
    }
    if (f < 1e15 && f == trunc(f)) { /* the common case, quickly */
        buf_int(out, (int64_t)f);
        buf_lit(out, ".0");
        return;
    }
    float_digits d;
    float_shortest(f, &d);
    bool is_whole = d.n <= d.exponent;
    if ((is_whole && d.exponent > FIXED_MAX) || d.exponent < FIXED_MIN)
        add_scientific(&d, out);
    else
        add_fixed(&d, out);
}
