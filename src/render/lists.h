/* The lists of a site as values, made once: the same address on every page, so that what is
 * computed from one may be kept. */
#ifndef LETOON_RENDER_LISTS_H
#define LETOON_RENDER_LISTS_H

#include "render/job.h"

typedef struct lists {
    value posts, pages, html_pages, static_files, documents, collections;
    value tags, categories;
    value notes, langs; /* site.letoon.notes, site.letoon.languages */
    const value *docs;  /* of each collection */
} lists;

const lists *lists_new(render *r);

#endif
