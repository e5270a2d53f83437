/* A unified diff, as `diff -u` and git print it. */
#ifndef LETOON_REPORT_DIFF_H
#define LETOON_REPORT_DIFF_H

#include "diag/edit.h"

/* Appends what the edits change in a file, with three lines around; nothing when they change
 * nothing. */
void report_diff(str path, str text, const edit_list *l, buf *out);

#endif
