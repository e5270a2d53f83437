/* What the renderers share: writing HTML from cmark's tree. */
#ifndef LETOON_MARKDOWN_WRITER_H
#define LETOON_MARKDOWN_WRITER_H

#include "markdown/library.h"

typedef struct writer {
    buf *out;
    const library *lib;
    uint32_t flags;
    emphasis *marked; /* what was parsed; its marks are left out of whatever is written */
    arena *scratch;
    struct codebook *codes; /* who highlights code; NULL: nobody */
    size_t from;            /* where this fragment starts in out */
} writer;

/* A line end, unless the fragment is empty or ends in one. */
void writer_cr(writer *w);

void writer_raw(writer *w, str s);  /* as it is */
void writer_html(writer *w, str s); /* & < > " escaped */
void writer_code(writer *w, str s); /* & < > escaped, as rouge does */
void writer_href(writer *w, str s); /* as a URL in an attribute */

#define writer_lit(w, lit) buf_lit((w)->out, lit)

/* Raw HTML as the flags have it, perhaps with the tags of cmark's tagfilter made harmless.
 * `closing`: end tags too, as cmark itself has it; commonmarker's Ruby code knows start tags only.
 */
void writer_raw_html(writer *w, cmark_node *node, bool closing);

/* What a line end within a paragraph is by the flags. */
void writer_softbreak(writer *w);

/* " title=…" where a link or an image has one. */
void writer_title(writer *w, cmark_node *node);

/* " data-sourcepos=…" when the flag is set. */
void writer_sourcepos(writer *w, cmark_node *node);

str node_text(cmark_node *node); /* literal */
str node_url(cmark_node *node);
str node_title(cmark_node *node);
str node_info(cmark_node *node);
bool node_is_task(cmark_node *item);

#endif
