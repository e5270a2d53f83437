/* Markdown as a flat tree: cmark's nodes in the order of the text, each with the place it has
 * there. What compares texts reads this; what writes HTML reads cmark's own tree. */
#ifndef LETOON_MARKDOWN_TREE_H
#define LETOON_MARKDOWN_TREE_H

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
    uint32_t end;   /* the index behind its last descendant: its next sibling, if it has one */
    uint32_t at, n; /* bytes of the text it was made of, best effort for inlines: `at` is on its
                       line; n is 0 where cmark does not say. A code span's are those of its
                       content */
    str text;       /* of texts, code, HTML: as they read; of links, images: the destination */
    str info;       /* of code blocks: the info string; of links, images: the title */
} md_node;

/* In preorder; p[0] is the document. A node's children are p[i + 1] up to p[end - 1]. */
typedef struct md_tree {
    md_node *p;
    size_t n, cap;
} md_tree;

/* Reads `text` under MD_ flags (extensions, MD_FOOTNOTES, MD_CJK_EMPHASIS; see markdown.h) into a
 * tree that lives in `a`. `at` is where the text stands, for messages. False: it is beyond the
 * limits, and an error was added. Takes the same lock as markdown_html. */
bool markdown_tree(arena *a, span at, str text, uint32_t flags, md_tree *out, diags *d);

#endif
