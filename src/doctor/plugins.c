/* Plugins: of the configuration, of the Gemfile's group jekyll_plugins, and Ruby files. */
#include "base/file.h"
#include "base/path.h"
#include "doctor/inner.h"
#include "site/plugin.h"

enum { DEPTH = 16 };

static void settle(doctor_item *item, str effect, str cure) {
    item->effect = effect;
    item->cure = cure;
}

static void check_name(doctor *x, str name, span at) {
    plugin known;
    if (name.n && !plugin_find(name, &known))
        settle(doctor_item_of(x, DOCTOR_PLUGIN, name, at), S("what it adds to the site is missing"),
               S("take it out of plugins if nothing needs it"));
}

static str in_source(const doctor *x, str name) {
    str dir = x->site->config->source;
    return str_eq(dir, S(".")) ? name : path_join(x->a, dir, name);
}

/* NULL: there is none. */
static const source *read(doctor *x, str path) {
    str text, why;
    file_info info;
    const char *name = str_cstr(x->a, path);
    if (!file_stat(name, &info) || !file_read(&sys_real, x->a, name, LIMIT_FILE, &text, &why))
        return NULL;
    return source_new(x->a, path, text);
}

/* The first text in quotes. */
static str quoted(str line) {
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] != '"' && line.p[i] != '\'')
            continue;
        size_t n = str_find_char(str_from(line, i + 1), line.p[i]);
        return n == STR_NONE ? S("") : str_slice(line, i + 1, i + 1 + n);
    }
    return S("");
}

static bool starts_word(str line, str word) {
    return str_starts(line, word) && (line.n == word.n || !ascii_is_alnum(line.p[word.n]));
}

/* gem "x" in "group :jekyll_plugins do … end", and gem "x", group: :jekyll_plugins. What such a
 * gem brings is a plugin; Jekyll itself and themes are none. */
static void read_gemfile(doctor *x) {
    const source *src = read(x, in_source(x, S("Gemfile")));
    str rest = src ? src->text : S(""), line;
    bool is_in = false;
    while (rest.n) {
        str_cut(rest, S("\n"), &line, &rest);
        line = str_trim(line);
        if (starts_word(line, S("group")))
            is_in = str_has(line, S(":jekyll_plugins"));
        else if (starts_word(line, S("end")))
            is_in = false;
        bool is_one = is_in || str_has(line, S(":jekyll_plugins"));
        str name = starts_word(line, S("gem")) && is_one ? quoted(line) : S("");
        if (!str_eq(name, S("jekyll")) && !str_eq(name, S("github-pages")) &&
            !str_eq(name, value_as_str(value_at(x->site->config->data, S("theme")))))
            check_name(x, name, span_of(src, (size_t)(line.p - src->text.p), line.n));
    }
}

/* "_plugins/x.rb": Ruby that Jekyll would run. */
static void read_ruby(doctor *x, str dir, unsigned depth) {
    dir_entry *entries;
    size_t n;
    str why;
    if (depth == 0 || !dir_list(x->a, str_cstr(x->a, dir), &entries, &n, &why))
        return;
    for (size_t i = 0; i < n; i++) {
        str path = path_join(x->a, dir, entries[i].name);
        if (entries[i].kind == FILE_DIRECTORY && !entries[i].is_link)
            read_ruby(x, path, depth - 1);
        else if (str_ends(path, S(".rb")))
            settle(
                doctor_item_of(x, DOCTOR_PLUGIN, path, span_whole(source_new(x->a, path, S("")))),
                S("its Ruby is not run"), S("do without it, or write an include"));
    }
}

void doctor_read_plugins(doctor *x) {
    const config *c = x->site->config;
    str dir = value_as_str(value_at(c->data, S("plugins_dir")));
    read_gemfile(x);
    dir = in_source(x, dir.n ? dir : S("_plugins"));
    if (file_is_directory(x->a, dir))
        read_ruby(x, dir, DEPTH);
}

void doctor_check_plugin(doctor *x, str name, span at) {
    check_name(x, name, at);
}
