/* What letoon adds to pages and documents: page.translations and the like. */
#ifndef LETOON_RENDER_ADDED_H
#define LETOON_RENDER_ADDED_H

#include "render/job.h"

/* Which of the names the site uses itself, somewhere in front matter or defaults: bits for
 * render.taken. There they are the site's own everywhere, since its layouts ask whether a page has
 * them. */
unsigned added_taken(const site *s);

/* The value of `key`; false when nothing is added under that name. With "letoon_" before it a name
 * is never the site's own. */
bool added_get(const render *r, arena *a, const document *doc, str key, value *out);

#endif
