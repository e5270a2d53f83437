/* Files that have several names: "pages.en" may be a link to "pages", "fr/tea.md" one to "tea.md",
 * where nobody has translated it yet. A build makes a page of each name; whoever compares has one
 * version, by the name that no link is in, else by the first. */
#ifndef LETOON_SITE_ALIAS_H
#define LETOON_SITE_ALIAS_H

#include "site/walk.h"

/* Fills in alias_of and linked_as of what the walk has read. What is wrong with a file is told by
 * its own name only. */
void alias_find(walk *w);

/* Once sets are made: aliases are in the set of their files. */
void alias_join(walk *w);

#endif
