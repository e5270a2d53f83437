/* Jekyll's filters and tags, by file, and what they share. The names that templates use are in
 * tables.c. */
#ifndef LETOON_RENDER_FILTERS_H
#define LETOON_RENDER_FILTERS_H

#include "render/job.h"

/* filters_url.c */
liquid_filter_fn render_relative_url, render_absolute_url, render_strip_index, render_url_from;

/* filters_array.c */
liquid_filter_fn render_where, render_where_exp, render_find, render_find_exp, render_group_by,
    render_group_by_exp, render_sort, render_push, render_pop, render_shift, render_unshift,
    render_sample, render_sentence;

/* filters_text.c */
liquid_filter_fn render_to_integer, render_jsonify, render_markdownify, render_smartify,
    render_slugify, render_xml_escape, render_cgi_escape, render_uri_escape,
    render_normalize_whitespace, render_number_of_words, render_inspect;

/* sass_page.c */
liquid_filter_fn render_sassify;

/* filters_date.c */
liquid_filter_fn render_date_to_xmlschema, render_date_to_rfc822, render_date_to_string,
    render_date_to_long_string;

/* filters_lang.c */
liquid_filter_fn render_lang_info, render_lang_date;

typedef const void *render_tag_parse(liquid_parser *p, const liquid_use *use);
typedef void render_tag_render(liquid_run *r, const void *self, buf *out);

/* tags_include.c */
render_tag_parse render_include_parse;
render_tag_render render_include, render_include_relative, render_include_text;

/* tags_link.c */
render_tag_parse render_link_parse, render_post_url_parse;
render_tag_render render_link, render_post_url;

/* tags_highlight.c */
render_tag_parse render_highlight_parse;
render_tag_render render_highlight;

/* plugin_feed.c */
render_tag_render render_feed_meta;

/* plugin_tags.c */
render_tag_parse render_gist_parse, render_avatar_parse;
render_tag_render render_gist, render_avatar;

/* plugin_toc.c */
render_tag_render render_toc_tag;
liquid_filter_fn render_toc, render_toc_only, render_inject_anchors;

/* plugin_changed.c */
render_tag_parse render_changed_parse;
render_tag_render render_changed;

/* plugin_polyglot.c */
render_tag_parse render_headers_parse, render_static_parse;
render_tag_render render_headers, render_static;

/* plugin_seo.c */
render_tag_parse render_seo_parse;
render_tag_render render_seo;

/* plugin_i18n.c */
render_tag_parse render_text_parse, render_namespace_parse;
render_tag_render render_text, render_namespace;

/* A tag's markup that may have {{ }} in it: names of files and pages. */
typedef struct mixed_text {
    str text;                         /* all of it, when it has no pieces */
    const struct mixed_piece *pieces; /* npieces of them */
    size_t npieces;
} mixed_text;
mixed_text mixed_parse(liquid_parser *p, span at);
str mixed_render(liquid_run *r, const mixed_text *m);

/* The text of a variable by its path, "page.name"; the path itself when that is nothing. */
str render_named(liquid_run *r, str path);

/* A name as jekyll-multiple-languages-plugin's tags take it: in quotes or not, with {{ }} in it, or
 * a variable that has it. */
str render_name(liquid_run *r, const mixed_text *m);

/* Where the page under way is; never NULL in filters and tags. */
job *render_job(liquid_run *run);

/* Adds help to what was just reported: `before` is the number of diagnostics before that. */
void render_help(liquid_run *run, size_t before, const char *fmt, ...) PRINTF(3, 4);

/* Stops the render: the filter wants `what` ("a text", "an array") and got `in`. */
value render_refuse(liquid_call *c, value in, const char *what);

/* A site's URL without its scheme and host: baseurl before it, normalised. False: the render was
 * stopped. */
bool render_site_url(liquid_run *run, span at, str url, str *out);

#endif
