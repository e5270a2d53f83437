/* A page that fell behind its original as a whole. Block by block that would be dozens of errors,
 * none of which was made by itself: it is one, and what differs is told of as warnings. */
#include "parity/pair.h"
#include "parity/sections.h"

/* So many runs of so many blocks that one side has alone; a section that was left out is one. */
enum { RUNS = 3, BLOCKS = 3 };

typedef struct changes {
    size_t lost, added; /* blocks */
    size_t runs, first; /* long ones; the step that the first of them begins with */
} changes;

/* Lines, comments and tags come and go in any text. */
static bool counts(const leaf *l) {
    return l && l->class != LEAF_BREAK && l->class != LEAF_HTML;
}

static changes changes_of(const pair *p) {
    changes c = {0};
    size_t n = p->al.n;
    while (n && !pair_to(p, &p->al.p[n - 1]))
        n--; /* what is missing at the end was not there yet, or was cut off */
    for (size_t i = 0; i < n; i++) {
        size_t first = i, lost = 0, added = 0;
        for (; i < n && !aligned_is_pair(&p->al.p[i]); i++) {
            lost += counts(pair_from(p, &p->al.p[i]));
            added += counts(pair_to(p, &p->al.p[i]));
        }
        bool is_long = lost >= BLOCKS || added >= BLOCKS;
        c.first = is_long && !c.runs ? first : c.first;
        c.runs += is_long;
        c.lost += lost;
        c.added += added;
    }
    return c;
}

/* What an edit of the original leaves behind; a slip within a block, text that was not translated
 * and what breaks a page are none of it. */
static bool is_left_behind(rule_id id) {
    switch (id) {
    case RULE_PARITY_MISSING_BLOCK:
    case RULE_PARITY_EXTRA_BLOCK:
    case RULE_PARITY_DUPLICATE_BLOCK:
    case RULE_PARITY_HEADING_LEVEL:
    case RULE_CODE_CHANGED:
    case RULE_CODE_INFO:
    case RULE_LINK_MISSING:
    case RULE_LINK_URL:
    case RULE_IMAGE_MISSING:
    case RULE_IMAGE_URL:
    case RULE_HTML_TAGS:
    case RULE_LIQUID_TAGS:
    case RULE_TABLE_SHAPE:
    case RULE_NUMBER_IDENTIFIER: return true;
    default: return false;
    }
}

static bool is_cascade(const diag *g) {
    return g->sev == SEV_ERROR && is_left_behind(g->rule);
}

void rule_outdated(const pair *p) {
    enum { PERCENT = 12, EACH = 2, ERRORS = 4 };
    changes c = changes_of(p);
    size_t all = p->from->o.n + p->to->o.n, errors = 0;
    if (c.runs < RUNS || c.lost < EACH || c.added < EACH ||
        100 * (c.lost + c.added) < PERCENT * all || (p->moved && p->moved->n))
        return;
    for (size_t i = 0; i < p->d->n; i++)
        errors += is_cascade(&p->d->p[i]);
    if (errors < ERRORS)
        return;
    for (size_t i = 0; i < p->d->n; i++)
        if (is_cascade(&p->d->p[i]))
            diag_weaken(p->d, &p->d->p[i], SEV_WARNING);
    const leaf *from = NULL, *to = NULL;
    for (size_t i = c.first; i < p->al.n && !from; i++)
        from = pair_from(p, &p->al.p[i]);
    to = pair_to(p, &p->al.p[c.first]);
    diag *e = diag_add(p->d, RULE_PARITY_OUTDATED,
                       to ? outline_leaf(&p->to->o, to) : pair_gap(p, c.first),
                       "this follows an older text of %.*s: of that %zu of %zu blocks are missing, "
                       "and %zu are more",
                       STR_FMT(p->from->src->path), c.lost, p->from->o.n, c.added);
    diag_help(p->d, e, "bring it up to date as a whole; the warnings say what differs where");
    if (from)
        pair_original(p, e, from, "the original");
}
