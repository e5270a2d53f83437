/* Blocks of a note's versions that stand beside each other, at a line. */
#ifndef LETOON_LSP_ASIDE_H
#define LETOON_LSP_ASIDE_H

#include "lsp/look.h"
#include "parity/beside.h"

/* Lines of a version, from 1, blank ones around them left out. `src` NULL: nothing stands there. */
typedef struct aside {
    const document *doc;
    const source *src;
    uint32_t from, to; /* to is the last one */
} aside;

typedef struct asides {
    aside own; /* the aside that was asked about; its doc is set where the rest is not */
    aside *p;  /* those beside it */
    size_t n, cap;
} asides;

/* In the original what stands beside a line of a translation; in each translation what stands
 * beside one of the original. */
asides asides_of(look *l, const look_note *note, uint32_t line);

/* The lines' text, at most `lines` and then an ellipsis. */
str aside_text(arena *a, const aside *b, uint32_t lines);

/* Appends the range in the document that it is in. */
void aside_range(const aside *b, position_encoding e, buf *out);

/* Of front matter: the key's lines within the block, where it has that key. */
bool aside_narrow(aside *b, str key);

/* The key of front matter that a line belongs to; empty when there is none. */
str aside_key(const source *src, uint32_t line);

#endif
