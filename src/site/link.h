/* The URLs that pages link by: with the site's baseurl and url before them, as Jekyll's filters
 * relative_url and absolute_url write them. */
#ifndef LETOON_SITE_LINK_H
#define LETOON_SITE_LINK_H

#include "site/config.h"

/* All three: false when the URL, or the site's own, is none; *why (in `a`) says what is wrong. A
 * URL with a scheme stays as it is, but for link_site, which takes paths only. */
bool link_site(arena *a, const config *c, str path, str *out, str *why);
bool link_relative(arena *a, const config *c, str url, str *out, str *why);
bool link_absolute(arena *a, const config *c, str url, str *out, str *why);

#endif
