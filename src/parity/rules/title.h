/* Titles that are the same in both languages. */
#ifndef LETOON_PARITY_RULES_TITLE_H
#define LETOON_PARITY_RULES_TITLE_H

#include "parity/pair.h"

/* Has a title without any little word one that the original's text has in small letters, so that it
 * is no name, and that the translation's has nowhere, so that its language has another for it? */
bool title_is_translatable(const pair *p, str title);

#endif
