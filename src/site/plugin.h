/* Jekyll's plugins that are built in, by the names that `plugins:` switches them on with. */
#ifndef LETOON_SITE_PLUGIN_H
#define LETOON_SITE_PLUGIN_H

#include "site/config.h"

typedef enum {
    PLUGIN_NONE, /* known, but with nothing to add: what it does is done always */
    PLUGIN_AVATAR,
    PLUGIN_DEFAULT_LAYOUT,
    PLUGIN_FEED,
    PLUGIN_GIST,
    PLUGIN_LAST_MODIFIED,
    PLUGIN_OPTIONAL_FRONT_MATTER,
    PLUGIN_PAGINATE,
    PLUGIN_README_INDEX,
    PLUGIN_REDIRECT_FROM,
    PLUGIN_RELATIVE_LINKS,
    PLUGIN_SEO_TAG,
    PLUGIN_SITEMAP,
    PLUGIN_TITLES,
    PLUGIN_TOC,
    PLUGIN_INCLUDE_CACHE,
    PLUGIN_POLYGLOT,
    PLUGIN_MULTIPLE_LANGUAGES,
    PLUGIN_COUNT
} plugin;

/* False: no plugin of that name is built in. */
bool plugin_find(str name, plugin *out);

/* Those that a configuration switches on, each once, in Jekyll's order: those that its theme
 * depends on, then those of `plugins:` and `gems:`. Reads the configuration's data and theme. */
size_t plugin_list(const config *c, plugin out[PLUGIN_COUNT]);

/* Is it switched on? */
bool plugin_is_on(const config *c, plugin p);

/* The plugin's own block of the configuration ("feed", …); nil when there is none. */
value plugin_option(const config *c, str block, str key);

/* May plugins tell of translations, which Jekyll's do not: feeds by language, alternates in the
 * sitemap? `letoon: {translations: false}` forbids it. */
bool plugin_may_add(const config *c);

#endif
