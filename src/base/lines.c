#include "base/lines.h"

#include "base/vec.h"

enum { USUAL = 32 }; /* bytes of a line, or more */

static const char *find_next(const char *p, const char *end, char c) {
    return p < end ? memchr(p, c, (size_t)(end - p)) : NULL;
}

line_starts line_starts_of(arena *a, str text) {
    const char *p = text.p, *end = p + text.n;
    const char *cr = find_next(p, end, '\r'), *nl = find_next(p, end, '\n');
    line_starts v = {.cap = text.n / USUAL + 8};
    v.p = arena_make(a, uint32_t, v.cap);
    *vec_push(a, &v) = 0;
    while (cr || nl) {
        bool is_cr = cr && (!nl || cr + 1 < nl);
        p = (is_cr ? cr : nl) + 1;
        *vec_push(a, &v) = (uint32_t)(p - text.p);
        /* Each is looked for again only when it was passed: one of them may be far away. */
        if (cr && cr < p)
            cr = find_next(p, end, '\r');
        if (nl && nl < p)
            nl = find_next(p, end, '\n');
    }
    return v;
}
