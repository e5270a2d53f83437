/* Function words, as data. */
#ifndef LETOON_PARITY_WORDS_H
#define LETOON_PARITY_WORDS_H

#include <stddef.h>

typedef struct function_words {
    const char *tag;   /* BCP 47 */
    const char *words; /* in lower case, parted by spaces */
} function_words;

extern const function_words words_table[];
extern const size_t words_count;

#endif
