/* What a scalar's text stands for, by the rules of Ruby's Psych 4 (YAML 1.1 with its own ways). */
#ifndef LETOON_YAML_SCALAR_H
#define LETOON_YAML_SCALAR_H

#include "value/date.h"
#include "value/value.h"

typedef enum {
    SCALAR_OK,
    SCALAR_SYMBOL, /* a Ruby symbol (":x"), which Jekyll does not permit; *out is the text */
    SCALAR_BAD,    /* looks like a number or time but is none; Psych raises; *out is the text */
} scalar_result;

/* An unquoted scalar. Texts are not copied: *out shares s. Times without zone are in `z`, or in UTC
 * when that is NULL. */
scalar_result scalar_resolve(arena *a, str s, const zone *z, value *out);

/* A scalar tagged !!float. */
scalar_result scalar_float(arena *a, str s, const zone *z, value *out);

/* Ruby's unpack("m"): what is no base64 is skipped. */
str scalar_base64(arena *a, str s);

/* YYYY-M-D h:mm:ss with fraction and zone (false: not of that form), and what it means: false when
 * there is no such time, or when Psych stumbles over it (*bad). */
bool stamp_is_time(str s);
bool stamp_read_time(str s, const zone *z, date *out, bool *bad);

/* YYYY-M-D; false when it is of another form or no day of the calendar. */
bool stamp_read_day(str s, date *out);

#endif
