#include "site/taxonomy.h"

#include "base/vec.h"

static bool has(const list_builder *b, value v) {
    for (size_t i = 0; i < b->n; i++)
        if (value_equal(b->p[i], v, 8))
            return true;
    return false;
}

static void add_new(list_builder *b, value v) {
    if (!has(b, v))
        list_add(b, v);
}

static void add_words(list_builder *b, str text) {
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        while (i < text.n && !ascii_is_space(text.p[i]))
            i++;
        if (i > from)
            add_new(b, value_str(str_slice(text, from, i)));
        while (i < text.n && ascii_is_space(text.p[i]))
            i++;
    }
}

/* A list's members, flattened, or a text's words. */
static void add_all(list_builder *b, value v, unsigned depth) {
    if (v.kind == V_STR)
        add_words(b, value_as_str(v));
    for (size_t i = 0; v.kind == V_LIST && depth && i < v.n; i++) {
        value item = v.u.list[i];
        if (item.kind == V_LIST)
            add_all(b, item, depth - 1);
        else if (item.kind != V_NIL)
            add_new(b, item);
    }
}

value taxonomy_of_path(arena *a, str relative_path, str name, document_kind kind,
                       const collection *in) {
    list_builder b = {.a = a};
    str special = kind == DOCUMENT_DRAFT ? S("_drafts") : in->directory, part;
    size_t at = str_find(relative_path, special);
    if (at == 0)
        return list_finish(&b);
    str rest = str_slice(relative_path, 0, at);
    for (bool more = true; more;) {
        more = str_cut(rest, S("/"), &part, &rest);
        if (part.n && !str_eq(part, special) && !str_eq(part, name))
            list_add(&b, value_str(part));
    }
    return list_finish(&b);
}

/* `category` counts as one name whatever it holds; nil and false do not count. */
static bool singular(value data, str key, value *out) {
    *out = value_at(data, key);
    return value_truthy(*out);
}

value taxonomy_categories(arena *a, value of_path, value defaults, value front) {
    list_builder b = {.a = a};
    value one;
    add_all(&b, of_path, 2);
    add_all(&b, value_at(defaults, S("categories")), 4);
    add_all(&b, value_at(front, S("categories")), 4);
    size_t own = b.n;
    for (size_t i = 0; i < own; i++)
        add_new(&b, value_str(value_to_str(a, b.p[i])));
    if (singular(front, S("category"), &one) || singular(defaults, S("category"), &one)) {
        for (size_t i = 0; one.kind == V_LIST && i < one.n; i++)
            add_new(&b, value_str(value_to_str(a, one.u.list[i])));
        if (one.kind != V_LIST)
            add_new(&b, value_str(value_to_str(a, one)));
    }
    return list_finish(&b);
}

value taxonomy_tags(arena *a, value data) {
    list_builder b = {.a = a};
    value one;
    if (!singular(data, S("tag"), &one)) {
        one = value_at(data, S("tags"));
        if (one.kind == V_STR) {
            add_words(&b, value_as_str(one));
            return list_finish(&b);
        }
    }
    for (size_t i = 0; one.kind == V_LIST && i < one.n; i++) {
        value item = one.u.list[i];
        for (size_t j = 0; item.kind == V_LIST && j < item.n; j++)
            list_add(&b, item.u.list[j]);
        if (item.kind != V_LIST && item.kind != V_NIL)
            list_add(&b, item);
    }
    if (one.kind != V_LIST && one.kind != V_NIL)
        list_add(&b, one);
    return list_finish(&b);
}

typedef struct members {
    document **p;
    size_t n, cap;
} members;

void taxonomy_groups(arena *a, document *const *posts, size_t n, str key, const group **out,
                     size_t *nout) {
    map names = map_new(a);
    for (size_t i = 0; i < n; i++) {
        value list = value_at(posts[i]->data, key);
        for (size_t j = 0; list.kind == V_LIST && j < list.n; j++) {
            void **at = map_at(&names, value_to_str(a, list.u.list[j]));
            if (!*at)
                *at = arena_make(a, members, 1);
            *vec_push(a, (members *)*at) = posts[i];
        }
    }
    group *all = arena_make(a, group, names.n);
    for (uint32_t i = 0; i < names.n; i++) {
        members *m = names.entries[i].val;
        for (size_t j = 0; j < m->n / 2; j++) {
            document *swap = m->p[j];
            m->p[j] = m->p[m->n - 1 - j];
            m->p[m->n - 1 - j] = swap;
        }
        all[i] = (group){names.entries[i].key, m->p, m->n};
    }
    *out = all;
    *nout = names.n;
}
