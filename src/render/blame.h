/* Findings in layouts and includes say which page led there. */
#ifndef LETOON_RENDER_BLAME_H
#define LETOON_RENDER_BLAME_H

#include "render/job.h"

/* The layouts a page went through, the inmost first. */
typedef struct layouts_used {
    const template *p[LIMIT_INCLUDES];
    size_t n;
} layouts_used;

/* Where a layout is named: in the layout `by`, or in the page when that is NULL. Without such a
 * line (a default names it) the file as a whole. */
span blame_place(job *j, const template *by);

/* Adds to the findings from `before` on that are not in the page itself how it led there. */
void blame_page(job *j, size_t before, const layouts_used *used);

#endif
