/* Numbers that jansson refuses: integers beyond 64 bits and floats beyond a double.
 *
 * A text with such numbers is read a second time in a marked form: every string begins with a mark
 * of its own, and every such number is a string that begins with another. So none can be taken for
 * the other, and jansson stays the only judge of what is JSON. */
#ifndef LETOON_VALUE_JSON_NUMBERS_H
#define LETOON_VALUE_JSON_NUMBERS_H

#include "value/value.h"

str json_mark(arena *a, str text);
value json_unmark(arena *a, str marked); /* a marked string's text or number, copied */

/* The offset in the text of an offset in its marked form. */
size_t json_unmarked_offset(arena *a, str text, size_t at);

#endif
