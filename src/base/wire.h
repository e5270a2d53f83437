/* Numbers and texts as bytes, for the pipe between a worker and its parent (one machine, one
 * program). */
#ifndef LETOON_BASE_WIRE_H
#define LETOON_BASE_WIRE_H

#include "base/buf.h"

void wire_put_u32(buf *out, uint32_t v);
void wire_put_u64(buf *out, uint64_t v);
void wire_put_str(buf *out, str s);

typedef struct wire {
    str rest;
    bool ok; /* false: more was asked for than there is; what is read then is 0 or empty */
} wire;

uint32_t wire_u32(wire *w);
uint64_t wire_u64(wire *w);
str wire_str(wire *w); /* a slice of what is read */

#endif
