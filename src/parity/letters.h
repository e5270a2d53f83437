/* Which of several related languages a text is in, by the letters that not all of them write: ы is
 * Russian and і Ukrainian, ı Turkish and ã Portuguese. A sentence has a few of these where it may
 * have no little word that is its language's alone. */
#ifndef LETOON_PARITY_LETTERS_H
#define LETOON_PARITY_LETTERS_H

#include "base/str.h"

typedef struct spelling spelling;
const spelling *letters_new(arena *a);

/* Two-byte letters that a text has, as a filter: by lead and trail byte, with few collisions. */
enum { LETTER_SETS = 16 };
typedef struct letter_set {
    uint64_t of[LETTER_SETS];
} letter_set;

static inline void letter_set_add(letter_set *s, unsigned char lead, unsigned char trail) {
    s->of[lead % LETTER_SETS] |= (uint64_t)1 << (trail & 63);
}

/* Letters of other languages that the language (the part of a tag before its first dash) has not.
 * Empty: we do not know its letters. */
letter_set letters_foreign(const spelling *l, str language);

/* Those that it has and at least one other has not; all: we do not know its letters. */
letter_set letters_proper(const spelling *l, str language);

static inline bool letter_sets_meet(const letter_set *x, const letter_set *y) {
    uint64_t both = 0;
    for (int i = 0; i < LETTER_SETS; i++)
        both |= x->of[i] & y->of[i];
    return both != 0;
}

/* The language that a text of so many letters is likelier in than in its own, by its letters; NULL:
 * none is. `more` says how much likelier, as a logarithm. */
const char *letters_guess(const spelling *l, str language, str text, uint32_t n, float *more);

#endif
