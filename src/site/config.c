#include "site/config.h"

#include <assert.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "encoding/encoding.h"
#include "site/config_check.h"
#include "site/permalink.h"
#include "site/plugin.h"
#include "site/theme.h"
#include "yaml/yaml.h"

enum { MERGE_DEPTH = 32 };

/* Jekyll 4.3's Configuration::DEFAULTS, without what only its server reads. */
static const char defaults_yaml[] =
    "{collections_dir: '', plugins_dir: _plugins, layouts_dir: _layouts, data_dir: _data,\n"
    "includes_dir: _includes, collections: {}, safe: false, include: [.htaccess], exclude: [],\n"
    "keep_files: [.git, .svn], encoding: utf-8, markdown_ext: 'markdown,mkdown,mkdn,mkd,md',\n"
    "strict_front_matter: false, show_drafts: ~, limit_posts: 0, future: false,\n"
    "unpublished: false, plugins: [], markdown: kramdown, highlighter: rouge, lsi: false,\n"
    "excerpt_separator: \"\\n\\n\", incremental: false, baseurl: ~, permalink: date,\n"
    "paginate_path: '/page:num', timezone: ~, quiet: false, verbose: false, defaults: [],\n"
    "liquid: {error_mode: warn, strict_filters: false, strict_variables: false},\n"
    "kramdown: {auto_ids: true, toc_levels: [1, 2, 3, 4, 5, 6], entity_output: as_char,\n"
    "smart_quotes: 'lsquo,rsquo,ldquo,rdquo', input: GFM, hard_wrap: false, guess_lang: true,\n"
    "footnote_nr: 1, show_warnings: false}}\n";

/* Always left out, besides `exclude:`: Jekyll's list and our own cache. */
static const char *const default_excludes[] = {".sass-cache",    ".jekyll-cache", "gemfiles",
                                               "Gemfile",        "Gemfile.lock",  "node_modules",
                                               "vendor/bundle/", "vendor/cache/", "vendor/gems/",
                                               "vendor/ruby/",   ".letoon-cache"};

static const yaml_options config_yaml = {.syntax_rule = RULE_CONFIG_INVALID,
                                         .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY,
                                         .takes_symbols = true};

static str text_of(value from, str key) {
    return value_as_str(value_at(from, key));
}

static bool flag_of(value from, str key) {
    return value_truthy(value_at(from, key));
}

static value builtin_defaults(arena *a, diags *d) {
    const source *src = source_new(a, S("(defaults)"), str_of(defaults_yaml));
    value v;
    bool ok = yaml_read(a, span_of(src, 0, src->text.n), &config_yaml, &v, d);
    assert(ok);
    return v;
}

/* The files of a configuration, one merged onto the other. */
typedef struct loading {
    arena *a;
    value data;
    theme_places places;
    diags *d;
} loading;

/* False: it cannot be used. A file without anything in it is nil. */
static bool read_file(arena *a, str path, const source **src, value *out, diags *d) {
    str bytes, why;
    if (!file_read(&sys_real, a, str_cstr(a, path), LIMIT_FILE, &bytes, &why)) {
        diag *g = diag_add_path(d, RULE_IO_READ, path, "cannot read the configuration: %.*s",
                                STR_FMT(why));
        diag_help(d, g, "name an existing file with --config, or leave --config out");
        return false;
    }
    str ext = path_ext(path);
    if (!str_eq_fold(ext, S(".yml")) && !str_eq_fold(ext, S(".yaml"))) {
        diag_add_path(d, RULE_CONFIG_INVALID, path,
                      "\"%.*s\" is no YAML file, but only .yml and .yaml are read",
                      STR_FMT(path_base(path)));
        return false;
    }
    decoded text = decode(a, path, bytes, (str){"", 0}, d);
    if (!text.ok)
        return false;
    *src = source_new(a, path, text.text);
    return yaml_read(a, span_of(*src, 0, text.text.n), &config_yaml, out, d);
}

/* One file onto what there is. False: it cannot be used. */
static bool merge_file(loading *l, str path) {
    const source *src;
    value v;
    if (!read_file(l->a, path, &src, &v, l->d))
        return false;
    if (v.kind == V_NIL)
        return true;
    if (!config_check(src, v, l->d))
        return false;
    theme_note(&l->places, src, v);
    l->data = value_merge(l->a, l->data, v, MERGE_DEPTH);
    return true;
}

static bool merge_list(loading *l, str files) {
    bool ok = true;
    str one, rest = files;
    for (bool more = true; more;) {
        more = str_cut(rest, S(","), &one, &rest);
        one = str_trim(one);
        if (one.n && !merge_file(l, one))
            ok = false;
    }
    return ok;
}

static bool exists(arena *a, str dir, str name) {
    file_info info;
    return file_stat(str_cstr(a, path_join(a, dir, name)), &info);
}

static const char *const own_names[] = {"_config.yml", "_config.yaml"};
enum { OWN_NAMES = sizeof own_names / sizeof *own_names };

/* Nothing in it is Jekyll's: a plain directory of notes. */
static bool is_plain(arena *a, str dir) {
    for (size_t i = 0; i < OWN_NAMES; i++)
        if (exists(a, dir, str_of(own_names[i])))
            return false;
    return !exists(a, dir, S("_posts")) && !exists(a, dir, S("_layouts"));
}

/* The source's own configuration, if it has one. */
static bool merge_own(loading *l, str dir) {
    for (size_t i = 0; i < OWN_NAMES; i++)
        if (exists(l->a, dir, str_of(own_names[i]))) {
            str name = str_of(own_names[i]);
            return merge_file(l, str_eq(dir, S(".")) ? name : path_join(l->a, dir, name));
        }
    return true;
}

/* Keys of Jekyll's defaults that are not among ours. */
static bool is_servers_key(str key) {
    static const char *const keys[] = {"source", "destination", "cache_dir", "whitelist",
                                       "detach", "port",        "host",      "show_dir_listing"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq(key, str_of(keys[i])))
            return true;
    return false;
}

/* A theme's configuration stands behind the site's, but for the keys that Jekyll has defaults for.
 * What else is strange in it is not for the site's author to mend. */
static bool merge_theme(loading *l, const theme *t, value defaults) {
    arena *a = l->a;
    const source *src;
    value v, ignored = value_at(l->data, S("ignore_theme_config"));
    file_info info;
    str path = path_join(a, t->root, S("_config.yml"));
    if (t->is_remote || (ignored.kind == V_BOOL && ignored.u.b) ||
        !file_stat(str_cstr(a, path), &info) || info.is_link)
        return true;
    if (!read_file(a, path, &src, &v, l->d))
        return false;
    map_builder kept = {.a = a};
    for (uint32_t i = 0; v.kind == V_MAP && i < v.n; i++) {
        const member *m = &v.u.map->members[i];
        if (!value_find(defaults, m->key) && !is_servers_key(value_as_str(m->key)))
            map_add_member(&kept, *m);
    }
    v = map_finish(&kept);
    diags strange;
    diags_new(&strange, a);
    if (!config_check(src, v, &strange)) {
        diags_append(l->d, &strange);
        return false;
    }
    l->data = value_merge(a, v, l->data, MERGE_DEPTH);
    return true;
}

static void strings(arena *a, value list, const str **out, size_t *n) {
    vec(str) all = {0};
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
        *vec_push(a, &all) = value_to_str(a, list.u.list[i]);
    *out = all.p;
    *n = all.n;
}

static void set_excludes(arena *a, config *c) {
    vec(str) all = {0};
    value list = value_at(c->data, S("exclude"));
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
        *vec_push(a, &all) = value_to_str(a, list.u.list[i]);
    for (size_t i = 0; i < sizeof default_excludes / sizeof *default_excludes; i++)
        *vec_push(a, &all) = str_of(default_excludes[i]);
    c->exclude = all.p;
    c->excludes = all.n;
}

static void set_markdown_ext(arena *a, config *c) {
    vec(str) all = {0};
    str one, rest = text_of(c->data, S("markdown_ext"));
    for (bool more = true; more;) {
        more = str_cut(rest, S(","), &one, &rest);
        if (one.n)
            *vec_push(a, &all) = str_cat(a, S("."), str_trim(one));
    }
    c->markdown_ext = all.p;
    c->markdown_exts = all.n;
}

/* Jekyll's Utils.add_permalink_suffix. */
static str with_suffix(arena *a, str template, str style) {
    if (str_eq(style, S("pretty")))
        return str_cat(a, template, S("/"));
    if (str_eq(style, S("date")) || str_eq(style, S("ordinal")) || str_eq(style, S("none")))
        return str_cat(a, template, S(":output_ext"));
    if (str_ends(style, S("/")))
        return str_cat(a, template, S("/"));
    return str_ends(style, S(":output_ext")) ? str_cat(a, template, S(":output_ext")) : template;
}

static collection_config one_collection(arena *a, const config *c, str label, value metadata) {
    bool posts = str_eq(label, S("posts"));
    collection_config out = {.label = label};
    out.output = posts || flag_of(metadata, S("output"));
    out.permalink = text_of(metadata, S("permalink"));
    if (out.permalink.n == 0)
        out.permalink = posts ? permalink_style(c->permalink)
                              : with_suffix(a, S("/:collection/:path"), c->permalink);
    map_builder b = {.a = a};
    if (posts) {
        map_add(&b, S("output"), value_bool(true));
        map_add(&b, S("permalink"), value_str(out.permalink));
    }
    out.metadata = value_merge(a, metadata, map_finish(&b), 1);
    return out;
}

static void set_collections(arena *a, config *c) {
    vec(collection_config) all = {0};
    value from = value_at(c->data, S("collections"));
    value none = map_finish(&(map_builder){.a = a});
    value posts = from.kind == V_MAP ? value_at(from, S("posts")) : none;
    *vec_push(a, &all) = one_collection(a, c, S("posts"), posts.kind == V_MAP ? posts : none);
    for (uint32_t i = 0; from.kind == V_MAP && i < from.u.map->n; i++) {
        const member *m = &from.u.map->members[i];
        str label = value_to_str(a, m->key);
        if (!str_eq(label, S("posts")))
            *vec_push(a, &all) = one_collection(a, c, label, m->val.kind == V_MAP ? m->val : none);
    }
    for (size_t i = 0; from.kind == V_LIST && i < from.n; i++) {
        str label = value_to_str(a, from.u.list[i]);
        if (!str_eq(label, S("posts")))
            *vec_push(a, &all) = one_collection(a, c, label, none);
    }
    c->collections = all.p;
    c->ncollections = all.n;
}

static str new_type(str type) {
    static const struct {
        const char *old, *now;
    } names[] = {{"page", "pages"}, {"post", "posts"}, {"draft", "drafts"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(type, str_of(names[i].old)))
            return str_of(names[i].now);
    return type;
}

/* A default `date` is a time, on pages too. */
static value with_date(arena *a, const config *c, value values) {
    value v = value_at(values, S("date"));
    date day;
    if (v.kind != V_STR || !date_parse(value_as_str(v), &c->now, c->zone, &day))
        return values;
    map_builder b = {.a = a};
    map_add(&b, S("date"), value_date(date_copy(a, &day)));
    return value_merge(a, values, map_finish(&b), 1);
}

static void set_defaults(arena *a, config *c) {
    vec(default_set) all = {0};
    value list = value_at(c->data, S("defaults"));
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++) {
        value one = list.u.list[i], values = value_at(one, S("values"));
        value scope = value_at(one, S("scope"));
        if (values.kind != V_MAP)
            continue; /* config_check has said so */
        str path = text_of(scope, S("path"));
        size_t chars = utf8_count(path) - str_starts(path, S("/"));
        bool is_glob = str_has(path, S("*")); /* which is matched with what is on the disk */
        str under = str_cat(a, c->collections_dir, S("/"));
        if (c->collections_dir.n && !is_glob && str_starts(path, under))
            path = str_from(path, under.n);
        *vec_push(a, &all) = (default_set){.path = path,
                                           .path_chars = chars,
                                           .type = new_type(text_of(scope, S("type"))),
                                           .has_path_glob = is_glob,
                                           .values = with_date(a, c, values)};
    }
    c->defaults = all.p;
    c->ndefaults = all.n;
}

static void set_clock(arena *a, config *c, diags *d) {
    str name = text_of(c->data, S("timezone"));
    c->zone = zone_load(a, name);
    if (!c->zone) {
        diag *g = diag_add_path(d, RULE_CONFIG_INVALID, S("timezone"),
                                "time zone \"%.*s\" is not known to the system", STR_FMT(name));
        diag_help(d, g, "use an IANA name such as Europe/Berlin, and install tzdata");
        c->zone = zone_utc();
    }
    date_now(c->zone, &c->now);
    value time = value_at(c->data, S("time"));
    if (time.kind == V_NIL)
        return;
    date given;
    if (date_parse(value_to_str(a, time), &c->now, c->zone, &given))
        date_in_zone(&given, c->zone, &c->now);
    else
        diag_add_path(d, RULE_CONFIG_INVALID, S("time"), "\"%.*s\" is no date",
                      STR_FMT(value_to_str(a, time)));
}

static void set_markdown(arena *a, config *c) {
    value own = value_at(c->data, S("letoon")), cjk = value_at(own, S("cjk_emphasis"));
    str name = text_of(c->data, S("markdown"));
    if (str_eq_fold(name, S("letoon"))) /* in Jekyll: the gem's */
        name = text_of(own, S("dialect"));
    c->markdown = str_eq_fold(name, S("commonmark")) || str_eq_fold(name, S("commonmarkghpages"))
                      ? MARKDOWN_IS_COMMONMARK
                      : MARKDOWN_IS_KRAMDOWN;
    c->commonmark = value_at(c->data, S("commonmark"));
    c->kramdown = value_to_str(a, value_at(own, S("kramdown")));
    c->cjk_emphasis = cjk.kind == V_BOOL ? cjk.u.b : c->markdown == MARKDOWN_IS_KRAMDOWN;
    c->encodings = value_at(own, S("encodings"));
    c->languages = value_at(own, S("languages"));
}

/* Two or three letters, and perhaps more behind a hyphen: "pt-BR", not "default". */
static bool is_like_code(str s) {
    str part, rest = s;
    for (bool is_first = true; is_first || rest.n; is_first = false) {
        if (!str_cut(rest, S("-"), &part, &rest))
            str_cut(part, S("_"), &part, &rest);
        if (part.n < 2 || part.n > (is_first ? 3 : 8))
            return false;
        for (size_t i = 0; i < part.n; i++)
            if (is_first ? !ascii_is_alpha(part.p[i]) : !ascii_is_alnum(part.p[i]))
                return false;
    }
    return true;
}

/* A list of codes, or a map with an entry for each. */
static void set_languages(arena *a, config *c) {
    value from = value_at(c->data, S("languages"));
    size_t n = from.kind == V_LIST ? from.n : from.kind == V_MAP ? from.u.map->n : 0;
    str *out = arena_make(a, str, n);
    c->langs = out;
    for (size_t i = 0; i < n; i++) {
        bool is_list = from.kind == V_LIST;
        str code = value_as_str(is_list ? from.u.list[i] : from.u.map->members[i].key);
        if (code.n && (is_list || is_like_code(code)))
            out[c->nlangs++] = code;
    }
}

static str without_slash(str s) {
    while (str_ends(s, S("/")))
        s.n--;
    return s;
}

/* A directory of the site. As in Jekyll none is outside of the source: "/x" and "../x" are "x". */
static str dir_of(arena *a, value from, str key) {
    str path = path_normal(a, str_cat(a, S("/"), text_of(from, key)));
    return str_from(path, 1);
}

static str first_text(value from, const char *const *keys, size_t n) {
    for (size_t i = 0; i < n; i++) {
        str s = text_of(from, str_of(keys[i]));
        if (s.n)
            return s;
    }
    return (str){"", 0};
}

static void set_texts(arena *a, config *c, const config_options *o) {
    static const char *const langs[] = {"lang", "default_lang", "language", "locale"};
    c->collections_dir = dir_of(a, c->data, S("collections_dir"));
    c->layouts_dir = dir_of(a, c->data, S("layouts_dir"));
    c->includes_dir = dir_of(a, c->data, S("includes_dir"));
    c->data_dir = dir_of(a, c->data, S("data_dir"));
    c->layouts_override = o->layouts;
    c->permalink = text_of(c->data, S("permalink"));
    c->url = without_slash(text_of(c->data, S("url")));
    c->baseurl = text_of(c->data, S("baseurl"));
    c->encoding = text_of(c->data, S("encoding"));
    if (str_eq_fold(c->encoding, S("utf-8")))
        c->encoding = (str){"", 0};
    c->excerpt_separator = text_of(c->data, S("excerpt_separator"));
    c->lang = first_text(c->data, langs, sizeof langs / sizeof *langs);
    const char *env = getenv("JEKYLL_ENV");
    c->environment = str_copy(a, env && *env ? str_of(env) : S("development"));
    str dest = o->destination.n ? o->destination : text_of(c->data, S("destination"));
    c->destination = path_normal(a, dest.n ? dest : S("_site"));
}

static bool chosen(config_choice said, value data, str key) {
    return said == CONFIG_UNSAID ? flag_of(data, key) : said == CONFIG_YES;
}

static void set_flags(arena *a, config *c, const config_options *o) {
    plugin on[PLUGIN_COUNT];
    for (size_t n = plugin_list(c, on); n--;)
        c->plugins |= (uint32_t)1 << on[n];
    c->page_excerpts = flag_of(c->data, S("page_excerpts"));
    c->future = chosen(o->future, c->data, S("future"));
    c->unpublished = chosen(o->unpublished, c->data, S("unpublished"));
    c->drafts = chosen(o->drafts, c->data, S("show_drafts"));
    c->strict_front_matter = chosen(o->strict_front_matter, c->data, S("strict_front_matter"));
    value liquid = value_at(c->data, S("liquid"));
    c->warn_undefined = o->warn_undefined;
    c->keep_front = o->keep_front;
    c->to_compare = o->to_compare;
    c->text_room = arena_make(a, size_t, 1);
    *c->text_room = o->keep_front ? LIMIT_KEPT_TEXTS : 0;
    c->strict_variables = flag_of(liquid, S("strict_variables"));
    c->strict_filters = flag_of(liquid, S("strict_filters"));
    value limit = value_at(c->data, S("limit_posts"));
    c->limit_posts = limit.kind == V_INT && limit.u.i > 0 ? (uint32_t)limit.u.i : 0;
}

/* `letoon: {check_links: …, ignore_links: …}`, unless the command line says otherwise. */
static void set_links(arena *a, config *c, const config_options *o) {
    value own = value_at(c->data, S("letoon")), said = value_at(own, S("check_links"));
    bool is_off = said.kind == V_BOOL && !said.u.b;
    bool is_error = str_eq(value_as_str(said), S("error"));
    if (o->check_links != CONFIG_UNSAID) {
        is_off = o->check_links == CONFIG_NO;
        is_error = o->check_links == CONFIG_YES;
    }
    c->links = is_off ? SEV_OFF : is_error ? SEV_ERROR : SEV_WARNING;
    strings(a, value_at(own, S("ignore_links")), &c->ignore_links, &c->ignored_links);
}

static value with_options(arena *a, value data, const config_options *o) {
    map_builder over = {.a = a};
    if (o->has_baseurl)
        map_add(&over, S("baseurl"), value_str(o->baseurl));
    return value_merge(a, data, map_finish(&over), 1);
}

static bool is_directory(arena *a, str path, const char *what, const char *help, diags *d) {
    if (file_is_directory(a, path))
        return true;
    diag_help(d, diag_add_path(d, RULE_IO_READ, path, "the %s is no directory", what), "%s", help);
    return false;
}

static bool load_files(arena *a, config *c, const config_options *o, diags *d) {
    value defaults = builtin_defaults(a, d);
    loading l = {.a = a, .data = defaults, .d = d};
    if (!(o->configs.n ? merge_list(&l, o->configs) : merge_own(&l, c->source)))
        return false;
    if (!o->without_theme && (!theme_find(a, c->source, l.data, &l.places, &c->theme, d) ||
                              (c->theme && !merge_theme(&l, c->theme, defaults))))
        return false;
    c->data = with_options(a, l.data, o);
    return true;
}

/* All that follows from the data. */
static const config *finish(arena *a, config *c, const config_options *o, diags *d) {
    set_texts(a, c, o);
    set_flags(a, c, o);
    strings(a, value_at(c->data, S("include")), &c->include, &c->includes);
    strings(a, value_at(c->data, S("keep_files")), &c->keep_files, &c->keeps);
    set_excludes(a, c);
    set_markdown_ext(a, c);
    set_collections(a, c);
    set_markdown(a, c);
    set_languages(a, c);
    set_links(a, c, o);
    size_t errors = d->count[SEV_ERROR];
    set_clock(a, c, d);
    set_defaults(a, c);
    return d->count[SEV_ERROR] == errors ? c : NULL;
}

const config *config_of(arena *a, value data, diags *d) {
    config *c = arena_make(a, config, 1);
    const config_options none = {0};
    c->source = S(".");
    c->data = value_merge(a, builtin_defaults(a, d), data, MERGE_DEPTH);
    return finish(a, c, &none, d);
}

const config *config_load(arena *a, const config_options *o, diags *d) {
    config *c = arena_make(a, config, 1);
    c->source = path_normal(a, o->source.n ? o->source : S("."));
    c->only = o->only;
    c->nonly = o->nonly;
    c->texts = o->texts;
    c->known = o->known;
    if (!is_directory(a, c->source, "source", "name the site's directory with --source", d) ||
        (o->layouts.n && !is_directory(a, o->layouts, "place of the layouts",
                                       "name an existing directory with --layouts", d)))
        return NULL;
    c->is_bare = is_plain(a, c->source);
    return load_files(a, c, o, d) ? finish(a, c, o, d) : NULL;
}

/* A pattern that ends in two stars is all that is below, however deep. */
static bool is_below(str pattern, str path) {
    if (!str_ends(pattern, S("/**")))
        return false;
    str dir = str_slice(pattern, 0, pattern.n - 3);
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] == '/' && path_glob(dir, str_slice(path, 0, i), GLOB_PATHNAME))
            return true;
    return false;
}

str config_encoding(const config *c, str relative) {
    value from = c->encodings;
    for (uint32_t i = 0; from.kind == V_MAP && i < from.u.map->n; i++) {
        const member *m = &from.u.map->members[i];
        str pattern = value_as_str(m->key);
        if (path_glob(pattern, relative, GLOB_PATHNAME) || is_below(pattern, relative))
            return value_as_str(m->val);
    }
    return c->encoding;
}

bool config_is_markdown(const config *c, str ext) {
    for (size_t i = 0; i < c->markdown_exts; i++)
        if (str_eq_fold(c->markdown_ext[i], ext))
            return true;
    return false;
}

const config_text *config_text_for(const config *c, arena *scratch, str path) {
    return c->texts && c->texts->n ? map_get(c->texts, path_normal(scratch, path)) : NULL;
}
