/* What Sass compilers print: complaints and source maps. */
#include "support.h"

#include "render/sass.h"

/* A site at /site, with a theme outside of it. */
static const sass_dir dirs[] = {
    {{"_sass", 5}, {"/site/_sass", 11}, {"", 0}},
    {{"/gems/t-1/_sass", 15}, {"/gems/t-1/_sass", 15}, {"t-1/_sass", 9}},
};

static sass compiler(sass_compiler which) {
    return (sass){.compiler = which,
                  .source = S("."),
                  .real_source = S("/site"),
                  .dirs = dirs,
                  .ndirs = sizeof dirs / sizeof *dirs};
}

static const struct {
    sass_compiler of;
    const char *err, *message, *path;
    uint32_t line, col;
} complaints[] = {
    {SASS_LIB,
     "Error: Undefined variable: \"$x\".\n        on line 3:10 of stdin\n>> a {}\n   -^\n",
     "Undefined variable: \"$x\"", "", 3, 10},
    {SASS_LIB,
     "WARNING: old\nError: Two\n       lines.\n        on line 1:8 of ../gems/t-1/_sass/_a.scss\n"
     "        from line 3:9 of stdin\n",
     "Two lines", "/gems/t-1/_sass/_a.scss", 1, 8},
    {SASS_LIB, "Error: no place\n", "no place", "", 0, 0},
    {SASS_LIB, "Error: on line twelve of it\n on line :3 of x\n",
     "on line twelve of it on line :3 of x", "", 0, 0},
    {SASS_LIB, "sassc: not for this machine", "sassc: not for this machine", "", 0, 0},
    {SASS_LIB, "\n", "the Sass compiler fails", "", 0, 0},
    {SASS_DART,
     "Error: expected \";\".\n  ,\n3 |   d: e\n  |    ^\n  '\n  - 3:4  root stylesheet\n",
     "expected \";\"", "", 3, 4},
    {SASS_DART,
     "Error: Undefined variable.\n  ,\n1 | a { b: $x; }\n  |        ^^\n  '\n"
     "  _sass/a b.scss 1:8  @import\n  - 1:9               root stylesheet\n",
     "Undefined variable", "_sass/a b.scss", 1, 8},
    {SASS_DART, "Error: Can't find stylesheet to import.\n  - 99999999999:4  root stylesheet\n",
     "Can't find stylesheet to import. - 99999999999:4  root stylesheet", "", 0, 0},
};

static void complaints_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        sass s = compiler(complaints[i].of);
        sass_fault f = {0};
        sass_read_fault(&s, a, str_of(complaints[i].err), &f);
        assert_text(f.message, complaints[i].message);
        assert_text(f.path, complaints[i].path);
        assert_int_equal(f.line, complaints[i].line);
        assert_int_equal(f.col, complaints[i].col);
    }
}

static void files_are_named_without_the_machine(void **state) {
    static const char *const names[][2] = {
        {"stdin", "main.scss"},
        {"data:;charset=utf-8,a", "main.scss"},
        {"_sass/_a.scss", "_sass/_a.scss"},
        {"file:///site/_sass/_a.scss", "_sass/_a.scss"},
        {"../gems/t-1/_sass/x/_b.scss", "t-1/_sass/x/_b.scss"},
        {"/gems/t-1/_sass/_b.scss", "t-1/_sass/_b.scss"},
        {"/elsewhere/c.scss", "../elsewhere/c.scss"},
    };
    (void)state;
    sass s = compiler(SASS_LIB);
    sass_sheet sheet = {.name = S("main.scss")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_text(sass_name(&s, a, &sheet, str_of(names[i][0])), names[i][1]);
}

static bool take(const char *url, str *css, str *out) {
    sass s = compiler(SASS_LIB);
    sass_sheet sheet = {.text = S("a\n\"b\""), .name = S("m x.scss"), .map_name = S("m x.css.map")};
    *css = str_cat(a, S("a { /*# sourceMappingURL=no */ }\n\n/*# sourceMappingURL="), str_of(url));
    return sass_take_map(&s, a, &sheet, css, out);
}

static void maps_are_taken_out(void **state) {
    (void)state;
    str css, out;
    /* {"sources":["stdin"],"mappings":"AAAA"} */
    assert_true(take("data:application/json;base64,"
                     "eyJzb3VyY2VzIjpbInN0ZGluIl0sIm1hcHBpbmdzIjoiQUFBQSJ9 */\n",
                     &css, &out));
    assert_text(css, "a { /*# sourceMappingURL=no */ }\n\n"
                     "/*# sourceMappingURL=m%20x.css.map */");
    assert_text(out, "{\n\t\"version\": 3,\n\t\"file\": \"m%20x.css\",\n\t\"sources\": [\n"
                     "\t\t\"m%20x.scss\"\n\t],\n\t\"sourcesContent\": [\n\t\t\"a\\n\\\"b\\\"\"\n"
                     "\t],\n\t\"names\": [],\n\t\"mappings\": \"AAAA\"\n}");
    assert_true(take("data:application/json,%7B%22sources%22:%5B%5D%7D */", &css, &out));
    static const char *const bad[] = {"main.css.map */", "data:x */", "data:application/json,{ */",
                                      "data:application/json,{}", "data:application/json,{} */"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(take(bad[i], &css, &out));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(complaints_are_read),
        TEST(files_are_named_without_the_machine),
        TEST(maps_are_taken_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
