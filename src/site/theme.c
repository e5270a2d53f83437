#include "site/theme.h"

#include "base/file.h"
#include "base/path.h"
#include "site/plugin.h"
#include "site/theme_gem.h"

static str text_at(value map, const char *key) {
    return str_trim(value_as_str(value_at(map, str_of(key))));
}

static void note(span *at, const source *src, value map, const char *key) {
    const member *m = value_member(map, str_of(key));
    if (m)
        *at = span_of(src, m->val_at, m->val_n);
}

void theme_note(theme_places *at, const source *src, value data) {
    note(&at->theme, src, data, "theme");
    note(&at->remote, src, data, "remote_theme");
    note(&at->dir, src, value_at(data, S("letoon")), "theme_dir");
}

/* What RubyGems allows in a name. */
static bool is_gem_name(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '_' && s.p[i] != '.')
            return false;
    return s.n > 0 && ascii_is_alnum(s.p[0]);
}

/* "owner/name@branch", perhaps with a host before it: the name. */
static str remote_name(str remote) {
    str name = path_base(remote);
    size_t at = str_find_char(name, '@');
    return at == STR_NONE ? name : str_slice(name, 0, at);
}

static str lower(arena *a, str s) {
    buf b = buf_new(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        buf_char(&b, ascii_lower(s.p[i]));
    return buf_str(&b);
}

static const char *const cure = "say where it is: \"letoon: {theme_dir: DIRECTORY}\"%s";

static bool find_dir(arena *a, str source_dir, str dir, span at, theme *t, diags *d) {
    str root = path_is_absolute(dir) || str_eq(source_dir, S("."))
                   ? path_normal(a, dir)
                   : path_normal(a, path_join(a, source_dir, dir));
    t->root = root;
    if (!file_is_directory(a, root)) {
        diag *g = diag_add(d, RULE_CONFIG_THEME, at,
                           "there is no directory \"%.*s\" with a theme in it", STR_FMT(root));
        diag_help(d, g, "\"theme_dir\" is relative to the site's source, or absolute");
        return false;
    }
    theme_read_gemspec(a, t);
    return true;
}

static bool find_gem(arena *a, str source_dir, span at, theme *t, diags *d) {
    gem_answer answer = is_gem_name(t->name) ? theme_ask_ruby(a, source_dir, t) : GEM_UNKNOWN;
    if (answer == GEM_FOUND)
        return true;
    static const struct {
        const char *why, *also;
    } texts[] = {
        [GEM_UNKNOWN] = {"is not among Ruby's gems", ", or install the gem"},
        [GEM_NO_RUBY] = {"is a gem, and there is no Ruby to find it with", ", or install Ruby"},
        [GEM_FAILED] = {"is a gem, and Ruby does not tell where it is",
                        ", or see whether Ruby works"},
    };
    diag *g = diag_add(d, RULE_CONFIG_THEME, at, "theme \"%.*s\" %s",
                       STR_FMT(str_slice(t->name, 0, 200)), texts[answer].why);
    diag_help(d, g, cure, texts[answer].also);
    return false;
}

/* The plugins that come with a theme: what is not built in will be missing. */
static void check_needs(const theme *t, span at, diags *d) {
    plugin known;
    for (size_t i = 0; i < t->nneeds; i++)
        if (str_starts(t->needs[i], S("jekyll-")) && !plugin_find(t->needs[i], &known))
            diag_add(d, RULE_CONFIG_UNKNOWN_PLUGIN, at,
                     "the theme wants the plugin \"%.*s\", which is not built in: what it adds to "
                     "a site is missing",
                     STR_FMT(t->needs[i]));
}

static bool has_plugin(value data, str name) {
    value list = value_at(data, S("plugins"));
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
        if (str_eq(value_as_str(list.u.list[i]), name))
            return true;
    return false;
}

bool theme_find(arena *a, str source_dir, value data, const theme_places *at, const theme **out,
                diags *d) {
    theme *t = arena_make(a, theme, 1);
    str name = lower(a, text_at(data, "theme")), remote = text_at(data, "remote_theme");
    str dir = text_at(value_at(data, S("letoon")), "theme_dir");
    bool fetches = has_plugin(data, S("jekyll-remote-theme"));
    *out = NULL;
    t->is_remote = remote.n && (fetches || !name.n);
    t->name = t->is_remote ? remote_name(remote) : name.n ? name : path_base(path_normal(a, dir));
    bool ok = true;
    if (dir.n) {
        ok = find_dir(a, source_dir, dir, at->dir, t, d);
    } else if (t->is_remote) {
        /* Without its plugin Jekyll does not mind it, but GitHub has it for every site. */
        diag *g = diag_add(d, fetches ? RULE_CONFIG_THEME : RULE_CONFIG_REMOTE_THEME, at->remote,
                           "theme \"%.*s\" is not fetched", STR_FMT(str_slice(remote, 0, 200)));
        diag_help(d, g, cure, ", after downloading it");
        return !fetches;
    } else if (name.n) {
        ok = find_gem(a, source_dir, at->theme, t, d);
    } else {
        return true;
    }
    if (!ok)
        return false;
    check_needs(t, t->is_remote ? at->remote : name.n ? at->theme : at->dir, d);
    *out = t;
    return true;
}

str theme_folder(arena *a, const theme *t, str name, diags *d) {
    str path = path_join(a, t->root, name);
    if (!file_is_directory(a, path))
        return (str){"", 0};
    if (path_is_within(a, file_real_path(a, t->root), file_real_path(a, path)))
        return path;
    if (d)
        diag_add_path(d, RULE_IO_IRREGULAR, path, "leads out of the theme, so left out");
    return (str){"", 0};
}
