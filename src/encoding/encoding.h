/* From bytes in any encoding to UTF-8: the only door to iconv. */
#ifndef LETOON_ENCODING_ENCODING_H
#define LETOON_ENCODING_ENCODING_H

#include "base/str.h"
#include "diag/diag.h"

typedef struct decoded {
    str text;     /* UTF-8 without a byte order mark; shares the input where nothing changed */
    str encoding; /* what it was read as: "UTF-8", "UTF-16LE", "GB18030", … */
    bool had_bom;
    bool ok; /* false: an error was added; text has U+FFFD in the places that were wrong */
} decoded;

/* Decodes a file. A byte order mark decides first (UTF-8, UTF-16, UTF-32), then `declared` (an
 * iconv name, may be empty), then UTF-8. Bytes that are not of the encoding are ONE error at the
 * exact byte, with the likeliest encodings named when none was declared. `path` is for messages.
 * Line ends are left as they are. */
decoded decode(arena *a, str path, str bytes, str declared, diags *d);

/* Does the system know an encoding of this name? */
bool encoding_exists(str name);

/* "glibc 2.36", "libiconv 1.17", … */
const char *encoding_library_version(void);

#endif
