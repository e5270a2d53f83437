#include "base/lines.h"

#include "base/vec.h"

enum { USUAL = 32 }; /* bytes of a line, or more */

line_starts line_starts_of(arena *a, str text) {
    const char *p = text.p, *end = p + text.n;
    const char *cr = text.n ? memchr(p, '\r', text.n) : NULL;
    line_starts v = {.cap = text.n / USUAL + 8};
    v.p = arena_make(a, uint32_t, v.cap);
    *vec_push(a, &v) = 0;
    while (p < end) {
        const char *nl = memchr(p, '\n', (size_t)(end - p)), *last = nl;
        if (cr && cr < p)
            cr = memchr(p, '\r', (size_t)(end - p));
        if (cr && (!nl || cr + 1 < nl))
            last = cr;
        if (!last)
            break;
        p = last + 1;
        *vec_push(a, &v) = (uint32_t)(p - text.p);
    }
    return v;
}
