/* Lines that begin and end boxes, as "/// tip" and ":::": a box is where the original has it. */
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

static void check_alerts(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || !pair_from(p, x)->text.n || pair_from(p, x)->text.p[0] != '[')
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        str want = alert_of(from), got = alert_of(to);
        if (!want.n || !got.n || str_eq_fold(want, got))
            continue;
        item lost = {.text = want, .at = outline_leaf(&p->from->o, from)};
        item found = {.text = got, .at = outline_leaf(&p->to->o, to)};
        tell_changed(p, &lost, &found);
    }
}

void rule_boxes(const pair *p) {
    check_alerts(p);
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
