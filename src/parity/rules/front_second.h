/* Front matter that is text: a second one, or one without its first line. */
#ifndef LETOON_PARITY_RULES_FRONT_SECOND_H
#define LETOON_PARITY_RULES_FRONT_SECOND_H

#include "parity/pair.h"

/* How many lines of a text begin with a key. */
size_t front_count_key(str text, str key);

/* The same of what looks like front matter at the beginning of the body. */
size_t front_count_in_second(const version *v, str key);

void front_check_second(const pair *p);

#endif
