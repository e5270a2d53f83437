#include "liquid/intern.h"

#include "base/vec.h"
#include "value/number.h"

/* ---- Paths ---- */

static bool range_command(value_range g, field f, value *out) {
    int64_t n = 0;
    if (g.to >= g.from) /* from the least integer to the greatest there is one too many to tell */
        n = (uint64_t)g.to - (uint64_t)g.from < INT64_MAX ? g.to - g.from + 1 : INT64_MAX;
    *out = f == FIELD_SIZE ? value_int(n) : f == FIELD_FIRST ? value_int(g.from) : value_int(g.to);
    return true;
}

/* Ruby's Integer#size: bytes, at least a machine word's. */
int64_t integer_size(value v) {
    str s = value_as_str(v);
    if (s.n && *s.p == '-')
        s = str_from(s, 1);
    if (v.kind != V_BIG || s.n < 18)
        return 8;
    double rest = 0; /* of the number, as many of its bytes as were taken off counted in n */
    int64_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        rest = rest * 10 + (s.p[i] - '0');
        while (rest >= 0x1p200) {
            rest /= 256;
            n++;
        }
    }
    while (rest >= 1) {
        rest /= 256;
        n++;
    }
    return n > 8 ? n : 8;
}

static value pair(arena *a, const member *m) {
    value *two = arena_make(a, value, 2);
    two[0] = m->key;
    two[1] = m->val;
    return value_list(two, 2);
}

/* size, first and last of what has no key of that name. */
static bool command(liquid_run *r, value v, field f, value *out) {
    switch (v.kind) {
    case V_STR:
        if (f == FIELD_SIZE)
            *out = value_int((int64_t)utf8_count(value_as_str(v)));
        return f == FIELD_SIZE;
    case V_LIST:
        *out = value_nil();
        if (f == FIELD_SIZE)
            *out = value_int(v.n);
        else if (v.n)
            *out = v.u.list[f == FIELD_FIRST ? 0 : v.n - 1];
        return true;
    case V_MAP:
        *out = f == FIELD_SIZE ? value_int(v.u.map->n) : value_nil();
        if (f == FIELD_FIRST && v.u.map->n)
            *out = pair(r->a, v.u.map->members);
        return f != FIELD_LAST;
    case V_RANGE: return range_command(*v.u.range, f, out);
    case V_INT:
    case V_BIG: *out = value_int(integer_size(v)); return f == FIELD_SIZE;
    default: return false;
    }
}

static bool get_text(liquid_run *r, value v, str key, value *out) {
    return (v.kind == V_MAP || v.kind == V_DROP) && value_get(r->a, v, key, out);
}

/* v[key] for a key that was computed. */
static bool get_value(liquid_run *r, value v, value key, value *out) {
    if (key.kind == V_STR)
        return get_text(r, v, value_as_str(key), out);
    if (v.kind == V_LIST && key.kind == V_INT) {
        int64_t i = key.u.i < 0 ? key.u.i + v.n : key.u.i;
        *out = i >= 0 && i < v.n ? v.u.list[i] : value_nil();
        return true;
    }
    for (uint32_t i = 0; v.kind == V_MAP && i < v.u.map->n; i++) {
        const member *m = &v.u.map->members[i];
        if (m->key.kind == key.kind && value_equal(m->key, key, 0)) {
            *out = m->val;
            return true;
        }
    }
    return false;
}

static bool get_part(liquid_run *r, value v, const path_part *part, value *out, str *key) {
    if (part->index) {
        value k = liquid_eval(r, part->index);
        *key = S("");
        if (get_value(r, v, k, out))
            return true;
        *key = liquid_to_s(r->a, k);
        return false;
    }
    *key = part->key;
    if (v.kind == V_DROP && v.u.drop->type == &loop_type) {
        *out = loop_field(v.u.drop->self, (field)part->field);
        return part->field != FIELD_NONE;
    }
    return get_text(r, v, part->key, out) ||
           (part->command && command(r, v, (field)part->field, out));
}

static value eval_path(liquid_run *r, const liquid_expr *x) {
    str key = x->u.path.name;
    value v = value_nil();
    bool found;
    if (x->u.path.index) {
        value name = liquid_eval(r, x->u.path.index);
        key = value_as_str(name);
        found = name.kind == V_STR && scope_find(r, key, name_hash(key), &v);
    } else {
        found = scope_find(r, key, x->u.path.hash, &v);
        if (v.kind == V_NIL && r->env->traits->self_known && str_eq(key, S("self"))) {
            v = scope_self(r);
            found = true;
        }
    }
    value of = v;
    const value *in = NULL;
    for (uint32_t i = 0; found && i < x->u.path.nparts; i++) {
        of = v;
        in = &of;
        v = value_nil();
        found = get_part(r, of, &x->u.path.parts[i], &v, &key);
    }
    if (found)
        return v;
    undefined_variable(r, x, in, key);
    return value_nil();
}

value liquid_property(liquid_run *r, value item, value prop) {
    value out = value_nil();
    return get_value(r, item, prop, &out) ? out : value_nil();
}

/* ---- Expressions ---- */

static int64_t range_end(liquid_run *r, const liquid_expr *x) {
    value v = liquid_eval(r, x);
    int64_t i = 0;
    if (v.kind == V_NIL)
        return 0;
    if (v.kind == V_STR)
        v = number_of(r->a, v);
    else if (!liquid_to_integer(v, &i))
        liquid_fail(r, RULE_LIQUID_ARGUMENT, span_of(r->src, x->at, x->n),
                    "a range needs integers, not %s", value_class(v));
    if (number_is(v) && !number_to_int64(v, &i))
        i = v.kind == V_BIG && *v.u.s == '-' ? INT64_MIN : INT64_MAX;
    return i;
}

value liquid_eval(liquid_run *r, const liquid_expr *x) {
    switch ((expr_kind)x->kind) {
    case X_LITERAL:
    case X_METHOD: return x->u.literal;
    case X_PATH: return eval_path(r, x);
    case X_RANGE: break;
    }
    int64_t from = range_end(r, x->u.range.from), to = range_end(r, x->u.range.to);
    return value_range_of(r->a, from, to);
}

/* ---- Filters ---- */

static bool right_count(liquid_call *c) {
    const liquid_filter *f = c->filter;
    if (c->n >= f->min && (f->max == LIQUID_ANY || c->n <= f->max))
        return true;
    str name = str_of(f->name);
    if (f->min == f->max)
        liquid_filter_fail(c, "'%.*s' takes %d argument%s, not %zu", STR_FMT(name), f->min,
                           f->min == 1 ? "" : "s", c->n);
    else if (f->max == LIQUID_ANY)
        liquid_filter_fail(c, "'%.*s' takes at least %d argument%s, not %zu", STR_FMT(name), f->min,
                           f->min == 1 ? "" : "s", c->n);
    else
        liquid_filter_fail(c, "'%.*s' takes %d to %d arguments, not %zu", STR_FMT(name), f->min,
                           f->max, c->n);
    return false;
}

/* Evaluates the arguments into c, in `few` when they fit. */
static void eval_args(liquid_run *r, const filter_use *f, liquid_call *c, value few[4]) {
    c->args = f->constant;
    c->n = (size_t)f->nargs + (f->nnamed ? 1 : 0);
    if (f->constant)
        return;
    value *args = c->n <= 4 ? few : arena_make(r->a, value, c->n);
    for (uint32_t i = 0; i < f->nargs; i++)
        args[i] = liquid_eval(r, f->args[i]);
    if (f->nnamed) {
        map_builder b = {.a = r->a};
        for (uint32_t i = 0; i < f->nnamed; i++)
            map_add(&b, f->named[i].name, liquid_eval(r, f->named[i].x));
        args[f->nargs] = map_finish(&b);
        c->named = true;
    }
    c->args = args;
}

static value apply(liquid_run *r, const filter_use *f, value in) {
    value few[4];
    liquid_call c = {.a = r->a, .run = r, .filter = f->filter};
    c.at = span_of(r->src, f->at, f->name.n);
    eval_args(r, f, &c, few);
    if (!f->filter) {
        undefined_filter(r, c.at, f->name);
        return in;
    }
    if (r->state == RUN_FAILED || !right_count(&c))
        return value_nil();
    return f->filter->fn(&c, in);
}

value liquid_eval_output(liquid_run *r, const liquid_output *o) {
    bool asking = r->asking;
    if (r->o.variables == LIQUID_UNDEFINED_REPORT && o->nfilters)
        r->asking = asking || str_eq(o->filters[0].name, S("default"));
    value v = o->x ? liquid_eval(r, o->x) : value_nil();
    r->asking = asking;
    for (uint32_t i = 0; i < o->nfilters && run_step(r, 1); i++)
        v = apply(r, &o->filters[i], v);
    return v;
}

value liquid_filter_call(liquid_run *r, span at, str name, value in, const value *args, size_t n) {
    liquid_call c = {.a = r->a, .run = r, .at = at, .args = args, .n = n};
    c.filter = env_filter(r->env, name);
    if (!c.filter)
        return in;
    return r->state != RUN_FAILED && right_count(&c) ? c.filter->fn(&c, in) : value_nil();
}

/* ---- Conditions ---- */

static bool is_blank(value v) {
    switch (v.kind) {
    case V_NIL: return true;
    case V_BOOL: return !v.u.b;
    case V_STR: return str_trim(value_as_str(v)).n == 0;
    case V_LIST: return v.n == 0;
    case V_MAP: return v.u.map->n == 0;
    default: return false;
    }
}

static bool is_empty(value v) {
    return (v.kind == V_STR && v.n == 0) || (v.kind == V_LIST && v.n == 0) ||
           (v.kind == V_MAP && v.u.map->n == 0);
}

static bool equal(const liquid_run *r, value x, value y) {
    bool left = x.kind == V_EMPTY || x.kind == V_BLANK;
    if (!left && y.kind != V_EMPTY && y.kind != V_BLANK)
        return value_equal(x, y, 0);
    value method = left ? x : y, v = left ? y : x;
    return method.kind == V_EMPTY ? is_empty(v) : r->env->traits->blank_known && is_blank(v);
}

static bool is_comparable(value v) {
    return number_is(v) || v.kind == V_STR || v.kind == V_DATE;
}

/* False for what cannot be compared at all, a fault for what Ruby refuses to. */
static bool ordered(liquid_run *r, const liquid_cond *c, value x, value y) {
    int order;
    if (!is_comparable(x) || !is_comparable(y))
        return false;
    if (!value_order(x, y, &order)) {
        if (!(x.kind == V_FLOAT && number_is(y)) && !(y.kind == V_FLOAT && number_is(x)))
            liquid_fail(r, RULE_LIQUID_ARGUMENT, span_of(r->src, c->at, c->n),
                        "cannot compare %s with %s", value_class(x), value_class(y));
        return false; /* NaN */
    }
    switch (c->op) {
    case OP_LT: return order < 0;
    case OP_GT: return order > 0;
    case OP_LE: return order <= 0;
    default: return order >= 0;
    }
}

static bool contains(liquid_run *r, value in, value what) {
    if (!value_truthy(in) || !value_truthy(what))
        return false;
    value ignored;
    switch (in.kind) {
    case V_STR: return str_has(value_as_str(in), liquid_to_s(r->a, what));
    case V_LIST:
        run_step(r, in.n);
        for (uint32_t i = 0; i < in.n; i++)
            if (value_equal(in.u.list[i], what, 0))
                return true;
        return false;
    case V_RANGE:
        return number_is(what) && number_cmp(what, value_int(in.u.range->from)) >= 0 &&
               number_cmp(what, value_int(in.u.range->to)) <= 0;
    case V_DROP:
        if (in.u.drop->type == &self_type)
            return false;
        return get_value(r, in, what, &ignored);
    case V_MAP: return get_value(r, in, what, &ignored);
    default: return false;
    }
}

/* true, false, nil, "", empty, blank: what a thing that may be missing is compared with. */
static bool is_plain(const liquid_expr *x) {
    return !x || x->kind == X_METHOD ||
           (x->kind == X_LITERAL && (x->u.literal.kind == V_NIL || x->u.literal.kind == V_BOOL ||
                                     (x->u.literal.kind == V_STR && x->u.literal.n == 0)));
}

/* Does the condition ask whether there is such a thing, rather than take it for granted? */
static bool asks(const liquid_cond *c) {
    return c->op == OP_NONE ||
           ((c->op == OP_EQ || c->op == OP_NE) && (is_plain(c->left) || is_plain(c->right)));
}

static bool holds_so(liquid_run *r, const liquid_cond *c) {
    value x = liquid_eval(r, c->left);
    if (c->op == OP_NONE)
        return value_truthy(x);
    value y = c->right ? liquid_eval(r, c->right) : value_nil();
    switch ((cond_op)c->op) {
    case OP_EQ: return equal(r, x, y);
    case OP_NE: return !equal(r, x, y);
    case OP_CONTAINS: return contains(r, x, y);
    case OP_UNKNOWN:
        liquid_fail(r, RULE_LIQUID_SYNTAX, span_of(r->src, c->at, c->n), "unknown operator '%.*s'",
                    STR_FMT(c->op_text));
        return false;
    default: return ordered(r, c, x, y);
    }
}

static bool holds(liquid_run *r, const liquid_cond *c) {
    bool asking = r->asking, is;
    r->asking = asking || asks(c);
    is = holds_so(r, c);
    r->asking = asking;
    return is;
}

bool liquid_eval_cond(liquid_run *r, const liquid_cond *c) {
    for (;; c = c->next) {
        bool yes = holds(r, c);
        if (!run_step(r, 1))
            return false;
        if (c->rel == REL_END || (c->rel == REL_OR) == yes)
            return yes;
    }
}
