#include "parity/parity.h"

#include <string.h>

#include "base/vec.h"
#include "markdown/markdown.h"
#include "parity/pair.h"
#include "parity/ratio.h"
#include "parity/suppress.h"
#include "site/front.h"

typedef vec(str) codes;

/* The codes by which paths and URLs of the set's languages may differ. */
static void add_codes(arena *a, const site *s, const set *one, codes *out) {
    for (size_t i = 0; i < one->n; i++) {
        *vec_push(a, out) = one->docs[i]->lang;
        *vec_push(a, out) = language_tag(s->languages, a, one->docs[i]->lang);
    }
}

static bool is_liquid(const document *doc) {
    value v = document_get(doc, S("render_with_liquid"));
    return v.kind != V_BOOL || v.u.b;
}

static bool read_version(arena *a, const site *s, const document *doc, const codes *c, version *v,
                         diags *d) {
    str body;
    *v = (version){.doc = doc, .tag = language_tag(s->languages, a, doc->lang)};
    if (!document_read(s->config, a, doc, &v->src, &body, d))
        return false;
    /* What is wrong with the front matter was said when the site was read. */
    diags known;
    diags_new(&known, a);
    front_options fo = {.zone = s->config->zone};
    front_parts parts;
    front_read(a, v->src, &fo, &parts, &v->front, &known);
    bool is_kramdown = s->config->markdown == MARKDOWN_IS_KRAMDOWN;
    outline_options oo = {.is_liquid = is_liquid(doc), .codes = c->p, .ncodes = c->n};
    if (is_kramdown || s->config->cjk_emphasis)
        oo.markdown |= MD_CJK_EMPHASIS;
    span all = span_of(v->src, doc->body_at, v->src->text.n - doc->body_at);
    return outline_read(a, all, &oo, &v->o, d);
}

static void run_rules(pair *p) {
    if (!rule_gaps(p))
        return;
    rule_structure(p);
    rule_code(p);
    rule_inline(p);
    rule_links(p);
    rule_html(p);
    rule_marks(p);
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
    if (!read_version(a, s, first, &c, &from, d))
        return;
    for (size_t i = 0; i < one->n; i++) {
        const document *doc = one->docs[i];
        if (doc != first && doc->is_markdown && !doc->is_failed && is_wanted(s, a, doc, o) &&
            read_version(a, s, doc, &c, &to, d))
            check_pair(a, s, &from, &to, &c, d);
    }
}
