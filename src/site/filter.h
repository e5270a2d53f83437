/* Which files of the source are read: Jekyll's EntryFilter. */
#ifndef LETOON_SITE_FILTER_H
#define LETOON_SITE_FILTER_H

#include "site/config.h"

/* Is `entry`, a path under directory `dir` (both relative to the source, "" for the source), left
 * out? `special` names (".x", "_x", "#x", "~x", "x~") are, unless included. */
bool filter_rejects(const config *c, arena *scratch, str dir, str entry, bool is_directory);

/* Does `include:` name the entry, by its path or its name? */
bool filter_includes(const config *c, arena *scratch, str entry, bool is_directory);

/* Does a pattern of `exclude:`'s kind mean this file or a directory above it? */
bool filter_matches(arena *scratch, const str *patterns, size_t n, str path);

#endif
