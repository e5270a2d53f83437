/* What says who, or which program, made a translation. */
#ifndef LETOON_PARITY_CREDIT_H
#define LETOON_PARITY_CREDIT_H

#include "parity/outline.h"

/* How many of the leaves that only the translation has, from the first on, say by which program it
 * was made; 0: none. */
uint32_t credit_length(const leaf *leaves, uint32_t n);

/* Is it a short text with a link that speaks of translating, or an item that does in brackets,
 * "Ann (traduction)"? Those who translated are named in their translation alone. */
bool credit_is_person(arena *a, const leaf *l);

#endif
