/* Between tree.c and the door to cmark: not for other folders. */
#ifndef LETOON_MARKDOWN_TREE_READ_H
#define LETOON_MARKDOWN_TREE_READ_H

#include "markdown/emphasis.h"
#include "markdown/library.h"
#include "markdown/tree.h"

/* Visits cmark's tree; `text` is what was marked. */
void tree_read(arena *a, str text, line_starts lines, emphasis *marked, cmark_node *root,
               const md_visitor *v);

#endif
