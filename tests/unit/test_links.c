/* Where links lead, and where in a source they stand. */
#include "support.h"

#include "links/place.h"

static const struct {
    const char *url, *baseurl, *base, *link;
    const char *want; /* "path#fragment"; "." the page itself; "-" elsewhere */
} cases[] = {
    {"https://x.org", "", "a/b.html", "c.html", "a/c.html"},
    {"https://x.org", "", "a/b.html", "../c/./d/", "c/d/"},
    {"https://x.org", "", "a/b.html", "../../../c", "c"},
    {"https://x.org", "", "a/b.html", ".", "a/"},
    {"https://x.org", "", "a/b.html", "..", ""},
    {"https://x.org", "", "b.html", "c/..", ""},
    {"https://x.org", "", "b.html", "#top of", ".#top of"},
    {"https://x.org", "", "b.html", "", "."},
    {"https://x.org", "", "b.html", "?q#f", ".#f"},
    {"https://x.org", "", "b.html", "/x?y#z?", "x#z?"},
    {"https://x.org", "", "b.html", " /x\t\n/y ", "x/y"},
    {"https://x.org", "", "b.html", "\\x\\y?a\\b", "x/y"},
    {"https://x.org", "", "b.html", "/%E6%97%A5%e6%9c%ac/a%20b", "日本/a b"},
    {"https://x.org", "", "b.html", "/%zz%4", "%zz%4"},
    {"https://x.org", "", "b.html", "/a//b", "a/b"},
    {"https://x.org", "", "b.html", "/.x", ".x"},
    {"https://x.org", "", "b.html", "HTTP://X.org:80/y", "y"},
    {"https://x.org", "", "b.html", "https://x.org", ""},
    {"https://x.org", "", "b.html", "https://x.org?q", ""},
    {"https://x.org", "", "b.html", "//x.org/y#z", "y#z"},
    {"https://x.org", "", "b.html", "https://x.org.evil/y", "-"},
    {"https://x.org", "", "b.html", "https://y.org/", "-"},
    {"https://x.org", "", "b.html", "mailto:a@x.org", "-"},
    {"https://x.org", "", "b.html", "data:text/plain,x", "-"},
    {"https://x.org", "", "b.html", "javascript:void(0)", "-"},
    {"https://x.org", "", "b.html", "tel:+1", "-"},
    {"https://x.org", "", "b.html", "/a/{{ x }}", "-"},
    {"https://x.org", "", "b.html", "a:b/c", "-"},
    {"https://x.org", "", "b.html", "./a:b", "a:b"},
    {"https://x.org", "/blog", "a/b.html", "/blog/c", "c"},
    {"https://x.org", "/blog", "a/b.html", "/blog", ""},
    {"https://x.org", "/blog", "a/b.html", "/blogs/c", "-"},
    {"https://x.org", "/blog", "a/b.html", "/c", "-"},
    {"https://x.org", "/blog", "a/b.html", "c", "a/c"},
    {"https://x.org", "blog/", "a/b.html", "https://x.org/blog/c", "c"},
    {"https://x.org", "/blog", "a/b.html", "https://x.org/c", "-"},
    {"https://x.org/~me/", "/blog", "b.html", "https://x.org/~me/blog/c", "c"},
    {"https://x.org", "/日本", "b.html", "/%E6%97%A5%E6%9C%AC/c", "c"},
    {"", "", "b.html", "https://x.org/y", "-"},
    {"", "", "b.html", "//x.org/y", "-"},
    {"", "", "b.html", "/y", "y"},
};

static str shown(const href *h) {
    buf b = buf_new(a, 64);
    if (h->kind == HREF_ELSEWHERE)
        return S("-");
    buf_add(&b, h->kind == HREF_HERE ? S(".") : h->path);
    if (h->fragment.n)
        buf_printf(&b, "#%.*s", STR_FMT(h->fragment));
    return buf_str(&b);
}

static void leads(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        href_site site = href_site_of(a, str_of(cases[i].url), str_of(cases[i].baseurl));
        href h = href_read(a, &site, str_of(cases[i].base), str_of(cases[i].link));
        if (!str_eq(shown(&h), str_of(cases[i].want)))
            fail_msg("%s from %s: got \"%.*s\", wanted \"%s\"", cases[i].link, cases[i].base,
                     STR_FMT(shown(&h)), cases[i].want);
    }
}

static const struct {
    const char *text, *link;
    const char *want; /* what stands at the place; "" for none */
    place_kind kind;
} places[] = {
    {"x /y [a](/y)", "/y", "/y", PLACE_WRITTEN},
    {"[a](/yy) [b]", "/y", "", PLACE_NONE},
    {"[a][r]\n\n[r]: /y 'title'", "/y", "/y", PLACE_WRITTEN},
    {"[a](</y z>)", "/y%20z", "/y z", PLACE_WRITTEN},
    {"[a](/日本)", "/%E6%97%A5%E6%9C%AC", "/日本", PLACE_WRITTEN},
    {"<a href={{ site.baseurl }}/y>", "/blog/y", "/y", PLACE_WRITTEN},
    {"{{ 'assets/y.css' | absolute_url }}", "https://x.org/blog/assets/y.css", "assets/y.css",
     PLACE_WRITTEN},
    {"image: /y.png\n", "/blog/y.png", "/y.png", PLACE_WRITTEN},
    {"[a]({% link y.md %}#z)", "/blog/y#z", "#z", PLACE_WRITTEN},
    {"<a href=\"/tags/{{ t }}/\">", "/tags/x/", "/tags/", PLACE_MADE},
    {"<a href=\"{{ site.baseurl }}/t/{{ t }}\">", "/blog/t/x", "/t/", PLACE_MADE},
    {"<a href=\"/{{ t }}\"> text {{ x }}", "/x", "", PLACE_NONE},
};

static void stands(void **state) {
    (void)state;
    href_site site = href_site_of(a, S("https://x.org"), S("/blog"));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        str text = str_of(places[i].text);
        place_found p = place_find(a, &site, text, str_of(places[i].link));
        if (p.kind != places[i].kind)
            fail_msg("%s in %s: got %d", places[i].link, places[i].text, (int)p.kind);
        if (p.kind != PLACE_NONE)
            assert_text(str_slice(text, p.at, p.at + p.n), places[i].want);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(leads), TEST(stands)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
