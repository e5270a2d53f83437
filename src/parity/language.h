/* Which language a text is in, as far as a check needs to know: by the script of its letters and by
 * the little words that no text of a language goes without. */
#ifndef LETOON_PARITY_LANGUAGE_H
#define LETOON_PARITY_LANGUAGE_H

#include "base/sieve.h"
#include "parity/babel.h"
#include "parity/letters.h"

typedef enum {
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_BENGALI,
    SCRIPT_TAMIL,
    SCRIPT_THAI,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPT_HANGUL,
    SCRIPT_OTHER, /* letters of scripts that are not told apart */
    SCRIPTS,
} script;

/* A language's scripts and, when we have them, its function words. */
typedef struct tongue {
    const babel *all;
    uint32_t scripts; /* bits */
    uint32_t langs;   /* its bit among all; 0: we have no words of it */
} tongue;

/* By BCP 47 tag; never NULL. Lives in `a`. */
const tongue *tongue_of(arena *a, const babel *all, str tag);
str tongue_language(str tag); /* what of a tag stands before its first dash */

static inline bool tongue_has_words(const tongue *t) {
    return t->langs != 0;
}

static inline bool tongue_has_script(const tongue *t, script s) {
    return t->scripts >> s & 1;
}

static inline bool tongues_share_script(const tongue *x, const tongue *y) {
    return (x->scripts & y->scripts) != 0;
}

typedef struct profile {
    uint32_t letters;     /* in all */
    uint32_t of[SCRIPTS]; /* by script; ideographs and syllables count as one each */
    uint32_t words;       /* runs of letters of scripts that part words */
    uint32_t known;       /* how many of them are function words of any language */
    uint32_t hits[2];     /* how many of them are function words of either tongue given */
    uint32_t distinct[2]; /* how many different ones */
    letter_set seen;      /* of letters with two bytes */
} profile;

/* Either tongue may be NULL. */
profile profile_of(str text, const tongue *x, const tongue *y);

/* A quarter of all words, and at least two different ones, are the tongue's function words. */
bool profile_speaks(const profile *p, int which);

/* How a text looks in the language that it has most function words of. */
typedef struct guess {
    const char *tag; /* NULL: it has none of any */
    uint32_t words, hits, distinct;
    uint32_t alone; /* different ones that `own` has not */
} guess;
guess babel_guess(const babel *b, str text, const tongue *own);

/* Letters in the tongue's own scripts. */
static inline uint32_t profile_own(const profile *p, const tongue *t) {
    uint32_t n = 0;
    for (uint32_t left = t->scripts; left; left &= left - 1)
        n += p->of[__builtin_ctz(left)];
    return n;
}

/* Characters that only one way of writing Chinese has. */
typedef struct han_table han_table;
typedef struct han_counts {
    uint32_t simplified, traditional;
} han_counts;
const han_table *han_table_new(arena *a);
han_counts han_count(const han_table *t, str text);

/* What is known of languages: made once, before there are workers, for all sets. */
typedef struct lore {
    const babel *words;
    const han_table *han;
    const spelling *letters;
    sieve begins; /* see stand_in_begins */
} lore;
const lore *lore_new(arena *a);

#endif
