#include "site/edition.h"

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "site/plugin.h"

typedef vec(str) texts;

/* A language is a directory's name too: nothing else of it may lead anywhere. */
static bool is_usable(str lang) {
    return lang.n && *lang.p != '.' && str_find_char(lang, '/') == STR_NONE &&
           str_find_char(lang, '\0') == STR_NONE;
}

static void add_language(arena *a, texts *all, str lang) {
    if (is_usable(lang) && !str_is_among(lang, all->p, all->n))
        *vec_push(a, all) = lang;
}

const str *edition_languages(arena *a, const config *c, size_t *n) {
    value list = value_at(c->data, S("languages"));
    texts all = {0};
    for (size_t i = 0; list.kind == V_LIST && i < list.n && all.n <= LIMIT_LANGUAGES; i++)
        if (list.u.list[i].kind != V_NIL)
            add_language(a, &all, value_to_str(a, list.u.list[i]));
    *n = all.n;
    return all.p;
}

/* A directory's name means what is in it, not all that begins so. */
static str pattern_of(arena *a, const config *c, str name) {
    if (str_ends(name, S("/")) || !file_is_directory(a, path_join(a, c->source, name)))
        return name;
    return str_cat(a, name, S("/"));
}

static texts excluded_of(arena *a, const config *c) {
    value list = value_at(c->data, S("exclude_from_localization"));
    texts all = {0};
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
        if (list.u.list[i].kind == V_STR)
            *vec_push(a, &all) = pattern_of(a, c, value_as_str(list.u.list[i]));
    return all;
}

static value list_of(arena *a, const str *all, size_t n) {
    list_builder b = {.a = a};
    for (size_t i = 0; i < n; i++)
        list_add(&b, value_str(all[i]));
    return list_finish(&b);
}

/* The configuration as an edition's templates see it. */
static const config *config_for(arena *a, const config *c, const editions *all, str lang) {
    config *own = arena_make(a, config, 1);
    map_builder over = {.a = a};
    value vars = value_at(c->data, S("lang_vars"));
    *own = *c;
    map_add(&over, S("default_lang"), value_str(all->default_lang));
    map_add(&over, S("languages"), list_of(a, all->languages, all->nlanguages));
    map_add(&over, S("active_lang"), value_str(lang));
    for (size_t i = 0; vars.kind == V_LIST && i < vars.n; i++)
        if (vars.u.list[i].kind == V_STR)
            map_add(&over, value_as_str(vars.u.list[i]), value_str(lang));
    own->data = value_merge(a, c->data, map_finish(&over), 1);
    return own;
}

static void add_edition(arena *a, const config *c, editions *all, edition *p, str lang) {
    bool is_default = str_eq(lang, all->default_lang);
    p[all->n] = (edition){.kind = all->kind,
                          .index = (uint32_t)all->n,
                          .lang = lang,
                          .prefix = is_default ? S("") : lang,
                          .config = config_for(a, c, all, lang),
                          .all = all};
    all->n++;
}

static void set_polyglot(arena *a, const config *c, editions *all) {
    texts excluded = excluded_of(a, c);
    value own = value_at(c->data, S("default_lang"));
    all->kind = EDITIONS_POLYGLOT;
    all->default_lang = own.kind == V_STR && own.n ? value_as_str(own) : S("en");
    all->languages = edition_languages(a, c, &all->nlanguages);
    if (value_at(c->data, S("languages")).kind == V_NIL) {
        static const str english = {"en", 2};
        all->languages = &english;
        all->nlanguages = 1;
    }
    all->excluded = excluded.p;
    all->nexcluded = excluded.n;
    edition *p = arena_make(a, edition, all->nlanguages + 1);
    add_edition(a, c, all, p, all->default_lang);
    for (size_t i = 0; i < all->nlanguages; i++)
        if (!str_eq(all->languages[i], all->default_lang))
            add_edition(a, c, all, p, all->languages[i]);
    all->p = p;
}

static bool are_too_many(arena *a, const config *c, diags *d) {
    size_t n;
    edition_languages(a, c, &n);
    if (n <= LIMIT_LANGUAGES ||
        !(plugin_is_on(c, PLUGIN_POLYGLOT) || plugin_is_on(c, PLUGIN_MULTIPLE_LANGUAGES)))
        return false;
    diag_add_path(d, RULE_LIMIT_SIZE, c->source,
                  "\"languages\" has more than %d languages, so none counts", LIMIT_LANGUAGES);
    return true;
}

const editions *editions_of(arena *a, arena *scratch, const config *c, diags *d) {
    editions *all = arena_make(a, editions, 1);
    if (are_too_many(a, c, d))
        all->n = 0;
    else if (plugin_is_on(c, PLUGIN_POLYGLOT))
        set_polyglot(a, c, all);
    else if (plugin_is_on(c, PLUGIN_MULTIPLE_LANGUAGES))
        edition_set_i18n(a, scratch, c, all, d);
    if (all->n)
        return all;
    edition *only = arena_make(a, edition, 1);
    *only = (edition){.config = c, .all = all};
    all->p = only;
    all->n = 1;
    return all;
}

/* ---- after everything else ---- */

typedef struct placing {
    arena *a;
    const edition *e;
    map taken; /* output paths in directories of editions */
} placing;

/* With default_locale_in_subfolder what is not translated, and the page base.html, which becomes
 * the site's index, are at the root all the same. */
static str place_at(const placing *p, str path) {
    if (p->e->index == 0 && str_eq(path, S("base.html")))
        return S("index.html");
    if (p->e->index == 0 && edition_excludes_path(p->e->all, path))
        return path;
    return path_join(p->a, p->e->prefix, path);
}

static void place_document(placing *p, document *doc) {
    if (p->e->prefix.n) {
        doc->output_path = place_at(p, doc->output_path);
        if (doc->map_path.n)
            doc->map_path = place_at(p, doc->map_path);
        map_set(&p->taken, doc->output_path, doc);
    } else
        doc->is_shadowed = doc->is_shadowed || map_has(&p->taken, doc->output_path);
}

static void place_file(placing *p, static_file *f) {
    if (p->e->prefix.n) {
        f->output_path = place_at(p, f->output_path);
        if (f->is_written)
            map_set(&p->taken, f->output_path, f);
    } else if (map_has(&p->taken, f->output_path))
        f->is_written = false;
}

static void place_site(placing *p, const site *s) {
    p->e = s->edition;
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            if (s->collections[i].docs[j]->is_written)
                place_document(p, s->collections[i].docs[j]);
    for (size_t i = 0; i < s->npages; i++)
        place_document(p, s->pages[i]);
    for (size_t i = 0; i < s->nfailed; i++)
        if (!s->failed[i]->is_listed) /* else it was among the others */
            place_document(p, s->failed[i]);
    for (size_t i = 0; i < s->nstatic; i++)
        place_file(p, (static_file *)(uintptr_t)s->static_files[i]);
}

void edition_place(arena *a, const editions *all, site *const *sites) {
    arena *room = arena_own(a, 0);
    placing p = {.a = a, .taken = map_new(room)};
    for (size_t i = all->n; all->kind != EDITIONS_NONE && i--;)
        place_site(&p, sites[i]);
    arena_reset(room);
}
