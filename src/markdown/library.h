/* What there is to know about the cmark library before a document is parsed: its extensions, the
 * types of their nodes, and its options under our names. */
#ifndef LETOON_MARKDOWN_LIBRARY_H
#define LETOON_MARKDOWN_LIBRARY_H

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "markdown/emphasis.h"

/* A str in a static table, where S() is no constant expression to every compiler. */
#define TEXT(lit)                                                                                  \
    { "" lit, sizeof(lit) - 1 }

enum { LIBRARY_EXTENSIONS = 5 };

typedef struct library {
    cmark_syntax_extension *extensions[LIBRARY_EXTENSIONS]; /* in the order of the MD_ flags */
    cmark_syntax_extension *cjk[EMPHASIS_MARKS];
    cmark_syntax_extension *kramdown;                /* reads what kd_span.c marks */
    cmark_node_type table, row, cell, strikethrough; /* CMARK_NODE_NONE when unknown */
} library;

/* Set up once per process, thread-safely; const afterwards. */
const library *library_get(void);

/* CMARK_OPT_… of our flags. */
int library_options(uint32_t flags);

/* Attaches the extensions of `flags` to a parser, and the reader of marks when there are any. */
void library_attach(cmark_parser *p, uint32_t flags, const emphasis *e);

/* After a parse was left through arena_fail: cmark's globals may still hold that parser's special
 * characters; this takes them out. */
void library_mend(void);

#endif
