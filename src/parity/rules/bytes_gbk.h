/* Letters whose two bytes of UTF-8 were read as one character of GBK. */
#ifndef LETOON_PARITY_RULES_BYTES_GBK_H
#define LETOON_PARITY_RULES_BYTES_GBK_H

#include "parity/pair.h"

/* Tells of the words of a leaf of the translation, which is in Latin letters, that have such
 * characters: "t茅te" for "tête". The original may have them. */
void bytes_gbk_check(const pair *p, const leaf *from, const leaf *to);

#endif
