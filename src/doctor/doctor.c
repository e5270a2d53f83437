#include "doctor/doctor.h"

#include <stdlib.h>

#include "base/vec.h"
#include "doctor/inner.h"
#include "render/job.h"

doctor_item *doctor_item_of(doctor *x, doctor_kind kind, str name, span at) {
    buf key = buf_new(x->a, name.n + 4);
    buf_int(&key, kind);
    buf_char(&key, ' ');
    buf_add(&key, name);
    void **known = map_at(&x->by_name, buf_str(&key));
    if (*known)
        return *known;
    doctor_item *item = *known = arena_make(x->a, doctor_item, 1);
    item->kind = kind;
    item->name = str_copy(x->a, name);
    item->path = str_copy(x->a, at.src->path);
    if (at.at != UINT32_MAX)
        item->at = source_place(at.src, at.at);
    *vec_push(x->a, &x->out) = item;
    return item;
}

static int by_kind(const void *x, const void *y) {
    const doctor_item *a = *(doctor_item *const *)x, *b = *(doctor_item *const *)y;
    return a->kind != b->kind ? (a->kind > b->kind) - (a->kind < b->kind)
                              : str_cmp(a->name, b->name);
}

doctor_report doctor_look(arena *a, arena *scratch, const render *r, str files) {
    const site *s = r->site;
    doctor x = {.a = a, .scratch = scratch, .site = s, .by_name = map_new(a)};
    x.out.pages = site_documents(a, s).n;
    doctor_read_templates(&x, r);
    doctor_read_plugins(&x);
    doctor_read_config(&x, files);
    if (x.out.n)
        qsort(x.out.p, x.out.n, sizeof *x.out.p, by_kind);
    return x.out;
}
