#include "liquid/intern.h"

#include <stdarg.h>

#include "value/number.h"

/* ---- assign ---- */

typedef struct assign_tag {
    str name;
    uint64_t hash;
    const liquid_output *from;
} assign_tag;

/* (VariableSignature+)\s*=: the first name that '=' follows. */
static bool find_assign(str s, str *name, size_t *behind) {
    for (size_t i = 0; i < s.n;) {
        size_t end = match_signature(s, i), eq = skip_space(s, end);
        if (end > i && eq < s.n && s.p[eq] == '=') {
            *name = str_slice(s, i, end);
            *behind = eq + 1;
            return true;
        }
        i = end > i ? end : i + 1;
    }
    return false;
}

static const void *parse_assign(liquid_parser *p, const liquid_use *use) {
    assign_tag *t = arena_make(p->a, assign_tag, 1);
    str s = liquid_span_text(use->markup);
    size_t behind;
    if (!find_assign(s, &t->name, &behind)) {
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at,
                           "'assign' wants {%% assign name = value %%}");
        return NULL;
    }
    if (p->env->traits->strict_tags && !strict_name(p, liquid_span_of(use->markup, t->name)).n)
        return NULL;
    t->hash = name_hash(t->name);
    t->from = liquid_parse_output(p, liquid_span_of(use->markup, str_from(s, behind)));
    return t;
}

static void render_assign(liquid_run *r, const void *self, buf *out) {
    const assign_tag *t = self;
    value v = liquid_eval_output(r, t->from);
    (void)out;
    if (!liquid_run_stopped(r))
        vars_set(r->a, &r->vars, t->name, t->hash, v);
}

/* ---- capture ---- */

typedef struct capture_tag {
    str name;
    const liquid_body *body;
} capture_tag;

static const void *parse_capture(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"endcapture", NULL};
    capture_tag *t = arena_make(p->a, capture_tag, 1);
    str s = liquid_span_text(use->markup);
    bool strict = p->env->traits->strict_tags;
    if (strict)
        t->name = strict_name(p, use->markup);
    for (size_t i = 0; !strict && i < s.n && !t->name.n; i++)
        t->name = str_slice(s, i, match_signature(s, i));
    if (!strict && !t->name.n)
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at, "'capture' wants {%% capture name %%}");
    t->body = liquid_parse_body(p, use, ends, NULL);
    return t->name.n ? t : NULL;
}

static void render_capture(liquid_run *r, const void *self, buf *out) {
    const capture_tag *t = self;
    str s = liquid_body_text(r, t->body);
    (void)out;
    if (!liquid_run_stopped(r))
        liquid_assign(r, t->name, text_value(r, s));
}

/* ---- increment, decrement ---- */

static const void *parse_counter(liquid_parser *p, const liquid_use *use) {
    str *name = arena_make(p->a, str, 1);
    bool strict = p->env->traits->strict_tags;
    *name = strict ? strict_name(p, use->markup) : liquid_span_text(use->markup);
    return strict && !name->n ? NULL : name;
}

/* Counters stand between the template's variables and the globals, and begin with a global of
 * that name, as in Liquid. */
static bool counter(liquid_run *r, str name, int64_t *out) {
    uint64_t hash = name_hash(name);
    const value *held = vars_get(&r->counters, name, hash);
    value v = value_nil();
    if (held)
        v = *held;
    else
        for (size_t i = 0; i < r->nglobals && v.kind == V_NIL; i++)
            v = str_eq(r->globals[i].name, name) ? r->globals[i].val : v;
    if (!held && v.kind == V_NIL)
        value_get(r->a, r->root, name, &v);
    *out = 0;
    if (!value_truthy(v) || (v.kind == V_INT && v.u.i > INT64_MIN && v.u.i < INT64_MAX)) {
        *out = v.kind == V_INT ? v.u.i : 0;
        return true;
    }
    liquid_fail(r, RULE_LIQUID_ARGUMENT, liquid_run_here(r), "'%.*s' is no integer to count with",
                STR_FMT(name));
    return false;
}

static void render_increment(liquid_run *r, const void *self, buf *out) {
    str name = *(const str *)self;
    int64_t i;
    if (!counter(r, name, &i))
        return;
    buf_int(out, i);
    vars_set(r->a, &r->counters, name, name_hash(name), value_int(i + 1));
}

static void render_decrement(liquid_run *r, const void *self, buf *out) {
    str name = *(const str *)self;
    int64_t i;
    if (!counter(r, name, &i))
        return;
    buf_int(out, i - 1);
    vars_set(r->a, &r->counters, name, name_hash(name), value_int(i - 1));
}

const liquid_tag liquid_tags_var[] = {
    {"assign", parse_assign, render_assign, LIQUID_TAG_SILENT},
    {"capture", parse_capture, render_capture, LIQUID_TAG_SILENT | LIQUID_TAG_BLOCK},
    {"increment", parse_counter, render_increment, 0},
    {"decrement", parse_counter, render_decrement, 0},
    {NULL, NULL, NULL, 0},
};
