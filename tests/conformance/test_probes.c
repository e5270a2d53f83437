/* Renders the templates of $LETOON_TEST_DATA/conformance/jekyll-probes/expected.json as the page
 * lq.txt of the site beside it, and compares with what Jekyll 4.3.1 printed, in code that is
 * highlighted without the spans that colour it. Prints TAP.
 *
 * Usage: test_probes DATA. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "render/render.h"
#include "value/json.h"

static unsigned tests;

static str read_file(arena *a, const char *path) {
    str text, why;
    if (file_read(&sys_real, a, path, LIMIT_FILE, &text, &why))
        return text;
    printf("Bail out! %s: %.*s\n", path, STR_FMT(why));
    exit(1);
}

/* Templates may hold line ends, and '#' begins TAP's directives. */
static str one_line(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n')
            buf_lit(&b, "\\n");
        else if (s.p[i] == '#')
            buf_lit(&b, "\\#");
        else
            buf_char(&b, s.p[i]);
    return buf_str(&b);
}

static str without_spans(arena *a, str html) {
    buf b = buf_new(a, html.n);
    while (html.n) {
        if (str_starts(html, S("<span")) || str_starts(html, S("</span")))
            html = str_from(html, str_find_char(html, '>'));
        else
            buf_char(&b, html.p[0]);
        html = str_from(html, 1);
    }
    return buf_str(&b);
}

static void report(arena *a, str template, bool ok, str why) {
    str name = one_line(a, template);
    tests++;
    if (ok)
        printf("ok %u - %.*s\n", tests, STR_FMT(name));
    else
        printf("not ok %u - %.*s\n# %.*s\n", tests, STR_FMT(name), STR_FMT(one_line(a, why)));
}

static const document *find_page(const site *s, str name) {
    for (size_t i = 0; i < s->npages; i++)
        if (str_eq(s->pages[i]->name, name))
            return s->pages[i];
    printf("Bail out! no page %.*s\n", STR_FMT(name));
    exit(1);
}

static void probe(render *r, const document *page, value one) {
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    str template = value_as_str(value_at(one, S("template")));
    str want = value_as_str(value_at(one, S("debian")));
    document doc = *page;
    doc.is_generated = true;
    doc.generated = str_cat(a,
                            S("{% assign z = \"0,1,2\" | split: \",\" %}"
                              "{% assign ea = \"\" | split: \",\" %}"),
                            template);
    buf out = buf_new(a, 1024), why = buf_new(a, 256);
    bool done = render_page(r, &doc, a, &out, &d);
    for (size_t i = 0; i < d.n; i++)
        buf_printf(&why, "%.*s / ", STR_FMT(d.p[i].msg));
    buf_printf(&why, "want %.*s / got %.*s", STR_FMT(want), STR_FMT(buf_str(&out)));
    str got = buf_str(&out);
    if (str_has(template, S("{% highlight"))) {
        want = without_spans(a, want);
        got = without_spans(a, got);
    }
    bool raises = str_starts(want, S("RAISE"));
    report(a, template, raises ? !done && diags_have_errors(&d) : done && str_eq(got, want),
           buf_str(&why));
    arena_free(a);
}

int main(int argc, char **argv) {
    if (argc != 2)
        return 2;
    arena *a = arena_new(0), *scratch = arena_new(0);
    diags d;
    diags_new(&d, a);
    str why, json = read_file(a, str_cstr(a, str_cat(a, str_of(argv[1]), S("/expected.json"))));
    size_t at;
    value all;
    if (!json_read(a, json, &all, &why, &at)) {
        printf("Bail out! expected.json: %.*s at byte %zu\n", STR_FMT(why), at);
        return 1;
    }
    config_options o = {.source = str_cat(a, str_of(argv[1]), S("/site"))};
    const config *c = config_load(a, &o, &d);
    const site *s = c ? site_load(a, scratch, c, S(""), &d) : NULL;
    if (!s) {
        printf("Bail out! the site cannot be loaded: %.*s\n", STR_FMT(d.n ? d.p[0].msg : S("")));
        return 1;
    }
    render *r = render_new(a, s, &d);
    const document *page = find_page(s, S("lq.txt"));
    value probes = value_at(all, S("probes"));
    for (uint32_t i = 0; i < probes.n; i++)
        probe(r, page, probes.u.list[i]);
    printf("1..%u\n", tests);
    arena_free(scratch);
    arena_free(a);
    return 0;
}
