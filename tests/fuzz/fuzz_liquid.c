/* Any text as a template: it parses to a tree, renders within its limits, and either ends well or
 * leaves an error; its mask is as long as it is and keeps its lines. The first byte chooses dialect
 * and strictness. */
#include <stdlib.h>

#include "liquid/liquid.h"
#include "value/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ARENA = 64 << 20, STEPS = 50000, OUTPUT = 1 << 20 };

static const char page[] =
    "{\"title\":\"A 'B' <c> "
    "\\u65e5\\u672c\",\"n\":7,\"f\":1.5,\"big\":123456789012345678901234567890,"
    "\"t\":true,\"nil\":null,\"tags\":[\"b\",\"a\",null,\"c\"],\"nums\":[3,1,2.5],"
    "\"posts\":[{\"title\":\"x\",\"n\":2,\"date\":\"2024-03-05\"},{\"title\":\"y\",\"n\":1}],"
    "\"deep\":{\"a\":{\"b\":[[1,[2]],{\"c\":\"d\"}]}},\"empty\":\"\",\"mixed\":[1,\"1\",[],{},null]"
    "}";

static void require(bool condition) {
    if (!condition)
        abort();
}

typedef struct job {
    arena *a;
    uint8_t flags;
    const source *src;
    const liquid_env *env;
} job;

/* A template that includes itself and others. */
static const liquid_tpl *load(void *ctx, liquid_run *r, str name) {
    const job *j = ctx;
    (void)r;
    str text = str_eq(name, S("self")) ? j->src->text
               : str_eq(name, S("a"))  ? S("{{ x }}{% include 'b' with x %}{% assign y = 1 %}")
               : str_eq(name, S("b"))  ? S("{% break %}{{ b }}{{ y }}")
                                       : (str){NULL, 0};
    if (!text.p)
        return NULL;
    diags d;
    diags_new(&d, j->a);
    const source *s = source_new(j->a, name, text);
    return liquid_parse(j->a, j->env, span_of(s, 0, text.n), &d);
}

static void check_mask(arena *a, const source *s) {
    liquid_spans spans = {0};
    str masked = liquid_mask(a, span_of(s, 0, s->text.n), &spans);
    require(masked.n == s->text.n);
    for (size_t i = 0; i < masked.n; i++) {
        bool end = s->text.p[i] == '\n' || s->text.p[i] == '\r';
        require(masked.p[i] == s->text.p[i] || (!end && masked.p[i] == ' '));
    }
    for (size_t i = 0; i < spans.n; i++)
        require(spans.p[i].at.at + spans.p[i].at.n <= masked.n);
    if (!liquid_has_construct(s->text))
        require(spans.n == 0);
}

static void check_close(arena *a, const liquid_env *e, str text) {
    bool changed;
    str closed = liquid_close_blocks(a, e, text, &changed);
    require(closed.n >= text.n && changed == (closed.n > text.n));
}

static void run(void *arg) {
    job *j = arg;
    diags d;
    diags_new(&d, j->a);
    liquid_env *env = liquid_env_new(j->a,
                                     j->flags & 1    ? LIQUID_JEKYLL
                                     : j->flags & 32 ? LIQUID_STRICT2
                                                     : LIQUID_SHOPIFY,
                                     NULL, NULL);
    j->env = env;
    liquid_env_load(env, load, j);
    const liquid_tpl *t = liquid_parse(j->a, env, span_of(j->src, 0, j->src->text.n), &d);
    require(liquid_tpl_ok(t) == !diags_have_errors(&d));
    value root;
    str why;
    size_t at;
    require(json_read(j->a, str_of(page), &root, &why, &at));
    liquid_bind globals[] = {{S("page"), root}, {S("content"), value_lit("<p>c</p>")}};
    liquid_options o = {.limits = {.steps = STEPS, .output = OUTPUT}};
    o.variables = (liquid_undefined)(j->flags >> 1 & 3) % 3;
    o.filters = (liquid_undefined)(j->flags >> 3 & 3) % 3;
    d.count[SEV_ERROR] = 0;
    liquid_run *r = liquid_run_new(j->a, env, &o, &d);
    buf out = buf_new(j->a, 1024);
    bool done = liquid_render(r, t, globals, 2, root, &out);
    require(done || diags_have_errors(&d) || d.n >= LIMIT_FINDINGS);
    check_mask(j->a, j->src);
    check_close(j->a, env, j->src->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    arena *keep = arena_new(0), *a = arena_new(ARENA);
    if (!keep || !a)
        abort();
    str text = {(const char *)data + 1, size - 1};
    job j = {.a = a, .flags = data[0], .src = source_new(keep, S("t"), text)};
    arena_try(a, run, &j);
    arena_free(a);
    arena_free(keep);
    return 0;
}
