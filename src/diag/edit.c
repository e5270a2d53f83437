#include "diag/edit.h"

#include <stdlib.h>

#include "base/vec.h"

/* Two edits meet when they share a byte, or when both put text in at one place. */
static bool meets(const edit *x, const diag_edit *y) {
    if (x->at == y->at)
        return true;
    return x->at < y->at ? x->at + x->n > y->at : y->at + y->n > x->at;
}

static bool is_free(const edit_list *l, const diag *g) {
    for (const diag_edit *e = g->edits; e; e = e->next)
        for (size_t i = 0; i < l->n; i++)
            if (meets(&l->p[i], e))
                return false;
    return true;
}

static int by_place(const void *x, const void *y) {
    const edit *p = x, *q = y;
    return p->at < q->at ? -1 : p->at > q->at;
}

edit_list edits_of(arena *a, const diags *d, str path) {
    edit_list out = {0};
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        if (!g->edits || !str_eq(g->path, path) || !is_free(&out, g))
            continue;
        for (const diag_edit *e = g->edits; e; e = e->next)
            *vec_push(a, &out) = (edit){e->at, e->n, e->text};
        out.diags++;
    }
    if (out.n)
        qsort(out.p, out.n, sizeof *out.p, by_place);
    return out;
}

str edits_apply(arena *a, str text, const edit_list *l) {
    buf out = buf_new(a, text.n + 256);
    size_t from = 0;
    for (size_t i = 0; i < l->n; i++) {
        const edit *e = &l->p[i];
        if (e->at < from || e->at + e->n > text.n)
            continue;
        buf_add(&out, str_slice(text, from, e->at));
        buf_add(&out, e->text);
        from = e->at + e->n;
    }
    buf_add(&out, str_from(text, from));
    return buf_str(&out);
}
