/* A growing text in an arena. Invariant: p[0..n) is the text, cap bytes are ours. Growing leaves
 * the old block to the arena; a buf is cheap only where it is the arena's newest object or its
 * final size is known roughly. When `limit` is not 0, growing past it fails the arena with
 * "limit/output". */
#ifndef LETOON_BASE_BUF_H
#define LETOON_BASE_BUF_H

#include <stdarg.h>

#include "base/str.h"

typedef struct buf {
    arena *a;
    char *p;
    size_t n, cap, limit;
} buf;

buf buf_new(arena *a, size_t hint);
void buf_reserve(buf *b, size_t more); /* room for `more` bytes past n */
void buf_add(buf *b, str s);
static inline void buf_char(buf *b, char c) {
    if (b->n == b->cap)
        buf_reserve(b, 1);
    b->p[b->n++] = c;
}
void buf_repeat(buf *b, char c, size_t times);
void buf_codepoint(buf *b, uint32_t cp); /* as UTF-8 */
void buf_printf(buf *b, const char *fmt, ...) PRINTF(2, 3);
void buf_vprintf(buf *b, const char *fmt, va_list ap);
void buf_int(buf *b, int64_t i);
void buf_escape_html(buf *b, str s); /* & < > " as entities */

#define buf_lit(b, lit) buf_add((b), S(lit))

/* What was written; valid until the buf grows again. */
static inline str buf_str(const buf *b) {
    return (str){b->p ? b->p : "", b->n};
}

#endif
