/* What the change of a block of the original explains. */
#include <string.h>

#include "base/vec.h"
#include "parity/family.h"

/* The leaf of the original that a finding is about; NULL: about none that has its counterpart. */
static const leaf *subject(const pair *p, const diag *g) {
    const diag_note *note = pair_note(p, g);
    if (note)
        return pair_leaf_at(&p->from->o, source_offset(p->from->src, note->at.line, note->at.col));
    for (size_t i = 0; i < p->al.n && g->from.line; i++) {
        const leaf *to = pair_to(p, &p->al.p[i]);
        if (to && aligned_is_pair(&p->al.p[i]) && to->at <= g->at && g->at <= to->at + to->n)
            return pair_from(p, &p->al.p[i]);
    }
    return NULL;
}

static diag *stale_at(diags *found, uint32_t at) {
    for (size_t i = 0; i < found->n; i++)
        if (found->p[i].rule == RULE_PARITY_STALE && found->p[i].at == at)
            return &found->p[i];
    return NULL;
}

/* The finding that explains this one; NULL: none does. */
static diag *explanation(const kin *k, diags *found, const diag *g) {
    if (g->rule == RULE_PARITY_STALE || finding_is_own(g->rule) || !str_eq(g->path, k->v.src->path))
        return NULL;
    const leaf *of = subject(k->pair, g);
    uint32_t at = of ? k->stale[of - k->pair->from->o.leaves] : UINT32_MAX;
    return at == UINT32_MAX ? NULL : stale_at(found, at);
}

static bool meets(const diag *by, const diag_edit *e) {
    for (const diag_edit *x = by->edits; x; x = x->next)
        if (x->at <= e->at + e->n && e->at <= x->at + x->n)
            return true;
    return false;
}

/* What mends a part of it is kept: --fix puts back what is not for translators. Of parts that meet
 * the first counts. */
static void take_edits(diag *by, const diag *g) {
    for (const diag_edit *e = g->edits; e; e = e->next)
        if (meets(by, e))
            return;
    for (diag_edit *e = g->edits, *next; e; e = next) {
        diag_edit **at = &by->edits;
        next = e->next;
        while (*at && (*at)->at < e->at)
            at = &(*at)->next;
        e->next = *at;
        *at = e;
    }
}

static void explain(const family *f, kin *k) {
    diags kept;
    diags_new(&kept, f->a);
    diags_sort(&k->found); /* in the order of the text they are added */
    for (size_t i = 0; i < k->found.n; i++) {
        const diag *g = &k->found.p[i];
        diag *by = explanation(k, &k->found, g);
        if (!by)
            continue;
        diag_also(&k->found, by, span_of(k->v.src, g->at, g->n), "%.*s", STR_FMT(g->msg));
        take_edits(by, g);
        by->sev = g->sev > by->sev ? g->sev : by->sev;
    }
    for (size_t i = 0; i < k->found.n; i++) {
        diag *g = &k->found.p[i];
        if (g->rule == RULE_PARITY_STALE && g->edits)
            diag_help(&k->found, g, "%.*s; --fix puts back what is no text", STR_FMT(g->help));
        if (explanation(k, &k->found, g))
            continue;
        *vec_push(f->a, &kept) = *g;
        kept.count[g->sev]++;
    }
    memcpy(kept.severities, k->found.severities, sizeof kept.severities);
    k->found = kept;
}

void rule_explained(family *f) {
    for (size_t i = 0; i < f->n; i++)
        if (f->p[i].pair && f->p[i].stale)
            explain(f, &f->p[i]);
}
