/* Attributes of tags, see html.c for the tags themselves. */
#ifndef LETOON_PARITY_RULES_HTML_H
#define LETOON_PARITY_RULES_HTML_H

#include "parity/rules/bag.h"

/* Of blocks whose tags are the same. */
void html_check_attributes(const pair *p, const leaf *from, const leaf *to);

#endif
