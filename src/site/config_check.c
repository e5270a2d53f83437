#include "site/config_check.h"

#include <stdio.h>

#include "encoding/encoding.h"
#include "markdown/markdown.h"
#include "site/config_rules.h"
#include "site/plugin.h"

typedef enum {
    WANT_ANY,
    WANT_TEXT,
    WANT_BOOL,
    WANT_LIST,
    WANT_MAP,
    WANT_MAP_OR_NO,
    WANT_INT,
    WANT_GROUPS,
    WANT_SEVERITY,
    WANT_VERSION
} want;

typedef struct known_key {
    const char *name;
    want want;
} known_key;

/* Keys that Jekyll, its usual plugins or letoon act on. Any other key is the site's own, and only
 * one that is nearly a known one is worth a word. */
static const known_key keys[] = {
    {"source", WANT_TEXT},
    {"destination", WANT_TEXT},
    {"collections_dir", WANT_TEXT},
    {"plugins_dir", WANT_ANY},
    {"layouts_dir", WANT_TEXT},
    {"includes_dir", WANT_TEXT},
    {"data_dir", WANT_TEXT},
    {"cache_dir", WANT_TEXT},
    {"collections", WANT_GROUPS},
    {"safe", WANT_BOOL},
    {"include", WANT_LIST},
    {"exclude", WANT_LIST},
    {"keep_files", WANT_LIST},
    {"encoding", WANT_TEXT},
    {"markdown_ext", WANT_TEXT},
    {"show_drafts", WANT_BOOL},
    {"limit_posts", WANT_INT},
    {"strict_front_matter", WANT_BOOL},
    {"future", WANT_BOOL},
    {"unpublished", WANT_BOOL},
    {"plugins", WANT_LIST},
    {"gems", WANT_LIST},
    {"whitelist", WANT_LIST},
    {"markdown", WANT_TEXT},
    {"highlighter", WANT_ANY},
    {"excerpt_separator", WANT_TEXT},
    {"incremental", WANT_BOOL},
    {"page_excerpts", WANT_BOOL},
    {"baseurl", WANT_TEXT},
    {"url", WANT_TEXT},
    {"permalink", WANT_TEXT},
    {"paginate", WANT_ANY},
    {"paginate_path", WANT_TEXT},
    {"timezone", WANT_TEXT},
    {"defaults", WANT_LIST},
    {"liquid", WANT_MAP},
    {"kramdown", WANT_MAP},
    {"commonmark", WANT_MAP},
    {"theme", WANT_ANY},
    {"remote_theme", WANT_TEXT},
    {"ignore_theme_config", WANT_BOOL},
    {"letoon", WANT_MAP},
    {"title", WANT_ANY},
    {"description", WANT_ANY},
    {"author", WANT_ANY},
    {"languages", WANT_ANY},
    {"default_lang", WANT_TEXT},
    {"lang", WANT_ANY},
    {"language", WANT_ANY},
    {"locale", WANT_ANY},
    {"exclude_from_localization", WANT_LIST},
    {"exclude_from_localizations", WANT_LIST},
    {"default_locale_in_subfolder", WANT_BOOL},
    {"lang_from_path", WANT_BOOL},
    {"lang_vars", WANT_LIST},
    {"parallel_localization", WANT_BOOL},
    {"time", WANT_ANY},
    {"quiet", WANT_BOOL},
    {"verbose", WANT_BOOL},
    {"compress_html", WANT_ANY},
    {"redcarpet", WANT_ANY},
    {"sass", WANT_ANY},
    {"lsi", WANT_BOOL},
    {"port", WANT_ANY},
    {"host", WANT_ANY},
};

static const known_key own_keys[] = {
    {"encodings", WANT_MAP},
    {"languages", WANT_MAP},
    {"cjk_emphasis", WANT_BOOL},
    {"translations", WANT_BOOL},
    {"theme_dir", WANT_TEXT},
    {"check_links", WANT_SEVERITY},
    {"ignore_links", WANT_LIST},
    {"check", WANT_MAP_OR_NO},
    {"dialect", WANT_TEXT},
    {"kramdown", WANT_VERSION},
    /* what the gem acts on */
    {"bin", WANT_TEXT},
    {"required", WANT_BOOL},
    {"render", WANT_ANY},
    {"verify", WANT_BOOL},
    {"deadline", WANT_INT},
};

static const known_key check_keys[] = {
    {"select", WANT_LIST}, {"ignore", WANT_LIST},   {"severity", WANT_MAP}, {"fail_on", WANT_TEXT},
    {"keys", WANT_MAP},    {"glossary", WANT_TEXT}, {"lang", WANT_LIST},
};

enum {
    KEYS = sizeof keys / sizeof *keys,
    OWN_KEYS = sizeof own_keys / sizeof *own_keys,
    CHECK_KEYS = sizeof check_keys / sizeof *check_keys,
    NEAR_WORD = 5, /* a shorter key is near too many words to guess from */
};

static const char *const want_text[] = {"anything",
                                        "a text",
                                        "true or false",
                                        "a list",
                                        "a mapping",
                                        "a mapping, or false",
                                        "a whole number",
                                        "a list or a mapping",
                                        "false, warning or error",
                                        "a version of kramdown, such as 2.5"};

static bool is_kramdown_version(value v) {
    markdown_kramdown o;
    char number[32];
    snprintf(number, sizeof number, "%g", v.kind == V_FLOAT ? v.u.f : 0.0);
    return markdown_kramdown_as(&o, v.kind == V_STR ? value_as_str(v) : str_of(number));
}

static bool is_wanted(want w, value v) {
    if (v.kind == V_NIL)
        return true;
    switch (w) {
    case WANT_ANY: return true;
    case WANT_TEXT: return v.kind == V_STR;
    case WANT_BOOL: return v.kind == V_BOOL;
    case WANT_LIST: return v.kind == V_LIST;
    case WANT_MAP: return v.kind == V_MAP;
    case WANT_MAP_OR_NO: return v.kind == V_MAP || (v.kind == V_BOOL && !v.u.b);
    case WANT_INT: return v.kind == V_INT && v.u.i >= 0;
    case WANT_GROUPS: return v.kind == V_LIST || v.kind == V_MAP;
    case WANT_SEVERITY:
        return v.kind == V_BOOL || str_eq(value_as_str(v), S("warning")) ||
               str_eq(value_as_str(v), S("error"));
    case WANT_VERSION: return is_kramdown_version(v);
    }
    return true;
}

static const known_key *find(const known_key *table, size_t n, str key) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(str_of(table[i].name), key))
            return &table[i];
    return NULL;
}

/* `must`: every key is of the table, so that any other deserves a warning. */
static void unknown(const source *src, const known_key *table, size_t n, const member *m, bool must,
                    diags *d) {
    str names[KEYS], key = value_as_str(m->key);
    for (size_t i = 0; i < n; i++)
        names[i] = str_of(table[i].name);
    str near = key.n >= NEAR_WORD ? str_nearest(key, names, n) : (str){"", 0};
    if (!must && (near.n == 0 || str_distance(key, near) > 1))
        return;
    diag *g = diag_add(d, RULE_CONFIG_UNKNOWN_KEY, span_of(src, m->key_at, key.n),
                       "configuration key \"%.*s\" has no effect", STR_FMT(key));
    if (near.n)
        diag_help(d, g, "did you mean \"%.*s\"?", STR_FMT(near));
}

static bool check_map(const source *src, value given, const known_key *table, size_t n, bool must,
                      diags *d) {
    bool ok = true;
    for (uint32_t i = 0; i < given.u.map->n; i++) {
        const member *m = &given.u.map->members[i];
        const known_key *k = find(table, n, value_as_str(m->key));
        if (!k) {
            if (m->key.kind == V_STR)
                unknown(src, table, n, m, must, d);
        } else if (!is_wanted(k->want, m->val)) {
            diag_add(d, RULE_CONFIG_INVALID, span_of(src, m->val_at, m->val_n), "\"%s\" wants %s",
                     k->name, want_text[k->want]);
            ok = false;
        }
    }
    return ok;
}

static bool check_encodings(const source *src, value own, diags *d) {
    value table = value_at(own, S("encodings"));
    bool ok = true;
    for (uint32_t i = 0; table.kind == V_MAP && i < table.u.map->n; i++) {
        const member *m = &table.u.map->members[i];
        str name = value_as_str(m->val);
        if (name.n && encoding_exists(name))
            continue;
        diag_add(d, RULE_ENCODING_UNKNOWN, span_of(src, m->val_at, m->val_n),
                 "encoding \"%.*s\" is not known to the system", STR_FMT(name));
        ok = false;
    }
    return ok;
}

static bool check_encoding(const source *src, value v, diags *d) {
    const member *m = value_member(v, S("encoding"));
    if (!m || m->val.kind != V_STR || encoding_exists(value_as_str(m->val)))
        return true;
    diag_add(d, RULE_ENCODING_UNKNOWN, span_of(src, m->val_at, m->val_n),
             "encoding \"%.*s\" is not known to the system", STR_FMT(value_as_str(m->val)));
    return false;
}

static void check_defaults(const source *src, value v, diags *d) {
    const member *m = value_member(v, S("defaults"));
    for (size_t i = 0; m && m->val.kind == V_LIST && i < m->val.n; i++)
        if (value_at(m->val.u.list[i], S("values")).kind != V_MAP)
            diag_add(d, RULE_CONFIG_UNKNOWN_KEY, span_of(src, m->key_at, 8),
                     "entry %zu of \"defaults\" has no \"values\" mapping and has no effect",
                     i + 1);
}

/* `gems` is what `plugins` was called once. */
static void check_plugins(const source *src, value v, const char *key, diags *d) {
    const member *m = value_member(v, str_of(key));
    plugin known;
    for (size_t i = 0; m && m->val.kind == V_LIST && i < m->val.n; i++) {
        str name = value_as_str(m->val.u.list[i]);
        if (!plugin_find(name, &known))
            diag_add(d, RULE_CONFIG_UNKNOWN_PLUGIN, span_of(src, m->key_at, str_of(key).n),
                     "plugin \"%.*s\" is not built in: what it adds to a site is missing",
                     STR_FMT(name));
    }
}

bool config_check(const source *src, value v, diags *d) {
    if (v.kind != V_MAP) {
        diag_add(d, RULE_CONFIG_INVALID, span_of(src, 0, 0),
                 "a configuration wants \"key: value\" lines, but this is %s",
                 v.kind == V_LIST ? "a list" : "a single value");
        return false;
    }
    bool ok = check_map(src, v, keys, KEYS, false, d);
    ok = check_encoding(src, v, d) && ok;
    check_defaults(src, v, d);
    check_plugins(src, v, "plugins", d);
    check_plugins(src, v, "gems", d);
    value own = value_at(v, S("letoon"));
    if (own.kind != V_MAP)
        return ok;
    ok = check_map(src, own, own_keys, OWN_KEYS, true, d) && ok;
    value check = value_at(own, S("check"));
    if (check.kind == V_MAP) {
        ok = check_map(src, check, check_keys, CHECK_KEYS, true, d) && ok;
        ok = config_rules_check(src, check, d) && ok;
    }
    return check_encodings(src, own, d) && ok;
}
