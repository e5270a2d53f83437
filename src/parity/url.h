/* URLs of a note and of its translation, made comparable. */
#ifndef LETOON_PARITY_URL_H
#define LETOON_PARITY_URL_H

#include "base/str.h"

/* Decoded, without scheme, "www.", fragment, slash at the end and "index.html", host in lower case,
 * and without path segments, host labels and endings of names that are one of the `codes`: equal
 * for a page and its translation. */
str url_normal(arena *a, str url, const str *codes, size_t n);

/* What follows '#'; empty when there is none. */
str url_fragment(str url);

/* "https://img.shields.io/badge/Tea%20for%20two-green", or with a "label=" of its own, is a picture
 * of words: what is not read. */
str url_without_words(arena *a, str url);

/* Is the file's name one that a forge gave it,
 * "231099071-b6676f2f-6c7b-4e2f-8411-c134143cab24.png"? */
bool url_is_picture_id(str url);

/* Has it a scheme, or begins it with "//"? */
bool url_is_absolute(str url);

/* How far a bare URL goes that a text begins with: punctuation at its end is counted too. */
size_t url_length(str text);

#endif
