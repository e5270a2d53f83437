#include "report/status.h"

#include <stdlib.h>

#include "api/checking.h"
#include "base/map.h"
#include "base/path.h"
#include "site/history.h"

typedef struct looking {
    work *w;
    checking c;
    history past;        /* where there is no lock */
    bool is_guess_wrong; /* of the language of notes that do not say theirs */
    words columns;
    map cells; /* path -> cell *, of all versions */
} looking;

/* ---- columns ---- */

static str tag_of(const looking *l, str lang) {
    return language_tag(l->c.site->languages, l->w->a, lang);
}

/* A note that does not say its language is taken for one in the site's. That is wrong where a
 * version beside it is in that language for sure: then it is in some other one. */
static bool is_guess_wrong(const looking *l, const set *s) {
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->n && s->docs[i]->is_of_guessed_lang; k++)
            if (k != i && str_eq_fold(tag_of(l, s->docs[i]->lang), tag_of(l, s->docs[k]->lang)))
                return true;
    return false;
}

static str lang_of(const looking *l, const document *doc) {
    return doc->path_lang.n                               ? doc->path_lang
           : doc->is_of_guessed_lang && l->is_guess_wrong ? S("und")
                                                          : doc->lang;
}

static bool has(const looking *l, const words *all, str lang) {
    for (size_t i = 0; i < all->n; i++)
        if (str_eq_fold(tag_of(l, all->p[i]), tag_of(l, lang)))
            return true;
    return false;
}

static void add_column(looking *l, str lang) {
    if (lang.n && !has(l, &l->columns, lang) && (!l->c.langs.n || has(l, &l->c.langs, lang)))
        *vec_push(l->w->a, &l->columns) = lang;
}

/* The configured languages, then the site's own and others that occur. */
static void find_columns(looking *l) {
    const config *conf = l->c.config;
    map occur = map_new(l->w->a);
    for (size_t i = 0; i < conf->nlangs; i++)
        add_column(l, conf->langs[i]);
    for (size_t i = 0; i < l->c.of.sets.n; i++)
        l->is_guess_wrong = l->is_guess_wrong || is_guess_wrong(l, l->c.of.sets.p[i]);
    for (size_t i = 0; i < l->c.of.sets.n; i++)
        for (size_t k = 0; k < l->c.of.sets.p[i]->n; k++)
            map_at(&occur, lang_of(l, l->c.of.sets.p[i]->docs[k]));
    if (map_has(&occur, S("und")))
        add_column(l, S("und")); /* BCP 47: undetermined */
    if (map_has(&occur, l->c.site->lang))
        add_column(l, l->c.site->lang);
    for (size_t i = 0; i < l->c.site->nlangs; i++)
        if (map_has(&occur, l->c.site->langs[i]))
            add_column(l, l->c.site->langs[i]);
}

/* ---- rows ---- */

static bool is_article(const set *s) {
    for (size_t i = 0; i < s->n; i++)
        if (s->docs[i]->is_markdown)
            return true;
    return false;
}

static const document *original_of(const set *s) {
    return s->original ? s->original : s->docs[0];
}

/* By history, where there is no lock. */
static bool is_behind(const looking *l, const set *s, const document *doc) {
    return !l->c.lock && s->original &&
           history_is_behind(l->w->a, &l->past, l->c.config, s->original, doc);
}

/* A note that says "untranslated: 1" and has no text: there is no translation yet. */
static bool is_stub(const looking *l, const document *doc) {
    value v = document_get(doc, S("untranslated"));
    const source *src;
    str body;
    diags none;
    if (v.kind == V_INT ? v.u.i == 0 : !value_truthy(v))
        return false;
    diags_new(&none, l->w->a);
    return document_read(l->c.config, l->w->a, doc, &src, &body, &none) && !str_trim(body).n;
}

static void fill_cell(looking *l, const set *s, const document *doc, cell *row) {
    str lang = tag_of(l, lang_of(l, doc));
    for (size_t k = 0; k < l->columns.n; k++) {
        if (!str_eq_fold(tag_of(l, l->columns.p[k]), lang) || row[k].path.n ||
            (doc != s->original && is_stub(l, doc)))
            continue;
        row[k].path = doc->path;
        row[k].state = doc == s->original     ? CELL_ORIGINAL
                       : is_behind(l, s, doc) ? CELL_STALE
                                              : CELL_PRESENT;
        map_set(&l->cells, doc->path, &row[k]);
    }
}

static int by_original(const void *x, const void *y) {
    const set *a = *(const set *const *)x, *b = *(const set *const *)y;
    return str_cmp(original_of(a)->path, original_of(b)->path);
}

static void fill(looking *l, matrix *m) {
    arena *a = l->w->a;
    str *names = arena_make(a, str, l->c.of.sets.n);
    cell *cells = arena_make(a, cell, l->c.of.sets.n * l->columns.n);
    l->cells = map_new(a);
    if (l->c.of.sets.n)
        qsort(l->c.of.sets.p, l->c.of.sets.n, sizeof *l->c.of.sets.p, by_original);
    for (size_t i = 0; i < l->c.of.sets.n; i++) {
        const set *s = l->c.of.sets.p[i];
        cell *row = &cells[m->nrows * l->columns.n];
        if (!is_article(s))
            continue;
        names[m->nrows++] = path_relative(a, l->c.config->source, original_of(s)->path);
        for (size_t k = 0; k < s->n; k++)
            fill_cell(l, s, s->docs[k], row);
        for (size_t k = 0; k < s->nstrays; k++)
            fill_cell(l, s, s->strays[k], row);
    }
    m->names = names;
    m->cells = cells;
    m->langs = l->columns.p;
    m->nlangs = l->columns.n;
}

static void count_findings(const looking *l, const diags *d) {
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        cell *c = map_get(&l->cells, g->path);
        if (!c || g->rule == RULE_SET_MISSING_LANGUAGE)
            continue; /* that is what the row shows */
        if (g->rule == RULE_PARITY_STALE)
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
    if (o->lang)
        l->c.langs = words_of(w->a, o->lang);
    return checking_read(w, &l->c);
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
        l.past = history_read(w->a, l.c.config);
    find_columns(&l);
    fill(&l, &m);
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
