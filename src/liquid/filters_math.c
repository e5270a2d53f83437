#include "liquid/filters.h"
#include "value/number.h"

static value apply(liquid_call *c, number_op op, value in) {
    value x = number_of(c->a, in), y = number_of(c->a, liquid_arg(c, 0)), out;
    if (!number_apply(c->a, op, x, y, &out))
        return liquid_filter_fail(c, "'%s': divided by 0", c->filter->name);
    return out;
}

static value plus(liquid_call *c, value in) {
    return apply(c, NUM_ADD, in);
}

static value minus(liquid_call *c, value in) {
    return apply(c, NUM_SUB, in);
}

static value times(liquid_call *c, value in) {
    return apply(c, NUM_MUL, in);
}

static value divided_by(liquid_call *c, value in) {
    return apply(c, NUM_DIV, in);
}

static value modulo(liquid_call *c, value in) {
    return apply(c, NUM_MOD, in);
}

static value absolute(liquid_call *c, value in) {
    return number_abs(c->a, number_of(c->a, in));
}

static value ceiling(liquid_call *c, value in) {
    return number_ceil(c->a, number_of(c->a, in));
}

static value floor_of(liquid_call *c, value in) {
    return number_floor(c->a, number_of(c->a, in));
}

static value rounded(liquid_call *c, value in) {
    int64_t digits;
    if (!number_to_int64(number_of(c->a, liquid_arg(c, 0)), &digits))
        return liquid_filter_fail(c, "'round' cannot round to so many digits");
    value v = number_round(c->a, number_of(c->a, in), digits);
    return digits < 1 && v.kind == V_FLOAT ? number_floor(c->a, v) : v;
}

static value at_least(liquid_call *c, value in) {
    value x = number_of(c->a, in), y = number_of(c->a, liquid_arg(c, 0));
    return number_cmp(y, x) > 0 ? y : x;
}

static value at_most(liquid_call *c, value in) {
    value x = number_of(c->a, in), y = number_of(c->a, liquid_arg(c, 0));
    return number_cmp(y, x) < 0 ? y : x;
}

const liquid_filter liquid_filters_math[] = {
    {"abs", absolute, 0, 0},  {"at_least", at_least, 1, 1},     {"at_most", at_most, 1, 1},
    {"ceil", ceiling, 0, 0},  {"divided_by", divided_by, 1, 1}, {"floor", floor_of, 0, 0},
    {"minus", minus, 1, 1},   {"modulo", modulo, 1, 1},         {"plus", plus, 1, 1},
    {"round", rounded, 0, 1}, {"times", times, 1, 1},           {NULL, NULL, 0, 0},
};
