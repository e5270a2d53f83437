/* A section that holds what stands under another heading, in place of its own text. */
#ifndef LETOON_PARITY_DOUBLED_H
#define LETOON_PARITY_DOUBLED_H

#include "parity/pair.h"

/* Finds one, aligns anew without it and tells of it. What it holds, and what it ought to hold, are
 * gaps then of which all was said. False: there is none. */
bool doubled_settle(pair *p);

#endif
