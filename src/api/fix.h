/* Repairs of `letoon check`: applied to the notes, or to texts that stand for them. */
#ifndef LETOON_API_FIX_H
#define LETOON_API_FIX_H

#include "api/work.h"
#include "base/map.h"

/* A note that was changed, with what it was. */
typedef struct fixed {
    str path, old;
    size_t found; /* how much was found in it, see fix.c */
} fixed;

typedef struct fixes {
    fixed *p;
    size_t n, cap;
} fixes;

/* Applies the repairs that the findings carry, file by file. Files in other encodings than UTF-8
 * are left as they are, and those whose paths are in `left`. With `texts`, those of the
 * configuration, files stay as they are, and what would be written into them comes in there. */
fixes fix_apply(work *w, const config *c, const diags *d, const map *left, map *texts);

/* Gives the notes that have as many findings as before, or more, their old text back: such a repair
 * was none, and their paths come into `left`. True when there was one. `after` is what was found
 * after the repairs. */
bool fix_check(work *w, fixes *f, const diags *after, map *left, map *texts);

/* Appends what is in `texts` and not in the files as a unified diff. */
void fix_diff(work *w, const config *c, const map *texts, buf *out);

#endif
