#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/uri.h"

/* What Addressable 2.8.1 makes of each: parse and normalize (NULL: it refuses), and
 * normalize_component. */
static const struct {
    const char *text, *normal, *component;
} cases[] = {
    {"100%25 ok%2Fx%zz ﬁ（Ａ） é%C3%A9 %ff ^|`{}<>",
     "100%25%20ok/"
     "x%25zz%20%EF%AC%81%EF%BC%88%EF%BC%A1%EF%BC%89%20%C3%A9%C3%A9%20%FF%20%5E%7C%60%7B%7D%3C%3E",
     "100%25%20ok/"
     "x%25zz%20%EF%AC%81%EF%BC%88%EF%BC%A1%EF%BC%89%20%C3%A9%C3%A9%20%FF%20%5E%7C%60%7B%7D%3C%3E"},
    {"/a%ff/é%ff/b", "/a%FF/%C3%A9%FF/b", "/a%FF/%C3%A9%FF/b"},
    {"/标题（一）/Ａ／Ｂ.html", "/%E6%A0%87%E9%A2%98(%E4%B8%80)/A%2FB.html",
     "/%E6%A0%87%E9%A2%98(%E4%B8%80)/A/B.html"},
    {"/x%2fy%2Fz%41%7e", "/x%2Fy%2FzA~", "/x/y/zA~"},
    {"//cdn/x", "//cdn/x", "//cdn/x"},
    {"///x", "///x", "///x"},
    {"/a/b.html", "/a/b.html", "/a/b.html"},
    {"/a/", "/a/", "/a/"},
    {"//Host:80/x", "//host:80/x", "//Host:80/x"},
    {"HTTP://User:Pa%20ss@ExAmPle.COM:80/a/./b/../c", "http://User:Pa%20ss@example.com/a/c",
     "HTTP://User:Pa%20ss@ExAmPle.COM:80/a/./b/../c"},
    {"http://example.com:8080", "http://example.com:8080/", "http://example.com:8080"},
    {"http://example.com:443/", "http://example.com:443/", "http://example.com:443/"},
    {"https://example.com:443?x=1&y=2&z=%26%3D+%2B%2b;q#frag#ment",
     "https://example.com/?x=1&y=2&z=%26=+%2B%2B%3Bq#frag%23ment",
     "https://example.com:443?x=1&y=2&z=&=+++;q#frag#ment"},
    {"http://例え.テスト/パス?クエリ#フラグ",
     "http://xn--r8jz45g.xn--zckzah/"
     "%E3%83%91%E3%82%B9?%E3%82%AF%E3%82%A8%E3%83%AA#%E3%83%95%E3%83%A9%E3%82%B0",
     "http://%E4%BE%8B%E3%81%88.%E3%83%86%E3%82%B9%E3%83%88/"
     "%E3%83%91%E3%82%B9?%E3%82%AF%E3%82%A8%E3%83%AA#%E3%83%95%E3%83%A9%E3%82%B0"},
    {"http://BÜCHER.de/x", "http://xn--bcher-kva.de/x", "http://B%C3%9CCHER.de/x"},
    {"http://xn--bcher-kva.de/", "http://xn--bcher-kva.de/", "http://xn--bcher-kva.de/"},
    {"http://ex ample.com/", NULL, "http://ex%20ample.com/"},
    {"http://example.com./x", "http://example.com/x", "http://example.com./x"},
    {"http://[::1]:3000/x", "http://[::1]:3000/x", "http://[::1]:3000/x"},
    {"http://[::g]/x", "http://[::g]/x", "http://[::g]/x"},
    {"http://h:abc/x", NULL, "http://h:abc/x"},
    {"http://:80/x", "http:///x", "http://:80/x"},
    {"http:", NULL, "http:"},
    {"http://", NULL, "http://"},
    {"mailto:a@B.c", "mailto:a@B.c", "mailto:a@B.c"},
    {"foo bar:baz", NULL, "foo%20bar:baz"},
    {"1a:b", NULL, "1a:b"},
    {":foo", NULL, ":foo"},
    {"a:b/../c", "a:b/../c", "a:b/../c"},
    {"tel:+1 2", "tel:+1%202", "tel:+1%202"},
    {"data:text/html,<b>", "data:text/html,%3Cb%3E", "data:text/html,%3Cb%3E"},
    {"javascript:alert(1)", "javascript:alert(1)", "javascript:alert(1)"},
    {"?q=1", "?q=1", "?q=1"},
    {"#frag ment", "#frag%20ment", "#frag%20ment"},
    {"/a?", "/a", "/a?"},
    {"/a#", "/a", "/a#"},
    {"/a?#", "/a", "/a?#"},
    {"/a?&&b=&", "/a?&&b=&", "/a?&&b=&"},
    {"a b/c", "a%20b/c", "a%20b/c"},
    {"/a/../../b", "/b", "/a/../../b"},
    {"/a/b/../../../c", "/c", "/a/b/../../../c"},
    {"/a//../b", "/a/b", "/a//../b"},
    {"/a/b/..", "/a/", "/a/b/.."},
    {"/a/b/.", "/a/b/", "/a/b/."},
    {"/./a", "/a", "/./a"},
    {"/..", "/", "/.."},
    {"/.", "/", "/."},
    {"/a/.../b", "/a/.../b", "/a/.../b"},
    {"/.hidden/..x", "/.hidden/..x", "/.hidden/..x"},
    {".htaccess", "htaccess", ".htaccess"},
    {"../x", "x", "../x"},
    {"/..//x", NULL, "/..//x"},
    {"/b/..//x", NULL, "/b/..//x"},
    {"/a\nb", "/a%0Ab", "/a%0Ab"},
    {"/a\n#x\ny", "/a#x", "/a%0A#x%0Ay"},
    {"#x\ny?z", "#x", "#x%0Ay?z"},
    {" /x ", "/x", "%20/x%20"},
    {"/x /y", "/x%20/y", "/x%20/y"},
    {" x", "x", "%20x"},
    {"http://a@b@c/x", "http://a%40b@c/x", "http://a@b@c/x"},
    {"http://user:@h/", "http://user:@h/", "http://user:@h/"},
    {"http://:@h/", "http://h/", "http://:@h/"},
    {"//", "//", "//"},
    {"//h", "//h", "//h"},
    {"localhost:4000/b/x", "localhost:4000/b/x", "localhost:4000/b/x"},
    {"localhost/b/x", "localhost/b/x", "localhost/b/x"},
    {"/a'b(c)*+,;=@:!$&~_-.", "/a'b(c)*+,;=@:!$&~_-.", "/a'b(c)*+,;=@:!$&~_-."},
    {"/a\"<>\\^`{|}[]%", "/a%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D%25",
     "/a%22%3C%3E%5C%5E%60%7B%7C%7D[]%25"},
    {"/%E4%BD%A0%e5%a5%bd", "/%E4%BD%A0%E5%A5%BD", "/%E4%BD%A0%E5%A5%BD"},
    {"/Å/ﬀ/①/Ⅷ/ｶﾞ/가", "/%C3%85/ff/1/VIII/%E3%82%AC/%EA%B0%80",
     "/%C3%85/ff/1/VIII/%E3%82%AC/%EA%B0%80"},
    {"http://h/ü?ü=ü&a=ﬁ#ﬁ", "http://h/%C3%BC?%C3%BC=%C3%BC&a=fi#fi",
     "http://h/%C3%BC?%C3%BC=%C3%BC&a=fi#fi"},
    {"http://1.2.3.4:0/", "http://1.2.3.4/", "http://1.2.3.4:0/"},
    {"http://h:0080/", "http://h/", "http://h:0080/"},
    {"HTTP:/x", "http:/x", "HTTP:/x"},
    {"http:x", "http:x", "http:x"},
    {"x.html?u=http://e.com/a b", "x.html?u=http://e.com/a%20b", "x.html?u=http://e.com/a%20b"},
    {"/a;b;c?d;e", "/a;b;c?d%3Be", "/a;b;c?d;e"},
    {"http://ẞ.de/", "http://xn--zca.de/", "http://%E1%BA%9E.de/"},
    {"http://h_h.de/", "http://h_h.de/", "http://h_h.de/"},
    {"http://%41b.de/", "http://Ab.de/", "http://Ab.de/"},
    {"http://é%C3%A9.de/", "http://xn--9caa.de/", "http://%C3%A9%C3%A9.de/"},
    {"/a/%2e%2e/b", "/b", "/a/../b"},
    {"/a/%2E/b", "/a/b", "/a/./b"},
    {"", "", ""},
};

static void check(const char *text, const char *what, str got, const char *want) {
    if (!str_eq(got, str_of(want)))
        fail_msg("%s of \"%s\": got \"%.*s\", want \"%s\"", what, text, STR_FMT(got), want);
}

static void test_normalize(void **state) {
    (void)state;
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uri u;
        str why = S("");
        buf out = buf_new(a, 64);
        bool ok = uri_parse(a, str_of(cases[i].text), &u, &why) && uri_normalize(a, &u, &out, &why);
        if (ok != (cases[i].normal != NULL))
            fail_msg("\"%s\": %s %.*s", cases[i].text, ok ? "accepted" : "refused", STR_FMT(why));
        if (ok)
            check(cases[i].text, "normalize", buf_str(&out), cases[i].normal);
        else
            assert_true(why.n > 0);
    }
    arena_free(a);
}

static void test_component(void **state) {
    (void)state;
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf out = buf_new(a, 64);
        uri_normalize_component(a, str_of(cases[i].text), &out);
        check(cases[i].text, "normalize_component", buf_str(&out), cases[i].component);
    }
    arena_free(a);
}

/* A plain path must be its own normal form. */
static void test_plain(void **state) {
    (void)state;
    arena *a = arena_new(0);
    size_t plain = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (uri_is_plain_path(str_of(cases[i].text))) {
            assert_string_equal(cases[i].text, cases[i].normal);
            plain++;
        }
    assert_true(plain > 1);
    assert_true(uri_is_plain_path(S("/blog/2024/01/02/a-b_c.html")));
    assert_false(uri_is_plain_path(S("/a/../b")));
    assert_false(uri_is_plain_path(S("//a")));
    assert_false(uri_is_plain_path(S("/a:b")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normalize),
        cmocka_unit_test(test_component),
        cmocka_unit_test(test_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
