#include "render/index.h"

#include <string.h>

#include "base/path.h"
#include "base/vec.h"
#include "value/date.h"
#include "value/float.h"
#include "value/number.h"

/* ---- Items ---- */

/* \A\s*-?\d+\s*\Z and \A\s*-?(?:\d+\.?\d*|\.\d+)\s*\Z */
static bool looks_numeric(str s, bool *is_float) {
    s = str_trim(s);
    size_t i = s.n && *s.p == '-', digits = 0;
    *is_float = false;
    for (; i < s.n; i++) {
        if (ascii_is_digit(s.p[i]))
            digits++;
        else if (s.p[i] == '.' && !*is_float)
            *is_float = true;
        else
            return false;
    }
    return digits > 0;
}

static value parse_number(arena *a, value v) {
    bool is_float;
    if (v.kind != V_STR || (v.flags & VALUE_SYMBOL) || !looks_numeric(value_as_str(v), &is_float))
        return v;
    str s = str_trim(value_as_str(v));
    return is_float ? value_float(float_parse(s)) : number_from_digits(a, s);
}

/* Ruby's object[key] for a text key. */
static bool element(arena *a, value v, str key, value *out, const char **why) {
    *out = value_nil();
    switch ((value_kind)v.kind) {
    case V_MAP:
    case V_DROP: value_get(a, v, key, out); return true;
    case V_STR:
        if (str_has((str){v.u.s, v.n}, key))
            *out = value_str(key);
        return true;
    case V_LIST: *why = "an array has no properties"; return false;
    default: *why = "it has no properties"; return false;
    }
}

static bool has_elements(value v) {
    return v.kind == V_MAP || v.kind == V_DROP || v.kind == V_STR || v.kind == V_LIST ||
           v.kind == V_INT || v.kind == V_BIG;
}

bool index_property(arena *a, value item, str property, value *out, const char **why) {
    if (str_find_char(property, '.') == STR_NONE) {
        if (!element(a, item, property, out, why))
            return false;
        *out = parse_number(a, *out);
        return true;
    }
    str rest = property, key;
    while (str_ends(rest, S("."))) /* as split does */
        rest.n--;
    *out = item;
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, S("."), &key, &rest);
        value from = *out;
        if (!has_elements(from))
            *out = value_bool(false);
        else if (!element(a, from, key, out, why))
            return false;
    }
    *out = parse_number(a, *out);
    return true;
}

typedef vec(str) str_vec;

/* Ruby's Time#to_a: so Array(time) in Jekyll's where. */
static void add_time(arena *a, const date *d, str_vec *out) {
    civil c = date_civil(d);
    int64_t fields[] = {c.second, c.minute, c.hour, c.day, c.month, c.year, c.wday, c.yday};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *vec_push(a, out) = liquid_to_s(a, value_int(fields[i]));
    *vec_push(a, out) = str_of(d->zone);
}

/* Array(v).map(&:to_s), and a text as itself. */
static void texts_of(arena *a, value v, str_vec *out) {
    switch ((value_kind)v.kind) {
    case V_NIL: return;
    case V_LIST:
        for (uint32_t i = 0; i < v.n; i++)
            *vec_push(a, out) = liquid_to_s(a, v.u.list[i]);
        return;
    case V_MAP:
        for (uint32_t i = 0; i < v.u.map->n; i++) {
            value pair[] = {v.u.map->members[i].key, v.u.map->members[i].val};
            *vec_push(a, out) = liquid_to_s(a, value_list(pair, 2));
        }
        return;
    case V_DATE:
        if (!v.u.date->is_day) {
            add_time(a, v.u.date, out);
            return;
        }
        break;
    default: break;
    }
    *vec_push(a, out) = liquid_to_s(a, v);
}

bool index_matches(arena *a, value property, value target) {
    if (target.kind == V_NIL)
        return property.kind == V_NIL;
    if (target.kind == V_EMPTY || target.kind == V_BLANK)
        return value_to_str(a, property).n == 0;
    str want = liquid_to_s(a, target);
    if (property.kind == V_STR)
        return str_eq((str){property.u.s, property.n}, want);
    str_vec texts = {0};
    texts_of(a, property, &texts);
    for (size_t i = 0; i < texts.n; i++)
        if (str_eq(texts.p[i], want))
            return true;
    return false;
}

int index_order(arena *a, value x, value y, int nil_order) {
    int order;
    if (x.kind == V_NIL || y.kind == V_NIL)
        return x.kind == y.kind ? 0 : x.kind == V_NIL ? nil_order : -nil_order;
    if (value_order(x, y, &order))
        return order;
    return str_cmp(liquid_to_s(a, x), liquid_to_s(a, y));
}

value index_pick(arena *a, value list, const value *order, size_t n) {
    value *items = arena_make(a, value, n);
    for (size_t i = 0; i < n; i++)
        items[i] = list.u.list[order[i].u.i];
    return value_list(items, n);
}

value index_make_group(arena *a, value name, value items) {
    map_builder b = {.a = a};
    map_add(&b, S("name"), name);
    map_add(&b, S("items"), items);
    map_add(&b, S("size"), value_int(items.n));
    return map_finish(&b);
}

/* ---- The index ---- */

/* Below this a walk is as fast as a look-up, and filtered lists are many and short. */
enum { INDEX_MIN = 16 };

/* The items that share a text. */
typedef struct bucket {
    str text;
    value items;
    value *slots;  /* while building: where the items go, */
    uint32_t n;    /* how many there will be, */
    uint32_t last; /* and which was counted last, from 1 */
} bucket;

typedef struct property_index {
    bool usable;
    map by_text; /* where: text -> bucket */
    bucket nils;
    bool has_groups, has_sorted[2]; /* nils first, last */
    value groups, sorted[2];
} property_index;

struct index {
    map properties; /* list and property -> property_index */
    map posts;      /* stem of a relative path -> document, for post_url */
    bool has_posts;
};

static struct index *index_of(render *r) {
    if (!r->indexes) {
        struct index *x = arena_make(r->a, struct index, 1);
        x->properties = map_new(r->a);
        x->posts = map_new(r->a);
        r->indexes = x;
    }
    return r->indexes;
}

/* What may change while pages are rendered. */
static bool is_dynamic(str property) {
    static const char *const names[] = {"content", "excerpt", "output", "next", "previous"};
    str head, tail;
    str_cut(property, S("."), &head, &tail);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(head, str_of(names[i])))
            return true;
    return false;
}

/* No object, nor a list of them: an object may print what other pages' rendering changes. */
static bool is_plain(value v) {
    for (uint32_t i = 0; v.kind == V_LIST && i < v.n; i++)
        if (v.u.list[i].kind == V_LIST || !is_plain(v.u.list[i]))
            return false;
    return v.kind != V_DROP && v.kind != V_MAP;
}

/* The properties of all items, in scratch. False: they cannot be indexed. */
static bool read_properties(job *j, value list, str property, value *out) {
    const char *why;
    for (uint32_t i = 0; i < list.n; i++)
        if (!index_property(j->scratch, list.u.list[i], property, &out[i], &why) ||
            !is_plain(out[i]))
            return false;
    return true;
}

static bucket *bucket_of(render *r, map *m, str text) {
    bucket *b = map_get(m, text);
    if (!b) {
        b = arena_make(r->a, bucket, 1);
        b->text = str_copy(r->a, text);
        map_set(m, b->text, b);
    }
    return b;
}

typedef struct entry {
    bucket *in;
    uint32_t item;
} entry;
typedef vec(entry) entries;

static void note(job *j, entries *to, bucket *b, uint32_t item) {
    if (b->last == item + 1)
        return; /* ["x", "x"] */
    b->last = item + 1;
    b->n++;
    *vec_push(j->scratch, to) = (entry){b, item};
}

/* Gives each bucket its items, in arrays of the right size. */
static void fill(render *r, value list, const entries *all) {
    for (size_t i = 0; i < all->n; i++) {
        bucket *b = all->p[i].in;
        if (!b->slots) {
            b->slots = arena_make(r->a, value, b->n);
            b->items = value_list(b->slots, 0);
            b->items.flags = VALUE_FROZEN;
        }
        b->slots[b->items.n++] = list.u.list[all->p[i].item];
    }
}

static void build(job *j, value list, const value *properties, property_index *x) {
    render *r = j->r;
    entries all = {0};
    x->by_text = map_new(r->a);
    for (uint32_t i = 0; i < list.n; i++) {
        if (properties[i].kind == V_NIL)
            note(j, &all, &x->nils, i);
        str_vec texts = {0};
        texts_of(j->scratch, properties[i], &texts);
        for (size_t k = 0; k < texts.n; k++)
            note(j, &all, bucket_of(r, &x->by_text, texts.p[k]), i);
    }
    fill(r, list, &all);
}

/* NULL: not to be indexed. */
static property_index *find_index(job *j, value list, str property) {
    if (list.kind != V_LIST || !(list.flags & VALUE_FROZEN) || list.n < INDEX_MIN ||
        is_dynamic(property))
        return NULL;
    struct index *all = index_of(j->r);
    buf key = buf_new(j->scratch, sizeof list.u.list + sizeof list.n + property.n);
    buf_add(&key, (str){(const char *)&list.u.list, sizeof list.u.list});
    buf_add(&key, (str){(const char *)&list.n, sizeof list.n});
    buf_add(&key, property);
    property_index *x = map_get(&all->properties, buf_str(&key));
    if (!x) {
        value *properties = arena_make(j->scratch, value, list.n);
        x = arena_make(j->r->a, property_index, 1);
        x->usable = read_properties(j, list, property, properties);
        if (x->usable)
            build(j, list, properties, x);
        map_set(&all->properties, str_copy(j->r->a, buf_str(&key)), x);
    }
    return x->usable ? x : NULL;
}

bool index_where(job *j, value list, str property, value target, value *out) {
    if (target.kind == V_EMPTY || target.kind == V_BLANK)
        return false;
    const property_index *x = find_index(j, list, property);
    if (!x)
        return false;
    const bucket *b =
        target.kind == V_NIL ? &x->nils : map_get(&x->by_text, liquid_to_s(j->scratch, target));
    *out = b && b->n ? b->items : value_list(NULL, 0);
    return true;
}

bool index_group(job *j, value list, str property, value *out) {
    property_index *x = find_index(j, list, property);
    if (!x)
        return false;
    if (!x->has_groups) {
        render *r = j->r;
        map names = map_new(j->scratch);
        entries all = {0};
        for (uint32_t i = 0; i < list.n; i++) {
            value v = value_nil();
            const char *why;
            index_property(j->scratch, list.u.list[i], property, &v, &why);
            note(j, &all, bucket_of(r, &names, liquid_to_s(j->scratch, v)), i);
        }
        fill(r, list, &all);
        value *groups = arena_make(r->a, value, names.n);
        for (uint32_t i = 0; i < names.n; i++) {
            const bucket *b = names.entries[i].val;
            groups[i] = index_make_group(r->a, value_str(b->text), b->items);
        }
        x->groups = value_list(groups, names.n);
        x->groups.flags = VALUE_FROZEN;
        x->has_groups = true;
    }
    *out = x->groups;
    return true;
}

typedef struct sorting {
    arena *scratch;
    const value *keys;
    int nil_order;
} sorting;

static bool less(void *ctx, value x, value y, int *order) {
    const sorting *s = ctx;
    *order = index_order(s->scratch, s->keys[x.u.i], s->keys[y.u.i], s->nil_order);
    return true;
}

bool index_sort(job *j, value list, str property, int nil_order, value *out) {
    property_index *x = find_index(j, list, property);
    if (!x)
        return false;
    size_t way = nil_order > 0;
    if (!x->has_sorted[way]) {
        value *keys = arena_make(j->scratch, value, list.n);
        value *places = arena_make(j->scratch, value, list.n), sorted;
        read_properties(j, list, property, keys);
        for (uint32_t i = 0; i < list.n; i++)
            places[i] = value_int(i);
        sorting s = {j->scratch, keys, nil_order};
        if (!liquid_sort(j->scratch, value_list(places, list.n), less, &s, &sorted))
            return false;
        x->sorted[way] = index_pick(j->r->a, list, sorted.u.list, sorted.n);
        x->sorted[way].flags = VALUE_FROZEN;
        x->has_sorted[way] = true;
    }
    *out = x->sorted[way];
    return true;
}

/* ---- Posts by name ---- */

/* A post is meant by its path up to any dot behind its date that another character follows. */
static void add_post(map *m, const document *doc) {
    str path = doc->relative_path;
    for (size_t i = path.n - path_base(path).n; i + 1 < path.n; i++) {
        str stem = str_slice(path, 0, i);
        if (path.p[i] == '.' && path.p[i + 1] != '.' && !map_has(m, stem))
            map_set(m, stem, (void *)(uintptr_t)doc);
    }
}

static const document *earlier(const document *x, const document *y) {
    return !x ? y : !y || x->index < y->index ? x : y;
}

const document *index_post(job *j, str path, str name) {
    struct index *x = index_of(j->r);
    const collection *posts = site_collection(j->r->site, S("posts"));
    if (!posts)
        return NULL;
    if (!x->has_posts) {
        for (size_t i = 0; i < posts->n; i++)
            add_post(&x->posts, posts->docs[i]);
        x->has_posts = true;
    }
    buf inside = buf_new(j->scratch, 64), outside = buf_new(j->scratch, 64);
    buf_printf(&inside, "_posts/%.*s%.*s", STR_FMT(path), STR_FMT(name));
    buf_printf(&outside, "%.*s_posts/%.*s", STR_FMT(path), STR_FMT(name));
    return earlier(map_get(&x->posts, buf_str(&inside)), map_get(&x->posts, buf_str(&outside)));
}
