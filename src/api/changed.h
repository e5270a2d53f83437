/* Which files of a site were changed since a revision of its git repository, or are about to be
 * committed. */
#ifndef LETOON_API_CHANGED_H
#define LETOON_API_CHANGED_H

#include "api/work.h"
#include "base/map.h"
#include "site/config.h"

typedef struct changed_files {
    map paths; /* as documents have them, below the source: changed, staged, new and not tracked; a
                  file that was renamed is new */
    map keys;  /* the sets' keys (sets_key) that files of these had before, and may have no more */
    map texts; /* where what is staged is looked for: of a file that was changed after it was
                  staged, what is staged (a config_text *), for that is what will be committed; of
                  one whose removal is staged, that it is gone */
} changed_files;

/* `rev` is anything that git compares the working tree with, "" for the last commit. False: git
 * could not tell, and the work has failed. */
bool changed_find(work *w, const config *conf, str rev, changed_files *out);

/* The same of what is staged. */
bool changed_find_staged(work *w, const config *conf, changed_files *out);

#endif
