#include "base/limits.h"
#include "base/map.h"
#include "value/date.h"
#include "value/value.h"

/* Longer texts are titles and the like, which rarely occur twice. */
enum { SHARED_MAX = 12 };

static str copy_text(arena *a, map *shared, str s, bool share) {
    if (!shared || !share)
        return str_copy(a, s);
    str *kept = map_get(shared, s);
    if (kept)
        return *kept;
    kept = arena_make(a, str, 1);
    *kept = str_copy(a, s);
    map_set(shared, *kept, kept);
    return *kept;
}

static value copy(arena *a, map *shared, value v, bool is_key, unsigned depth);

static value copy_list(arena *a, map *shared, value v, unsigned depth) {
    value *items = arena_make(a, value, v.n);
    for (uint32_t i = 0; i < v.n; i++)
        items[i] = copy(a, shared, v.u.list[i], false, depth);
    v.u.list = items;
    return v;
}

static value copy_map(arena *a, map *shared, value v, unsigned depth) {
    const value_map *m = v.u.map;
    map_builder b = {.a = a, .p = arena_make(a, member, m->n), .cap = m->n};
    for (uint32_t i = 0; i < m->n; i++) {
        member one = m->members[i];
        one.key = copy(a, shared, one.key, true, depth);
        one.val = copy(a, shared, one.val, false, depth);
        map_add_member(&b, one);
    }
    return map_finish(&b);
}

static value copy(arena *a, map *shared, value v, bool is_key, unsigned depth) {
    if (depth > LIMIT_VALUE_DEPTH)
        return value_nil();
    switch ((value_kind)v.kind) {
    case V_STR:
    case V_BIG: {
        str s = copy_text(a, shared, (str){v.u.s, v.n}, is_key || v.n <= SHARED_MAX);
        v.u.s = s.p;
        return v;
    }
    case V_DATE: v.u.date = date_copy(a, v.u.date); return v;
    case V_RANGE: return value_range_of(a, v.u.range->from, v.u.range->to);
    case V_LIST: return copy_list(a, shared, v, depth + 1);
    case V_MAP: return copy_map(a, shared, v, depth + 1);
    default: return v;
    }
}

value value_copy(arena *a, struct map *shared, value v) {
    return copy(a, shared, v, false, 0);
}
