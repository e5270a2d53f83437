/* Where an atom stands in the source, and how it was written there. */
#include <string.h>

#include "parity/outline.h"

/* Within its brackets: the label may be a word of the text too. */
static span find_reference(const outline *o, const leaf *l, str label) {
    str in = str_slice(o->src->text, l->at, l->at + l->n);
    for (size_t at = 0, n; (n = str_find(str_from(in, at), S("[^"))) != STR_NONE; at += n + 2) {
        str rest = str_from(in, at + n + 2);
        if (str_starts(rest, label) && str_starts(str_from(rest, label.n), S("]")))
            return span_of(o->src, l->at + at + n + 2, label.n);
    }
    return outline_leaf(o, l);
}

/* Does the text stand at `at`, with the mark and those behind it where it has fillers? */
static bool is_masked_at(const outline *o, const mark *m, str text, size_t at) {
    const mark *end = o->marks + o->nmarks;
    if (at + text.n > o->src->text.n)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        while (m < end && m->at + m->n <= at + i)
            m++;
        bool is_printed = m < end && m->kind == MARK_OUTPUT && m->at <= at + i;
        /* "{{{tea}}}": the last brace is filler too */
        bool is_brace =
            m > o->marks && m[-1].at + m[-1].n == at + i && o->src->text.p[at + i] == '}';
        is_printed = is_printed || is_brace;
        if (text.p[i] == CLEAN_FILLER ? !is_printed : text.p[i] != o->src->text.p[at + i])
            return false;
    }
    return true;
}

/* Where a text with fillers stands between two places; n 0: nowhere. */
static span find_masked(const outline *o, str text, size_t from, size_t end) {
    size_t lead = str_find_char(text, CLEAN_FILLER);
    for (size_t i = 0; i < o->nmarks && o->marks[i].at < end; i++) {
        const mark *m = &o->marks[i];
        if (m->kind == MARK_OUTPUT && m->at >= from + lead &&
            is_masked_at(o, m, text, m->at - lead))
            return span_of(o->src, m->at - lead, text.n);
    }
    return (span){0};
}

span outline_atom(const outline *o, const leaf *l, const atom *x) {
    if (x->kind == ATOM_REFERENCE)
        return find_reference(o, l, x->text);
    if (clean_has_filler(x->text)) {
        span found = find_masked(o, x->text, x->at, l->at + l->n);
        if (found.n)
            return found;
    }
    str in = str_slice(o->src->text, x->at, l->at + l->n);
    size_t at = x->text.n ? str_find(in, x->text) : STR_NONE;
    if (at != STR_NONE)
        return span_of(o->src, x->at + at, x->text.n);
    uint32_t n = x->n && x->at + x->n <= l->at + l->n ? x->n : 0;
    return span_of(o->src, x->at, n);
}

str outline_written(arena *a, const outline *o, const leaf *l, const atom *x) {
    if (!clean_has_filler(x->text))
        return x->text;
    span at = find_masked(o, x->text, x->at, l->at + l->n);
    if (!at.n) /* an address may be defined elsewhere */
        at = find_masked(o, x->text, o->body_at, o->src->text.n);
    return at.n ? str_slice(o->src->text, at.at, at.at + at.n)
                : clean_shown(a, x->text); /* an entity is in it, or a line break */
}

str outline_masked(arena *a, const outline *o, const leaf *l) {
    uint32_t end = l->at + l->n;
    char *to = arena_bytes(a, l->n);
    memcpy(to, o->src->text.p + l->at, l->n);
    for (size_t i = 0; i < o->nmarks && o->marks[i].at < end; i++) {
        const mark *m = &o->marks[i];
        uint32_t n = m->at + m->n < end ? m->n : end - m->at;
        if (m->kind == MARK_OUTPUT && m->at >= l->at)
            memset(to + (m->at - l->at), CLEAN_FILLER, n);
    }
    return (str){to, l->n};
}
