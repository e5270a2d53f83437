/* Which encoding a text of unknown origin is likely to have: for a message only, never to decode
 * by. */
#ifndef LETOON_ENCODING_GUESS_H
#define LETOON_ENCODING_GUESS_H

#include "base/str.h"

enum { GUESS_MAX = 3 };

/* Up to GUESS_MAX names, the likeliest first; 0 when nothing fits. Looks at some kilobytes from
 * `at` on, the first place that is not UTF-8. */
size_t encoding_guess(arena *scratch, str bytes, size_t at, str names[GUESS_MAX]);

/* UTF-16 or UTF-32 without a byte order mark, by where the zero bytes are: at least one byte in
 * `share` must be zero, and nearly all of those in the places of high bytes. "" when it is neither.
 */
str encoding_guess_wide(str bytes, size_t share);

#endif
