/* Editions: what of a URL is a language, and which links of a page lead into its edition. */
#include "support.h"

#include "render/relink.h"
#include "site/edition.h"

static const str langs[] = {{"en", 2}, {"fr", 2}, {"pt-BR", 5}};
static const str excluded[] = {{"images", 6}, {"*.pdf", 5}};

/* What stands between slashes or dots and is a language goes, whatever it means there. */
static void plain_urls(void **state) {
    (void)state;
    static const editions all = {.languages = langs, .nlanguages = 3};
    static const char *const cases[][2] = {
        {"/about/", "/about/"},
        {"/fr/about.html", "/about.html"},
        {"/docs/fr/a", "/docs/a"},
        {"/about.fr.html", "/about/html"},
        {"/pt-BR/", "/"},
        {"/pt-br/", "/pt-br/"},
        {"/fr/fr/x", "/fr/x"},
        {"/french/", "/french/"},
        {"/fr", "/fr"},
        {"", ""},
        {"/a.en/fr.b", "/a/fr.b"},
        {"/en.fr/x", "/fr/x"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(edition_plain_url(a, &all, str_of(cases[i][0])), cases[i][1]);
}

static str relinked(const char *prefix, const char *ext, const char *html) {
    const edition pages[] = {{.prefix = {"", 0}}, {.prefix = {"fr", 2}}, {.prefix = {"pt-BR", 5}}};
    map_builder data = {.a = a};
    map_add(&data, S("url"), value_lit("https://e.x"));
    const config c = {.data = map_finish(&data), .baseurl = S("/b")};
    const editions all = {.p = pages,
                          .n = 3,
                          .default_lang = S("en"),
                          .languages = langs,
                          .nlanguages = 3,
                          .excluded = excluded,
                          .nexcluded = 2};
    const edition e = {
        .kind = EDITIONS_POLYGLOT, .prefix = str_of(prefix), .config = &c, .all = &all};
    const site s = {.config = &c, .edition = &e};
    const render r = {.site = &s};
    const document doc = {.output_path = str_cat(a, S("x"), str_of(ext))};
    buf out = buf_new(a, 64);
    relink_page(&r, &doc, str_of(html), &out);
    return buf_str(&out);
}

/* The value of a link in a French page; NULL: it stays. */
static void links(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"/b/", "/b/fr/"},
        {"/b/about/", "/b/fr/about/"},
        {"/b/#top", "/b/fr/#top"},
        {"/b/x/?q=1", "/b/fr/x/?q=1"},
        {"/b/a(b)", "/b/fr/a(b)"},
        {"/b/a/b,c", "/b/fr/a/b,c"},
        {"/b/en", "/b/fr/en"},
        {"/b/french", "/b/fr/french"},
        {"/b/images.html", NULL}, /* begins as what is excluded */
        {"/b/a.images", NULL},
        {"/b/a.imag", "/b/fr/a.imag"},
        {"/b/x.pdf", NULL},
        {"/b/xpdf", "/b/fr/xpdf"},
        {"https://e.x/b/about/", "https://e.x/b/fr/about/"},
        {"https://e.x/about/", NULL},
        {"https://f.x/b/about/", NULL},
        {"/about/", NULL},
        {"/b", NULL},
        {"/b?q", NULL},
        {"/b/?q=1", NULL},
        {"/b/x?q=1", NULL},
        {"/b/a,b", NULL},
        {"/b/a/b c", NULL},
        {"/b/a/(b)", NULL},
        {"/b/fr/about/", NULL},
        {"/b/fr", NULL},
        {"/b/fr#x", NULL},
        {"/b/en/x", NULL},
        {"//e.x/b/", NULL},
        {"#x", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str tag = S("<a href=\""), end = S("\">");
        str html = str_cat(a, str_cat(a, tag, str_of(cases[i][0])), end);
        str url = str_of(cases[i][1] ? cases[i][1] : cases[i][0]);
        assert_str(relinked("fr", ".html", str_cstr(a, html)),
                   str_cat(a, str_cat(a, tag, url), end));
    }
}

/* Where links are looked for, and where not. */
static void places(void **state) {
    (void)state;
    static const char *const cases[][3] = {
        {".html", "x href=\"/b/\" <p>href=\"/b/\"</p>", NULL},
        {".html", "<a title='href=\"/b/\"'>", NULL},
        {".html", "<a href='/b/'><a href=/b/><a HREF=\"/b/\">", NULL},
        {".html", "1 < 2 href=\"/b/\"", NULL},
        {".html", "<a hreflang=\"en\" href=\"/b/\">", NULL},
        {".html", "<a href=\"/b/", NULL},
        {".html", "<a href=\"", NULL},
        {".html", "<script", NULL},
        {".html", "<!--", NULL},
        {".html", "<a href=\"/b/\" hreflang=\"fr\">", "<a href=\"/b/fr/\" hreflang=\"fr\">"},
        {".html", "<a\nx=\">\" data-href=\"/b/\">", "<a\nx=\">\" data-href=\"/b/fr/\">"},
        {".html", "<!-- href=\"/b/\" -->", "<!-- href=\"/b/fr/\" -->"},
        {".html", "<SCRIPT>\"<a href=\"/b/\"", "<SCRIPT>\"<a href=\"/b/fr/\""},
        {".html", "<scripts>href=\"/b/\"", NULL},
        {".html", "<a ferh=\"//x\">ferh=\"/b/\"", "<a href=\"//x\">href=\"/b/\""},
        {".xml", "<l href=\"/b/\"/>href=\"/b/\"", "<l href=\"/b/fr/\"/>href=\"/b/\""},
        {".css", "a[href=\"/b/\"]", "a[href=\"/b/fr/\"]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(relinked("fr", cases[i][0], cases[i][1]),
                    cases[i][2] ? cases[i][2] : cases[i][1]);
    assert_text(relinked("", ".html", "<a href=\"/b/\" ferh=\"/b/\">"),
                "<a href=\"/b/\" href=\"/b/\">");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(plain_urls), TEST(links), TEST(places)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
