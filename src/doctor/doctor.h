/* Before the first build: what of a site is not known here, how many pages it touches, where it
 * stands first and what becomes of it. The templates are parsed as a build parses them. */
#ifndef LETOON_DOCTOR_DOCTOR_H
#define LETOON_DOCTOR_DOCTOR_H

#include "render/render.h"

typedef enum {
    DOCTOR_TAG,
    DOCTOR_FILTER,
    DOCTOR_PLUGIN,
    DOCTOR_KEY,      /* of the configuration */
    DOCTOR_KRAMDOWN, /* {::options} in a text */
    DOCTOR_ADVICE,   /* what `jekyll doctor` warns of */
    DOCTOR_KINDS
} doctor_kind;

typedef struct doctor_item {
    doctor_kind kind;
    str name;
    str path; /* where it stands first */
    place at; /* line 0: no line */
    str effect, cure;
    size_t files;        /* in which it stands */
    size_t pages;        /* that it touches, by layouts and includes too */
    bool is_about_pages; /* the two numbers mean something */
} doctor_item;

typedef struct doctor_report {
    doctor_item **p; /* by kind, then name */
    size_t n, cap;
    size_t pages; /* of the site */
} doctor_report;

/* Lives in `a`; `scratch` is reset. `files` are the configuration's, with commas between; empty for
 * the source's own. */
doctor_report doctor_look(arena *a, arena *scratch, const render *r, str files);

#endif
