/* A trial: choosing at random, and edits that are made together at the end. */
#include "mutate.h"

/* SplitMix64: small, and the same everywhere. */
uint64_t random_next(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

size_t any(trial *t, size_t n) {
    return (size_t)(random_next(&t->random) % n);
}

static void insert_edit(trial *t, edit e) {
    size_t i = t->edits.n;
    *vec_push(t->a, &t->edits) = e;
    for (; i > 0 && t->edits.p[i - 1].at > e.at; i--)
        t->edits.p[i] = t->edits.p[i - 1];
    t->edits.p[i] = e;
}

void add_edit(trial *t, size_t at, size_t n, str with) {
    insert_edit(t, (edit){false, at, n, with});
}

void edit_original(trial *t, size_t at, size_t n, str with) {
    insert_edit(t, (edit){true, at, n, with});
}

void add_fault(trial *t, size_t at) {
    *vec_push(t->a, &t->faults) = at;
}

bool change(trial *t, size_t at, size_t n, str with) {
    add_edit(t, at, n, with);
    add_fault(t, at);
    return true;
}

str apply_edits(const trial *t, str text, bool in_original) {
    buf out = buf_new(t->a, text.n + 1024);
    size_t at = 0;
    for (size_t i = 0; i < t->edits.n; i++) {
        const edit *e = &t->edits.p[i];
        if (e->in_original != in_original || e->at < at)
            continue;
        buf_add(&out, str_slice(text, at, e->at));
        buf_add(&out, e->with);
        at = e->at + e->n;
    }
    buf_add(&out, str_from(text, at));
    return buf_str(&out);
}

size_t edited_place(const trial *t, size_t at) {
    size_t to = at;
    for (size_t i = 0; i < t->edits.n; i++) {
        const edit *e = &t->edits.p[i];
        if (!e->in_original && e->at < at)
            to += e->with.n - (e->at + e->n <= at ? e->n : at - e->at);
    }
    return to;
}
