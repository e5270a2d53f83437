#include "render/tables.h"

const liquid_filter render_filters[] = {{NULL, NULL, 0, 0}};
const liquid_tag render_tags[] = {{NULL, NULL, NULL, 0}};
