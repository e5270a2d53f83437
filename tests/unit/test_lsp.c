/* The parts of the language server that need no editor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "lsp/address.h"
#include "lsp/frame.h"
#include "lsp/front.h"
#include "lsp/open.h"
#include "lsp/rpc.h"
#include "value/json.h"

static void same(str got, str want) {
    if (!str_eq(got, want))
        fail_msg("got \"%.*s\", want \"%.*s\"", STR_FMT(got), STR_FMT(want));
}

/* ---- frames ---- */

static void give(frames *f, str bytes) {
    memcpy(frames_room(f, bytes.n), bytes.p, bytes.n);
    f->in.n += bytes.n;
}

/* However the bytes come, the messages are the same. */
static void frames_in_pieces(void **state) {
    (void)state;
    str all = S("Content-Length: 3\r\n\r\none"
                "content-type: x\r\nCONTENT-LENGTH:0\r\n\r\n"
                "Content-Length: 5\r\n\r\nthree");
    static const char *const want[] = {"one", "", "three"};
    for (size_t piece = 1; piece <= all.n; piece++) {
        arena *a = arena_new(0);
        frames f;
        size_t n = 0;
        frames_new(&f, a);
        for (size_t i = 0; i < all.n; i += piece) {
            str body, why;
            give(&f, str_slice(all, i, i + piece));
            while (frames_next(&f, &body, &why) == FRAME_MESSAGE)
                same(body, str_of(want[n++]));
        }
        assert_int_equal(n, 3);
        arena_free(a);
    }
}

static void frames_that_are_none(void **state) {
    (void)state;
    static const char *const broken[] = {
        "Content-Length: x\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length:\r\n\r\n",
        "Content-Length: 1 2\r\n\r\n",
        "{\"jsonrpc\":\"2.0\"}\r\n\r\n",
        "\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        arena *a = arena_new(0);
        frames f;
        str body, why;
        frames_new(&f, a);
        give(&f, str_of(broken[i]));
        assert_int_equal(frames_next(&f, &body, &why), FRAME_BROKEN);
        arena_free(a);
    }
    arena *a = arena_new(0);
    frames f;
    str body, why;
    frames_new(&f, a);
    for (int i = 0; i < 5000; i++) /* a header without end */
        give(&f, S("x"));
    assert_int_equal(frames_next(&f, &body, &why), FRAME_BROKEN);
    arena_free(a);
}

/* What is too large is passed over, and what follows is read; its memory is not taken. */
static void frames_too_large(void **state) {
    (void)state;
    arena *a = arena_new(16 * MIB);
    frames f;
    str body, why;
    char block[4096] = {0};
    frames_new(&f, a);
    give(&f, S("Content-Length: 67108865\r\n\r\n"));
    assert_int_equal(frames_next(&f, &body, &why), FRAME_TOO_LARGE);
    for (size_t left = LIMIT_MESSAGE + 1; left;) {
        size_t n = left < sizeof block ? left : sizeof block;
        assert_int_equal(frames_next(&f, &body, &why), FRAME_NONE);
        give(&f, (str){block, n});
        left -= n;
    }
    give(&f, S("Content-Length: 2\r\n\r\nok"));
    assert_int_equal(frames_next(&f, &body, &why), FRAME_MESSAGE);
    same(body, S("ok"));
    arena_free(a);
}

/* ---- positions ---- */

/* "é" is two bytes, "🍵" four bytes and two UTF-16 units. */
#define TEXT "aé🍵b\nx\r\ny\rz🍵"

static void positions(void **state) {
    (void)state;
    static const struct {
        uint32_t line, at[3]; /* UTF-16, UTF-8, UTF-32 */
        size_t offset;
    } rows[] = {
        {0, {0, 0, 0}, 0},  {0, {1, 1, 1}, 1},  {0, {2, 3, 2}, 3},  {0, {4, 7, 3}, 7},
        {0, {5, 8, 4}, 8},  {1, {0, 0, 0}, 9},  {1, {1, 1, 1}, 10}, {2, {0, 0, 0}, 12},
        {2, {1, 1, 1}, 13}, {3, {0, 0, 0}, 14}, {3, {3, 5, 2}, 19},
    };
    static const position_encoding encodings[] = {POSITION_UTF16, POSITION_UTF8, POSITION_UTF32};
    arena *a = arena_new(0);
    str text = S(TEXT);
    const source *src = source_new(a, S("x"), text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t e = 0; e < 3; e++) {
            position p = {rows[i].line, rows[i].at[e]};
            assert_int_equal(position_offset(text, encodings[e], p), rows[i].offset);
            p = position_at(src, encodings[e], rows[i].offset);
            assert_int_equal(p.line, rows[i].line);
            assert_int_equal(p.character, rows[i].at[e]);
        }
    }
    /* Past the line's or the text's end, and within a character. */
    assert_int_equal(position_offset(text, POSITION_UTF16, (position){0, 99}), 8);
    assert_int_equal(position_offset(text, POSITION_UTF16, (position){1, 99}), 10);
    assert_int_equal(position_offset(text, POSITION_UTF16, (position){99, 0}), text.n);
    assert_int_equal(position_offset(text, POSITION_UTF16, (position){0, 3}), 3);
    assert_int_equal(position_offset(text, POSITION_UTF8, (position){0, 5}), 3);
    assert_int_equal(position_offset(S(""), POSITION_UTF8, (position){1, 1}), 0);
    arena_free(a);
}

/* ---- documents ---- */

static value json(arena *a, const char *text) {
    value v;
    str why;
    size_t at;
    assert_true(json_read(a, str_of(text), &v, &why, &at));
    return v;
}

#define RANGE(a, b, c, d, text)                                                                    \
    "{\"range\":{\"start\":{\"line\":" #a ",\"character\":" #b "},\"end\":{\"line\":" #c           \
    ",\"character\":" #d "}},\"text\":\"" text "\"}"

static void changes(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        /* before, changes, after */
        {"abc", "[" RANGE(0, 1, 0, 2, "X") "]", "aXc"},
        {"abc", "[" RANGE(0, 0, 0, 0, "1") "," RANGE(0, 1, 0, 1, "2") "]", "12abc"},
        {"a\nb\n", "[" RANGE(0, 0, 1, 0, "") "]", "b\n"},
        {"a\nb", "[" RANGE(1, 1, 1, 1, "\\nc") "]", "a\nb\nc"},
        {"a🍵b", "[" RANGE(0, 1, 0, 3, "") "]", "ab"},
        {"a", "[" RANGE(9, 9, 9, 9, "b") "]", "ab"},
        {"abc", "[" RANGE(0, 2, 0, 1, "X") "]", "abXc"}, /* turned round: nothing is taken out */
        {"abc", "[{\"text\":\"new\"}," RANGE(0, 0, 0, 1, "") "]", "ew"},
        {"", "[" RANGE(0, 0, 0, 0, "a\\u0000b") "]", NULL},
        {"abc", "[]", "abc"},
    };
    arena *a = arena_new(0);
    open_documents all = {.a = a};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        open_document *doc = open_add(&all, S("file:///x.md"), str_of(rows[i][0]), 1);
        assert_true(open_change(&all, doc, json(a, rows[i][1]), 2));
        same(doc->text, rows[i][2] ? str_of(rows[i][2]) : S("a\0b"));
        assert_int_equal(doc->version, 2);
    }
    open_document *doc = open_find_path(&all, S("/x.md"));
    assert_ptr_equal(doc, open_find(&all, S("file:///x.md")));
    assert_false(open_change(&all, doc, json(a, "[{\"text\":\"new\"},{\"text\":1}]"), 3));
    assert_false(open_change(&all, doc, json(a, "{}"), 3));
    same(doc->text, S("abc"));
    open_remove(&all, doc);
    assert_null(open_find(&all, S("file:///x.md")));
    arena_free(a);
}

static void addresses(void **state) {
    (void)state;
    arena *a = arena_new(0);
    same(address_path(a, S("file:///a/b%20c.md")), S("/a/b c.md"));
    same(address_path(a, S("FILE://localhost/a/../b")), S("/b"));
    same(address_path(a, S("file:///%C3%A9%25")), S("/é%"));
    same(address_path(a, S("file://host/a")), S(""));
    same(address_path(a, S("http:///a")), S(""));
    same(address_path(a, S("untitled:Untitled-1")), S(""));
    same(address_path(a, S("file:///a%00b")), S(""));
    same(address_path(a, S("")), S(""));
    same(address_of(a, S("/a b/é#?%.md")), S("file:///a%20b/%C3%A9%23%3F%25.md"));
    arena_free(a);
}

/* ---- messages ---- */

static void messages(void **state) {
    (void)state;
    static const struct {
        const char *text;
        rpc_kind kind;
        const char *id;
        int code;
    } rows[] = {
        {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}", RPC_REQUEST, "1", 0},
        {"{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"\",\"method\":\"m\"}", RPC_REQUEST, "\"a\\\"\"", 0},
        {"{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{}}", RPC_NOTIFICATION, "null", 0},
        {"{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}", RPC_RESPONSE, "1", 0},
        {"{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{}}", RPC_RESPONSE, "null", 0},
        {"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"m\"}", RPC_INVALID, "null",
         RPC_INVALID_REQUEST},
        {"{\"jsonrpc\":\"2.0\",\"id\":1}", RPC_INVALID, "1", RPC_INVALID_REQUEST},
        {"{\"id\":1,\"method\":\"m\"}", RPC_INVALID, "1", RPC_INVALID_REQUEST},
        {"[]", RPC_INVALID, "null", RPC_INVALID_REQUEST},
        {"", RPC_INVALID, "null", RPC_PARSE_ERROR},
        {"{", RPC_INVALID, "null", RPC_PARSE_ERROR},
        {"\xff", RPC_INVALID, "null", RPC_PARSE_ERROR},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rpc_message m = rpc_read(a, str_of(rows[i].text));
        assert_int_equal(m.kind, rows[i].kind);
        same(m.id, str_of(rows[i].id));
        if (m.kind == RPC_INVALID)
            assert_int_equal(m.code, rows[i].code);
    }
    /* Nesting that no parser of ours follows. */
    buf deep = buf_new(a, 1 << 20);
    buf_repeat(&deep, '[', 1 << 20);
    assert_int_equal(rpc_read(a, buf_str(&deep)).code, RPC_PARSE_ERROR);
    arena_free(a);
}

/* ---- front matter ---- */

/* '|' is the cursor. */
static void cursors(void **state) {
    (void)state;
    static const struct {
        const char *text;
        front_kind kind;
        const char *key, *begun;
        bool is_glued, is_named;
    } rows[] = {
        {"---\nti|", FRONT_KEY, "", "ti", false, false},
        {"---\nti|tle: x\n---\n", FRONT_KEY, "", "ti", false, true},
        {"---\n|\n---\n", FRONT_KEY, "", "", false, false},
        {"---\r\nlang: f|\r\n---\r\n", FRONT_VALUE, "lang", "f", false, false},
        {"---\nlang:|\n---\n", FRONT_VALUE, "lang", "", true, false},
        {"---\ntags: [a, b|]\n---\n", FRONT_VALUE, "tags", "b", false, false},
        {"---\ntags: [|]\n---\n", FRONT_VALUE, "tags", "", false, false},
        {"---\ntags: [a,|]\n---\n", FRONT_VALUE, "tags", "", true, false},
        {"---\ntags:\n  - a\n  - b|\n---\n", FRONT_VALUE, "tags", "b", false, false},
        {"---\ntags:\n-|\n---\n", FRONT_VALUE, "tags", "", true, false},
        {"---\ntitle: x\n- a|\n---\n", FRONT_NOWHERE, "", "", false, false},
        {"---\ntitle: x\n  deep: y|\n---\n", FRONT_NOWHERE, "", "", false, false},
        {"---\ntitle: x\n---\ntext|\n", FRONT_NOWHERE, "", "", false, false},
        {"--|-\ntitle: x\n---\n", FRONT_NOWHERE, "", "", false, false},
        {"text\nti|\n", FRONT_NOWHERE, "", "", false, false},
        {"|", FRONT_NOWHERE, "", "", false, false},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str before, after;
        str_cut(str_of(rows[i].text), S("|"), &before, &after);
        str text = str_cat(a, before, after);
        front_cursor c = front_cursor_at(text, before.n);
        assert_int_equal(c.kind, rows[i].kind);
        same(c.key, str_of(rows[i].key));
        same(str_slice(text, c.from, before.n), str_of(rows[i].begun));
        assert_int_equal(c.is_glued, rows[i].is_glued);
        assert_int_equal(c.is_named, rows[i].is_named);
    }
    assert_true(front_has_key(S("---\na: 1\nb:\n---\nc: 2\n"), S("b")));
    assert_false(front_has_key(S("---\na: 1\nb:\n---\nc: 2\n"), S("c")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_in_pieces), cmocka_unit_test(frames_that_are_none),
        cmocka_unit_test(frames_too_large), cmocka_unit_test(positions),
        cmocka_unit_test(changes),          cmocka_unit_test(addresses),
        cmocka_unit_test(messages),         cmocka_unit_test(cursors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
