#include "parity/rules/place.h"

span place_of_text(const outline *o, const leaf *l, size_t at, size_t n) {
    str what = str_slice(l->text, at, at + n), in = str_slice(o->src->text, l->at, l->at + l->n);
    size_t before = str_count(str_slice(l->text, 0, at), what), from = 0, found = STR_NONE;
    if (!what.n || before > 64)
        return outline_leaf(o, l);
    for (size_t i = 0; i <= before; i++) {
        size_t next = str_find(str_from(in, from), what);
        if (next == STR_NONE)
            break;
        found = from + next;
        from = found + what.n;
    }
    return found == STR_NONE ? outline_leaf(o, l) : span_of(o->src, l->at + found, n);
}

/* The lines of a leaf, from 0 on. */
static uint32_t lines_of(const outline *o, const leaf *l) {
    str text = str_trim(str_slice(o->src->text, l->at, l->at + l->n));
    return source_place(o->src, l->at + (uint32_t)text.n).line - source_place(o->src, l->at).line;
}

span place_like(const leaf *from, size_t at, const outline *o, const leaf *to) {
    uint32_t lines = lines_of(o, to);
    if (!lines)
        return outline_leaf(o, to);
    uint32_t down = (uint32_t)((uint64_t)at * (lines + 1) / (from->text.n + 1));
    uint32_t line = source_place(o->src, to->at).line + (down > lines ? lines : down);
    str text = source_line(o->src, line);
    return span_of(o->src, source_offset(o->src, line, 1), text.n);
}

bool place_is_explained(const pair *p, const leaf *to) {
    for (size_t i = 0; i < p->d->n; i++) {
        const diag *g = &p->d->p[i];
        bool is_last = to == &p->to->o.leaves[p->to->o.n - 1];
        if (g->rule == RULE_PARITY_TRUNCATED && is_last)
            return true;
        if ((g->sev == SEV_ERROR || g->rule == RULE_LENGTH_SHORT) && g->at >= to->at &&
            g->at <= to->at + to->n)
            return true;
    }
    return false;
}
