#include "render/filters.h"

#include <assert.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "render/index.h"
#include "value/date.h"

/* What Ruby's Enumerable walks: arrays, ranges and, as pairs, maps and objects. False: none. */
static bool to_list(liquid_call *c, value in, value *out) {
    bool walks = in.kind == V_LIST || in.kind == V_RANGE || in.kind == V_MAP ||
                 (in.kind == V_DROP && in.u.drop->type->as_map);
    if (walks)
        *out = in.kind == V_LIST ? in : liquid_each(c->run, in);
    return walks;
}

/* The same, but a map's values. */
static bool to_items(liquid_call *c, value in, value *out) {
    if (in.kind != V_MAP)
        return to_list(c, in, out);
    value *items = arena_make(c->a, value, in.u.map->n);
    for (uint32_t i = 0; i < in.u.map->n; i++)
        items[i] = in.u.map->members[i].val;
    *out = value_list(items, in.u.map->n);
    return true;
}

static bool property_of(liquid_call *c, value item, str property, value *out) {
    const char *why;
    if (index_property(c->a, item, property, out, &why))
        return true;
    buf b = buf_new(c->a, 64);
    value_inspect(item, c->a, &b, 0);
    liquid_filter_fail(c, "cannot read '%.*s' of %.*s: %s", STR_FMT(property),
                       STR_FMT(str_slice(buf_str(&b), 0, 80)), why);
    return false;
}

/* ---- where, find ---- */

static bool takes_target(value property, value target) {
    return value_truthy(property) && target.kind != V_LIST && target.kind != V_MAP;
}

value render_where(liquid_call *c, value in) {
    value list, found, target = liquid_arg(c, 1);
    if (!takes_target(liquid_arg(c, 0), target) || !to_items(c, in, &list))
        return in;
    str property = liquid_to_s(c->a, liquid_arg(c, 0));
    if (index_where(render_job(c->run), list, property, target, &found))
        return found;
    list_builder b = {.a = c->a};
    for (uint32_t i = 0; i < list.n; i++) {
        value v;
        if (!property_of(c, list.u.list[i], property, &v))
            return value_nil();
        if (index_matches(c->a, v, target))
            list_add(&b, list.u.list[i]);
    }
    return list_finish(&b);
}

value render_find(liquid_call *c, value in) {
    value list, found, target = liquid_arg(c, 1);
    if (!takes_target(liquid_arg(c, 0), target) || !to_items(c, in, &list))
        return in;
    str property = liquid_to_s(c->a, liquid_arg(c, 0));
    if (index_where(render_job(c->run), list, property, target, &found))
        return found.n ? found.u.list[0] : value_nil();
    for (uint32_t i = 0; i < list.n; i++) {
        value v;
        if (!property_of(c, list.u.list[i], property, &v))
            return value_nil();
        if (index_matches(c->a, v, target))
            return list.u.list[i];
    }
    return value_nil();
}

/* The items for which the condition holds, or the first of them. */
static value select_by(liquid_call *c, value list, bool only_first) {
    str name = liquid_to_s(c->a, liquid_arg(c, 0)), why;
    str text = liquid_to_s(c->a, liquid_arg(c, 1));
    const liquid_cond *cond = liquid_cond_read(c->a, liquid_run_env(c->run), text, &why);
    if (!cond)
        return liquid_filter_fail(c, "'%.*s' is no condition: %.*s", STR_FMT(text), STR_FMT(why));
    list_builder b = {.a = c->a};
    liquid_scope_push(c->run);
    for (uint32_t i = 0; i < list.n && !liquid_run_stopped(c->run); i++) {
        liquid_scope_bind(c->run, name, list.u.list[i]);
        if (liquid_eval_cond(c->run, cond))
            list_add(&b, list.u.list[i]);
        if (only_first && b.n)
            break;
    }
    liquid_scope_pop(c->run);
    return only_first ? (b.n ? b.p[0] : value_nil()) : list_finish(&b);
}

value render_where_exp(liquid_call *c, value in) {
    value list;
    return to_items(c, in, &list) ? select_by(c, list, false) : in;
}

value render_find_exp(liquid_call *c, value in) {
    value list;
    return to_items(c, in, &list) ? select_by(c, list, true) : in;
}

/* ---- group_by ---- */

typedef struct group_builder {
    value name;
    list_builder items;
} group_builder;

static void add_to_group(arena *a, map *groups, str key, value name, value item) {
    void **slot = map_at(groups, key);
    if (!*slot) {
        group_builder *g = arena_make(a, group_builder, 1);
        *g = (group_builder){.name = name, .items = {.a = a}};
        *slot = g;
    }
    list_add(&((group_builder *)*slot)->items, item);
}

static value finish_groups(arena *a, const map *groups) {
    value *out = arena_make(a, value, groups->n);
    for (uint32_t i = 0; i < groups->n; i++) {
        const group_builder *g = groups->entries[i].val;
        out[i] = index_make_group(a, g->name, list_finish(&g->items));
    }
    return value_list(out, groups->n);
}

value render_group_by(liquid_call *c, value in) {
    value list, found;
    if (!to_list(c, in, &list))
        return in;
    str property = liquid_to_s(c->a, liquid_arg(c, 0));
    if (index_group(render_job(c->run), list, property, &found))
        return found;
    map groups = map_new(c->a);
    for (uint32_t i = 0; i < list.n; i++) {
        value v;
        if (!property_of(c, list.u.list[i], property, &v))
            return value_nil();
        str name = liquid_to_s(c->a, v);
        add_to_group(c->a, &groups, name, value_str(name), list.u.list[i]);
    }
    return finish_groups(c->a, &groups);
}

/* Two names are one group when Ruby's eql? says so: 1 and 1.0 and "1" are three. */
static str group_key(arena *a, value name) {
    buf b = buf_new(a, 32);
    buf_char(&b, (char)name.kind);
    if (name.kind == V_DROP)
        buf_add(&b, (str){(const char *)&name.u.drop->self, sizeof name.u.drop->self});
    else
        buf_add(&b, liquid_to_s(a, name));
    return buf_str(&b);
}

value render_group_by_exp(liquid_call *c, value in) {
    value list;
    if (!to_list(c, in, &list))
        return in;
    str name = liquid_to_s(c->a, liquid_arg(c, 0)), text = liquid_to_s(c->a, liquid_arg(c, 1));
    const liquid_output *x = liquid_output_read(c->a, liquid_run_env(c->run), text);
    map groups = map_new(c->a);
    liquid_scope_push(c->run);
    for (uint32_t i = 0; i < list.n && !liquid_run_stopped(c->run); i++) {
        liquid_scope_bind(c->run, name, list.u.list[i]);
        value v = liquid_eval_output(c->run, x);
        add_to_group(c->a, &groups, group_key(c->a, v), v, list.u.list[i]);
    }
    liquid_scope_pop(c->run);
    return finish_groups(c->a, &groups);
}

/* ---- sort ---- */

typedef struct sorting {
    arena *a;
    const value *keys;
    int nil_order;
    value left, right; /* what could not be compared */
} sorting;

static bool less_by_key(void *ctx, value x, value y, int *order) {
    const sorting *s = ctx;
    *order = index_order(s->a, s->keys[x.u.i], s->keys[y.u.i], s->nil_order);
    return true;
}

static value sort_by(liquid_call *c, value list, str property, int nil_order) {
    value found, sorted;
    if (index_sort(render_job(c->run), list, property, nil_order, &found))
        return found;
    value *keys = arena_make(c->a, value, list.n), *places = arena_make(c->a, value, list.n);
    for (uint32_t i = 0; i < list.n; i++) {
        if (!property_of(c, list.u.list[i], property, &keys[i]))
            return value_nil();
        places[i] = value_int(i);
    }
    sorting s = {.a = c->a, .keys = keys, .nil_order = nil_order};
    liquid_sort(c->a, value_list(places, list.n), less_by_key, &s, &sorted);
    return index_pick(c->a, list, sorted.u.list, sorted.n);
}

/* Documents of collections have an order of their own: by date, then path. */
static bool document_order(arena *a, value x, value y, int *order) {
    value p, q;
    if (x.kind != V_DROP || y.kind != V_DROP || !value_get(a, x, S("collection"), &p) ||
        !value_get(a, y, S("collection"), &q) || p.kind == V_NIL || q.kind == V_NIL)
        return false;
    value_get(a, x, S("date"), &p);
    value_get(a, y, S("date"), &q);
    if (value_order(p, q, order) && *order)
        return true;
    value_get(a, x, S("path"), &p);
    value_get(a, y, S("path"), &q);
    return value_order(p, q, order);
}

static bool less(void *ctx, value x, value y, int *order) {
    sorting *s = ctx;
    if (value_order(x, y, order) || document_order(s->a, x, y, order))
        return true;
    s->left = x;
    s->right = y;
    return false;
}

value render_sort(liquid_call *c, value in) {
    value list, sorted, property = liquid_arg(c, 0);
    str nils = c->n > 1 ? liquid_to_s(c->a, liquid_arg(c, 1)) : S("first");
    if (in.kind == V_NIL)
        return liquid_filter_fail(c, "cannot sort nil");
    if (property.kind != V_NIL && !str_eq(nils, S("first")) && !str_eq(nils, S("last")))
        return liquid_filter_fail(c, "'%.*s' is no order of nils, which is 'first' or 'last'",
                                  STR_FMT(nils));
    if (!to_list(c, in, &list))
        return render_refuse(c, in, "an array");
    if (property.kind != V_NIL)
        return sort_by(c, list, liquid_to_s(c->a, property), str_eq(nils, S("first")) ? -1 : 1);
    sorting s = {.a = c->a};
    if (!liquid_sort(c->a, list, less, &s, &sorted))
        return liquid_filter_fail(c, "cannot compare %s with %s", value_class(s.left),
                                  value_class(s.right));
    return sorted;
}

/* ---- push, pop, shift, unshift, sample ---- */

static value joined(arena *a, const value *x, size_t n, const value *y, size_t m) {
    value *items = arena_make(a, value, n + m);
    for (size_t i = 0; i < n; i++)
        items[i] = x[i];
    for (size_t i = 0; i < m; i++)
        items[n + i] = y[i];
    return value_list(items, n + m);
}

value render_push(liquid_call *c, value in) {
    value item = liquid_arg(c, 0);
    return in.kind == V_LIST ? joined(c->a, in.u.list, in.n, &item, 1) : in;
}

value render_unshift(liquid_call *c, value in) {
    value item = liquid_arg(c, 0);
    return in.kind == V_LIST ? joined(c->a, &item, 1, in.u.list, in.n) : in;
}

/* How many items to take away; false: the render was stopped. */
static bool read_count(liquid_call *c, uint32_t most, uint32_t *out) {
    int64_t n = 1;
    if (c->n && !liquid_to_integer(liquid_arg(c, 0), &n)) {
        render_refuse(c, liquid_arg(c, 0), "an integer");
        return false;
    }
    if (n < 0) {
        liquid_filter_fail(c, "the number of items is negative");
        return false;
    }
    *out = n < most ? (uint32_t)n : most;
    return true;
}

value render_pop(liquid_call *c, value in) {
    uint32_t n;
    if (in.kind != V_LIST || !read_count(c, in.n, &n))
        return in;
    return value_list(in.u.list, in.n - n);
}

value render_shift(liquid_call *c, value in) {
    uint32_t n;
    if (in.kind != V_LIST || !read_count(c, in.n, &n))
        return in;
    return value_list(in.u.list + n, in.n - n);
}

/* A build must give the same bytes each time: what is drawn is a function of the page's URL, of the
 * place in the template and of how many were drawn before. */
static uint64_t next_random(liquid_call *c) {
    static const char key;
    void **slot = liquid_run_slot(c->run, &key);
    if (!*slot)
        *slot = arena_make(c->a, uint64_t, 1);
    uint64_t *drawn = *slot;
    const job *j = render_job(c->run);
    uint64_t seed = hash64(j->doc ? j->doc->url : S(""), ++*drawn);
    return hash64(c->at.src ? c->at.src->path : S(""), seed + c->at.at);
}

value render_sample(liquid_call *c, value in) {
    int64_t n = 1;
    if (in.kind != V_LIST)
        return in;
    if (c->n && !liquid_to_integer(liquid_arg(c, 0), &n))
        n = 1;
    if (n < 0)
        return liquid_filter_fail(c, "the number of items is negative");
    if (n == 1)
        return in.n ? in.u.list[next_random(c) % in.n] : value_nil();
    uint32_t take = n < in.n ? (uint32_t)n : in.n;
    value *items = arena_make(c->a, value, in.n);
    for (uint32_t i = 0; i < in.n; i++)
        items[i] = in.u.list[i];
    for (uint32_t i = 0, left = in.n; i < take; i++, left--) {
        assert(left > 0);
        uint32_t k = i + (uint32_t)(next_random(c) % left);
        value swap = items[i];
        items[i] = items[k];
        items[k] = swap;
    }
    return value_list(items, take);
}

/* ---- array_to_sentence_string ---- */

/* Array#join, which flattens. */
static void join(arena *a, value list, uint32_t n, bool *first, buf *out, unsigned depth) {
    for (uint32_t i = 0; i < n && depth < LIMIT_VALUE_DEPTH; i++) {
        value v = list.u.list[i];
        if (v.kind == V_LIST) {
            join(a, v, v.n, first, out, depth + 1);
            continue;
        }
        if (!*first)
            buf_lit(out, ", ");
        *first = false;
        buf_add(out, liquid_to_s(a, v));
    }
}

/* Ruby asks only for length and [], so short texts pass, by their characters. */
static bool to_sequence(liquid_call *c, value in, value *out) {
    *out = in;
    if (in.kind == V_STR) {
        str s = value_as_str(in);
        list_builder b = {.a = c->a};
        for (size_t i = 0; i < s.n && b.n < 3;) {
            uint32_t cp;
            size_t n = utf8_decode(str_from(s, i), &cp);
            list_add(&b, value_str(str_slice(s, i, i + n)));
            i += n;
        }
        *out = list_finish(&b);
        return b.n < 3;
    }
    if (in.kind == V_MAP && in.u.map->n < 3) { /* it has no [0] and no [1] */
        *out = value_list(arena_make(c->a, value, 2), in.u.map->n);
        return true;
    }
    return in.kind == V_LIST;
}

value render_sentence(liquid_call *c, value in) {
    value list;
    if (!to_sequence(c, in, &list))
        return render_refuse(c, in, "an array");
    str connector = c->n ? liquid_to_s(c->a, liquid_arg(c, 0)) : S("and");
    if (list.n == 0)
        return value_lit("");
    buf b = buf_new(c->a, 64);
    bool first = true;
    if (list.n == 2)
        buf_add(&b, liquid_to_s(c->a, list.u.list[0]));
    else
        join(c->a, list, list.n - 1, &first, &b, 0);
    if (list.n > 1)
        buf_printf(&b, "%s %.*s ", list.n > 2 ? "," : "", STR_FMT(connector));
    buf_add(&b, liquid_to_s(c->a, list.u.list[list.n - 1]));
    return value_str(buf_str(&b));
}
