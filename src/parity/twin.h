/* Letters of other scripts that look like ASCII's. */
#ifndef LETOON_PARITY_TWIN_H
#define LETOON_PARITY_TWIN_H

#include "base/buf.h"

typedef enum {
    TWIN_NONE,
    TWIN_LETTERS,   /* some letters are another script's */
    TWIN_INVISIBLE, /* characters nobody sees are in it, and nothing else differs */
} twin_kind;

/* Does `to` look like `from`, though it differs? */
twin_kind twin_of(arena *a, str from, str to);

/* `s` with the ASCII letters that its letters look like, and without what nobody sees; `s` itself
 * when it is ASCII. */
str twin_plain(arena *a, str s);

/* Has it a word that mixes ASCII letters with their twins, and with no others? */
bool twin_is_mixed(str s);

/* A word that is mixed, in the script that most of its letters are of. */
str twin_mended(arena *a, str word);

/* What a message says of the first twin in `s`, and that it should go. */
str twin_help(arena *a, str s);

/* The same of blanks that are no spaces; empty: something else differs. */
str twin_blank_help(arena *a, str from, str to);

/* Does a twin begin here? Gives its bytes, or 0. */
size_t twin_length(str s);

#endif
