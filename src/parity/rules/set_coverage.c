/* Languages that a site lists and hardly writes in: one finding each, and not one an article. */
#include "parity/parity.h"

#include "base/path.h"

enum { FEW = 10 }; /* articles: each is worth a finding of its own */

typedef struct column {
    str code, tag;
    size_t n; /* articles that are in it */
} column;

typedef struct coverage {
    column *p;
    size_t n;
    size_t articles;
} coverage;

bool coverage_is_article(const set *s) {
    for (size_t i = 0; i < s->n; i++)
        if (s->docs[i]->is_markdown && !str_starts(s->docs[i]->name, S("404.")))
            return true;
    return false;
}

static bool has_version(arena *a, const site *s, const set *one, str tag) {
    for (size_t i = 0; i < one->n; i++)
        if (str_eq_fold(language_tag(s->languages, a, one->docs[i]->lang), tag))
            return true;
    return false;
}

static bool is_sparse(const coverage *c, const column *x) {
    return c->articles >= FEW && 2 * x->n < c->articles;
}

coverage *coverage_new(arena *a, const site *s) {
    const config *conf = s->config;
    coverage *c = arena_make(a, coverage, 1);
    if (!conf->nlangs)
        return NULL;
    c->p = arena_make(a, column, conf->nlangs);
    for (; c->n < conf->nlangs; c->n++)
        c->p[c->n] =
            (column){conf->langs[c->n], language_tag(s->languages, a, conf->langs[c->n]), 0};
    for (size_t i = 0; i < s->nsets; i++) {
        if (!coverage_is_article(&s->sets[i]))
            continue;
        c->articles++;
        for (size_t k = 0; k < c->n; k++)
            c->p[k].n += has_version(a, s, &s->sets[i], c->p[k].tag);
    }
    return c->articles >= FEW ? c : NULL;
}

bool coverage_is_sparse(const coverage *c, str tag) {
    for (size_t i = 0; c && i < c->n; i++)
        if (str_eq_fold(c->p[i].tag, tag))
            return is_sparse(c, &c->p[i]);
    return false;
}

static bool is_asked_for(const parity_options *o, const column *x) {
    for (size_t i = 0; i < o->n; i++)
        if (str_eq_fold(o->langs[i], x->code) || str_eq_fold(o->langs[i], x->tag))
            return true;
    return !o->n;
}

void parity_check_coverage(arena *a, const site *s, const parity_options *o, diags *d) {
    const coverage *c = o->coverage;
    str path = path_normal(a, path_join(a, s->config->source, S("_config.yml")));
    for (size_t i = 0; c && i < c->n; i++) {
        const column *x = &c->p[i];
        if (!is_sparse(c, x) || !is_asked_for(o, x))
            continue;
        diag *e = diag_add_path(d, RULE_SET_MISSING_LANGUAGE, path,
                                "%zu of %zu articles have no version in %.*s", c->articles - x->n,
                                c->articles, STR_FMT(x->code));
        diag_help(d, e, "letoon status --lang %.*s shows which; or take it out of languages:",
                  STR_FMT(x->code));
    }
}
