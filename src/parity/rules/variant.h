/* The two ways of writing Chinese. */
#ifndef LETOON_PARITY_RULES_VARIANT_H
#define LETOON_PARITY_RULES_VARIANT_H

#include "parity/rules/third.h"

/* Blocks that are written the other way. */
typedef struct variants {
    const leaf *from, *to; /* the first */
    size_t n;
} variants;

/* Counts a block, where it is one. */
void variants_look(const speaker *s, const leaf *from, const leaf *to);

/* A note that is written the other way is one finding, however many blocks it has. */
void variants_tell(const speaker *s);

#endif
