/* Findings that are known: a text file of a line each, sorted, so that git can merge it. */
#ifndef LETOON_API_BASELINE_H
#define LETOON_API_BASELINE_H

#include "api/work.h"

/* Of a site that names no other; Jekyll does not publish it. */
#define BASELINE_NAME ".letoon-baseline"

typedef struct baseline {
    str path;
    str source; /* paths in it are from here */
    str text;   /* "" while there is none */
} baseline;

/* Reads it; a file that does not exist is empty. False: it cannot be read, and the work failed. */
bool baseline_read(work *w, baseline *b);

/* Takes the findings that are known out of `d`, each as often as it is known, and answers how many.
 */
size_t baseline_apply(work *w, const baseline *b, diags *d);

/* Was a file or rule looked at, so that what is known of it and was not found again is gone? */
typedef bool baseline_seen(void *ctx, str path, str rule_name);

/* Writes the file anew: what was found, and what is known of what was not looked at. */
bool baseline_write(work *w, const baseline *b, const diags *d, baseline_seen *seen, void *ctx);

#endif
