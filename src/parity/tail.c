/* Where a translation stops. The alignment likes to keep its last blocks for the original's last
 * ones, and what is missing then seems to be missing before them: here they are laid where they
 * belong. */
#include "parity/tail.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "parity/rules/place.h"

enum {
    TAIL_LEAVES = 8, /* so many may have been kept for the end */
    LOST_LEAVES = 3, /* fewer are missing in the middle, not at the end */
};

/* What one run of missing blocks is worth against two, and a block that looks cut off. */
static const float one_run = 2, cut_off = 3;

/* The last steps of an alignment: a run of the original's leaves, then the tail. */
typedef struct tail {
    size_t first, end; /* of the run */
    size_t lost;       /* leaves of the original from the run on */
    size_t kept;       /* leaves of the translation behind it */
    size_t gaps;       /* steps behind it that are no pairs */
    float cost;        /* of the pairs behind it */
} tail;

static bool is_gap(const aligned *x) {
    return x->to == ALIGN_NONE;
}

static bool find_tail(const alignment *al, tail *t) {
    size_t i = al->n, run = 0;
    *t = (tail){0};
    while (i > 0 && t->kept <= TAIL_LEAVES && run < LOST_LEAVES) {
        const aligned *x = &al->p[--i];
        run = is_gap(x) && t->kept ? run + 1 : 0;
        t->lost += x->from != ALIGN_NONE;
        t->kept += x->to != ALIGN_NONE;
        t->gaps += !aligned_is_pair(x);
        t->cost += aligned_is_pair(x) ? x->cost : 0;
        t->end = run == 1 ? i + 1 : t->end;
    }
    while (i > 0 && run >= LOST_LEAVES && is_gap(&al->p[i - 1])) {
        i--;
        run++;
        t->lost++;
        t->gaps++;
    }
    t->first = i;
    t->gaps -= run < t->gaps ? run : t->gaps;
    return run >= LOST_LEAVES && t->kept <= TAIL_LEAVES;
}

/* ---- is a block cut off? ---- */

static uint32_t last_char(const leaf *l) {
    str text = str_rtrim(l->text);
    uint32_t cp = 0;
    if (text.n)
        utf8_decode(str_from(text, utf8_back(text, text.n)), &cp);
    return cp;
}

static bool ends_in_letter(const leaf *l) {
    enum { AS_PICTURE = 0xFE0F }; /* a mark, but behind pictures */
    uint32_t cp = last_char(l);
    return utf8_is_letter(cp) || (utf8_is_mark(cp) && cp != AS_PICTURE) || utf8_is_digit(cp);
}

/* Does a leaf end in the code that its original ends in? Only a stop is missing then. */
static bool ends_in_same_code(const leaf *from, const leaf *to) {
    enum { TICKS = 2 };
    if (!from->natoms || !to->natoms)
        return false;
    const atom *x = &from->atoms[from->natoms - 1], *y = &to->atoms[to->natoms - 1];
    return x->kind == ATOM_CODE && y->kind == ATOM_CODE && x->hash == y->hash &&
           y->at + y->n + TICKS >= to->at + to->n;
}

/* Does a leaf end in an address that is in its original? Languages put it where they like. */
static bool ends_in_address(const leaf *from, const leaf *to) {
    str text = str_rtrim(to->text);
    const atom *last = NULL;
    for (uint32_t i = 0; i < to->natoms; i++)
        last = to->atoms[i].kind == ATOM_URL ? &to->atoms[i] : last;
    for (uint32_t i = 0; last && i < from->natoms; i++)
        if (from->atoms[i].hash == last->hash)
            return str_ends(text, last->text);
    return false;
}

/* Does it end with a link that its original ends with? "[Write to us](address)" is whole, also
 * where the original has the address behind the words. */
static bool ends_in_link(const pair *p, const leaf *from, const leaf *to) {
    const atom *last = NULL, *want = NULL;
    for (uint32_t i = 0; i < to->natoms; i++)
        last = to->atoms[i].kind == ATOM_LINK ? &to->atoms[i] : last;
    for (uint32_t i = 0; i < from->natoms; i++)
        want = from->atoms[i].kind == ATOM_LINK || from->atoms[i].kind == ATOM_URL ? &from->atoms[i]
                                                                                   : want;
    str text = str_rtrim(str_slice(p->to->src->text, to->at, to->at + to->n));
    return last && want && last->hash == want->hash &&
           str_ends(text, str_cat(p->a, last->text, S(")")));
}

static float share(const leaf *from, const leaf *to, float ratio) {
    if (from->class == LEAF_CODE)
        ratio = 1; /* stays as it is */
    return ((float)to->chars + 6) / (ratio * (float)from->chars + 6);
}

bool tail_is_short(const leaf *from, const leaf *to, float ratio) {
    return share(from, to, ratio) < 0.72F;
}

/* Is what stays as it is, such as code, the beginning of its original? */
static bool is_beginning(const leaf *from, const leaf *to) {
    enum { LEAST = 8 }; /* bytes of text that is no code */
    str text = str_rtrim(to->text);
    return to->class == from->class && text.n >= (to->class == LEAF_CODE ? 1 : LEAST) &&
           text.n < str_rtrim(from->text).n && str_starts(from->text, text);
}

bool tail_is_cut(const leaf *from, const leaf *to, float ratio) {
    if (is_beginning(from, to))
        return true;
    if (to->class != LEAF_TEXT || from->class != LEAF_TEXT)
        return false;
    return share(from, to, ratio) < 0.7F ||
           (ends_in_letter(to) && !ends_in_letter(from) && !ends_in_same_code(from, to) &&
            !ends_in_address(from, to));
}

/* ---- laying it elsewhere ---- */

static bool fits(const pair *p, const tail *t, float *cost, bool *is_cut) {
    const outline *from = &p->from->o, *to = &p->to->o;
    size_t x = from->n - t->lost, y = to->n - t->kept;
    if (t->lost < t->kept)
        return false;
    *cost = 0;
    for (size_t i = 0; i < t->kept; i++) {
        const leaf *l = &from->leaves[x + i], *other = &to->leaves[y + i];
        bool is_last = i + 1 == t->kept;
        float one = align_cost(l, other, p->ratio);
        bool is_other = l->class != other->class || l->context != other->context ||
                        (l->flags ^ other->flags) & (LEAF_IS_ITEM | LEAF_IS_NOTE);
        bool is_long = share(l, other, p->ratio) > 1.4F && !is_beginning(l, other);
        if (is_other || (is_last && is_long))
            return false;
        *is_cut = is_last && tail_is_cut(l, other, p->ratio);
        *cost += *is_cut && one > 2 ? 2 : one; /* what is cut off has lost what it is known by */
    }
    return true;
}

static void lay(pair *p, const tail *t) {
    size_t x = p->from->o.n - t->lost, y = p->to->o.n - t->kept, n = t->first + t->lost;
    aligned *out = arena_make(p->a, aligned, n);
    alignment al = {.p = out, .n = n};
    for (size_t i = 0; i < t->first; i++)
        out[i] = p->al.p[i];
    for (size_t i = 0; i < t->lost; i++) {
        aligned *one = &out[t->first + i];
        *one = (aligned){.from = (uint32_t)(x + i), .to = ALIGN_NONE};
        if (i >= t->kept)
            continue;
        one->to = (uint32_t)(y + i);
        one->cost = align_cost(&p->from->o.leaves[x + i], &p->to->o.leaves[y + i], p->ratio);
    }
    for (size_t i = 0; i < n; i++)
        al.pairs += aligned_is_pair(&out[i]);
    p->al = al;
}

/* ---- the beginning of code ---- */

void tail_settle_code(const pair *p, size_t step) {
    const aligned *x = step < p->al.n ? &p->al.p[step] : NULL;
    if (!x || !aligned_is_pair(x) || pair_to(p, x)->class != LEAF_CODE ||
        pair_to(p, x)->flags & LEAF_IS_FENCED || pair_to(p, x)->chars <= pair_from(p, x)->chars)
        return;
    pair_tell(p, pair_from(p, x), pair_to(p, x));
}

/* ---- the last words ---- */

/* Thai and Lao part sentences by spaces. */
static bool has_no_stops(str tag) {
    str language, rest;
    str_cut(tag, S("-"), &language, &rest);
    return str_eq_fold(language, S("th")) || str_eq_fold(language, S("lo"));
}

typedef enum { STOPS_NO, STOPS_MOSTLY, STOPS_ALWAYS } stops;

/* Do other paragraphs end as their originals do, with a stop? Not all languages have any. Of a
 * single paragraph nothing else is known, if nothing else is wrong. */
static stops uses_stops(const pair *p, const leaf *last) {
    enum { FOR_ONE = 3, SURE = 5 };
    uint32_t with = 0, without = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || pair_to(p, x) == last || pair_from(p, x)->class != LEAF_TEXT ||
            ends_in_letter(pair_from(p, x)))
            continue;
        bool is_without = ends_in_letter(pair_to(p, x));
        without += is_without;
        with += !is_without;
    }
    if (has_no_stops(p->to->tag) ||
        (with ? with < FOR_ONE * without : without || p->al.pairs != p->al.n))
        return STOPS_NO;
    return with >= SURE && !without ? STOPS_ALWAYS : STOPS_MOSTLY;
}

/* Inline code is no part of a leaf's text. */
static bool ends_in_code(const version *v, const leaf *l) {
    str text = str_rtrim(str_slice(v->src->text, l->at, l->at + l->n));
    return text.n && text.p[text.n - 1] == '`';
}

/* "`--network=tor?`": the stop got into the code. */
static bool ends_in_stopped_code(const version *v, const leaf *l) {
    str code = l->natoms ? l->atoms[l->natoms - 1].text : (str){0};
    return code.n && strchr(".!?:;", code.p[code.n - 1]) && ends_in_code(v, l);
}

/* Footnotes stand behind the text: where it stops they are missing too. */
static bool is_lost_note(const pair *p, const aligned *x) {
    return !pair_to(p, x) && pair_from(p, x)->flags & LEAF_IS_NOTE;
}

/* Does it end within brackets? */
static bool ends_within(const version *v, const leaf *l) {
    static const char brackets[] = "(){}[]";
    str text = str_slice(v->src->text, l->at, l->at + l->n);
    for (size_t i = 0; brackets[i]; i += 2) {
        size_t open = str_rfind_char(text, brackets[i]);
        if (open != STR_NONE && str_find_char(str_from(text, open), brackets[i + 1]) == STR_NONE)
            return true;
    }
    return false;
}

/* Does its original end in a picture, such as an emoji, which is not in it? */
static bool lacks_last_picture(const leaf *from, const leaf *to) {
    enum { PICTURES = 0x1F000 };
    str text = str_rtrim(from->text);
    size_t at = text.n ? utf8_back(text, text.n) : 0;
    return last_char(from) >= PICTURES && !str_has(to->text, str_from(text, at));
}

void tail_check(const pair *p) {
    size_t n = p->al.n;
    while (n && is_lost_note(p, &p->al.p[n - 1]))
        n--;
    const aligned *x = n ? &p->al.p[n - 1] : NULL;
    if (!x || !aligned_is_pair(x))
        return;
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    if (from->class != LEAF_TEXT || to->class != LEAF_TEXT || to->context || from->context ||
        from->hash == to->hash || ends_in_letter(from) || !ends_in_letter(to) ||
        ends_in_code(p->from, from) || ends_in_same_code(from, to) ||
        ends_in_stopped_code(p->to, to) || ends_in_address(from, to) || ends_in_link(p, from, to) ||
        place_is_explained(p, to))
        return;
    stops others = uses_stops(p, to);
    if (others == STOPS_NO)
        return;
    str text = str_rtrim(to->text);
    size_t chars = utf8_count_valid(text);
    enum { SHOWN = 30 };
    str end = str_from(text, chars > SHOWN ? utf8_offset(text, chars - SHOWN) : 0);
    diag *e = diag_add(p->d, RULE_PARITY_TRUNCATED, outline_leaf(&p->to->o, to),
                       "the text stops in the middle of this block: \"%s%.*s\"",
                       chars > SHOWN ? "…" : "", STR_FMT(end));
    bool is_cjk = str_starts(p->to->tag, S("zh")) || str_starts(p->to->tag, S("ja"));
    bool is_cut =
        (ends_within(p->to, to) && !ends_within(p->from, from)) || lacks_last_picture(from, to);
    if (is_cjk && share(from, to, p->ratio) > 0.85F && others != STOPS_ALWAYS && !is_cut)
        diag_weaken(p->d, e, SEV_WARNING); /* as long as it should be: the stop was left out */
    diag_help(p->d, e, "finish it; if nothing is missing, end it with a full stop");
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
    for (; n < p->al.n; n++)
        pair_tell(p, pair_from(p, &p->al.p[n]), NULL);
}

/* Does "[The rest is unchanged]" stand where the run is missing? Then it is missing there. */
static bool is_said(const pair *p, const tail *t) {
    const leaf *before = t->first ? pair_to(p, &p->al.p[t->first - 1]) : NULL;
    const leaf *behind = t->end < p->al.n ? pair_to(p, &p->al.p[t->end]) : NULL;
    return (before && before->flags & LEAF_IS_ELIDED) || (behind && behind->flags & LEAF_IS_ELIDED);
}

void tail_settle(pair *p) {
    tail t;
    float cost;
    bool is_cut = false;
    if (!find_tail(&p->al, &t) || is_said(p, &t) || !fits(p, &t, &cost, &is_cut))
        return;
    /* Both ways lay all leaves of the tail: the gaps differ by those of the translation. */
    float gaps_now = (float)(t.end - t.first + t.gaps), gaps_then = (float)(t.lost - t.kept);
    float now = t.cost + ALIGN_GAP * gaps_now, then = cost + ALIGN_GAP * gaps_then;
    float slack = (t.gaps ? one_run : 0) + (is_cut ? cut_off : 0);
    if (then <= now + slack)
        lay(p, &t);
}
