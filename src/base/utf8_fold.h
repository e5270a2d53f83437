/* The short way of utf8_fold: for utf8.c. */
#ifndef LETOON_BASE_UTF8_FOLD_H
#define LETOON_BASE_UTF8_FOLD_H

#include "base/buf.h"

/* Appends what utf8_fold makes of the beginning of a text, as far as there is nothing but ASCII,
 * the commoner letters of Latin, Cyrillic, Arabic, Devanagari, Thai, Chinese, Japanese, Korean, and
 * punctuation: up to the first word in which there is something else, which is for the library.
 * Gives how many bytes that is. */
size_t utf8_fold_common(str s, buf *out);

#endif
