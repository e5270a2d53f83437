#include "render/render.h"

#include <stdio.h>

#include "render/contents.h"
#include "render/drops.h"
#include "render/held.h"
#include "render/job.h"
#include "render/lists.h"
#include "render/plugin_i18n.h"
#include "render/plugin_links.h"
#include "render/plugin_titles.h"
#include "render/sass.h"
#include "render/tables.h"
#include "render/templates.h"
#include "site/edition.h"
#include "site/held.h"
#include "site/theme.h"

/* The version of Jekyll whose behaviour is followed: what `jekyll.version` tells. */
#define JEKYLL_VERSION "4.3.1"

static value jekyll_value(render *r) {
    map_builder b = {.a = r->a};
    map_add(&b, S("version"), value_lit(JEKYLL_VERSION));
    map_add(&b, S("environment"), value_str(r->site->config->environment));
    return map_finish(&b);
}

static value theme_value(render *r) {
    const theme *t = r->site->config->theme;
    map_builder b = {.a = r->a};
    if (!t)
        return value_nil();
    map_add(&b, S("root"), value_str(t->root));
    map_add(&b, S("version"), value_str(t->version));
    map_add(&b, S("authors"), value_str(t->authors));
    map_add(&b, S("description"), value_str(t->description));
    return map_finish(&b);
}

/* Flags of the names in a list of the `commonmark:` block; unknown ones are reported. */
static uint32_t flags_of(value list, uint32_t (*find)(str), const char *what, diags *d) {
    uint32_t flags = 0;
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++) {
        str name = value_as_str(list.u.list[i]);
        uint32_t one = find(name);
        if (!one && !str_eq_fold(name, S("DEFAULT")))
            diag_add_path(d, RULE_CONFIG_UNKNOWN_KEY, S("commonmark"), "\"%.*s\" is no %s",
                          STR_FMT(name), what);
        flags |= one;
    }
    return flags;
}

/* Numbers and lists: only for options that are read at once and do not keep the text. */
static void set_kramdown_list(markdown_kramdown *o, str name, value val) {
    static const char *const names[] = {"toc_levels", "footnote_nr", "header_offset",
                                        "smart_quotes", "gfm_quirks"};
    const str start = S(".start_line");
    char text[128];
    size_t n = 0;
    bool many = val.kind == V_LIST, known = str_ends(name, start);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        known = known || str_eq(name, str_of(names[i]));
    for (size_t i = 0; i < (many ? val.n : 1) && n + 32 < sizeof text; i++) {
        value one = many ? val.u.list[i] : val;
        str word = value_as_str(one);
        if (one.kind == V_STR && word.n < 24)
            n += (size_t)snprintf(text + n, sizeof text - n, "%.*s,", STR_FMT(word));
        else if (one.kind == V_INT)
            n += (size_t)snprintf(text + n, sizeof text - n, "%lld,", (long long)one.u.i);
    }
    if (known)
        markdown_kramdown_set(o, name, (str){text, n ? n - 1 : 0});
}

static void set_kramdown(markdown_kramdown *o, str name, value val);

/* What is inside a map, by its path; what is set for all of it comes before its parts. */
static void set_kramdown_map(markdown_kramdown *o, str name, const value_map *m) {
    char path[128];
    for (int parts = 0; parts < 2; parts++)
        for (size_t i = 0; i < m->n; i++) {
            str key = value_as_str(m->members[i].key);
            value val = m->members[i].val;
            if ((val.kind == V_MAP) != parts || name.n + key.n + 2 > sizeof path)
                continue;
            int n = snprintf(path, sizeof path, "%.*s.%.*s", STR_FMT(name), STR_FMT(key));
            set_kramdown(o, (str){path, (size_t)n}, val);
        }
}

static void set_kramdown(markdown_kramdown *o, str name, value val) {
    if (val.kind == V_MAP)
        set_kramdown_map(o, name, val.u.map);
    else if (val.kind == V_STR)
        markdown_kramdown_set(o, name, value_as_str(val));
    else if (val.kind == V_BOOL)
        markdown_kramdown_set(o, name, val.u.b ? S("true") : S("false"));
    else if (val.kind == V_INT || val.kind == V_LIST)
        set_kramdown_list(o, name, val);
    else if (val.kind == V_NIL && str_eq(name, S("math_engine")))
        markdown_kramdown_set(o, name, S(""));
}

/* The `kramdown:` block; Jekyll's `highlighter` stands in for its own. */
static markdown_kramdown kramdown_options(const config *c) {
    markdown_kramdown o = markdown_kramdown_defaults;
    if (c->kramdown.n)
        markdown_kramdown_as(&o, c->kramdown);
    value block = value_at(c->data, S("kramdown"));
    set_kramdown(&o, S("syntax_highlighter"), value_at(c->data, S("highlighter")));
    for (size_t i = 0; block.kind == V_MAP && i < block.n; i++)
        set_kramdown(&o, value_as_str(block.u.map->members[i].key), block.u.map->members[i].val);
    return o;
}

markdown_options render_markdown_options(const config *c, diags *d) {
    markdown_options o = {0};
    if (c->markdown == MARKDOWN_IS_COMMONMARK) {
        o.style = MARKDOWN_COMMONMARK;
        o.flags = flags_of(value_at(c->commonmark, S("options")), markdown_option,
                           "option of cmark-gfm", d) |
                  flags_of(value_at(c->commonmark, S("extensions")), markdown_extension,
                           "extension of cmark-gfm", d);
    } else if (c->is_bare) {
        o.style = MARKDOWN_NOTES; /* a directory of notes has no kramdown to be like */
        o.flags = (MD_KRAMDOWN & ~(uint32_t)MD_CJK_EMPHASIS) | MD_AUTOLINK;
    } else {
        o.style = MARKDOWN_KRAMDOWN;
        o.has_kramdown = true;
        o.kramdown = kramdown_options(c);
    }
    if (c->cjk_emphasis)
        o.flags |= MD_CJK_EMPHASIS;
    return o;
}

/* Language and templates, which are the same for all editions. */
static void make_common(render *r, diags *d) {
    const config *c = r->site->config;
    const held *h = r->site->held;
    const liquid_tag **tags = arena_make(r->a, const liquid_tag *, 3);
    const liquid_filter **filters = arena_make(r->a, const liquid_filter *, 4);
    size_t n = 0;
    if (h)
        filters[n++] = held_foreign_filters(r->a, r->site);
    filters[n++] = render_filters;
    filters[n++] = render_plugin_filters(r->a, c);
    tags[0] = render_tags;
    tags[1] = render_plugin_tags(r->a, c);
    r->env = liquid_env_new(r->a, LIQUID_JEKYLL, filters, tags);
    if (h)
        held_limit(r->env, r->site);
    r->markdown = render_markdown_options(c, d);
    r->jekyll = h ? h->jekyll : jekyll_value(r);
    r->theme = h ? h->theme : theme_value(r);
    r->sass = sass_new(r->a, c);
    if (r->sass->compiler == SASS_NONE)
        sass_report_absent(r->site, d);
    templates_load(r, d);
}

void render_use_codes(render *r, codebook *c) {
    r->markdown.codes = c;
}

static void make_edition(render *r, diags *d) {
    titles_from_headings(r, d);
    links_new(r);
    r->contents = contents_new(r);
    drops_new(r);
    r->lists = lists_new(r);
    r->site_drop = drop_site(r);
    r->namespaces = namespaces_of(r);
}

render *render_new(arena *a, const site *s, diags *d) {
    render **all = arena_make(a, render *, s->neditions);
    for (size_t i = 0; i < s->neditions; i++) {
        all[i] = arena_make(a, render, 1);
        if (i)
            *all[i] = *all[0];
        all[i]->a = a;
        all[i]->site = s->editions[i];
        all[i]->editions = all;
        all[i]->neditions = s->neditions;
        if (i == 0)
            make_common(all[i], d);
    }
    for (size_t i = 0; i < s->neditions; i++)
        make_edition(all[i], d);
    return all[s->edition->index];
}

render *render_edition(const render *r, size_t i) {
    return r->editions[i];
}

bool render_fragment(const render *r, arena *scratch, span at, str text, buf *out, diags *d) {
    return markdown_html(scratch, at, text, &r->markdown, out, d);
}

void job_markdown(job *j, str text, buf *out) {
    render_fragment(j->r, j->scratch, liquid_run_here(j->run), text, out, j->d);
}
