#include "render/tables.h"

#include "render/filters.h"
#include "site/plugin.h"

const liquid_filter render_filters[] = {
    {"relative_url", render_relative_url, 0, 0},
    {"absolute_url", render_absolute_url, 0, 0},
    {"strip_index", render_strip_index, 0, 0},
    {"where", render_where, 2, 2},
    {"where_exp", render_where_exp, 2, 2},
    {"find", render_find, 2, 2},
    {"find_exp", render_find_exp, 2, 2},
    {"group_by", render_group_by, 1, 1},
    {"group_by_exp", render_group_by_exp, 2, 2},
    {"sort", render_sort, 0, 2},
    {"push", render_push, 1, 1},
    {"pop", render_pop, 0, 1},
    {"shift", render_shift, 0, 1},
    {"unshift", render_unshift, 1, 1},
    {"sample", render_sample, 0, 1},
    {"array_to_sentence_string", render_sentence, 0, 1},
    {"to_integer", render_to_integer, 0, 0},
    {"jsonify", render_jsonify, 0, 0},
    {"markdownify", render_markdownify, 0, 0},
    {"smartify", render_smartify, 0, 0},
    {"sassify", render_sassify, 0, 0},
    {"scssify", render_sassify, 0, 0},
    {"slugify", render_slugify, 0, 1},
    {"xml_escape", render_xml_escape, 0, 0},
    {"cgi_escape", render_cgi_escape, 0, 0},
    {"uri_escape", render_uri_escape, 0, 0},
    {"normalize_whitespace", render_normalize_whitespace, 0, 0},
    {"number_of_words", render_number_of_words, 0, 1},
    {"inspect", render_inspect, 0, 0},
    {"date_to_xmlschema", render_date_to_xmlschema, 0, 0},
    {"date_to_rfc822", render_date_to_rfc822, 0, 0},
    {"date_to_string", render_date_to_string, 0, 2},
    {"date_to_long_string", render_date_to_long_string, 0, 2},
    /* letoon's own */
    {"lang_info", render_lang_info, 0, 0},
    {"lang_date", render_lang_date, 0, 1},
    {"url_from", render_url_from, 1, 1},
    {NULL, NULL, 0, 0},
};

const liquid_tag render_tags[] = {
    {"include", render_include_parse, render_include, 0},
    {"include_relative", render_include_parse, render_include_relative, 0},
    {"link", render_link_parse, render_link, 0},
    {"post_url", render_post_url_parse, render_post_url, 0},
    {"highlight", render_highlight_parse, render_highlight, LIQUID_TAG_BLOCK},
    {NULL, NULL, NULL, 0},
};

static const struct {
    plugin of;
    liquid_tag tag;
} plugin_tags[] = {
    {PLUGIN_AVATAR, {"avatar", render_avatar_parse, render_avatar, 0}},
    {PLUGIN_FEED, {"feed_meta", NULL, render_feed_meta, 0}},
    {PLUGIN_GIST, {"gist", render_gist_parse, render_gist, 0}},
    {PLUGIN_INCLUDE_CACHE, {"include_cached", render_include_parse, render_include, 0}},
    {PLUGIN_LAST_MODIFIED, {"last_modified_at", render_changed_parse, render_changed, 0}},
    {PLUGIN_MULTIPLE_LANGUAGES, {"t", render_text_parse, render_text, 0}},
    {PLUGIN_MULTIPLE_LANGUAGES, {"translate", render_text_parse, render_text, 0}},
    {PLUGIN_MULTIPLE_LANGUAGES, {"tf", render_include_parse, render_include_text, 0}},
    {PLUGIN_MULTIPLE_LANGUAGES, {"translate_file", render_include_parse, render_include_text, 0}},
    {PLUGIN_MULTIPLE_LANGUAGES, {"tl", render_namespace_parse, render_namespace, 0}},
    {PLUGIN_MULTIPLE_LANGUAGES, {"translate_link", render_namespace_parse, render_namespace, 0}},
    {PLUGIN_POLYGLOT, {"I18n_Headers", render_headers_parse, render_headers, 0}},
    {PLUGIN_POLYGLOT, {"i18n_headers", render_headers_parse, render_headers, 0}},
    {PLUGIN_POLYGLOT, {"Static_Href", render_static_parse, render_static, LIQUID_TAG_BLOCK}},
    {PLUGIN_POLYGLOT, {"static_href", render_static_parse, render_static, LIQUID_TAG_BLOCK}},
    {PLUGIN_SEO_TAG, {"seo", render_seo_parse, render_seo, 0}},
    {PLUGIN_TOC, {"toc", NULL, render_toc_tag, 0}},
};

const liquid_tag *render_plugin_tags(arena *a, const config *c) {
    size_t all = sizeof plugin_tags / sizeof *plugin_tags, n = 0;
    liquid_tag *tags = arena_make(a, liquid_tag, all + 1);
    for (size_t i = 0; i < all; i++)
        if (plugin_is_on(c, plugin_tags[i].of))
            tags[n++] = plugin_tags[i].tag;
    return tags;
}

static const struct {
    plugin of;
    liquid_filter filter;
} plugin_filters[] = {
    {PLUGIN_TOC, {"toc", render_toc, 0, 0}},
    {PLUGIN_TOC, {"toc_only", render_toc_only, 0, 0}},
    {PLUGIN_TOC, {"inject_anchors", render_inject_anchors, 0, 0}},
};

const liquid_filter *render_plugin_filters(arena *a, const config *c) {
    size_t all = sizeof plugin_filters / sizeof *plugin_filters, n = 0;
    liquid_filter *filters = arena_make(a, liquid_filter, all + 1);
    for (size_t i = 0; i < all; i++)
        if (plugin_is_on(c, plugin_filters[i].of))
            filters[n++] = plugin_filters[i].filter;
    return filters;
}
