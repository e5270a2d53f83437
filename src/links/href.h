/* Where a link written on a page leads: inside of the site or not, and to which path of it. Only
 * text is looked at here. */
#ifndef LETOON_LINKS_HREF_H
#define LETOON_LINKS_HREF_H

#include "base/str.h"

/* The place of a site among URLs. */
typedef struct href_site {
    str host;      /* "example.org:4000", "" when it is not known */
    str host_path; /* what comes between the host and the site's paths in a whole URL */
    str base_path; /* the same in a URL that begins with "/": "" or "/blog" */
    const str
        *dirs; /* "/fr": where a whole site in another language is, whose sources do not say so */
    size_t ndirs;
} href_site;

/* By `url:` and `baseurl:` of the configuration. */
href_site href_site_of(arena *a, str url, str baseurl);

typedef enum {
    HREF_ELSEWHERE, /* another site, another scheme, or nothing that could be checked */
    HREF_HERE,      /* the page itself */
    HREF_PATH,      /* a path of the site */
} href_kind;

typedef struct href {
    href_kind kind;
    str path;      /* decoded, without dot segments and without the slash at its beginning */
    str fragment;  /* as written, without "#"; empty when there is none */
    bool is_whole; /* written with its host */
} href;

/* `base` is the page's own path in the site, decoded, or what <base href> makes of it. */
href href_read(arena *a, const href_site *site, str base, str written);

#endif
