/* Code of which only what people read was translated: texts in quotes, text between tags, names
 * that were changed throughout. */
#ifndef LETOON_PARITY_RULES_REWORDED_H
#define LETOON_PARITY_RULES_REWORDED_H

#include "parity/pair.h"

typedef enum {
    REWORDED_SAME,  /* but for comments */
    REWORDED_TEXTS, /* `words` says how much */
    REWORDED_CODE,  /* it does something else */
} rewording;

/* What became of a line of `from` as a line of `to`; adds how many words are new to *words. */
rewording reworded_line(const pair *p, const leaf *from, const leaf *to, str line, str got,
                        uint32_t *words);

/* The same of a line that begins within three quotes, which may end on it. */
rewording reworded_text(const pair *p, const leaf *from, const leaf *to, str line, str got,
                        uint32_t *words);

#endif
