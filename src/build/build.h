/* Building a site: every document rendered by worker processes and written to the destination. */
#ifndef LETOON_BUILD_BUILD_H
#define LETOON_BUILD_BUILD_H

#include "render/render.h"

typedef struct build_options {
    unsigned jobs; /* workers; 0: in this process */
    bool force;    /* a destination that is not known to be ours may be cleaned */
    /* Called in the parent while work goes on; NULL: never. */
    void (*tick)(void *ctx, size_t done, size_t total);
    /* Called in the parent for each file, in the order of pages, then static files; NULL: never.
     * `path` is its place in the destination. */
    void (*wrote)(void *ctx, str path, bool changed);
    void *ctx;
} build_options;

typedef struct build_stats {
    size_t pages;   /* that are on disk as they should be */
    size_t written; /* of those, changed by this build */
    size_t failed;  /* pages with errors: not written, the old ones kept */
    size_t files;   /* static files, likewise */
    size_t copied;
    size_t removed; /* files of the destination that no source makes */
} build_stats;

/* Renders and writes all of the site, then cleans the destination. False: the job could not be
 * done (the destination is refused, a page could not be written); errors were added. Faults of
 * single notes are diags and leave it true. */
bool build_run(arena *a, render *r, const build_options *o, build_stats *out, diags *d);

#endif
