/* {% last_modified_at FORMAT %} of jekyll-last-modified-at. */
#include "render/filters.h"
#include "site/plugin.h"

typedef struct changed_tag {
    str format; /* "" for the site's own */
} changed_tag;

const void *render_changed_parse(liquid_parser *p, const liquid_use *use) {
    changed_tag *t = arena_make(liquid_parser_arena(p), changed_tag, 1);
    t->format = liquid_span_text(use->markup);
    return t;
}

void render_changed(liquid_run *r, const void *self, buf *out) {
    const changed_tag *t = self;
    const job *j = render_job(r);
    value own = plugin_option(j->r->site->config, S("last-modified-at"), S("date-format"));
    str format = t->format;
    if (!format.n)
        format = own.kind == V_STR ? value_as_str(own) : S("%d-%b-%y");
    if (j->doc->changed)
        date_strftime(j->doc->changed, format, out);
}
