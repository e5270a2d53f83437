#include "parity/align.h"

#include <stdlib.h>
#include <string.h>

#include "parity/align_grid.h"

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
static size_t part_classes(const sides *s, aligned *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (aligned_is_pair(&p[i]) &&
            s->from->leaves[p[i].from].class != s->to->leaves[p[i].to].class)
            p[i].cost = ALIGN_NEVER;
    return align_part(p, n);
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

/* ---- what needs no grid ---- */

/* Is a pair one that no other alignment would beat? */
static bool is_likely(float cost) {
    return cost <= 1.5F;
}

/* Is it a pair by what both hold, and neither with the other's neighbour? */
static bool is_sure(const sides *s, size_t i, size_t k) {
    static const float held = -1, far = 1;
    float cost = sides_cost(s, i, k);
    return cost <= held && (k + 1 >= s->to->n || sides_cost(s, i, k + 1) >= cost + far) &&
           (k == 0 || sides_cost(s, i, k - 1) >= cost + far) &&
           (i + 1 >= s->from->n || sides_cost(s, i + 1, k) >= cost + far) &&
           (i == 0 || sides_cost(s, i - 1, k) >= cost + far);
}

/* How many leaves from the beginning on are paired in their order, up to a sure pair. */
static size_t count_before(const sides *s, aligned *out) {
    size_t n = s->from->n < s->to->n ? s->from->n : s->to->n, i = 0;
    for (; i < n; i++) {
        float cost = sides_cost(s, i, i);
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
    while (i < most && is_likely(sides_cost(s, m - 1 - i, n - 1 - i)))
        i++;
    while (i && !is_sure(s, m - i, n - i))
        i--;
    return i;
}

/* How many leaves from (i, i) on, up to `end`, belong together: the next sure pair begins others.
 */
static size_t count_segment(const sides *s, size_t i, size_t end, bool *is_plain) {
    size_t n = 0;
    *is_plain = true;
    do
        *is_plain = *is_plain && is_likely(sides_cost(s, i + n, i + n));
    while (++n < end - i && !is_sure(s, i + n, i + n));
    return n;
}

static size_t pair_up(const sides *s, size_t i, size_t k, size_t n, aligned *out) {
    for (size_t x = 0; x < n; x++)
        out[x] = (aligned){(uint32_t)(i + x), (uint32_t)(k + x), sides_cost(s, i + x, k + x)};
    return n;
}

/* As many leaves on both sides: sure pairs part them, and what is likely between two of those needs
 * no grid either. */
static size_t align_square(arena *a, const sides *s, const bool *twins, size_t from, size_t end,
                           aligned *out) {
    size_t steps = 0;
    bool is_plain;
    for (size_t i = from, n; i < end; i += n) {
        n = count_segment(s, i, end, &is_plain);
        steps += is_plain ? pair_up(s, i, i, n, out + steps)
                          : grid_align(a, s, twins, (stretch){i, n, i, n}, out + steps);
    }
    return steps;
}

/* What is between them goes through the grid. */
static size_t align_rest(arena *a, const sides *s, size_t before, aligned *out) {
    size_t behind = count_behind(s, before), m = s->from->n, n = s->to->n, steps = before;
    const bool *twins = find_twins(a, s->to);
    if (m == n)
        steps += align_square(a, s, twins, before, m - behind, out + steps);
    else
        steps += grid_align(a, s, twins,
                            (stretch){before, m - before - behind, before, n - before - behind},
                            out + steps);
    return steps + pair_up(s, m - behind, n - behind, behind, out + steps);
}

/* The steps of what is behind the first `before` leaves. */
static size_t align_behind(arena *a, const sides *s, size_t before, aligned *p) {
    size_t n = align_rest(a, s, before, p);
    align_prefer(s, p, n);
    return part_classes(s, p, n);
}

static size_t count_pairs(const aligned *p, size_t n) {
    size_t pairs = 0;
    for (size_t i = 0; i < n; i++)
        pairs += aligned_is_pair(&p[i]);
    return pairs;
}

alignment align_outlines(arena *a, const outline *from, const outline *to, float ratio) {
    sides s = {from, to, ratio, false};
    aligned *p = arena_make(a, aligned, from->n + to->n);
    size_t before = count_before(&s, p), n = before;
    if (n < from->n || n < to->n)
        n = align_behind(a, &s, before, p);
    alignment out = {.p = p, .n = n, .pairs = count_pairs(p, n)};
    if (!drift_is_in(from, to, &out))
        return out;
    alignment *plain = arena_make(a, alignment, 1);
    aligned *again = arena_make(a, aligned, from->n + to->n);
    *plain = out;
    memcpy(again, p, before * sizeof *p);
    s.is_drifted = true;
    n = drift_part(from, to, again, align_behind(a, &s, before, again));
    return (alignment){.p = again, .n = n, .pairs = count_pairs(again, n), .plain = plain};
}
