#include "parity/family.h"

#include <string.h>

static bool is_wanted(const parity_options *o, const kin *k) {
    for (size_t i = 0; i < o->n; i++)
        if (str_eq_fold(o->langs[i], k->lang) || str_eq_fold(o->langs[i], k->tag) ||
            str_eq_fold(o->langs[i], k->doc->lang))
            return true;
    return !o->n;
}

static void add(family *f, const document *doc, bool is_stray) {
    kin *k = &f->p[f->n++];
    str lang = doc->path_lang.n ? doc->path_lang : doc->lang;
    *k = (kin){.doc = doc,
               .lang = lang,
               .tag = language_tag(f->site->languages, f->a, lang),
               .is_stray = is_stray};
    k->is_wanted = is_wanted(f->o, k);
    diags_new(&k->found, f->a);
    memcpy(k->found.severities, f->d->severities, sizeof k->found.severities);
    const diags *read = f->o->front ? map_get(f->o->front, doc->path) : NULL;
    if (read)
        diags_append(&k->found, read);
}

/* A note that may be in any language is not in that of another version. */
static void doubt_languages(family *f) {
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < f->n && f->p[i].doc->is_of_guessed_lang; k++)
            if (k != i && str_eq_fold(f->p[i].tag, f->p[k].tag))
                f->p[i].lang = f->p[i].tag = (str){"", 0};
}

/* The codes by which paths and URLs of the set's languages may differ. */
static void add_codes(family *f) {
    str *codes = arena_make(f->a, str, 2 * f->n + 1);
    for (size_t i = 0; i < f->n; i++) {
        if (!f->p[i].lang.n)
            continue;
        codes[f->ncodes++] = f->p[i].lang;
        if (!str_eq_fold(f->p[i].lang, f->p[i].tag))
            codes[f->ncodes++] = f->p[i].tag;
    }
    f->codes = codes;
}

/* What the translations are compared with; NULL: nothing can be. */
static kin *original_of(const family *f) {
    for (size_t i = 0; i < f->n; i++)
        if (f->set->original ? f->p[i].doc == f->set->original
                             : str_eq(f->p[i].lang, f->site->lang) && !f->p[i].is_stray)
            return &f->p[i];
    return NULL;
}

void family_new(family *f, arena *a, const site *s, const set *one, const parity_options *o,
                diags *d) {
    *f = (family){.a = a, .site = s, .set = one, .o = o, .d = d};
    f->p = arena_make(a, kin, one->n + one->nstrays);
    for (size_t i = 0; i < one->n; i++)
        if (!one->docs[i]->is_stray)
            add(f, one->docs[i], false);
    for (size_t i = 0; i < one->nstrays; i++)
        add(f, one->strays[i], true);
    doubt_languages(f);
    add_codes(f);
    f->original = original_of(f);
}

bool kin_read(family *f, kin *k) {
    version_options o = {.site = f->site, .tag = k->tag, .codes = f->codes, .ncodes = f->ncodes};
    if (!k->is_tried)
        k->is_read = version_read(f->a, &o, k->doc, &k->v, f->d);
    k->is_tried = true;
    return k->is_read;
}

span kin_value(family *f, kin *k, str key) {
    const member *m = kin_read(f, k) ? value_member(k->v.front, key) : NULL;
    if (k->is_read)
        return m && m->val_n ? span_of(k->v.src, m->val_at, m->val_n) : span_whole(k->v.src);
    return span_whole(source_new(f->a, k->doc->path, S("")));
}
