/* A site as Jekyll holds it when its generators are done: told by Jekyll's plugin through
 * `letoon pipe`, not read from files. Jekyll decides what there is, its data, its URLs and its
 * order; nothing is read but includes. docs/manual/pipe.md describes what is told. */
#ifndef LETOON_SITE_HELD_H
#define LETOON_SITE_HELD_H

#include "site/site.h"
#include "value/pack.h"

typedef struct held_layout {
    str name, path, text;
    value data;
} held_layout;

typedef struct held {
    const config *config;
    const site *site;
    document *const *docs; /* by the numbers that they are told by: Jekyll's order of rendering */
    size_t ndocs;
    const held_layout *layouts;
    size_t nlayouts;
    const str *include_dirs; /* of several includes of one name the first counts */
    size_t ninclude_dirs;
    value jekyll, theme;   /* the variables of these names */
    value tags, filters;   /* the names that Jekyll has as we know them */
    value foreign_filters; /* those that it has otherwise, or that we do not know */
    pack_thing *things;    /* what stands in values by number or kind, without its drops' types */
    size_t nthings;
} held;

/* What is told of one document beyond what others have too. */
typedef struct held_document {
    value pager;    /* the variable `paginator` */
    str excerpt;    /* its source; p NULL: it has none of its own */
    bool is_left;   /* Jekyll renders it, as we cannot: other pages must not ask what it becomes */
    bool is_opaque; /* it is not even known what templates see of it */
} held_document;

/* The site in `a`; `c` is its configuration. `things` are those of `told`. NULL and *why: that is
 * no site. */
const held *held_read(arena *a, const config *c, value told, const pack_things *things, str *why);

#endif
