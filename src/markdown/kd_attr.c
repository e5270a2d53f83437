#include "markdown/kd.h"

/* What one element may have; a note that has more is an attack. */
enum { MOST_PAIRS = 100, LONGEST_CLASS = 4096 };

void kd_attr_set(arena *a, kd_attrs *to, str key, str value) {
    for (size_t i = 0; i < to->pairs.n; i++) {
        if (str_eq(to->pairs.p[i].key, key)) {
            to->pairs.p[i].value = value;
            return;
        }
    }
    if (to->pairs.n < MOST_PAIRS)
        *vec_push(a, &to->pairs) = (kd_pair){key, value};
}

const str *kd_attr_get(const kd_attrs *at, str key) {
    for (size_t i = 0; i < at->pairs.n; i++)
        if (str_eq(at->pairs.p[i].key, key))
            return &at->pairs.p[i].value;
    return NULL;
}

void kd_attr_remove(kd_attrs *at, str key) {
    size_t n = 0;
    for (size_t i = 0; i < at->pairs.n; i++)
        if (!str_eq(at->pairs.p[i].key, key))
            at->pairs.p[n++] = at->pairs.p[i];
    at->pairs.n = n;
}

void kd_attr_class(arena *a, kd_attrs *to, str name) {
    const str *now = kd_attr_get(to, S("class"));
    if (now && now->n > LONGEST_CLASS)
        return;
    str value = now ? str_cat(a, str_cat(a, *now, S(" ")), name) : name;
    kd_attr_set(a, to, S("class"), str_ltrim(value));
}

bool kd_attr_refers(const kd_attrs *at, str name) {
    for (size_t i = 0; at && i < at->refs.n; i++)
        if (str_eq(at->refs.p[i], name))
            return true;
    return false;
}

static bool ends_here(str s, size_t at) {
    return at >= s.n || ascii_is_space(s.p[at]);
}

/* The quote that ends a value: white space or nothing comes after it. */
static size_t value_end(str s, size_t from, char q, bool escapes) {
    for (size_t i = from; i < s.n; i++) {
        if (escapes && s.p[i] == '\\')
            i++;
        else if (s.p[i] == q && ends_here(s, i + 1))
            return i;
    }
    return STR_NONE;
}

/* key="value" at `at`: its end, `at` when there is none. */
static size_t read_pair(arena *a, kd_attrs *to_attrs, str s, size_t at) {
    size_t name = kd_name(s, at);
    if (name == at || name + 1 >= s.n || s.p[name] != '=' ||
        (s.p[name + 1] != '"' && s.p[name + 1] != '\''))
        return at;
    char q = s.p[name + 1];
    size_t from = name + 2, to = value_end(s, from, q, true);
    if (to == STR_NONE && (to = value_end(s, from, q, false)) == STR_NONE)
        return at;
    buf value = buf_new(a, to - from);
    for (size_t k = from; k < to; k++) {
        if (s.p[k] == '\\' && k + 1 < to && (s.p[k + 1] == '}' || s.p[k + 1] == q))
            k++;
        buf_char(&value, s.p[k]);
    }
    kd_attr_set(a, to_attrs, str_slice(s, at, name), buf_str(&value));
    return to + 1;
}

/* #id and .class, one after the other without white space. */
static size_t read_marked(arena *a, kd_attrs *to, str s, size_t at) {
    size_t i = at;
    bool is_real = to != NULL;
    while (i < s.n && (s.p[i] == '#' || s.p[i] == '.')) {
        bool is_id = s.p[i] == '#';
        size_t from = i + 1, end = from;
        if (is_id && end < s.n && !ascii_is_alpha(s.p[end]))
            return at;
        while (end < s.n && !ascii_is_space(s.p[end]) &&
               (is_id ? kd_is_name_char(s.p[end]) || s.p[end] == ':'
                      : s.p[end] != '.' && s.p[end] != '#'))
            end++;
        if (end == from)
            return at;
        str name = str_slice(s, from, end);
        if (is_real && is_id)
            kd_attr_set(a, to, S("id"), name);
        else if (is_real)
            kd_attr_class(a, to, name);
        i = end;
    }
    return ends_here(s, i) ? i : at;
}

void kd_attr_parse(arena *a, kd_attrs *to, str s) {
    s = str_copy(a, s);
    for (size_t i = 0; i < s.n;) {
        bool starts = i == 0 || ascii_is_space(s.p[i - 1]);
        if (!starts || ascii_is_space(s.p[i])) {
            i++;
            continue;
        }
        size_t end = read_pair(a, to, s, i);
        if (end == i) {
            end = kd_name(s, i);
            if (end > i && !ends_here(s, end))
                end = i;
            if (end > i && to->refs.n < MOST_PAIRS)
                *vec_push(a, &to->refs) = str_slice(s, i, end);
        }
        if (end == i && read_marked(a, NULL, s, i) > i)
            end = read_marked(a, to, s, i);
        i = end > i ? end : i + 1;
    }
}

void kd_attr_append(arena *a, kd_attrs *to, const kd_attrs *more) {
    for (size_t i = 0; i < more->refs.n && to->refs.n < MOST_PAIRS; i++)
        *vec_push(a, &to->refs) = more->refs.p[i];
    for (size_t i = 0; i < more->pairs.n; i++) {
        kd_pair p = more->pairs.p[i];
        if (str_eq(p.key, S("class")))
            kd_attr_class(a, to, p.value);
        else
            kd_attr_set(a, to, p.key, p.value);
    }
}

/* Lists that name each other end in nothing, after so many steps in all. */
enum { DEEPEST = 16, MOST_STEPS = 20000 };

static void apply(kd_doc *doc, kd_attrs *to, const kd_attrs *ial, unsigned depth) {
    if (depth > DEEPEST)
        return;
    for (size_t i = 0; i < ial->refs.n && doc->ald_steps < MOST_STEPS; i++) {
        const kd_attrs *ald = map_get(&doc->alds, ial->refs.p[i]);
        doc->ald_steps += ald ? 1 + (unsigned)ald->pairs.n : 0;
        if (ald)
            apply(doc, to, ald, depth + 1);
    }
    kd_attrs own = {.pairs = {ial->pairs.p, ial->pairs.n, ial->pairs.cap}};
    kd_attr_append(doc->a, to, &own);
}

void kd_attr_apply(kd_doc *doc, kd_attrs *to, const kd_attrs *ial) {
    apply(doc, to, ial, 0);
}
