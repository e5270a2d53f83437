/* The public library, as a program that has only its header calls it. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <letoon/letoon.h>

enum { PATH_SIZE = 256 };

static letoon *l;
static char root[PATH_SIZE];

static void path_of(char out[PATH_SIZE], const char *name) {
    int n = snprintf(out, PATH_SIZE, "%.200s/%.50s", root, name);
    assert_true(n > 0 && n < PATH_SIZE);
}

static void write_file(const char *name, const char *text) {
    char path[PATH_SIZE];
    path_of(path, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void make_dir(const char *name) {
    char path[PATH_SIZE];
    path_of(path, name);
    assert_int_equal(mkdir(path, 0777), 0);
}

/* 0 bytes when there is no such file. */
static size_t read_text(const char *name, char *out, size_t size) {
    char path[PATH_SIZE];
    path_of(path, name);
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(out, 1, size - 1, f) : 0;
    out[n] = '\0';
    if (f)
        fclose(f);
    return n;
}

/* A small site: a note in two languages, one with a fault, a page. */
static int setup(void **state) {
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(root, sizeof root, "%.200s/letoon-api-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (!mkdtemp(root))
        return -1;
    make_dir("src");
    make_dir("src/_posts");
    make_dir("src/_layouts");
    write_file("src/_config.yml", "title: T\ntime: 2025-06-01\nbaseurl: /b\n");
    write_file("src/_layouts/l.html", "<p>{{ site.baseurl }} {{ page.title }}</p>\n{{ content }}");
    write_file("src/_posts/2025-01-02-note-en.md", "---\nlayout: l\ntitle: \"N\"\n---\n*one*\n");
    write_file("src/_posts/2025-01-02-note-zh.md", "---\nlayout: l\ntitle: 笔记\n---\n*二*\n");
    write_file("src/_posts/2025-01-03-bad.md", "---\ntitle: [\n---\n");
    write_file("src/page.html", "---\nk: [1, 2.5, ~]\n---\n{{ page.k | size }}");
    l = letoon_new();
    return l ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    char command[PATH_SIZE + 16];
    letoon_free(l);
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    return system(command);
}

static void versions(void **state) {
    (void)state;
    assert_int_equal(letoon_abi(), LETOON_ABI);
    assert_string_equal(letoon_version(), LETOON_VERSION);
}

static void options(void **state) {
    (void)state;
    static const struct {
        const char *key, *value;
        int32_t code;
    } cases[] = {
        {"config", "a.yml,b.yml", LETOON_OK},
        {"baseurl", "", LETOON_OK},
        {"layouts", "dir", LETOON_OK},
        {"drafts", "true", LETOON_OK},
        {"future", "false", LETOON_OK},
        {"unpublished", "maybe", LETOON_EVALUE},
        {"strict_front_matter", "TRUE", LETOON_EVALUE},
        {"force", "true", LETOON_OK},
        {"jobs", "1024", LETOON_OK},
        {"jobs", "1025", LETOON_EVALUE},
        {"jobs", "-1", LETOON_EVALUE},
        {"jobs", "", LETOON_EVALUE},
        {"Jobs", "1", LETOON_EKEY},
        {"", "x", LETOON_EKEY},
    };
    assert_string_equal(letoon_error(l), "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(letoon_set(l, cases[i].key, cases[i].value), cases[i].code);
        assert_int_equal(*letoon_error(l) == '\0', cases[i].code == LETOON_OK);
    }
}

static int32_t front(const char *text, char **json, size_t *n, size_t *body_at) {
    return letoon_front_matter(l, text, strlen(text), json, n, body_at);
}

static void front_matter(void **state) {
    (void)state;
    char *json;
    size_t n, body;
    assert_int_equal(front("---\ntitle: é\na: [1, ~]\n---\nbody", &json, &n, &body), LETOON_OK);
    assert_string_equal(json, "{\"title\":\"é\",\"a\":[1,null]}");
    assert_int_equal(n, strlen(json));
    assert_int_equal(body, 28);
    letoon_text_free(json);
    assert_int_equal(front("no front matter", &json, &n, &body), LETOON_OK);
    assert_string_equal(json, "null");
    assert_int_equal(body, 0);
    letoon_text_free(json);
    assert_int_equal(front("", &json, &n, &body), LETOON_OK);
    letoon_text_free(json);
    assert_int_equal(front("---\na: [\n---\n", &json, &n, &body), LETOON_EVALUE);
    assert_null(json);
    assert_memory_equal(letoon_error(l), "3:1: ", 5);
    assert_int_equal(front("---\nlang: [a]\n---\n", &json, &n, &body), LETOON_EVALUE);
    assert_memory_equal(letoon_error(l), "2:7: ", 5);
    assert_int_equal(front("---\na: \xff\n---\n", &json, &n, &body), LETOON_EVALUE);
    letoon_text_free(NULL);
}

static void markdown(void **state) {
    (void)state;
    char *html;
    size_t n;
    assert_int_equal(letoon_markdown(l, "*a* **中（b）**文\0c", 23, &html, &n), LETOON_OK);
    assert_int_equal(n, strlen(html));
    assert_string_equal(html, "<p><em>a</em> <strong>中（b）</strong>文\xef\xbf\xbd"
                              "c</p>\n");
    letoon_text_free(html);
    assert_int_equal(letoon_markdown(l, NULL, 0, &html, &n), LETOON_OK);
    assert_int_equal(n, 0);
    assert_string_equal(html, "");
    letoon_text_free(html);
    assert_int_equal(letoon_markdown(l, "x", (size_t)1 << 40, &html, &n), LETOON_ELIMIT);
    assert_null(html);
}

static letoon_site *open_site(void) {
    char src[PATH_SIZE];
    letoon_site *s = NULL;
    path_of(src, "src");
    assert_int_equal(letoon_site_open(l, src, &s), LETOON_OK);
    assert_non_null(s);
    return s;
}

/* The index of the document whose path ends so. */
static size_t find_doc(const letoon_site *s, const char *end) {
    for (size_t i = 0; i < letoon_site_count(s); i++) {
        const char *path = letoon_doc_path(s, i);
        if (strlen(path) >= strlen(end) && strcmp(path + strlen(path) - strlen(end), end) == 0)
            return i;
    }
    fail_msg("no %s", end);
    return 0;
}

static void documents(void **state) {
    (void)state;
    letoon_site *s = open_site();
    size_t n, en = find_doc(s, "note-en.md"), zh = find_doc(s, "note-zh.md"),
              page = find_doc(s, "page.html"), count = letoon_site_count(s);
    assert_int_equal(count, 3);
    assert_string_equal(letoon_doc_url(s, en), "/2025/01/02/note-en.html");
    assert_string_equal(letoon_doc_lang(s, en), "en");
    assert_string_equal(letoon_doc_lang(s, zh), "zh");
    assert_string_equal(letoon_doc_set(s, en), letoon_doc_set(s, zh));
    assert_string_not_equal(letoon_doc_set(s, en), letoon_doc_set(s, page));
    const char *json = letoon_doc_json(s, page, &n);
    assert_int_equal(n, strlen(json));
    assert_non_null(strstr(json, "\"k\":[1,2.5,null]"));
    assert_null(letoon_doc_path(s, count));
    assert_null(letoon_doc_url(s, count));
    assert_null(letoon_doc_lang(s, SIZE_MAX));
    assert_null(letoon_doc_set(s, count));
    assert_null(letoon_doc_json(s, count, &n));
    letoon_site_close(s);
    letoon_site_close(NULL);
}

static void findings(void **state) {
    (void)state;
    letoon_site *s = open_site();
    letoon_findings *f = NULL;
    assert_int_equal(letoon_site_findings(s, &f), LETOON_OK);
    letoon_site_close(s); /* which they outlive, and the handle as well */
    letoon_free(l);
    l = NULL;
    assert_int_equal(letoon_findings_count(f), 1);
    assert_int_equal(letoon_finding_severity(f, 0), LETOON_ERROR);
    assert_string_equal(letoon_finding_rule(f, 0), "frontmatter/yaml");
    assert_non_null(strstr(letoon_finding_path(f, 0), "2025-01-03-bad.md"));
    assert_true(*letoon_finding_message(f, 0) != '\0');
    assert_non_null(letoon_finding_help(f, 0));
    assert_int_equal(letoon_finding_line(f, 0), 3);
    assert_int_equal(letoon_finding_column(f, 0), 1);
    assert_int_equal(letoon_finding_end_line(f, 0), 3);
    assert_true(letoon_finding_end_column(f, 0) >= 1);
    assert_int_equal(letoon_finding_severity(f, 1), 0);
    assert_null(letoon_finding_rule(f, 1));
    assert_null(letoon_finding_path(f, 1));
    assert_null(letoon_finding_message(f, 1));
    assert_null(letoon_finding_help(f, 1));
    assert_int_equal(letoon_finding_line(f, 1), 0);
    char *text;
    size_t n;
    assert_int_equal(letoon_findings_write(f, "text", &text, &n), LETOON_OK);
    assert_int_equal(n, strlen(text));
    assert_non_null(strstr(text, "bad.md:3:1: error: "));
    letoon_text_free(text);
    assert_int_equal(letoon_findings_write(f, "json", &text, &n), LETOON_OK);
    assert_non_null(strstr(text, "\"frontmatter/yaml\""));
    letoon_text_free(text);
    assert_int_equal(letoon_findings_write(f, "xml", &text, &n), LETOON_EVALUE);
    letoon_findings_free(f);
    letoon_findings_free(NULL);
}

static void builds(void **state) {
    (void)state;
    static const char *const jobs[] = {"0", "1", "2"};
    char text[512], dest[PATH_SIZE];
    path_of(dest, "out");
    for (size_t i = 0; i < 3; i++) {
        letoon_findings *f = NULL;
        assert_int_equal(letoon_set(l, "jobs", jobs[i]), LETOON_OK);
        assert_int_equal(letoon_set(l, "baseurl", i ? "/x" : ""), LETOON_OK);
        letoon_site *s = open_site();
        assert_int_equal(letoon_site_build(s, dest, &f), LETOON_OK);
        assert_int_equal(letoon_findings_count(f), 1);
        letoon_findings_free(f);
        letoon_site_close(s);
        read_text("out/2025/01/02/note-zh.html", text, sizeof text);
        assert_string_equal(text, i ? "<p>/x 笔记</p>\n<p><em>二</em></p>\n"
                                    : "<p> 笔记</p>\n<p><em>二</em></p>\n");
        assert_int_equal(read_text("out/page.html", text, sizeof text), 1);
        assert_int_equal(read_text("out/2025/01/03/bad.html", text, sizeof text), 0);
    }
}

static void refusals(void **state) {
    (void)state;
    char path[PATH_SIZE];
    letoon_site *s = NULL;
    letoon_findings *f = NULL;
    path_of(path, "nowhere");
    assert_int_equal(letoon_site_open(l, path, &s), LETOON_EWORLD);
    assert_null(s);
    assert_non_null(strstr(letoon_error(l), "nowhere"));
    path_of(path, "src");
    s = open_site();
    int32_t code = letoon_site_build(s, path, &f); /* the source itself */
    assert_int_equal(code, LETOON_EWORLD);
    assert_true(letoon_findings_count(f) >= 1);
    letoon_findings_free(f);
    letoon_site_close(s);
    write_file("src/_config.yml", "exclude: 5\n");
    assert_int_equal(letoon_site_open(l, path, &s), LETOON_EVALUE);
    assert_true(*letoon_error(l) != '\0');
}

static void strictness(void **state) {
    (void)state;
    char dest[PATH_SIZE], text[64];
    letoon_findings *f = NULL;
    path_of(dest, "strict");
    assert_int_equal(letoon_set(l, "strict_front_matter", "true"), LETOON_OK);
    letoon_site *s = open_site();
    assert_int_equal(letoon_site_build(s, dest, &f), LETOON_EVALUE);
    assert_int_equal(letoon_findings_count(f), 1);
    letoon_findings_free(f);
    letoon_site_close(s);
    assert_int_equal(read_text("strict/page.html", text, sizeof text), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions),
        cmocka_unit_test_setup_teardown(options, setup, teardown),
        cmocka_unit_test_setup_teardown(front_matter, setup, teardown),
        cmocka_unit_test_setup_teardown(markdown, setup, teardown),
        cmocka_unit_test_setup_teardown(documents, setup, teardown),
        cmocka_unit_test_setup_teardown(findings, setup, teardown),
        cmocka_unit_test_setup_teardown(builds, setup, teardown),
        cmocka_unit_test_setup_teardown(refusals, setup, teardown),
        cmocka_unit_test_setup_teardown(strictness, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
