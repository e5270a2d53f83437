#include "api/checking.h"

#include <string.h>

#include "base/file.h"
#include "base/vec.h"
#include "build/writer.h"
#include "diag/select.h"
#include "parity/glossary.h"
#include "parity/habits.h"
#include "parity/language.h"
#include "parity/lock.h"
#include "parity/parity.h"
#include "parity/places.h"
#include "site/config_rules.h"
#include "site/history.h"

void checking_configure(const work *w, checking *c) {
    value own = value_at(c->config->data, S("letoon"));
    value langs = value_at(value_at(own, S("check")), S("lang"));
    for (int id = 0; id < RULE_COUNT; id++)
        c->severities[id] = (uint8_t)rule_severity((rule_id)id);
    config_rules_set(own, c->severities);
    for (uint32_t i = 0; langs.kind == V_LIST && i < langs.n; i++)
        *vec_push(w->a, &c->langs) = value_as_str(langs.u.list[i]);
}

static void add_paths(map *to, document *const *docs, size_t n) {
    for (size_t i = 0; i < n; i++)
        map_at(to, docs[i]->path);
}

/* What is wrong with notes that were not asked for is not told. */
static void drop_others(work *w, const checking *c, size_t from) {
    map all = map_new(w->a), mine = map_new(w->a);
    size_t kept = from;
    if (!c->of.is_part && !c->of.changed)
        return;
    for (size_t i = 0; i < c->site->nsets; i++) {
        add_paths(&all, c->site->sets[i].docs, c->site->sets[i].n);
        add_paths(&all, c->site->sets[i].strays, c->site->sets[i].nstrays);
    }
    for (size_t i = 0; i < c->of.sets.n; i++) {
        add_paths(&mine, c->of.sets.p[i]->docs, c->of.sets.p[i]->n);
        add_paths(&mine, c->of.sets.p[i]->strays, c->of.sets.p[i]->nstrays);
    }
    for (size_t i = from; i < w->d.n; i++) {
        const diag *g = &w->d.p[i];
        if (map_has(&all, g->path) && !map_has(&mine, g->path))
            w->d.count[g->sev]--;
        else
            w->d.p[kept++] = *g;
    }
    w->d.n = kept;
}

static void set_apart(work *w, checking *c, document *const *docs, size_t n) {
    for (size_t i = 0; i < n; i++) {
        diags *own = arena_make(w->a, diags, 1);
        diags_new(own, w->a);
        map_set(&c->front, docs[i]->path, own);
    }
}

/* A key that occurs twice and a value of a wrong type are told when a note is read. They are
 * switched off and suppressed like what is found when it is compared. */
static void set_front_apart(work *w, checking *c, size_t from) {
    size_t kept = from;
    c->front = map_new(w->a);
    for (size_t i = 0; i < c->of.sets.n; i++) {
        set_apart(w, c, c->of.sets.p[i]->docs, c->of.sets.p[i]->n);
        set_apart(w, c, c->of.sets.p[i]->strays, c->of.sets.p[i]->nstrays);
    }
    for (size_t i = from; i < w->d.n; i++) {
        const diag *g = &w->d.p[i];
        diags *own = rule_is_parity(g->rule) ? map_get(&c->front, g->path) : NULL;
        if (!own) {
            w->d.p[kept++] = *g;
            continue;
        }
        *vec_push(w->a, own) = *g;
        own->count[g->sev]++;
        w->d.count[g->sev]--;
    }
    w->d.n = kept;
}

/* Were single files asked for? */
static bool are_files(work *w, const articles *of) {
    file_info info;
    for (size_t i = 0; i < of->wanted.n; i++)
        if (!file_stat(str_cstr(w->a, of->wanted.p[i]), &info) || info.kind != FILE_REGULAR)
            return false;
    return of->wanted.n > 0;
}

bool checking_read(work *w, checking *c) {
    const config *conf = c->config;
    if (c->of.changed || are_files(w, &c->of))
        *conf->text_room = 0; /* hardly any text is wanted again */
    arena *scratch = arena_own(w->a, LIMIT_ARENA);
    str skip = writer_place_in_source(w->a, conf->source, conf->destination);
    size_t before = w->d.n;
    memcpy(w->d.severities, c->severities, sizeof w->d.severities);
    c->site = site_load(w->a, scratch, conf, skip, &w->d);
    if (!c->site)
        return false;
    articles_find(w, &c->of, c->site);
    drop_others(w, c, before);
    set_front_apart(w, c, before);
    c->lock = lock_read(w->a, conf, &w->d);
    c->glossary = glossary_read(w->a, conf, &w->d);
    c->lore = lore_new(w->a);
    c->coverage = coverage_new(w->a, c->site);
    c->places = places_new(w->a, c->site);
    c->habits = habits_new(w->a, c->site);
    return true;
}

const history *checking_history(const work *w, const checking *c) {
    vec(const document *) docs = {0};
    history *h = arena_make(w->a, history, 1);
    *h = history_read(w->a, c->config);
    for (size_t i = 0; h->n && i < c->of.sets.n; i++)
        for (size_t k = 0; k < c->of.sets.p[i]->n; k++)
            *vec_push(w->a, &docs) = c->of.sets.p[i]->docs[k];
    history_learn(w->a, h, c->config, docs.p, docs.n);
    history_recall(w->a, h, c->config, c->of.sets.p, c->of.sets.n);
    return h;
}

static parity_options options_of(const checking *c) {
    return (parity_options){.lore = c->lore,
                            .langs = c->langs.p,
                            .n = c->langs.n,
                            .front = &c->front,
                            .lock = c->lock,
                            .past = c->past,
                            .coverage = c->coverage,
                            .habits = c->habits,
                            .places = c->places,
                            .glossary = c->glossary};
}

static bool check_one(void *ctx, size_t i, arena *scratch, buf *out, diags *d) {
    const checking *c = ctx;
    (void)out;
    memcpy(d->severities, c->severities, sizeof d->severities);
    parity_options po = options_of(c);
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
    parity_options po = options_of(c);
    if (!c->of.is_part && !c->of.changed)
        parity_check_coverage(w->a, c->site, &po, &of_site);
    diags_append(&w->d, &of_site);
    diags_sort(&w->d);
}
