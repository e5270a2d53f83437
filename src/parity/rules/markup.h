/* What rules need of markup, broken or not. */
#ifndef LETOON_PARITY_RULES_MARKUP_H
#define LETOON_PARITY_RULES_MARKUP_H

#include "parity/pair.h"

/* Tells of links of a block that are text. False: there are none. */
bool markup_link(const pair *p, const leaf *from, const leaf *to);

/* Tells of an address that is a link by itself, as the brackets around it make none. */
bool markup_bare(const pair *p, const leaf *from, const leaf *to);

/* The place behind the inline code whose backticks begin at `at`: as many end it, see CommonMark
 * 6.1. Where none do, behind these. */
size_t markup_skip_code(str text, size_t at);

#endif
