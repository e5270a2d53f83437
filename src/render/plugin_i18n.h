/* jekyll-multiple-languages-plugin's tags and links. */
#ifndef LETOON_RENDER_PLUGIN_I18N_H
#define LETOON_RENDER_PLUGIN_I18N_H

#include "render/job.h"

/* Documents by their `namespace`: of several the last in Jekyll's order. */
map namespaces_of(const render *r);

/* The configuration whose baseurl goes before a path: the edition's own, or that of the default one
 * for style sheets, scripts and static files, which are there in any case. */
const config *link_config(const render *r, arena *a, str path);

#endif
