/* Between writer.c, destination.c and cleaner.c. */
#ifndef LETOON_BUILD_WRITER_INNER_H
#define LETOON_BUILD_WRITER_INNER_H

#include "base/map.h"
#include "build/writer.h"

/* Deeper than any URL; more would cost a descriptor each. */
enum { WRITER_DEPTH = 64, WRITER_PATH = 4096 };

/* An open directory on the way to the page written last. */
typedef struct level {
    int fd;
    size_t end; /* its path is writer.at[0..end) */
} level;

struct writer {
    arena *a;
    const sys *io;
    const writer_options *o;
    const char *path; /* the destination */
    int root, lock;   /* descriptors; -1: not open */
    map files, dirs;  /* expected; dirs are the parents of files */
    level levels[WRITER_DEPTH];
    unsigned depth;
    char at[WRITER_PATH];
};

/* Is the output path protected by keep_files? */
bool writer_keeps(const writer *w, str path);

/* Does keep_files protect something below this directory? */
bool writer_keeps_below(const writer *w, str dir);

/* Removes a directory with all that is in it; links are not followed. `path` is its output path:
 * what keep_files protects stays, and then *why says so. */
bool writer_remove_tree(const writer *w, arena *scratch, int dir, const char *name, str path,
                        str *why);

void writer_leave(writer *w, unsigned depth); /* closes levels but the first `depth` */

#endif
