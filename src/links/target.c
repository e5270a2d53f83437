#include "links/target.h"

#include "base/path.h"
#include "base/utf8.h"
#include "base/vec.h"

typedef vec(target *) target_list;

static void add(targets *t, target_list *all, str output, target what) {
    target *one = arena_make(t->a, target, 1);
    *one = what;
    one->output = output;
    one->number = t->n++;
    *vec_push(t->a, all) = one;
    map_set(&t->by_path, output, one);
    size_t slash = str_find_char(output, '/');
    if (slash != STR_NONE)
        map_set(&t->tops, str_slice(output, 0, slash), one);
}

static void add_alias(targets *t, str path, target *to) {
    void **at = map_at(&t->by_path, path);
    if (!*at)
        *at = to;
}

static bool is_page_name(str name) {
    str ext = path_ext(name);
    return str_eq_fold(ext, S(".html")) || str_eq_fold(ext, S(".htm")) ||
           str_eq_fold(ext, S(".xhtml"));
}

/* "a/index.html" is "a/" and "a" too, "b.html" is "b". */
static void add_aliases(targets *t, target *one) {
    static const char *const indexes[] = {"index.html", "index.htm", "index.xhtml", "index.xml",
                                          "index.json"};
    str name = path_base(one->output);
    str dir = str_slice(one->output, 0, one->output.n - name.n);
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
        if (!str_eq(name, str_of(indexes[i])))
            continue;
        add_alias(t, dir, one);
        if (dir.n)
            add_alias(t, str_slice(dir, 0, dir.n - 1), one);
    }
    if (is_page_name(name))
        add_alias(t, str_slice(one->output, 0, one->output.n - path_ext(name).n), one);
}

static void add_site(targets *t, target_list *all, const site *s) {
    document_list docs = site_documents(t->a, s);
    for (size_t i = 0; i < docs.n; i++)
        add(t, all, docs.p[i]->output_path, (target){.doc = docs.p[i]});
    for (size_t i = 0; i < s->nfailed; i++)
        if (s->failed[i]->is_written)
            add(t, all, s->failed[i]->output_path,
                (target){.doc = s->failed[i], .is_failed = true});
    for (size_t i = 0; i < s->nstatic; i++)
        if (s->static_files[i]->is_written)
            add(t, all, s->static_files[i]->output_path,
                (target){.file = s->static_files[i], .is_failed = s->static_files[i]->is_failed});
}

targets targets_new(arena *a, const site *s) {
    targets t = {.a = a, .site = s, .by_path = map_new(a), .tops = map_new(a), .names = map_new(a)};
    target_list all = {0};
    for (size_t i = 0; i < s->neditions; i++)
        add_site(&t, &all, s->editions[i]);
    for (size_t i = 0; i < all.n; i++)
        add_aliases(&t, all.p[i]);
    return t;
}

const target *targets_find(const targets *t, str path) {
    return map_get(&t->by_path, path);
}

bool targets_has_top(const targets *t, str top) {
    return map_has(&t->tops, top) || map_has(&t->by_path, top);
}

bool targets_keep(const targets *t, str path) {
    const config *c = t->site->config;
    for (size_t i = 0; i < c->keeps; i++)
        if (c->keep_files[i].n && str_starts(path, c->keep_files[i]))
            return true;
    return false;
}

/* ---- What may have been meant ---- */

/* Documents of other editions do not know of the directory they are in. */
static str url_of(const targets *t, const target *one) {
    str name = path_base(one->output);
    if (t->site->neditions == 1)
        return one->doc ? one->doc->url : one->file->url;
    return str_cat(t->a, S("/"),
                   str_eq(name, S("index.html")) ? str_slice(one->output, 0, one->output.n - name.n)
                                                 : one->output);
}

static str without_end(str path) {
    while (str_ends(path, S("/")))
        path.n--;
    str name = path_base(path);
    if (str_eq(name, S("index.html")))
        return str_slice(path, 0, path.n - name.n - (path.n > name.n));
    return is_page_name(name) ? str_slice(path, 0, path.n - path_ext(name).n) : path;
}

static str folded_name(const targets *t, str path) {
    return utf8_fold(t->a, path_base(without_end(path)));
}

/* The only target whose last name is that of the path. */
static const target *same_name(targets *t, str path) {
    static const target several;
    for (uint32_t i = 0, n = t->names.n ? 0 : t->by_path.n; i < n; i++) {
        target *one = t->by_path.entries[i].val;
        void **known = map_at(&t->names, folded_name(t, one->output));
        *known = *known && *known != one ? (void *)(uintptr_t)&several : one;
    }
    str name = folded_name(t, path);
    const target *found = name.n ? map_get(&t->names, name) : NULL;
    return found == &several ? NULL : found;
}

/* One whose path differs in case or by a letter or two. */
static const target *near(targets *t, str path) {
    enum { LEAST = 4, SEARCHES = 30 }; /* each looks at all targets */
    str want = without_end(path);
    if (path_base(want).n < LEAST || ++t->searches > SEARCHES)
        return NULL;
    size_t best = want.n / 4 < 2 ? want.n / 4 : 2;
    const target *found = NULL;
    for (uint32_t i = 0; i < t->by_path.n; i++) {
        const target *one = t->by_path.entries[i].val;
        str other = without_end(one->output);
        bool is_alike = want.n < other.n ? other.n - want.n <= best : want.n - other.n <= best;
        size_t far = is_alike ? str_distance(want, other) : SIZE_MAX;
        if (far > best || (far == best && found))
            continue;
        best = far;
        found = one;
    }
    return found;
}

str targets_suggest(targets *t, str path) {
    const str *made = map_get(&t->site->by_path, path);
    if (made)
        return *made;
    const target *one = map_get(&t->by_path, without_end(path));
    if (!one)
        one = same_name(t, path);
    if (!one)
        one = near(t, path);
    return one ? url_of(t, one) : (str){"", 0};
}
