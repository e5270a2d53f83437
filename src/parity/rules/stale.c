/* Blocks of the original that have changed since a translation was locked (lock.h); without a lock,
 * since it was committed. */
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
    str since;      /* the commit that it follows; empty: the lock says what it follows */
    uint32_t *told; /* as in kin */
} staleness;

enum { SHORT_ID = 10 };

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

static void help(const staleness *s, diag *e, str what) {
    diags *d = &s->k->found;
    if (s->f->o->lock)
        diag_help(d, e, "translate %.*s again, then letoon lock %.*s", STR_FMT(what),
                  STR_FMT(s->k->doc->path));
    else
        diag_help(d, e,
                  "translate %.*s again and commit it; git diff %.*s -- %.*s shows the change",
                  STR_FMT(what), STR_FMT(str_slice(s->since, 0, SHORT_ID)),
                  STR_FMT(s->f->original->doc->path));
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
        help(s, e, S("it"));
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
    help(s, e, lines);
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

/* ---- what a translation follows ---- */

static bool follow_lock(staleness *s) {
    str name = lock_name(s->f->a, s->f->site->config, s->k->doc);
    return lock_find(s->f->a, s->f->o->lock, name, &s->follows, &s->n);
}

/* What the original said when the translation was committed. */
static bool follow_past(staleness *s) {
    family *f = s->f;
    const kin *from = f->original;
    const str *then = history_then(f->o->past, s->k->doc);
    version_options o = {.site = f->site, .tag = from->tag, .codes = f->codes, .ncodes = f->ncodes};
    version past;
    if (!then || !version_read_past(f->a, &o, from->doc, *then, &past))
        return false;
    blocks b = blocks_of(f->a, &past, front_policies(f->site->config));
    uint64_t *hashes = arena_make(f->a, uint64_t, b.n);
    for (size_t i = 0; i < b.n; i++)
        hashes[i] = b.p[i].hash;
    lock_sort(hashes, b.n);
    s->follows = hashes;
    s->n = b.n;
    s->since = history_followed(f->a, f->o->past, f->site->config, s->k->doc)->id;
    return true;
}

static void check_blocks(staleness *s) {
    if (!s->b.p)
        s->b = blocks_of(s->f->a, &s->f->original->v, front_policies(s->f->site->config));
    find_counterparts(s);
    s->told = arena_make(s->f->a, uint32_t, s->k->pair->from->o.n);
    for (size_t k = 0; k < s->k->pair->from->o.n; k++)
        s->told[k] = UINT32_MAX;
    s->k->stale = s->told;
    check(s);
}

/* ---- where only the order of commits is known ---- */

enum { SEVERAL = 3 }; /* so many are told once, in the original: it may have been a trifle */

/* Translations that were committed before their original was. */
typedef struct behind {
    kin **p;
    size_t n, all; /* of so many */
} behind;

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

static void tell_each(family *f, const behind *b) {
    for (size_t i = 0; i < b->n; i++) {
        diags *d = &b->p[i]->found;
        diag *e = diag_add_path(d, RULE_PARITY_STALE, b->p[i]->doc->path,
                                "%s was committed after this translation of it",
                                str_cstr(f->a, f->original->doc->path));
        diag_help(d, e, "see what has changed (git log -p -- %.*s), translate it and commit",
                  STR_FMT(f->original->doc->path));
    }
}

static void tell_once(family *f, const behind *b) {
    buf langs = buf_new(f->a, 64);
    for (size_t i = 0; i < b->n; i++)
        buf_printf(&langs, "%s%.*s", i ? ", " : "", STR_FMT(b->p[i]->lang));
    diags *d = &f->original->found;
    str path = f->original->doc->path;
    diag *e = diag_add_path(d, RULE_PARITY_STALE, path,
                            "this was committed after %zu of its %zu translations (%.*s)", b->n,
                            b->all, STR_FMT(buf_str(&langs)));
    diag_help(d, e, "see what has changed (git log -p -- %.*s) and bring them up to date",
              STR_FMT(path));
}

void rule_stale(family *f) {
    staleness s = {.f = f};
    behind b = {.p = arena_make(f->a, kin *, f->n)};
    if (!f->original || !(f->o->lock || f->o->past))
        return;
    for (size_t i = 0; i < f->n; i++) {
        s.k = &f->p[i];
        if (!s.k->pair)
            continue;
        b.all++;
        if (!f->o->lock)
            tell_unknown(f, s.k);
        if (f->o->lock ? follow_lock(&s) : follow_past(&s))
            check_blocks(&s);
        else if (!f->o->lock &&
                 history_is_behind(f->a, f->o->past, f->site->config, f->original->doc, s.k->doc))
            b.p[b.n++] = s.k;
    }
    if (b.n >= SEVERAL)
        tell_once(f, &b);
    else
        tell_each(f, &b);
}
