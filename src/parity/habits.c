#include "parity/habits.h"

typedef struct use {
    uint32_t all, without, other;
} use;

static void count(habits *h, const document *original, const document *doc) {
    const value_map *m = original->front.u.map;
    for (uint32_t i = 0; i < m->n; i++) {
        str key = value_as_str(m->members[i].key);
        void **at = map_at(&h->keys, key);
        if (!*at)
            *at = arena_make(h->keys.a, use, 1);
        use *of = *at;
        of->all++;
        const member *got = doc->front.kind == V_MAP ? value_member(doc->front, key) : NULL;
        of->without += !got;
        of->other += got && got->val.kind == V_DATE && !value_equal(got->val, m->members[i].val, 0);
    }
}

habits *habits_new(arena *a, const site *s) {
    habits *h = arena_make(a, habits, 1);
    h->keys = map_new(a);
    for (size_t i = 0; i < s->nsets; i++) {
        const document *original = s->sets[i].original;
        if (!original || original->front.kind != V_MAP)
            continue;
        for (size_t k = 0; k < s->sets[i].n; k++)
            if (s->sets[i].docs[k] != original && s->sets[i].docs[k]->is_markdown)
                count(h, original, s->sets[i].docs[k]);
    }
    return h;
}

bool habits_differ(const habits *h, str key) {
    enum { MANY = 20 };
    const use *of = h ? map_get(&h->keys, key) : NULL;
    return of && of->all >= MANY && 4 * of->other >= of->all;
}

bool habits_lack(const habits *h, str key) {
    enum { MANY = 20 };
    const use *of = h ? map_get(&h->keys, key) : NULL;
    return of && of->all >= MANY && 10 * of->without >= 9 * of->all;
}
