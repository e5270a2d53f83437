/* Jekyll's filters and tags. tests/data/filters/expected.json holds templates with what Jekyll
 * 4.3.1 prints for them as page.txt of the site beside it; null: the build stops. The site has
 * posts enough for its lists to be indexed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/file.h"
#include "render/render.h"
#include "render/smarty.h"
#include "value/json.h"

typedef struct world {
    arena *a, *scratch;
    diags d;
    render *r;
    const document *page;
} world;

static const document *find_page(const site *s, str name) {
    for (size_t i = 0; i < s->npages; i++)
        if (str_eq(s->pages[i]->name, name))
            return s->pages[i];
    fail_msg("no page %.*s", STR_FMT(name));
    return NULL;
}

static int setup(void **state) {
    arena *a = arena_new(0);
    world *w = arena_make(a, world, 1);
    *w = (world){.a = a, .scratch = arena_new(0)};
    diags_new(&w->d, a);
    config_options o = {.source = S("tests/data/filters/site")};
    const config *c = config_load(a, &o, &w->d);
    const site *s = c ? site_load(a, w->scratch, c, S(""), &w->d) : NULL;
    if (!s || diags_have_errors(&w->d)) {
        fprintf(stderr, "%.*s\n", STR_FMT(w->d.n ? w->d.p[0].msg : S("no site")));
        return -1;
    }
    w->r = render_new(a, s, &w->d);
    w->page = find_page(s, S("page.txt"));
    *state = w;
    return 0;
}

static int teardown(void **state) {
    world *w = *state;
    arena_free(w->scratch);
    arena_free(w->a);
    return 0;
}

/* What the template prints as the page; false: a fault was reported. */
static bool print(world *w, arena *a, str template, str *out, diags *d) {
    document doc = *w->page;
    doc.is_generated = true;
    doc.generated = template;
    buf b = buf_new(a, 256);
    diags_new(d, a);
    bool ok = render_page(w->r, &doc, a, &b, d);
    assert_int_equal(ok, !diags_have_errors(d));
    *out = buf_str(&b);
    return ok;
}

static value read_json(arena *a, const char *path) {
    str text, why;
    size_t at;
    value v;
    if (!file_read(&sys_real, a, path, LIMIT_FILE, &text, &why) ||
        !json_read(a, text, &v, &why, &at))
        fail_msg("%s: %.*s", path, STR_FMT(why));
    return v;
}

static bool agrees(world *w, str template, value want) {
    arena *a = arena_new(0);
    diags d;
    str out;
    bool ok = print(w, a, template, &out, &d);
    bool same = want.kind == V_NIL ? !ok : ok && str_eq(out, value_as_str(want));
    if (!same)
        print_error("%.*s\n  want %s%.*s\n  got  %.*s%.*s\n", STR_FMT(template),
                    want.kind == V_NIL ? "a fault" : "", STR_FMT(value_as_str(want)), STR_FMT(out),
                    STR_FMT(d.n ? d.p[0].msg : S("")));
    arena_free(a);
    return same;
}

/* Twice: the second time the lists' indexes are there already. */
static void test_as_jekyll(void **state) {
    world *w = *state;
    value all = read_json(w->a, "tests/data/filters/expected.json");
    unsigned wrong = 0;
    assert_true(all.n > 100);
    for (uint32_t i = 0; i < 2 * all.n; i++) {
        const value *one = all.u.list[i % all.n].u.list;
        wrong += !agrees(w, value_as_str(one[0]), one[1]);
    }
    assert_int_equal(wrong, 0);
}

static void test_smarty(void **state) {
    world *w = *state;
    value all = read_json(w->a, "tests/data/filters/smarty.json");
    for (uint32_t i = 0; i < all.n; i++) {
        const value *one = all.u.list[i].u.list;
        buf out = buf_new(w->a, 64);
        smarty_render(w->a, value_as_str(one[0]), &out);
        if (!str_eq(buf_str(&out), value_as_str(one[1])))
            fail_msg("%.*s: want %.*s, got %.*s", STR_FMT(value_as_str(one[0])),
                     STR_FMT(value_as_str(one[1])), STR_FMT(buf_str(&out)));
    }
}

/* letoon's own. */
static void test_own(void **state) {
    static const struct {
        const char *template, *want;
    } cases[] = {
        {"{{ '/a/b.html' | url_from: '/a/c.html' }}", "b.html"},
        {"{{ '/a/b.html' | url_from: '/a/b.html' }}", "b.html"},
        {"{{ '/b.html' | url_from: '/a/c/d.html' }}", "../../b.html"},
        {"{{ '/a/x/b.html' | url_from: '/a/c/d.html' }}", "../x/b.html"},
        {"{{ '/a/b/' | url_from: '/a/c.html' }}", "b/index.html"},
        {"{{ '/a/' | url_from: '/a/' }}", "index.html"},
        {"{{ '/' | url_from: '/a/b/' }}", "../../index.html"},
        {"{{ '/ab/c.html' | url_from: '/a/c.html' }}", "../ab/c.html"},
        {"{{ '/a/b.html?q=/x#/y' | url_from: '/z/c.html?p=/q/' }}", "../a/b.html?q=/x#/y"},
        {"{{ '/a/?q#f' | url_from: '/b.html' }}", "a/index.html?q#f"},
        {"{{ '/%E4%BD%A0/a%20b.html' | url_from: '/b.html' }}", "%E4%BD%A0/a%20b.html"},
        {"{{ '/a:b/c.html' | url_from: '/b.html' }}", "./a:b/c.html"},
        {"{{ 'https://x/y' | url_from: '/b.html' }}", "https://x/y"},
        {"{{ '//x/y' | url_from: '/b.html' }}", "//x/y"},
        {"{{ '#x' | url_from: '/b.html' }}|{{ '' | url_from: '/b.html' }}", "#x|"},
        {"{{ nil | url_from: '/b.html' }}|{{ '/x' | url_from: nil }}", "|/x"},
        {"{{ 'zh' | lang_info | map: 'tag' }}", "zh-Hans"},
        {"{% assign l = 'hant' | lang_info %}{{ l.tag }}", "zh-Hant"},
        {"{% assign l = nil | lang_info %}{{ l.tag }}", "en"},
        {"{{ '2024-03-05' | lang_date: 'en' }}", "March 5, 2024"},
        {"{{ 'no date' | lang_date: 'en' }}|{{ nil | lang_date }}", "no date|"},
        {"{% assign x = '5,6,7,8' | split: ',' %}{{ x | sample: 9 | sort | join }}", "5 6 7 8"},
        {"{% highlight c %}<{% endhighlight %}",
         "<figure class=\"highlight\"><pre><code class=\"language-c\" "
         "data-lang=\"c\">&lt;</code></pre></figure>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(agrees(*state, str_of(cases[i].template), value_str(str_of(cases[i].want))));
}

/* The same page is drawn the same each time, and a loop does not draw one item again and again. */
static void test_sample(void **state) {
    world *w = *state;
    diags d;
    str one, two;
    str template = S("{% assign x = '1,2,3,4,5,6,7,8,9' | split: ',' %}"
                     "{% for i in (1..40) %}{{ x | sample }}{% endfor %}");
    assert_true(print(w, w->a, template, &one, &d));
    assert_true(print(w, w->a, template, &two, &d));
    assert_true(str_eq(one, two));
    assert_int_equal(one.n, 40);
    for (char c = '1'; c <= '9'; c++)
        assert_true(str_find_char(one, c) != STR_NONE);
}

static void test_faults(void **state) {
    static const struct {
        const char *template;
        rule_id rule;
        uint32_t at;
        const char *msg, *help;
    } cases[] = {
        {"x{% include parms.html %}", RULE_LIQUID_INCLUDE, 1,
         "there is no include \"parms.html\" in \"_includes\"", "did you mean \"params.html\"?"},
        {"{% include outer.html %}", RULE_LIQUID_INCLUDE, 0,
         "there is no include \"outer.html\" in \"_includes\"", "did you mean \"sub/outer.html\"?"},
        {"{% include a.html x=\"1 %}", RULE_LIQUID_INCLUDE, 18,
         "parameters are written name=\"text\" or name=variable", ""},
        {"xy{% link pge.txt %}", RULE_LIQUID_LINK, 2, "there is no page, note or file \"pge.txt\"",
         "did you mean \"page.txt\"?"},
        {"{% post_url 2024-01-01-note-99 %}", RULE_LIQUID_LINK, 0,
         "there is no post \"2024-01-01-note-99\"", "did you mean \"2024-01-01-note-0\"?"},
        {"{{ 5 | cgi_escape }}", RULE_LIQUID_ARGUMENT, 7, "'cgi_escape' wants a text, not 5", ""},
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        diags d;
        str out;
        assert_false(print(w, w->a, str_of(cases[i].template), &out, &d));
        assert_int_equal(d.n, 1);
        assert_int_equal(d.p[0].rule, cases[i].rule);
        assert_int_equal(d.p[0].at, cases[i].at);
        assert_string_equal(str_cstr(w->a, d.p[0].msg), cases[i].msg);
        assert_string_equal(str_cstr(w->a, d.p[0].help), cases[i].help);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_jekyll), cmocka_unit_test(test_smarty), cmocka_unit_test(test_own),
        cmocka_unit_test(test_sample),    cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
