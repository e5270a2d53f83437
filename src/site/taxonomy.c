#include "site/taxonomy.h"

#include "base/vec.h"
#include "site/order.h"

enum { LIST_DEPTH = 16 };

/* As Ruby's eql?: 1 and 1.0 are two. */
static bool is_same(value x, value y) {
    return x.kind == y.kind && value_equal(x, y, 8);
}

static void add_new(list_builder *b, value v) {
    for (size_t i = 0; i < b->n; i++)
        if (is_same(b->p[i], v))
            return;
    list_add(b, v);
}

static void add_words(list_builder *b, str text) {
    for (size_t i = 0; i < text.n;) {
        while (i < text.n && ascii_is_space(text.p[i]))
            i++;
        size_t from = i;
        while (i < text.n && !ascii_is_space(text.p[i]))
            i++;
        if (i > from)
            list_add(b, value_str(str_slice(text, from, i)));
    }
}

/* Array#flatten, without nils. */
static void add_flat(list_builder *b, value v, unsigned depth) {
    if (v.kind != V_LIST) {
        if (v.kind != V_NIL)
            list_add(b, v);
        return;
    }
    for (size_t i = 0; depth && i < v.n; i++)
        add_flat(b, v.u.list[i], depth - 1);
}

/* Jekyll's Utils.pluralized_array_from_hash: the singular key holds names whatever they are; under
 * the plural one, a text is so many words. */
static void add_pluralized(list_builder *b, value data, str singular, str plural) {
    value one = value_at(data, singular), many = value_at(data, plural);
    if (value_truthy(one))
        add_flat(b, one, LIST_DEPTH);
    else if (many.kind == V_STR)
        add_words(b, value_as_str(many));
    else if (many.kind == V_LIST)
        add_flat(b, many, LIST_DEPTH);
}

value taxonomy_of_path(arena *a, str relative_path, str name, document_kind kind,
                       const collection *in) {
    list_builder b = {.a = a};
    str special = kind == DOCUMENT_DRAFT ? S("_drafts") : in->directory, part;
    size_t at = str_find(relative_path, special);
    if (at == 0 || str_starts(relative_path, S("_i18n/")))
        return list_finish(&b);
    str rest = str_slice(relative_path, 0, at);
    for (bool more = true; more;) {
        more = str_cut(rest, S("/"), &part, &rest);
        if (part.n && !str_eq(part, special) && !str_eq(part, name))
            list_add(&b, value_str(part));
    }
    return list_finish(&b);
}

str taxonomy_name(arena *a, value v) {
    if (v.kind != V_LIST && v.kind != V_MAP)
        return value_to_str(a, v);
    buf b = buf_new(a, 32);
    value_inspect(v, a, &b, 0);
    return buf_str(&b);
}

/* `categories:` as it is written, which stays beside the names made of it. */
static void add_raw(list_builder *b, value v) {
    list_builder words = {.a = b->a};
    if (v.kind == V_STR)
        add_words(&words, value_as_str(v));
    else if (v.kind != V_LIST && v.kind != V_NIL)
        add_new(b, v);
    value list = v.kind == V_STR ? list_finish(&words) : v;
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
        add_new(b, list.u.list[i]);
}

value taxonomy_categories(arena *a, value of_path, value defaults, value front, value data) {
    list_builder b = {.a = a}, names = {.a = a};
    add_raw(&b, of_path);
    add_raw(&b, value_at(defaults, S("categories")));
    add_raw(&b, value_at(front, S("categories")));
    map_builder merged = {.a = a};
    size_t own = b.n;
    map_add(&merged, S("category"), value_at(data, S("category")));
    map_add(&merged, S("categories"), list_finish(&b));
    add_pluralized(&names, map_finish(&merged), S("category"), S("categories"));
    for (size_t i = 0; i < own; i++)
        add_new(&b, value_str(taxonomy_name(a, b.p[i])));
    for (size_t i = 0; i < names.n; i++)
        add_new(&b, value_str(taxonomy_name(a, names.p[i])));
    return list_finish(&b);
}

value taxonomy_tags(arena *a, value data) {
    list_builder b = {.a = a};
    add_pluralized(&b, data, S("tag"), S("tags"));
    return list_finish(&b);
}

typedef struct members {
    value name;
    document **p;
    size_t n, cap;
} members;

/* 1 and "1" are two names. */
static str key_of(arena *a, value name) {
    char kind = (char)('a' + name.kind);
    return str_cat(a, (str){&kind, 1}, taxonomy_name(a, name));
}

void taxonomy_groups(arena *a, document *const *posts, size_t n, str key, const group **out,
                     size_t *nout) {
    map names = map_new(a);
    for (size_t i = 0; i < n; i++) {
        value list = value_at(posts[i]->data, key);
        for (size_t j = 0; list.kind == V_LIST && j < list.n; j++) {
            value name = list.u.list[j];
            void **at = map_at(&names, key_of(a, name));
            if (!*at) {
                *at = arena_make(a, members, 1);
                ((members *)*at)->name = name;
            }
            *vec_push(a, (members *)*at) = posts[i];
        }
    }
    group *all = arena_make(a, group, names.n);
    for (uint32_t i = 0; i < names.n; i++) {
        members *m = names.entries[i].val;
        order_newest(m->p, m->n);
        all[i] = (group){m->name, m->p, m->n};
    }
    *out = all;
    *nout = names.n;
}
