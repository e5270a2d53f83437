/* Cutting and reading the front matter of any text. */
#include <stdlib.h>

#include "base/utf8.h"
#include "site/front.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str text = {(const char *)data, size};
    size_t bad;
    if (!utf8_valid(text, &bad))
        return 0; /* decode lets none through */
    arena *a = arena_new(0);
    if (!a)
        return 0;
    diags d;
    diags_new(&d, a);
    const front_options o = {.schema = FRONT_OF_NOTE, .had_bom = size % 2 == 0};
    front_parts parts;
    value v;
    bool ok = front_read(a, source_new(a, S("x.md"), text), &o, &parts, &v, &d);
    require(v.kind == V_MAP);
    require(ok == !diags_have_errors(&d));
    require(parts.has == front_begins(text));
    require(parts.body_at <= size && parts.yaml.n <= parts.body_at);
    require(!parts.has || parts.closed || !ok);
    for (size_t i = 0; i < d.n; i++)
        require(d.p[i].at <= size && d.p[i].n <= size - d.p[i].at);
    arena_free(a);
    return 0;
}
