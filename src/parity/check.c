#include "parity/parity.h"

#include <string.h>

#include "base/vec.h"
#include "parity/pair.h"
#include "parity/ratio.h"
#include "parity/suppress.h"

typedef vec(str) codes;

/* The codes by which paths and URLs of the set's languages may differ. */
static void add_codes(arena *a, const site *s, const set *one, codes *out) {
    for (size_t i = 0; i < one->n; i++) {
        *vec_push(a, out) = one->docs[i]->lang;
        *vec_push(a, out) = language_tag(s->languages, a, one->docs[i]->lang);
    }
}

static void run_rules(pair *p) {
    rule_front(p);
    rule_bytes(p);
    if (!rule_gaps(p))
        return;
    rule_structure(p);
    size_t told = p->d->n;
    rule_code(p);
    rule_inline(p);
    rule_links(p);
    rule_html(p);
    rule_marks(p);
    rule_language(p);
    pair_settle(p, told);
}

static void check_pair(arena *a, const site *s, const version *from, const version *to,
                       const codes *c, diags *d) {
    diags found;
    diags_new(&found, a);
    memcpy(found.severities, d->severities, sizeof found.severities);
    pair p = {.a = a,
              .site = s,
              .from = from,
              .to = to,
              .ratio = ratio_of(from->tag, to->tag),
              .codes = c->p,
              .ncodes = c->n,
              .d = &found};
    p.al = align_outlines(a, &from->o, &to->o, p.ratio);
    p.told_from = arena_make(a, bool, from->o.n);
    p.told_to = arena_make(a, bool, to->o.n);
    run_rules(&p);
    suppress(a, to, &found, d);
}

static bool is_wanted(const site *s, arena *a, const document *doc, const parity_options *o) {
    str tag = language_tag(s->languages, a, doc->lang);
    for (size_t i = 0; i < o->n; i++)
        if (str_eq_fold(o->langs[i], doc->lang) || str_eq_fold(o->langs[i], tag))
            return true;
    return !o->n;
}

/* What the translations are compared with; NULL: nothing can be. */
static const document *original_of(const site *s, const set *one) {
    if (one->original)
        return one->original;
    for (size_t i = 0; i < one->n; i++)
        if (str_eq(one->docs[i]->lang, s->lang))
            return one->docs[i];
    return NULL;
}

void parity_check(arena *a, const site *s, const set *one, const parity_options *o, diags *d) {
    const document *first = original_of(s, one);
    codes c = {0};
    version from, to;
    if (!first || one->n < 2 || !first->is_markdown)
        return;
    add_codes(a, s, one, &c);
    version_options vo = {.site = s, .codes = c.p, .ncodes = c.n};
    if (!version_read(a, &vo, first, &from, d))
        return;
    for (size_t i = 0; i < one->n; i++) {
        const document *doc = one->docs[i];
        if (doc != first && doc->is_markdown && !doc->is_failed && is_wanted(s, a, doc, o) &&
            version_read(a, &vo, doc, &to, d))
            check_pair(a, s, &from, &to, &c, d);
    }
}
