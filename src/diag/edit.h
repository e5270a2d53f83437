/* Repairs: the edits that findings carry, put together file by file. */
#ifndef LETOON_DIAG_EDIT_H
#define LETOON_DIAG_EDIT_H

#include "diag/diag.h"

typedef struct edit {
    uint32_t at, n; /* bytes of the file's decoded text */
    str text;       /* what they become */
} edit;

typedef struct edit_list {
    edit *p; /* in the order of the text, none overlaps another */
    size_t n, cap;
    size_t diags; /* how many findings they mend */
} edit_list;

/* The edits of all findings of a path. Of findings that would change the same bytes the first
 * counts; the others are left for another time. */
edit_list edits_of(arena *a, const diags *d, str path);

/* The text with the edits applied. Edits past its end are left out. */
str edits_apply(arena *a, str text, const edit_list *l);

#endif
