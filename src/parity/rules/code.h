/* The lines of two code blocks, and where they differ. */
#ifndef LETOON_PARITY_RULES_CODE_H
#define LETOON_PARITY_RULES_CODE_H

#include "parity/pair.h"

typedef struct code_line {
    str code; /* without comment */
    str whole;
    uint32_t n;   /* in the block, from 1 */
    bool is_text; /* within quotes that began on a line before */
} code_line;

typedef struct block {
    const leaf *leaf;
    code_line *p;
    size_t n, cap;
} block;

/* What differs: lines [first, from_end) of the original stand as [first, to_end). */
typedef struct difference {
    size_t first, from_end, to_end;
} difference;

static inline bool is_changed(const difference *x) {
    return x->first < x->from_end && x->first < x->to_end;
}

/* Do lines differ in blanks within them alone, which part nothing? */
bool code_is_spaced(str x, str y);

/* Bytes of white space before a line. */
static inline size_t indent_of(str line) {
    return line.n - str_ltrim(line).n;
}

/* A block of the original with blanks for the tabs before its lines where the translation has only
 * blanks there, and the other way around, in a language to which it is all one. */
str code_indented_as(arena *a, str text, str other, str info);

/* Do lines differ in how they are laid out alone, in a language to which that says nothing? */
bool code_is_laid_out(arena *a, const block *from, const block *to, const difference *x);

/* Are the lines that one side has more words between two tags, behind a line of words? */
bool code_is_words(const block *from, const block *to, const difference *x);

/* Code of this step differs, which was told last. Is it that its end stands elsewhere, it is all
 * that is told. */
void code_end_settle(const pair *p, size_t step);

#endif
