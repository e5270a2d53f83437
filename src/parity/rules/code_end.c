/* A line that ends code and stands too late or too early: then text is code, or code is text. */
#include "parity/rules/code.h"

/* The text that the code has is not missing too. */
static void drop_missing(const pair *p, size_t step) {
    span at = pair_gap(p, step);
    diags *d = p->d;
    size_t kept = 0;
    for (size_t i = 0; i < d->n; i++) {
        bool is_it = d->p[i].rule == RULE_PARITY_MISSING_BLOCK && d->p[i].at == at.at;
        d->count[d->p[i].sev] -= is_it;
        if (!is_it)
            d->p[kept++] = d->p[i];
    }
    d->n = kept;
}

static str source_of(const version *v, const leaf *l) {
    return str_trim(str_slice(v->src->text, l->at, l->at + l->n));
}

void code_end_settle(const pair *p, size_t step) {
    const aligned *next = step + 1 < p->al.n ? &p->al.p[step + 1] : NULL;
    if (!next || aligned_is_pair(next))
        return;
    const leaf *from = pair_from(p, &p->al.p[step]), *to = pair_to(p, &p->al.p[step]);
    const leaf *lost = pair_from(p, next), *got = pair_to(p, next);
    str want = str_rtrim(from->text), have = str_rtrim(to->text);
    bool is_late = lost && lost->class != LEAF_CODE && str_starts(have, want);
    bool is_early = got && got->class != LEAF_CODE && str_starts(want, have) &&
                    str_starts(str_ltrim(str_from(want, have.n)), source_of(p->to, got));
    uint32_t line =
        is_late    ? source_place(p->to->src, to->at).line + (uint32_t)str_count(want, S("\n")) + 1
        : is_early ? leaf_last_line(p->to->src, got)
                   : 0;
    if (!line)
        return;
    if (p->d->p[p->d->n - 1].sev != SEV_ERROR) {
        pair_drop(p, RULE_CODE_CHANGED, to); /* code without a language: the text is told of */
        return;
    }
    if (is_late) {
        drop_missing(p, step + 1);
    } else {
        pair_drop(p, RULE_PARITY_EXTRA_BLOCK, got);
        pair_drop(p, RULE_PARITY_SPLIT, got);
    }
    diag *e = &p->d->p[p->d->n - 1];
    diag_help(p->d, e, "put the line that ends the code behind line %u, where the original's ends",
              line);
    e->edits = NULL;
}
