#include "render/page.h"

#include "base/path.h"
#include "render/blame.h"
#include "render/contents.h"
#include "render/drops.h"
#include "render/plugin_links.h"
#include "render/relink.h"
#include "site/front.h"
#include "site/held.h"

enum { MERGE_DEPTH = 32, GLOBALS = 9 };

/* What a page's templates see besides `page`: it changes from layout to layout. */
typedef struct stage {
    value layout;
    value content;
} stage;

static bool run_template(job *j, const liquid_tpl *t, const stage *at, buf *out) {
    value newline = j->doc->is_markdown ? value_lit("\n") : value_nil();
    const liquid_bind globals[GLOBALS] = {
        {S("site"), j->r->site_drop},       {S("page"), j->page},
        {S("layout"), at->layout},          {S("content"), at->content},
        {S("jekyll"), j->r->jekyll},        {S("paginator"), j->paginator},
        {S("highlighter_prefix"), newline}, {S("highlighter_suffix"), newline},
        {S("theme"), j->r->theme},
    };
    return liquid_render(j->run, t, globals, GLOBALS, value_nil(), out);
}

static void begin(job *j, render *r, const document *doc, arena *scratch, diags *d) {
    const config *c = r->site->config;
    *j = (job){.r = r, .doc = doc, .page = drop_document(r, doc), .scratch = scratch, .d = d};
    j->paginator = page_paginator(r, scratch, doc);
    j->outer = r->job;
    j->depth = r->job ? r->job->depth + 1 : 0;
    r->job = j;
    liquid_options o = {.user = j, .now = &c->now, .zone = c->zone};
    liquid_undefined usual = c->warn_undefined ? LIQUID_UNDEFINED_REPORT : LIQUID_UNDEFINED_NIL;
    o.variables = c->strict_variables ? LIQUID_UNDEFINED_STOP : usual;
    o.filters = c->strict_filters ? LIQUID_UNDEFINED_STOP : usual;
    j->run = liquid_run_new(scratch, r->env, &o, d);
}

static void end(job *j) {
    j->r->job = j->outer;
}

static bool wants_liquid(const document *doc, str text) {
    value v = document_get(doc, S("render_with_liquid"));
    if (v.kind == V_BOOL && !v.u.b)
        return false;
    return liquid_has_construct(text);
}

/* Liquid, then Markdown or Sass, on text at a place. */
static bool convert(job *j, span at, str *out) {
    str text = liquid_span_text(at);
    if (wants_liquid(j->doc, text)) {
        buf b = buf_new(j->scratch, text.n + text.n / 4);
        b.limit = LIMIT_OUTPUT;
        const template *layout = NULL;
        value name = document_get(j->doc, S("layout"));
        if (name.kind == V_STR)
            layout = template_layout(j->r, value_as_str(name));
        stage s = {.layout = layout ? layout->data : value_nil()};
        const liquid_tpl *t = liquid_parse(j->scratch, j->r->env, at, j->d);
        if (!liquid_tpl_ok(t) || !run_template(j, t, &s, &b))
            return false;
        text = buf_str(&b);
    }
    *out = text;
    if (j->doc->is_sass)
        return page_sass(j, at, text, out);
    if (!j->doc->is_markdown)
        return true;
    buf html = buf_new(j->scratch, text.n + text.n / 2);
    html.limit = LIMIT_OUTPUT;
    if (!render_fragment(j->r, j->scratch, at, text, &html, j->d))
        return false;
    *out = buf_str(&html);
    return true;
}

static bool body_of(job *j, span *at) {
    const source *src;
    str body;
    if (!document_read(j->r->site->config, j->scratch, j->doc, &src, &body, j->d))
        return false;
    str linked = links_replace(j->r, j->scratch, j->doc, body);
    if (linked.p != body.p) {
        /* A source of its own, in which lines keep their numbers. */
        str before = str_slice(src->text, 0, (size_t)(body.p - src->text.p));
        str whole = str_cat(j->scratch, before, linked);
        src = source_new(j->scratch, j->doc->path, whole);
        body = str_from(whole, before.n);
    }
    j->src = src;
    *at = span_of(src, (size_t)(body.p - src->text.p), body.n);
    j->content = body;
    return true;
}

bool page_source(render *r, const document *doc, arena *scratch, str *text, diags *d) {
    const source *src;
    if (!document_read(r->site->config, scratch, doc, &src, text, d))
        return false;
    *text = links_replace(r, scratch, doc, *text);
    return true;
}

bool page_content(render *r, const document *doc, arena *scratch, str *html, diags *d) {
    job j;
    span at;
    begin(&j, r, doc, scratch, d);
    bool ok = body_of(&j, &at) && convert(&j, at, html);
    end(&j);
    return ok;
}

/* Link reference definitions of the tail that the head refers to: " [x]: url" lines. */
static void add_definitions(str head, str tail, buf *out) {
    str line, rest = tail;
    bool first = true;
    for (bool more = true; more;) {
        more = str_cut(rest, S("\n"), &line, &rest);
        str def = str_trim(line);
        size_t close = str_find(def, S("]:"));
        size_t indent = (size_t)(str_ltrim(line).p - line.p);
        if (!str_starts(def, S("[")) || indent > 3 || close == STR_NONE || close < 2 ||
            !str_has(head, str_slice(def, 0, close + 1)))
            continue;
        buf_add(out, first ? S("\n\n") : S("\n"));
        buf_add(out, str_ltrim(str_rtrim(line)));
        first = false;
    }
}

str page_excerpt_separator(const render *r, const document *doc) {
    value own = document_get(doc, S("excerpt_separator"));
    return own.kind == V_STR ? value_as_str(own) : r->site->config->excerpt_separator;
}

/* Jekyll's Excerpt#extract_excerpt. */
static str excerpt_text(job *j, str body) {
    str separator = page_excerpt_separator(j->r, j->doc), head, tail;
    if (!str_cut(body, separator, &head, &tail) || tail.n == 0)
        return head;
    if (str_has(head, S("{%"))) {
        bool changed;
        head = liquid_close_blocks(j->scratch, j->r->env, head, &changed);
    }
    buf b = buf_new(j->scratch, head.n + 64);
    buf_add(&b, head);
    add_definitions(head, tail, &b);
    return buf_str(&b);
}

bool page_excerpt(render *r, const document *doc, arena *scratch, str *html, diags *d) {
    job j;
    span at;
    begin(&j, r, doc, scratch, d);
    j.is_excerpt = true;
    bool ok = body_of(&j, &at);
    if (ok) {
        bool is_told = doc->held && doc->held->excerpt.p;
        str text = is_told ? doc->held->excerpt : excerpt_text(&j, liquid_span_text(at));
        /* An excerpt that is the body's beginning keeps its place in the file for messages. */
        bool in_place = text.p == liquid_span_text(at).p;
        const source *src = in_place ? at.src : source_new(scratch, doc->path, text);
        ok = convert(&j, span_of(src, (size_t)(text.p - src->text.p), text.n), html);
    }
    end(&j);
    return ok;
}

/* ---- layouts ---- */

/* A layout's name as front matter has it: "" for none. `nil` is a text in YAML, but who writes it
 * means none, and Jekyll finds no layout of that name. `none` is a word for documents only: a
 * layout that says so is within the layout of that name, if there is one. */
static str name_of(job *j, value v, bool is_of_layout) {
    if (v.kind == V_NIL || (v.kind == V_BOOL && !v.u.b))
        return (str){"", 0};
    str name = value_to_str(j->scratch, v);
    bool is_none = str_eq(name, S("none"));
    bool is_nil = str_eq_fold(name, S("nil")) || str_eq_fold(name, S("null"));
    if (is_none && !is_of_layout)
        return (str){"", 0};
    return (is_none || is_nil) && !template_layout(j->r, name) ? (str){"", 0} : name;
}

/* The layout a document asks for: "" for none. Documents read it from their merged data; on a page
 * the key's presence counts, so that `layout: null` takes a default away. */
static str layout_name(job *j) {
    const document *doc = j->doc;
    const member *m = value_member(doc->data, S("layout"));
    value v = m || doc->collection ? (m ? m->val : value_nil())
                                   : value_at(doc->own_defaults, S("layout"));
    if (doc->is_sass)
        return (str){"", 0};
    str name = name_of(j, v, false);
    if (v.kind == V_STR && v.n && !name.n && !str_eq(value_as_str(v), S("none"))) {
        diag *g = diag_add(j->d, RULE_SITE_LAYOUT_NIL, blame_place(j, NULL),
                           "layout \"%.*s\" is taken for none", STR_FMT(value_as_str(v)));
        diag_help(j->d, g, "write \"layout: none\"");
    }
    return name;
}

static void report_missing(job *j, str name, const template *asked_by) {
    const config *c = j->r->site->config;
    str dir = c->layouts_override.n ? c->layouts_override : c->layouts_dir;
    size_t n = j->r->layouts.n;
    str *names = arena_make(j->scratch, str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = j->r->layouts.entries[i].key;
    str near = str_nearest(name, names, n);
    diag *g = diag_add(j->d, RULE_SITE_LAYOUT, blame_place(j, asked_by),
                       "layout \"%.*s\" does not exist", STR_FMT(name));
    if (near.n)
        diag_help(j->d, g, "did you mean \"%.*s\"?", STR_FMT(near));
    else
        diag_help(j->d, g, "add %.*s/%.*s.html, or write \"layout: none\"", STR_FMT(dir),
                  STR_FMT(name));
}

/* The layout of that name. A plain directory's notes may come from any site: a layout that is not
 * known here falls back to one that is. */
static const template *find_layout(job *j, str name, layouts_used *used) {
    const template *t = template_layout(j->r, name);
    if (!t && j->r->is_builtin && j->r->site->config->is_bare)
        t = template_layout(j->r, j->doc->date ? S("post") : S("page"));
    if (!t)
        report_missing(j, name, used->n ? used->p[used->n - 1] : NULL);
    if (!t || template_usable(j, t))
        return t;
    used->p[used->n++] = t; /* it is what leads to its errors */
    return NULL;
}

/* Is t among them? Then it would contain itself, which is reported where it is named again. */
static bool is_cycle(job *j, const layouts_used *used, const template *t) {
    size_t i = 0;
    while (i < used->n && used->p[i] != t)
        i++;
    if (i == used->n && i < LIMIT_INCLUDES)
        return false;
    buf way = buf_new(j->scratch, 64);
    for (i = i < used->n ? i : 0; i < used->n; i++)
        buf_printf(&way, "\"%.*s\"%s is placed in ", STR_FMT(used->p[i]->name),
                   buf_str(&way).n ? ", which" : "");
    diag *g = diag_add(j->d, RULE_SITE_LAYOUT_CYCLE, blame_place(j, used->p[used->n - 1]),
                       "layout \"%.*s\" contains itself: %.*s\"%.*s\"", STR_FMT(t->name),
                       STR_FMT(buf_str(&way)), STR_FMT(t->name));
    diag_help(j->d, g, "take this line out, or name another layout");
    return true;
}

static bool in_layouts(job *j, str content, layouts_used *used, buf *out) {
    str name = layout_name(j);
    stage s = {.layout = value_nil(), .content = value_str(content)};
    while (name.n) {
        const template *t = find_layout(j, name, used);
        if (!t || is_cycle(j, used, t))
            return false;
        used->p[used->n++] = t;
        s.layout = s.layout.kind == V_MAP ? value_merge(j->scratch, t->data, s.layout, MERGE_DEPTH)
                                          : t->data;
        name = name_of(j, value_at(t->data, S("layout")), true);
        buf html = buf_new(j->scratch, value_as_str(s.content).n + 8192);
        html.limit = LIMIT_OUTPUT;
        if (!run_template(j, t->tpl, &s, &html))
            return false;
        s.content = value_str(buf_str(&html));
    }
    buf_add(out, value_as_str(s.content));
    return true;
}

static bool place_in_layouts(job *j, str content, buf *out) {
    size_t before = j->d->n;
    layouts_used used = {.n = 0};
    bool ok = in_layouts(j, content, &used, out);
    blame_page(j, before, &used);
    return ok;
}

static bool whole_page(job *j, buf *out) {
    span at;
    str html;
    if (!body_of(j, &at) || !convert(j, at, &html))
        return false;
    if (!j->outer)
        j->r->content = html;
    /* From here on a document's `page.content` is its HTML; a page's was taken before. */
    if (j->doc->collection)
        j->content = html;
    return place_in_layouts(j, html, out);
}

bool render_page(render *r, const document *doc, arena *scratch, buf *out, diags *d) {
    job j;
    bool is_outmost = !r->job;
    size_t errors = d->count[SEV_ERROR];
    buf page = buf_new(scratch, 0);
    if (is_outmost) {
        contents_begin(r, scratch);
        r->source_map = r->content = (str){"", 0};
        r->used = map_new(scratch);
    }
    begin(&j, r, doc, scratch, d);
    bool relinks = is_outmost && relink_wanted(r);
    bool ok = whole_page(&j, relinks ? &page : out) && d->count[SEV_ERROR] == errors;
    end(&j);
    if (ok && relinks)
        relink_page(r, doc, buf_str(&page), out);
    return ok;
}

str render_content(const render *r) {
    return r->content;
}

void render_used(const render *r, arena *a, str **out, size_t *n) {
    *n = r->used.n;
    *out = arena_make(a, str, *n + 1);
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = r->used.entries[i].key;
}

str render_source_map(const render *r) {
    return r->source_map;
}

void render_abandon(render *r) {
    for (size_t i = 0; i < r->neditions; i++) {
        r->editions[i]->job = NULL;
        contents_forget(r->editions[i]);
    }
}
