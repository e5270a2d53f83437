#include "parity/sections.h"

#include "base/vec.h"
#include "parity/rules/quantities.h"

enum { MOST = 64 }; /* sections out of order, that are looked at */

/* From a heading up to the next one that is not below it; the first may be without. */
typedef struct section {
    uint32_t at, n; /* leaves */
} section;

typedef vec(section) sections;

/* The sections that headings of this level and those above it begin. */
static sections cut(arena *a, const outline *o, unsigned level, bool *has_level) {
    sections out = {0};
    *vec_push(a, &out) = (section){0, 0};
    *has_level = false;
    for (size_t i = 0; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        if (l->class == LEAF_HEADING && l->level <= level && !l->context) {
            *vec_push(a, &out) = (section){(uint32_t)i, 0};
            *has_level = *has_level || l->level == level;
        }
        out.p[out.n - 1].n++;
    }
    return out;
}

/* How unlike two sections are, a leaf; ALIGN_NEVER: they are not the same one. */
static float unlike(const pair *p, const section *x, const section *y) {
    const leaf *from = &p->from->o.leaves[x->at], *to = &p->to->o.leaves[y->at];
    float sum = 0;
    if (x->n != y->n)
        return ALIGN_NEVER;
    for (uint32_t i = 0; i < x->n; i++) {
        if (from[i].class != to[i].class || from[i].level != to[i].level)
            return ALIGN_NEVER;
        sum += align_cost(&from[i], &to[i], p->ratio);
    }
    return x->n ? sum / (float)x->n : 0;
}

/* Which section of the translation is which one of the original. */
typedef struct permutation {
    const pair *p;
    sections from, to;
    size_t *to_of; /* of each section of the original, the one of the translation */
    bool *is_kept; /* by section of the original: the translation has it in this order */
} permutation;

typedef struct costs {
    float *p; /* n rows of n */
    size_t n;
    bool *from_done, *to_done;
} costs;

/* The two that are most alike of those that are left. */
static float find_best(const costs *c, size_t *from, size_t *to) {
    float least = ALIGN_NEVER;
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < c->n; k++)
            if (!c->from_done[i] && !c->to_done[k] && c->p[i * c->n + k] < least) {
                least = c->p[i * c->n + k];
                *from = i;
                *to = k;
            }
    return least;
}

static bool is_alike(float cost) {
    return cost <= 1.5F;
}

/* Gives each of the sections at `off` its counterpart among them, the surest first. */
static bool assign(permutation *x, const size_t *off, size_t n) {
    arena *a = x->p->a;
    costs c = {arena_make(a, float, n *n), n, arena_make(a, bool, n), arena_make(a, bool, n)};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            c.p[i * n + k] = unlike(x->p, &x->from.p[off[i]], &x->to.p[off[k]]);
    for (size_t left = n; left; left--) {
        size_t from = 0, to = 0;
        if (!is_alike(find_best(&c, &from, &to)))
            return false;
        c.from_done[from] = c.to_done[to] = true;
        x->to_of[off[from]] = off[to];
    }
    return true;
}

/* Do two leaves of a pair say otherwise: other code, other things that stay, or other names? */
static bool say_otherwise(const leaf *from, const leaf *to, float cost) {
    static const float otherwise = 1.5F;
    enum { NAMES = 3 };
    return cost >= otherwise || (cost >= 0 && from->nnames >= NAMES && to->nnames >= NAMES);
}

/* What a pair of leaves costs: most are one of the alignment, as many leaves from its beginning. */
static float cost_of(const pair *p, uint32_t from, uint32_t to) {
    const aligned *x = from < p->al.n ? &p->al.p[from] : NULL;
    if (x && x->from == from && x->to == to)
        return x->cost;
    return align_cost(&p->from->o.leaves[from], &p->to->o.leaves[to], p->ratio);
}

/* Is a section where it belongs? Two of the same shape may pass for one another, but for a leaf
 * that says otherwise. */
static bool is_in_place(const pair *p, const section *x, const section *y) {
    if (x->n != y->n)
        return false;
    for (uint32_t i = 0; i < x->n; i++) {
        const leaf *from = &p->from->o.leaves[x->at + i], *to = &p->to->o.leaves[y->at + i];
        if (from->class != to->class || from->level != to->level ||
            say_otherwise(from, to, cost_of(p, x->at + i, y->at + i)))
            return false;
    }
    return true;
}

/* Do sections that moved fit their new places, and clearly better than those where they are? */
static bool is_clear(const permutation *x) {
    static const float clearly = 2;
    float better = 0;
    size_t n = 0;
    for (size_t i = 0; i < x->from.n; i++) {
        const section *from = &x->from.p[i];
        if (x->to_of[i] == i)
            continue;
        n++;
        better += (float)from->n *
                  (unlike(x->p, from, &x->to.p[i]) - unlike(x->p, from, &x->to.p[x->to_of[i]]));
    }
    return n && better >= clearly * (float)n;
}

/* Are the sections of this level the same on both sides, some of them in other places? */
static bool find_permutation(permutation *x, unsigned level) {
    arena *a = x->p->a;
    bool has_from, has_to;
    size_t off[MOST], n = 0;
    x->from = cut(a, &x->p->from->o, level, &has_from);
    x->to = cut(a, &x->p->to->o, level, &has_to);
    if (!has_from || !has_to || x->from.n != x->to.n)
        return false;
    x->to_of = arena_make(a, size_t, x->from.n);
    for (size_t i = 0; i < x->from.n; i++) {
        x->to_of[i] = i;
        if (is_in_place(x->p, &x->from.p[i], &x->to.p[i]))
            continue;
        if (n == MOST)
            return false;
        off[n++] = i;
    }
    return n > 1 && assign(x, off, n) && is_clear(x);
}

/* As many sections as can be keep their place; of those that can, the longest. */
static void keep_most(permutation *x) {
    static const uint64_t one = (uint64_t)1 << 32;
    size_t n = x->from.n, best = 0;
    uint64_t *sum = arena_make(x->p->a, uint64_t, n);
    size_t *before = arena_make(x->p->a, size_t, n);
    x->is_kept = arena_make(x->p->a, bool, n);
    for (size_t i = 0; i < n; i++) {
        before[i] = i;
        for (size_t k = 0; k < i; k++)
            if (x->to_of[k] < x->to_of[i] && sum[k] > sum[i]) {
                sum[i] = sum[k];
                before[i] = k;
            }
        sum[i] += one + x->from.p[i].n;
        best = sum[i] > sum[best] ? i : best;
    }
    for (size_t i = best;; i = before[i]) {
        x->is_kept[i] = true;
        if (before[i] == i)
            break;
    }
}

/* ---- the alignment ---- */

typedef struct steps {
    aligned *p;
    size_t n;
} steps;

static void add_gaps(steps *s, const section *x, bool is_from) {
    for (uint32_t i = 0; i < x->n; i++)
        s->p[s->n++] =
            is_from ? (aligned){x->at + i, ALIGN_NONE, 0} : (aligned){ALIGN_NONE, x->at + i, 0};
}

static void add_pairs(steps *s, const pair *p, const section *x, const section *y) {
    for (uint32_t i = 0; i < x->n; i++) {
        const leaf *from = &p->from->o.leaves[x->at + i], *to = &p->to->o.leaves[y->at + i];
        s->p[s->n++] = (aligned){x->at + i, y->at + i, align_cost(from, to, p->ratio)};
    }
}

/* What is kept is paired, and what moved stands before the next of these on its side. */
static alignment align_kept(const permutation *x) {
    const pair *p = x->p;
    steps s = {.p = arena_make(p->a, aligned, p->from->o.n + p->to->o.n)};
    size_t to = 0, pairs = 0;
    for (size_t i = 0; i < x->from.n; i++) {
        if (!x->is_kept[i]) {
            add_gaps(&s, &x->from.p[i], true);
            continue;
        }
        for (; to < x->to_of[i]; to++)
            add_gaps(&s, &x->to.p[to], false);
        add_pairs(&s, p, &x->from.p[i], &x->to.p[to++]);
        pairs += x->from.p[i].n;
    }
    for (; to < x->to.n; to++)
        add_gaps(&s, &x->to.p[to], false);
    return (alignment){.p = s.p, .n = s.n, .pairs = pairs};
}

static const moves *list_moved(const permutation *x) {
    vec(moved_section) all = {0};
    size_t n = x->from.n;
    for (size_t to = 0; to < n; to++)
        for (size_t i = 0; i < n; i++)
            if (x->to_of[i] == to && !x->is_kept[i])
                *vec_push(x->p->a, &all) = (moved_section){
                    .from = x->from.p[i].at,
                    .to = x->to.p[to].at,
                    .n = x->from.p[i].n,
                    .before = i && x->from.p[i - 1].n ? x->to.p[x->to_of[i - 1]].at : ALIGN_NONE,
                    .behind = i + 1 < n ? x->to.p[x->to_of[i + 1]].at : ALIGN_NONE,
                };
    moves *out = arena_make(x->p->a, moves, 1);
    *out = (moves){all.p, all.n};
    return out;
}

/* Leaves without a counterpart on both sides, or pairs that say otherwise. */
static bool may_be_out_of_order(const pair *p) {
    size_t lost = 0, added = 0, odd = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        lost += x->to == ALIGN_NONE;
        added += x->from == ALIGN_NONE;
        odd += aligned_is_pair(x) && say_otherwise(pair_from(p, x), pair_to(p, x), x->cost);
    }
    return (lost && added) || odd > 1;
}

const moves *sections_find(pair *p) {
    enum { LEVELS = 6, SECTIONS = 1000 };
    permutation x = {.p = p};
    for (unsigned level = 1; may_be_out_of_order(p) && level <= LEVELS; level++)
        if (find_permutation(&x, level) && x.from.n <= SECTIONS) {
            keep_most(&x);
            p->al = align_kept(&x);
            return list_moved(&x);
        }
    return NULL;
}

/* ---- telling ---- */

/* The heading of a section of the translation, in quotes. */
static str title(const pair *p, uint32_t at) {
    return leaf_quote(p->a, &p->to->o.leaves[at]);
}

/* "move lines 9 to 13 behind the section "Cups"" */
static void help_one(const pair *p, diag *e, const moved_section *m) {
    const leaf *first = &p->to->o.leaves[m->to], *last = first + m->n - 1;
    const source *src = p->to->src;
    uint32_t end =
        last->at + (uint32_t)str_rtrim(str_slice(src->text, last->at, last->at + last->n)).n;
    bool is_first = m->before == ALIGN_NONE;
    uint32_t beside = is_first ? m->behind : m->before;
    if (beside == ALIGN_NONE)
        return;
    diag_help(p->d, e, "move lines %u to %u %s %.*s, or change the original's order too",
              source_place(src, first->at).line, source_place(src, end).line,
              is_first ? "before" : "behind what stands under", STR_FMT(title(p, beside)));
}

void sections_tell(const pair *p) {
    const moves *m = p->moved;
    const moved_section *first = m->p;
    str quote = title(p, first->to);
    span at = outline_leaf(&p->to->o, &p->to->o.leaves[first->to]);
    buf what = buf_new(p->a, 32);
    if (m->n == 1)
        buf_lit(&what, "a section stands");
    else
        buf_printf(&what, "%zu sections stand", m->n);
    diag *e = diag_add(p->d, RULE_PARITY_ORDER, at, "%.*s elsewhere than in the original: %.*s",
                       STR_FMT(buf_str(&what)), STR_FMT(quote));
    if (m->n == 1)
        help_one(p, e, first);
    else
        diag_help(p->d, e, "give the sections the original's order, or the original theirs");
    pair_original(p, e, &p->from->o.leaves[first->from], "the original has it here");
    for (size_t i = 0; i < m->n; i++)
        for (uint32_t k = 0; k < m->p[i].n; k++)
            pair_tell(p, &p->from->o.leaves[m->p[i].from + k], &p->to->o.leaves[m->p[i].to + k]);
}

static version *narrowed(const pair *p, const version *v, uint32_t at, uint32_t n) {
    version *out = arena_make(p->a, version, 1);
    *out = *v;
    out->front = value_nil();
    out->o.leaves += at;
    out->o.n = n;
    out->o.nmarks = 0;
    return out;
}

pair *sections_pair(const pair *p, const moved_section *m) {
    pair *out = arena_make(p->a, pair, 1);
    section from = {0, m->n}, to = from;
    steps s = {.p = arena_make(p->a, aligned, m->n)};
    *out = *p;
    out->from = narrowed(p, p->from, m->from, m->n);
    out->to = narrowed(p, p->to, m->to, m->n);
    out->figures = p->figures + m->from;
    add_pairs(&s, out, &from, &to);
    out->al = (alignment){.p = s.p, .n = s.n, .pairs = s.n};
    out->told_from = arena_make(p->a, bool, m->n);
    out->told_to = arena_make(p->a, bool, m->n);
    return out;
}
