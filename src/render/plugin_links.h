/* Links of jekyll-relative-links: by a file's path in Markdown, to its page's URL. */
#ifndef LETOON_RENDER_PLUGIN_LINKS_H
#define LETOON_RENDER_PLUGIN_LINKS_H

#include "render/job.h"

/* Fills in r->link_targets when the plugin is on. */
void links_new(render *r);

/* A document's body with its links' paths replaced, in `a`; the body itself when there is nothing
 * to replace. */
str links_replace(const render *r, arena *a, const document *doc, str body);

#endif
