/* Values as Liquid and YAML know them. 16 bytes, immutable once handed out, shared freely.
 *
 * Text in a value must be NUL-free of meaning: it has a length (n) and may contain any byte. Lists
 * and maps count in n too, so all three are limited to 2^32 - 1. */
#ifndef LETOON_VALUE_VALUE_H
#define LETOON_VALUE_VALUE_H

#include "base/buf.h"

typedef enum {
    V_NIL,
    V_BOOL,
    V_INT, /* fits 64 bits */
    V_BIG, /* an integer that does not: u.s is its canonical decimal text */
    V_FLOAT,
    V_STR,
    V_DATE, /* Ruby's Date or Time: u.date */
    V_LIST,
    V_MAP,
    V_RANGE, /* u.range, integers, both ends in */
    V_DROP,  /* a lazy object: u.drop */
    V_EMPTY, /* Liquid's literals `empty` and `blank` */
    V_BLANK,
} value_kind;

struct value;
struct value_map;
struct date;

typedef struct value_range {
    int64_t from, to;
} value_range;

typedef struct value {
    uint8_t kind;
    uint8_t flags; /* VALUE_* */
    uint32_t n;    /* bytes of text, elements of a list */
    union {
        bool b;
        int64_t i;
        double f;
        const char *s;
        const struct value *list;
        const struct value_map *map;
        const struct date *date;
        const value_range *range;
        const struct drop *drop;
    } u;
} value;

enum {
    VALUE_SYMBOL = 1, /* a V_STR that was a Ruby Symbol: inspect prints :x; never equals text */
    VALUE_FROZEN = 2, /* a V_LIST that lives as long as the build: what is computed from it may be
                         kept under its address */
};

typedef struct member {
    value key; /* V_STR nearly always; V_INT, V_BOOL, V_FLOAT, V_NIL, V_DATE as YAML allows */
    value val;
    uint32_t key_at, val_at, val_n; /* byte offsets in the source it was read from; 0 otherwise */
} member;

/* A map in insertion order. slots is NULL for maps of a few members. */
typedef struct value_map {
    const member *members;
    uint32_t n;
    uint32_t nslots;
    const uint32_t *slots;
} value_map;

/* A lazy object. Its answers must be a function of the frozen site and of the job alone, so that
 * any number of workers give the same bytes. */
typedef struct drop_type {
    const char *name;
    /* False: no such key. Allocates in `a`. */
    bool (*get)(const struct drop *self, arena *a, str key, value *out);
    /* The object as a map, for jsonify, inspect and iteration; NULL: an empty map. `depth` says how
     * many lists, maps and objects it is written inside. */
    value (*as_map)(const struct drop *self, arena *a, unsigned depth);
    /* What `{{ x }}` prints; NULL: the drop's name. */
    value (*as_text)(const struct drop *self, arena *a);
    /* The names it knows, as a list of texts, to suggest one of them; NULL: none. */
    value (*keys)(const struct drop *self, arena *a);
} drop_type;

typedef struct drop {
    const drop_type *type;
    const void *self;
    void *ctx; /* the job's own things (a scratch, a renderer); not part of identity */
} drop;

static inline value value_nil(void) {
    return (value){.kind = V_NIL};
}
static inline value value_bool(bool b) {
    return (value){.kind = V_BOOL, .u.b = b};
}
static inline value value_int(int64_t i) {
    return (value){.kind = V_INT, .u.i = i};
}
static inline value value_float(double f) {
    return (value){.kind = V_FLOAT, .u.f = f};
}
static inline value value_str(str s) {
    return (value){.kind = V_STR, .n = (uint32_t)s.n, .u.s = s.p};
}
static inline value value_drop(const drop *d) {
    return (value){.kind = V_DROP, .u.drop = d};
}
static inline str value_as_str(value v) { /* V_STR and V_BIG; empty for every other kind */
    return v.kind == V_STR || v.kind == V_BIG ? (str){v.u.s, v.n} : (str){NULL, 0};
}
#define value_lit(lit) value_str(S(lit))

value value_range_of(arena *a, int64_t from, int64_t to);
value value_list(const value *items, size_t n); /* shares the items */
value value_date(const struct date *d);

/* Builders. Maps under construction: push members, then finish, which indexes and drops earlier
 * duplicates (the last value wins, at the first one's place, as Ruby's hashes do). */
typedef struct list_builder {
    arena *a;
    value *p;
    size_t n, cap;
} list_builder;
void list_add(list_builder *b, value v);
value list_finish(const list_builder *b);

typedef struct map_builder {
    arena *a;
    member *p;
    size_t n, cap;
} map_builder;
void map_add(map_builder *b, str key, value v);
void map_add_member(map_builder *b, member m);
value map_finish(map_builder *b);

/* Reads v[key] of a map by text key, or of a drop. False and nil when there is none. `a` is where a
 * drop may make its answer. */
bool value_get(arena *a, value v, str key, value *out);
const member *value_member(value map, str key); /* maps only; NULL when absent */
const member *value_find(value map, value key); /* by a key of any kind, as Ruby's eql? */
value value_at(value map, str key);             /* maps only; nil when absent */

/* Deep merge as Jekyll's Utils.deep_merge_hashes: maps merge, all else in `over` replaces, except
 * that nil in `over` keeps what `base` has. Below LIMIT_VALUE_DEPTH maps replace too. */
value value_merge(arena *a, value base, value over, unsigned depth);

/* A deep copy in `a` of anything but drops, which stay. Keys and short texts are kept once: those
 * that `shared` has are used again, others are added to it (its arena is `a`); NULL shares nothing.
 * Lists and maps that occur twice in `v` do so in the copy; `scratch` may be reset afterwards. What
 * is nested beyond LIMIT_VALUE_DEPTH becomes nil. */
struct map;
value value_copy(arena *a, arena *scratch, struct map *shared, value v);

bool value_truthy(value v); /* only nil and false are not */

/* Ruby's ==: 1 == 1.0, Date never equals text. Below LIMIT_VALUE_DEPTH nothing is equal. */
bool value_equal(value a, value b, unsigned depth);

/* Ruby's <=>: *out < 0, 0, > 0. False when the two cannot be compared (1 and "1", NaN). As in Ruby
 * things without an order of their own (nil, maps) compare as 0 when equal. */
bool value_order(value a, value b, int *out);

/* `depth` of these and other functions: how deep the caller is already, 0 at the top. */

/* What {{ v }} prints: lists joined without separator, maps as Ruby's inspect, floats as Ruby's
 * Float#to_s. */
void value_text(value v, arena *scratch, buf *out);
str value_to_str(arena *a, value v); /* the same as text; shares a V_STR's bytes */
void value_inspect(value v, arena *scratch, buf *out, unsigned depth);
void value_float_text(double f, buf *out); /* 1.0, 1.0e+16, 1.0e-05, Infinity, NaN */

/* Kind as Ruby names the class: "String", "Integer", … for messages. */
const char *value_class(value v);

#endif
