/* Two sources for one place in the destination. */
#ifndef LETOON_SITE_CLASH_H
#define LETOON_SITE_CLASH_H

#include "site/walk.h"

/* Marks every document failed whose output path another document or static file has too, or has but
 * for case or Unicode form, or has as a directory, and that one too; and those that lead out of the
 * destination. Of two static files that would be one the later is written. */
void clash_check(walk *w);

/* Is an output path one below the destination, written in its one plain way? */
bool clash_is_below(str output_path);

#endif
