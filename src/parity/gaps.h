/* Runs of leaves that only one side has, while it is looked for what happened to them. */
#ifndef LETOON_PARITY_GAPS_H
#define LETOON_PARITY_GAPS_H

#include "parity/pair.h"

/* Steps [first, end) of the alignment: some leaves of the original, some of the translation. */
typedef struct run {
    size_t first, end;
    uint32_t from, nfrom; /* leaves */
    uint32_t to, nto;
    uint32_t all_from, nall_from, all_to, nall_to; /* with what was taken off their ends */
    bool is_told;
} run;

typedef struct gaps {
    pair *p;
    run *runs;
    size_t n;
} gaps;

static inline const leaf *gap_lost(const gaps *g, const run *r, uint32_t i) {
    return &g->p->from->o.leaves[r->from + i];
}

static inline const leaf *gap_added(const gaps *g, const run *r, uint32_t i) {
    return &g->p->to->o.leaves[r->to + i];
}

/* The pair of text next to the run, on one side of it; NULL: there is none. */
const aligned *gaps_neighbour(const gaps *g, const run *r, bool is_after);

/* Are so many characters of the translation about as long as so many of the original? */
bool gaps_are_about_as_long(const gaps *g, uint32_t from, uint32_t to, float slack);

/* Does the translation have a block more than the original in several places, as "Related:" before
 * each list of links? */
bool gaps_is_habit(const pair *p, const leaf *to);

/* A heading for a paragraph, a paragraph for a heading. */
void gaps_find_headings(gaps *g, run *r);

/* Says of a finding how to put in what a run lacks: in place of what, before or around what. */
void gaps_help_missing(const gaps *g, const run *r, diag *e, bool is_one);

/* Takes what may be more, or is compared elsewhere, off the ends of a run. */
void gaps_drop_free(gaps *g, run *r);

/* A heading or an image that is one in HTML too. */
void gaps_find_html(gaps *g, run *r);

/* What is missing in one place and too much in another. */
void gaps_find_moved(gaps *g);

/* Two paragraphs that became one, one that became two. */
void gaps_find_joined(gaps *g, run *r);

/* Rows of a table that goes on beside them. */
void gaps_find_rows(gaps *g, run *r);

/* Rows on the one side, a paragraph with bars on the other: a table that is none any more. */
void gaps_find_torn_table(gaps *g, run *r);

/* Is a quarter of the original's text rows of one that is torn? Then it is no other text. */
bool gaps_are_torn_table(const gaps *g);

/* A block of HTML whose first tag is lost or broken: what stands behind that is a paragraph. */
void gaps_find_unopened(gaps *g, run *r);

/* Has hardly any block a counterpart? That is told in place of all else. */
bool gaps_are_all(const pair *p);
void gaps_tell_all(const pair *p);

#endif
