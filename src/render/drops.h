/* The objects that templates see: site, page, documents, static files. */
#ifndef LETOON_RENDER_DROPS_H
#define LETOON_RENDER_DROPS_H

#include "render/job.h"

/* One drop for each document (by serial), static file, collection, and the site. */
void drops_new(render *r);

value drop_document(const render *r, const document *doc);          /* nil for NULL */
value drop_map_page(render *r, const document *doc);                /* see lists.h */
value drop_version(const render *r, arena *a, const document *doc); /* likewise, of any edition */
value drop_static(render *r, const static_file *f);
value drop_collection(render *r, const collection *c);
value drop_site(render *r);

#endif
