/* What a site's translations do as a rule, so that it is no fault of each of them. */
#ifndef LETOON_PARITY_HABITS_H
#define LETOON_PARITY_HABITS_H

#include "base/map.h"
#include "site/site.h"

typedef struct habits {
    map keys; /* of originals' front matter -> how many translations there are, and do without */
} habits;

/* Lives in `a`. */
habits *habits_new(arena *a, const site *s);

/* Has a key another date in a quarter of the translations, of many? */
bool habits_differ(const habits *h, str key);

/* Do nearly all translations, of many, do without a key that their originals have? */
bool habits_lack(const habits *h, str key);

#endif
