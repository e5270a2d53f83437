/* JSON: reading is jansson's, writing is ours, in the spelling of Ruby's JSON.generate (no
 * spaces, "/" and "<" as they are, UTF-8 as it is, dates as their text, NaN as null). */
#ifndef LETOON_VALUE_JSON_H
#define LETOON_VALUE_JSON_H

#include "value/value.h"

/* False: *why says what is wrong (arena-held) and *at is the byte offset of it. */
bool json_read(arena *a, str text, value *out, str *why, size_t *at);
void json_write(value v, arena *scratch, buf *out, unsigned depth);
void json_write_str(str s, buf *out); /* quoted; ill-formed bytes as U+FFFD */
const char *json_library_version(void);

#endif
