/* Tags of Liquid and attribute lists that lost their form, so that readers see them. */
#ifndef LETOON_PARITY_RULES_SPOILT_H
#define LETOON_PARITY_RULES_SPOILT_H

#include "parity/pair.h"

/* "｛｛ title ｝｝", "{ % endif % }", "{ : .hint }" in the translation's leaf at a place; n 0:
 * there is none, or the original has such text too. */
span spoilt_mark(const pair *p, span at);

#endif
