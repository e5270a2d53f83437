/* The title of a note whose front matter has none: its first line, when that is a heading. */
#ifndef LETOON_SITE_TITLE_H
#define LETOON_SITE_TITLE_H

#include "diag/diag.h"

/* The text of "# Title", without what Markdown marks in it, when that is the first line of the body
 * at body_at; "" otherwise, when nothing is left of it and beyond LIMIT_TITLE. *cut is how much of
 * the body it takes. In `a`. */
str title_of_heading(arena *a, const source *src, size_t body_at, size_t *cut, diags *d);

#endif
