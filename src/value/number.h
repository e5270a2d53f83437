/* Ruby's number arithmetic: integers without bound, floats through decimals (as Liquid's filters
 * do with BigDecimal), integer division and modulo flooring. */
#ifndef LETOON_VALUE_NUMBER_H
#define LETOON_VALUE_NUMBER_H

#include "value/value.h"

/* Liquid's to_number: ints and floats as they are, texts by their look ("3" 3, "3.5" 3.5, "3
 * apples" 3, "1_000" 1000, "1e3" 1, "abc" 0), all else 0. */
value number_of(arena *a, value v);
bool number_is(value v); /* V_INT, V_BIG or V_FLOAT */

typedef enum { NUM_ADD, NUM_SUB, NUM_MUL, NUM_DIV, NUM_MOD } number_op;

/* x and y may be any values and mean what number_of makes of them, except that texts such as "1.10"
 * are taken as the decimals they are, not as the nearest floats.
 *
 * False: division of an integer by the integer 0, or modulo by any zero; *out is nil. Modulo is
 * exact, also where the sizes differ so much that BigDecimal's is not. A float
 * divided by zero, and by 0.0, gives Infinity or NaN. An integer of more than 10,000 digits becomes
 * the float Infinity, so that no loop of a template can grow one without end. */
bool number_apply(arena *a, number_op op, value x, value y, value *out);
int number_cmp(value x, value y); /* x and y are numbers; NaN compares as 1 */
value number_neg(arena *a, value x);
value number_abs(arena *a, value x);

/* Half away from zero. An integer when digits are 0 or less (-1: tens) or x is one; else a float.
 * These three give nil when NaN or Infinity ought to become an integer; x as in number_apply. */
value number_round(arena *a, value x, int64_t digits);
value number_ceil(arena *a, value x);
value number_floor(arena *a, value x);

value number_from_digits(arena *a, str digits); /* [-+]?[0-9]+ of any length */
bool number_to_int64(value v, int64_t *out);    /* truncates floats; false when out of range */
double number_to_double(value v);

#endif
