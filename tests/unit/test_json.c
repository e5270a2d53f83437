/* JSON: what is read is what Ruby's JSON.parse reads, and writing spells as JSON.generate. */
#include "support.h"

#include <math.h>

#include "value/date.h"
#include "value/json.h"

static str generate(value v) {
    buf b = buf_new(a, 0);
    json_write(v, a, &b, 0);
    return buf_str(&b);
}

static value parse(str text) {
    value v;
    str why = {NULL, 0};
    size_t at;
    if (!json_read(a, text, &v, &why, &at))
        fail_msg("%.*s at %zu", STR_FMT(why), at);
    return v;
}

static void reads_and_writes_back(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"null", "null"},
        {" true ", "true"},
        {"[]", "[]"},
        {"{}", "{}"},
        {"{\"b\": 1, \"a\": [1, 2.0, \"x\"]}", "{\"b\":1,\"a\":[1,2.0,\"x\"]}"},
        {"{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"},
        {"[0,-0,1e2,-1.5E-7,1e16]", "[0,0,100.0,-1.5e-07,1.0e+16]"},
        {"[9223372036854775807,-9223372036854775808]",
         "[9223372036854775807,-9223372036854775808]"},
        {"\"\\u00e9\\n\\/\\ud83d\\ude00\\u2028\\u007f\\u0001\"",
         "\"\xc3\xa9\\n/\xf0\x9f\x98\x80\xe2\x80\xa8\x7f\\u0001\""},
        {"\"</script>\\b\\f\\r\\t\\\\\\\"\"", "\"</script>\\b\\f\\r\\t\\\\\\\"\""},
        /* what jansson refuses */
        {"9223372036854775808", "9223372036854775808"},
        {"{\"n\" : -123456789012345678901234567890 , \"s\": \"n1\", \"s\\\"\": [\"\", 5, 1.5e3]}",
         "{\"n\":-123456789012345678901234567890,\"s\":\"n1\",\"s\\\"\":[\"\",5,1500.0]}"},
        {"[1e400, 1e-400, 0.5]", "[null,0.0,0.5]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(generate(parse(str_of(cases[i][0]))), cases[i][1]);
    assert_int_equal(parse(S("9223372036854775808")).kind, V_BIG);
    value infinite = parse(S("[1e400,-1e400]"));
    assert_true(infinite.u.list[0].u.f == (double)INFINITY);
    assert_true(infinite.u.list[1].u.f == -(double)INFINITY);
    assert_int_equal(parse(S("\"a\\u0000b\"")).n, 3);
}

static void says_what_is_wrong_and_where(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t at;
    } cases[] = {
        {"", 0},
        {"  ", 2},
        {"[1, x]", 4},
        {"[1, 2", 5},
        {"{\"a\" 1}", 5},
        {"{\"a\": 1, }", 9},
        {"[1] 2", 4},
        {"nul", 0},
        {"[99999999999999999999, x]", 23},
        {"[\"abc\", 99999999999999999999, \"def\", x]", 37},
        {"{99999999999999999999: 1}", 1},
        {"{\"a\": 99999999999999999999 1}", 27},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        value v = value_int(1);
        str why = {NULL, 0};
        size_t at = 99;
        assert_false(json_read(a, str_of(cases[i].text), &v, &why, &at));
        assert_int_equal(v.kind, V_NIL);
        assert_true(why.n > 0);
        if (at != cases[i].at)
            fail_msg("%s: at %zu, wanted %zu (%.*s)", cases[i].text, at, cases[i].at, STR_FMT(why));
    }
    value v;
    str why;
    size_t at;
    assert_false(json_read(a, S("[\"a\xff\"]"), &v, &why, &at));
}

static str nested(size_t n, char open, char close) {
    buf b = buf_new(a, 0);
    buf_repeat(&b, open, n);
    buf_repeat(&b, close, n);
    return buf_str(&b);
}

static void depth_is_limited(void **state) {
    (void)state;
    value v;
    str why;
    size_t at;
    assert_text(generate(parse(nested(LIMIT_VALUE_DEPTH, '[', ']'))),
                str_cstr(a, nested(LIMIT_VALUE_DEPTH, '[', ']')));
    assert_false(json_read(a, nested(LIMIT_VALUE_DEPTH + 1, '[', ']'), &v, &why, &at));
    assert_int_equal(at, LIMIT_VALUE_DEPTH);
    assert_text(why, "nesting is deeper than 100");
    assert_false(json_read(a, nested(1000000, '[', ']'), &v, &why, &at));
    parse(str_cat(a, S("\"\\\""), str_cat(a, nested(1000, '[', ']'), S("\""))));
    v = value_int(1);
    for (int i = 0; i < 100000; i++) {
        list_builder b = {.a = a};
        list_add(&b, v);
        v = list_finish(&b);
    }
    assert_true(str_has(generate(v), S("[null]")));
}

static void writes_what_json_has_not(void **state) {
    (void)state;
    date time = {.sec = 0, .nsec = 5, .is_utc = true}, day = {.is_day = true};
    map_builder b = {.a = a};
    const value keys[] = {value_int(1), value_nil(), value_bool(true), value_float(1.5)};
    for (size_t i = 0; i < 4; i++)
        map_add_member(&b, (member){.key = keys[i], .val = value_int((int64_t)i)});
    assert_text(generate(map_finish(&b)), "{\"1\":0,\"\":1,\"true\":2,\"1.5\":3}");
    assert_text(generate(value_date(&time)), "\"1970-01-01 00:00:00 UTC\"");
    assert_text(generate(value_date(&day)), "\"1970-01-01\"");
    assert_text(generate(value_range_of(a, 1, 3)), "\"1..3\"");
    assert_text(generate((value){.kind = V_EMPTY}), "\"\"");
    assert_text(generate(value_float((double)NAN)), "null");
    assert_text(generate(value_lit("a\xff"
                                   "b")),
                "\"a\xef\xbf\xbd"
                "b\"");
    assert_text(generate(value_str((str){NULL, 0})), "\"\"");
    static const drop_type bare = {.name = "BareDrop"};
    assert_text(generate(value_drop(&(drop){.type = &bare})), "{}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_writes_back),
        cmocka_unit_test(says_what_is_wrong_and_where),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(writes_what_json_has_not),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
