#include "site/sets.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/path.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "site/sets_name.h"

str sets_key(arena *a, value front, value defaults) {
    static const char *const keys[] = {"translation_key", "ref", "page_id"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        value v = value_at(front, str_of(keys[i]));
        if (v.kind == V_NIL)
            v = value_at(defaults, str_of(keys[i]));
        if (v.kind != V_NIL && v.kind != V_LIST && v.kind != V_MAP) {
            str text = value_to_str(a, v);
            if (text.n)
                return str_cat(a, str_cat(a, str_of(keys[i]), S(":")), text);
        }
    }
    return (str){"", 0};
}

static bool says(const document *doc, str key, bool what) {
    value v = document_get(doc, key);
    return v.kind == V_BOOL && v.u.b == what;
}

/* A document while its set is sought. */
typedef struct candidate {
    document *doc;
    name_guess guess;
    name_guess directory; /* what the directories alone say, should the name prove a word */
    str whole;            /* the path without extension */
    str said;             /* front matter's own language, "" when it says none */
    str explicit;         /* an explicit key, "" when there is none */
    str key;
    str outside; /* the key of the note that it may be a translation of, kept apart */
    str apart;   /* and the directory in which translations are kept apart */
    const struct candidate *beside; /* of a stray: a version of the note it is named after */
} candidate;

typedef struct finder {
    arena *a;
    arena *scratch; /* for texts that are looked at */
    const config *config;
    const languages *languages;
    candidate *p;
    size_t n;
} finder;

/* Of "pages/tea", where "pages.en" is a link to "pages": the link says the language. What else a
 * link says is that there is no translation: "fr" that leads to "en". */
static name_guess guess_of_link(const finder *f, const document *doc, str whole, name_guess own) {
    str other = name_key(f->a, path_join(f->a, path_dir(doc->linked_as), path_stem(doc->name)));
    name_guess g = name_guess_of_directory(f->a, f->languages, other);
    return !own.code.n && g.code.n && g.has_stem && str_eq(g.key, whole) ? g : own;
}

static void look(finder *f, document *doc, candidate *out) {
    value own = document_get(doc, S("lang"));
    str stem = path_stem(doc->name);
    out->doc = doc;
    out->whole = name_key(f->a, path_join(f->a, path_dir(doc->relative_path), stem));
    out->guess = name_guess_of(f->a, f->languages, out->whole);
    out->directory = name_guess_of_directory(f->a, f->languages, out->whole);
    if (doc->linked_as.n)
        out->guess = guess_of_link(f, doc, out->whole, out->guess);
    out->said = own.kind == V_STR ? value_as_str(own) : (str){"", 0};
    out->explicit = sets_key(f->a, doc->data, doc->own_defaults);
}

static bool is_same_language(const finder *f, str x, str y) {
    return str_eq(language_tag(f->languages, f->a, x), language_tag(f->languages, f->a, y));
}

/* Does the site's `languages:` list this code? */
static bool is_configured(const finder *f, str code) {
    for (size_t i = 0; i < f->config->nlangs; i++)
        if (is_same_language(f, f->config->langs[i], code))
            return true;
    return false;
}

/* "pt-BR" in "about-pt.md" says nothing against the name. */
static bool is_kin(const finder *f, str x, str y) {
    return name_is_kin(f->a, f->languages, x, y);
}

/* More than one language was met there. */
static const str several = {0};

/* `met`: where -> the language that was met there, or `several`. */
static void meet(map *met, str where, const str *code) {
    void **first = map_at(met, where);
    if (!*first)
        *first = (void *)(uintptr_t)code;
    else if (*first != (void *)(uintptr_t)&several && !str_eq(*(const str *)*first, *code))
        *first = (void *)(uintptr_t)&several;
}

static void count_key(const finder *f, map *keys, str key) {
    void **n = map_at(keys, name_without_day(f->a, key));
    *n = (void *)((uintptr_t)*n + 1);
}

static void count_keys(const finder *f, map *keys, map *beside) {
    for (size_t i = 0; i < f->n; i++) {
        const candidate *c = &f->p[i];
        count_key(f, keys, c->guess.key);
        if (c->guess.code.n && !c->guess.is_directory)
            count_key(f, keys, c->whole);
        if (!c->directory.code.n)
            continue;
        if (!c->guess.is_directory)
            count_key(f, keys, c->directory.key);
        meet(beside, c->directory.before, &c->directory.code);
    }
}

/* The key of the note that it may be a translation of, kept apart; of a README the nearest one
 * above will do. `notes`: what keys there are. */
static str find_outside(const finder *f, const candidate *c, const map *notes, str *apart) {
    str key = name_outside(f->a, &c->guess, apart);
    bool is_readme = str_eq(path_base(key), S("README"));
    while (is_readme && !map_has(notes, key) && path_dir(key).n)
        key = path_join(f->a, path_dir(path_dir(key)), S("README"));
    return map_has(notes, key) ? key : (str){"", 0};
}

static bool has_others(const finder *f, const map *keys, str key) {
    return (uintptr_t)map_get(keys, name_without_day(f->a, key)) > 1;
}

static bool is_borne_out(const finder *f, const candidate *c, const map *keys, const map *beside) {
    if (c->guess.code.n == 0)
        return false;
    if (c->said.n)
        return is_kin(f, c->said, c->guess.code);
    if (has_others(f, keys, c->guess.key) || is_configured(f, c->guess.code))
        return true;
    str apart;
    if (find_outside(f, c, keys, &apart).n)
        return true;
    return c->guess.is_directory && !c->guess.has_stem &&
           map_get(beside, c->guess.before) == &several;
}

/* Is the end of the name a word, since the directories say another language, and have several, or
 * since notes of other languages are called by all of it: "fr/git-am.md" for "git-am.md"? */
static bool is_word(const finder *f, const candidate *c, const map *keys, const map *beside) {
    if (c->guess.is_directory || c->said.n || is_configured(f, c->guess.code))
        return false;
    if (!c->directory.code.n)
        return has_others(f, keys, c->whole);
    return map_get(beside, c->directory.before) == &several &&
           !is_kin(f, c->directory.code, c->guess.code);
}

/* Weighs what the name says, then what the directories say: "en/how-to-do-it.md" is in English. */
static bool weigh(const finder *f, candidate *c, const map *keys, const map *beside) {
    if (!is_word(f, c, keys, beside) && is_borne_out(f, c, keys, beside))
        return true;
    candidate other = *c;
    other.guess = c->directory;
    if (!is_borne_out(f, &other, keys, beside))
        return false;
    c->guess = c->directory;
    return true;
}

static str tag_of_guess(const finder *f, const candidate *c) {
    return language_tag(f->languages, f->a, c->guess.code);
}

/* ---- strays ---- */

typedef struct evidence {
    map exact, undated; /* key -> a candidate that has it */
    const map *suffixes, *beside;
} evidence;

static bool is_stray(const finder *f, const candidate *c, const evidence *e) {
    const candidate *b = c->beside;
    if (c->guess.is_directory && map_get(e->beside, c->guess.before) == &several)
        return true;
    /* "how-to-do-it.md" is in English as "how-to-do.md" is. */
    return !is_kin(f, b->doc->lang, c->said) || !str_eq(b->guess.key, b->whole) ||
           is_configured(f, c->guess.code) ||
           (!c->guess.is_directory && map_has(e->suffixes, tag_of_guess(f, c))) ||
           says(c->doc, S("translated"), true);
}

/* "ja" of the path and "jp" in the front matter are kin, and only one of them is a language. */
static bool is_miswritten(const finder *f, const candidate *c) {
    str guess;
    return !str_eq_fold(c->said, c->guess.code) &&
           language_is_doubtful(f->languages, f->a, c->said, &guess);
}

/* Notes whose front matter says another language than their path does, where that is no word that
 * only looks like a code. */
static void find_strays(finder *f, const bool *sure, const map *suffixes, const map *beside) {
    evidence e = {map_new(f->a), map_new(f->a), suffixes, beside};
    for (size_t i = 0; i < f->n; i++) {
        map_set(&e.exact, f->p[i].key, &f->p[i]);
        map_set(&e.undated, name_without_day(f->a, f->p[i].key), &f->p[i]);
    }
    for (size_t i = 0; i < f->n; i++) {
        candidate *c = &f->p[i];
        if (!c->said.n || !c->guess.code.n)
            continue;
        if (sure[i]) {
            if (is_miswritten(f, c))
                c->doc->path_lang = c->guess.code;
            continue;
        }
        c->beside = map_get(&e.exact, c->guess.key);
        if (!c->beside)
            c->beside = map_get(&e.undated, name_without_day(f->a, c->guess.key));
        if (c->beside && is_stray(f, c, &e))
            c->doc->path_lang = c->guess.code;
        else
            c->beside = NULL;
    }
}

static void decide(finder *f) {
    map keys = map_new(f->a), beside = map_new(f->a), suffixes = map_new(f->a);
    bool *sure = arena_make(f->a, bool, f->n);
    count_keys(f, &keys, &beside);
    for (size_t i = 0; i < f->n; i++) {
        sure[i] = weigh(f, &f->p[i], &keys, &beside);
        if (sure[i] && !f->p[i].guess.is_directory)
            map_at(&suffixes, tag_of_guess(f, &f->p[i]));
    }
    for (size_t i = 0; i < f->n; i++) {
        candidate *c = &f->p[i];
        bool may_be = c->guess.code.n && !c->said.n && !c->guess.is_directory;
        bool borne_out = sure[i] || (may_be && map_has(&suffixes, tag_of_guess(f, c)));
        c->key = borne_out ? c->guess.key : c->whole;
        c->doc->is_of_guessed_lang = !c->said.n && !borne_out && !f->config->lang.n;
        c->doc->lang = c->said.n ? c->said : borne_out ? c->guess.code : f->config->lang;
    }
    find_strays(f, sure, &suffixes, &beside);
}

/* Is a quarter of its letters of another script than the Latin one? */
static bool is_in_other_script(const finder *f, const document *doc) {
    enum { LATIN_END = 0x250, MORE_LATIN = 0x1E00, MORE_LATIN_END = 0x1F00, SHARE = 4 };
    const source *src;
    str body;
    diags quiet;
    size_t letters = 0, others = 0;
    uint32_t cp;
    diags_new(&quiet, f->scratch);
    if (document_read(f->config, f->scratch, doc, &src, &body, &quiet))
        for (size_t at = 0; at < body.n;) {
            at += utf8_decode(str_from(body, at), &cp);
            bool is_latin = cp < LATIN_END || (cp >= MORE_LATIN && cp < MORE_LATIN_END);
            bool is_letter = utf8_is_letter(cp);
            letters += is_letter;
            others += is_letter && !is_latin;
        }
    arena_reset(f->scratch);
    return letters && SHARE * others >= letters;
}

/* May a version that is kept apart be in the note's own language, and so be the original? A note
 * whose language nothing tells is in English, unless English is all that is kept apart from it, or
 * its letters are others. */
static bool may_be_in_language_of(const finder *f, const candidate *c, const document *note,
                                  const map *apart) {
    if (note->lang.n)
        return is_same_language(f, c->doc->lang, note->lang);
    return is_same_language(f, c->doc->lang, S("en")) && map_get(apart, c->apart) == &several &&
           !is_in_other_script(f, note);
}

/* Translations that are kept apart, "translations/fr/a.md", belong to the note that they were made
 * from, "a.md", unless a version in its language is kept with them. */
static void join_outside(finder *f) {
    map notes = map_new(f->a), complete = map_new(f->a), apart = map_new(f->a);
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->p[i].key, f->p[i].whole))
            map_set(&notes, f->p[i].key, &f->p[i]);
    for (size_t i = 0; i < f->n; i++) {
        candidate *c = &f->p[i];
        if (!str_eq(c->key, c->whole))
            c->outside = find_outside(f, c, &notes, &c->apart);
        /* "docs/README.fr.md" is that of "docs/README.md", if there is one. */
        if (map_has(&notes, c->key) && !name_holds_translations(path_base(c->apart)))
            c->outside = (str){"", 0};
        if (c->outside.n)
            meet(&apart, c->apart, &c->doc->lang);
    }
    for (size_t i = 0; i < f->n; i++) {
        const candidate *c = &f->p[i], *note = c->outside.n ? map_get(&notes, c->outside) : NULL;
        if (note && may_be_in_language_of(f, c, note->doc, &apart))
            map_set(&complete, c->key, f);
    }
    for (size_t i = 0; i < f->n; i++)
        if (f->p[i].outside.n && !map_has(&complete, f->p[i].key))
            f->p[i].key = f->p[i].outside;
}

typedef vec(candidate *) candidates;

static bool are_languages_distinct(const finder *f, const candidates *all) {
    for (size_t i = 0; i < all->n; i++)
        for (size_t j = 0; j < i; j++)
            if (is_same_language(f, all->p[i]->doc->lang, all->p[j]->doc->lang))
                return false;
    return true;
}

/* More versions than there are languages cannot all differ. */
enum { MOST_VERSIONS = 200 };

/* Notes of one slug whose languages all differ are one set whatever their days. */
static void join_days(finder *f) {
    map slugs = map_new(f->a);
    for (size_t i = 0; i < f->n; i++) {
        void **at = map_at(&slugs, name_without_day(f->a, f->p[i].key));
        if (!*at)
            *at = arena_make(f->a, candidates, 1);
        *vec_push(f->a, (candidates *)*at) = &f->p[i];
    }
    for (uint32_t i = 0; i < slugs.n; i++) {
        candidates *all = slugs.entries[i].val;
        if (all->n > MOST_VERSIONS || !are_languages_distinct(f, all))
            continue;
        for (size_t j = 0; j < all->n; j++)
            all->p[j]->key = slugs.entries[i].key;
    }
}

typedef struct sortable {
    document *doc;
    str tag;
} sortable;

static int by_tag(const void *x, const void *y) {
    const sortable *a = x, *b = y;
    int c = str_cmp(a->tag, b->tag);
    return c ? c : str_cmp(a->doc->relative_path, b->doc->relative_path);
}

/* The original: the first version that says `translated: false`, else the first that does not say
 * `translated: true`. */
static const document *find_original(const set *s) {
    for (size_t i = 0; i < s->n; i++)
        if (says(s->docs[i], S("translated"), false))
            return s->docs[i];
    for (size_t i = 0; i < s->n; i++)
        if (!says(s->docs[i], S("translated"), true))
            return s->docs[i];
    return NULL;
}

typedef vec(document *) members;

static void finish(arena *a, const languages *l, const map_entry *e, set *out) {
    const members *m = e->val;
    sortable *all = arena_make(a, sortable, m->n);
    for (size_t i = 0; i < m->n; i++)
        all[i] = (sortable){m->p[i], language_tag(l, a, m->p[i]->lang)};
    qsort(all, m->n, sizeof *all, by_tag);
    document **docs = arena_make(a, document *, m->n);
    for (size_t i = 0; i < m->n; i++) {
        docs[i] = all[i].doc;
        docs[i]->set = out;
        docs[i]->is_stray = false;
    }
    *out = (set){.key = e->key, .docs = docs, .n = m->n};
    out->original = find_original(out);
}

void sets_group(arena *a, const languages *l, document *const *docs, const str *keys, size_t n,
                set **out, size_t *nout) {
    map groups = map_new(a);
    for (size_t i = 0; i < n; i++) {
        void **at = map_at(&groups, keys[i]);
        if (!*at)
            *at = arena_make(a, members, 1);
        *vec_push(a, (members *)*at) = docs[i];
    }
    set *all = arena_make(a, set, groups.n);
    for (uint32_t i = 0; i < groups.n; i++)
        finish(a, l, &groups.entries[i], &all[i]);
    *out = all;
    *nout = groups.n;
}

/* Documents of one name in one language, `a.md` beside `a.html`, are no versions of each other:
 * each gets a key of its own. */
static void part_one_language(const finder *f, str *keys) {
    enum { ONE = 1, SEVERAL };
    map kinds = map_new(f->a), firsts = map_new(f->a);
    for (size_t i = 0; i < f->n; i++) {
        void **first = map_at(&firsts, keys[i]), **kind = map_at(&kinds, keys[i]);
        if (!*first) {
            *first = f->p[i].doc;
            continue;
        }
        bool same = is_same_language(f, ((const document *)*first)->lang, f->p[i].doc->lang);
        *kind = (void *)(uintptr_t)(same && *kind != (void *)SEVERAL ? ONE : SEVERAL);
    }
    for (size_t i = 0; i < f->n; i++)
        if (map_get(&kinds, keys[i]) == (void *)ONE)
            keys[i] = f->p[i].doc->relative_path;
}

static void join_strays(const finder *f) {
    map found = map_new(f->a); /* key of a set -> its strays */
    for (size_t i = 0; i < f->n; i++) {
        const candidate *c = &f->p[i];
        if (!c->beside || c->explicit.n || c->doc->set == c->beside->doc->set)
            continue;
        c->doc->is_stray = true;
        set *of = (set *)(uintptr_t)c->beside->doc->set;
        void **at = map_at(&found, of->key);
        if (!*at)
            *at = arena_make(f->a, members, 1);
        members *m = *at;
        *vec_push(f->a, m) = c->doc;
        of->strays = m->p;
        of->nstrays = m->n;
    }
}

void sets_find(arena *a, const config *c, const languages *l, document *const *docs, size_t n,
               set **out, size_t *nout) {
    finder f = {a, arena_own(a, LIMIT_ARENA), c, l, arena_make(a, candidate, n), n};
    str *keys = arena_make(a, str, n);
    for (size_t i = 0; i < n; i++)
        look(&f, docs[i], &f.p[i]);
    decide(&f);
    join_outside(&f);
    join_days(&f);
    for (size_t i = 0; i < n; i++)
        keys[i] = f.p[i].explicit.n ? f.p[i].explicit : f.p[i].key;
    part_one_language(&f, keys);
    sets_group(a, l, docs, keys, n, out, nout);
    join_strays(&f);
}

void sets_prefer(set *all, size_t n, str lang) {
    for (size_t i = 0; i < n; i++) {
        set *s = &all[i];
        if (!s->original || says(s->original, S("translated"), false))
            continue;
        for (size_t k = 0; k < s->n; k++) {
            const document *doc = s->docs[k];
            if (str_eq(doc->lang, lang) && !says(doc, S("translated"), true)) {
                s->original = doc;
                break;
            }
        }
    }
}
