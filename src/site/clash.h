/* Two sources for one place in the destination. */
#ifndef LETOON_SITE_CLASH_H
#define LETOON_SITE_CLASH_H

#include "site/walk.h"

/* Marks every document and static file failed whose output path another one has too, or has but
 * for case or Unicode form, or has as a directory; and those that lead out of the destination. */
void clash_check(walk *w);

/* Is an output path one below the destination, written in its one plain way? */
bool clash_is_below(str output_path);

#endif
