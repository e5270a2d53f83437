#include "site/plugin.h"

#include "site/theme.h"

static const struct {
    const char *name;
    plugin what;
} plugins[] = {
    {"jekyll-avatar", PLUGIN_AVATAR},
    {"jekyll-commonmark", PLUGIN_NONE},
    {"jekyll-commonmark-ghpages", PLUGIN_NONE},
    {"jekyll-default-layout", PLUGIN_DEFAULT_LAYOUT},
    {"jekyll-feed", PLUGIN_FEED},
    {"jekyll-gist", PLUGIN_GIST},
    {"jekyll-include-cache", PLUGIN_INCLUDE_CACHE},
    {"jekyll-last-modified-at", PLUGIN_LAST_MODIFIED},
    {"jekyll-multiple-languages-plugin", PLUGIN_MULTIPLE_LANGUAGES},
    {"jekyll-optional-front-matter", PLUGIN_OPTIONAL_FRONT_MATTER},
    {"jekyll-paginate", PLUGIN_PAGINATE},
    {"jekyll-polyglot", PLUGIN_POLYGLOT},
    {"jekyll-readme-index", PLUGIN_README_INDEX},
    {"jekyll-redirect-from", PLUGIN_REDIRECT_FROM},
    {"jekyll-relative-links", PLUGIN_RELATIVE_LINKS},
    {"jekyll-remote-theme", PLUGIN_NONE},
    {"jekyll-sass-converter", PLUGIN_NONE},
    {"jekyll-seo-tag", PLUGIN_SEO_TAG},
    {"jekyll-sitemap", PLUGIN_SITEMAP},
    {"jekyll-titles-from-headings", PLUGIN_TITLES},
    {"jekyll-toc", PLUGIN_TOC},
    {"jekyll-watch", PLUGIN_NONE},
    {"kramdown-parser-gfm", PLUGIN_NONE},
};

bool plugin_find(str name, plugin *out) {
    for (size_t i = 0; i < sizeof plugins / sizeof *plugins; i++) {
        if (str_eq(name, str_of(plugins[i].name))) {
            *out = plugins[i].what;
            return true;
        }
    }
    return false;
}

/* The plugins that well-known themes bring with them, where nothing tells what they depend on.
 * Themes that are not listed bring jekyll-seo-tag when they are of GitHub's family. */
static const struct {
    const char *theme;
    const char *plugins[6];
} themes[] = {
    {"just-the-docs", {"jekyll-seo-tag", "jekyll-include-cache"}},
    {"minima", {"jekyll-feed", "jekyll-seo-tag"}},
    {"minimal-mistakes-jekyll",
     {"jekyll-paginate", "jekyll-sitemap", "jekyll-gist", "jekyll-feed", "jekyll-include-cache"}},
};

static void add(str name, plugin out[PLUGIN_COUNT], size_t *n) {
    plugin p;
    if (!plugin_find(name, &p))
        return;
    for (size_t i = 0; i < *n; i++)
        if (out[i] == p)
            return;
    out[(*n)++] = p;
}

/* Jekyll switches on what a theme's gem depends on. */
static void add_of_theme(const theme *t, plugin out[PLUGIN_COUNT], size_t *n) {
    for (size_t i = 0; i < t->nneeds; i++)
        add(t->needs[i], out, n);
    if (t->has_needs)
        return;
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
        for (size_t k = 0; str_eq(t->name, str_of(themes[i].theme)) && themes[i].plugins[k]; k++)
            add(str_of(themes[i].plugins[k]), out, n);
    if (str_starts(t->name, S("jekyll-theme-")))
        add(S("jekyll-seo-tag"), out, n);
}

size_t plugin_list(const config *c, plugin out[PLUGIN_COUNT]) {
    static const char *const keys[] = {"plugins", "gems"};
    size_t n = 0;
    if (c->theme)
        add_of_theme(c->theme, out, &n);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        value list = value_at(c->data, str_of(keys[k]));
        for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
            add(value_as_str(list.u.list[i]), out, &n);
    }
    return n;
}

bool plugin_is_on(const config *c, plugin p) {
    return c->plugins >> p & 1;
}

value plugin_option(const config *c, str block, str key) {
    return value_at(value_at(c->data, block), key);
}

bool plugin_may_add(const config *c) {
    value own = plugin_option(c, S("letoon"), S("translations"));
    return own.kind != V_BOOL || own.u.b;
}
