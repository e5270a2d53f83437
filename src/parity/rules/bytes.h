/* Characters that went wrong on a text's way: found in one pass over its bytes. */
#ifndef LETOON_PARITY_RULES_BYTES_H
#define LETOON_PARITY_RULES_BYTES_H

#include "base/buf.h"

typedef enum {
    HIT_REPLACED,    /* U+FFFD */
    HIT_DOUBLED,     /* a word whose UTF-8 was read as Windows-1252 */
    HIT_BIDI,        /* a bidirectional control that does not end, or ends nothing */
    HIT_INVISIBLE,   /* a character that nobody sees */
    HIT_DECOMPOSED,  /* a word with letters and marks apart */
    HIT_PLACEHOLDER, /* __CODE_1__ and its like */
    HIT_TURN,        /* <|im_end|> and its like, which part the turns of a model's talk */
    HIT_ESCAPE,      /* "\u00e9", "&amp;eacute;": a reference that nothing resolves */
    HIT_QUESTIONS,   /* "????": letters that an encoding has not */
    HIT_MIXED,       /* a word in which a letter is another script's twin */
    HIT_KINDS,
} hit_kind;

typedef struct hit {
    hit_kind kind;
    uint32_t at, n; /* bytes of the text */
    uint32_t cp;    /* the character, where it is one */
    str fix;        /* what should stand there, where that is known */
    bool is_fixable;
} hit;

typedef struct hits {
    hit *p;
    size_t n, cap;
} hits;

/* All of a text, in its order, whose language is written in Cyrillic or not. `a` is used when there
 * is something to find only. */
void bytes_find(arena *a, str text, bool is_cyrillic, hits *out);

/* The same of Russian that was read as Windows-1251: "РџСЂРё". Gives its bytes, or 0. */
size_t bytes_undouble_cyrillic(str text, size_t at, buf *fix);
/* The same of any text in a language that is not written in Cyrillic: "cГЎc", "е…¶з™ј". */
size_t bytes_undouble_1251(str text, size_t at, buf *fix);
/* And of a letter that was read as Mac Roman: "√©". */
size_t bytes_undouble_mac(str text, size_t at, buf *fix);

/* The word at `at` of which n bytes end at `end`, when that is UTF-8 read as Windows-1252 or
 * Latin-1. What it should be is put into *fix. `at` is where the first of its wrong letters begins.
 * False: it may well be as it should. */
bool bytes_undouble(arena *a, str text, size_t at, size_t *end, str *fix);

#endif
