/* The site model's pure parts: slugs, URLs, filters, defaults, CSV, sets, configuration. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/limits.h"
#include "site/config_check.h"
#include "site/data.h"
#include "site/defaults.h"
#include "site/filter.h"
#include "site/order.h"
#include "site/permalink.h"
#include "site/sets.h"
#include "site/taxonomy.h"
#include "value/json.h"
#include "yaml/yaml.h"

static arena *a;
static diags d;

static int setup(void **state) {
    (void)state;
    a = arena_new(0);
    diags_new(&d, a);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

static void assert_text(str got, str want) {
    assert_string_equal(str_cstr(a, got), str_cstr(a, want));
}

static value yaml(const char *text) {
    static const yaml_options o = {.syntax_rule = RULE_CONFIG_INVALID,
                                   .duplicate_rule = RULE_CONFIG_INVALID};
    const source *src = source_new(a, S("x.yml"), str_of(text));
    value v;
    assert_true(yaml_read(a, span_of(src, 0, src->text.n), &o, &v, &d));
    return v;
}

static str json(value v) {
    buf b = buf_new(a, 64);
    json_write(v, a, &b, 0);
    return buf_str(&b);
}

/* ---- tables that Jekyll wrote (tests/data/site/oracle.rb) ---- */

enum { COLUMNS = 4 };

static str unescape(str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\' && i + 1 < s.n) {
            c = s.p[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        buf_char(&b, c);
    }
    return buf_str(&b);
}

/* Calls `check` with every line's columns; how many lines there were. */
static size_t each_line(const char *path, void (*check)(const str *column, size_t n)) {
    str rest, why, line;
    size_t lines = 0;
    assert_true(file_read(&sys_real, a, path, LIMIT_FILE, &rest, &why));
    while (rest.n) {
        str column[COLUMNS] = {{0}}, tail;
        size_t n = 0;
        str_cut(rest, S("\n"), &line, &rest);
        if (str_starts(line, S("# ")))
            continue;
        for (bool more = true; more && n < COLUMNS; n++) {
            more = str_cut(line, S("\t"), &column[n], &tail);
            column[n] = unescape(column[n]);
            line = tail;
        }
        check(column, n);
        lines++;
    }
    return lines;
}

static void check_slug(const str *c, size_t n) {
    assert_int_equal(n, 4);
    assert_text(permalink_slugify(a, c[0], c[1], str_eq(c[2], S("1"))), c[3]);
}

static void slugs(void **state) {
    (void)state;
    assert_true(each_line("tests/data/site/slugs.tsv", check_slug) > 500);
}

static void check_escape(const str *c, size_t n) {
    assert_int_equal(n, 2);
    assert_text(permalink_escape(a, c[0]), c[1]);
    if (str_find_char(c[0], '%') == STR_NONE)
        assert_text(permalink_unescape(a, c[1]), c[0]);
}

static void escapes(void **state) {
    (void)state;
    assert_true(each_line("tests/data/site/escapes.tsv", check_escape) > 40);
    assert_text(permalink_unescape(a, S("%41%zz%4")), S("A%zz%4"));
    assert_text(permalink_unescape(a, S("%e4%BD%A0")), S("\xe4\xbd\xa0"));
}

static void check_cut(const str *c, size_t n) {
    str day, slug;
    assert_int_equal(document_cut_date(c[0], &day, &slug), n == 3);
    if (n == 3) {
        assert_text(day, c[1]);
        assert_text(slug, c[2]);
    }
}

static void cuts(void **state) {
    (void)state;
    assert_true(each_line("tests/data/site/cuts.tsv", check_cut) > 20);
}

/* ---- which files are read ---- */

static void filters(void **state) {
    (void)state;
    const str exclude[] = {S("drop"), S("*.bak"), S("/sub/x*"), S("dir/"), S("both")};
    const str include[] = {S(".htaccess"), S("_pages"), S("both")};
    const config c = {.exclude = exclude, .excludes = 5, .include = include, .includes = 3};
    static const struct {
        const char *dir, *entry;
        bool is_directory, rejected;
    } cases[] = {
        {"", "a.md", false, false},
        {"", ".hidden", false, true},
        {"", "_x", true, true},
        {"", "#x", false, true},
        {"", "~x", false, true},
        {"", "x~", false, true},
        {"", "x.", false, true},
        {"", ".htaccess", false, false},
        {"", "_pages", true, false},
        {"", "drop", true, true},
        {"", "drop.md", false, true},
        {"sub", "drop", true, false},
        {"sub", "a.bak", false, true},
        {"sub", "xy", false, true},
        {"sub", "y", false, false},
        {"", "dir", true, true},
        {"", "dir", false, false},
        {"dir", "a", false, true},
        {"", "both", false, false},
        {"_posts", "zh/_x.md", false, true},
        {"_posts", "zh/x.md", false, false},
        {"a", "_pages", true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (filter_rejects(&c, a, str_of(cases[i].dir), str_of(cases[i].entry),
                           cases[i].is_directory) != cases[i].rejected)
            fail_msg("%s/%s", cases[i].dir, cases[i].entry);
}

/* ---- defaults ---- */

static void defaults(void **state) {
    (void)state;
    config_options o = {.configs = S("tests/data/site/defaults.yml")};
    const config *c = config_load(a, &o, &d);
    assert_non_null(c);
    static const struct {
        const char *path, *type, *merged, *by_key;
    } cases[] = {
        {"a.md", "pages", "{\"v\":\"typed\",\"deep\":{\"a\":1,\"b\":1},\"w\":1}",
         "{\"v\":\"typed\",\"deep\":{\"a\":1,\"b\":1},\"w\":1}"},
        {"sub/a.md", "pages", "{\"v\":\"sub\",\"w\":1,\"deep\":{\"a\":1,\"b\":2}}",
         "{\"v\":\"sub\",\"w\":1,\"deep\":{\"b\":2}}"},
        {"subway.md", "posts", "{\"v\":\"sub\",\"deep\":{\"a\":1,\"b\":2}}",
         "{\"v\":\"sub\",\"deep\":{\"b\":2}}"},
        {"/sub/x.png", "", "{\"v\":\"sub\",\"deep\":{\"a\":1,\"b\":2}}",
         "{\"v\":\"sub\",\"deep\":{\"b\":2}}"},
        {"_docs/x/a.md", "docs", "{\"v\":\"glob\",\"deep\":{\"a\":1,\"b\":1}}",
         "{\"v\":\"glob\",\"deep\":{\"a\":1,\"b\":1}}"},
        {"/slashed/a.md", "pages", "{\"v\":\"typed\",\"deep\":{\"a\":1,\"b\":1},\"w\":1}", NULL},
        /* One with the longer path but without the key hides the others' from the merged ones. */
        {"late/x/a.md", "posts", "{\"v\":\"all\",\"deep\":{\"a\":1,\"b\":1},\"z\":1}",
         "{\"v\":\"late\",\"deep\":{\"a\":1,\"b\":1},\"z\":1}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str path = str_of(cases[i].path), type = str_of(cases[i].type);
        value merged = defaults_for(a, c, path, type);
        assert_text(json(merged), str_of(cases[i].merged));
        if (cases[i].by_key)
            assert_text(json(defaults_by_key(a, c, path, type, merged)), str_of(cases[i].by_key));
    }
}

/* ---- categories ---- */

static str categories(const char *of_path, const char *defaults_text, const char *front_text) {
    value under = yaml(defaults_text), front = yaml(front_text);
    value data = value_merge(a, under, front, 8);
    return json(taxonomy_categories(a, yaml(of_path), under, front, data));
}

static void taxonomies(void **state) {
    (void)state;
    assert_text(categories("[]", "{}", "{categories: a b a}"), S("[\"a\",\"b\"]"));
    assert_text(categories("[en]", "{categories: x}", "{categories: [y, en]}"),
                S("[\"en\",\"x\",\"y\"]"));
    assert_text(categories("[]", "{category: c}", "{categories: [1, ~]}"),
                S("[1,null,\"1\",\"\",\"c\"]"));
    assert_text(categories("[]", "{category: c}", "{category: false}"), S("[]"));
    assert_text(categories("[]", "{}", "{category: [a, [b, c]]}"), S("[\"a\",\"b\",\"c\"]"));
    assert_text(categories("[]", "{}", "{categories: [[b, c]]}"),
                S("[[\"b\",\"c\"],\"[\\\"b\\\", \\\"c\\\"]\",\"b\",\"c\"]"));
    assert_text(json(taxonomy_tags(a, yaml("{tag: a b, tags: x}"))), S("[\"a b\"]"));
    assert_text(json(taxonomy_tags(a, yaml("{tag: ~, tags: x  y}"))), S("[\"x\",\"y\"]"));
    assert_text(json(taxonomy_tags(a, yaml("{tags: [x, [y, ~], x]}"))), S("[\"x\",\"y\",\"x\"]"));
    assert_text(json(taxonomy_tags(a, yaml("{tags: 5}"))), S("[]"));
}

/* ---- CSV ---- */

static void csv(void **state) {
    (void)state;
    static const struct {
        const char *text, *want; /* NULL: refused, */
        size_t at;               /* here */
    } cases[] = {
        {"", "[]", 0},
        {"a,b\n", "[]", 0},
        {"a,b\n1,2\n", "[{\"a\":\"1\",\"b\":\"2\"}]", 0},
        {"a,b\r\n1,\"x, \"\"y\"\"\"\r\n", "[{\"a\":\"1\",\"b\":\"x, \\\"y\\\"\"}]", 0},
        {"a,b\n,\"\"\n", "[{\"a\":null,\"b\":\"\"}]", 0},
        {"a\n1\n\n2", "[{\"a\":\"1\"},{\"a\":null},{\"a\":\"2\"}]", 0},
        {"a,b\n1\n", "[{\"a\":\"1\",\"b\":null}]", 0},
        {"a,a\n1,2\n", "[{\"a\":\"1\"}]", 0},
        {"a\n\"two\nlines\"\n", "[{\"a\":\"two\\nlines\"}]", 0},
        {"a\n\"open\n", NULL, 2},
        {"a\nx\"y\n", NULL, 3},
        {"a\n\"x\"y\n", NULL, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        value v;
        size_t at;
        str why;
        bool ok = csv_read(a, str_of(cases[i].text), ',', &v, &at, &why);
        assert_int_equal(ok, cases[i].want != NULL);
        if (ok)
            assert_text(json(v), str_of(cases[i].want));
        else
            assert_true(why.n > 0 && at == cases[i].at);
    }
}

/* ---- sets ---- */

static document *note(const char *path, const char *front) {
    document *doc = arena_make(a, document, 1);
    str p = str_of(path);
    doc->path = doc->relative_path = p;
    size_t slash = str_rfind_char(p, '/');
    doc->name = slash == STR_NONE ? p : str_from(p, slash + 1);
    doc->ext = S(".md");
    doc->data = yaml(front);
    return doc;
}

/* The sets of notes as "en=a.md zh=a-zh.md*|…", the original starred. */
static str sets_of(document *const *docs, size_t n) {
    const config c = {.lang = S("en")};
    set *sets;
    size_t nsets;
    buf b = buf_new(a, 128);
    sets_find(a, &c, languages_new(a, value_nil(), NULL, 0), docs, n, &sets, &nsets);
    for (size_t i = 0; i < nsets; i++) {
        for (size_t j = 0; j < sets[i].n; j++) {
            const document *doc = sets[i].docs[j];
            buf_printf(&b, "%s%.*s=%.*s%s",
                       j   ? " "
                       : i ? "|"
                           : "",
                       STR_FMT(doc->lang), STR_FMT(doc->path), doc == sets[i].original ? "*" : "");
        }
    }
    return buf_str(&b);
}

static void sets(void **state) {
    (void)state;
    document *suffixes[] = {note("a.md", "{}"), note("a-zh.md", "{translated: true}"),
                            note("a-hant.md", "{translated: true}"),
                            note("a-pt-br.md", "{translated: true}"), note("how-to.md", "{}")};
    assert_text(sets_of(suffixes, 5),
                S("en=a.md* pt-br=a-pt-br.md zh=a-zh.md hant=a-hant.md|en=how-to.md*"));
    document *dotted[] = {note("x.en.md", "{}"), note("x.fr.md", "{translated: true}")};
    assert_text(sets_of(dotted, 2), S("en=x.en.md* fr=x.fr.md"));
    document *dirs[] = {note("en/x.md", "{}"), note("fr/x.md", "{translated: true}")};
    assert_text(sets_of(dirs, 2), S("en=en/x.md* fr=fr/x.md"));
    document *both[] = {note("_posts/en/2024-01-02-x-en.md", "{}"),
                        note("_posts/hant/2024-01-02-x-hant.md", "{lang: hant}"),
                        note("_posts/fr/2024-01-03-x-fr.md", "{translated: true}")};
    assert_text(sets_of(both, 3), S("en=_posts/en/2024-01-02-x-en.md* "
                                    "fr=_posts/fr/2024-01-03-x-fr.md "
                                    "hant=_posts/hant/2024-01-02-x-hant.md"));
    document *words[] = {note("en/do-it.md", "{}"), note("fr/do-it.md", "{}"),
                         note("en/do-no.md", "{}")};
    assert_text(sets_of(words, 3), S("en=en/do-it.md* fr=fr/do-it.md|en=en/do-no.md*"));
    document *lonely[] = {note("a-en.md", "{}"), note("a-zh.md", "{translated: true}"),
                          note("b-zh.md", "{}"), note("how-to-do-it.md", "{}")};
    assert_text(sets_of(lonely, 4), S("en=a-en.md* zh=a-zh.md|zh=b-zh.md*|en=how-to-do-it.md*"));
    document *keyed[] = {note("p.md", "{ref: k, lang: en}"), note("q.md", "{ref: k, lang: ja}"),
                         note("k.md", "{}")};
    assert_text(sets_of(keyed, 3), S("en=p.md* ja=q.md|en=k.md*"));
}

static void originals(void **state) {
    (void)state;
    static const struct {
        const char *said[2]; /* of the German and of the English version */
        const char *lang, *want;
    } cases[] = {
        {{"{}", "{}"}, "en", "a-en.md"},
        {{"{}", "{}"}, "de", "a-de.md"},
        {{"{}", "{}"}, "fr", "a-de.md"},
        {{"{translated: false}", "{}"}, "en", "a-de.md"},
        {{"{}", "{translated: true}"}, "en", "a-de.md"},
    };
    const config c = {.lang = S("")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        document *docs[] = {note("a-de.md", cases[i].said[0]), note("a-en.md", cases[i].said[1])};
        set *found;
        size_t n;
        sets_find(a, &c, languages_new(a, value_nil(), NULL, 0), docs, 2, &found, &n);
        sets_prefer(found, n, str_of(cases[i].lang));
        assert_int_equal(n, 1);
        assert_text(found->original->path, str_of(cases[i].want));
    }
}

static void main_language(void **state) {
    (void)state;
    const config c = {.lang = S("")};
    document *open[] = {note("a-ar.md", "{}"), note("a-en.md", "{}"), note("a-zh.md", "{}"),
                        note("b-zh.md", "{}"), note("c-en.md", "{}"), note("d.md", "{}")};
    document *said[] = {note("a-ar.md", "{}"), note("a-en.md", "{translated: true}"),
                        note("b-ar.md", "{translated: false}"), note("b-en.md", "{}")};
    document *rivals[] = {note("a-ar.md", "{}"), note("a-en.md", "{}"), note("a-zh.md", "{}"),
                          note("b-ar.md", "{}"), note("b-en.md", "{}"), note("b-zh.md", "{}"),
                          note("c-ar.md", "{}"), note("c-zh.md", "{}")};
    document *regions[] = {note("a.de-DE.md", "{}"), note("a.en-US.md", "{}"),
                           note("b.de-DE.md", "{}"), note("b.en-US.md", "{}")};
    const struct {
        document *const *docs;
        size_t n;
        const char *want;
    } cases[] = {{regions, 4, "en-US"}, {open, 6, "en"}, {rivals, 8, "en"}, {open, 4, "zh"},
                 {open, 3, "en"},       {said, 4, "ar"}, {open, 0, "en"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const languages *l = languages_new(a, value_nil(), NULL, 0);
        set *found;
        size_t n, langs;
        sets_find(a, &c, l, cases[i].docs, cases[i].n, &found, &n);
        const str *codes = order_langs(a, l, found, n, &langs);
        assert_text(order_main_lang(a, codes, langs, found, n), str_of(cases[i].want));
    }
}

/* ---- the table of languages ---- */

/* Entries are found without a parser, each by itself: all of what a parser sees must be there. */
static void language_table(void **state) {
    (void)state;
    value all = value_nil();
    for (size_t i = 0; i < embedded_layouts_count; i++)
        if (str_eq(embedded_layouts[i].path, S("languages.yml")))
            all = yaml(str_cstr(a, embedded_layouts[i].bytes));
    assert_int_equal(all.kind, V_MAP);
    const languages *l = languages_new(a, value_nil(), NULL, 0);
    for (uint32_t i = 0; i < all.u.map->n; i++) {
        str code = value_as_str(all.u.map->members[i].key);
        value own = all.u.map->members[i].val, info = language_info(l, a, code, S("en"));
        assert_true(language_is_known(l, code));
        assert_text(value_as_str(value_at(info, S("code"))), code);
        assert_true(value_at(info, S("english")).kind == V_STR);
        assert_true(value_at(value_at(info, S("strings")), S("home")).kind == V_STR);
        for (uint32_t k = 0; k < own.u.map->n; k++) {
            const member *m = &own.u.map->members[k];
            value got = value_at(info, value_as_str(m->key));
            assert_true(m->val.kind == V_MAP ? got.kind == V_MAP : value_equal(got, m->val, 0));
        }
    }
}

/* What a site says is laid over what is known, however it spells the code. */
static void own_languages(void **state) {
    (void)state;
    value own = yaml("{pt_BR: {name: Brasileiro}, tlh: {english: Klingon}, kl: {alias: fr}}");
    const str listed[] = {S("or"), S("pt-BR")};
    const languages *l = languages_new(a, own, listed, 2);
    value pt = language_info(l, a, S("pt-br"), S("en")),
          tlh = language_info(l, a, S("tlh"), S("en"));
    assert_text(value_as_str(value_at(pt, S("name"))), S("Brasileiro"));
    assert_text(language_tag(l, a, S("pt-BR")), S("pt-BR"));
    assert_text(value_as_str(value_at(tlh, S("english"))), S("Klingon"));
    assert_text(value_as_str(value_at(tlh, S("date"))), S("%Y-%m-%d"));
    assert_text(language_tag(l, a, S("kl")), S("fr"));
    assert_text(language_by_name(l, S("klingon")), S("tlh"));
    assert_true(language_is_known(l, S("OR")));
    assert_false(language_is_known(l, S("as")));
}

/* ---- the configuration ---- */

static void check_config(void **state) {
    (void)state;
    static const struct {
        const char *text, *help; /* NULL: nothing is said */
        bool ok;
    } cases[] = {
        {"title: x\n", NULL, true},
        {"my_key: 1\nlanguage_names: [a]\n", NULL, true},
        {"permalnk: pretty\n", "did you mean \"permalink\"?", true},
        {"excludes: []\n", "did you mean \"exclude\"?", true},
        {"letoon: {encodigns: {}}\n", "did you mean \"encodings\"?", true},
        {"exclude: a\n", "", false},
        {"future: 1\n", "", false},
        {"limit_posts: 2.5\n", "", false},
        {"- a\n", "", false},
        {"encoding: klingon\n", "", false},
        {"letoon: {encodings: {a: klingon}}\n", "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        diags own;
        diags_new(&own, a);
        value v = yaml(cases[i].text);
        const source *src = source_new(a, S("_config.yml"), str_of(cases[i].text));
        assert_int_equal(config_check(src, v, &own), cases[i].ok);
        assert_int_equal(own.n, cases[i].help != NULL);
        if (own.n)
            assert_text(own.p[0].help, str_of(cases[i].help));
        assert_int_equal(diags_have_errors(&own), !cases[i].ok);
    }
}

static void styles(void **state) {
    (void)state;
    assert_text(permalink_style(S("pretty")), S("/:categories/:year/:month/:day/:title/"));
    assert_text(permalink_style(S("/own/:title")), S("/own/:title"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(slugs, setup, teardown),
        cmocka_unit_test_setup_teardown(escapes, setup, teardown),
        cmocka_unit_test_setup_teardown(cuts, setup, teardown),
        cmocka_unit_test_setup_teardown(filters, setup, teardown),
        cmocka_unit_test_setup_teardown(defaults, setup, teardown),
        cmocka_unit_test_setup_teardown(taxonomies, setup, teardown),
        cmocka_unit_test_setup_teardown(csv, setup, teardown),
        cmocka_unit_test_setup_teardown(sets, setup, teardown),
        cmocka_unit_test_setup_teardown(originals, setup, teardown),
        cmocka_unit_test_setup_teardown(main_language, setup, teardown),
        cmocka_unit_test_setup_teardown(language_table, setup, teardown),
        cmocka_unit_test_setup_teardown(own_languages, setup, teardown),
        cmocka_unit_test_setup_teardown(check_config, setup, teardown),
        cmocka_unit_test_setup_teardown(styles, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
