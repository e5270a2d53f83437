/* Reading any bytes as a value of `letoon pipe`: a value or a reason, in memory that the bytes are
 * worth, and what is written of it is read as the same. */
#include <stdlib.h>

#include "value/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BYTES_EACH = 512, BYTES_ANYWAY = 4096 };

static void require(bool condition) {
    if (!condition)
        abort();
}

static str written(arena *a, value v) {
    buf out = buf_new(a, 64);
    pack_write(v, &out);
    return buf_str(&out);
}

/* Things of the other program are written as nil, so what is written needs none. */
static void check_again(arena *a, value v) {
    value again;
    str why, once = written(a, v);
    require(pack_read(a, once, &again, NULL, &why));
    require(str_eq(written(a, again), once));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str bytes = {(const char *)data, size}, why;
    pack_things things = {0};
    arena *a = arena_new(0);
    if (!a)
        return 0;
    value v;
    bool ok = pack_read(a, bytes, &v, size % 2 ? &things : NULL, &why);
    require(ok == (why.n == 0));
    require(things.n <= size);
    require(arena_used(a) <= BYTES_EACH * size + BYTES_ANYWAY);
    if (ok)
        check_again(a, v);
    arena_free(a);
    return 0;
}
