#include "liquid/intern.h"

#include <assert.h>
#include <stdarg.h>

#include "value/date.h"

/* Bodies within one another over all templates, for the C stack's sake. */
enum { NESTING_MAX = 400 };

liquid_run *liquid_run_new(arena *scratch, const liquid_env *e, const liquid_options *o, diags *d) {
    liquid_run *r = arena_make(scratch, liquid_run, 1);
    r->a = scratch;
    r->env = e;
    r->d = d;
    r->reported = map_new(scratch);
    if (o)
        r->o = *o;
    if (!r->o.steps)
        r->o.steps = &r->own_steps;
    if (!r->o.limits.steps)
        r->o.limits.steps = LIMIT_STEPS;
    if (!r->o.limits.output)
        r->o.limits.output = LIMIT_OUTPUT;
    if (!r->o.limits.includes)
        r->o.limits.includes = LIMIT_INCLUDES;
    return r;
}

arena *liquid_run_arena(liquid_run *r) {
    return r->a;
}

const liquid_env *liquid_run_env(const liquid_run *r) {
    return r->env;
}

diags *liquid_run_diags(liquid_run *r) {
    return r->d;
}

void *liquid_run_user(liquid_run *r) {
    return r->o.user;
}

const struct zone *liquid_run_zone(const liquid_run *r) {
    return r->o.zone ? r->o.zone : zone_utc();
}

const struct date *liquid_run_now(liquid_run *r) {
    if (r->o.now)
        return r->o.now;
    if (!r->now) {
        struct date *now = arena_make(r->a, struct date, 1);
        date_now(liquid_run_zone(r), now);
        r->now = now;
    }
    return r->now;
}

span liquid_run_here(const liquid_run *r) {
    assert(r->src);
    return span_of(r->src, r->at, r->n);
}

bool liquid_run_stopped(const liquid_run *r) {
    return r->state == RUN_FAILED;
}

/* ---- Faults ---- */

/* How the template that is being rendered was reached; a template that includes itself says so
 * once.
 */
static void include_notes(liquid_run *r, diag *g) {
    for (const run_frame *f = r->frames; f;) {
        span at = f->at;
        unsigned times = 0;
        for (; f && f->at.src == at.src && f->at.at == at.at; f = f->outer)
            times++;
        str tag = brief(liquid_span_text(at));
        if (times > 1)
            diag_also(r->d, g, at, "included by '%.*s', %u times", STR_FMT(tag), times);
        else
            diag_also(r->d, g, at, "included by '%.*s'", STR_FMT(tag));
    }
}

static diag *report(liquid_run *r, rule_id id, span at, const char *fmt, va_list ap) {
    buf b = buf_new(r->d->a, 128);
    buf_vprintf(&b, fmt, ap);
    diag *g = diag_add(r->d, id, at, "%.*s", STR_FMT(message_of(&b)));
    include_notes(r, g);
    return g;
}

void liquid_fail(liquid_run *r, rule_id id, span at, const char *fmt, ...) {
    if (r->state == RUN_FAILED)
        return;
    va_list ap;
    va_start(ap, fmt);
    report(r, id, at, fmt, ap);
    va_end(ap);
    r->state = RUN_FAILED;
}

diag *run_report(liquid_run *r, rule_id id, span at, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    diag *g = report(r, id, at, fmt, ap);
    va_end(ap);
    return g;
}

void liquid_fail_inside(liquid_run *r, span at, size_t before) {
    run_frame inmost = {.outer = r->frames, .at = at};
    r->frames = &inmost;
    for (size_t i = before; i < r->d->n; i++)
        include_notes(r, &r->d->p[i]);
    r->frames = inmost.outer;
    r->state = RUN_FAILED;
}

static bool is_told(const liquid_run *r, rule_id id, span at) {
    for (size_t i = 0; i < r->d->n; i++)
        if (r->d->p[i].rule == id && r->d->p[i].at == at.at &&
            str_eq(r->d->p[i].path, at.src->path))
            return true;
    return false;
}

void liquid_miss(liquid_run *r, rule_id id, span at, const char *fmt, ...) {
    if (is_told(r, id, at))
        return;
    va_list ap;
    va_start(ap, fmt);
    report(r, id, at, fmt, ap);
    va_end(ap);
}

void liquid_report(liquid_run *r, rule_id id, span at, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    report(r, id, at, fmt, ap);
    va_end(ap);
}

bool run_step(liquid_run *r, uint64_t n) {
    if (r->state == RUN_FAILED)
        return false;
    uint64_t limit = r->o.limits.steps, taken = *r->o.steps;
    if (taken <= limit && n <= limit - taken) {
        *r->o.steps = taken + n;
        return true;
    }
    *r->o.steps = limit + 1;
    liquid_fail(r, RULE_LIMIT_STEPS_, liquid_run_here(r),
                "the template takes more than %llu steps (loops, tags, outputs)",
                (unsigned long long)limit);
    return false;
}

value text_value(liquid_run *r, str s) {
    if (s.n > UINT32_MAX)
        arena_fail(r->a, "limit/memory");
    return value_str(s);
}

/* ---- Bodies ---- */

static bool within_output(liquid_run *r, const buf *out) {
    if (out->n <= r->o.limits.output)
        return true;
    liquid_fail(r, RULE_LIMIT_OUTPUT_, liquid_run_here(r), "the output grows beyond %zu bytes",
                r->o.limits.output);
    return false;
}

void liquid_write(liquid_run *r, value v, buf *out) {
    switch (v.kind) {
    case V_NIL:
    case V_EMPTY:
    case V_BLANK: return;
    case V_STR: buf_add(out, value_as_str(v)); return;
    case V_INT: buf_int(out, v.u.i); return;
    default: value_text(v, r->a, out);
    }
}

static void render_output(liquid_run *r, const liquid_output *o, buf *out) {
    value v = liquid_eval_output(r, o);
    if (r->state != RUN_FAILED)
        liquid_write(r, v, out);
}

void liquid_body_render(liquid_run *r, const liquid_body *b, buf *out) {
    if (r->nesting >= NESTING_MAX) {
        liquid_fail(r, RULE_LIMIT_DEPTH, liquid_run_here(r), "blocks are nested more than %d deep",
                    NESTING_MAX);
        return;
    }
    r->nesting++;
    for (const node *n = b->first; n && r->state == RUN_ON; n = n->next) {
        if (n->kind == NODE_TEXT) {
            buf_add(out, n->u.text);
            ++*r->o.steps;
            if (!within_output(r, out))
                break;
            continue;
        }
        r->at = n->at;
        r->n = n->n;
        if (!run_step(r, 1))
            break;
        if (n->kind == NODE_OUTPUT)
            render_output(r, n->u.output, out);
        else if (n->u.tag.tag->render)
            n->u.tag.tag->render(r, n->u.tag.self, out);
        if (!within_output(r, out))
            break;
    }
    r->nesting--;
}

str liquid_body_text(liquid_run *r, const liquid_body *b) {
    if (!b->first)
        return S("");
    if (b->first == b->last && b->first->kind == NODE_TEXT)
        return b->first->u.text;
    buf out = buf_new(r->a, 256);
    liquid_body_render(r, b, &out);
    return buf_str(&out);
}

/* ---- Templates ---- */

bool liquid_render(liquid_run *r, const liquid_tpl *t, const liquid_bind *globals, size_t n,
                   value root, buf *out) {
    assert(!r->src);
    r->globals = globals;
    r->nglobals = n;
    r->root = root;
    r->vars = (scope_vars){0};
    r->binds.n = r->marks.n = r->slots.n = r->base = 0;
    r->state = RUN_ON;
    r->src = t->src;
    r->at = r->n = 0;
    liquid_body_render(r, &t->body, out);
    within_output(r, out);
    r->src = NULL;
    return r->state != RUN_FAILED;
}

/* Steps into another template; false when that is too deep. */
static bool enter(liquid_run *r, const liquid_tpl *t, span at, run_frame *f) {
    if (r->depth >= r->o.limits.includes) {
        liquid_fail(r, RULE_LIMIT_DEPTH, at, "includes are nested more than %u deep",
                    (unsigned)r->o.limits.includes);
        return false;
    }
    *f = (run_frame){r->frames, r->src, at, r->at, r->n};
    r->frames = f;
    r->depth++;
    r->src = t->src;
    return true;
}

static void leave(liquid_run *r, const run_frame *f) {
    r->frames = f->outer;
    r->depth--;
    r->src = f->src;
    r->at = f->node_at;
    r->n = f->node_n;
}

void liquid_include(liquid_run *r, const liquid_tpl *t, span at, const liquid_bind *vars, size_t n,
                    buf *out) {
    run_frame f;
    if (!enter(r, t, at, &f))
        return;
    liquid_scope_push(r);
    for (size_t i = 0; i < n; i++)
        liquid_scope_bind(r, vars[i].name, vars[i].val);
    liquid_body_render(r, &t->body, out);
    liquid_scope_pop(r);
    leave(r, &f);
}

void liquid_include_isolated(liquid_run *r, const liquid_tpl *t, span at, const liquid_bind *vars,
                             size_t n, bool keep_globals, buf *out) {
    run_frame f;
    if (!enter(r, t, at, &f))
        return;
    liquid_run outer = *r;
    r->vars = r->counters = (scope_vars){0};
    r->base = r->binds.n;
    r->slots.p = NULL;
    r->slots.n = r->slots.cap = 0;
    if (!keep_globals) {
        r->globals = NULL;
        r->nglobals = 0;
        r->root = value_nil();
    }
    for (size_t i = 0; i < n; i++)
        liquid_assign(r, vars[i].name, vars[i].val);
    r->include_barred = r->env->traits->render_bars_include;
    liquid_body_render(r, &t->body, out);
    r->vars = outer.vars;
    r->counters = outer.counters;
    r->base = outer.base;
    r->slots = outer.slots;
    r->globals = outer.globals;
    r->nglobals = outer.nglobals;
    r->root = outer.root;
    r->include_barred = outer.include_barred;
    if (r->state != RUN_FAILED)
        r->state = RUN_ON;
    leave(r, &f);
}
