/* Positions as editors count them: lines from 0, and in a line units of the encoding that was
 * agreed on. Lines end with LF, CR LF or CR, as in a source. */
#ifndef LETOON_LSP_POSITION_H
#define LETOON_LSP_POSITION_H

#include "diag/diag.h"
#include "value/value.h"

typedef enum { POSITION_UTF16, POSITION_UTF8, POSITION_UTF32 } position_encoding;

typedef struct position {
    uint32_t line, character;
} position;

/* Where a position is in a text: within it, and never inside a character. */
size_t position_offset(str text, position_encoding e, position p);

position position_at(const source *s, position_encoding e, size_t at);

/* The same of a place that was found elsewhere, with what its line holds. */
position position_of(place p, const excerpt *line, position_encoding e);

/* {"line":…,"character":…}; false: it is none. */
bool position_read(value v, position *out);

/* Appends {"line":…,"character":…}, and a range of two. */
void position_write(position p, buf *out);
void range_write(position from, position to, buf *out);

#endif
