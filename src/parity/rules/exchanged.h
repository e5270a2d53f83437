/* Code blocks that stand in place of one another. */
#ifndef LETOON_PARITY_RULES_EXCHANGED_H
#define LETOON_PARITY_RULES_EXCHANGED_H

#include "parity/pair.h"

/* Does the code of a step of the alignment stand in place of another block's, and that in its
 * place? That is one fault, and is told where the first of the two stands. */
bool code_is_exchanged(const pair *p, size_t i);

#endif
