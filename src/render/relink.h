/* Links of pages in jekyll-polyglot's other languages: href="/x" becomes href="/fr/x". */
#ifndef LETOON_RENDER_RELINK_H
#define LETOON_RENDER_RELINK_H

#include "render/job.h"

/* Is there anything to do to the pages of this edition? */
bool relink_wanted(const render *r);

/* The finished page, with the links of its edition. */
void relink_page(const render *r, const document *doc, str html, buf *out);

#endif
