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

/* `share` of `whole` down the lines of a leaf. */
static span line_down(const outline *o, const leaf *l, uint64_t share, uint64_t whole) {
    uint32_t lines = lines_of(o, l);
    if (!lines)
        return outline_leaf(o, l);
    uint32_t down = (uint32_t)(share * (lines + 1) / whole);
    uint32_t line = source_place(o->src, l->at).line + (down > lines ? lines : down);
    str text = source_line(o->src, line);
    return span_of(o->src, source_offset(o->src, line, 1), text.n);
}

span place_like(const leaf *from, size_t at, const outline *o, const leaf *to) {
    return line_down(o, to, at, from->text.n + 1);
}

span place_beside(const pair *p, const leaf *from, span what, const leaf *to) {
    const outline *there = &p->from->o, *here = &p->to->o;
    uint32_t first = source_place(there->src, from->at).line;
    uint32_t line = source_place(there->src, what.at).line;
    if (what.at < from->at || what.at > from->at + from->n || line == first)
        return outline_leaf(here, to);
    return line_down(here, to, line - first, lines_of(there, from) + 1);
}

const leaf *place_leaf(const outline *o, uint32_t at) {
    for (size_t i = 0; i < o->n; i++)
        if (o->leaves[i].at + o->leaves[i].n > at)
            return &o->leaves[i];
    return NULL;
}

/* What stands at the end of a leaf's last line, or on the next line, is the leaf's: an attribute
 * list. */
static const leaf *leaf_of(const outline *o, uint32_t at) {
    const leaf *l = place_leaf(o, at), *before = l ? l - 1 : o->leaves + o->n - 1;
    if ((l && at >= l->at) || !o->n || before < o->leaves)
        return l;
    str text = str_rtrim(str_slice(o->src->text, before->at, before->at + before->n));
    str between = str_slice(o->src->text, before->at + text.n, at);
    size_t line = str_find_char(between, '\n');
    bool is_near = line == STR_NONE || str_find_char(str_from(between, line + 1), '\n') == STR_NONE;
    return is_near && !str_trim(between).n ? before : l;
}

span place_counterpart(const pair *p, span at) {
    const leaf *l = leaf_of(&p->from->o, at.at);
    size_t i = 0;
    while (i < p->al.n && (!l || pair_from(p, &p->al.p[i]) != l))
        i++;
    if (i < p->al.n && pair_to(p, &p->al.p[i])) {
        const leaf *to = pair_to(p, &p->al.p[i]);
        return l->at <= at.at ? place_beside(p, l, at, to) : span_of(p->to->src, to->at, 0);
    }
    return pair_gap(p, i);
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

str place_sentences(const pair *p, const leaf *from, const leaf *to) {
    static const float short_of = 0.9F;
    uint32_t want = text_sentences(from->text), got = text_sentences(to->text);
    buf out = buf_new(p->a, 64);
    if (want > 1 && got < want && (float)to->chars < short_of * p->ratio * (float)from->chars)
        buf_printf(&out, "; of the original's %u sentences %u %s here, one may be missing", want,
                   got, got == 1 ? "is" : "are");
    return buf_str(&out);
}
