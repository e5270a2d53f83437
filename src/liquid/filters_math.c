#include "liquid/filters.h"
#include "value/number.h"

static bool is_integer(value v) {
    return v.kind == V_INT || v.kind == V_BIG;
}

static value apply(liquid_call *c, number_op op, value in) {
    value y = liquid_arg(c, 0), out;
    if (!number_apply(c->a, op, in, y, &out))
        return liquid_filter_fail(c, "'%s': divided by 0", c->filter->name);
    if (out.kind == V_FLOAT && is_integer(number_of(c->a, in)) && is_integer(number_of(c->a, y)))
        return liquid_filter_fail(c, "'%s' gives an integer of too many digits", c->filter->name);
    return out;
}

/* The result of rounding; nil is what NaN and Infinity give. */
static value integer_or_fault(liquid_call *c, value v) {
    return v.kind == V_NIL
               ? liquid_filter_fail(c, "'%s' of what is no finite number", c->filter->name)
               : v;
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
    return integer_or_fault(c, number_ceil(c->a, in));
}

static value floor_of(liquid_call *c, value in) {
    return integer_or_fault(c, number_floor(c->a, in));
}

static value rounded(liquid_call *c, value in) {
    int64_t digits;
    if (!number_to_int64(number_of(c->a, liquid_arg(c, 0)), &digits))
        return liquid_filter_fail(c, "'round' cannot round to so many digits");
    return integer_or_fault(c, number_round(c->a, in, digits));
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
