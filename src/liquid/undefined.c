#include "liquid/intern.h"

#include "base/vec.h"

/* Variables and filters that are not there: silent, a warning or an error, as the run says. */

typedef vec(str) name_list;

/* What is undefined is told once for each place, however often a loop comes by. */
static bool is_told(liquid_run *r, span at) {
    buf key = buf_new(r->a, 32);
    buf_printf(&key, "%p:%u", (const void *)at.src, (unsigned)at.at);
    void **told = map_at(&r->reported, buf_str(&key));
    bool before = *told != NULL;
    *told = r;
    return before;
}

static void report(liquid_run *r, liquid_undefined how, span at, const char *what, str name,
                   const name_list *known) {
    diag *g;
    if (how == LIQUID_UNDEFINED_STOP) {
        if (r->state == RUN_FAILED)
            return;
        g = run_report(r, RULE_LIQUID_UNDEFINED, at, "undefined %s '%.*s'", what,
                       STR_FMT(brief(name)));
        r->state = RUN_FAILED;
    } else {
        uint8_t *sev = &r->d->severities[RULE_LIQUID_UNDEFINED], usual = *sev;
        if (is_told(r, at))
            return;
        *sev = SEV_WARNING;
        g = run_report(r, RULE_LIQUID_UNDEFINED, at, "undefined %s '%.*s'", what,
                       STR_FMT(brief(name)));
        *sev = usual;
    }
    str near = str_nearest(name, known->p, known->n);
    if (near.n && !str_eq(near, name))
        diag_help(r->d, g, "did you mean '%.*s'?", STR_FMT(near));
}

static void add_binds(liquid_run *r, const scope_bind *p, size_t n, name_list *out) {
    for (size_t i = 0; i < n; i++)
        *vec_push(r->a, out) = p[i].name;
}

static void add_members(liquid_run *r, value in, name_list *out) {
    if (in.kind == V_DROP && in.u.drop->type->keys)
        in = in.u.drop->type->keys(in.u.drop, r->a);
    for (uint32_t i = 0; in.kind == V_LIST && i < in.n; i++)
        if (in.u.list[i].kind == V_STR)
            *vec_push(r->a, out) = value_as_str(in.u.list[i]);
    for (uint32_t i = 0; in.kind == V_MAP && i < in.u.map->n; i++)
        if (in.u.map->members[i].key.kind == V_STR)
            *vec_push(r->a, out) = value_as_str(in.u.map->members[i].key);
}

static void add_seen(liquid_run *r, name_list *out) {
    add_binds(r, r->binds.p + r->base, r->binds.n - r->base, out);
    add_binds(r, r->vars.p, r->vars.n, out);
    for (size_t i = 0; i < r->nglobals; i++)
        *vec_push(r->a, out) = r->globals[i].name;
    add_members(r, r->root, out);
}

void undefined_variable(liquid_run *r, const liquid_expr *x, const value *in, str key) {
    liquid_undefined how = r->o.variables;
    name_list known = {0};
    if (how == LIQUID_UNDEFINED_NIL || (how == LIQUID_UNDEFINED_REPORT && r->asking))
        return;
    if (!in)
        add_seen(r, &known);
    else if (in->kind != V_LIST)
        add_members(r, *in, &known);
    report(r, how, span_of(r->src, x->at, x->n), "variable", key, &known);
}

void undefined_filter(liquid_run *r, span at, str name) {
    name_list known = {0};
    if (r->o.filters == LIQUID_UNDEFINED_NIL)
        return;
    for (uint32_t i = 0; i < r->env->filters.n; i++)
        *vec_push(r->a, &known) = r->env->filters.entries[i].key;
    report(r, r->o.filters, at, "filter", name, &known);
}
