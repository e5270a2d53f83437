/* How many times as much: "5×", "five times", 五倍. */
#ifndef LETOON_PARITY_RULES_TIMES_H
#define LETOON_PARITY_RULES_TIMES_H

#include "parity/rules/quantities.h"

/* A number of the original, in digits. */
void times_check(const counted *c, const number *x);

/* May a text of a language say how many times in words? */
bool times_are_spelled(str text, str tag);

/* Those in words, of any two blocks. */
void times_check_spelled(const pair *p, const leaf *from, const leaf *to);

#endif
