#include "api/fix.h"

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "diag/edit.h"
#include "encoding/encoding.h"
#include "report/diff.h"

/* The file's text, when it is UTF-8 as it stands: no repair may change a note's encoding. */
static bool read_text(work *w, const config *c, str path, str *text) {
    str why, relative = path_relative(w->a, c->source, path);
    if (!file_read(&sys_real, w->a, str_cstr(w->a, path), LIMIT_NOTE, text, &why))
        return false;
    diags known;
    diags_new(&known, w->a);
    decoded d = decode(w->a, path, *text, config_encoding(c, relative), &known);
    return d.ok && str_eq(d.text, *text);
}

static size_t count_findings(const diags *d, str path) {
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += str_eq(d->p[i].path, path);
    return n;
}

/* Is it the first finding of its path that can be mended? Findings are sorted by path. */
static bool is_next(const diags *d, size_t i) {
    if (!d->p[i].edits)
        return false;
    for (size_t k = i; k > 0 && str_eq(d->p[k - 1].path, d->p[i].path); k--)
        if (d->p[k - 1].edits)
            return false;
    return true;
}

fixes fix_apply(work *w, const config *c, const diags *d) {
    fixes out = {0};
    for (size_t i = 0; i < d->n; i++) {
        str path = d->p[i].path, text, why;
        if (!is_next(d, i) || !read_text(w, c, path, &text))
            continue;
        edit_list l = edits_of(w->a, d, path);
        str now = edits_apply(w->a, text, &l);
        if (str_eq(now, text))
            continue;
        if (!file_rewrite(&sys_real, w->a, str_cstr(w->a, path), now, &why)) {
            work_fail(w, "%.*s: cannot be written: %.*s", STR_FMT(path), STR_FMT(why));
            continue;
        }
        *vec_push(w->a, &out) = (fixed){path, text, count_findings(d, path), false};
        out.diags += l.diags;
    }
    return out;
}

bool fix_check(work *w, fixes *f, const diags *after) {
    bool any = false;
    for (size_t i = 0; i < f->n; i++) {
        fixed *one = &f->p[i];
        str why;
        if (one->is_back || count_findings(after, one->path) < one->found)
            continue;
        any = one->is_back = true;
        if (!file_rewrite(&sys_real, w->a, str_cstr(w->a, one->path), one->old, &why))
            work_fail(w, "%.*s: cannot be given its old text back: %.*s", STR_FMT(one->path),
                      STR_FMT(why));
    }
    return any;
}

void fix_diff(work *w, const config *c, const diags *d, buf *out) {
    for (size_t i = 0; i < d->n; i++) {
        str text;
        if (!is_next(d, i) || !read_text(w, c, d->p[i].path, &text))
            continue;
        edit_list l = edits_of(w->a, d, d->p[i].path);
        report_diff(d->p[i].path, text, &l, out);
    }
}
