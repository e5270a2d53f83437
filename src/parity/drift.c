#include "parity/drift.h"

#include "base/utf8.h"
#include "parity/comment.h"
#include "parity/split.h"

/* So many runs of gaps and pairs that contradict each other are no slip. */
enum { AMISS = 3 };

static const float odd_many = 8, odd_one = 4, odd_lost = 2, odd_level = 5, odd_kind = 2,
                   odd_lines = 4;

/* What an address ends with: "e5.der" of "/certs/e5.der". */
static str last_part(str url) {
    while (url.n && (url.p[url.n - 1] == '/' || url.p[url.n - 1] == '#'))
        url.n--;
    size_t slash = str_rfind_char(url, '/');
    return slash == STR_NONE ? url : str_from(url, slash + 1);
}

/* Do two addresses begin alike for the most part? */
static bool is_near(str x, str y) {
    enum { LEAST = 40 };
    size_t n = 0;
    while (n < x.n && n < y.n && x.p[n] == y.p[n])
        n++;
    return n >= LEAST && 4 * n >= 3 * x.n && 4 * n >= 3 * y.n;
}

/* Has each language its own Wikipedia? */
static bool are_wikis(str x, str y) {
    return str_has(x, S("wikipedia.org/")) && str_has(y, S("wikipedia.org/"));
}

/* "pot" of "pots/pot.png": the same picture may be of another kind. */
static str name_of(const atom *x, str url) {
    str name = last_part(url);
    size_t dot = x->kind == ATOM_IMAGE ? str_rfind_char(name, '.') : STR_NONE;
    return dot == STR_NONE ? name : str_slice(name, 0, dot);
}

/* Does an address of one look like what became of one of the other? */
static bool has_like(const leaf *from, const leaf *to) {
    enum { LETTERS = 4 };
    for (uint32_t i = 0; i < from->natoms; i++) {
        str one = from->atoms[i].kind <= ATOM_IMAGE ? from->atoms[i].key : (str){0};
        str x = name_of(&from->atoms[i], one);
        for (uint32_t k = 0; k < to->natoms && one.n; k++) {
            str other = to->atoms[k].kind <= ATOM_IMAGE ? to->atoms[k].key : (str){0};
            if (are_wikis(one, other) ||
                (x.n >= LETTERS &&
                 (str_eq(name_of(&to->atoms[k], other), x) || is_near(one, other))))
                return true;
        }
    }
    return false;
}

/* Is code of the one in the other, without backticks? */
static bool says_code(const leaf *x, const leaf *y) {
    enum { LETTERS = 3 };
    for (uint32_t i = 0; i < x->natoms; i++)
        if (x->atoms[i].kind == ATOM_CODE && x->atoms[i].text.n >= LETTERS &&
            str_has(y->text, x->atoms[i].text))
            return true;
    return false;
}

/* "su" of `su root` and `su utilizator`: a command with a word that was translated. */
static bool is_one_command(str x, str y) {
    size_t n = str_find_char(x, ' ');
    return n != STR_NONE && n > 1 && n == str_find_char(y, ' ') &&
           str_eq(str_slice(x, 0, n), str_slice(y, 0, n));
}

/* Is code of the one that of the other but for a letter or two, or with signs behind it: `with/1`
 * for `with`, `mix.test` for `mix test`, `Enter` for `enter`? Or was it translated? */
static bool has_like_code(const leaf *x, const leaf *y) {
    enum { LETTERS = 3, LONG = 6, SLIP = 2 };
    for (uint32_t i = 0; i < x->natoms; i++) {
        str one = x->atoms[i].kind == ATOM_CODE ? x->atoms[i].text : (str){0};
        for (uint32_t k = 0; k < y->natoms && one.n >= LETTERS; k++) {
            str other = y->atoms[k].kind == ATOM_CODE ? y->atoms[k].text : (str){0};
            bool is_begun = str_starts(one, other) || str_starts(other, one) ||
                            str_eq_fold(one, other) || is_one_command(one, other);
            bool is_translated = utf8_is_ascii(one) != utf8_is_ascii(other);
            if (other.n >= LETTERS &&
                (is_begun || is_translated || (one.n >= LONG && str_distance(one, other) <= SLIP)))
                return true;
        }
    }
    return false;
}

/* Are two names in both? "Windows XP" is one system, whatever the link behind it. */
static bool has_names(const leaf *from, const leaf *to) {
    enum { ENOUGH = 2 };
    return align_names(from, to) >= ENOUGH;
}

/* Do both hold what a translation keeps, and nothing of it in common? */
static bool is_odd(const leaf *from, const leaf *to) {
    uint32_t common = 0;
    if (from->class != LEAF_TEXT || to->class != LEAF_TEXT || !from->nanchors || !to->nanchors)
        return false;
    align_anchors(from, to, &common);
    return !common && !has_names(from, to) && !has_like(from, to) && !says_code(from, to) &&
           !says_code(to, from) && !has_like_code(from, to);
}

static bool is_gap(const aligned *x) {
    return !aligned_is_pair(x);
}

/* What is missing at the end was cut off, and not rewritten. */
bool drift_is_in(const outline *from, const outline *to, const alignment *al) {
    size_t runs = 0, odd = 0, n = al->n;
    while (n && al->p[n - 1].to == ALIGN_NONE)
        n--;
    for (size_t i = 0; i < n; i++)
        runs += is_gap(&al->p[i]) && (i == 0 || !is_gap(&al->p[i - 1]));
    for (size_t i = 0; runs && runs < AMISS && i < n; i++) {
        const aligned *x = &al->p[i];
        odd += !is_gap(x) && is_odd(&from->leaves[x->from], &to->leaves[x->to]);
    }
    return runs && runs + odd >= AMISS;
}

static float anchor_drift(const leaf *from, const leaf *to) {
    if (is_odd(from, to))
        return from->nanchors > 1 && to->nanchors > 1 ? odd_many : odd_one;
    bool is_lost = (from->nanchors > 1 && !to->nanchors) || (to->nanchors > 1 && !from->nanchors);
    return from->class == LEAF_TEXT && is_lost ? odd_lost : 0;
}

/* Has a leaf of code so many lines that one of them might be the same? */
static bool is_long(const leaf *l) {
    enum { LINES = 3 };
    uint32_t n = 0;
    for (size_t i = 0; i < l->text.n && n < LINES; i++)
        n += l->text.p[i] == '\n';
    return l->class == LEAF_HTML || (n >= LINES && code_kind_of(l->info) == CODE_NAMED);
}

/* Is it HTML with the same tags? Then what is between them was translated. */
static bool has_tags_of(const leaf *from, const leaf *to) {
    return from->class == LEAF_HTML && split_tags(from->text) == split_tags(to->text);
}

float drift_cost(const leaf *from, const leaf *to) {
    float cost = 0;
    if (from->class != to->class)
        return 0;
    if (from->class == LEAF_CODE || from->class == LEAF_HTML)
        return is_long(from) && is_long(to) && align_lines(from, to) <= 0 && !has_tags_of(from, to)
                   ? odd_lines
                   : 0;
    if (from->class == LEAF_HEADING)
        return from->level != to->level ? odd_level : 0;
    cost = from->context != to->context || (from->flags ^ to->flags) & LEAF_IS_ITEM ? odd_kind : 0;
    return cost + anchor_drift(from, to);
}

/* ---- one text in the place of another ---- */

typedef struct steps {
    const outline *from, *to;
    const aligned *p;
    size_t n;
} steps;

static bool is_odd_step(const steps *s, size_t i) {
    const aligned *x = &s->p[i];
    return !is_gap(x) && is_odd(&s->from->leaves[x->from], &s->to->leaves[x->to]);
}

/* Is it a pair by more than its place? */
static bool is_held(const steps *s, size_t i) {
    const aligned *x = &s->p[i];
    const leaf *from = &s->from->leaves[x->from], *to = &s->to->leaves[x->to];
    uint32_t common = 0;
    if (from->class == LEAF_CODE || from->class == LEAF_HTML)
        return align_lines(from, to) >= 0.5F;
    align_anchors(from, to, &common);
    return common || from->hash == to->hash;
}

/* Is there a gap beside it, but for a few pairs that nothing holds? */
static bool is_beside_gap(const steps *s, size_t i) {
    enum { NEAR = 3 };
    for (size_t k = i; k-- > 0 && k + NEAR >= i && (is_gap(&s->p[k]) || !is_held(s, k));)
        if (is_gap(&s->p[k]))
            return true;
    for (size_t k = i + 1; k < s->n && k <= i + NEAR && (is_gap(&s->p[k]) || !is_held(s, k)); k++)
        if (is_gap(&s->p[k]))
            return true;
    return false;
}

bool drift_is_doubtful(const outline *from, const outline *to, const alignment *al, size_t step) {
    steps s = {from, to, al->p, al->n};
    return !is_gap(&al->p[step]) && !is_held(&s, step) && is_beside_gap(&s, step);
}

bool drift_has_gap(const alignment *al) {
    enum { SECTION = 5 };
    size_t n = 0;
    for (size_t i = 0; i < al->n && n < SECTION; i++)
        n = is_gap(&al->p[i]) ? n + 1 : 0;
    return n == SECTION;
}

size_t drift_part(const outline *from, const outline *to, aligned *p, size_t n) {
    steps s = {from, to, p, n};
    for (size_t i = 0; i < n; i++)
        if (is_odd_step(&s, i) && is_beside_gap(&s, i))
            p[i].cost = ALIGN_NEVER;
    return align_part(p, n);
}

/* ---- another text altogether ---- */

/* What pairs of true translations stay under and those of other texts do not, a leaf: of 2,800 with
 * a fault each and 860 published ones the strangest had 1.0, of other texts the least strange 1.5.
 * A few leaves may all have been tampered with, so they must be stranger. */
static const float strange = 1.2F, stranger = 2, most = 3;
enum {
    FEW_PAIRS = 5,
    RUN_LEAVES = 2, /* of a run count, on either side: one section that is missing is one fault */
};

/* Counts a run of gaps that begins at step i. Gives its end. Blocks that are missing at the end say
 * nothing about the rest. */
static size_t add_run(const alignment *al, size_t i, float *sum, size_t *leaves) {
    size_t lost = 0, added = 0;
    for (; i < al->n && is_gap(&al->p[i]); i++) {
        lost += al->p[i].from != ALIGN_NONE;
        added += al->p[i].to != ALIGN_NONE;
    }
    if (i == al->n && !added)
        return i;
    size_t n = lost < RUN_LEAVES ? lost : RUN_LEAVES;
    n += added < RUN_LEAVES ? added : RUN_LEAVES;
    *sum += ALIGN_GAP * (float)n;
    *leaves += n;
    return i;
}

bool drift_is_other(const alignment *al) {
    float sum = 0;
    size_t leaves = 0;
    for (size_t i = 0; i < al->n;) {
        const aligned *x = &al->p[i];
        if (is_gap(x)) {
            i = add_run(al, i, &sum, &leaves);
            continue;
        }
        sum += x->cost < most ? x->cost : most;
        leaves += 2;
        i++;
    }
    return al->pairs > 1 && sum > (al->pairs < FEW_PAIRS ? stranger : strange) * (float)leaves;
}
