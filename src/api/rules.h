/* The pages of the rules, which are built into the program. */
#ifndef LETOON_API_RULES_H
#define LETOON_API_RULES_H

#include "base/str.h"

/* The page of a rule ("code/changed") in Markdown; empty when there is none. */
str rules_page(str rule);

#endif
