/* Markdown as a visit to cmark's nodes in the order of the text, each with the place it has there.
 * What compares texts reads this; what writes HTML reads cmark's own tree. */
#ifndef LETOON_MARKDOWN_TREE_H
#define LETOON_MARKDOWN_TREE_H

#include "base/lines.h"
#include "diag/diag.h"

typedef enum {
    /* blocks */
    MD_DOCUMENT,
    MD_QUOTE,
    MD_LIST,
    MD_ITEM,
    MD_PARAGRAPH,
    MD_HEADING,
    MD_CODE_BLOCK,
    MD_HTML_BLOCK,
    MD_BREAK, /* thematic */
    MD_NOTE,  /* a footnote's definition */
    MD_TABLE_BLOCK,
    MD_ROW,
    MD_CELL,
    /* inlines */
    MD_TEXT,
    MD_SOFT_BREAK,
    MD_HARD_BREAK,
    MD_CODE,
    MD_HTML,
    MD_EMPH,
    MD_STRONG,
    MD_STRIKE,
    MD_LINK,
    MD_IMAGE,
    MD_NOTE_REFERENCE,
    MD_OTHER,
} md_kind;

enum {
    MD_IS_ORDERED = 1, /* lists */
    MD_IS_TASK = 2,    /* items: [ ] or [x] */
    MD_IS_DONE = 4,    /* items: [x] */
    MD_IS_FENCED = 8,  /* code blocks */
    MD_IS_HEAD = 16,   /* rows: a table's first */
};

typedef struct md_node {
    uint8_t kind;
    uint8_t level; /* headings: 1 to 6 */
    uint16_t flags;
    uint32_t at, n; /* bytes of the text it was made of, best effort for inlines: `at` is on its
                       line; n is 0 where cmark does not say. A code span's are those of its
                       content. Texts and line breaks have none: they are too many */
    str text;       /* of texts, code, HTML: as they read; of links, images: the destination */
    str info;       /* of code blocks: the info string; of links, images: the title */
} md_node;

/* Who is shown the nodes. Whatever a node points to is gone when `enter` returns. */
typedef struct md_visitor {
    void (*enter)(void *ctx, const md_node *node);
    void (*leave)(void *ctx, md_kind kind); /* when all beneath it was visited; every node */
    void *ctx;
} md_visitor;

/* Reads `text`, which is UTF-8 and whose lines are these, under MD_ flags (extensions,
 * MD_FOOTNOTES, MD_CJK_EMPHASIS; see markdown.h) and visits its nodes, the document first. Memory
 * is taken of `a`, which the visitor may use too, and which may be left through arena_fail. `at` is
 * where the text stands, for messages. False: it is beyond the limits, an error was added, and what
 * was visited counts for nothing. Holds the lock of markdown_html meanwhile. */
bool markdown_visit(arena *a, span at, str text, const line_starts *lines, uint32_t flags,
                    const md_visitor *v, diags *d);

#endif
