#include "parity/parity.h"

#include <assert.h>
#include <string.h>

#include "parity/drift.h"
#include "parity/family.h"
#include "parity/lock.h"
#include "parity/ratio.h"
#include "parity/rules/front_keys.h"
#include "parity/rules/leftover.h"
#include "parity/rules/lists.h"
#include "parity/rules/quantities.h"
#include "parity/rules/stand_in.h"
#include "parity/sections.h"
#include "parity/suppress.h"
#include "parity/url.h"

/* Rules that look at bytes or single words do not know the original's block: it is shown too. */
static void show_originals(const pair *p, size_t first) {
    for (size_t i = first; i < p->d->n; i++) {
        diag *g = &p->d->p[i];
        if (!g->from.line || !str_eq(g->path, p->to->src->path) || pair_note(p, g))
            continue;
        const leaf *l = pair_counterpart(p, pair_leaf_at(&p->to->o, g->at));
        if (l)
            pair_original(p, g, l, "the original");
    }
}

/* Of what stands within a block. */
static bool is_inline(rule_id id) {
    return id == RULE_LINK_MISSING || id == RULE_LINK_URL || id == RULE_CODE_INLINE ||
           id == RULE_NUMBER_IDENTIFIER || id == RULE_NUMBER_CHANGED || id == RULE_IMAGE_MISSING ||
           id == RULE_IMAGE_URL || id == RULE_HTML_TAGS || id == RULE_TEXT_EMAIL ||
           id == RULE_TEXT_PATH || id == RULE_PARITY_HEADING_LEVEL;
}

/* Where the original was rewritten around a block, that may be another one's. */
static void weaken_doubtful(const pair *p, size_t first) {
    bool is_rewritten = pair_is_rewritten(p);
    for (size_t i = 0; is_rewritten && i < p->al.n; i++) {
        const leaf *to = pair_to(p, &p->al.p[i]);
        if (!pair_is_doubtful(p, i))
            continue;
        for (size_t k = first; k < p->d->n; k++) {
            diag *g = &p->d->p[k];
            if (g->sev == SEV_ERROR && is_inline(g->rule) && g->at >= to->at &&
                g->at < to->at + to->n && str_eq(g->path, p->to->src->path))
                diag_weaken(p->d, g, SEV_WARNING);
        }
    }
}

/* Where neither the site nor front matter says which version the others follow, any of them may be
 * the one at fault. */
static void weaken_unsure(const pair *p, size_t first) {
    for (size_t i = first; i < p->d->n; i++)
        if (pair_note(p, &p->d->p[i]) || p->d->p[i].rule == RULE_PARITY_EXTRA_BLOCK)
            diag_weaken(p->d, &p->d->p[i], SEV_WARNING);
}

/* What is wrong within sections that moved: in the pair of all they are gaps. */
static void check_moved(const pair *p) {
    for (size_t i = 0; p->moved && i < p->moved->n; i++) {
        const pair *one = sections_pair(p, &p->moved->p[i]);
        size_t first = p->d->n;
        rule_structure(one);
        rule_code(one);
        rule_inline(one);
        rule_links(one);
        rule_html(one);
        rule_language(one);
        rule_length(one);
        rule_bold(one);
        rule_text(one);
        rule_numbers(one);
        pair_settle(one, first);
    }
}

static void run_rules(pair *p) {
    size_t first = p->d->n;
    rule_bytes(p);
    rule_active(p);
    if (rule_conflict(p) || rule_fence(p) || !rule_gaps(p))
        return;
    rule_repeats(p);
    rule_structure(p);
    rule_math(p);
    size_t told = p->d->n;
    rule_code(p);
    rule_inline(p);
    rule_links(p);
    rule_alt(p);
    rule_targets(p);
    rule_html(p);
    rule_marks(p);
    rule_notes(p);
    rule_boxes(p);
    rule_columns(p);
    rule_line_breaks(p);
    rule_language(p);
    rule_length(p);
    rule_bold(p);
    rule_text(p);
    rule_numbers(p);
    rule_glossary(p);
    pair_settle(p, told);
    check_moved(p);
    weaken_doubtful(p, first);
    rule_outdated(p);
    if (p->is_unsure)
        weaken_unsure(p, first);
    show_originals(p, first);
}

/* Was the original taken for it because one has to be? Its language, which its path names, is not
 * the one that the site's notes are written in, and others may be it as well. */
static bool is_guessed(const family *f) {
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        value says = document_get(f->p[i].doc, S("translated"));
        n += says.kind != V_BOOL;
        if (says.kind == V_BOOL && !says.u.b)
            return false;
    }
    const document *doc = f->original->doc;
    return n > 1 && doc->lang.n && !doc->is_of_guessed_lang && !str_eq(doc->lang, f->site->lang) &&
           !str_eq(url_normal(f->a, doc->relative_path, f->codes, f->ncodes),
                   url_normal(f->a, doc->relative_path, NULL, 0));
}

static void check_pair(family *f, kin *k, figures *known) {
    const version *from = &f->original->v;
    version *to = &k->v;
    pair *p = arena_make(f->a, pair, 1);
    *p = (pair){.a = f->a,
                .site = f->site,
                .lore = f->o->lore,
                .from = from,
                .to = to,
                .ratio = ratio_of(from->tag, to->tag),
                .codes = f->codes,
                .ncodes = f->ncodes,
                .glossary = f->o->glossary,
                .habits = f->o->habits,
                .places = f->o->places,
                .figures = known,
                .is_unsure = f->is_guess,
                .d = &k->found};
    rule_lists(p, to);
    bool is_text = rule_leaks(p, to);
    size_t told = p->d->n;
    if (is_text || (to->front.kind == V_MAP && to->front.u.map->n))
        rule_front(p); /* else it may be in the fence too */
    if (p->is_unsure)
        weaken_unsure(p, told);
    if (!is_text)
        return;
    k->pair = p;
    p->al = align_outlines(f->a, &from->o, &to->o, p->ratio);
    rule_leftover(p, to);
    stand_in_mark(p, to);
    p->told_from = arena_make(f->a, bool, from->o.n);
    p->told_to = arena_make(f->a, bool, to->o.n);
    run_rules(p);
}

/* Two versions in the original's language are not each other's translation, whatever they are, and
 * neither is a file that two editions of a site share. */
bool kin_is_translation(const family *f, const kin *k) {
    return k != f->original && k->doc->is_markdown && !k->doc->is_failed && k->is_wanted &&
           !str_eq(k->doc->path, f->original->doc->path) &&
           (k->doc->path_lang.n || !str_eq_fold(k->tag, f->original->tag));
}

/* A page that stands in for a translation: "untranslated: 1". */
static bool is_stub(const kin *k) {
    const member *m = value_member(k->v.front, S("untranslated"));
    return m && !k->v.o.n && (m->val.kind == V_INT ? m->val.u.i : value_truthy(m->val));
}

static void compare(family *f) {
    if (f->n < 2 || !f->original || !f->original->doc->is_markdown || !kin_read(f, f->original))
        return;
    f->is_guess = is_guessed(f);
    figures *known = arena_make(f->a, figures, f->original->v.o.n);
    for (size_t i = 0; i < f->n; i++)
        if (kin_is_translation(f, &f->p[i]) && kin_read(f, &f->p[i]) && !is_stub(&f->p[i]))
            check_pair(f, &f->p[i], known);
}

/* Was all that may be found in it looked for? In an original that is so when all translations were
 * compared. */
static bool is_whole(const family *f, const kin *k) {
    size_t n = 0;
    for (size_t i = 0; k == f->original && !f->o->n && i < f->n; i++)
        n += f->p[i].pair != NULL;
    return k->pair || n;
}

/* What its author asked not to be told goes. */
static void quieten(family *f, kin *k) {
    bool tells = is_whole(f, k);
    diags kept;
    if (!tells && (!k->found.n || !kin_read(f, k)))
        return;
    diags_new(&kept, f->a);
    memcpy(kept.severities, k->found.severities, sizeof kept.severities);
    suppress(f->a, &k->v, &k->found, tells, &kept);
    k->found = kept;
}

void parity_check(arena *a, const site *s, const set *one, const parity_options *o, diags *d) {
    family f;
    assert(o->lore);
    family_new(&f, a, s, one, o, d);
    if (!f.n)
        return;
    rule_set(&f);
    rule_follows(&f);
    rule_files(&f);
    compare(&f);
    rule_stale(&f);
    for (size_t i = 0; i < f.n; i++)
        if (&f.p[i] != f.original)
            quieten(&f, &f.p[i]);
    rule_explained(&f);
    across(&f);
    if (f.original)
        quieten(&f, f.original);
    for (size_t i = 0; i < f.n; i++)
        if (f.p[i].is_wanted || &f.p[i] == f.original)
            diags_append(d, &f.p[i].found);
}

void parity_lock(arena *a, const site *s, const set *one, const parity_options *o,
                 parity_names *names, void *ctx, buf *out, diags *d) {
    family f;
    family_new(&f, a, s, one, o, d);
    if (f.n < 2 || !f.original || !f.original->doc->is_markdown || !kin_read(&f, f.original))
        return;
    blocks b = blocks_of(a, &f.original->v, front_policies(s->config));
    str text = lock_text(a, &b);
    for (size_t i = 0; i < f.n; i++) {
        const kin *k = &f.p[i];
        if (kin_is_translation(&f, k) && (names(ctx, k->doc) || names(ctx, f.original->doc)))
            buf_printf(out, "%.*s\t%.*s\n", STR_FMT(lock_name(a, s->config, k->doc)),
                       STR_FMT(text));
    }
}
