/* What it costs to take two leaves for a pair. The figures are explained in docs/parity.md. */
#include "parity/align.h"

#include <math.h>

#include "parity/comment.h"

static const float other_class = 14, lost_mark = 6, other_kind = 2.5F, other_context = 1.5F;
static const float other_row = 2.5F, other_task = 0.7F, other_stress = 0.3F;
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

uint32_t align_names(const leaf *x, const leaf *y) {
    return count_common(x->names, x->nnames, y->names, y->nnames);
}

/* Names that stay speak for a pair; that others are gone says nothing. */
static float name_cost(const leaf *from, const leaf *to) {
    enum { ENOUGH = 3 };
    uint32_t both = align_names(from, to);
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
