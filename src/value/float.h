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

#endif
