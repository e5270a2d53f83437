/* Comments of programming languages: a translation may translate them. */
#ifndef LETOON_PARITY_COMMENT_H
#define LETOON_PARITY_COMMENT_H

#include "base/buf.h"

typedef enum {
    CODE_NAMED,   /* a language whose text must stay */
    CODE_UNNAMED, /* no info string */
    CODE_OUTPUT,  /* what a program shows or draws for people: its words are translated */
} code_kind;

/* What an info string says: "python", "{.py hl_lines=…}", "". */
code_kind code_kind_of(str info);

/* The first word of an info string, without braces and dots. */
str code_language(str info);

/* Walks over the lines of a block, leaving comments out. */
typedef struct code_lines {
    str rest;
    const struct comment_style *style;
    uint64_t matters[4]; /* the bytes that may begin a comment or a string, as bits */
    str end;             /* inside of a comment, or text, that goes over lines: what ends it */
    bool in_text;        /* it is text, whose lines are code */
    bool is_text;        /* the last line began within it */
    uint32_t n;          /* lines read so far: the last one has this number, from 1 */
} code_lines;

code_lines code_lines_of(str code, str info);

/* The next line that has code: *line without comment and white space at its end, *whole as it is.
 * False at the end. */
bool code_next(code_lines *c, str *line, str *whole);

/* A line of code without the comments within it. It may be `line` itself. */
str code_bare(arena *a, str line, str info);

#endif
