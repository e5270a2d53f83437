/* Findings for other programs: what their forms want escaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "report/fingerprint.h"
#include "report/report.h"

static const report_format forms[] = {REPORT_SARIF, REPORT_GITHUB, REPORT_GITLAB,
                                      REPORT_JUNIT, REPORT_JSON,   REPORT_JSONL};

/* One finding in a file of that name, with that message, in a form; it must hold `part`. */
static void expect(report_format form, const char *path, const char *message, const char *part) {
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, str_of(path), S("🫖 x\n"));
    diag *g = diag_add(&d, RULE_LINK_URL, span_of(s, 5, 1), "%s", message);
    diag_fix(&d, g, span_of(s, 5, 1), S("y"));
    report r = {.a = a, .d = &d, .articles = 1};
    buf out = buf_new(a, 0);
    report_write(&r, form, &out);
    buf_char(&out, '\0');
    if (!strstr(out.p, part))
        fail_msg("no\n%s\nin\n%s", part, out.p);
    arena_free(a);
}

static void a_workflow_command_ends_where_it_should(void **state) {
    (void)state;
    expect(REPORT_GITHUB, "a,b:c%.md", "x,y:z", "::error file=a%2Cb%3Ac%25.md,line=1,");
    expect(REPORT_GITHUB, "a.md", "50% of x,y:z\r\nmore", "::50%25 of x,y:z%0D%0Amore\n");
}

static void xml_stays_well_formed(void **state) {
    (void)state;
    expect(REPORT_JUNIT, "a\"&<b>.md", "x", "name=\"a&quot;&amp;&lt;b&gt;.md\"");
    expect(REPORT_JUNIT, "a.md", "]]>\x01\n", "message=\"]]&gt;\xEF\xBF\xBD&#10;\"");
}

static void json_stays_json(void **state) {
    (void)state;
    expect(REPORT_JSONL, "a\"\\.md", "x\n\"y\"\x01", "\"path\":\"a\\\"\\\\.md\"");
    expect(REPORT_JSON, "a.md", "x\n\"y\"\x01", "\"message\":\"x\\n\\\"y\\\"\\u0001\"");
    expect(REPORT_GITLAB, "a\".md", "x", "\"path\":\"a\\\".md\"");
}

static void sarif_has_uris_and_utf16(void **state) {
    (void)state;
    expect(REPORT_SARIF, "a b/ü%.md", "x", "\"uri\":\"a%20b/%C3%BC%25.md\"");
    expect(REPORT_SARIF, "/a.md", "x", "\"uri\":\"file:///a.md\"");
    expect(REPORT_SARIF, "a.md", "x", "\"startLine\":1,\"startColumn\":4,\"endLine\":1");
    expect(REPORT_JSONL, "a.md", "x", "\"line\":1,\"column\":3,");
}

static void a_report_without_findings_is_whole(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    report r = {.a = a, .d = &d};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        buf out = buf_new(a, 0);
        report_write(&r, forms[i], &out);
        assert_true(forms[i] == REPORT_JSONL ? out.n == 0 : out.p[out.n - 1] == '\n');
    }
    arena_free(a);
}

/* At most ten of a kind are shown, those of changed files first. */
static void github_gets_what_it_shows(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    for (int i = 0; i < 12; i++)
        diag_add_path(&d, RULE_LINK_URL, S("old.md"), "fault %d", i);
    diag_add_path(&d, RULE_LINK_URL, S("new.md"), "mine");
    map changed = map_new(a);
    map_set(&changed, S("new.md"), &d);
    report r = {.a = a, .d = &d, .changed = &changed, .articles = 1};
    buf out = buf_new(a, 0);
    report_write(&r, REPORT_GITHUB, &out);
    buf_char(&out, '\0');
    assert_ptr_equal(strstr(out.p, "::error file=new.md,title=link/url::mine\n"), out.p);
    assert_non_null(strstr(out.p, "::fault 8\n"));
    assert_null(strstr(out.p, "::fault 9\n"));
    assert_non_null(strstr(out.p, "3 more findings: GitHub shows 10 of a kind\n"));
    arena_free(a);
}

static void fingerprints_do_not_mind_lines(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    source *s = source_new(a, S("a.md"), S("1\n2\n3\n"));
    diag_add(&d, RULE_LINK_URL, span_of(s, 0, 1), "as in lines 3 to 7 of b.md");
    diag_add(&d, RULE_LINK_URL, span_of(s, 2, 1), "as in line 11 of b.md");
    diag_add(&d, RULE_LINK_URL, span_of(s, 4, 1), "as in lines 4 to 12 of b.md");
    diag_add(&d, RULE_LINK_URL, span_of(s, 4, 1), "as in lines 4 to 12 of c.md");
    fingerprint f[4];
    for (int i = 0; i < 4; i++)
        f[i] = fingerprint_of(a, &d.p[i], S("a.md"));
    assert_string_equal(f[0].hex, f[2].hex);
    assert_string_not_equal(f[0].hex, f[1].hex);
    assert_string_not_equal(f[0].hex, f[3].hex);
    assert_string_not_equal(f[0].hex, fingerprint_of(a, &d.p[0], S("b.md")).hex);
    const fingerprint *all = fingerprints(a, &d);
    assert_string_not_equal(all[0].hex, all[2].hex); /* two findings, so two prints */
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workflow_command_ends_where_it_should),
        cmocka_unit_test(xml_stays_well_formed),
        cmocka_unit_test(json_stays_json),
        cmocka_unit_test(sarif_has_uris_and_utf16),
        cmocka_unit_test(a_report_without_findings_is_whole),
        cmocka_unit_test(github_gets_what_it_shows),
        cmocka_unit_test(fingerprints_do_not_mind_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
