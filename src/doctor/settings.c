/* The configuration: keys of Jekyll's that have no effect here, plugins, and what `jekyll doctor`
 * looks at. */
#include "base/file.h"
#include "base/path.h"
#include "doctor/inner.h"
#include "yaml/yaml.h"

typedef struct hint {
    const char *key, *effect, *cure;
} hint;

/* Keys that Jekyll acts on and letoon does not. */
static const hint keys[] = {
    {"source", "has no effect", "name the source on the command line"},
    {"safe", "has no effect: Ruby is never run", "take it out"},
    {"incremental", "has no effect: all pages are made", "take it out"},
    {"lsi", "related posts are the newest ones", "take it out"},
    {"whitelist", "has no effect", "take it out"},
    {"redcarpet", "has no effect", "take it out"},
    {"quiet", "has no effect", "use letoon build -q"},
    {"verbose", "has no effect", "use letoon build -V"},
};

static const hint kramdown_keys[] = {
    {"html_to_native", "HTML stays HTML", "take it out"},
    {"link_defs", "these definitions are missing", "write them where they are used"},
    {"typographic_symbols", "the usual characters are written", "take it out"},
    {"transliterated_header_ids", "ids keep their letters", "write {#id} where an id matters"},
    {"entity_output", "characters are written", "take it out"},
    {"remove_line_breaks_for_cjk", "line ends stay", "take it out"},
};

/* Old ones, which Jekyll itself refuses or warns of. */
static const hint old_keys[] = {
    {"relative_permalinks", "Jekyll has no relative permalinks any more", "take it out"},
    {"pygments", "is now highlighter", "take it out"},
    {"gems", "is now plugins", "write plugins"},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void check_keys(doctor *x, const source *src, value from, const hint *table, size_t n,
                       doctor_kind kind, str prefix) {
    for (size_t i = 0; i < n; i++) {
        const member *m = value_member(from, str_of(table[i].key));
        if (!m || !value_truthy(m->val))
            continue;
        str name = str_cat(x->a, prefix, str_of(table[i].key));
        doctor_item *item =
            doctor_item_of(x, kind, name, span_of(src, m->key_at, str_of(table[i].key).n));
        item->effect = str_of(table[i].effect);
        item->cure = str_of(table[i].cure);
    }
}

static void check_plugins(doctor *x, const source *src, value data, str key) {
    const member *m = value_member(data, key);
    for (size_t i = 0; m && m->val.kind == V_LIST && i < m->val.n; i++)
        doctor_check_plugin(x, value_as_str(m->val.u.list[i]), span_of(src, m->key_at, key.n));
}

/* As `jekyll doctor` wants it: there, and whole. */
static void check_url(doctor *x, const source *src, value data) {
    const member *m = value_member(data, S("url"));
    str url = x->site->config->url;
    if (str_starts(url, S("http://")) || str_starts(url, S("https://")))
        return;
    span at = m ? span_of(src, m->key_at, 3) : span_whole(src);
    doctor_item *item = doctor_item_of(x, DOCTOR_ADVICE, S("url"), at);
    item->effect = url.n ? S("is no whole URL: feeds and absolute_url are wrong")
                         : S("is missing: feeds and absolute_url lack the host");
    item->cure = S("write \"url: https://example.org\"");
}

static void read_file(doctor *x, str path) {
    static const yaml_options how = {.syntax_rule = RULE_CONFIG_INVALID,
                                     .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY};
    str text, why;
    value data;
    diags quiet;
    diags_new(&quiet, x->a);
    if (!file_read(&sys_real, x->a, str_cstr(x->a, path), LIMIT_FILE, &text, &why))
        return;
    const source *src = source_new(x->a, path, text);
    if (!yaml_read(x->a, span_of(src, 0, text.n), &how, &data, &quiet) || data.kind != V_MAP)
        return;
    check_keys(x, src, data, keys, COUNT(keys), DOCTOR_KEY, S(""));
    check_keys(x, src, data, old_keys, COUNT(old_keys), DOCTOR_ADVICE, S(""));
    value kramdown = value_at(data, S("kramdown"));
    if (kramdown.kind == V_MAP)
        check_keys(x, src, kramdown, kramdown_keys, COUNT(kramdown_keys), DOCTOR_KEY,
                   S("kramdown."));
    check_plugins(x, src, data, S("plugins"));
    check_plugins(x, src, data, S("gems"));
    check_url(x, src, data);
}

void doctor_read_config(doctor *x, str files) {
    static const char *const names[] = {"_config.yml", "_config.yaml"};
    const config *c = x->site->config;
    file_info info;
    str one, rest = files;
    for (bool more = files.n > 0; more;) {
        more = str_cut(rest, S(","), &one, &rest);
        read_file(x, str_trim(one));
    }
    for (size_t i = 0; !files.n && i < COUNT(names); i++) {
        str name = str_of(names[i]);
        str path = str_eq(c->source, S(".")) ? name : path_join(x->a, c->source, name);
        if (!file_stat(str_cstr(x->a, path), &info))
            continue;
        read_file(x, path);
        return;
    }
}
