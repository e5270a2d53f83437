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

/* ---- labels ---- */

/* The text of a footnote, behind its label; NULL: it has none. */
static const leaf *text_of(const version *v, const item *definition) {
    for (size_t i = 0; i < v->o.n; i++) {
        const leaf *l = &v->o.leaves[i];
        if (l->at >= definition->at.at + definition->at.n)
            return l->flags & LEAF_IS_NOTE ? l : NULL;
    }
    return NULL;
}

/* The definition whose text is a leaf; STR_NONE: it is none's. */
static size_t definition_of(const version *v, const bag *defined, const leaf *text) {
    for (size_t i = 0; text && i < defined->n; i++)
        if (text_of(v, &defined->p[i]) == text)
            return i;
    return STR_NONE;
}

static void rename_key(bag *b, str from, str to) {
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(b->p[i].key, from))
            b->p[i].key = to;
}

/* Labels that the other side has not, each once, in the order of the text. */
static bag unshared(arena *a, const bag *labels, const bag *others) {
    bag out = {0};
    for (size_t i = 0; i < labels->n; i++) {
        const item *x = &labels->p[i];
        if (bag_find(others, x->key) == STR_NONE && bag_find(&out, x->key) == STR_NONE)
            bag_add(a, &out, x->key, x->text, x->at);
    }
    return out;
}

/* Both sides' footnotes and what refers to them. */
typedef struct footnotes {
    bag defined, here; /* the original's, the translation's */
    bag lost, got;     /* references */
} footnotes;

/* Readers see numbers: a footnote may have another label, if its references have it too. Then what
 * the original has is known by the translation's. Of as many new references, else definitions, each
 * is the one at its place; else those are of one another whose texts are. */
static void match_labels(const pair *p, footnotes *f) {
    bag were = unshared(p->a, &f->lost, &f->got), are = unshared(p->a, &f->got, &f->lost);
    bool in_order = were.n == are.n;
    if (!in_order) {
        were = unshared(p->a, &f->defined, &f->here);
        are = unshared(p->a, &f->here, &f->defined);
        in_order = were.n == are.n;
    }
    for (size_t i = 0; i < were.n; i++) {
        const leaf *text = in_order ? NULL : text_of(p->from, &were.p[i]);
        size_t k = in_order ? i
                   : text   ? definition_of(p->to, &are, pair_translation(p, text))
                            : STR_NONE;
        str was = were.p[i].key, is = k == STR_NONE ? (str){0} : are.p[k].key;
        /* One that the original itself has, or that is still referred to as there, is no new name.
         */
        if (!is.n || bag_find(&f->got, was) != STR_NONE || bag_find(&f->defined, is) != STR_NONE ||
            bag_find(&f->here, is) == STR_NONE)
            continue;
        rename_key(&f->defined, was, is);
        rename_key(&f->lost, was, is);
    }
}

/* ---- what is lost ---- */

/* "[^1] : …", "[^1]：…": what should be the colon of a definition; n 0: no line begins so. */
static span broken_colon(const pair *p, str label) {
    const source *src = p->to->src;
    buf b = buf_new(p->a, label.n + 3);
    buf_printf(&b, "[^%.*s]", STR_FMT(label));
    str begin = buf_str(&b);
    for (size_t at = p->to->o.body_at; at < src->text.n; at = str_line_end(src->text, at)) {
        str line = str_slice(src->text, at, str_line_end(src->text, at));
        if (!str_starts(line, begin))
            continue;
        size_t colon = str_skip_space(line, begin.n);
        str rest = str_from(line, colon);
        size_t n = str_starts(rest, S(":")) ? 1 : str_starts(rest, S("\uFF1A")) ? 3 : 0;
        if (n && colon + n < line.n)
            return span_of(src, at + begin.n, colon + n - begin.n);
    }
    return (span){0};
}

static void tell_definitions(const pair *p, const bag *lost) {
    for (size_t i = 0; i < lost->n; i++) {
        const item *x = &lost->p[i];
        if (pair_is_told(p, true, x->at.at))
            continue;
        diag *e = diag_add(p->d, RULE_FOOTNOTE_DEFINITION, place_of_note(p, x->at),
                           "the footnote [^%.*s] of the original is missing", STR_FMT(x->text));
        diag_also(p->d, e, x->at, "the original has it here");
        span colon = broken_colon(p, x->text);
        if (colon.n) {
            diag_help(p->d, e, "write [^%.*s]: in line %u, with a colon right behind the bracket",
                      STR_FMT(x->text), source_place(p->to->src, colon.at).line);
            bool has_blank = ascii_is_space(colon.src->text.p[colon.at + colon.n]);
            diag_fix(p->d, e, colon, has_blank ? S(":") : S(": "));
            continue;
        }
        diag_help(p->d, e, "translate line %u of %.*s and put it here: [^%.*s]: …",
                  source_place(p->from->src, x->at.at).line, STR_FMT(p->from->src->path),
                  STR_FMT(x->text));
    }
}

/* Its key is the label that the translation has for it. `got`: what stands in its place; NULL:
 * nothing does. */
static void tell_reference(const pair *p, const item *lost, const item *got) {
    diag *e;
    if (got) {
        e = diag_add(p->d, RULE_FOOTNOTE_REFERENCE, got->at,
                     "the reference is [^%.*s], in the original [^%.*s]", STR_FMT(got->text),
                     STR_FMT(lost->text));
        diag_help(p->d, e, "write [^%.*s] in its place", STR_FMT(lost->key));
        if (got->at.n == got->text.n)
            diag_fix(p->d, e, got->at, lost->key);
    } else {
        e = diag_add(p->d, RULE_FOOTNOTE_REFERENCE, place_counterpart(p, lost->at),
                     "the reference [^%.*s] is missing in this block", STR_FMT(lost->text));
        diag_help(p->d, e, "put [^%.*s] where the original has it: %.*s", STR_FMT(lost->key),
                  STR_FMT(cure_words(p->a, lost->at)));
    }
    diag_also(p->d, e, lost->at, "the original");
}

/* Takes the reference that stands in the place of one that is lost: of those of its block the
 * first. False: there is none. */
static bool take_replacement(const pair *p, const item *lost, bag *got, item *out) {
    size_t step = bag_step(p, true, lost);
    for (size_t i = 0; i < got->n; i++)
        if (bag_step(p, false, &got->p[i]) == step) {
            *out = bag_take(got, i);
            return true;
        }
    return false;
}

/* A definition that is lost takes its references' sense away: it is told, they are not. */
static void check_footnotes(const pair *p) {
    footnotes f = {notes_of(p, p->from), notes_of(p, p->to), references_of(p, p->from),
                   references_of(p, p->to)};
    bag all = notes_of(p, p->to);
    match_labels(p, &f);
    bag_reduce(p->a, &f.defined, &f.here);
    tell_definitions(p, &f.defined);
    bag_reduce_placed(p, &f.lost, &f.got);
    for (size_t i = 0; i < f.lost.n; i++) {
        const item *x = &f.lost.p[i];
        item other;
        bool is_other = take_replacement(p, x, &f.got, &other);
        bool is_senseless = !is_other || bag_find(&all, other.key) == STR_NONE;
        if (is_senseless && bag_find(&f.defined, x->key) != STR_NONE)
            continue;
        tell_reference(p, x, is_other ? &other : NULL);
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
