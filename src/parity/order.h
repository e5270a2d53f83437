/* Blocks that changed places with others beside them. */
#ifndef LETOON_PARITY_ORDER_H
#define LETOON_PARITY_ORDER_H

#include "parity/pair.h"

/* Tells of leaves that the alignment, which keeps the order of both sides, paired as they stand
 * though they say otherwise, where in another order they would say the same. Those of which
 * something was told already are left alone. */
void order_check(const pair *p);

#endif
