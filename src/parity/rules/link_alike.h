/* Links that lead to the same for readers of each language, though their addresses differ. */
#ifndef LETOON_PARITY_RULES_LINK_ALIKE_H
#define LETOON_PARITY_RULES_LINK_ALIKE_H

#include "parity/rules/bag.h"

/* Does a link of the original lead where one of the translation does? */
bool link_is_alike(const pair *p, const item *x, const item *y);

#endif
