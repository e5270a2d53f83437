#include "api/fix.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "diag/edit.h"
#include "encoding/encoding.h"
#include "report/diff.h"

static decoded decode_text(work *w, const config *c, str path, str bytes) {
    diags known;
    diags_new(&known, w->a);
    return decode(w->a, path, bytes, config_encoding(c, path_relative(w->a, c->source, path)),
                  &known);
}

/* The file's bytes, and their text, when it is UTF-8 as it stands or a mark says what it is: then
 * it becomes UTF-8. What the configuration says of a note's encoding stays true. */
static bool read_text(work *w, const config *c, str path, str *bytes, decoded *d) {
    str why;
    const config_text *now = config_text_for(c, w->a, path);
    if (now) {
        *bytes = now->bytes;
        *d = (decoded){.ok = true, .text = now->bytes};
        return true;
    }
    if (!file_read(&sys_real, w->a, str_cstr(w->a, path), LIMIT_NOTE, bytes, &why))
        return false;
    *d = decode_text(w, c, path, *bytes);
    return d->ok && (d->had_bom || str_eq(d->text, *bytes));
}

static bool is_mendable(const diag *g) {
    return g->edits || g->rule == RULE_ENCODING_BOM;
}

/* How much is found in a file: a warning is less than the error that it stood behind; and what is
 * to be translated again is less without what can be mended in it. */
static size_t weigh_findings(const diags *d, str path) {
    static const size_t weights[] = {[SEV_NOTE] = 2, [SEV_WARNING] = 4, [SEV_ERROR] = 8};
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        if (str_eq(g->path, path))
            n += weights[g->sev] + (g->rule == RULE_PARITY_STALE && g->edits);
    }
    return n;
}

/* Is it the first finding of its path that can be mended? Findings are sorted by path. */
static bool is_next(const diags *d, size_t i) {
    if (!is_mendable(&d->p[i]))
        return false;
    for (size_t k = i; k > 0 && str_eq(d->p[k - 1].path, d->p[i].path); k--)
        if (is_mendable(&d->p[k - 1]))
            return false;
    return true;
}

/* Into the file, or what stands for it. */
static bool put_text(work *w, map *texts, str path, str now, str *why) {
    if (!texts)
        return file_rewrite(&sys_real, w->a, str_cstr(w->a, path), now, why);
    config_text *t = arena_make(w->a, config_text, 1);
    *t = (config_text){.bytes = now, .is_utf8 = true};
    map_set(texts, path_normal(w->a, path), t);
    return true;
}

fixes fix_apply(work *w, const config *c, const diags *d, const map *left, map *texts) {
    fixes out = {0};
    for (size_t i = 0; i < d->n; i++) {
        str path = d->p[i].path, bytes, why;
        decoded is;
        if (!is_next(d, i) || map_has(left, path) || !read_text(w, c, path, &bytes, &is))
            continue;
        edit_list l = edits_of(w->a, d, path);
        str now = edits_apply(w->a, is.text, &l);
        if (str_eq(now, bytes))
            continue;
        if (!put_text(w, texts, path, now, &why)) {
            work_fail(w, "%.*s: cannot be written: %.*s", STR_FMT(path), STR_FMT(why));
            continue;
        }
        *vec_push(w->a, &out) = (fixed){path, bytes, weigh_findings(d, path)};
    }
    return out;
}

/* Its bytes as they were; where a text stands for the file and was the first, none does again. */
static bool give_back(work *w, map *texts, const fixed *one, str *why) {
    str on_disk;
    if (!texts || !file_read(&sys_real, w->a, str_cstr(w->a, one->path), LIMIT_NOTE, &on_disk, why))
        return put_text(w, texts, one->path, one->old, why);
    if (!str_eq(on_disk, one->old))
        return put_text(w, texts, one->path, one->old, why);
    map_set(texts, path_normal(w->a, one->path), NULL);
    return true;
}

bool fix_check(work *w, fixes *f, const diags *after, map *left, map *texts) {
    bool any = false;
    for (size_t i = 0; i < f->n; i++) {
        fixed *one = &f->p[i];
        str why;
        if (map_has(left, one->path) || weigh_findings(after, one->path) < one->found)
            continue;
        any = true;
        map_set(left, one->path, one);
        if (!give_back(w, texts, one, &why))
            work_fail(w, "%.*s: cannot be given its old text back: %.*s", STR_FMT(one->path),
                      STR_FMT(why));
    }
    return any;
}

static int by_path(const void *x, const void *y) {
    return str_cmp(*(const str *)x, *(const str *)y);
}

void fix_diff(work *w, const config *c, const map *texts, buf *out) {
    str *paths = arena_make(w->a, str, texts->n);
    size_t n = 0;
    for (uint32_t i = 0; i < texts->n; i++)
        if (texts->entries[i].val)
            paths[n++] = texts->entries[i].key;
    if (n)
        qsort(paths, n, sizeof *paths, by_path);
    for (size_t i = 0; i < n; i++) {
        const config_text *now = map_get(texts, paths[i]);
        str bytes, why;
        decoded is;
        if (!file_read(&sys_real, w->a, str_cstr(w->a, paths[i]), LIMIT_NOTE, &bytes, &why))
            continue;
        is = decode_text(w, c, paths[i], bytes);
        if (is.had_bom)
            buf_printf(out, "%.*s: %.*s with a byte order mark, becomes UTF-8 without\n",
                       STR_FMT(paths[i]), STR_FMT(is.encoding));
        bool is_utf8 = str_eq(is.encoding, S("UTF-8")); /* then its mark is part of the diff */
        report_diff(paths[i], is_utf8 ? bytes : is.text, now->bytes, out);
    }
}
