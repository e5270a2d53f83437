/* The lists of a site as values, made once: the same address on every page, so that what is
 * computed from one may be kept. */
#ifndef LETOON_RENDER_LISTS_H
#define LETOON_RENDER_LISTS_H

#include "render/job.h"

typedef struct lists {
    value posts, html_pages, static_files, documents, collections;
    value tags, categories;
    value notes, langs;       /* site.letoon.notes, site.letoon.languages */
    const value *docs;        /* of each collection */
    const value *pages_after; /* site.pages with the first i of `maps` in it, i up to nmaps */
    document *const *maps;    /* source maps, which Jekyll makes pages of as it comes to them */
    size_t nmaps;
} lists;

/* site.pages as the page under way sees it: with the source maps of the style sheets before it. */
value lists_pages(const render *r);

const lists *lists_new(render *r);

#endif
