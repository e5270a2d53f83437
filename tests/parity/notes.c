/* Reads sites and takes their translation sets apart into pairs. */
#include "base/limits.h"
#include "base/path.h"
#include "markdown/markdown.h"
#include "mutate.h"
#include "parity/ratio.h"
#include "site/front.h"

enum { LONGEST = 40000 }; /* bytes of a note: longer ones cost time and show nothing new */

static bool read_note(corpus *all, const site *s, const set *one, const document *doc, note *out,
                      diags *d) {
    str body;
    *out = (note){.doc = doc, .tag = language_tag(s->languages, all->a, doc->lang)};
    if (!doc->is_markdown || doc->is_failed ||
        !document_read(s->config, all->a, doc, &out->src, &body, d) || out->src->text.n > LONGEST)
        return false;
    str *codes = arena_make(all->a, str, 2 * one->n);
    for (size_t i = 0; i < one->n; i++) {
        codes[2 * i] = one->docs[i]->lang;
        codes[2 * i + 1] = language_tag(s->languages, all->a, one->docs[i]->lang);
    }
    outline_options oo = {
        .markdown = MD_CJK_EMPHASIS, .is_liquid = true, .codes = codes, .ncodes = 2 * one->n};
    out->body_at = front_split(out->src).body_at;
    span all_of = span_of(out->src, (uint32_t)out->body_at, out->src->text.n - out->body_at);
    return outline_read(all->a, all_of, &oo, &out->o, d);
}

static base_group *group_of(corpus *all, const root *r, str tag) {
    for (size_t i = 0; i < all->groups.n; i++)
        if (all->groups.p[i].root == r && str_eq(all->groups.p[i].tag, tag))
            return &all->groups.p[i];
    base_group *g = vec_push(all->a, &all->groups);
    g->tag = tag;
    g->root = r;
    bool is_known = false;
    for (size_t i = 0; i < all->tags.n; i++)
        is_known = is_known || str_eq(all->tags.p[i], tag);
    if (!is_known)
        *vec_push(all->a, &all->tags) = tag;
    return g;
}

static void add_base(corpus *all, const root *r, const note *from, const note *to) {
    float ratio = ratio_of(from->tag, to->tag);
    alignment al = align_outlines(all->a, &from->o, &to->o, ratio);
    uint32_t *of = arena_make(all->a, uint32_t, to->o.n);
    for (size_t i = 0; i < al.n; i++)
        if (al.p[i].to != ALIGN_NONE)
            of[al.p[i].to] = al.p[i].from;
    base *b = arena_make(all->a, base, 1);
    *b = (base){.root = r, .set = all->sets, .from = from, .to = to, .counterparts = of};
    *vec_push(all->a, &all->bases) = b;
    base_group *g = group_of(all, r, to->tag);
    *vec_push(all->a, &g->bases) = b;
}

static void add_set(corpus *all, const root *r, const site *s, const set *one, diags *d) {
    const document *first = one->original;
    for (size_t i = 0; !first && i < one->n; i++)
        if (str_eq(one->docs[i]->lang, s->lang))
            first = one->docs[i];
    note *from = arena_make(all->a, note, 1);
    if (!first || one->n < 2 || !read_note(all, s, one, first, from, d))
        return;
    all->sets++;
    for (size_t i = 0; i < one->n; i++) {
        note *to = arena_make(all->a, note, 1);
        if (one->docs[i] != first && read_note(all, s, one, one->docs[i], to, d))
            add_base(all, r, from, to);
    }
}

void corpus_read(corpus *all, const char *directory) {
    diags d;
    diags_new(&d, all->a);
    root *r = arena_make(all->a, root, 1);
    r->source = path_normal(all->a, str_of(directory));
    r->name = path_base(r->source);
    *vec_push(all->a, &all->roots) = r;
    config_options co = {.source = r->source};
    const config *c = config_load(all->a, &co, &d);
    const site *s = c ? site_load(all->a, arena_own(all->a, 0), c, S(""), &d) : NULL;
    if (!s)
        fail("%s cannot be read", directory);
    r->languages = s->languages;
    for (size_t i = 0; i < s->nsets; i++)
        add_set(all, r, s, &s->sets[i], &d);
}

const base *another_base(trial *t) {
    const base *got = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < t->all->bases.n; i++) {
        const base *b = t->all->bases.p[i];
        if (b->root == t->b->root && b->set != t->b->set && str_eq(b->to->tag, t->b->to->tag) &&
            any(t, ++seen) == 0)
            got = b;
    }
    return got;
}

const leaf *leaf_for(const trial *t, const base *b, const leaf *l) {
    uint32_t want = t->b->counterparts[l - t->o->leaves];
    for (size_t i = 0; want != ALIGN_NONE && i < b->to->o.n; i++)
        if (b->counterparts[i] == want)
            return &b->to->o.leaves[i];
    return NULL;
}

const base *another_language(trial *t, bool (*is_wanted)(const trial *t, str tag)) {
    const base *got = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < t->all->bases.n; i++) {
        const base *b = t->all->bases.p[i];
        if (b->set == t->b->set && b->to != t->b->to && is_wanted(t, b->to->tag) &&
            any(t, ++seen) == 0)
            got = b;
    }
    return got;
}
