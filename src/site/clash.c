#include "site/clash.h"

#include <string.h>

#include "base/path.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "site/front.h"

/* One thing that will be written. */
typedef struct claim {
    str path;   /* the source's */
    str output; /* under the destination */
    bool *failed;
    const document *doc; /* NULL: a static file */
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
        *vec_push(w->names, all) = (claim){doc->path, doc->output_path, &doc->is_failed, doc};
        if (doc->map_path.n)
            *vec_push(w->names, all) = (claim){doc->path, doc->map_path, &doc->is_failed, doc};
    }
}

static void add_statics(walk *w, claims *all, static_file *const *files, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (files[i]->is_written)
            *vec_push(w->names, all) =
                (claim){files[i]->path, files[i]->output_path, &files[i]->is_failed, NULL};
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

static void report(walk *w, rule_id id, claim *first, claim *second, const char *why,
                   const char *end) {
    *first->failed = *second->failed = true;
    diag *g = diag_add(w->d, id, place_of(w, second), "\"%.*s\" %s %.*s %s",
                       STR_FMT(second->output), why, STR_FMT(first->path), end);
    span other = place_of(w, first);
    if (other.at != UINT32_MAX)
        diag_also(w->d, g, other, "the permalink of the other one");
    diag_help(w->d, g, "give one of them a permalink of its own; until then neither is written");
}

/* A file where another's directory should be: "a" and "a/index.html". */
static void check_parents(walk *w, const map *exact, claim *c) {
    if (!clash_is_below(c->output))
        return;
    for (str dir = path_dir(c->output); dir.n; dir = path_dir(dir)) {
        claim *other = map_get(exact, dir);
        if (other)
            report(w, RULE_SITE_URL_CLASH, other, c, "wants a directory where", "is a file");
    }
}

void clash_check(walk *w) {
    claims all = {0};
    map exact = map_new(w->names), folded = map_new(w->names);
    for (size_t i = 0; i < w->config->ncollections; i++) {
        add_documents(w, &all, w->docs[i].p, w->docs[i].n);
        add_statics(w, &all, w->files[i].p, w->files[i].n);
    }
    add_documents(w, &all, w->pages.p, w->pages.n);
    add_statics(w, &all, w->static_files.p, w->static_files.n);
    add_documents(w, &all, w->theme_pages.p, w->theme_pages.n);
    add_statics(w, &all, w->theme_files.p, w->theme_files.n);
    for (size_t i = 0; i < all.n; i++) {
        claim *c = &all.p[i];
        check_inside(w, c);
        void **same = map_at(&exact, c->output);
        if (*same) {
            report(w, RULE_SITE_URL_CLASH, *same, c, "is also what", "becomes");
            continue;
        }
        *same = c;
        void **twin = map_at(&folded, utf8_fold(w->names, c->output));
        if (*twin)
            report(w, RULE_SITE_URL_TWIN, *twin, c,
                   "differs only in case or Unicode form from what", "becomes");
        else
            *twin = c;
    }
    for (size_t i = 0; i < all.n; i++)
        check_parents(w, &exact, &all.p[i]);
    arena_reset(w->names);
}
