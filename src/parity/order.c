#include "parity/order.h"

#include "parity/cure.h"

enum { MOST = 6 }; /* blocks that one may have been moved over */

/* How the blocks of a stretch of pairs changed places. */
typedef enum change {
    CHANGE_UP,       /* the last one was put before all others */
    CHANGE_DOWN,     /* the first one was put behind all others */
    CHANGE_EXCHANGED /* the first and the last */
} change;

/* Steps [i, i + n] of the alignment, which are pairs. */
typedef struct stretch {
    size_t i, n;
    float cost; /* of the pairs as they stand */
} stretch;

/* Which step's leaf of the original belongs to the translation's of step k. */
static size_t belongs_to(const stretch *s, change c, size_t k) {
    size_t first = s->i, last = s->i + s->n;
    switch (c) {
    case CHANGE_UP: return k == first ? last : k - 1;
    case CHANGE_DOWN: return k == last ? first : k + 1;
    default: return k == first ? last : k == last ? first : k;
    }
}

static float cost_at(const pair *p, const stretch *s, change c, size_t k) {
    return align_cost(pair_from(p, &p->al.p[belongs_to(s, c, k)]), pair_to(p, &p->al.p[k]),
                      p->ratio);
}

static float cost_of(const pair *p, const stretch *s, change c) {
    float sum = 0;
    for (size_t k = s->i; k <= s->i + s->n && sum < s->cost; k++)
        sum += cost_at(p, s, c, k);
    return sum;
}

/* What align_cost gives at least, by what there is to be shared. */
static float least_cost(const leaf *from, const leaf *to) {
    bool anchors = from->nanchors && to->nanchors, names = from->nnames && to->nnames;
    return (anchors ? -1.6F : 0) + (names ? -1.8F : 0);
}

/* Does what moved share more than its length with what it belongs to then, and does no other pair
 * say otherwise? */
static bool is_held(const pair *p, const stretch *s, change c) {
    static const float unlike = 2;
    for (size_t k = s->i; k <= s->i + s->n; k++) {
        bool is_moved = k == s->i ? c != CHANGE_DOWN : k == s->i + s->n && c != CHANGE_UP;
        const leaf *from = pair_from(p, &p->al.p[belongs_to(s, c, k)]);
        const leaf *to = pair_to(p, &p->al.p[k]);
        float most = is_moved && to->class != LEAF_CODE ? 0 : unlike;
        if (least_cost(from, to) >= most || align_cost(from, to, p->ratio) >= most)
            return false;
    }
    return true;
}

static int level_off(const leaf *from, const leaf *to) {
    return from->class == LEAF_HEADING && to->class == LEAF_HEADING ? to->level - from->level : 0;
}

/* What a pair costs that says otherwise: what was moved over several blocks makes two of these. */
static const float otherwise = 0.5F;

/* May the ends of a stretch be what changed places? */
static bool may_be(const pair *p, const stretch *s) {
    static const float clearly = 2;
    const aligned *x = &p->al.p[s->i], *y = &p->al.p[s->i + s->n];
    if (x->cost < 0 && y->cost < 0)
        return false; /* as most do, both share what stays */
    const leaf *from = pair_from(p, x), *from2 = pair_from(p, y);
    const leaf *to = pair_to(p, x), *to2 = pair_to(p, y);
    /* "##" and "###" that became "###" and "####" are alike crosswise by their levels alone. */
    int off = level_off(from, to);
    if (off && off == level_off(from2, to2))
        return false;
    if (s->n > 1)
        return y->cost >= otherwise;
    return least_cost(from, to2) + least_cost(from2, to) + clearly < x->cost + y->cost;
}

/* Is it a pair that may be taken apart? */
static bool is_open(const pair *p, size_t i) {
    const aligned *x = &p->al.p[i];
    return aligned_is_pair(x) && !p->told_to[x->to] && pair_to(p, x)->class != LEAF_BREAK;
}

/* Code in place of other code is the wrong code: that is told elsewhere. */
static change last_change(const pair *p, const stretch *s) {
    if (s->n == 1)
        return CHANGE_UP; /* all three are the same */
    return pair_to(p, &p->al.p[s->i])->class == LEAF_CODE ? CHANGE_DOWN : CHANGE_EXCHANGED;
}

/* The change of the blocks from step i on that makes most of them say the same; n 0: none does.
 * Paired as they stand they share nothing, in the other order they share what languages keep. */
static stretch find_change(const pair *p, size_t i, change *how) {
    static const float clearly = 2, better = 0.5F;
    stretch s = {i, 0, p->al.p[i].cost}, best = {.i = i};
    float most = clearly;
    /* In a text that was rewritten others than what moved may belong elsewhere, too. */
    size_t over = s.cost >= otherwise && !pair_is_rewritten(p) ? MOST : 1;
    while (s.n < over && i + s.n + 1 < p->al.n && is_open(p, i + s.n + 1)) {
        s.n++;
        s.cost += p->al.p[i + s.n].cost;
        if (!may_be(p, &s))
            continue;
        for (change c = 0; c <= last_change(p, &s); c++) {
            float gain = s.n == 1 || is_held(p, &s, c) ? s.cost - cost_of(p, &s, c) : 0;
            if (gain > most) {
                most = gain + better;
                best = s;
                *how = c;
            }
        }
    }
    return best;
}

static void tell_neighbours(const pair *p, const leaf *to, const leaf *next) {
    diag *e = diag_add(p->d, RULE_PARITY_ORDER, outline_leaf(&p->to->o, to),
                       "%s and the next block changed places: %.*s", leaf_name(to),
                       STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "move %.*s behind line %u", STR_FMT(cure_lines(p, to, to)),
              cure_last_line(p, next));
    pair_original(p, e, pair_counterpart(p, to), "the original");
}

static void tell_exchanged(const pair *p, const leaf *to, const leaf *other) {
    diag *e = diag_add(p->d, RULE_PARITY_ORDER, outline_leaf(&p->to->o, to),
                       "%s and that of line %u changed places: %.*s", leaf_name(to),
                       source_place(p->to->src, other->at).line, STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "let them change places again, or change the original's order too");
    pair_original(p, e, pair_counterpart(p, other), "the original has it here");
}

static void tell_moved(const pair *p, const leaf *to, const leaf *end, bool is_up) {
    diag *e = diag_add(p->d, RULE_PARITY_ORDER, outline_leaf(&p->to->o, to),
                       "%s stands elsewhere than in the original: %.*s", leaf_name(to),
                       STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "move %.*s %s line %u, or change the original's order too",
              STR_FMT(cure_lines(p, to, to)), is_up ? "behind" : "before",
              is_up ? cure_last_line(p, end) : source_place(p->to->src, end->at).line);
    pair_original(p, e, pair_counterpart(p, end), "the original has it here");
}

static void tell(const pair *p, const stretch *s, change how) {
    const leaf *first = pair_to(p, &p->al.p[s->i]), *last = pair_to(p, &p->al.p[s->i + s->n]);
    if (s->n == 1)
        tell_neighbours(p, first, last);
    else if (how == CHANGE_EXCHANGED)
        tell_exchanged(p, first, last);
    else if (how == CHANGE_UP)
        tell_moved(p, first, last, true);
    else
        tell_moved(p, last, first, false);
    for (size_t k = s->i; k <= s->i + s->n; k++)
        pair_tell(p, pair_from(p, &p->al.p[k]), pair_to(p, &p->al.p[k]));
}

void order_check(const pair *p) {
    for (size_t i = 0; i + 1 < p->al.n; i++) {
        change how = CHANGE_UP;
        stretch s = is_open(p, i) ? find_change(p, i, &how) : (stretch){.n = 0};
        if (!s.n)
            continue;
        tell(p, &s, how);
        i += s.n;
    }
}
