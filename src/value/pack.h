/* Values as bytes between this program and another one, which may hold things that we cannot know:
 * the texts and frames of `letoon pipe`, described in docs/manual/pipe.md. */
#ifndef LETOON_VALUE_PACK_H
#define LETOON_VALUE_PACK_H

#include "base/vec.h"
#include "value/value.h"

/* A thing of the other program's that stands in a value. Its drop has neither type nor context:
 * whoever knows what it is fills them in before the value is used. */
typedef struct pack_thing {
    drop *drop;
    uint32_t number; /* of what both know by number */
    str kind;        /* what it is otherwise; p NULL: it is known by its number */
} pack_thing;

typedef vec(pack_thing) pack_things;

/* One value, which is all of `bytes`; its texts are slices of them. False: it is none, and *why
 * says what is wrong. */
bool pack_read(arena *a, str bytes, value *out, pack_things *things, str *why);

/* Drops are written as nil. */
void pack_write(value v, buf *out);
void pack_write_str(str s, buf *out);
void pack_write_list(size_t n, buf *out); /* n values are to follow */
void pack_write_map(size_t n, buf *out);  /* n times a key and a value */

#endif
