/* Files that `letoon init` adds to a site. */
#ifndef LETOON_API_INIT_H
#define LETOON_API_INIT_H

#include "api/work.h"

typedef struct init_file {
    str path; /* from the working directory */
    str bytes;
    str mark;        /* what a file of ours has in it, whichever version wrote it */
    bool is_program; /* it may be run */
} init_file;

/* Writes the file and prints what was done. One that has these bytes is left alone, one of ours is
 * brought up to date; anybody else's is replaced with --force only: else the work fails. */
void init_put(work *w, const tool_init *o, const init_file *f);

/* Writes the file whatever there is, and prints what was done, as `did` says it. */
void init_write(work *w, const init_file *f, const char *did);

/* A path below the site. */
str init_path(work *w, const tool_init *o, str below);

#endif
