#include "parity/align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "parity/comment.h"
#include "parity/drift.h"

/* ---- what a pair costs; the figures are explained in docs/parity.md ---- */

static const float other_class = 14, lost_mark = 6, other_kind = 2.5F, other_context = 1.5F;
static const float other_row = 2.5F, other_task = 0.7F, other_stress = 0.3F;
static const float break_gap = 2, twin_gap = 1;
static const float cut_gap = 0.5F; /* behind the end of a text that says it stops */
static const float same_name = 0.6F;
static const float other_part = 0.4F; /* the same addresses, but other fragments of them */
static const float lost_id = 0.5F;    /* what was a heading's {#id} is text of a paragraph */

/* How many two rising lists have in common. */
static uint32_t count_common(const uint64_t *x, uint32_t n, const uint64_t *y, uint32_t m) {
    uint32_t both = 0, i = 0, k = 0;
    while (i < n && k < m) {
        both += x[i] == y[k];
        bool next_x = x[i] <= y[k], next_y = y[k] <= x[i];
        i += next_x;
        k += next_y;
    }
    return both;
}

float align_anchors(const leaf *x, const leaf *y, uint32_t *common) {
    uint32_t both = count_common(x->anchors, x->nanchors, y->anchors, y->nanchors);
    *common = both;
    uint32_t either = x->nanchors + y->nanchors - both;
    return either ? (float)both / (float)either : 1;
}

float align_lines(const leaf *x, const leaf *y) {
    if (x->hash == y->hash)
        return 1;
    const line_hashes *p = outline_lines(x), *q = outline_lines(y);
    uint32_t both = count_common(p->hashes, p->n, q->hashes, q->n);
    uint32_t either = p->n + q->n - both;
    return either ? (float)both / (float)either : 1;
}

/* What a program prints for people may be translated whole. */
static float code_cost(const leaf *from, const leaf *to) {
    float other = 1 - align_lines(from, to);
    return other <= 0 ? 0 : other * (code_kind_of(from->info) == CODE_OUTPUT ? 2 : 8);
}

static float length_cost(const leaf *from, const leaf *to, float ratio) {
    float want = ratio * (float)from->chars + 6, got = (float)to->chars + 6;
    if (got < 1.16F * want && want < 1.16F * got)
        return 0; /* most pairs: the logarithm is below 0.149 */
    float off = fabsf(logf(got / want)) - 0.15F;
    if (off <= 0)
        return 0;
    return off * 2.2F < 6 ? off * 2.2F : 6;
}

static float anchor_cost(const leaf *from, const leaf *to) {
    if (!from->nanchors && !to->nanchors)
        return 0;
    uint32_t common;
    float share = align_anchors(from, to, &common);
    float sure = common >= 2 ? 1 : (float)common / 2;
    float other = share >= 1 && from->holding != to->holding ? other_part : 0;
    return 2.2F * (1 - share) - 1.6F * share * sure + other;
}

/* Names that stay speak for a pair; that others are gone says nothing. */
static float name_cost(const leaf *from, const leaf *to) {
    enum { ENOUGH = 3 };
    uint32_t both = count_common(from->names, from->nnames, to->names, to->nnames);
    return -same_name * (float)(both < ENOUGH ? both : ENOUGH);
}

/* A heading that lost its mark, a paragraph that got one, or one that became code by indentation.
 */
static bool is_mark_lost(const leaf *from, const leaf *to) {
    return !from->context && !to->context &&
           ((from->class == LEAF_HEADING && to->class == LEAF_TEXT) ||
            (from->class == LEAF_TEXT && to->class == LEAF_HEADING) ||
            (from->class == LEAF_TEXT && to->class == LEAF_CODE && !(to->flags & LEAF_IS_FENCED)));
}

/* Code that lost its fences, by how both begin. */
static bool is_fence_lost(const leaf *from, const leaf *to) {
    enum { ALIKE = 6 }; /* signs, white space apart */
    str x = from->text, y = to->text;
    if (from->class != LEAF_CODE || (to->class != LEAF_TEXT && to->class != LEAF_HEADING))
        return false;
    while (x.n && (ascii_is_space(x.p[0]) || x.p[0] == '#'))
        x = str_from(x, 1);
    for (int n = 0; n < ALIKE; n++) {
        x = str_ltrim(x);
        y = str_ltrim(y);
        if (!x.n || !y.n || x.p[0] != y.p[0])
            return false;
        x = str_from(x, 1);
        y = str_from(y, 1);
    }
    return true;
}

/* What is no text for anybody to read is no pair of text. */
enum { NO_TEXT = LEAF_IS_COMMENT | LEAF_IS_ELIDED };

float align_cost(const leaf *from, const leaf *to, float ratio) {
    if (is_mark_lost(from, to))
        return lost_mark + length_cost(from, to, ratio) + fminf(anchor_cost(from, to), lost_id);
    if (from->class != to->class && is_fence_lost(from, to))
        return lost_mark;
    if (from->class != to->class || (from->flags ^ to->flags) & NO_TEXT)
        return other_class;
    float cost = 0;
    uint16_t other = from->flags ^ to->flags;
    if (from->level != to->level || other & LEAF_IS_ITEM)
        cost += other_kind;
    if (other & (LEAF_IS_HEAD | LEAF_IS_BARRED))
        cost += other_row;
    if (other & (LEAF_IS_TASK | LEAF_IS_DONE))
        cost += other_task;
    if (other & LEAF_IS_STRESSED)
        cost += other_stress;
    if (from->context != to->context)
        cost += other_context;
    switch (from->class) {
    case LEAF_CODE: return cost + code_cost(from, to);
    case LEAF_HTML: return cost + 3 * (1 - align_lines(from, to));
    case LEAF_BREAK: return cost;
    default:
        return cost + length_cost(from, to, ratio) + anchor_cost(from, to) + name_cost(from, to);
    }
}

static float gap_cost(const leaf *l, bool is_twin) {
    return l->class == LEAF_BREAK ? break_gap : is_twin ? twin_gap : ALIGN_GAP;
}

/* ---- the cheapest alignment (Needleman and Wunsch), near the diagonal ---- */

enum { PAIR, SKIP_FROM, SKIP_TO };

typedef struct grid {
    arena *a;
    const leaf *from, *to; /* m and n of them are to be aligned */
    size_t m, n;
    float ratio;
    bool is_drifted;    /* see drift.h */
    size_t band, width; /* columns of a row: 2 * band + 1 */
    float *above, *here;
    uint8_t *steps; /* (m + 1) rows */
    bool *twins;    /* leaves of the translation that stand in it before as well */
    bool stops;     /* see outline.h */
} grid;

static float grid_cost(const grid *g, size_t i, size_t k) {
    const leaf *from = &g->from[i], *to = &g->to[k];
    return align_cost(from, to, g->ratio) + (g->is_drifted ? drift_cost(from, to) : 0);
}

/* The first column of row i. Rows follow the diagonal from (0, 0) to (m, n). */
static size_t row_start(const grid *g, size_t i) {
    size_t middle = g->m ? i * g->n / g->m : 0;
    return middle > g->band ? middle - g->band : 0;
}

/* Of the row above, which begins at `start`. */
static float above(const grid *g, size_t start, size_t k) {
    return k < start || k - start >= g->width ? INFINITY : g->above[k - start];
}

static void fill_row(grid *g, size_t i) {
    size_t start = row_start(g, i), end = start + g->width, up = i ? row_start(g, i - 1) : 0;
    float skip_from = i ? gap_cost(&g->from[i - 1], false) : 0;
    for (size_t k = start; k < end && k <= g->n; k++) {
        float best = i || k ? INFINITY : 0;
        uint8_t step = PAIR;
        if (i && k) {
            float before = above(g, up, k - 1);
            if (before < INFINITY)
                best = before + grid_cost(g, i - 1, k - 1);
        }
        if (i) {
            float cost = above(g, up, k) + (g->stops && k == g->n ? cut_gap : skip_from);
            if (cost < best) {
                best = cost;
                step = SKIP_FROM;
            }
        }
        if (k > start) {
            float cost = g->here[k - 1 - start] + gap_cost(&g->to[k - 1], g->twins[k - 1]);
            if (cost < best) {
                best = cost;
                step = SKIP_TO;
            }
        }
        g->here[k - start] = best;
        g->steps[i * g->width + (k - start)] = step;
    }
}

/* Walks back from (m, n); `out` has room for m + n steps. Gives how many there are. */
static size_t walk_back(const grid *g, aligned *out) {
    size_t i = g->m, k = g->n, n = 0;
    while (i || k) {
        uint8_t step = !i   ? SKIP_TO
                       : !k ? SKIP_FROM
                            : g->steps[i * g->width + (k - row_start(g, i))];
        aligned *x = &out[n++];
        *x = (aligned){ALIGN_NONE, ALIGN_NONE, 0};
        if (step != SKIP_TO)
            x->from = (uint32_t)--i;
        if (step != SKIP_FROM)
            x->to = (uint32_t)--k;
        if (step == PAIR)
            x->cost = align_cost(&g->from[i], &g->to[k], g->ratio);
    }
    for (size_t f = 0, b = n; f + 1 < b; f++) {
        aligned swap = out[f];
        out[f] = out[--b];
        out[b] = swap;
    }
    return n;
}

typedef struct hashed {
    uint64_t hash;
    size_t i;
} hashed;

static int by_hash(const void *x, const void *y) {
    const hashed *p = x, *q = y;
    if (p->hash != q->hash)
        return p->hash < q->hash ? -1 : 1;
    return p->i < q->i ? -1 : p->i > q->i;
}

/* What stands there for the second time is likelier to be too much than what is as long only. */
static bool *find_twins(arena *a, const outline *to) {
    hashed *all = arena_make(a, hashed, to->n);
    bool *twins = arena_make(a, bool, to->n);
    for (size_t i = 0; i < to->n; i++)
        all[i] = (hashed){to->leaves[i].hash, i};
    if (to->n)
        qsort(all, to->n, sizeof *all, by_hash);
    for (size_t i = 1; i < to->n; i++)
        if (all[i].hash == all[i - 1].hash)
            twins[all[i].i] = true;
    return twins;
}

/* ---- one gap rather than two ---- */

/* Steps [first, pairs) and [again, end) are gaps of one side, what is between them is pairs. */
typedef struct broken_gap {
    size_t first, pairs, again, end;
    bool is_from; /* the original has the leaves */
} broken_gap;

static bool is_gap_of(const aligned *x, bool is_from) {
    return (is_from ? x->to : x->from) == ALIGN_NONE;
}

static size_t gap_end(const aligned *p, size_t i, size_t n, bool is_from) {
    while (i < n && is_gap_of(&p[i], is_from))
        i++;
    return i;
}

static bool find_broken(const aligned *p, size_t i, size_t n, bool is_from, broken_gap *out) {
    enum { MOST = 8 }; /* pairs between them */
    *out = (broken_gap){.first = i, .is_from = is_from};
    out->pairs = gap_end(p, i, n, is_from);
    out->again = out->pairs;
    while (out->again < n && !is_gap_of(&p[out->again], true) && !is_gap_of(&p[out->again], false))
        out->again++;
    out->end = gap_end(p, out->again, n, is_from);
    return out->pairs > i && out->again > out->pairs && out->again - out->pairs <= MOST &&
           out->end > out->again;
}

/* What the pairs would cost if those of the side with the gap were `off` leaves further on. */
static float cost_of(const grid *g, const aligned *p, const broken_gap *b, size_t off) {
    float cost = 0;
    for (size_t i = b->pairs; i < b->again; i++) {
        uint32_t from = p[i].from, to = p[i].to;
        if (b->is_from)
            from += (uint32_t)off - (uint32_t)(b->pairs - b->first);
        else
            to += (uint32_t)off - (uint32_t)(b->pairs - b->first);
        cost += grid_cost(g, from, to);
    }
    return cost;
}

/* Writes the steps anew: `lead` leaves of the gap, the pairs, the rest of the gap. */
static void join_gaps(const grid *g, aligned *p, const broken_gap *b, size_t lead) {
    uint32_t gap = b->is_from ? p[b->first].from : p[b->first].to;
    uint32_t other = b->is_from ? p[b->pairs].to : p[b->pairs].from;
    size_t npairs = b->again - b->pairs;
    for (size_t i = b->first; i < b->end; i++, gap++) {
        bool is_pair = i - b->first >= lead && i - b->first < lead + npairs;
        uint32_t x = is_pair ? other++ : ALIGN_NONE;
        p[i] = b->is_from ? (aligned){gap, x, 0} : (aligned){x, gap, 0};
        if (is_pair)
            p[i].cost = align_cost(&g->from[p[i].from], &g->to[p[i].to], g->ratio);
    }
}

/* A text that stops, and a section that is missing, are one gap. A few pairs within it that would
 * do nearly as well before or behind it are a coincidence. */
static void prefer_one_gap(const grid *g, aligned *p, size_t n) {
    static const float nearly = 4;
    broken_gap b;
    for (size_t i = n; i-- > 0;) {
        bool is_from = is_gap_of(&p[i], true);
        bool begins = i == 0 || !is_gap_of(&p[i - 1], is_from);
        if (!begins || !is_gap_of(&p[i], is_from) || !find_broken(p, i, n, is_from, &b))
            continue;
        size_t all = b.end - b.first - (b.again - b.pairs);
        float now = cost_of(g, p, &b, b.pairs - b.first);
        float before = cost_of(g, p, &b, 0), behind = cost_of(g, p, &b, all);
        if ((before < behind ? before : behind) <= now + nearly)
            join_gaps(g, p, &b, before < behind ? 0 : all);
    }
}

/* ---- whole sections ---- */

enum { MOST_LAID = 8 }; /* pairs that a gap may be moved over */

static const float section_slack = 2;

static const leaf *gap_leaf(const grid *g, const aligned *x, bool is_from) {
    return is_from ? &g->from[x->from] : &g->to[x->to];
}

static bool are_pairs(const aligned *p, size_t i, size_t end) {
    for (; i < end; i++)
        if (is_gap_of(&p[i], true) || is_gap_of(&p[i], false))
            return false;
    return true;
}

/* Moves a gap to the other end of the pairs beside it, unless these cost much more then. `lead`:
 * how many leaves of the gap are to be before them, `now`: how many are. */
static bool move_gap(const grid *g, aligned *p, const broken_gap *b, size_t lead, size_t now,
                     float much) {
    if (cost_of(g, p, b, lead) > cost_of(g, p, b, now) + much)
        return false;
    join_gaps(g, p, b, lead);
    return true;
}

/* Back, so that it begins with a heading: its last one is of the level of one before it. */
static bool begin_before(const grid *g, aligned *p, size_t i, size_t end, bool is_from) {
    for (size_t k = 1; k < end - i && k <= i && k <= MOST_LAID; k++) {
        const leaf *x = gap_leaf(g, &p[end - k], is_from);
        if (x->class != LEAF_HEADING)
            continue;
        broken_gap b = {.first = i - k, .pairs = i - k, .again = i, .end = end, .is_from = is_from};
        const leaf *y = are_pairs(p, i - k, i) ? gap_leaf(g, &p[i - k], is_from) : NULL;
        return y && y->class == LEAF_HEADING && y->level == x->level &&
               move_gap(g, p, &b, end - i, 0, section_slack);
    }
    return false;
}

/* Forth, so that it begins with its first heading and ends before one that is no lower. */
static void begin_behind(const grid *g, aligned *p, size_t i, size_t end, size_t n, bool is_from) {
    for (size_t k = 0; k < end - i && k <= MOST_LAID && end + k <= n; k++) {
        const leaf *x = gap_leaf(g, &p[i + k], is_from);
        if (x->class != LEAF_HEADING)
            continue;
        broken_gap b = {.first = i, .pairs = end, .again = end + k, .end = end + k};
        b.is_from = is_from;
        const leaf *y = end + k == n || !are_pairs(p, end, end + k + 1)
                            ? NULL
                            : gap_leaf(g, &p[end + k], is_from);
        if (k && y && y->class == LEAF_HEADING && y->level <= x->level)
            move_gap(g, p, &b, 0, end - i, section_slack);
        return;
    }
}

/* Of two headings about as long either could be the one that is missing, and of two paragraphs
 * before them too. What is missing is a section then, not the end of one and the next one's
 * beginning. */
static void prefer_sections(const grid *g, aligned *p, size_t n) {
    for (size_t i = 1; i < n; i++) {
        bool is_from = p[i].to == ALIGN_NONE;
        if (!is_gap_of(&p[i], is_from) || is_gap_of(&p[i - 1], true) || is_gap_of(&p[i - 1], false))
            continue;
        size_t end = gap_end(p, i, n, is_from);
        bool is_alone = end == n || !is_gap_of(&p[end], !is_from);
        if (end - i > 1 && is_alone && !begin_before(g, p, i, end, is_from))
            begin_behind(g, p, i, end, n, is_from);
        i = end - 1;
    }
}

/* ---- what stands for text ---- */

/* What is missing beside "[...]" is what that stands for: a gap with a few pairs between them is
 * moved to it. */
static void gather_elided(const grid *g, aligned *p, size_t n, size_t at) {
    static const float much = 4;
    size_t low = at, high = gap_end(p, at + 1, n, true);
    while (low > 0 && is_gap_of(&p[low - 1], true))
        low--;
    size_t before = low, behind = high;
    while (before > 0 && are_pairs(p, before - 1, before))
        before--;
    while (behind < n && are_pairs(p, behind, behind + 1))
        behind++;
    size_t first = before, end = gap_end(p, behind, n, true);
    while (first > 0 && is_gap_of(&p[first - 1], true))
        first--;
    broken_gap b = {.first = first, .pairs = before, .again = low, .end = low, .is_from = true};
    if (first < before && before < low && low - before <= MOST_LAID)
        move_gap(g, p, &b, 0, before - first, much);
    b = (broken_gap){high, high, behind, end, true};
    if (end > behind && behind > high && behind - high <= MOST_LAID)
        move_gap(g, p, &b, end - behind, 0, much);
}

static void prefer_elided(const grid *g, aligned *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (p[i].from == ALIGN_NONE && g->to[p[i].to].flags & LEAF_IS_ELIDED)
            gather_elided(g, p, n, i);
}

size_t align_part(aligned *p, size_t n) {
    size_t more = 0;
    for (size_t i = 0; i < n; i++)
        more += aligned_is_pair(&p[i]) && p[i].cost >= ALIGN_NEVER;
    for (size_t i = n, to = n + more; more && i-- > 0;) {
        aligned x = p[i];
        bool is_apart = aligned_is_pair(&x) && x.cost >= ALIGN_NEVER;
        if (is_apart)
            p[--to] = (aligned){ALIGN_NONE, x.to, 0};
        p[--to] = is_apart ? (aligned){x.from, ALIGN_NONE, 0} : x;
    }
    return n + more;
}

/* Leaves of two classes are no pair to those who look at pairs. */
static size_t part_classes(const grid *g, aligned *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (aligned_is_pair(&p[i]) && g->from[p[i].from].class != g->to[p[i].to].class)
            p[i].cost = ALIGN_NEVER;
    return align_part(p, n);
}

enum { NARROW = 40 }; /* the least band */

/* Gives how many steps there are. */
static size_t align_grid(grid *g, aligned *out) {
    size_t off = g->m > g->n ? g->m - g->n : g->n - g->m;
    size_t most = LIMIT_ALIGN_CELLS / (g->m + 1) / 2;
    g->band = off + 25 > NARROW ? off + 25 : NARROW;
    if (g->band > most)
        g->band = most > NARROW ? most : NARROW;
    if (g->band > g->n)
        g->band = g->n;
    g->width = 2 * g->band + 1;
    g->above = arena_make(g->a, float, g->width);
    g->here = arena_make(g->a, float, g->width);
    g->steps = arena_make(g->a, uint8_t, (g->m + 1) * g->width);
    for (size_t i = 0; i <= g->m; i++) {
        fill_row(g, i);
        float *swap = g->above;
        g->above = g->here;
        g->here = swap;
    }
    return walk_back(g, out);
}

/* ---- what needs no grid ---- */

typedef struct sides {
    const outline *from, *to;
    float ratio;
} sides;

static float cost_at(const sides *s, size_t i, size_t k) {
    return align_cost(&s->from->leaves[i], &s->to->leaves[k], s->ratio);
}

/* Is a pair one that no other alignment would beat? */
static bool is_likely(float cost) {
    return cost <= 1.5F;
}

/* Is it a pair by what both hold, and neither with the other's neighbour? */
static bool is_sure(const sides *s, size_t i, size_t k) {
    static const float held = -1, far = 1;
    float cost = cost_at(s, i, k);
    return cost <= held && (k + 1 >= s->to->n || cost_at(s, i, k + 1) >= cost + far) &&
           (k == 0 || cost_at(s, i, k - 1) >= cost + far) &&
           (i + 1 >= s->from->n || cost_at(s, i + 1, k) >= cost + far) &&
           (i == 0 || cost_at(s, i - 1, k) >= cost + far);
}

/* How many leaves from the beginning on are paired in their order, up to a sure pair. */
static size_t count_before(const sides *s, aligned *out) {
    size_t n = s->from->n < s->to->n ? s->from->n : s->to->n, i = 0;
    for (; i < n; i++) {
        float cost = cost_at(s, i, i);
        if (!is_likely(cost))
            break;
        out[i] = (aligned){(uint32_t)i, (uint32_t)i, cost};
    }
    if (i == s->from->n && i == s->to->n)
        return i;
    while (i && !is_sure(s, i - 1, i - 1))
        i--;
    return i;
}

/* How many from the end back, when `before` are paired already. */
static size_t count_behind(const sides *s, size_t before) {
    size_t m = s->from->n, n = s->to->n, most = (m < n ? m : n) - before, i = 0;
    if (s->to->stops)
        return 0;
    while (i < most && is_likely(cost_at(s, m - 1 - i, n - 1 - i)))
        i++;
    while (i && !is_sure(s, m - i, n - i))
        i--;
    return i;
}

/* What is between them goes through the grid. */
static size_t align_rest(arena *a, const sides *s, size_t before, bool is_drifted, grid *g,
                         aligned *out) {
    size_t behind = count_behind(s, before);
    *g = (grid){.a = a,
                .from = s->from->leaves + before,
                .to = s->to->leaves + before,
                .m = s->from->n - before - behind,
                .n = s->to->n - before - behind,
                .ratio = s->ratio,
                .is_drifted = is_drifted,
                .twins = find_twins(a, s->to) + before,
                .stops = s->to->stops};
    size_t n = before + align_grid(g, out + before);
    for (size_t i = before; i < n; i++) {
        out[i].from += out[i].from == ALIGN_NONE ? 0 : (uint32_t)before;
        out[i].to += out[i].to == ALIGN_NONE ? 0 : (uint32_t)before;
    }
    for (size_t i = behind; i-- > 0; n++) {
        size_t x = s->from->n - 1 - i, y = s->to->n - 1 - i;
        out[n] = (aligned){(uint32_t)x, (uint32_t)y, cost_at(s, x, y)};
    }
    g->from = s->from->leaves;
    g->to = s->to->leaves;
    return n;
}

/* Steps through the grid of what is behind the first `before` leaves. */
static size_t align_behind(arena *a, const sides *s, size_t before, bool is_drifted, aligned *p) {
    grid g;
    size_t n = align_rest(a, s, before, is_drifted, &g, p);
    prefer_one_gap(&g, p, n);
    prefer_elided(&g, p, n);
    prefer_sections(&g, p, n);
    return part_classes(&g, p, n);
}

static size_t count_pairs(const aligned *p, size_t n) {
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++)
        pairs += aligned_is_pair(&p[i]);
    return pairs;
}

alignment align_outlines(arena *a, const outline *from, const outline *to, float ratio) {
    sides s = {from, to, ratio};
    aligned *p = arena_make(a, aligned, from->n + to->n);
    size_t before = count_before(&s, p), n = before;
    if (n < from->n || n < to->n)
        n = align_behind(a, &s, before, false, p);
    alignment out = {.p = p, .n = n, .pairs = count_pairs(p, n)};
    if (!drift_is_in(from, to, &out))
        return out;
    alignment *plain = arena_make(a, alignment, 1);
    aligned *again = arena_make(a, aligned, from->n + to->n);
    *plain = out;
    memcpy(again, p, before * sizeof *p);
    n = drift_part(from, to, again, align_behind(a, &s, before, true, again));
    return (alignment){.p = again, .n = n, .pairs = count_pairs(again, n), .plain = plain};
}
