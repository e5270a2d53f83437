/* Sections that stand in another order in the translation. The alignment keeps the order of both
 * sides, so it takes blocks of one section for those of another, and what is left over for missing
 * here and too much there. */
#ifndef LETOON_PARITY_SECTIONS_H
#define LETOON_PARITY_SECTIONS_H

#include "parity/pair.h"

/* A section that moved: as many leaves on both sides. */
typedef struct moved_section {
    uint32_t from, to, n; /* its first leaf on either side */
    uint32_t before;      /* the first leaf of the section that is before it in the original, as the
                             translation has it; ALIGN_NONE: it is the first */
    uint32_t behind;      /* likewise behind it; ALIGN_NONE: it is the last */
} moved_section;

typedef struct moves {
    const moved_section *p; /* in the order of the translation */
    size_t n;
} moves;

/* Looks for them where the alignment has gaps on both sides. Where the sections are the same but
 * for their order, p->al becomes an alignment of those that kept theirs, and what moved is a gap on
 * either side. NULL: there are none. */
const moves *sections_find(pair *p);

/* One finding for all of p->moved. Their leaves have been told of then. */
void sections_tell(const pair *p);

/* A section that moved and its original as a pair of their own, without front matter and marks, for
 * rules that look at what both sides have. Lives in p->a. */
pair *sections_pair(const pair *p, const moved_section *m);

#endif
