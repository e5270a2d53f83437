#include "support.h"

#include "html/html.h"
#include "links/collect.h"

/* Every tag as "name(attribute=value …)", end tags with "/" before. */
static str tags_of(str s) {
    buf out = buf_new(a, 64);
    html_tag t;
    html_attribute one;
    for (size_t at = 0; html_next(s, &at, &t);) {
        buf_printf(&out, "%s%s%.*s", out.n ? " " : "", t.is_end ? "/" : "", STR_FMT(t.name));
        for (size_t i = 0; html_next_attribute(&t, &i, &one);)
            buf_printf(&out, "(%.*s=%.*s)", STR_FMT(one.name), STR_FMT(one.val));
        if (t.is_closed)
            buf_lit(&out, "!");
        if (!t.is_complete)
            buf_lit(&out, "?");
    }
    return buf_str(&out);
}

static const struct {
    const char *html, *tags;
} cases[] = {
    {"a < b <3 <p>x</p>", "p /p"},
    {"<A HREF='x' id=y>z</A\n>", "A(HREF=x)(id=y) /A"},
    {"<img src=a/b/ alt = \"1 > 0\"/>", "img(src=a/b/)(alt=1 > 0)!"},
    {"<br/><hr />", "br! hr!"},
    {"<a b=c/>", "a(b=c/)"},
    {"<a\n=b =c a=\"\">", "a(=b=c)(a=)"},
    {"<x a a=1 B>", "x(a=)(a=1)(B=)"},
    {"<!-- <a> --><b><!--><i><!---><u><!-- x --!><s><!DOCTYPE html><?p <q>?>", "b i u s"},
    {"<script>'<a>'</scripty></script ><b>", "script /script b"},
    {"<STYLE><a></style><title>&lt;<a></title><textarea><b></textarea>",
     "STYLE /style title /title textarea /textarea"},
    {"<script><a>", "script"},
    {"</><//a></ a><p", "p?"},
    {"<a href='x>y", "a(href=x>y)?"},
    {"<p 1=1 2=2 3=3 4=4 5=5 6=6 7=7 8=8 9=9 10=10 11=11 12=12 13=13 14=14>",
     "p(1=1)(2=2)(3=3)(4=4)(5=5)(6=6)(7=7)(8=8)(9=9)(10=10)(11=11)(12=12)(13=13)(14=14)"},
};

static void cuts_tags(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(tags_of(str_of(cases[i].html)), cases[i].tags);
}

static void resolves_references(void **state) {
    (void)state;
    buf out = buf_new(a, 16);
    html_resolve(S("a&amp;b&#x41;&#66;&nosuch;&copy=1 & &eacute;&"), &out);
    assert_text(buf_str(&out), "a&bAB&nosuch;&copy=1 & \303\251&");
}

static str links_of(str html) {
    collected c = collect_links(a, html);
    buf out = buf_new(a, 64);
    for (size_t i = 0; i < c.links.n; i++)
        buf_printf(&out, "%s%.*s%s", i ? " | " : "", STR_FMT(c.links.p[i].written),
                   c.links.p[i].has_fragment ? "" : "!");
    if (c.base.p)
        buf_printf(&out, " base %.*s", STR_FMT(c.base));
    return buf_str(&out);
}

static const struct {
    const char *html, *links;
} collections[] = {
    {"<a href=\"x?a=1&amp;b=2#c\">", "x?a=1&b=2#c"},
    {"<a name=x><a href><p href=q>", ""},
    {"<img src=i.png srcset=\"a.png 1x, b,c.png 2x,d.png\">",
     "i.png! | a.png! | b,c.png! | d.png!"},
    {"<img srcset='a.png, b.png'><img src=' '>", "a.png! | b.png!"},
    {"<video src=v poster=p></video><source src=s><track src=t>", "v! | p! | s! | t!"},
    {"<link rel=preconnect href=h><link rel=icon href=i>", "i!"},
    {"<meta http-equiv=Refresh content=\"0; URL='/to/'\"><meta name=x content='0;url=y'>", "/to/"},
    {"<base href=/b/><base href=/c/><area href=r>", "r base /b/"},
    {"<pre><code>&lt;a href=\"x\"&gt;</code></pre><!-- <a href=y> -->", ""},
    {"<script>document.write('<a href=x>')</script><noscript><img src=n></noscript>", "n!"},
};

static void collects_links(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof collections / sizeof *collections; i++)
        assert_text(links_of(str_of(collections[i].html)), collections[i].links);
}

static void collects_ids(void **state) {
    (void)state;
    collected c =
        collect_ids(a, S("<p id=one><a name='t&amp;o' href=x><h2 id='日本'><input name=no>"));
    assert_int_equal(c.links.n, 0);
    assert_int_equal(c.ids.n, 3);
    assert_true(collect_has_id(c.ids.p, c.ids.n, S("one")));
    assert_true(collect_has_id(c.ids.p, c.ids.n, S("t&o")));
    assert_true(collect_has_id(c.ids.p, c.ids.n, S("日本")));
    assert_false(collect_has_id(c.ids.p, c.ids.n, S("no")));
    assert_false(collect_has_id(NULL, 0, S("no")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(cuts_tags),
        TEST(resolves_references),
        TEST(collects_links),
        TEST(collects_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
