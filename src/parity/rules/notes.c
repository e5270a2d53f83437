/* Footnotes: the references that the original has, and what they refer to. */
#include "parity/rules/bag.h"

#include "parity/cure.h"
#include "parity/rules/place.h"

static bag notes_of(const pair *p, const version *v) {
    bag out = {0};
    for (size_t i = 0; i < v->o.nmarks; i++) {
        const mark *m = &v->o.marks[i];
        if (m->kind == MARK_NOTE)
            bag_add(p->a, &out, m->text, m->text, span_of(v->src, m->at, m->n));
    }
    return out;
}

static bag references_of(const pair *p, const version *v) {
    bag out = {0};
    for (size_t i = 0; i < v->o.n; i++) {
        bag one = bag_of(p->a, &v->o, &v->o.leaves[i], ATOM_REFERENCE);
        for (size_t k = 0; k < one.n; k++)
            bag_add(p->a, &out, one.p[k].key, one.p[k].text, one.p[k].at);
    }
    return out;
}

/* Where a footnote would be: before the one that is behind it in the original, else behind the text
 * before it. */
static span place_of_note(const pair *p, span at) {
    const leaf *l = place_leaf(&p->from->o, at.at);
    const leaf *next = l && l + 1 < p->from->o.leaves + p->from->o.n ? l + 1 : NULL;
    bool is_note = next && next->flags & LEAF_IS_NOTE;
    const leaf *to = is_note ? pair_translation(p, next) : NULL;
    if (to)
        return span_of(p->to->src, to->at, 0);
    return place_counterpart(p, at);
}

/* `got`: what stands in its place; NULL: nothing does. */
static void tell_reference(const pair *p, const item *lost, const item *got) {
    diag *e;
    if (got) {
        e = diag_add(p->d, RULE_FOOTNOTE_REFERENCE, got->at,
                     "the reference is [^%.*s], in the original [^%.*s]", STR_FMT(got->text),
                     STR_FMT(lost->text));
        diag_help(p->d, e, "write [^%.*s] in its place", STR_FMT(lost->text));
        if (got->at.n == got->text.n && bag_step(p, true, lost) == bag_step(p, false, got))
            diag_fix(p->d, e, got->at, lost->text);
    } else {
        e = diag_add(p->d, RULE_FOOTNOTE_REFERENCE, place_counterpart(p, lost->at),
                     "the reference [^%.*s] is missing in this block", STR_FMT(lost->text));
        diag_help(p->d, e, "put [^%.*s] where the original has it: %.*s", STR_FMT(lost->text),
                  STR_FMT(cure_words(p->a, lost->at)));
    }
    diag_also(p->d, e, lost->at, "the original");
}

/* A definition that is lost takes its references' sense away: it is told, they are not. */
static void check_footnotes(const pair *p) {
    bag defined = notes_of(p, p->from), here = notes_of(p, p->to);
    bag lost = references_of(p, p->from), got = references_of(p, p->to);
    bag_reduce(p->a, &defined, &here);
    for (size_t i = 0; i < defined.n; i++) {
        if (pair_is_told(p, true, defined.p[i].at.at))
            continue;
        diag *e =
            diag_add(p->d, RULE_FOOTNOTE_DEFINITION, place_of_note(p, defined.p[i].at),
                     "the footnote [^%.*s] of the original is missing", STR_FMT(defined.p[i].text));
        diag_help(p->d, e, "translate line %u of %.*s and put it here: [^%.*s]: …",
                  source_place(p->from->src, defined.p[i].at.at).line, STR_FMT(p->from->src->path),
                  STR_FMT(defined.p[i].text));
        diag_also(p->d, e, defined.p[i].at, "the original has it here");
    }
    bag_reduce_placed(p, &lost, &got);
    size_t changed = lost.n < got.n ? lost.n : got.n;
    for (size_t i = 0; i < lost.n; i++) {
        if (bag_find(&defined, lost.p[i].key) != STR_NONE && i >= changed)
            continue;
        tell_reference(p, &lost.p[i], i < changed ? &got.p[i] : NULL);
    }
}

/* The label of a reference that directly repeats itself; *at: where the second one stands. */
static str repeated_label(const leaf *l, size_t *at) {
    for (uint32_t i = 1; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        if (x->kind != ATOM_REFERENCE || x[-1].kind != x->kind || !str_eq(x[-1].text, x->text))
            continue;
        for (size_t from = 0, n; (n = str_find(str_from(l->text, from), x->text)) != STR_NONE;) {
            size_t end = from + n + x->text.n;
            str behind = str_from(l->text, end);
            if (str_starts(behind, S("][^")) && str_starts(str_from(behind, 3), x->text) &&
                str_starts(str_from(behind, 3 + x->text.n), S("]"))) {
                *at = end + 1;
                return x->text;
            }
            from = end;
        }
    }
    return (str){0};
}

/* "[^1][^1]": translations may refer to a footnote once more, but not twice at one place. */
static void check_again(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        size_t at = 0, there;
        str label = to ? repeated_label(to, &at) : (str){0};
        if (!label.n || (from && repeated_label(from, &there).n))
            continue;
        span second = place_of_text(&p->to->o, to, at, label.n + 3);
        diag *e = diag_add(p->d, RULE_FOOTNOTE_REFERENCE, second,
                           "the reference [^%.*s] stands here twice", STR_FMT(label));
        diag_help(p->d, e, "remove one of them");
        if (from)
            pair_original(p, e, from, "the original");
    }
}

static bool has_footnotes(const version *v) {
    for (size_t i = 0; i < v->o.nmarks; i++)
        if (v->o.marks[i].kind == MARK_NOTE)
            return true;
    for (size_t i = 0; i < v->o.n; i++)
        for (uint32_t k = 0; k < v->o.leaves[i].natoms; k++)
            if (v->o.leaves[i].atoms[k].kind == ATOM_REFERENCE)
                return true;
    return false;
}

void rule_notes(const pair *p) {
    if (has_footnotes(p->from) || has_footnotes(p->to)) {
        check_footnotes(p);
        check_again(p);
    }
}
