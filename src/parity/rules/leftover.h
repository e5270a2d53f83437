/* Text of the original that was left beside its translation. */
#ifndef LETOON_PARITY_RULES_LEFTOVER_H
#define LETOON_PARITY_RULES_LEFTOVER_H

#include "parity/pair.h"

/* Tells of it, all in one finding, and takes it off the outline of `to`, which is p->to. The two
 * are aligned, and are so again when it returns. */
void rule_leftover(pair *p, version *to);

#endif
