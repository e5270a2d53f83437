/* What of a page's HTML links to other things, and what others may link to in it. */
#ifndef LETOON_LINKS_COLLECT_H
#define LETOON_LINKS_COLLECT_H

#include "base/str.h"
#include "base/vec.h"

typedef struct collected_link {
    str written;       /* references resolved */
    bool has_fragment; /* what stands behind "#" is the id of an element */
} collected_link;

typedef struct collected {
    vec(collected_link) links; /* in the order of the page */
    vec(uint64_t) ids;         /* a hash of each id and each <a name>, sorted */
    str base;                  /* of <base href>; p NULL: there is none */
} collected;

/* Lives in `a`. */
collected collect_links(arena *a, str html);

/* The ids alone. */
collected collect_ids(arena *a, str html);

/* Is it among `n` such ids? */
bool collect_has_id(const uint64_t *ids, size_t n, str id);

#endif
