/* Leaves that only one side has: one finding a run of them, named after what most likely happened.
 */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "parity/credit.h"
#include "parity/cure.h"
#include "parity/doubled.h"
#include "parity/gaps.h"
#include "parity/rules/definition.h"
#include "parity/rules/phrase.h"
#include "parity/rules/remark.h"
#include "parity/rules/stand_in.h"
#include "parity/sections.h"
#include "parity/split.h"
#include "parity/tail.h"

static run read_run(const pair *p, size_t i) {
    run r = {.first = i, .from = ALIGN_NONE, .to = ALIGN_NONE};
    for (; i < p->al.n && !aligned_is_pair(&p->al.p[i]); i++) {
        const aligned *x = &p->al.p[i];
        if (x->from != ALIGN_NONE && r.nfrom++ == 0)
            r.from = x->from;
        if (x->to != ALIGN_NONE && r.nto++ == 0)
            r.to = x->to;
    }
    r.end = i;
    return r;
}

/* Was all of it told of before? */
static bool is_all_told(const gaps *g, const run *r) {
    for (uint32_t i = 0; i < r->nfrom; i++)
        if (!g->p->told_from[r->from + i])
            return false;
    for (uint32_t i = 0; i < r->nto; i++)
        if (!g->p->told_to[r->to + i])
            return false;
    return true;
}

static void find_runs(gaps *g) {
    vec(run) runs = {0};
    const alignment *al = &g->p->al;
    for (size_t i = 0; i < al->n; i++) {
        if (aligned_is_pair(&al->p[i]))
            continue;
        run *r = vec_push(g->p->a, &runs);
        *r = read_run(g->p, i);
        r->is_told = is_all_told(g, r);
        i = r->end;
    }
    g->runs = runs.p;
    g->n = runs.n;
}

/* ---- the end is missing ---- */

/* Nothing of the translation, or one block that says that something is missing. */
static bool is_without(const gaps *g, const run *r) {
    return !r->nto || (r->nto == 1 && gap_added(g, r, 0)->flags & LEAF_IS_ELIDED);
}

static bool is_truncated(const gaps *g, const run *r) {
    if (r->end != g->p->al.n || !is_without(g, r) || !r->nfrom)
        return false;
    size_t least = g->p->from->o.n * 15 / 100;
    return r->nfrom >= 3 && r->nfrom >= least;
}

/* Does the block before a run that is missing at the end stop in the middle? What was cut off
 * explains whatever else is wrong with it. */
static bool settle_cut(const gaps *g, const run *r) {
    const pair *p = g->p;
    const aligned *x = r->first ? &p->al.p[r->first - 1] : NULL;
    if (!x || !aligned_is_pair(x) || r->end != p->al.n || r->nto)
        return false;
    bool is_cut = tail_is_cut(pair_from(p, x), pair_to(p, x), p->ratio);
    if (is_cut || is_truncated(g, r))
        pair_tell(p, pair_from(p, x), pair_to(p, x));
    return is_cut;
}

static void tell_truncated(gaps *g, run *r) {
    const pair *p = g->p;
    const leaf *first = gap_lost(g, r, 0), *last = gap_lost(g, r, r->nfrom - 1);
    diag *e = diag_add(p->d, RULE_PARITY_TRUNCATED, pair_gap(p, r->first),
                       "the translation stops here, %u of the original's %zu blocks are missing",
                       r->nfrom, p->from->o.n);
    str where = pair_lines(p, first, last);
    const leaf *instead = r->nto ? gap_added(g, r, 0) : p->last;
    const char *finish = settle_cut(g, r) ? "finish this block and " : "";
    if (instead)
        diag_help(p->d, e, "translate %.*s in place of %.*s", STR_FMT(where),
                  STR_FMT(cure_lines(p, instead, instead)));
    else
        diag_help(p->d, e, "%stranslate %.*s and put %s here", finish, STR_FMT(where),
                  r->nfrom == 1 ? "it" : "them");
    pair_original(p, e, first, "what is missing begins here");
    r->is_told = true;
}

/* ---- what stands twice ---- */

/* Do the run's leaves stand in the translation at `other` too? */
static bool repeats(const gaps *g, const run *r, uint32_t other) {
    const outline *o = &g->p->to->o;
    if (other + r->nto > o->n)
        return false;
    for (uint32_t i = 0; i < r->nto; i++)
        if (o->leaves[other + i].hash != o->leaves[r->to + i].hash)
            return false;
    return true;
}

static void tell_repeated(gaps *g, run *r, uint32_t first, uint32_t again) {
    const pair *p = g->p;
    const leaf *x = &p->to->o.leaves[first], *y = &p->to->o.leaves[again];
    uint32_t alike = 0;
    while (alike < r->nto && y[alike].hash == x->hash)
        alike++;
    buf what = buf_new(p->a, 64);
    if (r->nto == 1)
        buf_printf(&what, "%s stands twice", leaf_name(y));
    else if (alike == r->nto)
        buf_printf(&what, "%s stands %u times", leaf_name(y), alike + 1);
    else
        buf_printf(&what, "%u blocks stand twice", r->nto);
    diag *e = diag_add(p->d, RULE_PARITY_DUPLICATE_BLOCK, outline_leaf(&p->to->o, y),
                       "%.*s, in the original only once: %.*s", STR_FMT(buf_str(&what)),
                       STR_FMT(leaf_quote(p->a, y)));
    diag_also(p->d, e, outline_leaf(&p->to->o, x), "%s here too",
              alike == r->nto ? "it stands" : "they stand");
    diag_help(p->d, e, "remove %.*s", STR_FMT(cure_lines(p, y, y + r->nto - 1)));
    if (r->nto == 1 && gaps_is_habit(p, y))
        diag_weaken(p->d, e, SEV_WARNING);
    r->is_told = true;
}

/* When blocks stand twice, one behind the other, the alignment may take the end of the first and
 * the beginning of the second for what is too much: as good a choice, but none to tell of. Gives
 * where the first of them begins, ALIGN_NONE when they are no such blocks. */
static uint32_t find_doubled(const gaps *g, const run *r) {
    const outline *o = &g->p->to->o;
    uint32_t left = 0, right = 0, end = r->to + r->nto;
    while (left < r->to && left < r->nto &&
           o->leaves[r->to - 1 - left].hash == o->leaves[end - 1 - left].hash)
        left++;
    while (end + right < o->n && o->leaves[r->to + right].hash == o->leaves[end + right].hash)
        right++;
    return left + right >= r->nto ? r->to - left : ALIGN_NONE;
}

static void find_repeated(gaps *g, run *r) {
    const outline *o = &g->p->to->o;
    if (r->is_told || r->nfrom || !r->nto || gap_added(g, r, 0)->class == LEAF_BREAK ||
        gap_added(g, r, 0)->flags & LEAF_IS_COMMENT)
        return;
    uint32_t doubled = find_doubled(g, r);
    if (doubled != ALIGN_NONE)
        tell_repeated(g, r, doubled, doubled + r->nto);
    for (uint32_t i = 0; i < o->n && !r->is_told; i++)
        if (i != r->to && repeats(g, r, i))
            tell_repeated(g, r, i, r->to);
}

/* ---- one block of HTML or code ---- */

static bool is_split(const pair *p, const run *r, const aligned *beside) {
    return split_html(p, r->to, r->nto, beside) || split_code(p, r->to, r->nto, beside);
}

static void find_split(gaps *g, run *r) {
    const pair *p = g->p;
    if (!r->is_told && !r->nfrom && r->end < p->al.n)
        r->is_told = is_split(p, r, &p->al.p[r->end]);
    if (!r->is_told && !r->nfrom && r->first > 0)
        r->is_told = is_split(p, r, &p->al.p[r->first - 1]);
}

/* ---- the rest is missing, or too much ---- */

/* Footnotes are looked for by their labels: rule_notes tells what is missing of them. */
static bool is_of_notes(const gaps *g, const run *r) {
    for (uint32_t i = 0; i < r->nfrom; i++)
        if (!(gap_lost(g, r, i)->flags & LEAF_IS_NOTE))
            return false;
    return r->nfrom && !r->nto;
}

static str count_blocks(const gaps *g, const leaf *first, uint32_t n) {
    buf b = buf_new(g->p->a, 64);
    uint32_t rows = 0;
    while (rows < n && first[rows].class == LEAF_ROW)
        rows++;
    if (n > 1 && rows == n)
        buf_printf(&b, "a table of %u rows", n);
    else if (n == 1)
        buf_printf(&b, "%s", leaf_name(first));
    else
        buf_printf(&b, "%u blocks", n);
    return buf_str(&b);
}

/* No reader sees comments, but programs may go by them. */
static bool are_comments(const leaf *leaves, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (!(leaves[i].flags & LEAF_IS_COMMENT))
            return false;
    return true;
}

/* What a model says in place of the text. */
static bool is_said_instead(const gaps *g, const run *r) {
    const leaf *l = r->nto ? gap_added(g, r, 0) : NULL;
    return l && l->flags & LEAF_IS_ELIDED && stand_in_of(g->p->a, l) == STAND_IN_REFUSAL;
}

static diag *add_said(const pair *p, const leaf *to) {
    return diag_add(p->d, RULE_LEAK_COMMENT, outline_leaf(&p->to->o, to),
                    "this is what a language model says, not the text: %.*s",
                    STR_FMT(leaf_quote(p->a, to)));
}

static void tell_said(const gaps *g, run *r) {
    const pair *p = g->p;
    diag *e = add_said(p, gap_added(g, r, 0));
    r->is_told = true;
    if (!r->nfrom) {
        const leaf *said = gap_added(g, r, 0), *last = gap_added(g, r, r->nto - 1);
        diag_help(p->d, e, "remove %.*s", STR_FMT(cure_lines(p, said, last)));
        if (!said->context)
            cure_remove(p, e, said->at, last->at + last->n);
        return;
    }
    const leaf *first = gap_lost(g, r, 0);
    str where = pair_lines(p, first, gap_lost(g, r, r->nfrom - 1));
    diag_help(p->d, e, "translate %.*s in its place", STR_FMT(where));
    pair_original(p, e, first, "the original");
}

/* "[!NOTE]" alone: what makes a box of a quotation, which sites write in more than one way. */
static bool is_box(const leaf *l) {
    return l->class == LEAF_TEXT && context_inner(l->context) == IN_QUOTE &&
           str_starts(l->text, S("[!")) &&
           str_find_char(l->text, ']') + 1 == str_rtrim(l->text).n;
}

/* A paragraph of a few words beside several that are missing sums them up. */
static void settle_summary(const gaps *g, const run *r) {
    enum { SEVERAL = 3 };
    for (int is_after = 0; r->nfrom >= SEVERAL && is_after < 2; is_after++) {
        const aligned *x = gaps_neighbour(g, r, is_after);
        const leaf *from = x ? pair_from(g->p, x) : NULL, *to = x ? pair_to(g->p, x) : NULL;
        if (x && (from->context != to->context || tail_is_short(from, to, g->p->ratio) ||
                  text_sentences(to->text) < text_sentences(from->text)))
            pair_tell(g->p, from, to);
    }
}

/* A placeholder that stands where text is missing, or for none, is that fault. */
static void drop_placeholders(const gaps *g, const run *r) {
    for (uint32_t i = 0; i < r->nto; i++)
        pair_drop(g->p, RULE_LEAK_PLACEHOLDER, gap_added(g, r, i));
    if (g->p->last && r->end == g->p->al.n)
        pair_drop(g->p, RULE_LEAK_PLACEHOLDER, g->p->last);
}

/* Text behind four spaces is code to Markdown. */
static bool is_indented(const pair *p, const leaf *l) {
    str text = str_from(p->to->src->text, l->at);
    return l->class == LEAF_CODE && !l->info.n && text.n && !strchr("`~{<", text.p[0]);
}

/* Is all that stands where text is missing that text, made code by its indentation? */
static bool tell_indented(gaps *g, const run *r) {
    const pair *p = g->p;
    const leaf *first = gap_lost(g, r, 0), *code = r->nto ? gap_added(g, r, 0) : NULL;
    if (r->nto != 1 || !is_indented(p, code) || first->class == LEAF_CODE ||
        str_count(code->text, S("\n")) + 1 < r->nfrom)
        return false;
    diag *e =
        diag_add(p->d, RULE_PARITY_MISSING_BLOCK, outline_leaf(&p->to->o, code),
                 "this is a code block, for it is indented by four columns, in the original "
                 "%.*s: %.*s",
                 STR_FMT(count_blocks(g, first, r->nfrom)), STR_FMT(text_quote(p->a, code->text)));
    diag_help(p->d, e, "indent it as the original does");
    pair_original(p, e, first, "the original");
    drop_placeholders(g, r);
    return true;
}

static void tell_missing(gaps *g, run *r) {
    const pair *p = g->p;
    if (tell_indented(g, r))
        return;
    const leaf *first = gap_lost(g, r, 0);
    str what = count_blocks(g, first, r->nfrom), quote = leaf_quote(p->a, first);
    const leaf *freed = r->nall_to ? &p->to->o.leaves[r->all_to] : NULL; /* "-", say */
    const leaf *instead = r->nto                          ? gap_added(g, r, 0)
                          : freed && leaf_is_empty(freed) ? freed
                                                          : NULL;
    span at = instead ? outline_leaf(&p->to->o, instead) : pair_gap(p, r->first);
    bool is_one = r->nfrom == 1 || str_starts(what, S("a table"));
    diag *e = diag_add(p->d, RULE_PARITY_MISSING_BLOCK, at,
                       r->nto ? "%.*s of the original %s missing where other text stands%s%.*s"
                              : "%.*s of the original %s missing here%s%.*s",
                       STR_FMT(what), is_one ? "is" : "are", quote.n ? ": " : "", STR_FMT(quote));
    if (are_comments(first, r->nfrom) || (r->nfrom == 1 && is_box(first)))
        diag_weaken(p->d, e, SEV_WARNING);
    gaps_help_missing(g, r, e, is_one);
    pair_original(p, e, first, is_one ? "the original has it here" : "the original has them here");
    drop_placeholders(g, r);
    settle_cut(g, r);
    settle_summary(g, r);
    tail_settle_code(p, r->end);
}

static bool are_breaks(const leaf *l, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (l[i].class != LEAF_BREAK)
            return false;
    return true;
}

/* What goes on from a model's remark, or before it, is a part of it; so is the break that parts
 * what is told of at the end from the text. */
static bool is_said(const gaps *g, const run *r) {
    bool is_last = r->end == g->p->al.n;
    return !r->nfrom && ((g->p->is_led && r->first == 0) || (g->p->is_trailed && is_last) ||
                         (g->p->last && is_last && are_breaks(gap_added(g, r, 0), r->nto)));
}

/* Leaves at the ends of a run of which something else was told. */
static void drop_told(gaps *g, run *r) {
    while (r->nto && g->p->told_to[r->to]) {
        r->to++;
        r->nto--;
    }
    while (r->nto && g->p->told_to[r->to + r->nto - 1])
        r->nto--;
    r->is_told = !r->nto;
}

/* Does a model ask whether it shall go on, offer to change something, or hand over what comes next?
 */
static bool is_spoken(const gaps *g, const run *r) {
    bool is_foreign = !str_starts(g->p->to->tag, S("en")); /* what speaks English is no text then */
    for (uint32_t i = 0; i < r->nto; i++) {
        const leaf *l = gap_added(g, r, i);
        bool is_asking = l->flags & LEAF_IS_ELIDED && stand_in_of(g->p->a, l) == STAND_IN_ASKING;
        bool may_offer = r->end == g->p->al.n && l->class == LEAF_TEXT;
        str said = phrase_fold(g->p->a, l->text);
        bool hands_over = l->class == LEAF_TEXT && is_foreign && str_starts(said, S("here")) &&
                          str_ends(said, S(":")) && remark_before(said) == REMARK_SURE;
        if (!is_asking && !hands_over && !(may_offer && remark_offers(said)))
            return false;
    }
    return r->nto > 0;
}

/* Does a quotation stand beside its translation, in the language it was made in? *is_told: the
 * other one of the two is told of as not translated. */
static bool is_quotation_twice(const gaps *g, const run *r, bool *is_told) {
    const leaf *more = gap_added(g, r, 0);
    for (int is_after = 0; is_after < 2; is_after++) {
        size_t i = is_after ? r->end : r->first - 1;
        if (is_after ? r->end >= g->p->al.n : r->first == 0)
            continue;
        const leaf *from = pair_from(g->p, &g->p->al.p[i]), *to = pair_to(g->p, &g->p->al.p[i]);
        bool are_quoted = from && to && context_inner(more->context) == IN_QUOTE &&
                          to->context == more->context && from->context == more->context;
        *is_told = are_quoted && str_eq(from->text, to->text);
        if (are_quoted && (*is_told || str_eq(from->text, more->text)))
            return true;
    }
    return false;
}

/* Is a paragraph beside it much shorter than one would think? Then it may have been cut in two. */
static bool may_be_part(const gaps *g, const run *r, const leaf *more, uint32_t n) {
    for (int is_after = 0; is_after < 2 && n == 1 && more->class == LEAF_TEXT; is_after++) {
        const aligned *x = gaps_neighbour(g, r, is_after);
        const leaf *from = x ? pair_from(g->p, x) : NULL, *to = x ? pair_to(g->p, x) : NULL;
        if (x && to->context == more->context && to->flags == more->flags &&
            (float)to->chars < 0.75F * g->p->ratio * (float)from->chars)
            return true;
    }
    return false;
}

/* Is it nothing but a mark that can be removed, as was found before? */
static bool is_removable(const pair *p, const leaf *l) {
    for (size_t i = 0; i < p->d->n; i++) {
        const diag *e = &p->d->p[i];
        if (e->rule == RULE_LEAK_PLACEHOLDER && e->edits && e->at == l->at && e->n == l->n &&
            str_eq(e->path, p->to->src->path))
            return true;
    }
    return false;
}

static void tell_extra(gaps *g, run *r) {
    const pair *p = g->p;
    const leaf *first = gap_added(g, r, 0);
    bool is_told = false, is_quotation = r->nto == 1 && is_quotation_twice(g, r, &is_told);
    if (is_told)
        return;
    if (r->nto == 1 && definition_is_broken(p, first)) {
        r->nto = 0; /* what is told there of links stays */
        return;
    }
    if (r->nto == 1 && leaf_is_broken_tag(first) && p->from->o.nmarks > p->to->o.nmarks) {
        diag *e = diag_add(p->d, RULE_LIQUID_TAGS, outline_leaf(&p->to->o, first),
                           "this is no tag of Liquid, readers see it: %.*s",
                           STR_FMT(leaf_quote(p->a, first)));
        diag_help(p->d, e, "write it as the original does, with {%% and %%} or {{ and }}");
        return;
    }
    bool is_at_end = r->first == 0 || r->end == p->al.n;
    uint32_t credit = is_at_end ? credit_length(first, r->nto) : 0;
    bool is_credit = credit == r->nto;
    if (!is_credit)
        first += credit; /* what stands behind it is none of it */
    uint32_t n = is_credit ? credit : r->nto - credit;
    bool is_free = are_comments(first, n) || is_credit, is_mark = n == 1 && is_removable(p, first);
    if (!is_free)
        drop_placeholders(g, r);
    str what = count_blocks(g, first, n), quote = leaf_quote(p->a, first);
    diag *e = diag_add(p->d, RULE_PARITY_EXTRA_BLOCK, outline_leaf(&p->to->o, first),
                       "%.*s more than the original has%s%.*s", STR_FMT(what), quote.n ? ": " : "",
                       STR_FMT(quote));
    if (is_free)
        diag_weaken(p->d, e, SEV_NOTE);
    if (is_mark)
        cure_remove(p, e, first->at, first->at + first->n);
    if (is_quotation || (n == 1 && credit_is_person(p->a, first)))
        diag_weaken(p->d, e, SEV_WARNING);
    str lines = cure_lines(p, first, first + n - 1);
    if (may_be_part(g, r, first, n))
        diag_help(p->d, e,
                  "if it is a part of the paragraph beside it, take the blank line between them "
                  "away; if not, remove %.*s, or add it to the original",
                  STR_FMT(lines));
    else
        diag_help(p->d, e, "remove %.*s, or add %s to the original", STR_FMT(lines),
                  n == 1 ? "it" : "them");
}

/* What stands for text at the end, where none is missing. */
static void tell_last(const pair *p) {
    stand_in is = stand_in_of(p->a, p->last);
    bool is_said = is == STAND_IN_ASKING || is == STAND_IN_REFUSAL;
    diag *e = is_said ? add_said(p, p->last)
                      : diag_add(p->d, RULE_PARITY_EXTRA_BLOCK, outline_leaf(&p->to->o, p->last),
                                 "a paragraph more than the original has: %.*s",
                                 STR_FMT(leaf_quote(p->a, p->last)));
    diag_help(p->d, e, "remove %.*s", STR_FMT(cure_lines(p, p->last, p->last)));
    if (is_said && !p->last->context)
        cure_remove(p, e, p->last->at, p->last->at + p->last->n);
}

/* What was said of a run covers its leaves, what it was joined with, and Liquid at its ends. */
static void settle(const gaps *g, const run *r) {
    bool is_left = r->nfrom || r->nto;
    for (uint32_t i = 0; is_left && i < r->nall_from; i++)
        pair_tell(g->p, &g->p->from->o.leaves[r->all_from + i], NULL);
    for (uint32_t i = 0; is_left && i < r->nall_to; i++)
        pair_tell(g->p, NULL, &g->p->to->o.leaves[r->all_to + i]);
}

/* Nothing, or nothing but the title of a text of some blocks. */
static bool is_empty(const outline *from, const outline *to) {
    if (are_comments(to->leaves, (uint32_t)to->n))
        return !are_comments(from->leaves, (uint32_t)from->n);
    return to->n == 1 && to->leaves[0].class == LEAF_HEADING && from->n > 3;
}

/* Front matter that is text, since its dashes are none or something stands before them: it was said
 * that there is none. */
static bool is_front(const gaps *g, const run *r) {
    value front = g->p->to->front;
    if (r->first || r->nfrom || (front.kind == V_MAP && front.u.map->n) ||
        !pair_says(g->p, RULE_FRONTMATTER_MISSING_KEY))
        return false;
    for (uint32_t i = 0; i < r->nto; i++)
        if (version_holds_front(g->p->from, gap_added(g, r, i)))
            return true;
    return false;
}

bool rule_gaps(pair *p) {
    const outline *to = &p->to->o;
    if (is_empty(&p->from->o, to)) {
        diag *e = diag_add(p->d, RULE_PARITY_EMPTY, span_of(to->src, to->body_at, 0),
                           "there is no text, the original has %zu block%s", p->from->o.n,
                           p->from->o.n == 1 ? "" : "s");
        diag_help(p->d, e, "translate %.*s", STR_FMT(p->from->src->path));
        return false;
    }
    bool is_doubled = doubled_settle(p);
    p->moved = is_doubled ? NULL : sections_find(p);
    if (p->moved)
        sections_tell(p);
    else
        tail_settle(p);
    gaps g = {.p = p};
    find_runs(&g);
    if (!p->moved && !is_doubled && !gaps_are_torn_table(&g) && gaps_are_all(p)) {
        gaps_tell_all(p);
        return false;
    }
    gaps_find_moved(&g);
    for (size_t i = 0; i < g.n; i++)
        if (!g.runs[i].is_told && is_truncated(&g, &g.runs[i]))
            tell_truncated(&g, &g.runs[i]);
    for (size_t i = 0; i < g.n; i++) {
        run *r = &g.runs[i];
        gaps_drop_free(&g, r);
        find_repeated(&g, r);
        gaps_find_headings(&g, r);
        gaps_find_html(&g, r);
        gaps_find_rows(&g, r);
        gaps_find_torn_table(&g, r);
        if (!r->is_told && (is_said_instead(&g, r) || (!r->nfrom && is_spoken(&g, r))))
            tell_said(&g, r);
        gaps_find_joined(&g, r);
        find_split(&g, r);
        gaps_find_unopened(&g, r);
        if (!r->is_told && !r->nfrom)
            drop_told(&g, r);
        if (is_said(&g, r) || is_front(&g, r) ||
            (r->first == 0 && !r->nto && pair_says(p, RULE_FRONTMATTER_UNTERMINATED)))
            r->is_told = true;
        if (!r->is_told && r->nfrom && !is_of_notes(&g, r))
            tell_missing(&g, r);
        else if (!r->is_told && !r->nfrom)
            tell_extra(&g, r);
        if (!is_of_notes(&g, r))
            settle(&g, r);
    }
    if (p->last && (!g.n || g.runs[g.n - 1].end < p->al.n || !g.runs[g.n - 1].nfrom))
        tell_last(p);
    tail_check(p);
    return true;
}
