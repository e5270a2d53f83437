/* Jekyll's own filters and tags, letoon's, and those of plugins. */
#ifndef LETOON_RENDER_TABLES_H
#define LETOON_RENDER_TABLES_H

#include "liquid/liquid.h"
#include "site/config.h"

extern const liquid_filter render_filters[];
extern const liquid_tag render_tags[];

/* The tags and filters of the plugins that are switched on, as tables in `a`. */
const liquid_filter *render_plugin_filters(arena *a, const config *c);
const liquid_tag *render_plugin_tags(arena *a, const config *c);

#endif
