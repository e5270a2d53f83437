/* Rendering: from a frozen site's documents to pages, as Jekyll does it: Liquid on the body, then
 * Markdown, then the layouts from the inmost out. */
#ifndef LETOON_RENDER_RENDER_H
#define LETOON_RENDER_RENDER_H

#include "liquid/liquid.h"
#include "markdown/markdown.h"
#include "site/site.h"

typedef struct render render;

/* Reads and parses every layout and include. Built before any fork; templates and lists are shared
 * by all workers. What is wrong with a template is reported by the pages that use it. All editions
 * of the site are made ready; the result is that of `s`. */
render *render_new(arena *a, const site *s, diags *d);

/* The render of an edition, by its place in site->editions. */
render *render_edition(const render *r, size_t i);
/* A layout or include as others see it. */
typedef struct render_template {
    str name;
    bool is_layout;
    str layout; /* a layout's own; empty: none */
    span text;
} render_template;

/* The site's layouts and includes, in a fixed order. */
void render_each_template(const render *r, void (*each)(void *ctx, const render_template *t),
                          void *ctx);

/* A document's page onto `out`. False: an error was added and there is no page. `scratch` holds
 * everything of this page and may be reset afterwards. Not re-entrant: one page at a time in one
 * process. */
bool render_page(render *r, const document *doc, arena *scratch, buf *out, diags *d);

/* The source map of the page that render_page made last, for its map_path; empty when it has none.
 * As long-lived as the page. */
str render_source_map(const render *r);

/* A document's body as it stands in the page that was made last; and the layouts and includes that
 * were used, by their paths, in `a`. */
str render_content(const render *r);
void render_used(const render *r, arena *a, str **out, size_t *n);

/* Another program highlights code from now on. When something was missing, what was made is not
 * what it should be, and nothing of it may be kept: render_abandon. */
void render_use_codes(render *r, codebook *c);

/* After render_page was left by a jump (arena_fail): makes the render usable again. */
void render_abandon(render *r);

/* A fragment of Markdown as the site's configuration has it rendered. */
bool render_fragment(const render *r, arena *scratch, span at, str text, buf *out, diags *d);

/* cmark-gfm's options as a configuration gives them. */
markdown_options render_markdown_options(const config *c, diags *d);

#endif
