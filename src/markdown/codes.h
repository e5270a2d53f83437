/* Code that another program highlights: its answers, kept by code, and what it has still to be
 * asked. Whoever converts text and sees that something was missing asks, and converts it again. */
#ifndef LETOON_MARKDOWN_CODES_H
#define LETOON_MARKDOWN_CODES_H

#include "base/map.h"

/* How the code is to be highlighted. */
typedef enum {
    CODE_BLOCK, /* as kramdown does a block */
    CODE_SPAN,  /* as kramdown does code within a line */
    CODE_FENCE, /* as jekyll-commonmark does */
    CODE_TAG,   /* as Jekyll's tag `highlight` does */
    CODE_TABLE, /* the same with `linenos` */
} code_manner;

typedef struct code_part {
    code_manner kind;
    str lang; /* p NULL: none */
    str text;
} code_part;

typedef struct codebook {
    map answers; /* by codes_key: const str *, whose p is NULL where the code is left as it is */
    arena *a;    /* of the missing ones' texts */
    map missing; /* by key: const code_part * */
} codebook;

codebook *codes_new(arena *a);

/* True: *html is what becomes of the code, p NULL: it is left as it is. False: that is not known
 * yet, and the code is now among the missing. */
bool codes_find(codebook *c, const code_part *which, str *html);

/* From now on what is missing is kept in `a`; nothing is as yet. */
void codes_begin(codebook *c, arena *a);

/* Notes an answer; the texts must live as long as the codes. */
void codes_answer(codebook *c, str key, str html);

#endif
