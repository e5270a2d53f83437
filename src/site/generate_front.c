/* Front matter that plugins make up: a title from the first heading
 * (jekyll-titles-from-headings), a layout by the kind of the page (jekyll-default-layout). */
#include "base/file.h"
#include "base/path.h"
#include "site/generate.h"

static void put(generator *g, document *doc, const char *key, value v) {
    arena *a = g->w->a;
    map_builder over = {.a = a};
    for (uint32_t i = 0; i < doc->data.u.map->n; i++)
        map_add_member(&over, doc->data.u.map->members[i]);
    map_add(&over, str_of(key), v);
    doc->data = map_finish(&over);
}

/* ---- jekyll-titles-from-headings ---- */

static size_t line_end(str s, size_t i) {
    while (i < s.n && s.p[i] != '\n')
        i++;
    return i;
}

/* The heading that a body begins with: "# Text" of at most three, or a text with a line of "-" or
 * "=" below. *end is where it ends. False: it begins with none. */
static bool find_heading(str body, str *text, size_t *end) {
    size_t at = str_skip_space(body, 0), marks = at;
    while (marks < body.n && body.p[marks] == '#' && marks - at < 3)
        marks++;
    size_t from = str_skip_space(body, marks);
    if (marks > at && from > marks) {
        *end = line_end(body, from);
        *text = str_slice(body, from, *end);
        return true;
    }
    size_t line = line_end(body, at), dashes = line + 1;
    while (dashes < body.n && (body.p[dashes] == '-' || body.p[dashes] == '='))
        dashes++;
    *end = dashes;
    while (*end < body.n && ascii_is_space(body.p[*end]) && body.p[*end] != '\n')
        ++*end;
    *text = str_slice(body, at, line);
    return dashes > line + 1 && dashes <= body.n && (*end == body.n || body.p[*end] == '\n');
}

static bool wants_strip(const generator *g, const document *doc) {
    const member *own = value_member(doc->data, S("strip_title"));
    value v =
        own ? own->val : plugin_option(g->w->config, S("titles_from_headings"), S("strip_title"));
    return v.kind == V_BOOL && v.u.b;
}

static void find_title(generator *g, document *doc) {
    arena *scratch = g->w->scratch;
    const source *src;
    str body, text;
    size_t end;
    if (document_read(g->w->config, scratch, doc, &src, &body, g->w->d) &&
        find_heading(body, &text, &end)) {
        doc->heading = str_copy(g->w->a, text);
        doc->is_trimmed = wants_strip(g, doc);
        if (doc->is_trimmed)
            doc->body_at = (uint32_t)(body.p - src->text.p + (ptrdiff_t)str_skip_space(body, end));
    }
    arena_reset(scratch);
}

void generate_titles(generator *g) {
    static const char block[] = "titles_from_headings";
    const config *c = g->w->config;
    value enabled = plugin_option(c, str_of(block), S("enabled"));
    value collections = plugin_option(c, str_of(block), S("collections"));
    if (enabled.kind == V_BOOL && !enabled.u.b)
        return;
    for (size_t i = 0; i < g->w->pages.n; i++) {
        document *doc = g->w->pages.p[i];
        if (doc->is_markdown && document_get(doc, S("title")).kind == V_NIL)
            find_title(g, doc);
    }
    if (collections.kind != V_BOOL || !collections.u.b)
        return;
    for (size_t i = 0; i < g->s->ncollections; i++)
        for (size_t j = 0; j < g->s->collections[i].n; j++)
            if (g->s->collections[i].docs[j]->is_markdown &&
                g->s->collections[i].docs[j]->is_written)
                find_title(g, g->s->collections[i].docs[j]);
}

/* ---- jekyll-default-layout ---- */

typedef enum { LAYOUT_HOME, LAYOUT_PAGE, LAYOUT_POST, LAYOUT_DEFAULT, LAYOUTS } layout_kind;

static const char *const layout_names[LAYOUTS] = {"home", "page", "post", "default"};

static void find_layouts(generator *g, bool there[LAYOUTS]) {
    const config *c = g->w->config;
    arena *a = g->w->scratch;
    str dir = c->layouts_override.n ? c->layouts_override : path_join(a, c->source, c->layouts_dir),
        why;
    dir_entry *entries;
    size_t n;
    if (!dir_list(a, str_cstr(a, dir), &entries, &n, &why))
        return;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < LAYOUTS; k++)
            if (entries[i].kind == FILE_REGULAR && path_ext(entries[i].name).n &&
                str_eq(path_stem(entries[i].name), str_of(layout_names[k])))
                there[k] = true;
    arena_reset(a);
}

static void set_layout(generator *g, document *doc, const bool there[LAYOUTS]) {
    bool is_said = value_member(doc->data, S("layout")) ||
                   (!doc->collection && value_member(doc->defaults, S("layout")));
    layout_kind own = doc->collection ? LAYOUT_POST : LAYOUT_PAGE, k = LAYOUT_DEFAULT;
    if (is_said || !doc->is_markdown)
        return;
    if (str_eq(doc->url, S("/")) && there[LAYOUT_HOME])
        k = LAYOUT_HOME;
    else if (there[own])
        k = own;
    put(g, doc, "layout", there[k] ? value_str(str_of(layout_names[k])) : value_nil());
}

void generate_layouts(generator *g) {
    bool there[LAYOUTS] = {false};
    find_layouts(g, there);
    for (size_t i = 0; i < g->w->pages.n; i++)
        set_layout(g, g->w->pages.p[i], there);
    for (size_t i = 0; i < g->s->nposts; i++)
        set_layout(g, g->s->posts[i], there);
}
