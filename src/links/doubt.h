/* What a worker reports of a page: the ids that links may lead to, and the links that lead nowhere
 * or into other pages' elements. */
#ifndef LETOON_LINKS_DOUBT_H
#define LETOON_LINKS_DOUBT_H

#include "base/buf.h"
#include "base/wire.h"
#include "links/place.h"

typedef enum {
    DOUBT_TARGET,   /* no page or file at `path` */
    DOUBT_FRAGMENT, /* the page itself has no such element */
    DOUBT_OTHER,    /* has the page at `path` an element `fragment`? */
} doubt_kind;

typedef struct doubt {
    doubt_kind kind;
    str written;        /* the link as the page has it */
    str path, fragment; /* where it leads, as href has them */
    place_found at;     /* in the page's own source */
} doubt;

void doubt_put(const doubt *d, buf *out);
doubt doubt_take(wire *in); /* texts are slices of what is read */

#endif
