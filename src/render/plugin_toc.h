/* The headings of an HTML text, for the table of contents of jekyll-toc. */
#ifndef LETOON_RENDER_PLUGIN_TOC_H
#define LETOON_RENDER_PLUGIN_TOC_H

#include "base/buf.h"
#include "value/value.h"

typedef struct toc_heading {
    int level;            /* 1 to 6 */
    str id;               /* "" when it has none of its own */
    str text;             /* without markup, references resolved */
    size_t inside, close; /* where in the HTML its content begins and ends */
} toc_heading;

typedef struct toc_headings {
    toc_heading *p;
    size_t n, cap;
} toc_headings;

/* Those of levels `min` to `max`, but for the ones of class "no_toc" and those inside an element of
 * one of the classes `sections` (a text or a list of texts). Lives in `a`. */
toc_headings toc_find(arena *a, str html, int64_t min, int64_t max, value sections);

#endif
