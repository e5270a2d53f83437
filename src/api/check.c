#include "api/baseline.h"
#include "api/changed.h"
#include "api/checking.h"
#include "api/fix.h"
#include "api/rules.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "diag/select.h"
#include "letoon/letoon.h"
#include "report/report.h"
#include "site/config_rules.h"
#include "site/history.h"
#include "site/site.h"

typedef struct run {
    checking c;
    severity fail_on; /* SEV_OFF: nothing fails */
    size_t mended;    /* findings that --fix made go away */
    map *texts;       /* with --diff: what notes would become */
} run;

typedef struct looking {
    arena *a;
    const checking *c;
} looking;

/* ---- options ---- */

static bool are_rules(work *w, const char *option, const words *patterns) {
    for (size_t i = 0; i < patterns->n; i++) {
        str near = rule_nearest(patterns->p[i]);
        if (rule_is_known(patterns->p[i]))
            continue;
        work_fail(w, "%s: there is no rule \"%.*s\"%s%.*s%s", option, STR_FMT(patterns->p[i]),
                  near.n ? ", did you mean \"" : "", STR_FMT(near), near.n ? "\"?" : "");
        return false;
    }
    return true;
}

/* The configuration's choices, and over them the command line's. */
static bool read_choices(work *w, const tool_check *o, run *r) {
    checking *c = &r->c;
    words select = words_of(w->a, o->select), ignore = words_of(w->a, o->ignore);
    str level = work_text(o->fail_on);
    if (!are_rules(w, "--select", &select) || !are_rules(w, "--ignore", &ignore))
        return false;
    checking_configure(w, c);
    rules_select(c->severities, select.p, select.n);
    rules_ignore(c->severities, ignore.p, ignore.n);
    if (o->lang)
        c->langs = words_of(w->a, o->lang);
    r->fail_on = config_fail_on(value_at(c->config->data, S("letoon")));
    if (str_eq(level, S("never")))
        r->fail_on = SEV_OFF;
    else if (level.n && (!severity_read(level, &r->fail_on) || r->fail_on == SEV_OFF)) {
        work_fail(w, "--fail-on wants error, warning, note or never, not \"%.*s\"", STR_FMT(level));
        return false;
    }
    return true;
}

/* ---- the report ---- */

/* To standard output; or into a file, and then the summary alone to standard output. */
static void write_report(work *w, const tool_check *o, report *r) {
    buf out = buf_new(w->a, 4096), summary = buf_new(w->a, 64);
    report_write(r, (report_format)o->format, &out);
    if (!o->output) {
        work_print(w, buf_str(&out));
        return;
    }
    for (size_t i = 0; i < r->more.n; i++) {
        str path = path_join(w->a, path_dir(work_text(o->output)), r->more.p[i].name);
        if (!work_write(w, str_cstr(w->a, path), r->more.p[i].bytes))
            return;
    }
    if (!work_write(w, o->output, buf_str(&out)))
        return;
    report_summary(r, &summary);
    if (!r->quiet)
        work_print(w, buf_str(&summary));
}

/* ---- what is known ---- */

static bool is_of_lang(const checking *c, const document *doc) {
    for (size_t i = 0; i < c->langs.n; i++)
        if (str_eq_fold(c->langs.p[i], doc->lang))
            return true;
    return !c->langs.n;
}

static str path_in_source(const checking *c, arena *a, str path) {
    return path_normal(a, path_join(a, c->config->source, path));
}

/* Paths are from the source. A file that is gone has been looked at: it has no fault any more. */
static bool was_seen(void *ctx, str path, str rule_name) {
    const looking *l = ctx;
    const checking *c = l->c;
    str full = path_in_source(c, l->a, path);
    file_info info;
    for (int id = 0; id < RULE_COUNT; id++)
        if (str_eq(str_of(diag_rules[id].name), rule_name) && c->severities[id] == SEV_OFF)
            return false;
    for (size_t i = 0; i < c->of.sets.n; i++) {
        const set *one = c->of.sets.p[i];
        for (size_t k = 0; k < one->n; k++)
            if (str_eq(path_normal(l->a, one->docs[k]->path), full))
                return is_of_lang(c, one->docs[k]);
    }
    bool all = !c->of.is_part && !c->of.changed && !c->langs.n;
    return all || !file_stat(str_cstr(l->a, full), &info);
}

/* False: there is nothing to report. */
static bool use_baseline(work *w, const tool_check *o, const checking *c, size_t *known) {
    baseline b = {.source = c->config->source, .path = work_text(o->baseline)};
    if (!o->baseline)
        b.path = path_normal(w->a, path_join(w->a, b.source, S(BASELINE_NAME)));
    if (!b.path.n)
        return true;
    if (o->baseline && !o->write_baseline && !work_has_file(w, o->baseline))
        return false;
    if (!baseline_read(w, &b))
        return false;
    if (!o->write_baseline) {
        *known = baseline_apply(w, &b, &w->d);
        return true;
    }
    looking l = {w->a, c};
    baseline_write(w, &b, &w->d, was_seen, &l);
    return false;
}

static void print_report(work *w, const tool_check *o, const run *of) {
    const checking *c = &of->c;
    size_t known = 0;
    if (!use_baseline(w, o, c, &known)) {
        diags_new(&w->d, w->a);
        return;
    }
    report r = {.a = w->a,
                .version = LETOON_VERSION,
                .help = rules_page,
                .d = &w->d,
                .articles = c->of.sets.n,
                .mended = of->mended,
                .known = known,
                .site = c->site,
                .sets = c->of.sets.p,
                .nsets = c->of.sets.n,
                .langs = c->langs.p,
                .nlangs = c->langs.n,
                .file = path_base(work_text(o->output)),
                .here = file_real_path(w->a, S(".")),
                .changed = c->of.changed,
                .quiet = o->quiet,
                .colour = w->screen->colour_out && !o->output,
                .columns = o->output ? 0 : w->screen->columns_out,
                .statistics = o->statistics};
    r.top = history_top(w->a, r.here);
    for (int sev = SEV_ERROR; of->fail_on && sev >= (int)of->fail_on; sev--)
        if (w->d.count[sev] && w->status == TOOL_FINE)
            w->status = TOOL_FINDINGS;
    if (o->quiet)
        diags_keep_errors(&w->d);
    write_report(w, o, &r);
    diags_new(&w->d, w->a); /* they have been shown, and counted as they should */
}

static bool find_all(work *w, checking *c) {
    const tool_check *o = w->options;
    const char *from = o->lang ? "--lang" : "letoon: {check: {lang: …}}";
    if (!checking_read(w, c) || !articles_are_in_languages(w, c->site, &c->langs, from))
        return false;
    if (!c->lock && !c->past && c->severities[RULE_PARITY_STALE] != SEV_OFF) {
        c->past = checking_history(w, c);
    }
    articles_note_unread(w, &c->of, c->site);
    checking_run(w, c);
    return true;
}

/* Applies the repairs, and looks again: what mends nothing is taken back. *any: notes were changed.
 * `known` is what was found before the site was read. */
static bool mend_once(work *w, run *r, const diags *known, map *left, bool *any) {
    fixes f = fix_apply(w, r->c.config, &w->d, left, r->texts);
    bool again = f.n > 0;
    while (again) {
        diags_new(&w->d, w->a);
        diags_append(&w->d, known);
        if (!find_all(w, &r->c))
            return false;
        again = fix_check(w, &f, &w->d, left, r->texts);
    }
    *any = f.n > 0;
    return true;
}

/* Findings that can be mended: one that stays when it was, as that a text is stale, is none. */
static size_t count_repairs(const diags *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += d->p[i].edits != NULL;
    return n;
}

/* What a repair uncovers is repaired too, so that a second run finds nothing more to do. */
static bool mend(work *w, run *r, const diags *known) {
    enum { ROUNDS = 8 };
    map left = map_new(w->a);
    size_t before = w->d.n, repairs = count_repairs(&w->d);
    bool any = true;
    for (int i = 0; any && i < ROUNDS; i++)
        if (!mend_once(w, r, known, &left, &any))
            return false;
    size_t gone = before > w->d.n ? before - w->d.n : 0, still = count_repairs(&w->d);
    r->mended = repairs > still && repairs - still > gone ? repairs - still : gone;
    return true;
}

static void show_diff(work *w, const run *r) {
    buf out = buf_new(w->a, 4096);
    fix_diff(w, r->c.config, r->texts, &out);
    work_print(w, buf_str(&out));
    if (out.n && w->status == TOOL_FINE)
        w->status = TOOL_FINDINGS;
    diags_new(&w->d, w->a);
}

/* False: git could not tell. */
static bool find_changed(work *w, const tool_check *o, checking *c, changed_files *changed) {
    if (o->changed || o->staged) {
        c->of.changed = &changed->paths;
        c->of.left = &changed->keys;
    }
    if (o->staged)
        return changed_find_staged(w, c->config, changed);
    return !o->changed || changed_find(w, c->config, work_text(o->changed), changed);
}

static void body(work *w) {
    const tool_check *o = w->options;
    run r = {0};
    checking *c = &r.c;
    changed_files changed = {map_new(w->a), map_new(w->a), map_new(w->a)};
    config_options co = {.configs = work_text(o->config),
                         .drafts = work_choice(o->drafts),
                         .unpublished = work_choice(o->unpublished),
                         .without_theme = true,
                         .keep_front = true,
                         .to_compare = true,
                         .texts = &changed.texts};
    w->jobs = o->jobs;
    if (!articles_read(w, &c->of, o->source, o->paths, o->n, &co))
        return;
    c->config = config_load(w->a, &co, &w->d);
    if (c->config && (!articles_are_read(w, &c->of, c->config) || !read_choices(w, o, &r)))
        return;
    if (c->config && !find_changed(w, o, c, &changed))
        return;
    diags known;
    diags_new(&known, w->a);
    diags_append(&known, &w->d);
    bool done = c->config && find_all(w, c);
    if (o->diff)
        r.texts = &changed.texts;
    if (!done || ((o->fix || o->diff) && !mend(w, &r, &known)))
        w->status = TOOL_FAILED;
    else if (o->diff)
        show_diff(w, &r);
    else
        print_report(w, o, &r);
}

tool_status tool_check_run(const tool_check *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
