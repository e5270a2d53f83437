#include "site/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/vec.h"

typedef struct keyed {
    document *doc;
    value key;
} keyed;

typedef int compare(const keyed *x, const keyed *y);

/* Document#<=>. Undated documents of a collection are put among the others by their path, which is
 * no order at all when days and paths disagree; so what sorts by it must not care. */
static int by_date(const keyed *x, const keyed *y) {
    const document *a = x->doc, *b = y->doc;
    bool dated = !a->is_undated && !b->is_undated;
    if (dated && a->date->sec != b->date->sec)
        return a->date->sec < b->date->sec ? -1 : 1;
    if (dated && a->date->nsec != b->date->nsec)
        return a->date->nsec < b->date->nsec ? -1 : 1;
    return str_cmp(a->relative_path, b->relative_path);
}

/* Documents without the key come last; keys that cannot be compared leave it to date and path. */
static int by_key(const keyed *a, const keyed *b) {
    int c = 0;
    bool no_a = a->key.kind == V_NIL, no_b = b->key.kind == V_NIL;
    if (no_a != no_b)
        return no_a ? 1 : -1;
    if (!no_a && value_order(a->key, b->key, &c) && c)
        return c;
    return by_date(a, b);
}

/* The merge sort that Ruby gets from the C library: where the comparison is no order, the steps
 * decide. */
static void merge_sort(keyed *p, keyed *room, size_t n, compare *cmp) {
    if (n < 2)
        return;
    size_t half = n / 2, i = 0, j = half, k = 0;
    merge_sort(p, room, half, cmp);
    merge_sort(p + half, room, n - half, cmp);
    while (i < half && j < n)
        room[k++] = cmp(&p[i], &p[j]) <= 0 ? p[i++] : p[j++];
    while (i < half)
        room[k++] = p[i++];
    memcpy(p, room, k * sizeof *p);
}

static void sort(arena *a, document **docs, size_t n, str key, compare *cmp) {
    keyed *all = arena_make(a, keyed, n), *room = arena_make(a, keyed, n);
    for (size_t i = 0; i < n; i++) {
        bool has = key.n && !(docs[i]->is_undated && str_eq(key, S("date")));
        all[i] = (keyed){docs[i], has ? value_at(docs[i]->data, key) : value_nil()};
    }
    merge_sort(all, room, n, cmp);
    for (size_t i = 0; i < n; i++)
        docs[i] = all[i].doc;
}

typedef struct ranked {
    document *doc;
    size_t rank, place;
} ranked;

static int by_rank(const void *x, const void *y) {
    const ranked *a = x, *b = y;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

/* The files that `order` names first, in its order; then all others. */
static void rearrange(arena *a, str directory, value names, document **docs, size_t n) {
    map ranks = map_new(a);
    ranked *all = arena_make(a, ranked, n);
    for (size_t i = 0; i < names.n; i++) {
        str path = path_join(a, directory, value_to_str(a, names.u.list[i]));
        if (!map_has(&ranks, path))
            map_set(&ranks, path, (void *)(uintptr_t)&names.u.list[i]);
    }
    for (size_t j = 0; j < n; j++) {
        const value *named = map_get(&ranks, docs[j]->relative_path);
        all[j] = (ranked){docs[j], named ? (size_t)(named - names.u.list) : names.n, j};
    }
    qsort(all, n, sizeof *all, by_rank);
    for (size_t j = 0; j < n; j++)
        docs[j] = all[j].doc;
}

void order_collection(arena *a, const collection_config *c, document **docs, size_t *n) {
    value order = value_at(c->metadata, S("order")), key = value_at(c->metadata, S("sort_by"));
    bool is_posts = str_eq(c->label, S("posts")); /* of which Jekyll asks neither */
    if (*n == 0)
        return;
    if (!is_posts && order.kind == V_LIST) {
        sort(a, docs, *n, S(""), by_date);
        rearrange(a, str_cat(a, S("_"), c->label), order, docs, *n);
    } else if (!is_posts && key.kind == V_STR)
        sort(a, docs, *n, value_as_str(key), by_key);
    else
        sort(a, docs, *n, S(""), by_date);
}

static int by_newest(const void *x, const void *y) {
    const document *a = *(document *const *)x, *b = *(document *const *)y;
    if (a->date->sec != b->date->sec)
        return a->date->sec > b->date->sec ? -1 : 1;
    if (a->date->nsec != b->date->nsec)
        return a->date->nsec > b->date->nsec ? -1 : 1;
    return str_cmp(b->relative_path, a->relative_path);
}

void order_newest(document **posts, size_t n) {
    if (n)
        qsort(posts, n, sizeof *posts, by_newest);
}

/* The order in which Jekyll meets files: those of a directory after all that is below it, and the
 * directories, which it takes as the file system gives them, here by name. */
static int by_walk(str a, str b) {
    for (;;) {
        size_t i = str_find_char(a, '/'), j = str_find_char(b, '/');
        if (i == STR_NONE || j == STR_NONE)
            return i != j ? (i == STR_NONE ? 1 : -1) : str_cmp(a, b);
        int c = str_cmp(str_slice(a, 0, i), str_slice(b, 0, j));
        if (c)
            return c;
        a = str_from(a, i + 1);
        b = str_from(b, j + 1);
    }
}

static int by_name(const void *x, const void *y) {
    const document *a = *(document *const *)x, *b = *(document *const *)y;
    int c = str_cmp(a->name, b->name);
    return c ? c : by_walk(a->relative_path, b->relative_path);
}

void order_pages(document **pages, size_t n) {
    if (n)
        qsort(pages, n, sizeof *pages, by_name);
}

static int by_path(const void *x, const void *y) {
    const static_file *a = *(static_file *const *)x, *b = *(static_file *const *)y;
    return str_cmp(a->relative_path, b->relative_path);
}

void order_statics(static_file **files, size_t n) {
    if (n)
        qsort(files, n, sizeof *files, by_path);
}

typedef struct tagged {
    str code, tag;
} tagged;

static int by_tag(const void *x, const void *y) {
    const tagged *a = x, *b = y;
    int c = str_cmp(a->tag, b->tag);
    return c ? c : str_cmp(a->code, b->code);
}

const str *order_langs(arena *a, const languages *l, const set *sets, size_t nsets, size_t *n) {
    map seen = map_new(a);
    for (size_t i = 0; i < nsets; i++)
        for (size_t j = 0; j < sets[i].n; j++)
            if (sets[i].docs[j]->lang.n)
                map_at(&seen, sets[i].docs[j]->lang);
    tagged *all = arena_make(a, tagged, seen.n + 1);
    for (uint32_t i = 0; i < seen.n; i++)
        all[i] = (tagged){seen.entries[i].key, language_tag(l, a, seen.entries[i].key)};
    if (seen.n)
        qsort(all, seen.n, sizeof *all, by_tag);
    str *out = arena_make(a, str, seen.n + 1);
    for (uint32_t i = 0; i < seen.n; i++)
        out[i] = all[i].code;
    *n = seen.n;
    return out;
}

static bool may_be_original(const set *s, const document *doc) {
    value v = document_get(doc, S("translated"));
    if (!s->original || doc == s->original)
        return true;
    value first = document_get(s->original, S("translated"));
    return first.kind != V_BOOL && !(v.kind == V_BOOL && v.u.b);
}

static bool is_english(str code) {
    return str_eq_fold(str_slice(code, 0, code.n < 2 ? code.n : 2), S("en")) &&
           (code.n == 2 || code.p[2] == '-' || code.p[2] == '_');
}

/* Languages that stand beside a note whose own is not known: it is in none of them. */
static void count_beside(map *beside, const set *s) {
    bool is_unknown = false;
    for (size_t i = 0; i < s->n; i++)
        is_unknown = is_unknown || (!s->docs[i]->lang.n && s->docs[i]->is_of_guessed_lang);
    for (size_t i = 0; i < s->n && is_unknown; i++)
        if (s->docs[i]->lang.n)
            map_at(beside, is_english(s->docs[i]->lang) ? S("en") : s->docs[i]->lang);
}

static void count_originals(map *counts, const set *s) {
    for (size_t i = 0; i < s->n; i++) {
        const document *doc = s->docs[i];
        if (!may_be_original(s, doc))
            continue;
        void **n = map_at(counts, doc->lang);
        *n = (void *)((uintptr_t)*n + 1);
    }
}

/* Is there a language but English that about as many notes are in as the commonest? */
static bool has_rival(const map *counts, str best, uintptr_t most) {
    for (uint32_t i = 0; i < counts->n; i++) {
        str lang = counts->entries[i].key;
        uintptr_t n = (uintptr_t)counts->entries[i].val;
        if (lang.n && !str_eq(lang, best) && !is_english(lang) && n >= most - most / 10)
            return true;
    }
    return false;
}

/* What the site calls English: of "en", "en-US" and the like what most notes are in. */
static str english_code(const map *counts, const str *langs, size_t nlangs) {
    str best = S("en");
    uintptr_t most = 0;
    for (size_t i = 0; i < nlangs; i++) {
        uintptr_t n = is_english(langs[i]) ? (uintptr_t)map_get(counts, langs[i]) : 0;
        if (n > most) {
            most = n;
            best = langs[i];
        }
    }
    return best;
}

str order_main_lang(arena *a, const str *langs, size_t nlangs, const set *sets, size_t nsets) {
    map counts = map_new(a), beside = map_new(a);
    for (size_t i = 0; i < nsets; i++) {
        count_originals(&counts, &sets[i]);
        count_beside(&beside, &sets[i]);
    }
    str en = english_code(&counts, langs, nlangs), best = en;
    uintptr_t english = (uintptr_t)map_get(&counts, en), most = english;
    most += most / 10; /* a page that was taken down stays in some translations */
    if (beside.n && !map_has(&beside, S("en")))
        return S("en");
    for (size_t i = 0; i < nlangs; i++) {
        uintptr_t n = (uintptr_t)map_get(&counts, langs[i]);
        if (n > most) {
            most = n;
            best = langs[i];
        }
    }
    /* Translations keep what the original gave up; several of them do, alike. */
    return english > most / 2 && has_rival(&counts, best, most) ? en : best;
}

typedef struct titled {
    document *doc;
    str title;
} titled;

static int by_title(const void *x, const void *y) {
    const titled *a = x, *b = y;
    int c = str_cmp(a->title, b->title);
    return c ? c : str_cmp(a->doc->relative_path, b->doc->relative_path);
}

document *const *order_notes(arena *a, const site *s, size_t *n) {
    vec(document *) out = {0};
    vec(titled) undated = {0};
    for (size_t i = 0; i < s->nposts; i++)
        *vec_push(a, &out) = s->posts[i];
    for (size_t i = 0; s->config->is_bare && i < s->npages; i++)
        if (s->pages[i]->is_markdown)
            *vec_push(a, &undated) =
                (titled){s->pages[i], value_to_str(a, value_at(s->pages[i]->data, S("title")))};
    if (undated.n)
        qsort(undated.p, undated.n, sizeof *undated.p, by_title);
    for (size_t i = 0; i < undated.n; i++)
        *vec_push(a, &out) = undated.p[i].doc;
    *n = out.n;
    return out.p;
}
