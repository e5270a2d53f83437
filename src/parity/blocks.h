/* The blocks of a note, each known by a number that a change of its text changes: what the lock
 * records. docs/manual/lock.md says what is hashed; it must not change. */
#ifndef LETOON_PARITY_BLOCKS_H
#define LETOON_PARITY_BLOCKS_H

#include "parity/pair.h"

typedef struct block {
    uint64_t hash;  /* 48 bits */
    const leaf *of; /* NULL: a text of the front matter */
    span at;
} block;

typedef struct blocks {
    const block *p;
    size_t n;
} blocks;

/* The texts of the front matter that translations translate, then all leaves but breaks and
 * comments, in the order of the text. `policies`: see front_policy. Lives in `a`. */
blocks blocks_of(arena *a, const version *v, value policies);

/* What is hashed of a leaf. */
str block_text(arena *a, const outline *o, const leaf *l);

#endif
