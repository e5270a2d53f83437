/* Front matter defaults: `defaults:` of the configuration. */
#ifndef LETOON_SITE_DEFAULTS_H
#define LETOON_SITE_DEFAULTS_H

#include "site/config.h"

/* All that apply to a path and type ("posts", "pages", "drafts", a collection's label), merged by
 * Jekyll's precedence; an empty map when none does. */
value defaults_for(arena *a, const config *c, str relative_path, str type);

/* The keys of `merged`, each as the one set with the highest precedence that has it says: what
 * Jekyll goes by when it makes a page, while templates see the merged values. */
value defaults_by_key(arena *a, const config *c, str relative_path, str type, value merged);

#endif
