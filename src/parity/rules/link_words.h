/* The words of links and images: "the manual" of "[the manual](address)". */
#ifndef LETOON_PARITY_RULES_LINK_WORDS_H
#define LETOON_PARITY_RULES_LINK_WORDS_H

#include "parity/rules/bag.h"

/* Those of the link or image whose address is at a place; p NULL when it is written otherwise. */
str link_words(span at);

/* "; its text in the original is "the manual"", of the link there that leads to an address; empty
 * when none does. */
str link_words_there(const pair *p, const leaf *from, str url);

/* Says how to put in a link that a block lacks: between the parentheses of one without an address,
 * else around the words for the original's. False: it has no words. */
bool link_words_mend(const pair *p, diag *e, const leaf *from, const leaf *to, const item *lost);

/* Tells of two links of a block whose words both languages share, as names are, and whose addresses
 * changed places. Both blocks lead to the same. */
void link_words_swapped(const pair *p, const leaf *from, const leaf *to);

#endif
