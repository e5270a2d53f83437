/* Where links of a translation lead in its site. */
#ifndef LETOON_PARITY_RULES_TARGETS_H
#define LETOON_PARITY_RULES_TARGETS_H

#include "parity/pair.h"

/* Does a link lead to a heading of the translation itself, by an id that it has? */
bool target_is_own_heading(const pair *p, str url);

/* The heading of the original that a link of it leads to, when it leads to none of another page. */
const leaf *target_heading(const pair *p, str url);

/* The id that the heading there has in the translation; empty: that is not known. */
str target_fragment(const pair *p, str url);

#endif
