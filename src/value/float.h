/* The shortest decimal of a float: the fewest digits that read back as the same float. */
#ifndef LETOON_VALUE_FLOAT_H
#define LETOON_VALUE_FLOAT_H

#include "base/buf.h"

typedef struct float_digits {
    char digits[20]; /* n of them, without trailing zeros */
    int n;
    int exponent; /* the float is 0.DIGITS times ten to this */
} float_digits;

/* f is finite and greater than zero. */
void float_shortest(double f, float_digits *out);

/* The double nearest to a decimal such as "-12.5e3", whatever the locale. The text must be one:
 * [-+]?[0-9]*(.[0-9]*)?([eE][-+]?[0-9]+)? with a digit before the exponent. Too large a one gives
 * Infinity. */
double float_parse(str s);

#endif
