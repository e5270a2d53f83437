#include "liquid/intern.h"

#include "base/vec.h"

/* ---- forloop ---- */

value loop_field(const loop *l, field f) {
    switch (f) {
    case FIELD_LENGTH: return value_int(l->length);
    case FIELD_INDEX: return value_int(l->index + 1);
    case FIELD_INDEX0: return value_int(l->index);
    case FIELD_RINDEX: return value_int(l->length - l->index);
    case FIELD_RINDEX0: return value_int(l->length - l->index - 1);
    case FIELD_FIRST: return value_bool(l->index == 0);
    case FIELD_LAST: return value_bool(l->index == l->length - 1);
    case FIELD_NAME: return value_str(l->name);
    case FIELD_PARENTLOOP: return l->parent ? value_drop(&l->parent->self) : value_nil();
    case FIELD_SIZE:
    case FIELD_NONE: break;
    }
    return value_nil();
}

static bool get(const drop *self, arena *a, str key, value *out) {
    (void)a;
    field f = field_of(key);
    *out = loop_field(self->self, f);
    return f != FIELD_NONE && f != FIELD_SIZE;
}

static value as_text(const drop *self, arena *a) {
    (void)self;
    (void)a;
    return value_lit("Liquid::ForloopDrop");
}

const drop_type loop_type = {.name = "Liquid::ForloopDrop", .get = get, .as_text = as_text};

/* ---- What loops and filters walk ---- */

sequence sequence_of(liquid_run *r, value v) {
    sequence s = {.kind = (value_kind)v.kind, .v = v};
    if (v.kind == V_DROP && v.u.drop->type->as_map) {
        s.v = v.u.drop->type->as_map(v.u.drop, r->a, 0);
        s.kind = (value_kind)s.v.kind;
    }
    switch (s.kind) {
    case V_LIST: s.n = s.v.n; break;
    case V_MAP: s.n = s.v.u.map->n; break;
    case V_STR: s.n = s.v.n > 0; break;
    case V_RANGE: {
        const value_range *g = s.v.u.range;
        uint64_t n = g->to < g->from ? 0 : (uint64_t)g->to - (uint64_t)g->from;
        s.n = g->to < g->from ? 0 : n >= INT64_MAX ? INT64_MAX : (int64_t)n + 1;
        break;
    }
    default: s.kind = V_NIL;
    }
    return s;
}

value sequence_at(liquid_run *r, const sequence *s, int64_t i) {
    switch (s->kind) {
    case V_LIST: return s->v.u.list[i];
    case V_RANGE: return value_int(s->v.u.range->from + i);
    case V_MAP: {
        value *two = arena_make(r->a, value, 2);
        two[0] = s->v.u.map->members[i].key;
        two[1] = s->v.u.map->members[i].val;
        return value_list(two, 2);
    }
    default: return s->v;
    }
}

/* A list of all of it; a range counts as many steps as it is long. */
static value listed(liquid_run *r, const sequence *s) {
    if (s->kind == V_LIST || !run_step(r, (uint64_t)s->n))
        return s->kind == V_LIST ? s->v : value_list(NULL, 0);
    value *p = arena_make(r->a, value, (size_t)s->n);
    for (int64_t i = 0; i < s->n; i++)
        p[i] = sequence_at(r, s, i);
    return value_list(p, (size_t)s->n);
}

value liquid_each(liquid_run *r, value v) {
    sequence s = sequence_of(r, v);
    return listed(r, &s);
}

enum { FLATTEN_DEPTH = 100 };

static bool has_list(value v) {
    for (uint32_t i = 0; i < v.n; i++)
        if (v.u.list[i].kind == V_LIST)
            return true;
    return false;
}

static void flatten(liquid_run *r, value v, list_builder *to, unsigned depth) {
    if (!run_step(r, v.n) || depth > FLATTEN_DEPTH)
        return;
    for (uint32_t i = 0; i < v.n; i++) {
        if (v.u.list[i].kind == V_LIST)
            flatten(r, v.u.list[i], to, depth + 1);
        else
            list_add(to, v.u.list[i]);
    }
}

value liquid_items(liquid_run *r, value v) {
    if (v.kind == V_LIST) {
        if (!run_step(r, v.n))
            return value_list(NULL, 0);
        if (!has_list(v))
            return v;
        list_builder b = {.a = r->a};
        flatten(r, v, &b, 0);
        return list_finish(&b);
    }
    if (v.kind == V_NIL)
        return value_list(NULL, 0);
    if (v.kind == V_RANGE)
        return liquid_each(r, v);
    value *one = arena_make(r->a, value, 1);
    *one = v;
    return value_list(one, 1);
}

bool liquid_sort(arena *a, value list, liquid_less *cmp, void *ctx, value *out) {
    size_t n = list.n;
    value *from = arena_make(a, value, n), *to = arena_make(a, value, n);
    for (size_t i = 0; i < n; i++)
        from[i] = list.u.list[i];
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * width) {
            size_t mid = lo + width < n ? lo + width : n, hi = mid + width < n ? mid + width : n;
            for (size_t i = lo, j = mid, k = lo; k < hi; k++) {
                int order = 1;
                if (i < mid && j < hi && !cmp(ctx, from[i], from[j], &order))
                    return false;
                bool left = i < mid && (j >= hi || order <= 0);
                to[k] = left ? from[i++] : from[j++];
            }
        }
        value *swap = from;
        from = to;
        to = swap;
    }
    *out = value_list(from, n);
    return true;
}
