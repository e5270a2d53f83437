/* Two sources for one place in the destination. */
#ifndef LETOON_SITE_CLASH_H
#define LETOON_SITE_CLASH_H

#include "site/walk.h"

/* Marks every document and static file failed whose output path another one has as a directory, or
 * that leads out of the destination; and shadowed (static files: failed) those whose output path
 * another one has too that Jekyll writes later. Warns of paths that differ in case or Unicode form
 * alone. */
void clash_check(walk *w);

/* Is an output path one below the destination, written in its one plain way? */
bool clash_is_below(str output_path);

#endif
