/* One document's way to a page, or a part of that way. */
#ifndef LETOON_RENDER_PAGE_H
#define LETOON_RENDER_PAGE_H

#include "render/job.h"

/* The body through Liquid and Markdown, without layouts, in `scratch`. False: an error was added.
 */
bool page_content(render *r, const document *doc, arena *scratch, str *html, diags *d);

/* The excerpt, likewise: what stands before the separator. */
bool page_excerpt(render *r, const document *doc, arena *scratch, str *html, diags *d);

/* The body's source, decoded. */
bool page_source(render *r, const document *doc, arena *scratch, str *text, diags *d);

/* plugin_paginate.c: the variable `paginator`; nil where no list is paginated. */
value page_paginator(const render *r, arena *a, const document *doc);

/* What ends a document's excerpt: its own separator, else the site's; empty: it has no excerpt. */
str page_excerpt_separator(const render *r, const document *doc);

#endif
