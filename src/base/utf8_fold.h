/* The short way of utf8_fold: for utf8.c. */
#ifndef LETOON_BASE_UTF8_FOLD_H
#define LETOON_BASE_UTF8_FOLD_H

#include "base/str.h"

/* What utf8_fold gives, without the library, of text in which there is nothing but ASCII, the
 * commoner letters of Latin, Cyrillic, Arabic, Devanagari, Thai, Chinese, Japanese, Korean, and
 * punctuation. False: there
 * is something else, and the library is to be asked. */
bool utf8_fold_common(arena *a, str s, str *out);

#endif
