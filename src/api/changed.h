/* Which files of a site were changed since a revision of its git repository, or are about to be
 * committed. */
#ifndef LETOON_API_CHANGED_H
#define LETOON_API_CHANGED_H

#include "api/work.h"
#include "base/map.h"

/* Their paths as documents have them, below `dir`: changed, staged, new and not tracked; a file
 * that was renamed is new. `rev` is anything that git compares the working tree with, "" for the
 * last commit. False: git could not tell, and the work has failed. */
bool changed_find(work *w, str dir, str rev, map *out);

/* The same of what is staged. Of a file that was changed after it was staged, *texts gets what is
 * staged (a config_text *): that is what will be committed; of one whose removal is staged, that it
 * is gone. */
bool changed_find_staged(work *w, str dir, map *out, map *texts);

#endif
