/* The words of links and images: "the manual" of "[the manual](address)". */
#ifndef LETOON_PARITY_RULES_LINK_WORDS_H
#define LETOON_PARITY_RULES_LINK_WORDS_H

#include "parity/pair.h"

/* Those of the link or image whose address is at a place; p NULL when it is written otherwise. */
str link_words(span at);

/* Tells of two links of a block whose words both languages share, as names are, and whose addresses
 * changed places. Both blocks lead to the same. */
void link_words_swapped(const pair *p, const leaf *from, const leaf *to);

#endif
