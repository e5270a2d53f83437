/* Reading any text as YAML: a value or exactly one error, positions inside the text, and the value
 * can be printed. */
#include <stdlib.h>

#include "base/utf8.h"
#include "yaml/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

static void check_positions(value v, str text, unsigned depth) {
    require(depth <= LIMIT_YAML_DEPTH);
    for (uint32_t i = 0; v.kind == V_MAP && i < v.n; i++) {
        const member *m = &v.u.map->members[i];
        require(m->key_at <= text.n && m->val_at <= text.n && m->val_n <= text.n - m->val_at);
        if (i < 8) /* an alias bomb has few values, but endless paths */
            check_positions(m->val, text, depth + 1);
    }
    if (v.kind == V_LIST && v.n)
        check_positions(v.u.list[0], text, depth + 1);
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
    const yaml_options o = {.syntax_rule = RULE_DATA_INVALID,
                            .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY,
                            .whole = size % 2 == 0};
    value v;
    bool ok = yaml_read(a, span_of(source_new(a, S("x.yml"), text), 0, size), &o, &v, &d);
    require(d.count[SEV_ERROR] == (ok ? 0 : 1));
    for (size_t i = 0; i < d.n; i++)
        require(d.p[i].at <= size && d.p[i].n <= size - d.p[i].at && d.p[i].from.line > 0);
    check_positions(v, text, 0);
    arena_free(a);
    return 0;
}
