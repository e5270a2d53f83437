#include "parity/rules/leftover.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "parity/cure.h"

static void align(pair *p) {
    p->al = align_outlines(p->a, &p->from->o, &p->to->o, p->ratio);
}

/* `n` leaves of the translation, of which all in `lines` are to go. */
static void tell(const pair *p, const leaf *first, const leaf *from, size_t n, str lines) {
    diag *e;
    if (n == 1)
        e = diag_add(p->d, RULE_PARITY_EXTRA_BLOCK, outline_leaf(&p->to->o, first),
                     "%s of the original is left beside its translation: %.*s", leaf_name(first),
                     STR_FMT(leaf_quote(p->a, first)));
    else
        e = diag_add(p->d, RULE_PARITY_EXTRA_BLOCK, outline_leaf(&p->to->o, first),
                     "%zu blocks of the original are left beside their translations: %.*s", n,
                     STR_FMT(leaf_quote(p->a, first)));
    diag_help(p->d, e, "remove %.*s", STR_FMT(lines));
    pair_original(p, e, from, "the original");
}

/* ---- all of the original, before its translation or behind it ---- */

/* Does the original stand in the translation from leaf i on, but for a few blocks? */
static bool is_all_from(const pair *p, size_t i) {
    const outline *from = &p->from->o, *to = &p->to->o;
    size_t same = 0;
    for (size_t k = 0; k < from->n && i + k < to->n; k++)
        same += from->leaves[k].hash == to->leaves[i + k].hash;
    return from->n && same >= from->n - from->n / 10;
}

static bool cut_all(pair *p, version *to) {
    enum { LEAST = 3 }; /* a text of fewer blocks may be the same in both by chance */
    const outline *from = &p->from->o;
    uint32_t end = (uint32_t)to->src->text.n, at = to->o.body_at;
    size_t rest = to->o.n - from->n;
    if (from->n < LEAST || rest < from->n / 2)
        return false;
    bool is_before = is_all_from(p, 0);
    if (!is_before && !is_all_from(p, rest))
        return false;
    const leaf *first = &to->o.leaves[is_before ? 0 : rest];
    if (!is_before)
        end = first->at;
    else /* with what marks its first leaf */
        at += (uint32_t)str_line_begin(str_slice(to->src->text, at, to->o.leaves[from->n].at),
                                       to->o.leaves[from->n].at - at);
    tell(p, first, from->leaves, from->n, cure_lines(p, first, first + from->n - 1));
    version_options o = {.site = p->site, .codes = p->codes, .ncodes = p->ncodes};
    version_narrow(p->a, &o, to, at, end, p->d);
    align(p);
    return true;
}

/* ---- single blocks ---- */

typedef struct known {
    uint64_t hash;
    uint32_t i; /* of the original */
} known;

static int by_hash(const void *x, const void *y) {
    const known *p = x, *q = y;
    return p->hash < q->hash ? -1 : p->hash > q->hash;
}

static const known *find_known(const known *all, size_t n, uint64_t hash) {
    known sought = {.hash = hash};
    return bsearch(&sought, all, n, sizeof *all, by_hash);
}

typedef struct leftovers {
    pair *p;
    known *all; /* the original's leaves of prose */
    size_t n;
    uint32_t *of; /* which of them a leaf of the translation is, or ALIGN_NONE */
    size_t count;
    bool is_all; /* a text in two languages: titles and short lines are left as well */
} leftovers;

/* Is there a word that stands alone, unlike those of "{* docs/first_steps.py hl[1:2] *}"? */
static bool has_plain_word(str text) {
    for (size_t i = 0; (i = str_skip_space(text, i)) < text.n;) {
        size_t from = i, letters;
        while (i < text.n && byte_may_be_letter(text.p[i]))
            i++;
        letters = i - from;
        while (i < text.n && !ascii_is_space(text.p[i]))
            i++;
        if (letters && (letters + 1 >= i - from || (unsigned char)text.p[from] >= 0x80))
            return true;
    }
    return false;
}

static bool is_prose(const leaf *l) {
    enum { LEAST = 8 };
    return (l->class == LEAF_TEXT || l->class == LEAF_HEADING || l->class == LEAF_ROW) &&
           l->chars >= LEAST && has_plain_word(l->text);
}

/* Sentences, in which there are little words. */
static bool has_sentence(const pair *p, const leaf *l) {
    const tongue *from = tongue_of(p->a, p->lore->words, p->from->tag);
    const tongue *to = tongue_of(p->a, p->lore->words, p->to->tag);
    profile q = profile_of(l->text, from, to);
    if (!tongue_has_words(from))
        return !tongues_share_script(from, to) && 2 * profile_own(&q, from) > q.letters;
    return q.distinct[0] >= 2 && q.hits[0] > q.hits[1] && 5 * q.hits[0] >= q.words;
}

static void read_original(leftovers *x) {
    const outline *from = &x->p->from->o;
    x->all = arena_make(x->p->a, known, from->n);
    for (size_t i = 0; i < from->n; i++)
        if (is_prose(&from->leaves[i]))
            x->all[x->n++] = (known){from->leaves[i].hash, (uint32_t)i};
    if (x->n)
        qsort(x->all, x->n, sizeof *x->all, by_hash);
}

static void find_leaves(leftovers *x, const outline *to) {
    x->count = 0;
    for (size_t i = 0; i < to->n; i++) {
        const leaf *l = &to->leaves[i];
        const known *k = is_prose(l) && x->n ? find_known(x->all, x->n, l->hash) : NULL;
        /* A quotation may stand in the language it was made in, beside its translation. */
        bool is_quoted = context_inner(l->context) == IN_QUOTE;
        bool is_it = k && (x->is_all || (!is_quoted && has_sentence(x->p, l)));
        x->of[i] = is_it ? k->i : ALIGN_NONE;
        x->count += is_it;
    }
}

/* The outline without the leftovers, and without the marks in them. */
static outline without(const leftovers *x, const outline *o) {
    outline out = *o;
    leaf *leaves = arena_make(x->p->a, leaf, o->n);
    mark *marks = arena_make(x->p->a, mark, o->nmarks + 1);
    out.n = out.nmarks = 0;
    for (size_t i = 0; i < o->n; i++)
        if (x->of[i] == ALIGN_NONE)
            leaves[out.n++] = o->leaves[i];
    for (size_t k = 0, i = 0; k < o->nmarks; k++) {
        while (i + 1 < o->n && o->leaves[i + 1].at <= o->marks[k].at)
            i++;
        bool is_behind =
            x->count == 1 && o->n && o->marks[k].at >= o->leaves[i].at + o->leaves[i].n;
        if (!o->n || x->of[i] == ALIGN_NONE || o->marks[k].at < o->leaves[i].at || is_behind)
            marks[out.nmarks++] = o->marks[k];
    }
    out.leaves = leaves;
    out.marks = marks;
    return out;
}

/* What has no good counterpart without it is not translated, and is no leftover. */
static void keep_untranslated(leftovers *x, size_t n) {
    const float good = x->is_all ? 4 : 1.5F;
    const outline *from = &x->p->from->o;
    const alignment *al = &x->p->al;
    float *costs = arena_make(x->p->a, float, from->n);
    for (size_t i = 0; i < from->n; i++)
        costs[i] = ALIGN_NEVER;
    for (size_t i = 0; i < al->n; i++)
        if (aligned_is_pair(&al->p[i]))
            costs[al->p[i].from] = al->p[i].cost;
    for (size_t i = 0; i < n; i++)
        if (x->of[i] != ALIGN_NONE && costs[x->of[i]] > good) {
            x->of[i] = ALIGN_NONE;
            x->count--;
        }
}

static void find(leftovers *x, version *to, const outline *all) {
    find_leaves(x, all);
    if (!x->count)
        return;
    to->o = without(x, all);
    align(x->p);
    keep_untranslated(x, all->n);
}

static size_t count_lost(const alignment *al) {
    size_t n = 0;
    for (size_t i = 0; i < al->n; i++)
        n += al->p[i].to == ALIGN_NONE;
    return n;
}

/* "line 4", "lines 4, 9 and 12", "lines 4, 9, 12 and 17 more blocks" */
static str lines_of(const leftovers *x, const outline *all) {
    enum { SHOWN = 8 };
    buf out = buf_new(x->p->a, 64);
    size_t said = 0;
    for (size_t i = 0; i < all->n && said < SHOWN; i++) {
        if (x->of[i] == ALIGN_NONE)
            continue;
        bool is_last = said + 1 == x->count;
        uint32_t line = source_place(all->src, all->leaves[i].at).line;
        const char *before = said == 0 ? is_last ? "line " : "lines " : is_last ? " and " : ", ";
        buf_printf(&out, "%s%u", before, line);
        said++;
    }
    if (x->count > SHOWN)
        buf_printf(&out, " and %zu more blocks, each of which says what the one beside it says",
                   x->count - SHOWN);
    return buf_str(&out);
}

/* Takes the leftovers away, if nothing seems to be missing then. `all` is the translation with
 * them. */
static bool cut_found(leftovers *x, version *to, const outline *all, const alignment *al) {
    pair *p = x->p;
    size_t missing =
        x->is_all ? x->count / 4 : 0; /* blocks of the translation, in whatever state */
    if (!x->count || all->n + missing < p->from->o.n + x->count)
        return false;
    outline rest = without(x, all);
    to->o = rest;
    align(p);
    to->o = *all;
    if (count_lost(&p->al) > count_lost(al))
        return false;
    size_t i = 0;
    while (x->of[i] == ALIGN_NONE)
        i++;
    tell(p, &all->leaves[i], &p->from->o.leaves[x->of[i]], x->count, lines_of(x, all));
    to->o = rest;
    return true;
}

static void cut_blocks(pair *p, version *to) {
    enum { MANY = 2 };
    const outline all = to->o;
    const alignment al = p->al;
    leftovers x = {.p = p, .of = arena_make(p->a, uint32_t, all.n)};
    read_original(&x);
    find(&x, to, &all);
    bool is_cut = false;
    if (x.count >= MANY) {
        x.is_all = true;
        find(&x, to, &all);
        is_cut = cut_found(&x, to, &all, &al);
        x.is_all = false;
        if (!is_cut)
            find(&x, to, &all);
    }
    if (is_cut || cut_found(&x, to, &all, &al))
        return;
    to->o = all;
    p->al = al;
}

void rule_leftover(pair *p, version *to) {
    if (to->o.n > p->from->o.n && !cut_all(p, to))
        cut_blocks(p, to);
}
