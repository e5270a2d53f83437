/* Paragraphs that are paired, but are another one of the translation once more. */
#include "base/sieve.h"
#include "parity/pair.h"
#include "parity/spoken.h"

enum {
    LONG = 40, /* code points of an original: shorter ones may say the same twice */
    SHORT = 9, /* of its translation: as much in Chinese */
    HELD = 20, /* of one with what a translation keeps */
};

/* Do two originals say something else, so that they cannot be translated alike? */
static bool are_apart(const leaf *x, const leaf *y) {
    uint64_t a[SPOKEN_WORDS], b[SPOKEN_WORDS];
    bool is_shorter = x->text.n < y->text.n;
    size_t n = spoken_words(is_shorter ? x->text : y->text, a);
    size_t m = spoken_words(is_shorter ? y->text : x->text, b);
    return n && m && 5 * spoken_common(a, n, b, m) < 2 * n;
}

/* Does only one of two pairs have in common what a translation keeps? */
static bool is_held_once(const pair *p, const aligned *x, const aligned *y) {
    uint32_t here, there;
    if (!pair_to(p, x)->nanchors || pair_to(p, x)->chars < HELD)
        return false;
    bool is_all = align_anchors(pair_from(p, x), pair_to(p, x), &here) >= 1;
    bool is_all_there = align_anchors(pair_from(p, y), pair_to(p, y), &there) >= 1;
    return !here != !there ||
           (is_all != is_all_there && are_apart(pair_from(p, x), pair_from(p, y)));
}

/* Are two originals long enough, or one of them so much longer, that they cannot say the same? */
static bool are_long(const leaf *x, const leaf *y) {
    uint32_t less = x->chars < y->chars ? x->chars : y->chars;
    uint32_t more = x->chars < y->chars ? y->chars : x->chars;
    return more >= LONG && (less >= LONG || 2 * less <= more);
}

/* Are two originals of the same translation two texts? One of them may hold what a translation
 * keeps, which is not there. */
static bool are_two_texts(const pair *p, const aligned *x, const aligned *y) {
    const leaf *here = pair_from(p, x), *there = pair_from(p, y), *to = pair_to(p, x);
    bool is_lost = !to->nanchors && !here->nanchors != !there->nanchors && to->chars >= HELD;
    return (is_lost || are_long(here, there)) && are_apart(here, there);
}

/* Are there words in each of two texts that the other one has not? */
static bool differ(const leaf *x, const leaf *y) {
    uint64_t a[SPOKEN_WORDS], b[SPOKEN_WORDS];
    size_t n = spoken_words(x->text, a), m = spoken_words(y->text, b);
    size_t both = spoken_common(a, n, b, m), back = spoken_common(b, m, a, n);
    return both < n && back < m;
}

/* Does what stands before it stand in place of it? Neighbours of the same kind that say the same,
 * of originals with other words or numbers, are one text written twice, however short they are, and
 * whatever cells they share. */
static bool is_neighbour(const pair *p, const aligned *x, const aligned *y) {
    const leaf *here = pair_from(p, x), *there = pair_from(p, y);
    bool is_other = differ(here, there) || (here->has_digits && here->figures != there->figures);
    return y + 1 == x && here->class == there->class && is_other;
}

/* Does the original itself say it again and again, in the same words: "--- task ---"? */
static bool is_marker(const pair *p, const leaf *to) {
    size_t n = 0;
    for (size_t i = 0; i < p->from->o.n && n < 2; i++)
        n += p->from->o.leaves[i].hash == to->hash;
    return n == 2;
}

static const aligned *find_same(const pair *p, const aligned *x) {
    const leaf *to = pair_to(p, x);
    for (const aligned *y = p->al.p; y < x; y++)
        if (aligned_is_pair(y) && pair_to(p, y)->hash == to->hash &&
            (is_neighbour(p, x, y) || is_held_once(p, x, y) || are_two_texts(p, x, y)))
            return is_marker(p, to) ? NULL : y;
    return NULL;
}

/* By how many links, tags and the like a pair differs. */
static uint32_t atoms_off(const pair *p, const aligned *x) {
    uint32_t here = pair_to(p, x)->natoms, there = pair_from(p, x)->natoms;
    return here < there ? there - here : here - there;
}

static bool is_worse(const pair *p, const aligned *x, const aligned *y) {
    uint32_t here = atoms_off(p, x), there = atoms_off(p, y);
    return here != there ? here > there : x->cost > y->cost;
}

static void tell(const pair *p, const aligned *x, const aligned *y) {
    const aligned *wrong = is_worse(p, x, y) ? x : y, *right = wrong == x ? y : x;
    const leaf *from = pair_from(p, wrong), *to = pair_to(p, wrong);
    diag *e = diag_add(p->d, RULE_PARITY_DUPLICATE_BLOCK, outline_leaf(&p->to->o, to),
                       "%s stands twice, here in place of another one of the original: %.*s",
                       leaf_name(to), STR_FMT(leaf_quote(p->a, to)));
    diag_also(p->d, e, outline_leaf(&p->to->o, pair_to(p, right)), "it stands here too");
    diag_help(p->d, e, "translate %.*s in its place", STR_FMT(pair_lines(p, from, from)));
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
}

void rule_repeats(const pair *p) {
    sieve seen = {{0}};
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *to = aligned_is_pair(x) ? pair_to(p, x) : NULL;
        bool is_text = to && (to->class == LEAF_TEXT || to->class == LEAF_ROW);
        if (!is_text || to->chars < SHORT || p->told_to[x->to])
            continue;
        const aligned *y = sieve_may_have(&seen, to->hash) ? find_same(p, x) : NULL;
        if (y)
            tell(p, x, y);
        sieve_add(&seen, to->hash);
    }
}
