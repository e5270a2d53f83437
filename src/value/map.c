/* Maps in insertion order: building, finding, indexing. */
#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "value/date.h"
#include "value/value.h"

enum { INDEX_FROM = 9 }; /* members; below, looking at each is quicker than hashing */

/* What Ruby's eql? compares: 1 and 1.0 are different keys. */
static str key_bytes(const value *k) {
    switch ((value_kind)k->kind) {
    case V_STR:
    case V_BIG: return (str){k->u.s, k->n};
    case V_BOOL: return (str){(const char *)&k->u.b, sizeof k->u.b};
    case V_INT: return (str){(const char *)&k->u.i, sizeof k->u.i};
    case V_FLOAT: return (str){(const char *)&k->u.f, sizeof k->u.f};
    case V_DATE: return (str){(const char *)&k->u.date->sec, sizeof k->u.date->sec};
    default: return (str){NULL, 0};
    }
}

static bool key_equal(const value *x, const value *y) {
    if (x->kind != y->kind || x->flags != y->flags)
        return false;
    if (x->kind == V_STR)
        return x->n == y->n && (x->n == 0 || memcmp(x->u.s, y->u.s, x->n) == 0);
    return value_equal(*x, *y, 0);
}

static uint64_t key_hash(const value_map *m, const value *k) {
    /* Address space layout is the seed's randomness: order never depends on it. */
    uint64_t seed = (uint64_t)(uintptr_t)m->slots * 0x9E3779B97F4A7C15u;
    return hash64(key_bytes(k), seed + k->kind);
}

/* Puts member i into the index; the index of an equal key that is there already, else i. */
static uint32_t index_member(const value_map *m, uint32_t *slots, uint32_t i) {
    uint32_t mask = m->nslots - 1;
    for (uint32_t s = (uint32_t)key_hash(m, &m->members[i].key) & mask;; s = (s + 1) & mask) {
        if (slots[s] == 0) {
            slots[s] = i + 1;
            return i;
        }
        if (key_equal(&m->members[slots[s] - 1].key, &m->members[i].key))
            return slots[s] - 1;
    }
}

static uint32_t first_equal(const value_map *m, uint32_t i) {
    for (uint32_t j = 0; j < i; j++)
        if (key_equal(&m->members[j].key, &m->members[i].key))
            return j;
    return i;
}

void map_add(map_builder *b, str key, value v) {
    map_add_member(b, (member){.key = value_str(key), .val = v});
}

void map_add_member(map_builder *b, member m) {
    if (b->n == b->cap)
        vec_grow_(b->a, (void **)&b->p, &b->cap, sizeof *b->p, b->n);
    b->p[b->n++] = m;
}

value map_finish(map_builder *b) {
    assert(b->n <= UINT32_MAX / 4);
    value_map *m = arena_make(b->a, value_map, 1);
    uint32_t *slots = NULL;
    m->members = b->p;
    if (b->n >= INDEX_FROM) {
        for (m->nslots = 16; m->nslots < b->n * 2;)
            m->nslots *= 2;
        m->slots = slots = arena_make(b->a, uint32_t, m->nslots);
    }
    for (size_t i = 0; i < b->n; i++) {
        b->p[m->n] = b->p[i];
        uint32_t at = slots ? index_member(m, slots, m->n) : first_equal(m, m->n);
        if (at == m->n)
            m->n++;
        else
            b->p[at] = b->p[i];
    }
    b->n = m->n;
    return (value){.kind = V_MAP, .n = m->n, .u.map = m};
}

const member *value_find(value map, value key) {
    if (map.kind != V_MAP)
        return NULL;
    const value_map *m = map.u.map;
    if (!m->slots) {
        for (uint32_t i = 0; i < m->n; i++)
            if (key_equal(&m->members[i].key, &key))
                return &m->members[i];
        return NULL;
    }
    uint32_t mask = m->nslots - 1;
    for (uint32_t s = (uint32_t)key_hash(m, &key) & mask; m->slots[s]; s = (s + 1) & mask)
        if (key_equal(&m->members[m->slots[s] - 1].key, &key))
            return &m->members[m->slots[s] - 1];
    return NULL;
}

const member *value_member(value map, str key) {
    return value_find(map, value_str(key));
}
