/* Which third language a block is in. */
#ifndef LETOON_PARITY_RULES_THIRD_H
#define LETOON_PARITY_RULES_THIRD_H

#include "parity/pair.h"

typedef struct speaker {
    const pair *p;
    const tongue *from, *to;
    bool shares_script;        /* the two languages are not told by their letters */
    bool shares_language;      /* both are variants of one, as "en" and "en-GB" */
    letter_set foreign;        /* letters that the translation's language has not */
    letter_set proper;         /* in Cyrillic: those that it has and not all others have */
    const han_table *han;      /* NULL: the translation is not into Chinese */
    struct variants *variants; /* its blocks in the other way of writing it */
    bool is_traditional;
    profile *leaves; /* of the translation's, where they were asked for */
} speaker;

enum {
    PROSE_LETTERS = 60, /* a text of so many letters shows its language */
    FEW_LETTERS = 40,   /* one of so many does when its words are quite another's */
    SIGNS = 20,      /* letters of a script that are no quoted name; a sign of Chinese, Japanese or
                        Korean counts as two */
    KANA_SIGNS = 12, /* the same of kana in Chinese, which has none */
};

/* Japanese and Korean write Han characters too, but no sentence in these alone. */
bool speaker_is_han_alone(const profile *q, const tongue *t);

/* How many words of running text it has: names begin with a capital, and little words are short.
 * Behind a word there is white space or one of `stops`. */
uint32_t speaker_running(str text, str stops);

typedef struct third {
    bool is_it;
    bool is_script; /* of a script that neither language has */
    str tag;        /* empty: it is not known which it is */
} third;

/* The English name of a language, as far as we know it: else its tag. */
str third_name(const pair *p, str tag);

third third_find(const speaker *s, const leaf *from, const leaf *to, const profile *q);

/* Is it in another script, though it has too few letters to show that where nothing else near it
 * is?
 */
bool third_is_beside(const speaker *s, const leaf *from, const profile *q);

/* May it be in a third language, for all that its words and letters tell? */
bool third_may_be(const speaker *s, const profile *q);

#endif
