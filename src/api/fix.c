#include "api/fix.h"

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "diag/edit.h"
#include "encoding/encoding.h"
#include "report/diff.h"

/* The file's bytes, and their text, when it is UTF-8 as it stands or a mark says what it is: then
 * it becomes UTF-8. What the configuration says of a note's encoding stays true. */
static bool read_text(work *w, const config *c, str path, str *bytes, decoded *d) {
    str why, relative = path_relative(w->a, c->source, path);
    if (!file_read(&sys_real, w->a, str_cstr(w->a, path), LIMIT_NOTE, bytes, &why))
        return false;
    diags known;
    diags_new(&known, w->a);
    *d = decode(w->a, path, *bytes, config_encoding(c, relative), &known);
    return d->ok && (d->had_bom || str_eq(d->text, *bytes));
}

static bool is_mendable(const diag *g) {
    return g->edits || g->rule == RULE_ENCODING_BOM;
}

/* How much is found in a file: a warning is less than the error that it stood behind. */
static size_t weigh_findings(const diags *d, str path) {
    static const size_t weights[] = {[SEV_NOTE] = 1, [SEV_WARNING] = 2, [SEV_ERROR] = 4};
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += str_eq(d->p[i].path, path) ? weights[d->p[i].sev] : 0;
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

fixes fix_apply(work *w, const config *c, const diags *d, const map *left) {
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
        if (!file_rewrite(&sys_real, w->a, str_cstr(w->a, path), now, &why)) {
            work_fail(w, "%.*s: cannot be written: %.*s", STR_FMT(path), STR_FMT(why));
            continue;
        }
        *vec_push(w->a, &out) = (fixed){path, bytes, weigh_findings(d, path)};
        out.diags += l.diags;
    }
    return out;
}

bool fix_check(work *w, fixes *f, const diags *after, map *left) {
    bool any = false;
    for (size_t i = 0; i < f->n; i++) {
        fixed *one = &f->p[i];
        str why;
        if (map_has(left, one->path) || weigh_findings(after, one->path) < one->found)
            continue;
        any = true;
        map_set(left, one->path, one);
        if (!file_rewrite(&sys_real, w->a, str_cstr(w->a, one->path), one->old, &why))
            work_fail(w, "%.*s: cannot be given its old text back: %.*s", STR_FMT(one->path),
                      STR_FMT(why));
    }
    return any;
}

void fix_diff(work *w, const config *c, const diags *d, buf *out) {
    for (size_t i = 0; i < d->n; i++) {
        str path = d->p[i].path, bytes;
        decoded is;
        if (!is_next(d, i) || !read_text(w, c, path, &bytes, &is))
            continue;
        edit_list l = edits_of(w->a, d, path);
        if (is.had_bom)
            buf_printf(out, "%.*s: %.*s with a byte order mark, becomes UTF-8 without\n",
                       STR_FMT(path), STR_FMT(is.encoding));
        report_diff(path, is.text, &l, out);
    }
}
