#include "report/status.h"

#include "api/checking.h"
#include "base/map.h"
#include "report/columns.h"
#include "site/history.h"

typedef struct looking {
    work *w;
    checking c;
    map cells; /* path -> cell *, of all versions */
} looking;

/* ---- rows ---- */

/* Where history has but the order of commits to tell it by; the rest is among the findings. */
static bool is_behind(const looking *l, const set *s, const document *doc) {
    const history *past = l->c.past;
    return past && s->original && !history_then(past, doc) &&
           history_is_behind(l->w->a, past, l->c.config, s->original, doc);
}

static void fill_cell(looking *l, const set *s, const document *doc, cell *to) {
    to->path = doc->path;
    to->state = doc == s->original     ? CELL_ORIGINAL
                : is_behind(l, s, doc) ? CELL_STALE
                                       : CELL_PRESENT;
    map_set(&l->cells, doc->path, to);
}

static void fill(looking *l, const columns *of, matrix *m) {
    arena *a = l->w->a;
    str *names = arena_make(a, str, of->nsets);
    cell *cells = arena_make(a, cell, of->nsets * of->nlangs);
    const document **row = arena_make(a, const document *, of->nlangs);
    l->cells = map_new(a);
    for (size_t i = 0; i < of->nsets; i++) {
        names[i] = columns_name(of, of->sets[i]);
        columns_row(of, of->sets[i], row);
        for (size_t k = 0; k < of->nlangs; k++)
            if (row[k])
                fill_cell(l, of->sets[i], row[k], &cells[i * of->nlangs + k]);
    }
    m->names = names;
    m->nrows = of->nsets;
    m->cells = cells;
    m->langs = of->langs;
    m->nlangs = of->nlangs;
}

static void count_findings(const looking *l, const diags *d) {
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        cell *c = map_get(&l->cells, g->path);
        if (!c || g->rule == RULE_SET_MISSING_LANGUAGE)
            continue; /* that is what the row shows */
        if (g->rule == RULE_PARITY_STALE && c->state != CELL_ORIGINAL)
            c->state = CELL_STALE;
        c->errors += g->sev == SEV_ERROR;
        c->warnings += g->sev == SEV_WARNING && g->rule != RULE_PARITY_STALE;
        c->notes += g->sev == SEV_NOTE;
    }
}

static bool read_site(looking *l, const tool_status_options *o) {
    work *w = l->w;
    config_options co = {.configs = work_text(o->config),
                         .drafts = work_choice(o->drafts),
                         .unpublished = work_choice(o->unpublished),
                         .without_theme = true,
                         .keep_front = true,
                         .to_compare = true};
    if (!articles_read(w, &l->c.of, o->source, o->paths, o->n, &co))
        return false;
    l->c.config = config_load(w->a, &co, &w->d);
    if (!l->c.config || !articles_are_read(w, &l->c.of, l->c.config))
        return false;
    checking_configure(w, &l->c);
    const char *from = o->lang ? "--lang" : "letoon: {check: {lang: …}}";
    if (o->lang)
        l->c.langs = words_of(w->a, o->lang);
    return checking_read(w, &l->c) && articles_are_in_languages(w, l->c.site, &l->c.langs, from);
}

static void body(work *w) {
    const tool_status_options *o = w->options;
    looking l = {.w = w};
    matrix m = {.a = w->a, .colour = w->screen->colour_out};
    buf out = buf_new(w->a, 4096);
    if (!read_site(&l, o)) {
        w->status = TOOL_FAILED;
        return;
    }
    if (!l.c.lock)
        l.c.past = checking_history(w, &l.c);
    columns of =
        columns_find(w->a, l.c.site, l.c.of.sets.p, l.c.of.sets.n, l.c.langs.p, l.c.langs.n);
    fill(&l, &of, &m);
    diags known = w->d; /* of reading the site: these are shown */
    diags_new(&w->d, w->a);
    w->jobs = o->jobs;
    checking_run(w, &l.c);
    count_findings(&l, &w->d);
    w->d = known;
    status_write(&m, (status_format)o->format, &out);
    work_print(w, buf_str(&out));
}

tool_status tool_status_run(const tool_status_options *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
