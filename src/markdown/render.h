/* The two renderers. Both walk the tree with cmark's iterator, so depth costs no stack. */
#ifndef LETOON_MARKDOWN_RENDER_H
#define LETOON_MARKDOWN_RENDER_H

#include "markdown/writer.h"

/* HTML as jekyll-commonmark's renderer, a subclass of commonmarker's in Ruby, writes it. */
void render_commonmark(writer *w, cmark_node *root);

/* CommonMark's tree as kramdown's converter writes it. */
void render_notes(writer *w, cmark_node *root);

#endif
