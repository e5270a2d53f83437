/* Two versions of a note laid beside each other for people to read: lines in rows. */
#ifndef LETOON_PARITY_BESIDE_H
#define LETOON_PARITY_BESIDE_H

#include "site/site.h"

/* Lines from `from` to before `from_end` stand beside those from `to`; either may be none. */
typedef struct beside_row {
    uint32_t from, from_end, to, to_end;
} beside_row;

typedef struct beside {
    const source *from, *to;
    const beside_row *rows; /* in order, all lines of both; the first has the front matter */
    size_t n;
} beside;

/* What the versions of `one` are compared with; NULL: with nothing. */
const document *beside_original(arena *a, const site *s, const set *one);

/* False: one of them cannot be read. Lives in `a`. */
bool beside_read(arena *a, const site *s, const set *one, const document *from, const document *to,
                 beside *out);

#endif
