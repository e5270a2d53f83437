/* Where in front matter a cursor is, and so what may be written there. */
#ifndef LETOON_LSP_FRONT_H
#define LETOON_LSP_FRONT_H

#include "base/str.h"

typedef enum { FRONT_NOWHERE, FRONT_KEY, FRONT_VALUE } front_kind;

typedef struct front_cursor {
    front_kind kind;
    str key;       /* of a value */
    size_t from;   /* what was begun stands from here to the cursor */
    bool is_named; /* a colon follows in this line */
    bool is_glued; /* nothing parts it from what is before it, which wants a space */
} front_cursor;

/* `at` is an offset in a document's text, whose front matter need not end yet. */
front_cursor front_cursor_at(str text, size_t at);

/* The key that a line begins with; empty when it begins with none. */
str front_line_key(str line);

/* Does a document have a key of that name in its front matter, at the beginning of a line? */
bool front_has_key(str text, str key);

#endif
