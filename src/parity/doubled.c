#include "parity/doubled.h"

#include <string.h>

#include "base/sieve.h"
#include "parity/cure.h"
#include "parity/spoken.h"

/* What stands under a heading, up to the next one that is not below it. */
typedef struct body {
    uint32_t head, at, n; /* leaves */
    uint64_t hash;
} body;

enum {
    MOST = 256, /* headings that are looked at */
    LEAST = 20, /* code points of a body: less may stand under more than one heading */
};

static body read_body(const outline *o, uint32_t head) {
    body b = {.head = head, .at = head + 1};
    for (uint32_t i = b.at; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        if (l->class == LEAF_HEADING && l->level <= o->leaves[head].level)
            break;
        b.hash = (b.hash ^ l->hash) * 0x9E3779B185EBCA87U;
        b.n++;
    }
    return b;
}

static bool is_long(const outline *o, const body *b) {
    uint32_t chars = 0;
    for (uint32_t i = 0; i < b->n && chars < LEAST; i++)
        chars += o->leaves[b->at + i].chars;
    return chars >= LEAST;
}

/* Two other headings with the same beneath them: a section that stands twice, heading and all, is
 * another fault. */
static bool find_twins(const outline *o, body *first, body *second) {
    body all[MOST];
    size_t n = 0;
    sieve seen = {{0}};
    for (uint32_t i = 0; i < o->n && n < MOST; i++) {
        if (o->leaves[i].class != LEAF_HEADING || o->leaves[i].context)
            continue;
        body b = read_body(o, i);
        if (!b.n)
            continue;
        for (size_t k = 0; sieve_may_have(&seen, b.hash) && k < n; k++)
            if (all[k].hash == b.hash && all[k].n == b.n && all[k].at + b.n <= i &&
                o->leaves[all[k].head].hash != o->leaves[i].hash && is_long(o, &b)) {
                *first = all[k];
                *second = b;
                return true;
            }
        sieve_add(&seen, b.hash);
        all[n++] = b;
    }
    return false;
}

/* Do two headings stand before the same block? In hardly any text. */
static bool may_have_twins(const outline *o) {
    sieve seen = {{0}};
    for (size_t i = 0; i + 1 < o->n; i++) {
        if (o->leaves[i].class != LEAF_HEADING)
            continue;
        if (sieve_may_have(&seen, o->leaves[i + 1].hash))
            return true;
        sieve_add(&seen, o->leaves[i + 1].hash);
    }
    return false;
}

/* The translation without one of the two, beside the original. */
typedef struct attempt {
    const body *wrong, *right;
    alignment al;
    float cost;
    size_t lost, nlost; /* steps: what the original has in its place */
} attempt;

static attempt try_without(const pair *p, const body *wrong, const body *right) {
    attempt t = {.wrong = wrong, .right = right};
    outline rest = p->to->o;
    leaf *leaves = arena_make(p->a, leaf, rest.n);
    memcpy(leaves, rest.leaves, wrong->at * sizeof *leaves);
    memcpy(leaves + wrong->at, rest.leaves + wrong->at + wrong->n,
           (rest.n - wrong->at - wrong->n) * sizeof *leaves);
    rest.leaves = leaves;
    rest.n -= wrong->n;
    t.al = align_outlines(p->a, &p->from->o, &rest, p->ratio);
    for (size_t i = 0; i < t.al.n; i++) {
        const aligned *x = &t.al.p[i];
        t.cost += aligned_is_pair(x) ? x->cost : ALIGN_GAP;
        if (x->to == wrong->head && aligned_is_pair(x))
            t.lost = i + 1;
    }
    while (t.lost && t.lost + t.nlost < t.al.n && t.al.p[t.lost + t.nlost].to == ALIGN_NONE)
        t.nlost++;
    return t;
}

/* The words of a part of the original. */
static str words_of(const pair *p, const uint32_t *leaves, size_t n) {
    buf b = buf_new(p->a, 512);
    for (size_t i = 0; i < n; i++) {
        buf_add(&b, p->from->o.leaves[leaves[i]].text);
        buf_char(&b, '\n');
    }
    return buf_str(&b);
}

/* Is the text no translation of what the original has there, leaf by leaf? */
static bool is_unlike(const pair *p, const attempt *t) {
    float cost = 0;
    if (t->nlost != t->wrong->n)
        return true;
    for (uint32_t i = 0; i < t->wrong->n; i++)
        cost += align_cost(&p->from->o.leaves[t->al.p[t->lost + i].from],
                           &p->to->o.leaves[t->wrong->at + i], p->ratio);
    return cost >= (float)t->nlost;
}

/* Does the original say there what it does not say where the text belongs? */
static bool are_two_texts(const pair *p, const attempt *t) {
    uint64_t here[SPOKEN_WORDS], there[SPOKEN_WORDS];
    uint32_t *lost = arena_make(p->a, uint32_t, t->al.n),
             *kept = arena_make(p->a, uint32_t, t->al.n);
    size_t nlost = 0, nkept = 0, at = t->right->at, shift = at > t->wrong->at ? t->wrong->n : 0;
    for (size_t i = 0; i < t->nlost; i++)
        lost[nlost++] = t->al.p[t->lost + i].from;
    for (size_t i = 0; i < t->al.n; i++) {
        const aligned *x = &t->al.p[i];
        if (aligned_is_pair(x) && x->to + shift >= at && x->to + shift < at + t->right->n)
            kept[nkept++] = x->from;
    }
    size_t n = spoken_words(words_of(p, lost, nlost), here);
    size_t m = spoken_words(words_of(p, kept, nkept), there);
    size_t both = n < m ? spoken_common(here, n, there, m) : spoken_common(there, m, here, n);
    size_t most = is_unlike(p, t) ? 9 : 6; /* of ten words that are the same */
    return n && m && 2 * nkept >= t->right->n && 10 * both < most * (n < m ? n : m);
}

/* With the leaves that were left out behind what is missing in their place. */
static void lay(pair *p, const attempt *t) {
    const body *wrong = t->wrong;
    aligned *out = arena_make(p->a, aligned, t->al.n + wrong->n);
    size_t n = 0, behind = t->lost + t->nlost;
    for (size_t i = 0; i <= t->al.n; i++) {
        for (uint32_t k = 0; i == behind && k < wrong->n; k++)
            out[n++] = (aligned){ALIGN_NONE, wrong->at + k, 0};
        if (i == t->al.n)
            break;
        out[n] = t->al.p[i];
        if (out[n].to != ALIGN_NONE && out[n].to >= wrong->at)
            out[n].to += wrong->n;
        n++;
    }
    p->al = (alignment){.p = out, .n = n, .pairs = t->al.pairs};
}

static void tell(const pair *p, const attempt *t) {
    const outline *from = &p->from->o, *to = &p->to->o;
    const leaf *head = &to->leaves[t->wrong->head], *first = &to->leaves[t->wrong->at];
    const leaf *lost = &from->leaves[t->al.p[t->lost].from];
    const leaf *last = &from->leaves[t->al.p[t->lost + t->nlost - 1].from];
    diag *e = diag_add(p->d, RULE_PARITY_DUPLICATE_BLOCK, outline_leaf(to, first),
                       "what stands under %.*s stands under %.*s, too, and is not its text: %.*s",
                       STR_FMT(leaf_quote(p->a, head)),
                       STR_FMT(leaf_quote(p->a, &to->leaves[t->right->head])),
                       STR_FMT(leaf_quote(p->a, first)));
    diag_also(p->d, e, outline_leaf(to, &to->leaves[t->right->at]), "it stands here too");
    diag_help(p->d, e, "translate %.*s in place of %.*s", STR_FMT(pair_lines(p, lost, last)),
              STR_FMT(cure_lines(p, first, first + t->wrong->n - 1)));
    pair_original(p, e, lost, "the original");
    for (size_t i = 0; i < t->nlost; i++)
        pair_tell(p, &from->leaves[t->al.p[t->lost + i].from], NULL);
    for (uint32_t i = 0; i < t->wrong->n; i++)
        pair_tell(p, NULL, first + i);
}

bool doubled_settle(pair *p) {
    body x, y;
    if (!may_have_twins(&p->to->o) || !find_twins(&p->to->o, &x, &y))
        return false;
    attempt first = try_without(p, &x, &y), second = try_without(p, &y, &x);
    const attempt *t =
        first.nlost && (!second.nlost || first.cost <= second.cost) ? &first : &second;
    if (!t->nlost || !are_two_texts(p, t))
        return false;
    lay(p, t);
    tell(p, t);
    return true;
}
