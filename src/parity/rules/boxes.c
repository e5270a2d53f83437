/* Lines that begin and end boxes, as "/// tip" and ":::": a box is where the original has it. */
#include <string.h>

#include "parity/rules/bag.h"
#include "parity/rules/place.h"

/* "tip" of "::: tip Advice": what a line begins is no text, its title is. */
static str word_of(str text) {
    str word = str_ltrim(str_from(text, str_leading(text, text.p[0])));
    size_t end = 0;
    while (end < word.n && !ascii_is_space(word.p[end]) && word.p[end] != '|' &&
           word.p[end] != '{' && word.p[end] != '[')
        end++;
    return str_slice(word, 0, end);
}

/* ":::tip" */
static str kind_of(arena *a, str text) {
    return str_cat(a, str_slice(text, 0, str_leading(text, text.p[0])), word_of(text));
}

static const mark *next_box(const outline *o, size_t *i) {
    while (*i < o->nmarks)
        if (o->marks[(*i)++].kind == MARK_DIRECTIVE)
            return &o->marks[*i - 1];
    return NULL;
}

/* Are they the same, one after the other? Most are. */
static bool are_same(const outline *from, const outline *to) {
    for (size_t i = 0, k = 0;;) {
        const mark *x = next_box(from, &i), *y = next_box(to, &k);
        if (!x || !y)
            return x == y;
        if (x->text.p[0] != y->text.p[0] || !str_eq(word_of(x->text), word_of(y->text)) ||
            str_leading(x->text, x->text.p[0]) != str_leading(y->text, y->text.p[0]))
            return false;
    }
}

static bag boxes_of(const pair *p, const version *v) {
    bag out = {0};
    const mark *m;
    for (size_t i = 0; (m = next_box(&v->o, &i));)
        bag_add(p->a, &out, kind_of(p->a, m->text), m->text, span_of(v->src, m->at, m->n));
    return out;
}

static void tell_changed(const pair *p, const item *lost, const item *got) {
    diag *e = diag_add(p->d, RULE_PARITY_MISSING_BLOCK, got->at,
                       "the box here begins with %.*s, in the original with %.*s",
                       STR_FMT(code_quote(p->a, got->text)), STR_FMT(code_quote(p->a, lost->text)));
    diag_help(p->d, e, "take the word from the original; only what is behind it is translated");
    diag_also(p->d, e, lost->at, "the original");
}

static void tell_missing(const pair *p, const item *lost) {
    diag *e = diag_add(p->d, RULE_PARITY_MISSING_BLOCK, place_counterpart(p, lost->at),
                       "a line that begins or ends a box of the original is missing here: %.*s",
                       STR_FMT(code_quote(p->a, lost->text)));
    diag_help(p->d, e, "copy line %u of %.*s and put it here",
              source_place(p->from->src, lost->at.at).line, STR_FMT(p->from->src->path));
    diag_also(p->d, e, lost->at, "the original");
}

static void tell_more(const pair *p, const item *got) {
    diag *e = diag_add(p->d, RULE_PARITY_EXTRA_BLOCK, got->at,
                       "a line that begins or ends a box more than the original has: %.*s",
                       STR_FMT(code_quote(p->a, got->text)));
    diag_help(p->d, e, "remove it");
}

/* Takes out what stands before the same pair of leaves as something else does. */
static void tell_pairs(const pair *p, bag *lost, bag *got) {
    size_t kept = 0;
    for (size_t i = 0; i < lost->n; i++) {
        size_t step = bag_step(p, true, &lost->p[i]), k = 0;
        while (k < got->n && bag_step(p, false, &got->p[k]) != step)
            k++;
        if (k == got->n) {
            lost->p[kept++] = lost->p[i];
            continue;
        }
        item now = bag_take(got, k);
        tell_changed(p, &lost->p[i], &now);
    }
    lost->n = kept;
}

/* "[!NOTE]" of a block quote, which makes a box of it; empty where none is. */
static str alert_of(const leaf *l) {
    str text = str_starts(l->text, S("[!")) ? l->text : (str){0};
    size_t close = text.n ? str_find_char(text, ']') : STR_NONE;
    return close == STR_NONE ? (str){0} : str_slice(text, 0, close + 1);
}

/* "tip" of `!!! tip "Advice"`, which Python-Markdown makes a box of; empty where none is. */
static str admonition_of(const outline *o, const leaf *l) {
    enum { SIGNS = 4 };
    const char *signs = l->at < SIGNS ? "    " : o->src->text.p + (l->at - SIGNS);
    size_t end = 0;
    if (signs[1] != signs[0] || signs[3] != ' ' || !strchr("!?", signs[0]) ||
        (signs[2] != signs[1] && signs[2] != '+'))
        return (str){0};
    while (end < l->text.n && !ascii_is_space(l->text.p[end]) && l->text.p[end] != '"')
        end++;
    return str_slice(l->text, 0, end);
}

static void tell_no_alert(const pair *p, const item *lost, const leaf *to) {
    diag *e = diag_add(p->d, RULE_PARITY_MISSING_BLOCK, outline_leaf(&p->to->o, to),
                       "this begins with %.*s in the original, which makes a box of it",
                       STR_FMT(code_quote(p->a, lost->text)));
    diag_weaken(p->d, e, SEV_WARNING); /* sites have other ways to make one */
    diag_help(p->d, e, "put a line > %.*s before it", STR_FMT(lost->text));
    diag_also(p->d, e, lost->at, "the original");
}

/* Boxes that begin with a word of their text. */
static void check_pair(const pair *p, const leaf *from, const leaf *to) {
    bool is_alert = from->text.n && from->text.p[0] == '[';
    str want = is_alert ? alert_of(from) : admonition_of(&p->from->o, from);
    if (!want.n)
        return;
    str got = is_alert ? alert_of(to) : admonition_of(&p->to->o, to);
    item lost = {.text = want, .at = outline_leaf(&p->from->o, from)};
    item found = {.text = got, .at = outline_leaf(&p->to->o, to)};
    if (!got.n && is_alert)
        tell_no_alert(p, &lost, to);
    else if (got.n && !str_eq_fold(want, got))
        tell_changed(p, &lost, &found);
}

static void check_words(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *from = aligned_is_pair(x) ? pair_from(p, x) : NULL;
        /* most are neither, which the bytes tell */
        if (from && from->text.n && (from->text.p[0] == '[' || from->context))
            check_pair(p, from, pair_to(p, x));
    }
}

void rule_boxes(const pair *p) {
    check_words(p);
    if (are_same(&p->from->o, &p->to->o))
        return;
    bag lost = boxes_of(p, p->from), got = boxes_of(p, p->to);
    bag_reduce_placed(p, &lost, &got);
    bag_take_told(p, true, &lost);
    bag_take_told(p, false, &got);
    tell_pairs(p, &lost, &got);
    for (size_t i = 0; i < lost.n; i++)
        tell_missing(p, &lost.p[i]);
    for (size_t i = 0; i < got.n; i++)
        tell_more(p, &got.p[i]);
}
