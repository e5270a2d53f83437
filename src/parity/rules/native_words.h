/* Words within code that are the original's language, in its own script: "http://你的域名/". */
#ifndef LETOON_PARITY_RULES_NATIVE_WORDS_H
#define LETOON_PARITY_RULES_NATIVE_WORDS_H

#include "parity/pair.h"

/* Is a line of code the original's but for such words, in place of which other words stand? They
 * are for readers: no program is written in Chinese. */
bool native_words_translated(const pair *p, str line, str got);

#endif
