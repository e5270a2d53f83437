/* jekyll-multiple-languages-plugin: texts in _i18n/LANG.yml, posts in _i18n/LANG/_posts, and all
 * else is the same file in every language. */
#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "site/data.h"
#include "site/edition.h"
#include "site/plugin.h"

static value excluded_of(const config *c) {
    return value_at(c->data, S("exclude_from_localizations"));
}

bool edition_has_own_posts(const config *c) {
    value list = excluded_of(c);
    if (!plugin_is_on(c, PLUGIN_MULTIPLE_LANGUAGES) || plugin_is_on(c, PLUGIN_POLYGLOT))
        return false;
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
        if (str_eq(value_as_str(list.u.list[i]), S("_posts")))
            return false;
    return true;
}

/* The texts of all languages, by language. */
static value translations(arena *a, arena *scratch, const config *c, const editions *all,
                          diags *d) {
    map_builder b = {.a = a};
    for (size_t i = 0; i < all->nlanguages; i++) {
        value texts;
        str name = str_cat(a, str_cat(a, S("_i18n/"), all->languages[i]), S(".yml"));
        if (data_read(a, scratch, c, name, &texts, d))
            map_add(&b, all->languages[i], texts);
    }
    return map_finish(&b);
}

/* The configuration as an edition's templates see it. Its baseurl has the edition's directory. */
static const config *config_for(arena *a, const config *c, const editions *all, str lang,
                                str prefix, value texts) {
    config *own = arena_make(a, config, 1);
    map_builder over = {.a = a};
    *own = *c;
    own->lang = lang;
    own->permalink_key = str_cat(a, S("permalink_"), lang);
    if (prefix.n)
        own->baseurl = str_cat(a, str_cat(a, c->baseurl, S("/")), prefix);
    map_add(&over, S("default_lang"), value_str(all->default_lang));
    map_add(&over, S("lang"), value_str(lang));
    map_add(&over, S("baseurl"), value_str(own->baseurl));
    map_add(&over, S("baseurl_root"), value_str(c->baseurl));
    map_add(&over, S("translations"), texts);
    if (excluded_of(c).kind == V_NIL)
        map_add(&over, S("exclude_from_localizations"), list_finish(&(list_builder){.a = a}));
    own->data = value_merge(a, c->data, map_finish(&over), 1);
    return own;
}

void edition_set_i18n(arena *a, arena *scratch, const config *c, editions *all, diags *d) {
    value excluded = excluded_of(c);
    vec(str) names = {0};
    all->languages = edition_languages(a, c, &all->nlanguages);
    if (all->nlanguages == 0) {
        diag *g = diag_add_path(d, RULE_CONFIG_INVALID, c->source,
                                "jekyll-multiple-languages-plugin wants \"languages\"");
        diag_help(d, g, "write \"languages: [en, de]\", the default one first");
        return;
    }
    all->kind = EDITIONS_I18N;
    all->root = c;
    all->default_lang = all->languages[0];
    for (size_t i = 0; excluded.kind == V_LIST && i < excluded.n; i++)
        if (excluded.u.list[i].kind == V_STR && excluded.u.list[i].n)
            *vec_push(a, &names) = value_as_str(excluded.u.list[i]);
    all->excluded = names.p;
    all->nexcluded = names.n;
    bool is_below = value_truthy(value_at(c->data, S("default_locale_in_subfolder")));
    value texts = translations(a, scratch, c, all, d);
    edition *p = arena_make(a, edition, all->nlanguages);
    for (size_t i = 0; i < all->nlanguages; i++) {
        str lang = all->languages[i], prefix = i || is_below ? lang : S("");
        p[i] = (edition){.kind = all->kind,
                         .index = (uint32_t)i,
                         .lang = lang,
                         .prefix = prefix,
                         .config = config_for(a, c, all, lang, prefix, texts),
                         .all = all};
    }
    all->p = p;
    all->n = all->nlanguages;
}

/* ---- taking ---- */

/* "_i18n/fr/_posts/x.md" is in one edition, all else in each. */
static bool is_in(const edition *e, str path) {
    str rest = str_from(path, S("_i18n/").n);
    return !str_starts(path, S("_i18n/")) ||
           (str_starts(rest, e->lang) && rest.n > e->lang.n && rest.p[e->lang.n] == '/');
}

/* What versions share: the path without the language. */
static str key_of(const edition *e, str path) {
    return str_starts(path, S("_i18n/")) ? str_from(path, S("_i18n/").n + e->lang.n) : path;
}

static void take(const edition *e, const document_vec *from, walk *to, const collection *in,
                 document_vec *out) {
    for (size_t i = 0; i < from->n; i++) {
        if (!is_in(e, from->p[i]->relative_path))
            continue;
        document *own = edition_copy(to->a, e, from->p[i], in);
        own->lang = e->lang;
        own->version_key = key_of(e, own->relative_path);
        *vec_push(to->a, out) = own;
    }
}

bool edition_excludes_path(const editions *all, str path) {
    for (size_t i = 0; i < all->nexcluded; i++) {
        str name = all->excluded[i];
        if (str_starts(path, name) && (path.n == name.n || path.p[name.n] == '/'))
            return true;
    }
    return false;
}

/* Files that are not translated are known in every edition but written in the default one only. */
static bool is_left_out(const edition *e, const static_file *f) {
    str path = str_from(f->relative_path, str_starts(f->relative_path, S("/")));
    if (e->index == 0)
        return false;
    return (e->all->p[0].prefix.n && str_eq(f->name, S("base.html"))) ||
           edition_excludes_path(e->all, path);
}

static void take_files(const edition *e, const static_vec *from, walk *to, const collection *in,
                       static_vec *out) {
    for (size_t i = 0; i < from->n; i++) {
        /* The plugin takes it out of `include`. */
        if (str_eq(from->p[i]->name, S(".htaccess")))
            continue;
        static_file *own = arena_make(to->a, static_file, 1);
        *own = *from->p[i];
        own->collection = in;
        own->is_written = own->is_written && !is_left_out(e, own);
        *vec_push(to->a, out) = own;
    }
}

void edition_take_i18n(const walk *from, const editions *all, const edition *e, walk *to) {
    (void)all;
    for (size_t i = 0; i < from->config->ncollections; i++) {
        take(e, &from->docs[i], to, &to->collections[i], &to->docs[i]);
        take_files(e, &from->files[i], to, &to->collections[i], &to->files[i]);
    }
    take(e, &from->pages, to, NULL, &to->pages);
    take(e, &from->theme_pages, to, NULL, &to->theme_pages);
    take_files(e, &from->static_files, to, NULL, &to->static_files);
    take_files(e, &from->theme_files, to, NULL, &to->theme_files);
    for (size_t i = 0; i < from->failed.n; i++) {
        document *doc = from->failed.p[i];
        size_t at = doc->collection ? (size_t)(doc->collection - from->collections) : 0;
        document_vec one = {&doc, 1, 1};
        take(e, &one, to, doc->collection ? &to->collections[at] : NULL, &to->failed);
    }
}
