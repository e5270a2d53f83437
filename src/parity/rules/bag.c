#include "parity/rules/bag.h"

#include "base/map.h"
#include "base/vec.h"

void bag_add(arena *a, bag *b, str key, str text, span at) {
    *vec_push(a, b) = (item){key, text, at};
}

/* Drops the first items of b that are counted in `both`. */
static void take_out(bag *b, map *both) {
    size_t kept = 0;
    for (size_t i = 0; i < b->n; i++) {
        void **n = map_at(both, b->p[i].key);
        if (*n)
            *n = (void *)((uintptr_t)*n - 1);
        else
            b->p[kept++] = b->p[i];
    }
    b->n = kept;
}

void bag_reduce(arena *a, bag *x, bag *y) {
    if (!x->n || !y->n)
        return;
    map left = map_new(a), both = map_new(a), again = map_new(a);
    for (size_t i = 0; i < x->n; i++) {
        void **n = map_at(&left, x->p[i].key);
        *n = (void *)((uintptr_t)*n + 1);
    }
    for (size_t i = 0; i < y->n; i++) {
        void **n = map_at(&left, y->p[i].key);
        if (!*n)
            continue;
        *n = (void *)((uintptr_t)*n - 1);
        void **m = map_at(&both, y->p[i].key);
        *m = (void *)((uintptr_t)*m + 1);
        *map_at(&again, y->p[i].key) = *m;
    }
    take_out(x, &both);
    take_out(y, &again);
}

size_t bag_find(const bag *b, str key) {
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(b->p[i].key, key))
            return i;
    return STR_NONE;
}

item bag_take(bag *b, size_t i) {
    item out = b->p[i];
    for (b->n--; i < b->n; i++)
        b->p[i] = b->p[i + 1];
    return out;
}

bag bag_take_told(const pair *p, bool is_from, bag *b) {
    bag told = {0};
    size_t kept = 0;
    for (size_t i = 0; i < b->n; i++)
        if (pair_is_told(p, is_from, b->p[i].at.at))
            *vec_push(p->a, &told) = b->p[i];
        else
            b->p[kept++] = b->p[i];
    b->n = kept;
    return told;
}

size_t bag_step(const pair *p, bool is_from, const item *x) {
    size_t i = 0;
    for (; i < p->al.n; i++) {
        const aligned *one = &p->al.p[i];
        if (aligned_is_pair(one) && (is_from ? pair_from(p, one) : pair_to(p, one))->at >= x->at.at)
            break;
    }
    return i;
}

/* "12 key" for the key of what stands before step 12 of the alignment. */
static void add_steps(const pair *p, bool is_from, bag *b) {
    for (size_t i = 0; i < b->n; i++) {
        buf key = buf_new(p->a, b->p[i].key.n + 16);
        buf_printf(&key, "%zu %.*s", bag_step(p, is_from, &b->p[i]), STR_FMT(b->p[i].key));
        b->p[i].key = buf_str(&key);
    }
}

static void drop_steps(bag *b) {
    for (size_t i = 0; i < b->n; i++)
        b->p[i].key = str_from(b->p[i].key, str_find_char(b->p[i].key, ' ') + 1);
}

/* Do they hold the same, each as often? */
static bool are_same(arena *a, const bag *x, const bag *y) {
    map left = map_new(a);
    if (x->n != y->n)
        return false;
    for (size_t i = 0; i < x->n; i++) {
        void **n = map_at(&left, x->p[i].key);
        *n = (void *)((uintptr_t)*n + 1);
    }
    for (size_t i = 0; i < y->n; i++) {
        void **n = map_at(&left, y->p[i].key);
        if (!*n)
            return false;
        *n = (void *)((uintptr_t)*n - 1);
    }
    return true;
}

void bag_reduce_placed(const pair *p, bag *from, bag *to) {
    if (are_same(p->a, from, to)) {
        from->n = to->n = 0;
        return;
    }
    add_steps(p, true, from);
    add_steps(p, false, to);
    bag_reduce(p->a, from, to);
    drop_steps(from);
    drop_steps(to);
    bag_reduce(p->a, from, to);
}

str bag_quote(arena *a, const bag *b) {
    enum { SHOWN = 3 };
    buf out = buf_new(a, 128);
    for (size_t i = 0; i < b->n && i < SHOWN; i++)
        buf_printf(&out, "%s%.*s", i ? ", " : "", STR_FMT(code_quote(a, b->p[i].text)));
    if (b->n > SHOWN)
        buf_printf(&out, " and %zu more", b->n - SHOWN);
    return buf_str(&out);
}

bag bag_of(arena *a, const outline *o, const leaf *l, atom_kind kind) {
    bag b = {0};
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == kind)
            bag_add(a, &b, l->atoms[i].text, outline_written(a, o, l, &l->atoms[i]),
                    outline_atom(o, l, &l->atoms[i]));
    return b;
}
