/* Liquid that takes in a file. */
#ifndef LETOON_PARITY_RULES_INCLUDE_H
#define LETOON_PARITY_RULES_INCLUDE_H

#include "parity/pair.h"

/* Does a tag of the translation include a file of this language where the original's includes one
 * of its own, "tea/fr/une-tasse.md" for "tea/en/a-cup.md"? It has to exist, for nothing else says
 * that it is the same. */
bool include_is_own(const pair *p, str tag, str got);

#endif
