#include "liquid/intern.h"

#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"

enum { FEW = 8 };

/* Names are hashed while parsing and compared while rendering, perhaps in a forked child: the seed
 * must be the process's own, so that nobody can prepare clashes, and the same from start to end.
 * Where the program was loaded is such a number. */
uint64_t name_hash(str name) {
    static const char anchor;
    return hash64(name, (uint64_t)(uintptr_t)&anchor);
}

static uint32_t *slot_of(const scope_vars *v, str name, uint64_t hash) {
    uint32_t mask = v->nslots - 1;
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        uint32_t *s = &v->slots[i];
        if (*s == 0 || (v->p[*s - 1].hash == hash && str_eq(v->p[*s - 1].name, name)))
            return s;
    }
}

static scope_bind *find(const scope_vars *v, str name, uint64_t hash) {
    if (v->slots) {
        uint32_t s = *slot_of(v, name, hash);
        return s ? &v->p[s - 1] : NULL;
    }
    for (uint32_t i = 0; i < v->n; i++)
        if (v->p[i].hash == hash && str_eq(v->p[i].name, name))
            return &v->p[i];
    return NULL;
}

const value *vars_get(const scope_vars *v, str name, uint64_t hash) {
    const scope_bind *b = find(v, name, hash);
    return b ? &b->val : NULL;
}

static void grow(arena *a, scope_vars *v) {
    uint32_t cap = v->cap ? v->cap * 2 : FEW;
    scope_bind *p = arena_make(a, scope_bind, cap);
    if (v->n)
        memcpy(p, v->p, v->n * sizeof *p);
    v->p = p;
    v->cap = cap;
    if (cap <= FEW)
        return;
    v->nslots = cap * 2;
    v->slots = arena_make(a, uint32_t, v->nslots);
    for (uint32_t i = 0; i < v->n; i++)
        *slot_of(v, p[i].name, p[i].hash) = i + 1;
}

void vars_set(arena *a, scope_vars *v, str name, uint64_t hash, value val) {
    scope_bind *b = find(v, name, hash);
    if (b) {
        b->val = val;
        return;
    }
    if (v->n == v->cap)
        grow(a, v);
    v->p[v->n++] = (scope_bind){name, hash, val};
    if (v->slots)
        *slot_of(v, name, hash) = v->n;
}

/* Inner scopes first, then assigned names, then counters, then what the caller gave. */
bool scope_find(liquid_run *r, str name, uint64_t hash, value *out) {
    for (size_t i = r->binds.n; i > r->base; i--) {
        const scope_bind *b = &r->binds.p[i - 1];
        if (b->hash == hash && str_eq(b->name, name)) {
            *out = b->val;
            return true;
        }
    }
    const value *v = vars_get(&r->vars, name, hash);
    if (!v && r->counters.n)
        v = vars_get(&r->counters, name, hash);
    for (size_t i = 0; !v && i < r->nglobals; i++)
        if (str_eq(r->globals[i].name, name))
            v = &r->globals[i].val;
    if (!v)
        return value_get(r->a, r->root, name, out);
    *out = *v;
    return true;
}

static bool self_get(const drop *self, arena *a, str key, value *out) {
    (void)a;
    return liquid_find((liquid_run *)(uintptr_t)self->self, key, out);
}

static value self_text(const drop *self, arena *a) {
    (void)self;
    (void)a;
    return value_lit("Liquid::SelfDrop");
}

const drop_type self_type = {.name = "Liquid::SelfDrop", .get = self_get, .as_text = self_text};

value scope_self(liquid_run *r) {
    r->self = (drop){.type = &self_type, .self = r};
    return value_drop(&r->self);
}

bool liquid_find(liquid_run *r, str name, value *out) {
    *out = value_nil();
    return scope_find(r, name, name_hash(name), out);
}

void liquid_assign(liquid_run *r, str name, value v) {
    vars_set(r->a, &r->vars, name, name_hash(name), v);
}

void liquid_scope_push(liquid_run *r) {
    *vec_push(r->a, &r->marks) = r->binds.n;
}

void liquid_scope_pop(liquid_run *r) {
    assert(r->marks.n > 0);
    r->binds.n = r->marks.p[--r->marks.n];
}

void scope_bind_hashed(liquid_run *r, str name, uint64_t hash, value v) {
    assert(r->marks.n > 0);
    for (size_t i = r->marks.p[r->marks.n - 1]; i < r->binds.n; i++) {
        if (r->binds.p[i].hash == hash && str_eq(r->binds.p[i].name, name)) {
            r->binds.p[i].val = v;
            return;
        }
    }
    *vec_push(r->a, &r->binds) = (scope_bind){name, hash, v};
}

void liquid_scope_bind(liquid_run *r, str name, value v) {
    scope_bind_hashed(r, name, name_hash(name), v);
}

void **liquid_run_slot(liquid_run *r, const void *key) {
    for (size_t i = 0; i < r->slots.n; i++)
        if (r->slots.p[i].key == key)
            return &r->slots.p[i].val;
    run_slot *s = vec_push(r->a, &r->slots);
    *s = (run_slot){key, NULL};
    return &s->val;
}
