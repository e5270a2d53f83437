/* The words of links: "the manual" of "[the manual](address)". */
#ifndef LETOON_PARITY_RULES_LINK_WORDS_H
#define LETOON_PARITY_RULES_LINK_WORDS_H

#include "parity/pair.h"

/* Those of the link whose address is at a place; empty when it is written otherwise. */
str link_words(span at);

/* Tells of two links of a block whose words both languages share, as names are, and whose addresses
 * changed places. Both blocks lead to the same. */
void link_words_swapped(const pair *p, const leaf *from, const leaf *to);

#endif
