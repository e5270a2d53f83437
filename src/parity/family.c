#include "parity/family.h"

#include <string.h>

#include "base/path.h"
#include "site/sets_name.h"

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
            if (k != i && str_eq_fold(tongue_language(f->p[i].tag), tongue_language(f->p[k].tag)))
                f->p[i].lang = f->p[i].tag = (str){"", 0};
}

/* The language that most is written in, by its script or its little words; "" where neither tells.
 */
static str language_of(const family *f, const version *v) {
    static const struct {
        script of;
        const char *tag;
    } rows[] = {{SCRIPT_KANA, "ja"},  {SCRIPT_HANGUL, "ko"}, {SCRIPT_HAN, "zh"},
                {SCRIPT_THAI, "th"},  {SCRIPT_GREEK, "el"},  {SCRIPT_HEBREW, "he"},
                {SCRIPT_TAMIL, "ta"}, {SCRIPT_BENGALI, "bn"}};
    buf text = buf_new(f->a, v->src->text.n);
    for (size_t i = 0; i < v->o.n; i++) {
        if (v->o.leaves[i].class != LEAF_TEXT)
            continue;
        buf_add(&text, v->o.leaves[i].text);
        buf_char(&text, ' ');
    }
    profile q = profile_of(buf_str(&text), NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (8 * q.of[rows[i].of] > q.letters)
            return str_of(rows[i].tag);
    guess g = babel_guess(f->o->lore->words, buf_str(&text), tongue_of(f->a, NULL, S("")));
    return g.tag && 5 * g.hits > g.words ? str_of(g.tag) : (str){"", 0};
}

/* What neither front matter nor path says, its text may: `README.md` beside `README.en.md`. */
static void guess_languages(family *f) {
    for (size_t i = 0; i < f->n && f->o->lore; i++) {
        kin *k = &f->p[i];
        version v;
        diags none;
        diags_new(&none, f->a);
        version_options o = {.site = f->site};
        if (!k->tag.n && version_read(f->a, &o, k->doc, &v, &none))
            k->lang = k->tag = language_of(f, &v);
    }
}

static void add_code(family *f, str *codes, str code) {
    for (size_t i = 0; i < f->ncodes; i++)
        if (str_eq_fold(codes[i], code))
            return;
    codes[f->ncodes++] = code;
}

/* Sites name languages after the country, too; empty where the two are alike, or many. */
static str country_of(str tag) {
    static const struct {
        const char *language, *country;
    } rows[] = {{"ja", "jp"},      {"ko", "kr"}, {"uk", "ua"},
                {"zh-Hans", "cn"}, {"zh", "cn"}, {"zh-Hant", "tw"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq_fold(tag, str_of(rows[i].language)))
            return str_of(rows[i].country);
    return (str){0};
}

/* The codes by which paths and URLs of the set's languages may differ; other sites have others. */
static void add_codes(family *f) {
    enum { EACH = 6 };
    str *codes = arena_make(f->a, str, EACH * f->n + 1);
    for (size_t i = 0; i < f->n; i++) {
        const kin *k = &f->p[i];
        if (!k->lang.n)
            continue;
        bool is_simplified = str_eq_fold(k->tag, S("zh-Hans")) || str_eq_fold(k->tag, S("zh"));
        add_code(f, codes, k->lang);
        add_code(f, codes, k->tag);
        add_code(f, codes, tongue_language(k->tag));
        if (country_of(k->tag).n)
            add_code(f, codes, country_of(k->tag));
        str name = name_ending(f->site->languages, path_stem(k->doc->name));
        if (name.n)
            add_code(f, codes, name);
        if (is_simplified || str_eq_fold(k->tag, S("zh-Hant")))
            add_code(f, codes, is_simplified ? S("zh-CN") : S("zh-TW"));
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
    guess_languages(f);
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
