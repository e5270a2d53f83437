/* iconv behind a small face: a converter to UTF-8 that stops at the first byte it cannot read. */
#ifndef LETOON_ENCODING_CONVERT_H
#define LETOON_ENCODING_CONVERT_H

#include "base/buf.h"

typedef struct converter converter;

typedef enum {
    CONVERT_DONE,
    CONVERT_INVALID, /* the bytes at *at are not of the encoding */
    CONVERT_SHORT,   /* the text ends within the character at *at */
} convert_result;

/* NULL when the system does not know the name. Lives in the arena, but close it when done. */
converter *converter_open(arena *a, str name);
void converter_close(converter *c);

/* Back to the initial shift state, for another text. */
void converter_reset(converter *c);

/* Appends bytes[*at..] to `out` as UTF-8 and moves *at to where it stopped. */
convert_result convert(converter *c, str bytes, size_t *at, buf *out);

#endif
