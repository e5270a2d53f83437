#include "base/wire.h"

#include <string.h>

void wire_put_u32(buf *out, uint32_t v) {
    buf_add(out, (str){(const char *)&v, sizeof v});
}

void wire_put_u64(buf *out, uint64_t v) {
    buf_add(out, (str){(const char *)&v, sizeof v});
}

void wire_put_str(buf *out, str s) {
    wire_put_u32(out, (uint32_t)s.n);
    buf_add(out, s);
}

static void take(wire *w, void *into, size_t n) {
    memset(into, 0, n);
    w->ok = w->ok && w->rest.n >= n;
    if (!w->ok)
        return;
    memcpy(into, w->rest.p, n);
    w->rest = str_from(w->rest, n);
}

uint32_t wire_u32(wire *w) {
    uint32_t v;
    take(w, &v, sizeof v);
    return v;
}

uint64_t wire_u64(wire *w) {
    uint64_t v;
    take(w, &v, sizeof v);
    return v;
}

str wire_str(wire *w) {
    uint32_t n = wire_u32(w);
    w->ok = w->ok && w->rest.n >= n;
    if (!w->ok)
        return (str){"", 0};
    str s = str_slice(w->rest, 0, n);
    w->rest = str_from(w->rest, n);
    return s;
}
