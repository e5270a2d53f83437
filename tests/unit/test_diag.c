/* Places in sources; diags added, sorted, packed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "diag/diag.h"

static void same(str got, str want) {
    if (!str_eq(got, want))
        fail_msg("got \"%.*s\", want \"%.*s\"", STR_FMT(got), STR_FMT(want));
}

static void places_count_lines_code_points_and_utf16(void **state) {
    (void)state;
    static const struct {
        uint32_t at, line, col, col16;
    } rows[] = {
        {0, 1, 1, 1},  {1, 1, 2, 2},  {2, 1, 3, 3},  {3, 2, 1, 1},  {6, 2, 2, 2},  {10, 2, 3, 4},
        {11, 2, 4, 5}, {12, 3, 1, 1}, {13, 4, 1, 1}, {14, 4, 2, 2}, {99, 4, 2, 2},
    };
    arena *a = arena_new(0);
    /* "a\r\n日😀\r\rx" after a one-byte 'a': CRLF is one end, CR is one. */
    source *s = source_new(a, S("p"), S("a\r\n日\xF0\x9F\x98\x80.\r\rx"));
    assert_int_equal(s->text.n, 14);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        place p = source_place(s, rows[i].at);
        if (p.line != rows[i].line || p.col != rows[i].col || p.col16 != rows[i].col16)
            fail_msg("offset %u: %u:%u (%u)", rows[i].at, p.line, p.col, p.col16);
    }
    same(source_line(s, 1), S("a"));
    same(source_line(s, 2), S("日\xF0\x9F\x98\x80."));
    same(source_line(s, 3), S(""));
    same(source_line(s, 4), S("x"));
    same(source_line(s, 5), S(""));
    same(source_line(s, 0), S(""));
    assert_int_equal(source_offset(s, 2, 3), 10);
    assert_int_equal(source_offset(s, 2, 99), 11);
    assert_int_equal(source_offset(s, 1, 0), 0);
    assert_int_equal(source_offset(s, 0, 5), 0);
    assert_int_equal(source_offset(s, 9, 1), 14);
    arena_free(a);
}

static void an_empty_source_has_one_line(void **state) {
    (void)state;
    arena *a = arena_new(0);
    source *s = source_new(a, S("p"), (str){NULL, 0});
    place p = source_place(s, 0);
    assert_true(p.line == 1 && p.col == 1 && p.col16 == 1);
    same(source_line(s, 1), S(""));
    s = source_new(a, S("p"), S("\n"));
    assert_int_equal(source_place(s, 1).line, 2);
    arena_free(a);
}

/* Every offset of a text maps to a place and back. */
static void offsets_go_and_come(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str text = S("x\n\n日本\r\nabc\rz\n");
    source *s = source_new(a, S("p"), text);
    for (uint32_t at = 0; at <= text.n; at++) {
        bool inside = at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80;
        bool between = at && at < text.n && text.p[at - 1] == '\r' && text.p[at] == '\n';
        if (inside || between)
            continue;
        place p = source_place(s, at);
        assert_int_equal(source_offset(s, p.line, p.col), at);
    }
    arena_free(a);
}

static void severities_are_configured(void **state) {
    (void)state;
    arena *a = arena_new(0);
    source *s = source_new(a, S("p"), S("text"));
    diags d;
    diags_new(&d, a);
    d.severities[RULE_IO_READ] = SEV_OFF;
    d.severities[RULE_SITE_FUTURE] = SEV_ERROR;
    assert_null(diag_add(&d, RULE_IO_READ, span_whole(s), "x"));
    diag_help(&d, NULL, "nothing");
    diag_also(&d, NULL, span_whole(s), "nothing");
    assert_false(diags_have_errors(&d));
    assert_int_equal(diag_add(&d, RULE_SITE_FUTURE, span_whole(s), "x")->sev, SEV_ERROR);
    assert_true(diags_have_errors(&d));
    assert_int_equal(d.n, 1);
    arena_free(a);
}

static void a_file_has_a_thousand_findings_at_most(void **state) {
    (void)state;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    for (int i = 0; i < LIMIT_FINDINGS + 5; i++)
        diag_add_path(&d, RULE_IO_READ, S("p"), "number %d", i);
    assert_int_equal(d.n, LIMIT_FINDINGS);
    assert_non_null(diag_add_path(&d, RULE_IO_READ, S("q"), "another file"));
    for (int i = 0; i < LIMIT_FINDINGS; i++)
        diag_add_path(&d, RULE_IO_IRREGULAR, S("w"), "number %d", i);
    assert_null(diag_add_path(&d, RULE_IO_IRREGULAR, S("w"), "one too many"));
    assert_non_null(diag_add_path(&d, RULE_IO_READ, S("w"), "an error is seen"));
    assert_null(diag_add_path(&d, RULE_IO_READ, S("w"), "another is not"));
    arena_free(a);
}

static void a_diag_outlives_its_source(void **state) {
    (void)state;
    arena *a = arena_new(0), *short_lived = arena_new(0);
    diags d;
    diags_new(&d, a);
    char path[] = "p.md", text[] = "one\ntwo";
    source *s = source_new(short_lived, str_of(path), str_of(text));
    diag *g = diag_add(&d, RULE_LIQUID_SYNTAX, span_of(s, 4, 3), "'%s'", text);
    diag_also(&d, g, span_of(s, 0, 1), "see");
    arena_free(short_lived);
    memset(path, 'X', sizeof path);
    memset(text, 'X', sizeof text);
    same(g->path, S("p.md"));
    same(g->line.text, S("two"));
    same(g->msg, S("'one\ntwo'"));
    same(g->notes->path, S("p.md"));
    assert_true(g->from.line == 2 && g->from.col == 1 && g->to.col == 4);
    arena_free(a);
}

static void add_some(diags *d, source *s, unsigned order) {
    for (unsigned i = 0; i < 6; i++) {
        switch ((i * 5 + order) % 6) {
        case 0: diag_add(d, RULE_LIQUID_SYNTAX, span_of(s, 4, 1), "b"); break;
        case 1: diag_add(d, RULE_LIQUID_SYNTAX, span_of(s, 4, 1), "a"); break;
        case 2: diag_add(d, RULE_LIQUID_LAX, span_of(s, 0, 1), "z"); break;
        case 3: diag_add_path(d, RULE_IO_READ, S("a"), "first"); break;
        case 4: diag_add(d, RULE_IO_READ, span_whole(s), "whole"); break;
        default:
            diag_help(d, diag_add(d, RULE_LIQUID_SYNTAX, span_of(s, 4, 1), "a"), "with help");
            break;
        }
    }
}

static void the_order_is_one_for_any_arrival(void **state) {
    (void)state;
    static const char *const want[] = {"first", "whole", "z", "a", "a", "b"};
    arena *a = arena_new(0);
    source *s = source_new(a, S("p"), S("one\ntwo"));
    for (unsigned order = 0; order < 6; order++) {
        diags d;
        diags_new(&d, a);
        add_some(&d, s, order);
        add_some(&d, s, order + 1); /* each twice */
        diags_sort(&d);
        assert_int_equal(d.n, 6);
        for (size_t i = 0; i < 6; i++)
            same(d.p[i].msg, str_of(want[i]));
        same(d.p[3].help, S(""));
        same(d.p[4].help, S("with help"));
        assert_int_equal(d.count[SEV_ERROR], 5);
        assert_int_equal(d.count[SEV_NOTE], 1);
    }
    arena_free(a);
}

/* What pages share is told once, with the first page and how many more there are. */
static void what_led_there_is_merged(void **state) {
    (void)state;
    static const char *const pages[] = {"c.md", "a.md", "c.md", "b.md"};
    arena *a = arena_new(0);
    source *s = source_new(a, S("layout"), S("one\ntwo"));
    diags d;
    diags_new(&d, a);
    for (size_t i = 0; i < 4; i++) {
        source *page = source_new(a, str_of(pages[i]), S("layout: x"));
        diag *g = diag_add(&d, RULE_LIQUID_SYNTAX, span_of(s, 4, 3), "wrong");
        diag_lead(&d, g, span_of(page, 8, 1), "named here");
        diag_set_page(&d, g, page->path);
    }
    diag_set_page(&d, diag_add(&d, RULE_LIQUID_SYNTAX, span_of(s, 0, 1), "alone"), S("a.md"));
    diags_sort(&d);
    assert_int_equal(d.n, 2);
    assert_int_equal(d.count[SEV_ERROR], 2);
    same(d.p[0].notes->msg, S("in this page"));
    same(d.p[1].notes->path, S("a.md"));
    assert_int_equal(d.p[1].notes->at.col, 9);
    same(d.p[1].notes->msg, S("named here, and in 2 other pages"));
    arena_free(a);
}

static void packing_loses_nothing(void **state) {
    (void)state;
    arena *a = arena_new(0);
    source *s = source_new(a, S("p"), S("one\ntwo"));
    diags d, back, copy;
    diags_new(&d, a);
    add_some(&d, s, 0);
    diag_also(&d, &d.p[2], span_of(s, 1, 1), "note one");
    diag_also(&d, &d.p[2], span_whole(s), "note two");
    diag_fix(&d, &d.p[2], span_of(s, 0, 3), S("eins"));
    diag_fix(&d, &d.p[2], span_of(s, 4, 0), S(""));
    diag_lead(&d, &d.p[2], span_of(s, 1, 1), "lead");
    diag_set_page(&d, &d.p[2], S("page"));
    diags_new(&copy, a);
    diags_append(&copy, &d);
    diags_new(&back, a);
    buf bytes = buf_new(a, 0), again = buf_new(a, 0);
    diags_pack(&copy, &bytes);
    assert_true(diags_unpack(buf_str(&bytes), &back));
    assert_int_equal(back.n, d.n);
    assert_int_equal(back.count[SEV_ERROR], d.count[SEV_ERROR]);
    same(back.p[2].notes->next->msg, S("note two"));
    same(back.p[2].notes->line.text, S("one"));
    same(back.p[2].edits->text, S("eins"));
    assert_int_equal(back.p[2].edits->next->at, 4);
    assert_int_equal(back.p[2].edits->next->from.line, 2);
    diags_pack(&back, &again);
    same(buf_str(&again), buf_str(&bytes));
    /* Cut anywhere, it is refused and nothing is read past the end. */
    for (size_t n = 0; n < bytes.n; n++) {
        diags part;
        diags_new(&part, a);
        char *exact = arena_bytes(a, n);
        memcpy(exact, bytes.p, n);
        assert_false(diags_unpack((str){exact, n}, &part));
    }
    arena_free(a);
}

static void every_rule_has_a_name_and_a_brief(void **state) {
    (void)state;
    for (int i = 0; i < RULE_COUNT; i++) {
        str name = str_of(diag_rules[i].name);
        assert_int_equal(str_find_char(name, '/'), str_rfind_char(name, '/'));
        assert_true(str_has(name, S("/")) && diag_rules[i].brief[0]);
        assert_false(str_ends(str_of(diag_rules[i].brief), S(".")));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(diag_rules[i].name, diag_rules[j].name);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_count_lines_code_points_and_utf16),
        cmocka_unit_test(an_empty_source_has_one_line),
        cmocka_unit_test(offsets_go_and_come),
        cmocka_unit_test(severities_are_configured),
        cmocka_unit_test(a_file_has_a_thousand_findings_at_most),
        cmocka_unit_test(a_diag_outlives_its_source),
        cmocka_unit_test(the_order_is_one_for_any_arrival),
        cmocka_unit_test(what_led_there_is_merged),
        cmocka_unit_test(packing_loses_nothing),
        cmocka_unit_test(every_rule_has_a_name_and_a_brief),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
