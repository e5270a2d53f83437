/* Numbers: arithmetic as Ruby's Liquid does it. tests/data/numbers.tsv holds its answers, one a
 * line: filter, input, operand, answer. Integers are i:, floats f:, texts s:, nil n:. */
#include "support.h"

#include <math.h>
#include <string.h>

#include "value/float.h"
#include "value/number.h"

static value read_value(str s) {
    str body = str_from(s, 2);
    switch (s.n ? s.p[0] : 'n') {
    case 'i': return number_from_digits(a, body);
    case 's': return value_str(body);
    case 'f': break;
    default: return value_nil();
    }
    if (str_ends(body, S("Infinity")))
        return value_float(body.p[0] == '-' ? -(double)INFINITY : (double)INFINITY);
    return value_float(str_eq(body, S("NaN")) ? (double)NAN : float_parse(body));
}

static str write_value(value v) {
    const char *kind = v.kind == V_FLOAT ? "f:" : "i:";
    return v.kind == V_NIL ? S("domain") : str_cat(a, str_of(kind), value_to_str(a, v));
}

static str run(str name, value x, value y) {
    static const char *const operations[] = {"plus", "minus", "times", "divided_by", "modulo"};
    for (int i = 0; i < 5; i++) {
        value out;
        if (str_eq(name, str_of(operations[i])))
            return number_apply(a, (number_op)i, x, y, &out) ? write_value(out) : S("zero");
    }
    int64_t digits;
    if (str_eq(name, S("abs")))
        return write_value(number_abs(a, x));
    if (str_eq(name, S("ceil")))
        return write_value(number_ceil(a, x));
    if (str_eq(name, S("floor")))
        return write_value(number_floor(a, x));
    number_to_int64(number_of(a, y), &digits);
    return write_value(number_round(a, x, digits));
}

static bool check_answer(const str *f) {
    return is_wanted(run(f[0], read_value(f[1]), read_value(f[2])), f[3]);
}

static void as_liquid_calculates(void **state) {
    (void)state;
    each_line("tests/data/numbers.tsv", 2000, check_answer);
}

static void digits_of_any_length(void **state) {
    (void)state;
    static const struct {
        const char *digits, *want;
        value_kind kind;
    } cases[] = {
        {"0", "0", V_INT},
        {"-0", "0", V_INT},
        {"+007", "7", V_INT},
        {"-000", "0", V_INT},
        {"9223372036854775807", "9223372036854775807", V_INT},
        {"9223372036854775808", "9223372036854775808", V_BIG},
        {"-9223372036854775808", "-9223372036854775808", V_INT},
        {"-9223372036854775809", "-9223372036854775809", V_BIG},
        {"+00018446744073709551616", "18446744073709551616", V_BIG},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        value v = number_from_digits(a, str_of(cases[i].digits));
        assert_int_equal(v.kind, cases[i].kind);
        assert_string_equal(str_cstr(a, value_to_str(a, v)), cases[i].want);
    }
}

static value power_of_ten(size_t digits) {
    buf b = buf_new(a, digits + 1);
    buf_char(&b, '1');
    buf_repeat(&b, '0', digits);
    return number_from_digits(a, buf_str(&b));
}

static void integers_cannot_grow_without_end(void **state) {
    (void)state;
    value x = power_of_ten(1000);
    int rounds = 0;
    for (; x.kind == V_BIG && rounds < 20; rounds++)
        assert_true(number_apply(a, NUM_MUL, x, x, &x));
    assert_int_equal(rounds, 4);
    assert_true(x.kind == V_FLOAT && x.u.f == (double)INFINITY);
    assert_true(number_apply(a, NUM_SUB, value_int(0), power_of_ten(20000), &x));
    assert_true(x.u.f == -(double)INFINITY);
    assert_int_equal(number_floor(a, power_of_ten(20000)).n, 20001);
    assert_int_equal(number_round(a, value_float(1.5), INT64_MIN).u.i, 0);
    assert_true(number_round(a, value_float(1.5), INT64_MAX).u.f == 1.5);
}

/* (x / y) * y + x % y == x, for operands whose limbs are at the edges of long division. */
static void division_undoes(void **state) {
    (void)state;
    static const char *const limbs[] = {"000000000", "000000001", "499999999", "500000000",
                                        "500000001", "999999998", "999999999"};
    for (int i = 0; i < 7 * 7 * 7 * 7; i++)
        for (int k = 1; k < 7 * 7 * 7; k += 2) {
            str p = S("1"), q = S("");
            for (int rest = i, n = 0; n < 4; n++, rest /= 7)
                p = str_cat(a, p, str_of(limbs[rest % 7]));
            for (int rest = k, n = 0; n < 3; n++, rest /= 7)
                q = str_cat(a, q, str_of(limbs[rest % 7]));
            value x = number_from_digits(a, p), y = number_from_digits(a, q), back, rest;
            if (y.kind == V_INT && y.u.i == 0)
                continue;
            assert_true(number_apply(a, NUM_DIV, x, y, &back));
            assert_true(number_apply(a, NUM_MOD, x, y, &rest));
            assert_true(number_cmp(rest, y) < 0);
            assert_true(number_apply(a, NUM_MUL, back, y, &back));
            assert_true(number_apply(a, NUM_ADD, back, rest, &back));
            assert_true(value_equal(back, x, 0));
            if (k % 64 == 1)
                arena_reset(a);
        }
}

static void floats_are_read_exactly(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double want;
    } cases[] = {
        {"0", 0},
        {"1", 1},
        {"-12.5e3", -12500},
        {"+0.1", 0.1},
        {".5", 0.5},
        {"5.", 5},
        {"1e-400", 0},
        {"1e400", (double)INFINITY},
        {"-1e99999999999999999999", -(double)INFINITY},
        {"0e99999999999999999999", 0},
        {"9007199254740993", 9007199254740992.0},
        {"9007199254740993.0000000001", 9007199254740994.0},
        {"2.4703282292062327208e-324", 0},
        {"2.4703282292062327209e-324", 5e-324},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(float_parse(str_of(cases[i].text)) == cases[i].want);
    buf b = buf_new(a, 0); /* a tie that a digit far behind breaks */
    buf_lit(&b, "9007199254740993.");
    buf_repeat(&b, '0', 100000);
    assert_true(float_parse(buf_str(&b)) == 9007199254740992.0);
    buf_char(&b, '1');
    assert_true(float_parse(buf_str(&b)) == 9007199254740994.0);
    b = buf_new(a, 0);
    buf_lit(&b, "0.");
    buf_repeat(&b, '0', 100000);
    buf_lit(&b, "15e100001");
    assert_true(float_parse(buf_str(&b)) == 1.5);
}

static void conversions(void **state) {
    (void)state;
    int64_t i;
    assert_true(number_to_int64(value_float(-2.9), &i) && i == -2);
    assert_false(number_to_int64(value_float(0x1p63), &i));
    assert_false(number_to_int64(value_float((double)NAN), &i));
    assert_false(number_to_int64(power_of_ten(30), &i));
    assert_false(number_to_int64(value_lit("3"), &i));
    assert_true(number_to_double(power_of_ten(22)) == 1e22);
    assert_true(number_to_double(value_int(3)) == 3);
    assert_true(value_equal(number_neg(a, value_int(INT64_MIN)),
                            number_from_digits(a, S("9223372036854775808")), 0));
    assert_int_equal(number_neg(a, number_from_digits(a, S("9223372036854775808"))).u.i, INT64_MIN);
    assert_int_equal(number_of(a, value_bool(true)).u.i, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_liquid_calculates),
        cmocka_unit_test(digits_of_any_length),
        cmocka_unit_test(integers_cannot_grow_without_end),
        cmocka_unit_test(floats_are_read_exactly),
        cmocka_unit_test(conversions),
        cmocka_unit_test(division_undoes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
