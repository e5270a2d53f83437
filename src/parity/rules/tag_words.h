/* Words for readers in tags. */
#ifndef LETOON_PARITY_RULES_TAG_WORDS_H
#define LETOON_PARITY_RULES_TAG_WORDS_H

#include "base/str.h"

/* Are the words that a tag shows translated, and is the rest of it the same? The keys of two tags,
 * see marks.c, of which the original's is written so. */
bool tag_is_reworded(str tag, str key, str got);

#endif
