/* What stands behind the fence of a code block: the language of the code, and more. */
#ifndef LETOON_PARITY_RULES_FENCE_INFO_H
#define LETOON_PARITY_RULES_FENCE_INFO_H

#include "parity/pair.h"

/* Does it stand on the line below instead, which is code then? That is told. */
bool fence_info_is_below(const pair *p, const leaf *from, const leaf *to);

/* Tells where it is another one. */
void fence_check_info(const pair *p, const leaf *from, const leaf *to);

#endif
