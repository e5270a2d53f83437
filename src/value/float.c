/* Ruby's Float#to_s. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "value/float.h"
#include "value/value.h"

enum {
    DIGITS_MAX = 17,  /* enough for every double */
    DIGITS_SURE = 15, /* a decimal of so many digits always survives a normal double */
    FIXED_MAX = 15,   /* digits before the point; with more the exponent form is used */
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
    float_digits d;
    float_shortest(f, &d);
    if (d.exponent > FIXED_MAX || d.exponent < FIXED_MIN)
        add_scientific(&d, out);
    else
        add_fixed(&d, out);
}
