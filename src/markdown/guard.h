/* What is refused before cmark sees it: input that a version of cmark in use (0.29.0.gfm.6 is in
 * Debian 12) would take quadratic time or unbounded memory for. */
#ifndef LETOON_MARKDOWN_GUARD_H
#define LETOON_MARKDOWN_GUARD_H

#include "base/lines.h"
#include "markdown/markdown.h"

/* False, with a diag at the place, when a limit is met. One linear pass. `lines` are the text's. */
bool guard_check(span at, str text, const line_starts *lines, uint32_t flags, diags *d);

#endif
