#include "site/plugin.h"

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
    {"jekyll-optional-front-matter", PLUGIN_OPTIONAL_FRONT_MATTER},
    {"jekyll-paginate", PLUGIN_PAGINATE},
    {"jekyll-readme-index", PLUGIN_README_INDEX},
    {"jekyll-redirect-from", PLUGIN_REDIRECT_FROM},
    {"jekyll-seo-tag", PLUGIN_SEO_TAG},
    {"jekyll-sitemap", PLUGIN_SITEMAP},
    {"jekyll-titles-from-headings", PLUGIN_TITLES},
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

uint32_t plugin_set_of(value data) {
    static const char *const keys[] = {"plugins", "gems"};
    uint32_t set = 0;
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        value list = value_at(data, str_of(keys[k]));
        plugin p;
        for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
            if (plugin_find(value_as_str(list.u.list[i]), &p))
                set |= (uint32_t)1 << p;
    }
    return set;
}

bool plugin_is_on(const config *c, plugin p) {
    return c->plugins >> p & 1;
}

value plugin_option(const config *c, str block, str key) {
    return value_at(value_at(c->data, block), key);
}

const char *plugin_name(plugin p) {
    for (size_t i = 0; i < sizeof plugins / sizeof *plugins; i++)
        if (plugins[i].what == p)
            return plugins[i].name;
    return "";
}

bool plugin_may_add(const config *c) {
    value own = plugin_option(c, S("letoon"), S("translations"));
    return own.kind != V_BOOL || own.u.b;
}
