/* Decoding any bytes as any encoding: what comes out is UTF-8, and either it is whole or there is
 * exactly one diag. The first byte chooses what the site declares. */
#include <stdlib.h>

#include "base/utf8.h"
#include "encoding/encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {"",       "utf-8",     "gb18030",     "big5",
                                        "euc-jp", "shift_jis", "iso-2022-jp", "windows-1252",
                                        "utf-16", "utf-32be",  "iso-8859-1",  "big5-hkscs",
                                        "utf-7",  "johab",     "no-such",     "koi8-r"};
    if (size == 0)
        return 0;
    arena *a = arena_new(0);
    if (!a)
        return 0;
    diags d;
    diags_new(&d, a);
    str bytes = {(const char *)data + 1, size - 1};
    const char *name = names[data[0] % (sizeof names / sizeof *names)];
    decoded out = decode(a, S("x.md"), bytes, str_of(name), &d);
    size_t bad;
    require(utf8_valid(out.text, &bad));
    require(out.ok ? d.n == 0 : d.n == 1);
    arena_free(a);
    return 0;
}
