/* The words for numbers of many languages. */
#ifndef LETOON_PARITY_NUMERAL_TABLE_H
#define LETOON_PARITY_NUMERAL_TABLE_H

#include <stddef.h>

enum {
    NUMERAL_GLUED = 1,    /* words are written together: einundzwanzig */
    NUMERAL_PREFIXED = 2, /* a word such as "and" is the first letter of the next one */
};

typedef struct numeral_table {
    const char *tag;
    unsigned flags;
    /* "20=twenty/twent*": what a word is worth, and its forms; one with an asterisk may have an
     * ending. "x100" multiplies what is before it, "s1000" all of that; "m10" and "a10" the last
     * word alone, by multiplying or adding; "v20" is 80 behind a 4 ; "h" is a half, "1h" one and a
     * half; "&" joins. */
    const char *words;
} numeral_table;

extern const numeral_table numeral_tables[];
extern const size_t numeral_tables_n;

#endif
