/* Lines of code blocks that are words for readers: what a page that the code makes will say. */
#ifndef LETOON_PARITY_RULES_PROSE_H
#define LETOON_PARITY_RULES_PROSE_H

#include "base/str.h"

/* Where the value of "title: A page on tea" in YAML begins, when it or that of the other language's
 * line is words; line.n where it is none. */
size_t prose_value(str line, str other, str info);

/* Is a line a sentence, "Welcome to my page!", which no language of code takes for anything else,
 * and the other one another language's? */
bool prose_is_translated(str line, str got, str info);

#endif
