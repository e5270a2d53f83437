/* A unified diff, as `diff -u` and git print it. */
#ifndef LETOON_REPORT_DIFF_H
#define LETOON_REPORT_DIFF_H

#include "base/buf.h"

/* Appends what became of a file's text, with three lines around each change; nothing when it is the
 * same. */
void report_diff(str path, str was, str is, buf *out);

/* ---- what its parts share ---- */

typedef struct diff_lines {
    const str *p; /* with their ends */
    size_t n;
} diff_lines;

/* Lines [from, end) of the old text became lines [to, to_end) of the new one. */
typedef struct diff_change {
    size_t from, end, to, to_end;
} diff_change;

/* The changes between two texts, in order, no two of them side by side. Where very much differs one
 * change holds it all. */
const diff_change *diff_changes(arena *a, const diff_lines *was, const diff_lines *is, size_t *n);

#endif
