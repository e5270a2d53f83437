#include "report/columns.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "base/vec.h"

typedef vec(str) list;

static str tag_of(const columns *c, str lang) {
    return language_tag(c->site->languages, c->a, lang);
}

static bool is_one(const columns *c, str x, str y) {
    return str_eq_fold(tag_of(c, x), tag_of(c, y));
}

/* ---- languages ---- */

/* A note that does not say its language is taken for one in the site's. That is wrong where a
 * version beside it is in that language for sure: then it is in some other one. */
static bool is_guess_wrong(const columns *c, const set *s) {
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->n && s->docs[i]->is_of_guessed_lang; k++)
            if (k != i && is_one(c, s->docs[i]->lang, s->docs[k]->lang))
                return true;
    return false;
}

static str lang_of(const columns *c, const document *doc) {
    return doc->path_lang.n                               ? doc->path_lang
           : doc->is_of_guessed_lang && c->is_guess_wrong ? S("und")
                                                          : doc->lang;
}

static bool has(const columns *c, const str *all, size_t n, str lang) {
    for (size_t i = 0; i < n; i++)
        if (is_one(c, all[i], lang))
            return true;
    return false;
}

static void add(const columns *c, list *to, str lang, const str *wanted, size_t nwanted) {
    if (lang.n && !has(c, to->p, to->n, lang) && (!nwanted || has(c, wanted, nwanted, lang)))
        *vec_push(c->a, to) = lang;
}

static map languages_in(const columns *c) {
    map occur = map_new(c->a);
    for (size_t i = 0; i < c->nsets; i++) {
        const set *one = c->sets[i];
        for (size_t k = 0; k < one->n; k++)
            map_at(&occur, lang_of(c, one->docs[k]));
        for (size_t k = 0; k < one->nstrays; k++)
            map_at(&occur, lang_of(c, one->strays[k]));
    }
    return occur;
}

static void find_langs(columns *c, const str *wanted, size_t nwanted) {
    const config *conf = c->site->config;
    map occur = languages_in(c);
    list all = {0};
    for (size_t i = 0; i < conf->nlangs; i++)
        add(c, &all, conf->langs[i], wanted, nwanted);
    if (map_has(&occur, S("und")))
        add(c, &all, S("und"), wanted, nwanted); /* BCP 47: undetermined */
    if (map_has(&occur, c->site->lang))
        add(c, &all, c->site->lang, wanted, nwanted);
    for (size_t i = 0; i < c->site->nlangs; i++)
        if (map_has(&occur, c->site->langs[i]))
            add(c, &all, c->site->langs[i], wanted, nwanted);
    for (uint32_t i = 0; i < occur.n; i++)
        add(c, &all, occur.entries[i].key, wanted, nwanted);
    c->langs = all.p;
    c->nlangs = all.n;
}

/* ---- articles ---- */

static bool is_article(const set *s) {
    for (size_t i = 0; i < s->n; i++)
        if (s->docs[i]->is_markdown)
            return true;
    return false;
}

static const document *head_of(const set *s) {
    return s->original ? s->original : s->docs[0];
}

static int by_head(const void *x, const void *y) {
    const set *a = *(const set *const *)x, *b = *(const set *const *)y;
    return str_cmp(head_of(a)->path, head_of(b)->path);
}

columns columns_find(arena *a, const site *s, const set *const *sets, size_t n, const str *wanted,
                     size_t nwanted) {
    columns c = {.a = a, .site = s};
    const set **all = arena_make(a, const set *, n);
    for (size_t i = 0; i < n; i++)
        if (is_article(sets[i]))
            all[c.nsets++] = sets[i];
    if (c.nsets)
        qsort(all, c.nsets, sizeof *all, by_head);
    c.sets = all;
    for (size_t i = 0; i < c.nsets; i++)
        c.is_guess_wrong = c.is_guess_wrong || is_guess_wrong(&c, all[i]);
    find_langs(&c, wanted, nwanted);
    return c;
}

str columns_name(const columns *c, const set *one) {
    return path_relative(c->a, c->site->config->source, head_of(one)->path);
}

size_t columns_of(const columns *c, const document *doc) {
    str lang = lang_of(c, doc);
    for (size_t k = 0; k < c->nlangs; k++)
        if (is_one(c, c->langs[k], lang))
            return k;
    return SIZE_MAX;
}

/* A note that says "untranslated: 1" and has no text: there is no translation yet. */
static bool is_stub(const columns *c, const document *doc) {
    value v = document_get(doc, S("untranslated"));
    const source *src;
    str body;
    diags none;
    if (v.kind == V_INT ? v.u.i == 0 : !value_truthy(v))
        return false;
    diags_new(&none, c->a);
    return document_read(c->site->config, c->a, doc, &src, &body, &none) && !str_trim(body).n;
}

void columns_row(const columns *c, const set *one, const document **row) {
    for (size_t k = 0; k < c->nlangs; k++)
        row[k] = NULL;
    for (size_t i = 0; i < one->n + one->nstrays; i++) {
        const document *doc = i < one->n ? one->docs[i] : one->strays[i - one->n];
        size_t k = columns_of(c, doc);
        if (k != SIZE_MAX && !row[k] && (doc == one->original || !is_stub(c, doc)))
            row[k] = doc;
    }
}
