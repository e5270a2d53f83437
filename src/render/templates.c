#include "render/templates.h"

#include "base/embed.h"
#include "base/file.h"
#include "base/path.h"
#include "encoding/encoding.h"
#include "render/held.h"
#include "site/edition.h"
#include "site/filter.h"
#include "site/front.h"
#include "site/held.h"
#include "site/plugin.h"
#include "site/theme.h"

enum { DIRECTORY_DEPTH = 16 };

/* Parses a file's text as a template; layouts have front matter of their own. */
static template *parse(render *r, arena *a, str name, str path, str text, bool is_layout,
                       diags *before) {
    template *t = arena_make(a, template, 1);
    t->name = name;
    t->path = path;
    diags_new(&t->faults, a);
    if (before)
        diags_append(&t->faults, before);
    const source *src = source_new(a, path, text);
    front_options o = {.zone = r->site->config->zone};
    front_parts parts = {0};
    t->data = map_finish(&(map_builder){.a = a});
    if (is_layout)
        front_read(a, src, &o, &parts, &t->data, &t->faults);
    span body = span_of(src, parts.body_at, text.n - parts.body_at);
    t->tpl = liquid_parse(a, r->env, body, &t->faults);
    t->ok = !diags_have_errors(&t->faults) && liquid_tpl_ok(t->tpl);
    return t;
}

/* The encodings' patterns are relative to the source, or to the theme. */
static str encoding_of(const config *c, arena *a, str path) {
    bool is_own = path_is_within(a, c->source, path);
    str root = c->theme && (!is_own || path_is_within(a, c->theme->root, path)) ? c->theme->root
                                                                                : c->source;
    return config_encoding(c, path_relative(a, root, path));
}

static template *read_template(render *r, arena *a, str name, str path, bool is_layout) {
    str bytes, why;
    diags d;
    diags_new(&d, a);
    decoded text = {.text = S("")};
    if (!file_read(&sys_real, a, str_cstr(a, path), LIMIT_FILE, &bytes, &why))
        diag_add_unread(&d, path, why, LIMIT_FILE);
    else
        text = decode(a, path, bytes, encoding_of(r->site->config, a, path), &d);
    return parse(r, a, name, path, text.text, is_layout, &d);
}

/* A layout goes by its path without the last extension, an include by its whole path. */
static str name_of(str relative, bool is_layout) {
    return is_layout ? str_slice(relative, 0, relative.n - path_ext(relative).n) : relative;
}

/* Layouts or includes; `followed` counts links to directories. */
typedef struct reading {
    str root;
    bool is_layout;
    bool is_theme; /* what is there already stays */
    unsigned followed;
    diags *d;
} reading;

static void read_entry(render *r, const reading *in, str relative) {
    str name = name_of(relative, in->is_layout), path = path_join(r->a, in->root, relative);
    map *into = in->is_layout ? &r->layouts : &r->includes;
    if (!in->is_theme || !map_has(into, name))
        map_set(into, name, read_template(r, r->a, name, path, in->is_layout));
}

static bool may_enter(arena *a, reading *in, const dir_entry *e, str relative) {
    str path = path_join(a, in->root, relative), why;
    if (!e->is_link || dir_may_follow(a, str_cstr(a, path), &in->followed, &why))
        return true;
    diag_add_path(in->d, RULE_IO_IRREGULAR, path, "%.*s, so left out", STR_FMT(why));
    return false;
}

static void read_dir(render *r, reading *in, str below, unsigned depth) {
    arena *a = r->a;
    str dir = path_join(a, in->root, below), why;
    dir_entry *entries;
    size_t n;
    if (depth == 0)
        return;
    if (!dir_list(a, str_cstr(a, dir), &entries, &n, &why)) {
        diag_add_path(in->d, RULE_IO_READ, dir, "the directory cannot be read: %.*s", STR_FMT(why));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        str relative = path_join(a, below, entries[i].name);
        if (entries[i].name.p[0] == '.')
            continue;
        bool is_file = entries[i].kind != FILE_DIRECTORY;
        if (in->is_layout && is_file && filter_rejects(r->site->config, a, S(""), relative, false))
            continue;
        if (!is_file && may_enter(a, in, &entries[i], relative))
            read_dir(r, in, relative, depth - 1);
        else if (entries[i].kind == FILE_REGULAR && (!in->is_layout || path_ext(relative).n))
            read_entry(r, in, relative);
    }
}

/* The program's own theme. What the site has itself goes before. */
static void add_builtin(render *r) {
    for (size_t i = 0; i < embedded_layouts_count; i++) {
        const embedded *e = &embedded_layouts[i];
        bool is_include = str_starts(e->path, S("_includes/"));
        bool is_plugin = str_starts(e->path, S("_plugins/"));
        bool is_layout = !is_include && !is_plugin && str_ends(e->path, S(".html"));
        str relative = is_include ? str_from(e->path, S("_includes/").n) : e->path;
        str name = name_of(relative, is_layout);
        map *into = is_layout ? &r->layouts : &r->includes;
        if ((is_layout || is_include) && !map_has(into, name))
            map_set(into, name,
                    parse(r, r->a, name, str_cat(r->a, S("(built-in)/"), e->path), e->bytes,
                          is_layout, NULL));
    }
}

static str in_source(render *r, str dir) {
    str source_dir = r->site->config->source;
    return str_eq(source_dir, S(".")) ? dir : path_join(r->a, source_dir, dir);
}

/* The page of a redirect, where the site has no layout of that name. */
static void add_redirect(render *r) {
    for (size_t i = 0; i < embedded_layouts_count; i++) {
        const embedded *e = &embedded_layouts[i];
        if (str_eq(e->path, S("_plugins/redirect.html")) && !map_has(&r->layouts, S("redirect")))
            map_set(&r->layouts, S("redirect"),
                    parse(r, r->a, S("redirect"), str_cat(r->a, S("(built-in)/"), e->path),
                          e->bytes, true, NULL));
    }
}

static void read_theme(render *r, const theme *t, diags *d) {
    str layouts = theme_folder(r->a, t, S("_layouts"), d);
    str includes = theme_folder(r->a, t, S("_includes"), d);
    if (layouts.n)
        read_dir(r, &(reading){layouts, true, true, 0, d}, S(""), DIRECTORY_DEPTH);
    if (includes.n)
        read_dir(r, &(reading){includes, false, true, 0, d}, S(""), DIRECTORY_DEPTH);
}

/* A layout whose front matter has been read already. */
void template_add_layout(render *r, const held_layout *told) {
    template *t = parse(r, r->a, told->name, told->path, told->text, false, NULL);
    t->data = told->data;
    map_set(&r->layouts, t->name, t);
}

void template_read_includes(render *r, str dir, diags *d) {
    read_dir(r, &(reading){dir, false, true, 0, d}, S(""), DIRECTORY_DEPTH);
}

void templates_load(render *r, diags *d) {
    const config *c = r->site->config;
    r->layouts = map_new(r->a);
    r->includes = map_new(r->a);
    if (r->site->held) {
        held_templates(r, d);
        return;
    }
    str layouts = c->layouts_override.n ? c->layouts_override : in_source(r, c->layouts_dir);
    str includes = in_source(r, c->includes_dir);
    bool has_layouts = file_is_directory(r->a, layouts);
    r->is_builtin = !has_layouts && !c->layouts_override.n && !c->theme;
    if (has_layouts || c->layouts_override.n)
        read_dir(r, &(reading){layouts, true, false, 0, d}, S(""), DIRECTORY_DEPTH);
    if (file_is_directory(r->a, includes))
        read_dir(r, &(reading){includes, false, false, 0, d}, S(""), DIRECTORY_DEPTH);
    if (c->theme)
        read_theme(r, c->theme, d);
    if (r->is_builtin)
        add_builtin(r);
    if (plugin_is_on(c, PLUGIN_REDIRECT_FROM))
        add_redirect(r);
}

static const template *use(render *r, const map *all, str name) {
    const template *t = map_get(all, name);
    if (t && r->site->held && r->job && !r->job->outer)
        map_set(&r->used, t->path, (void *)(uintptr_t)t);
    return t;
}

const template *template_layout(render *r, str name) {
    return use(r, &r->layouts, name);
}

const template *template_include(render *r, str name) {
    return use(r, &r->includes, name);
}

const template *template_relative(job *j, str path) {
    const document *doc = j->doc;
    str full = path_normal(j->scratch, path_join(j->scratch, path_dir(doc->path), path));
    file_info info;
    if (!path_is_within(j->scratch, j->r->site->config->source, full) ||
        !file_stat(str_cstr(j->scratch, full), &info) || info.kind != FILE_REGULAR)
        return NULL;
    return read_template(j->r, j->scratch, path, full, false);
}

const template *template_text(job *j, str file) {
    const edition *e = j->r->site->edition;
    const str langs[] = {e->lang, e->all->default_lang};
    for (size_t i = 0; e->kind == EDITIONS_I18N && i < 2; i++) {
        str dir = path_join(j->scratch, S("_i18n"), langs[i]);
        str full = in_source(j->r, path_join(j->scratch, dir, file));
        file_info info;
        if (file_stat(str_cstr(j->scratch, full), &info) && info.kind == FILE_REGULAR)
            return read_template(j->r, j->scratch, file, full, false);
    }
    return NULL;
}

bool template_usable(job *j, const template *t) {
    if (!t->ok)
        diags_append(j->d, &t->faults);
    return t->ok;
}

typedef void each_template(void *ctx, const render_template *t);

static void each_of(const map *all, bool is_layout, each_template *each, void *ctx) {
    for (uint32_t i = 0; i < all->n; i++) {
        const template *t = all->entries[i].val;
        const source *src = liquid_tpl_source(t->tpl);
        render_template out = {.name = t->name,
                               .is_layout = is_layout,
                               .layout = value_as_str(value_at(t->data, S("layout"))),
                               .text = span_of(src, 0, src->text.n)};
        each(ctx, &out);
    }
}

void render_each_template(const render *r, each_template *each, void *ctx) {
    each_of(&r->layouts, true, each, ctx);
    each_of(&r->includes, false, each, ctx);
}
