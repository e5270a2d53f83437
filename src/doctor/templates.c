/* Unknown tags and filters in bodies, layouts and includes, and the pages that these reach. */
#include "base/path.h"
#include "base/vec.h"
#include "doctor/inner.h"
#include "render/job.h"

/* A text with Liquid in it. */
typedef struct node {
    str layout; /* its layout's name; empty: none */
    vec(doctor_item *) items;
    vec(str) includes;
    size_t seen; /* by the page of that number */
} node;

typedef struct reading {
    doctor *x;
    const render *r;
    liquid_env *env;
    map layouts, includes; /* name -> node * */
    map items;             /* of the page under way, by name */
    node *now;             /* what is being read */
    span body;             /* of the Markdown that is being read */
    size_t page;
} reading;

static void add_item(reading *g, doctor_kind kind, span at) {
    doctor_item *item = doctor_item_of(g->x, kind, liquid_span_text(at), at);
    item->is_about_pages = true;
    for (size_t i = 0; i < g->now->items.n; i++)
        if (g->now->items.p[i] == item)
            return;
    *vec_push(g->x->a, &g->now->items) = item;
    item->files++;
}

static void on_filter(void *ctx, span name) {
    add_item(ctx, DOCTOR_FILTER, name);
}

/* The file that an include names, unless it is computed. */
static void add_include(reading *g, const liquid_span *tag) {
    str markup = liquid_span_text(tag->at), name;
    size_t at = str_find(markup, tag->name);
    str rest = str_ltrim(str_from(markup, at + tag->name.n));
    size_t end = 0;
    while (end < rest.n && !ascii_is_space(rest.p[end]) && rest.p[end] != '%')
        end++;
    name = str_slice(rest, 0, end);
    if (name.n && str_find_char(name, '{') == STR_NONE)
        *vec_push(g->x->a, &g->now->includes) = str_copy(g->x->a, name);
}

/* An option of kramdown's that is none here; `name` is a copy or a part of the text. */
static void on_option(void *ctx, str name) {
    reading *g = ctx;
    str body = liquid_span_text(g->body);
    size_t at = str_find(body, S("{::options"));
    size_t n = at == STR_NONE ? STR_NONE : str_find(str_from(body, at), name);
    if (n != STR_NONE)
        add_item(g, DOCTOR_KRAMDOWN, span_of(g->body.src, g->body.at + at + n, name.n));
}

/* kramdown's own reader meets the options. */
static void read_markdown(reading *g, span body) {
    arena *a = g->x->scratch;
    markdown_options o = g->r->markdown;
    diags quiet;
    liquid_spans tags = {0};
    if (o.style != MARKDOWN_KRAMDOWN || !str_has(liquid_span_text(body), S("{::options")))
        return;
    diags_new(&quiet, a);
    buf html = buf_new(a, 1024);
    o.kramdown.on_unknown = on_option;
    o.kramdown.unknown_ctx = g;
    g->body = body;
    markdown_html(a, body, liquid_mask(a, body, &tags), &o, &html, &quiet);
}

static node *read_text(reading *g, span text) {
    arena *a = g->x->scratch;
    diags quiet;
    liquid_spans tags = {0};
    g->now = arena_make(g->x->a, node, 1);
    diags_new(&quiet, a);
    liquid_parse(a, g->env, text, &quiet);
    for (size_t i = 0; i < quiet.n; i++)
        if (quiet.p[i].rule == RULE_LIQUID_UNKNOWN_TAG)
            add_item(g, DOCTOR_TAG, span_of(text.src, quiet.p[i].at, quiet.p[i].n));
    liquid_mask(a, text, &tags);
    for (size_t i = 0; i < tags.n; i++)
        if (str_eq(tags.p[i].name, S("include")) || str_eq(tags.p[i].name, S("include_cached")))
            add_include(g, &tags.p[i]);
    return g->now;
}

static void read_template(void *ctx, const render_template *t) {
    reading *g = ctx;
    node *n = read_text(g, t->text);
    n->layout = t->layout;
    map_set(t->is_layout ? &g->layouts : &g->includes, t->name, n);
    arena_reset(g->x->scratch);
}

/* ---- Pages ---- */

enum { DEPTH = 64 };

static void count(reading *g, const node *n) {
    for (size_t i = 0; i < n->items.n; i++) {
        doctor_item *item = n->items.p[i];
        buf key = buf_new(g->x->scratch, item->name.n + 4);
        buf_printf(&key, "%d %.*s", (int)item->kind, STR_FMT(item->name));
        void **seen = map_at(&g->items, buf_str(&key));
        item->pages += !*seen;
        *seen = item;
    }
}

/* The node and all that it shows or stands in. */
static void reach(reading *g, node *n, unsigned depth) {
    if (!n || n->seen == g->page || depth == DEPTH)
        return;
    n->seen = g->page;
    count(g, n);
    for (size_t i = 0; i < n->includes.n; i++)
        reach(g, map_get(&g->includes, n->includes.p[i]), depth + 1);
    if (n->layout.n)
        reach(g, map_get(&g->layouts, n->layout), depth + 1);
}

static void read_page(reading *g, const document *doc) {
    arena *a = g->x->scratch;
    const source *src;
    str body;
    diags quiet;
    diags_new(&quiet, a);
    arena_reset(a);
    diags_new(&quiet, a);
    if (!document_read(g->x->site->config, a, doc, &src, &body, &quiet))
        return;
    node *n = read_text(g, span_of(src, (size_t)(body.p - src->text.p), body.n));
    if (doc->is_markdown)
        read_markdown(g, span_of(src, (size_t)(body.p - src->text.p), body.n));
    value layout = document_get(doc, S("layout"));
    n->layout = layout.kind == V_STR ? value_as_str(layout) : (str){"", 0};
    g->items = map_new(a);
    g->page++;
    reach(g, n, 0);
}

/* What becomes of each is one for all of a kind. */
static void say_effects(doctor *x) {
    static const struct {
        const char *effect, *cure;
    } words[DOCTOR_KINDS] = {
        [DOCTOR_TAG] = {"an error; these pages are not written",
                        "take it out, or write it as an include"},
        [DOCTOR_FILTER] = {"passes its input on unchanged, as in Jekyll",
                           "mend its name, or take it out"},
        [DOCTOR_KRAMDOWN] = {"has no effect", "take it out"},
    };
    for (size_t i = 0; i < x->out.n; i++) {
        doctor_item *item = x->out.p[i];
        item->effect = str_of(words[item->kind].effect);
        item->cure = str_of(words[item->kind].cure);
    }
}

void doctor_read_templates(doctor *x, const render *r) {
    reading g = {.x = x, .r = r, .layouts = map_new(x->a), .includes = map_new(x->a)};
    g.env = r->env;
    liquid_env_watch(g.env, on_filter, &g);
    render_each_template(r, read_template, &g);
    document_list docs = site_documents(x->a, x->site);
    for (size_t i = 0; i < docs.n; i++)
        if (!docs.p[i]->is_generated)
            read_page(&g, docs.p[i]);
    liquid_env_watch(g.env, NULL, NULL);
    arena_reset(x->scratch);
    say_effects(x);
}
