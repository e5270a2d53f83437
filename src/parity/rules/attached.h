/* Attribute lists that are no longer attached to what they were written for. */
#ifndef LETOON_PARITY_RULES_ATTACHED_H
#define LETOON_PARITY_RULES_ATTACHED_H

#include "parity/pair.h"

/* Tells of those that the original has too, but right behind a link, code or the like, or without
 * blanks beside their equals signs: such a list does nothing, or is text to readers. */
void attached_check(const pair *p);

#endif
