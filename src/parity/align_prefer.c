/* Of alignments that cost about the same, the one that a reader would choose. */
#include "parity/align_grid.h"
#include "parity/spoken.h"

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
static float cost_of(const sides *s, const aligned *p, const broken_gap *b, size_t off) {
    float cost = 0;
    for (size_t i = b->pairs; i < b->again; i++) {
        uint32_t from = p[i].from, to = p[i].to;
        if (b->is_from)
            from += (uint32_t)off - (uint32_t)(b->pairs - b->first);
        else
            to += (uint32_t)off - (uint32_t)(b->pairs - b->first);
        cost += sides_weight(s, from, to);
    }
    return cost;
}

/* Writes the steps anew: `lead` leaves of the gap, the pairs, the rest of the gap. */
static void join_gaps(const sides *s, aligned *p, const broken_gap *b, size_t lead) {
    uint32_t gap = b->is_from ? p[b->first].from : p[b->first].to;
    uint32_t other = b->is_from ? p[b->pairs].to : p[b->pairs].from;
    size_t npairs = b->again - b->pairs;
    for (size_t i = b->first; i < b->end; i++, gap++) {
        bool is_pair = i - b->first >= lead && i - b->first < lead + npairs;
        uint32_t x = is_pair ? other++ : ALIGN_NONE;
        p[i] = b->is_from ? (aligned){gap, x, 0} : (aligned){x, gap, 0};
        if (is_pair)
            p[i].cost = sides_cost(s, p[i].from, p[i].to);
    }
}

/* A text that stops, and a section that is missing, are one gap. A few pairs within it that would
 * do nearly as well before or behind it are a coincidence. */
static void prefer_one_gap(const sides *s, aligned *p, size_t n) {
    static const float nearly = 4;
    broken_gap b;
    for (size_t i = n; i-- > 0;) {
        bool is_from = is_gap_of(&p[i], true);
        bool begins = i == 0 || !is_gap_of(&p[i - 1], is_from);
        if (!begins || !is_gap_of(&p[i], is_from) || !find_broken(p, i, n, is_from, &b))
            continue;
        size_t all = b.end - b.first - (b.again - b.pairs);
        float now = cost_of(s, p, &b, b.pairs - b.first);
        float before = cost_of(s, p, &b, 0), behind = cost_of(s, p, &b, all);
        if ((before < behind ? before : behind) <= now + nearly)
            join_gaps(s, p, &b, before < behind ? 0 : all);
    }
}

/* ---- whole sections ---- */

enum { MOST_LAID = 8 }; /* pairs that a gap may be moved over */

static const float section_slack = 2;

static const leaf *gap_leaf(const sides *s, const aligned *x, bool is_from) {
    return is_from ? &s->from->leaves[x->from] : &s->to->leaves[x->to];
}

static bool are_pairs(const aligned *p, size_t i, size_t end) {
    for (; i < end; i++)
        if (is_gap_of(&p[i], true) || is_gap_of(&p[i], false))
            return false;
    return true;
}

/* Moves a gap to the other end of the pairs beside it, unless these cost much more then. `lead`:
 * how many leaves of the gap are to be before them, `now`: how many are. */
static bool move_gap(const sides *s, aligned *p, const broken_gap *b, size_t lead, size_t now,
                     float much) {
    if (cost_of(s, p, b, lead) > cost_of(s, p, b, now) + much)
        return false;
    join_gaps(s, p, b, lead);
    return true;
}

/* Back, so that it begins with a heading: its last one is of the level of one before it. */
static bool begin_before(const sides *s, aligned *p, size_t i, size_t end, bool is_from) {
    for (size_t k = 1; k < end - i && k <= i && k <= MOST_LAID; k++) {
        const leaf *x = gap_leaf(s, &p[end - k], is_from);
        if (x->class != LEAF_HEADING)
            continue;
        broken_gap b = {.first = i - k, .pairs = i - k, .again = i, .end = end, .is_from = is_from};
        const leaf *y = are_pairs(p, i - k, i) ? gap_leaf(s, &p[i - k], is_from) : NULL;
        return y && y->class == LEAF_HEADING && y->level == x->level &&
               move_gap(s, p, &b, end - i, 0, section_slack);
    }
    return false;
}

/* Forth, so that it begins with its first heading and ends before one that is no lower. */
static void begin_behind(const sides *s, aligned *p, size_t i, size_t end, size_t n, bool is_from) {
    for (size_t k = 0; k < end - i && k <= MOST_LAID && end + k <= n; k++) {
        const leaf *x = gap_leaf(s, &p[i + k], is_from);
        if (x->class != LEAF_HEADING)
            continue;
        broken_gap b = {.first = i, .pairs = end, .again = end + k, .end = end + k};
        b.is_from = is_from;
        const leaf *y = end + k == n || !are_pairs(p, end, end + k + 1)
                            ? NULL
                            : gap_leaf(s, &p[end + k], is_from);
        if (k && y && y->class == LEAF_HEADING && y->level <= x->level)
            move_gap(s, p, &b, 0, end - i, section_slack);
        return;
    }
}

/* Of two headings about as long either could be the one that is missing, and of two paragraphs
 * before them too. What is missing is a section then, not the end of one and the next one's
 * beginning. */
static void prefer_sections(const sides *s, aligned *p, size_t n) {
    for (size_t i = 1; i < n; i++) {
        bool is_from = p[i].to == ALIGN_NONE;
        if (!is_gap_of(&p[i], is_from) || is_gap_of(&p[i - 1], true) || is_gap_of(&p[i - 1], false))
            continue;
        size_t end = gap_end(p, i, n, is_from);
        bool is_alone = end == n || !is_gap_of(&p[end], !is_from);
        if (end - i > 1 && is_alone && !begin_before(s, p, i, end, is_from))
            begin_behind(s, p, i, end, n, is_from);
        i = end - 1;
    }
}

/* ---- what stands for text ---- */

/* What is missing beside "[...]" is what that stands for: a gap with a few pairs between them is
 * moved to it. */
static void gather_elided(const sides *s, aligned *p, size_t n, size_t at, float much) {
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
        move_gap(s, p, &b, 0, before - first, much);
    b = (broken_gap){high, high, behind, end, true};
    if (end > behind && behind > high && behind - high <= MOST_LAID)
        move_gap(s, p, &b, end - behind, 0, much);
}

/* Code that the original has not, where one paragraph is missing and nothing else, is likely to be
 * that, put between fences. */
static void prefer_elided(const sides *s, aligned *p, size_t n) {
    static const float much = 4, less = 2;
    bool is_one_more = n == s->from->n + 1 && n == s->to->n + 1;
    for (size_t i = 0; i < n; i++) {
        const leaf *to = p[i].from == ALIGN_NONE ? &s->to->leaves[p[i].to] : NULL;
        if (to && to->flags & LEAF_IS_ELIDED)
            gather_elided(s, p, n, i, much);
        else if (to && to->class == LEAF_CODE && is_one_more)
            gather_elided(s, p, n, i, less);
    }
}

/* ---- words that both have ---- */

enum { MOST_BESIDE = 8 }; /* pairs on either side of a gap */

/* Are two leaves such that either could be missing in place of the other? */
static bool are_alike(const leaf *x, const leaf *y) {
    return x->class == y->class && x->context == y->context &&
           !((x->flags ^ y->flags) & LEAF_IS_ITEM);
}

/* Is an emoji in it? Every language keeps these. */
static bool has_picture(str text) {
    return str_has(text, S("\xF0\x9F")) || str_has(text, S("\xE2\x9C"));
}

/* What a pair weighs, with words of any script that are the same in both languages. */
static float weight_of_words(const sides *s, size_t from, size_t to) {
    enum { ENOUGH = 3 };
    static const float same_word = 1.2F, lost_picture = 1.5F;
    uint64_t x[SPOKEN_WORDS], y[SPOKEN_WORDS];
    size_t n = spoken_words(s->from->leaves[from].text, x);
    size_t m = spoken_words(s->to->leaves[to].text, y);
    size_t both = spoken_common(x, n, y, m);
    bool is_lost = has_picture(s->from->leaves[from].text) != has_picture(s->to->leaves[to].text);
    return sides_weight(s, from, to) - same_word * (float)(both < ENOUGH ? both : ENOUGH) +
           (is_lost ? lost_picture : 0);
}

/* Steps [low, high) are a leaf that only the original has, at `at`, and pairs that are like it: the
 * step where the gap would be cheapest. */
static size_t find_place(const sides *s, const aligned *p, size_t low, size_t at, size_t high) {
    static const float clearly = 1;
    float before[2 * MOST_BESIDE], behind[2 * MOST_BESIDE], cost = 0, sum = 0;
    size_t n = high - low - 1, back = at - low, found = back;
    uint32_t from = p[at].from - (uint32_t)back, to = p[low == at ? at + 1 : low].to;
    for (uint32_t i = 0; i < n; i++) {
        before[i] = weight_of_words(s, from + i, to + i);
        behind[i] = weight_of_words(s, from + i + 1, to + i);
        cost += i < back ? 0 : behind[i] - before[i]; /* of the gap here, beside that at the end */
    }
    float least = cost - clearly;
    for (size_t i = n + 1; i-- > 0;) {
        if (i != back && sum < least) {
            least = sum;
            found = i;
        }
        sum += i ? behind[i - 1] - before[i - 1] : 0;
    }
    return low + found;
}

static void settle_place(const sides *s, aligned *p, size_t low, size_t i, size_t high) {
    size_t at = find_place(s, p, low, i, high);
    broken_gap back = {at, at, i, i + 1, true}, forth = {i, i + 1, at + 1, at + 1, true};
    if (at < i)
        join_gaps(s, p, &back, 1);
    else if (at > i)
        join_gaps(s, p, &forth, 0);
}

/* Of items about as long any could be the one that is missing: the words that are the same in both
 * languages say which one it is. What is more than the original has is known otherwise, by standing
 * twice or being a half. */
static void prefer_words(const sides *s, aligned *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const leaf *l = is_gap_of(&p[i], true) ? &s->from->leaves[p[i].from] : NULL;
        size_t low = i, high = i + 1;
        if (!l || (l->class != LEAF_TEXT && l->class != LEAF_ROW))
            continue;
        while (low > 0 && i - low < MOST_BESIDE && are_pairs(p, low - 1, low) &&
               are_alike(l, &s->from->leaves[p[low - 1].from]))
            low--;
        while (high < n && high - i - 1 < MOST_BESIDE && are_pairs(p, high, high + 1) &&
               are_alike(l, &s->from->leaves[p[high].from]))
            high++;
        bool is_alone = (low < i || !i || are_pairs(p, i - 1, i)) &&
                        (high > i + 1 || high == n || are_pairs(p, i + 1, i + 2));
        if (is_alone && high > low + 1)
            settle_place(s, p, low, i, high);
        i = high - 1;
    }
}

void align_prefer(const sides *s, aligned *p, size_t n) {
    prefer_one_gap(s, p, n);
    prefer_words(s, p, n);
    prefer_elided(s, p, n);
    prefer_sections(s, p, n);
}
