/* The tags of a leaf, and their attributes. */
#ifndef LETOON_PARITY_RULES_HTML_H
#define LETOON_PARITY_RULES_HTML_H

#include "parity/rules/bag.h"

/* The tags of a leaf that begin, or those that end. */
bag html_tags_of(const pair *p, const version *v, const leaf *l, bool ends);

/* Of blocks whose tags are the same. */
void html_check_attributes(const pair *p, const leaf *from, const leaf *to);

#endif
