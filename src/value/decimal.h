/* Exact decimals as Ruby's BigDecimal, and its integers: what Liquid's arithmetic runs on. */
#ifndef LETOON_VALUE_DECIMAL_H
#define LETOON_VALUE_DECIMAL_H

#include "value/big.h"
#include "value/value.h"

enum { DECIMAL_DIGITS_MAX = 10000 };

typedef enum { DECIMAL_FINITE, DECIMAL_INFINITE, DECIMAL_NAN } decimal_kind;

/* m * 10^exponent; integers have exponent 0. */
typedef struct decimal {
    decimal_kind kind;
    bool minus, is_integer;
    nat m;
    int64_t exponent;
} decimal;

typedef enum { ROUND_HALF_UP, ROUND_CEIL, ROUND_FLOOR } decimal_rounding;

/* The number a value stands for, by the rules of number_of. Integers of more digits than
 * DECIMAL_DIGITS_MAX become infinite. */
decimal decimal_of(nat_room *r, value v);

/* An integer, or the nearest float. Integers of too many digits become the float Infinity. */
value decimal_value(const decimal *d, nat_room *r);

/* The finite x and y. */
decimal decimal_add(nat_room *r, decimal x, decimal y);
decimal decimal_mul(nat_room *r, decimal x, decimal y);
decimal decimal_div(nat_room *r, decimal x, decimal y); /* flooring for two integers; y not 0 */
decimal decimal_mod(nat_room *r, decimal x, decimal y); /* y's sign; y not 0 */

/* To so many digits after the point; an integer when that is 0 or less. */
decimal decimal_round(nat_room *r, decimal x, int64_t digits, decimal_rounding how);

/* Text that begins with a number, as Ruby's to_i reads it. */
value decimal_leading_integer(arena *a, str s);
bool decimal_is_text(str trimmed); /* -?[0-9]+.[0-9]+ */

#endif
