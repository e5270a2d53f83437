#include "value/value.h"

#include <assert.h>

#include "base/limits.h"
#include "base/vec.h"
#include "value/date.h"

value value_range_of(arena *a, int64_t from, int64_t to) {
    value_range *r = arena_make(a, value_range, 1);
    *r = (value_range){from, to};
    return (value){.kind = V_RANGE, .u.range = r};
}

value value_list(const value *items, size_t n) {
    assert(n <= UINT32_MAX);
    return (value){.kind = V_LIST, .n = (uint32_t)n, .u.list = items};
}

value value_date(const date *d) {
    return (value){.kind = V_DATE, .u.date = d};
}

void list_add(list_builder *b, value v) {
    if (b->n == b->cap)
        vec_grow_(b->a, (void **)&b->p, &b->cap, sizeof *b->p, b->n);
    b->p[b->n++] = v;
}

value list_finish(const list_builder *b) {
    return value_list(b->p, b->n);
}

static bool get_from_drop(const drop *d, arena *a, str key, value *out) {
    return d->type->get && d->type->get(d, a, key, out);
}

bool value_get(arena *a, value v, str key, value *out) {
    *out = value_nil();
    if (v.kind == V_DROP) {
        if (get_from_drop(v.u.drop, a, key, out))
            return true;
        *out = value_nil();
        return false;
    }
    const member *m = value_member(v, key);
    if (!m)
        return false;
    *out = m->val;
    return true;
}

value value_at(value map, str key) {
    const member *m = value_member(map, key);
    return m ? m->val : value_nil();
}

value value_merge(arena *a, value base, value over, unsigned depth) {
    if (base.kind != V_MAP || over.kind != V_MAP || depth >= LIMIT_VALUE_DEPTH)
        return over.kind == V_NIL ? base : over;
    const value_map *x = base.u.map, *y = over.u.map;
    map_builder b = {.a = a};
    for (uint32_t i = 0; i < x->n; i++)
        map_add_member(&b, x->members[i]);
    for (uint32_t i = 0; i < y->n; i++) {
        member m = y->members[i];
        const member *old = value_find(base, m.key);
        if (old && (m.val.kind == V_NIL || (m.val.kind == V_MAP && old->val.kind == V_MAP))) {
            value merged = value_merge(a, old->val, m.val, depth + 1);
            if (m.val.kind == V_NIL)
                m = *old;
            m.val = merged;
        }
        map_add_member(&b, m);
    }
    return map_finish(&b);
}

bool value_truthy(value v) {
    return !(v.kind == V_NIL || (v.kind == V_BOOL && !v.u.b));
}

const char *value_class(value v) {
    switch ((value_kind)v.kind) {
    case V_NIL: return "NilClass";
    case V_BOOL: return v.u.b ? "TrueClass" : "FalseClass";
    case V_INT:
    case V_BIG: return "Integer";
    case V_FLOAT: return "Float";
    case V_STR: return v.flags & VALUE_SYMBOL ? "Symbol" : "String";
    case V_DATE: return v.u.date->is_day ? "Date" : "Time";
    case V_LIST: return "Array";
    case V_MAP: return "Hash";
    case V_RANGE: return "Range";
    case V_DROP: return v.u.drop->type->name;
    case V_EMPTY:
    case V_BLANK: return "String";
    }
    return "Object";
}
