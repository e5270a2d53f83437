/* Blocks of the original that have changed since a translation was locked (lock.h); without a lock,
 * originals that were committed after their translations. */
#include "parity/family.h"
#include "parity/lock.h"
#include "parity/rules/front_keys.h"
#include "site/history.h"

typedef struct staleness {
    family *f;
    kin *k;
    blocks b;
    const leaf **counterparts; /* of the original's leaves; NULL: none */
    const uint64_t *follows;
    size_t n;
    uint32_t *told; /* as in kin */
} staleness;

static bool is_stale(const staleness *s, const block *b) {
    return !lock_has(s->follows, s->n, b->hash);
}

/* The leaf of the translation that says what a leaf of the original says; NULL: none does, which
 * is told as such. */
static const leaf *counterpart(const staleness *s, const leaf *of) {
    return s->counterparts[of - s->k->pair->from->o.leaves];
}

static void find_counterparts(staleness *s) {
    const pair *p = s->k->pair;
    s->counterparts = arena_make(s->f->a, const leaf *, p->from->o.n);
    for (size_t i = 0; i < p->al.n; i++)
        if (aligned_is_pair(&p->al.p[i]))
            s->counterparts[p->al.p[i].from] = pair_to(p, &p->al.p[i]);
}

static void tell_front(const staleness *s, const block *b) {
    diags *d = &s->k->found;
    for (uint32_t i = 0; i < s->f->original->v.front.u.map->n; i++) {
        const member *m = &s->f->original->v.front.u.map->members[i];
        if (m->val_at != b->at.at)
            continue;
        str key = value_as_str(m->key);
        diag *e = diag_add(d, RULE_PARITY_STALE, kin_value(s->f, s->k, key),
                           "the original's %.*s has changed since: %.*s", STR_FMT(key),
                           STR_FMT(text_quote(s->f->a, value_as_str(m->val))));
        diag_also(d, e, b->at, "the original");
        diag_help(d, e, "translate it again, then letoon lock %.*s", STR_FMT(s->k->doc->path));
    }
}

/* Blocks i to `end` stand side by side in the original, and have changed. */
static void tell(const staleness *s, size_t i, size_t end) {
    const pair *p = s->k->pair;
    const leaf *first = s->b.p[i].of, *last = s->b.p[end - 1].of, *to = counterpart(s, first);
    diags *d = &s->k->found;
    str quote = leaf_quote(s->f->a, first), lines = pair_lines(p, first, last);
    span at = outline_leaf(&p->to->o, to);
    diag *e = end - i == 1
                  ? diag_add(d, RULE_PARITY_STALE, at,
                             "%s of the original has changed since this was translated: %.*s",
                             leaf_name(first), STR_FMT(quote))
                  : diag_add(d, RULE_PARITY_STALE, at,
                             "from here on %zu blocks of the original have changed since they "
                             "were translated: %.*s",
                             end - i, STR_FMT(quote));
    for (; i < end; i++)
        s->told[s->b.p[i].of - p->from->o.leaves] = at.at;
    pair_original(p, e, first, "the original");
    diag_help(d, e, "translate %.*s again, then letoon lock %.*s", STR_FMT(lines),
              STR_FMT(s->k->doc->path));
}

static void check(const staleness *s) {
    for (size_t i = 0; i < s->b.n; i++) {
        size_t end = i + 1;
        if (!is_stale(s, &s->b.p[i]))
            continue;
        if (!s->b.p[i].of) {
            tell_front(s, &s->b.p[i]);
            continue;
        }
        if (!counterpart(s, s->b.p[i].of))
            continue;
        while (end < s->b.n && is_stale(s, &s->b.p[end]) && counterpart(s, s->b.p[end].of))
            end++;
        tell(s, i, end);
        i = end - 1;
    }
}

/* ---- by history ---- */

enum { SEVERAL = 3 }; /* so many are told once, in the original: it may have been a trifle */

static void tell_behind(family *f, kin *k) {
    diag *e = diag_add_path(&k->found, RULE_PARITY_STALE, k->doc->path,
                            "%s was committed after this translation of it",
                            str_cstr(f->a, f->original->doc->path));
    diag_help(
        &k->found, e,
        "see what has changed (git log -p), translate it and commit; letoon lock records what "
        "is translated, block by block");
}

/* Whoever names a commit that is not there is not up to date for that. */
static void tell_unknown(family *f, kin *k) {
    str id = history_unknown(f->a, f->o->past, k->doc);
    if (!id.n)
        return;
    diag *e = diag_add_path(&k->found, RULE_PARITY_STALE, k->doc->path,
                            "the commit that this translation follows is not in the history: "
                            "\"%.*s\"",
                            STR_FMT(id));
    diag_weaken(&k->found, e, SEV_NOTE);
    diag_help(&k->found, e,
              "write the id of one, in quotes when it is all digits; a shallow clone has but the "
              "newest (git fetch --unshallow)");
}

static void check_history(family *f) {
    buf langs = buf_new(f->a, 64);
    kin **behind = arena_make(f->a, kin *, f->n);
    size_t n = 0, all = 0;
    for (size_t i = 0; i < f->n; i++) {
        kin *k = &f->p[i];
        if (!k->pair)
            continue;
        all++;
        tell_unknown(f, k);
        if (!history_is_behind(f->a, f->o->past, f->site->config, f->original->doc, k->doc))
            continue;
        behind[n++] = k;
        buf_printf(&langs, "%s%.*s", langs.n ? ", " : "", STR_FMT(k->lang));
    }
    for (size_t i = 0; i < n && n < SEVERAL; i++)
        tell_behind(f, behind[i]);
    if (n < SEVERAL)
        return;
    diags *d = &f->original->found;
    diag *e = diag_add_path(d, RULE_PARITY_STALE, f->original->doc->path,
                            "this was committed after %zu of its %zu translations (%.*s)", n, all,
                            STR_FMT(buf_str(&langs)));
    diag_help(d, e,
              "see what has changed (git log -p) and bring them up to date; letoon lock records "
              "what is translated, block by block");
}

void rule_stale(family *f) {
    staleness s = {.f = f};
    if (!f->o->lock && f->o->past && f->original)
        check_history(f);
    if (!f->o->lock)
        return;
    for (size_t i = 0; i < f->n; i++) {
        s.k = &f->p[i];
        str name = lock_name(f->a, f->site->config, s.k->doc);
        if (!s.k->pair || !lock_find(f->a, f->o->lock, name, &s.follows, &s.n))
            continue;
        if (!s.b.p)
            s.b = blocks_of(f->a, &f->original->v, front_policies(f->site->config));
        find_counterparts(&s);
        s.told = arena_make(f->a, uint32_t, s.k->pair->from->o.n);
        for (size_t k = 0; k < s.k->pair->from->o.n; k++)
            s.told[k] = UINT32_MAX;
        s.k->stale = s.told;
        check(&s);
    }
}
