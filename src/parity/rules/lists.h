/* Lists that are none to Markdown. */
#ifndef LETOON_PARITY_RULES_LISTS_H
#define LETOON_PARITY_RULES_LISTS_H

#include "parity/pair.h"

/* Tells of lists whose numbers are written in other digits or with another stop, all in one
 * finding, and reads `to`, which is p->to, as if they were lists. */
void rule_lists(const pair *p, version *to);

#endif
