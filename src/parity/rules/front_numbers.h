/* Numbers in the titles of front matter. */
#ifndef LETOON_PARITY_RULES_FRONT_NUMBERS_H
#define LETOON_PARITY_RULES_FRONT_NUMBERS_H

#include "parity/pair.h"

/* Tells of a number in a title or another text of the front matter where the original has another
 * one: most often it was copied from the post before. */
void front_numbers(const pair *p);

#endif
