/* {% feed_meta %} of jekyll-feed: the link to the feed, for a page's head. */
#include "render/filters.h"
#include "site/plugin.h"

static void add_attribute(buf *out, const char *name, str text) {
    buf_printf(out, " %s=\"", name);
    buf_escape_html(out, text);
    buf_char(out, '"');
}

void render_feed_meta(liquid_run *r, const void *self, buf *out) {
    (void)self;
    const config *c = render_job(r)->r->site->config;
    arena *a = liquid_run_arena(r);
    value path = plugin_option(c, S("feed"), S("path")), title = value_at(c->data, S("title"));
    if (!value_truthy(path))
        path = value_lit("feed.xml");
    if (!value_truthy(title))
        title = value_at(c->data, S("name"));
    value url = liquid_filter_call(r, liquid_run_here(r), S("absolute_url"), path, NULL, 0);
    buf_lit(out, "<link");
    add_attribute(out, "type", S("application/atom+xml"));
    add_attribute(out, "rel", S("alternate"));
    add_attribute(out, "href", liquid_to_s(a, url));
    if (value_truthy(title))
        add_attribute(out, "title", liquid_to_s(a, title));
    buf_lit(out, " />");
}
