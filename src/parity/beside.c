#include "parity/beside.h"

#include "base/vec.h"
#include "parity/family.h"
#include "parity/ratio.h"

const document *beside_original(arena *a, const site *s, const set *one) {
    family f;
    diags none;
    diags_new(&none, a);
    family_new(&f, a, s, one, &(parity_options){0}, &none);
    return f.n && f.original ? f.original->doc : NULL;
}

static uint32_t last_line(const source *s) {
    return source_place(s, (uint32_t)s->text.n).line;
}

/* The line on which the first leaf from step `i` on begins, of one side; never before `least`. */
static uint32_t next_start(const pair *p, size_t i, bool of_from, uint32_t least, uint32_t end) {
    for (; i < p->al.n; i++) {
        const leaf *l = of_from ? pair_from(p, &p->al.p[i]) : pair_to(p, &p->al.p[i]);
        if (l) {
            const source *s = of_from ? p->from->src : p->to->src;
            uint32_t line = source_place(s, l->at).line;
            return line > least ? line : least;
        }
    }
    return end;
}

static void cut_rows(arena *a, const pair *p, beside *out) {
    vec(beside_row) rows = {0};
    uint32_t from_all = last_line(out->from) + 1, to_all = last_line(out->to) + 1;
    uint32_t from = next_start(p, 0, true, 1, from_all), to = next_start(p, 0, false, 1, to_all);
    *vec_push(a, &rows) = (beside_row){1, from, 1, to};
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        beside_row r = {from, from, to, to};
        if (x->from != ALIGN_NONE)
            from = r.from_end = next_start(p, i + 1, true, from, from_all);
        if (x->to != ALIGN_NONE)
            to = r.to_end = next_start(p, i + 1, false, to, to_all);
        if (r.from_end > r.from || r.to_end > r.to)
            *vec_push(a, &rows) = r;
    }
    out->rows = rows.p;
    out->n = rows.n;
}

static const version *read_one(family *f, const document *doc) {
    for (size_t i = 0; i < f->n; i++)
        if (f->p[i].doc == doc && doc->is_markdown && kin_read(f, &f->p[i]))
            return &f->p[i].v;
    return NULL;
}

bool beside_read(arena *a, const site *s, const set *one, const document *from, const document *to,
                 beside *out) {
    family f;
    diags none;
    diags_new(&none, a);
    family_new(&f, a, s, one, &(parity_options){0}, &none);
    const version *x = read_one(&f, from), *y = x ? read_one(&f, to) : NULL;
    if (!y)
        return false;
    pair p = {.a = a, .site = s, .from = x, .to = y, .ratio = ratio_of(x->tag, y->tag)};
    p.al = align_outlines(a, &x->o, &y->o, p.ratio);
    *out = (beside){.from = x->src, .to = y->src};
    cut_rows(a, &p, out);
    return true;
}
