/* kramdown's SmartyPants parser, which Jekyll's `smartify` uses: curly quotes, dashes, ellipses and
 * guillemets in text; HTML elements are read and written again in kramdown's spelling, and those of
 * blocks, at the beginning of a line, keep their text as it is. The attribute `markdown` has no
 * meaning here. */
#ifndef LETOON_RENDER_SMARTY_H
#define LETOON_RENDER_SMARTY_H

#include "html/html.h"

void smarty_render(arena *a, str text, buf *out);

/* ---- The parts, by file ---- */

/* smarty_html.c: an element's start tag. */
typedef struct smarty_tag {
    str name;   /* in lower case when HTML knows it */
    str markup; /* all of the tag */
    str attributes;
    bool closed; /* ends in "/>" */
    bool known;
} smarty_tag;

/* The end of what stands at i, or i. */
size_t smarty_name(str s, size_t i);
size_t smarty_start_tag(arena *a, str s, size_t i, smarty_tag *out);
size_t smarty_end_tag(str s, size_t i, str *name);

bool smarty_is_span(str name);  /* an element of running text, case aside */
bool smarty_is_block(str name); /* one that never stands in running text */
bool smarty_is_void(str name);  /* one without a body */
bool smarty_is_raw(str name);   /* one whose text is not parsed */

/* "<name a="b"" without the end. */
void smarty_write_tag(arena *a, const smarty_tag *t, bool one_line, buf *out);
/* Text with < > & escaped, references kept. */
void smarty_escape(str s, bool quotes, buf *out);

/* smarty_quotes.c: the quotation mark at i, or behind the character at i, as kramdown curls it
 * there; the end of what it took, or i. */
size_t smarty_quote(str s, size_t i, buf *out);

#endif
