#include "markdown/guard.h"

bool guard_check(arena *scratch, span at, str text, uint32_t flags, diags *d) {
    (void)scratch;
    (void)flags;
    if (text.n > LIMIT_NOTE) {
        diag_add(d, RULE_MARKDOWN_LIMIT, span_of(at.src, at.at, 0),
                 "%zu bytes of Markdown, at most %zu are read", text.n, LIMIT_NOTE);
        return false;
    }
    return true;
}
