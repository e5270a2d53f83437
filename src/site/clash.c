#include "site/clash.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "site/front.h"
#include "site/order.h"

/* One thing that will be written. */
typedef struct claim {
    str path;   /* the source's */
    str output; /* under the destination */
    bool *failed;
    bool *listed;        /* documents: stays in the site's lists all the same */
    const document *doc; /* NULL: a static file */
    static_file *file;   /* else NULL */
} claim;

typedef struct claims {
    claim *p;
    size_t n, cap;
} claims;

static void add_documents(walk *w, claims *all, document *const *docs, size_t n) {
    for (size_t i = 0; i < n; i++) {
        document *doc = docs[i];
        if (!doc->is_written)
            continue;
        claim c = {doc->path, doc->output_path, &doc->is_failed, &doc->is_listed, doc, NULL};
        *vec_push(w->names, all) = c;
        c.output = doc->map_path;
        if (doc->map_path.n)
            *vec_push(w->names, all) = c;
    }
}

static void add_statics(walk *w, claims *all, static_file *const *files, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (files[i]->is_written)
            *vec_push(w->names, all) = (claim){.path = files[i]->path,
                                               .output = files[i]->output_path,
                                               .failed = &files[i]->is_failed,
                                               .file = files[i]};
}

static void *copy(walk *w, const void *list, size_t n) {
    const void **to = arena_make(w->names, const void *, n + 1);
    if (n)
        memcpy(to, list, n * sizeof *to);
    return to;
}

/* All of them in the order in which Jekyll writes them. */
static void add_all(walk *w, claims *all) {
    document **pages = copy(w, w->pages.p, w->pages.n);
    static_file **files = copy(w, w->static_files.p, w->static_files.n);
    order_pages(pages, w->pages.n);
    order_statics(files, w->static_files.n);
    add_documents(w, all, w->theme_pages.p, w->theme_pages.n);
    add_documents(w, all, pages, w->pages.n);
    add_statics(w, all, w->theme_files.p, w->theme_files.n);
    add_statics(w, all, files, w->static_files.n);
    for (size_t i = 0; i < w->config->ncollections; i++) {
        size_t n = w->docs[i].n;
        document **docs = copy(w, w->docs[i].p, n);
        if (!w->is_ordered)
            order_collection(w->names, &w->config->collections[i], docs, &n);
        add_documents(w, all, docs, n);
        add_statics(w, all, w->files[i].p, w->files[i].n);
    }
}

bool clash_is_below(str path) {
    str part, rest = path;
    for (bool more = true; more;) {
        more = str_cut(rest, S("/"), &part, &rest);
        if (!part.n || str_eq(part, S(".")) || str_eq(part, S("..")))
            return false;
    }
    return str_find_char(path, '\0') == STR_NONE;
}

static void check_inside(walk *w, claim *c) {
    if (clash_is_below(c->output))
        return;
    *c->failed = true;
    diag *g =
        diag_add_path(w->d, RULE_SITE_URL_OUTSIDE, c->path,
                      "its URL leads to \"%.*s\", out of the destination", STR_FMT(c->output));
    diag_help(w->d, g, "mend the permalink");
}

/* Where a document says its URL; else the file as a whole. */
static span place_of(walk *w, const claim *c) {
    const source *src = source_new(w->scratch, c->path, S(""));
    diags ignored;
    str body;
    diags_new(&ignored, w->scratch);
    if (!c->doc || c->doc->is_generated || !value_member(c->doc->data, S("permalink")) ||
        !document_read(w->config, w->scratch, c->doc, &src, &body, &ignored))
        return span_whole(src);
    return front_key_place(w->scratch, src, w->config->zone, S("permalink"));
}

static diag *report(walk *w, rule_id id, const claim *at, const claim *other, const char *why,
                    const char *end) {
    diag *g = diag_add(w->d, id, place_of(w, at), "\"%.*s\" %s %.*s %s", STR_FMT(at->output), why,
                       STR_FMT(other->path), end);
    span also = place_of(w, other);
    if (also.at != UINT32_MAX)
        diag_also(w->d, g, also, "the permalink of the other one");
    return g;
}

static void give_up(claim *c) {
    *c->failed = true;
    if (c->listed)
        *c->listed = true;
}

/* Neither is written, for which of them was meant nobody can know; both stay in the site's lists.
 */
static void refuse(walk *w, rule_id id, claim *first, claim *second, const char *why) {
    give_up(first);
    give_up(second);
    diag *g = report(w, id, second, first, why, "becomes");
    diag_help(w->d, g, "give one of them another permalink; until then neither is written");
}

/* ---- files that are copied ---- */

/* Files that only file systems without case keep apart no more: any number is told once. */
typedef struct twins {
    const claim *first, *second;
    size_t n;
} twins;

static bool have_same_bytes(walk *w, const claim *x, const claim *y) {
    const char *px = str_cstr(w->scratch, x->path), *py = str_cstr(w->scratch, y->path);
    file_info ix, iy;
    str bx, by, why;
    bool same = file_stat(px, &ix) && file_stat(py, &iy) && ix.size == iy.size &&
                file_read(&sys_real, w->scratch, px, LIMIT_FILE, &bx, &why) &&
                file_read(&sys_real, w->scratch, py, LIMIT_FILE, &by, &why) && str_eq(bx, by);
    arena_reset(w->scratch);
    return same;
}

/* Both are copied to one place: the later one is there in the end, as in Jekyll. */
static void overwrite(walk *w, const claim *first, const claim *second) {
    first->file->is_written = false;
    if (have_same_bytes(w, first, second))
        return;
    diag *g = report(w, RULE_SITE_URL_CLASH, second, first, "is also what", "becomes");
    diag_weaken(w->d, g, SEV_NOTE);
    diag_help(w->d, g, "the latter is not written; take one of them away");
}

/* Both are copied, as in Jekyll: whoever has both has a file system that tells them apart. */
static void note_twins(walk *w, twins *t, const claim *first, const claim *second) {
    if (have_same_bytes(w, first, second) || t->n++)
        return;
    t->first = first;
    t->second = second;
}

static void report_twins(walk *w, const twins *t) {
    if (!t->n)
        return;
    buf more = buf_new(w->scratch, 64);
    if (t->n > 1)
        buf_printf(&more, " (1 of %zu such files)", t->n);
    diag *g =
        diag_add_path(w->d, RULE_SITE_URL_TWIN, t->second->path,
                      "differs only in case or Unicode form from %.*s, and in what is in it%.*s",
                      STR_FMT(t->first->path), STR_FMT(buf_str(&more)));
    diag_weaken(w->d, g, SEV_NOTE);
    diag_help(w->d, g, "rename one: where file names have no case, only one of the two is left");
}

/* ---- all of them ---- */

/* A file where another's directory should be: "a" and "a/index.html". */
static void check_parents(walk *w, const map *exact, claim *c) {
    if (!clash_is_below(c->output))
        return;
    for (str dir = path_dir(c->output); dir.n; dir = path_dir(dir)) {
        claim *other = map_get(exact, dir);
        if (!other)
            continue;
        *other->failed = *c->failed = true;
        diag *g = report(w, RULE_SITE_URL_CLASH, c, other, "wants a directory where", "is a file");
        diag_help(w->d, g, "give one of them another permalink; until then neither is written");
    }
}

void clash_check(walk *w) {
    claims all = {0};
    twins files = {0};
    map exact = map_new(w->names), folded = map_new(w->names);
    add_all(w, &all);
    for (size_t i = 0; i < all.n; i++) {
        claim *c = &all.p[i];
        check_inside(w, c);
        void **same = map_at(&exact, c->output);
        claim *first = *same;
        if (first && !(first->file && c->file)) {
            refuse(w, RULE_SITE_URL_CLASH, first, c, "is also what");
            continue;
        }
        *same = c;
        if (first) {
            overwrite(w, first, c);
            continue;
        }
        void **twin = map_at(&folded, utf8_fold(w->names, c->output));
        first = *twin;
        if (!first)
            *twin = c;
        else if (first->file && c->file)
            note_twins(w, &files, first, c);
        else
            refuse(w, RULE_SITE_URL_TWIN, first, c,
                   "differs only in case or Unicode form from what");
    }
    report_twins(w, &files);
    for (size_t i = 0; i < all.n; i++)
        check_parents(w, &exact, &all.p[i]);
    arena_reset(w->names);
}
