#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

buf buf_new(arena *a, size_t hint) {
    buf b = {.a = a};
    if (hint)
        buf_reserve(&b, hint);
    return b;
}

void buf_reserve(buf *b, size_t more) {
    if (more <= b->cap - b->n)
        return;
    if (more > SIZE_MAX / 4 - b->n)
        arena_fail(b->a, "limit/memory");
    size_t least = b->n + more;
    if (b->limit && least > b->limit)
        arena_fail(b->a, "limit/output");
    size_t cap = b->cap ? b->cap * 2 : 64;
    if (cap < least)
        cap = least;
    if (b->limit && cap > b->limit)
        cap = b->limit;
    if (b->p && arena_extend(b->a, b->p, b->cap, cap)) {
        b->cap = cap;
        return;
    }
    char *p = arena_bytes(b->a, cap);
    if (b->n)
        memcpy(p, b->p, b->n);
    b->p = p;
    b->cap = cap;
}

void buf_add(buf *b, str s) {
    if (s.n == 0)
        return;
    buf_reserve(b, s.n);
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_repeat(buf *b, char c, size_t times) {
    if (times == 0)
        return;
    buf_reserve(b, times);
    memset(b->p + b->n, c, times);
    b->n += times;
}

void buf_codepoint(buf *b, uint32_t cp) {
    char bytes[4];
    buf_add(b, (str){bytes, utf8_encode(cp, bytes)});
}

void buf_vprintf(buf *b, const char *fmt, va_list ap) {
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n <= 0)
        return;
    buf_reserve(b, (size_t)n + 1); /* vsnprintf ends with a NUL, which does not count */
    vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
    b->n += (size_t)n;
}

void buf_printf(buf *b, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(b, fmt, ap);
    va_end(ap);
}

void buf_int(buf *b, int64_t i) {
    char digits[20];
    size_t n = sizeof digits;
    uint64_t u = i < 0 ? ~(uint64_t)i + 1 : (uint64_t)i;
    do
        digits[--n] = (char)('0' + u % 10);
    while (u /= 10);
    if (i < 0)
        buf_char(b, '-');
    buf_add(b, (str){digits + n, sizeof digits - n});
}

static str entity(char c) {
    switch (c) {
    case '&': return S("&amp;");
    case '<': return S("&lt;");
    case '>': return S("&gt;");
    case '"': return S("&quot;");
    default: return (str){NULL, 0};
    }
}

void buf_escape_html(buf *b, str s) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        str e = entity(s.p[i]);
        if (!e.n)
            continue;
        buf_add(b, str_slice(s, from, i));
        buf_add(b, e);
        from = i + 1;
    }
    buf_add(b, str_from(s, from));
}
