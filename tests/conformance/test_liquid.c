/* Runs the Liquid language over the public conformance data in $LETOON_TEST_DATA/conformance:
 * golden_liquid.json as `letoon liquid` does by default (cases with the tag strict2 in that
 * dialect), jekyll-probes/expected.json in Jekyll's. Prints TAP.
 *
 * Usage: test_liquid DATA. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/vec.h"
#include "liquid/liquid.h"
#include "value/date.h"
#include "value/json.h"

static unsigned tests, skipped;

/* Names may hold line ends. */
static str one_line(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n')
            buf_lit(&b, "\\n");
        else if (s.p[i] == '#') /* TAP's directives */
            buf_lit(&b, "\\#");
        else
            buf_char(&b, s.p[i]);
    return buf_str(&b);
}

static void report(arena *a, str name, bool ok, str why) {
    name = one_line(a, name);
    tests++;
    if (ok)
        printf("ok %u - %.*s\n", tests, STR_FMT(name));
    else
        printf("not ok %u - %.*s\n# %.*s\n", tests, STR_FMT(name), STR_FMT(one_line(a, why)));
}

static str read_file(arena *a, str dir, const char *name) {
    str text, why;
    const char *path = str_cstr(a, str_cat(a, dir, str_of(name)));
    if (file_read(&sys_real, a, path, 0x4000000, &text, &why))
        return text;
    printf("Bail out! %s: %.*s\n", path, STR_FMT(why));
    exit(1);
}

static value read_json(arena *a, str dir, const char *name) {
    value v;
    str why;
    size_t at;
    if (json_read(a, read_file(a, dir, name), &v, &why, &at))
        return v;
    printf("Bail out! %s: %.*s at byte %zu\n", name, STR_FMT(why), at);
    exit(1);
}

/* ---- golden-liquid ---- */

typedef struct partials {
    arena *a;
    const liquid_env *env;
    value sources;
    diags *d;
    map parsed;
} partials;

static const liquid_tpl *load(void *ctx, liquid_run *r, str name) {
    partials *p = ctx;
    (void)r;
    const member *m = value_member(p->sources, name);
    if (!m)
        return NULL;
    void **at = map_at(&p->parsed, m->key.kind == V_STR ? value_as_str(m->key) : name);
    if (!*at) {
        const source *s = source_new(p->a, name, value_as_str(m->val));
        *at = (void *)(uintptr_t)liquid_parse(p->a, p->env, span_of(s, 0, s->text.n), p->d);
    }
    return *at;
}

static bool wanted(value one, str got) {
    value results = value_at(one, S("results"));
    for (uint32_t i = 0; results.kind == V_LIST && i < results.n; i++)
        if (str_eq(value_as_str(results.u.list[i]), got))
            return true;
    return results.kind != V_LIST && str_eq(value_as_str(value_at(one, S("result"))), got);
}

static bool has_tag(value one, str tag) {
    value tags = value_at(one, S("tags"));
    for (uint32_t i = 0; tags.kind == V_LIST && i < tags.n; i++)
        if (str_eq(value_as_str(tags.u.list[i]), tag))
            return true;
    return false;
}

static void golden(value one) {
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    liquid_dialect which = has_tag(one, S("strict2")) ? LIQUID_STRICT2 : LIQUID_SHOPIFY;
    liquid_env *env = liquid_env_new(a, which, NULL, NULL);
    partials p = {a, env, value_at(one, S("templates")), &d, map_new(a)};
    liquid_env_load(env, load, &p);
    const source *s = source_new(a, S("case"), value_as_str(value_at(one, S("template"))));
    const liquid_tpl *t = liquid_parse(a, env, span_of(s, 0, s->text.n), &d);
    liquid_run *r = liquid_run_new(a, env, NULL, &d);
    buf out = buf_new(a, 1024);
    bool done = liquid_tpl_ok(t) && liquid_render(r, t, NULL, 0, value_at(one, S("data")), &out);
    bool invalid = value_truthy(value_at(one, S("invalid")));
    buf why = buf_new(a, 256);
    if (d.n)
        buf_printf(&why, "%.*s / ", STR_FMT(d.p[0].msg));
    buf_printf(&why, "want %s%.*s / got %.*s / template %.*s", invalid ? "an error" : "",
               STR_FMT(value_as_str(value_at(one, S("result")))), STR_FMT(buf_str(&out)),
               STR_FMT(s->text));
    report(a, value_as_str(value_at(one, S("name"))),
           invalid ? !done : done && wanted(one, buf_str(&out)), buf_str(&why));
    arena_free(a);
}

/* ---- Jekyll's probes ---- */

/* The front matter of the page that the probes stand in. */
static value probe_page(arena *a) {
    static const char json[] =
        "{\"arr\":[3,1,2,null,\"b\"],\"nums\":[10,9,1],"
        "\"mixed\":[{\"n\":\"b\",\"v\":2},{\"n\":\"a\"},{\"n\":\"c\",\"v\":10},"
        "{\"n\":\"d\",\"v\":\"9\"}],"
        "\"h\":{\"b\":1,\"a\":[1,2],\"c\":{\"d\":\"e\"}},\"f\":1.5,\"big\":\"1e20\","
        "\"s\":\"h\\u00e9llo w\\u00f6rld <b>&amp; 'x'</b> \\u65e5\\u672c\",\"e\":\"\",\"sp\":\"  "
        "\"}";
    value v;
    str why;
    size_t at;
    if (!json_read(a, str_of(json), &v, &why, &at))
        abort();
    map_builder b = {.a = a};
    for (uint32_t i = 0; i < v.u.map->n; i++)
        map_add_member(&b, v.u.map->members[i]);
    date day = {.sec = civil_days(2024, 3, 5) * 86400, .is_day = true};
    date time = {.sec = day.sec + 4 * 3600 + 50 * 60 + 30, .offset = 19800};
    map_add(&b, S("d"), value_date(date_copy(a, &day)));
    map_add(&b, S("dt"), value_date(date_copy(a, &time)));
    return map_finish(&b);
}

static const char *const jekyll_filters[] = {
    "where",   "where_exp", "find",        "find_exp", "group_by", "group_by_exp", "sort",
    "map",     "slugify",   "jsonify",     "inspect",  "push",     "pop",          "shift",
    "unshift", "sample",    "markdownify", "smartify", "sum",      NULL,
};

/* Does it use what only Jekyll has: a filter, a tag, or the site? */
static bool needs_jekyll(arena *a, str template) {
    for (const char *const *f = jekyll_filters; *f; f++) {
        buf b = buf_new(a, 32);
        buf_printf(&b, "| %s", *f);
        if (str_has(template, buf_str(&b)))
            return true;
    }
    return str_has(template, S("site.")) || str_has(template, S("jekyll.")) ||
           str_has(template, S("page.path")) || str_has(template, S("page.dir")) ||
           str_has(template, S("page.url")) || str_has(template, S("page.title")) ||
           str_has(template, S("page.name"));
}

static void probe(value one, const zone *there) {
    static const char begin[] =
        "{% assign z = \"0,1,2\" | split: \",\" %}{% assign ea = \"\" | split: \",\" %}";
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    const liquid_env *env = liquid_env_new(a, LIQUID_JEKYLL, NULL, NULL);
    str template = value_as_str(value_at(one, S("template")));
    const source *s = source_new(a, S("lq.txt"), str_cat(a, str_of(begin), template));
    const liquid_tpl *t = liquid_parse(a, env, span_of(s, 0, s->text.n), &d);
    date utc = {.sec = civil_days(2026, 11, 15) * 86400 + 43200}, now;
    date_in_zone(&utc, there, &now);
    liquid_options o = {.now = &now, .zone = there, .filters = LIQUID_UNDEFINED_REPORT};
    liquid_run *r = liquid_run_new(a, env, &o, &d);
    liquid_bind page = {S("page"), probe_page(a)};
    buf out = buf_new(a, 1024);
    bool done = liquid_tpl_ok(t) && liquid_render(r, t, &page, 1, value_nil(), &out);
    bool theirs = needs_jekyll(a, template);
    for (size_t i = 0; i < d.n; i++)
        theirs = theirs || d.p[i].rule == RULE_LIQUID_UNDEFINED ||
                 d.p[i].rule == RULE_LIQUID_UNKNOWN_TAG;
    str want = value_as_str(value_at(one, S("debian")));
    bool raise = str_starts(want, S("RAISE"));
    buf why = buf_new(a, 256);
    for (size_t i = 0; i < d.n; i++)
        buf_printf(&why, "%.*s / ", STR_FMT(d.p[i].msg));
    buf_printf(&why, "want %.*s / got %.*s", STR_FMT(want), STR_FMT(buf_str(&out)));
    if (theirs)
        skipped++;
    else
        report(a, str_cat(a, S("probe "), template),
               raise ? !done : done && str_eq(buf_str(&out), want), buf_str(&why));
    arena_free(a);
}

int main(int argc, char **argv) {
    if (argc != 2)
        return 2;
    arena *a = arena_new(0);
    str dir = str_of(argv[1]);
    value all = value_at(read_json(a, dir, "/golden_liquid.json"), S("tests"));
    for (uint32_t i = 0; i < all.n; i++)
        golden(all.u.list[i]);
    value probes = value_at(read_json(a, dir, "/jekyll-probes/expected.json"), S("probes"));
    const zone *there = zone_load(a, S("Asia/Shanghai"));
    for (uint32_t i = 0; there && i < probes.n; i++)
        probe(probes.u.list[i], there);
    printf("# %u probes need Jekyll\n1..%u\n", skipped, tests);
    arena_free(a);
    return 0;
}
