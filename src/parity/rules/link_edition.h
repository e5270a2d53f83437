/* Addresses that are not the original's, yet lead to what it leads to. */
#ifndef LETOON_PARITY_RULES_LINK_EDITION_H
#define LETOON_PARITY_RULES_LINK_EDITION_H

#include "parity/pair.h"

/* Is `y` the page that `x` leads to as its readers' language has it: in another place whose host
 * names the language, "tea.example/a" and "tea-ru.example/a"; or behind the language's name in the
 * path, under a name in letters that the original's language does not write? */
bool link_is_edition(const pair *p, str x, str y);

/* Does it look like that page: of the same place, behind the language's name, or in letters that
 * the original's path has not? */
bool link_may_be_edition(const pair *p, str x, str y);

/* "server/tls/" of "/docs/en/server/tls/": a path behind its first segment that is a language's;
 * *code is that, and stays as it was where there is none. */
str link_behind_language(const pair *p, str path, str *code);

/* Is one the other's full address: "/pots/red" and "https://tea.example/pots/red", or what a forge
 * shows of it: "red.md" and "https://github.com/tea/pots/blob/main/red.md"? */
bool link_is_full(const pair *p, str x, str y);

/* Do both lead to one file: "./tea.png" of "pots.md" and "../tea.png" of "fr/pots.md", "#red" and
 * "pots.md#rouge"? */
bool link_is_same_file(const pair *p, str x, str y);

#endif
