/* What {% seo %} tells of a page, found once, then written as markup and as JSON-LD. */
#ifndef LETOON_RENDER_PLUGIN_SEO_H
#define LETOON_RENDER_PLUGIN_SEO_H

#include "render/job.h"

typedef struct seo {
    liquid_run *run;
    arena *a;
    span at;
    value page, site;
    bool is_main;                           /* the home page or /about/ */
    str page_title, site_title, title;      /* "" where there is none, as all texts here */
    str description, site_description, url; /* url: the canonical one */
    value author;                           /* a map: name, twitter, url, …; maybe empty */
    value image;                            /* a map with `path`, absolute; nil for none */
} seo;

value seo_page(const seo *s, const char *key); /* page[key], site[key]; nil when absent */
value seo_site(const seo *s, const char *key);

/* A filter by its name. */
value seo_filter(const seo *s, const char *name, value in);
/* Text without markup, on one line, escaped; "" when nothing is left. */
str seo_format(const seo *s, value v);
/* The absolute URL of a path; a whole URL stays. Percent-encoded. */
value seo_link(const seo *s, value v);

/* The JSON-LD object, its keys sorted. */
value seo_json(const seo *s);

#endif
