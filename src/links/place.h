/* Where in a source a link stands that was found in the HTML made of it. */
#ifndef LETOON_LINKS_PLACE_H
#define LETOON_LINKS_PLACE_H

#include "links/href.h"

typedef enum {
    PLACE_NONE,
    PLACE_MADE,    /* a template makes such links there: "/tags/{{ tag }}/" */
    PLACE_WRITTEN, /* the link itself */
} place_kind;

typedef struct place_found {
    place_kind kind;
    uint32_t at, n; /* bytes */
} place_found;

/* A link may stand in the source with or without the site's own host and base path, with
 * characters for %XX, and its fragment alone behind what is computed. */
place_found place_find(arena *a, const href_site *site, str text, str written);

#endif
