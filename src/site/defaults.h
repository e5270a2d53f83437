/* Front matter defaults: `defaults:` of the configuration. */
#ifndef LETOON_SITE_DEFAULTS_H
#define LETOON_SITE_DEFAULTS_H

#include "site/config.h"

/* All that apply to a path and type ("posts", "pages", "drafts", a collection's label), merged by
 * Jekyll's precedence; an empty map when none does. */
value defaults_for(arena *a, const config *c, str relative_path, str type);

#endif
