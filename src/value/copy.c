#include "base/limits.h"
#include "base/map.h"
#include "value/date.h"
#include "value/value.h"

/* Longer texts are titles and the like, which rarely occur twice. */
enum { SHARED_MAX = 12 };

typedef struct copier {
    arena *a;
    map *shared;
    map done; /* lists and maps, by address: what an alias shares stays shared */
} copier;

static str copy_text(const copier *c, str s, bool share) {
    if (!c->shared || !share)
        return str_copy(c->a, s);
    str *kept = map_get(c->shared, s);
    if (kept)
        return *kept;
    kept = arena_make(c->a, str, 1);
    *kept = str_copy(c->a, s);
    map_set(c->shared, *kept, kept);
    return *kept;
}

static value copy(copier *c, value v, bool is_key, unsigned depth);

static value copy_list(copier *c, value v, unsigned depth) {
    value *items = arena_make(c->a, value, v.n);
    for (uint32_t i = 0; i < v.n; i++)
        items[i] = copy(c, v.u.list[i], false, depth);
    v.u.list = items;
    return v;
}

static value copy_map(copier *c, value v, unsigned depth) {
    const value_map *m = v.u.map;
    map_builder b = {.a = c->a, .p = arena_make(c->a, member, m->n), .cap = m->n};
    for (uint32_t i = 0; i < m->n; i++) {
        member one = m->members[i];
        one.key = copy(c, one.key, true, depth);
        one.val = copy(c, one.val, false, depth);
        map_add_member(&b, one);
    }
    return map_finish(&b);
}

/* Twice nested aliases would otherwise make a copy as large as an alias bomb means to be. */
static value copy_once(copier *c, value v, unsigned depth) {
    const void *from = v.kind == V_LIST ? (const void *)v.u.list : (const void *)v.u.map;
    str key = str_copy(c->done.a, (str){(const char *)&from, sizeof from});
    const value *made = map_get(&c->done, key);
    if (made && made->kind == v.kind && made->n == v.n)
        return *made;
    value *keep = arena_make(c->done.a, value, 1);
    *keep = v.kind == V_LIST ? copy_list(c, v, depth) : copy_map(c, v, depth);
    map_set(&c->done, key, keep);
    return *keep;
}

static value copy(copier *c, value v, bool is_key, unsigned depth) {
    if (depth > LIMIT_VALUE_DEPTH)
        return value_nil();
    switch ((value_kind)v.kind) {
    case V_STR:
    case V_BIG: {
        str s = copy_text(c, (str){v.u.s, v.n}, is_key || v.n <= SHARED_MAX);
        v.u.s = s.p;
        return v;
    }
    case V_DATE: v.u.date = date_copy(c->a, v.u.date); return v;
    case V_RANGE: return value_range_of(c->a, v.u.range->from, v.u.range->to);
    case V_LIST: return v.n ? copy_once(c, v, depth + 1) : copy_list(c, v, depth);
    case V_MAP: return copy_once(c, v, depth + 1);
    default: return v;
    }
}

value value_copy(arena *a, arena *scratch, struct map *shared, value v) {
    copier c = {a, shared, map_new(scratch)};
    return copy(&c, v, false, 0);
}
