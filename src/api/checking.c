#include "api/checking.h"

#include <string.h>

#include "build/writer.h"
#include "parity/glossary.h"
#include "parity/language.h"
#include "parity/lock.h"
#include "parity/parity.h"
#include "site/config_rules.h"

void checking_configure(work *w, checking *c) {
    memcpy(c->severities, w->d.severities, sizeof c->severities);
    config_rules_set(value_at(c->config->data, S("letoon")), c->severities);
}

bool checking_read(work *w, checking *c) {
    const config *conf = c->config;
    arena *scratch = arena_own(w->a, LIMIT_ARENA);
    str skip = writer_place_in_source(w->a, conf->source, conf->destination);
    w->d.severities[RULE_FRONTMATTER_DUPLICATE_KEY] = SEV_ERROR;
    c->site = site_load(w->a, scratch, conf, skip, &w->d);
    if (!c->site)
        return false;
    articles_find(w, &c->of, c->site);
    c->lock = lock_read(w->a, conf, &w->d);
    c->glossary = glossary_read(w->a, conf, &w->d);
    c->lore = lore_new(w->a);
    return true;
}

static bool check_one(void *ctx, size_t i, arena *scratch, buf *out, diags *d) {
    const checking *c = ctx;
    (void)out;
    memcpy(d->severities, c->severities, sizeof d->severities);
    parity_options po = {.lore = c->lore,
                         .langs = c->langs.p,
                         .n = c->langs.n,
                         .lock = c->lock,
                         .past = c->past,
                         .glossary = c->glossary};
    parity_check(scratch, c->site, c->of.sets.p[i], &po, d);
    return true;
}

static str name_one(void *ctx, size_t i) {
    const checking *c = ctx;
    return c->of.sets.p[i]->docs[0]->path;
}

void checking_run(work *w, checking *c) {
    diags of_site;
    work_jobs(w, c->of.sets.n, check_one, name_one, c);
    diags_new(&of_site, w->a);
    memcpy(of_site.severities, c->severities, sizeof of_site.severities);
    parity_check_languages(w->a, c->site, c->of.sets.p, c->of.sets.n, &of_site);
    diags_append(&w->d, &of_site);
    diags_sort(&w->d);
}
