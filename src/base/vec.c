#include "base/vec.h"

#include <string.h>

void vec_grow_(arena *a, void **p, size_t *cap, size_t size, size_t n) {
    size_t now = *cap ? *cap * 2 : 8;
    if (*cap && arena_extend(a, *p, *cap * size, now * size)) {
        memset((char *)*p + *cap * size, 0, (now - *cap) * size);
    } else {
        void *q = arena_alloc(a, now, size, _Alignof(max_align_t));
        if (n)
            memcpy(q, *p, n * size);
        *p = q;
    }
    *cap = now;
}
