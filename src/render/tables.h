/* Jekyll's own filters and tags, and letoon's. */
#ifndef LETOON_RENDER_TABLES_H
#define LETOON_RENDER_TABLES_H

#include "liquid/liquid.h"

extern const liquid_filter render_filters[];
extern const liquid_tag render_tags[];

#endif
