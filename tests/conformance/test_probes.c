/* Renders the templates of $LETOON_TEST_DATA/conformance/jekyll-probes/expected.json as the page
 * lq.txt of the site beside it, and compares with what Jekyll 4.3.1 printed. Prints TAP.
 *
 * Usage: test_probes DATA KNOWN. KNOWN lists the templates that differ, one a line: such a one that
 * passes, and any other that fails, is a failure, so the list can only shrink. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "render/render.h"
#include "value/json.h"

static unsigned tests, known_failures;
static str known;

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

static bool is_known(str name) {
    str rest = known, line;
    while (rest.n) {
        str_cut(rest, S("\n"), &line, &rest);
        if (str_eq(line, name))
            return true;
    }
    return false;
}

static void report(arena *a, str template, bool ok, str why) {
    str name = one_line(a, template);
    if (is_known(name) && !ok) {
        known_failures++;
        return;
    }
    tests++;
    if (is_known(name))
        printf("not ok %u - %.*s: passes; take it off the list\n", tests, STR_FMT(name));
    else if (ok)
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
    bool raises = str_starts(want, S("RAISE"));
    report(a, template,
           raises ? !done && diags_have_errors(&d) : done && str_eq(buf_str(&out), want),
           buf_str(&why));
    arena_free(a);
}

int main(int argc, char **argv) {
    if (argc != 3)
        return 2;
    arena *a = arena_new(0), *scratch = arena_new(0);
    diags d;
    diags_new(&d, a);
    known = read_file(a, argv[2]);
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
    printf("# %u known failures\n1..%u\n", known_failures, tests);
    arena_free(scratch);
    arena_free(a);
    return 0;
}
