#include "site/theme_gem.h"

#include "base/file.h"
#include "base/path.h"
#include "base/process.h"
#include "base/vec.h"

enum { ANSWER_MAX = 1 << 20 };

/* Arguments: the gem's name, the site's directory. A lock file is where Bundler looks for it. What
 * is locked to a place (a path, a checkout) or to a directory of gems of the site's own is found
 * without loading it: its description is Ruby code, and may be the site's. */
static const char script[] =
    "name, source = ARGV\n"
    "root = nil\n"
    "about = ['', '', '']\n"
    "needs = nil\n"
    "version = []\n"
    "files = [ENV['BUNDLE_GEMFILE'], 'Gemfile', File.join(source, 'Gemfile')]\n"
    "lock = files.compact.map { |f| File.expand_path(f + '.lock') }.find { |f| File.file?(f) }\n"
    "begin\n"
    "  if lock\n"
    "    require 'bundler'\n"
    "    ENV['BUNDLE_GEMFILE'] = lock.delete_suffix('.lock')\n"
    "    Dir.chdir(File.dirname(lock))\n"
    "    spec = Bundler::LockfileParser.new(File.read(lock)).specs.find { |s| s.name == name }\n"
    "    if spec\n"
    "      version = [\"= #{spec.version}\"]\n"
    "      needs = spec.dependencies.map(&:name)\n"
    "      about[0] = spec.version.to_s\n"
    "      root = if spec.source.is_a?(Bundler::Source::Path)\n"
    "               spec.source.path.to_s\n"
    "             else\n"
    "               File.join(Bundler.bundle_path.to_s, 'gems', spec.full_name)\n"
    "             end\n"
    "      root = nil unless File.directory?(root)\n"
    "    end\n"
    "  end\n"
    "rescue StandardError, LoadError\n"
    "  root = nil\n"
    "end\n"
    "unless root\n"
    "  begin\n"
    "    spec = Gem::Specification.find_by_name(name, *version)\n"
    "  rescue Gem::LoadError\n"
    "    begin\n"
    "      spec = Gem::Specification.find_by_name(name)\n"
    "    rescue Gem::LoadError\n"
    "      exit 3\n"
    "    end\n"
    "  end\n"
    "  root = spec.full_gem_path\n"
    "  about = [spec.version, spec.authors.join(', '), spec.description || spec.summary]\n"
    "  needs = spec.runtime_dependencies.map(&:name)\n"
    "end\n"
    "STDOUT.write([File.realpath(root), *about, *needs].join(\"\\0\"))\n";

/* Takes the next of the parts that a NUL ends. */
static bool next_part(str *rest, str *out) {
    if (!rest->p)
        return false;
    if (!str_cut(*rest, (str){"", 1}, out, rest))
        *rest = (str){NULL, 0};
    return true;
}

static void read_answer(arena *a, str rest, theme *t) {
    vec(str) needs = {0};
    str one;
    str *const about[] = {&t->root, &t->version, &t->authors, &t->description};
    for (size_t i = 0; i < sizeof about / sizeof *about && next_part(&rest, &one); i++)
        *about[i] = one;
    while (next_part(&rest, &one))
        *vec_push(a, &needs) = one;
    t->needs = needs.p;
    t->nneeds = needs.n;
    t->has_needs = true;
}

gem_answer theme_ask_ruby(arena *a, str source_dir, theme *t) {
    const char *argv[] = {"ruby", "-e", script, "--", str_cstr(a, t->name), str_cstr(a, source_dir),
                          NULL};
    process_order o = {.argv = argv, .limit = ANSWER_MAX, .seconds = LIMIT_RUBY_SECONDS};
    process_result got;
    process_end end = process_run(a, &o, &got);
    if (end == PROCESS_ABSENT)
        return GEM_NO_RUBY;
    if (end == PROCESS_DONE && got.code == 3)
        return GEM_UNKNOWN;
    if (end != PROCESS_DONE || got.code != 0)
        return GEM_FAILED;
    read_answer(a, got.out, t);
    return t->root.n ? GEM_FOUND : GEM_FAILED;
}

/* The text between quotes right behind `s` and perhaps a bracket; empty when there is none. */
static str quoted(str s) {
    s = str_ltrim(s);
    if (str_starts(s, S("(")))
        s = str_ltrim(str_from(s, 1));
    if (!s.n || (s.p[0] != '"' && s.p[0] != '\''))
        return (str){"", 0};
    size_t end = str_find_char(str_from(s, 1), s.p[0]);
    return end == STR_NONE ? (str){"", 0} : str_slice(s, 1, end + 1);
}

static void read_needs(arena *a, str text, theme *t) {
    static const char *const calls[] = {".add_dependency", ".add_runtime_dependency"};
    vec(str) needs = {0};
    str line, rest = text;
    for (bool more = true; more;) {
        more = str_cut(rest, S("\n"), &line, &rest);
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
            size_t at = str_find(line, str_of(calls[i]));
            str before = at == STR_NONE ? line : str_slice(line, 0, at);
            str name = at == STR_NONE ? S("") : quoted(str_from(line, at + str_of(calls[i]).n));
            if (name.n && !str_has(before, S("#")))
                *vec_push(a, &needs) = name;
        }
    }
    t->needs = needs.p;
    t->nneeds = needs.n;
    t->has_needs = true;
}

void theme_read_gemspec(arena *a, theme *t) {
    dir_entry *entries;
    size_t n;
    str why, text, found = {"", 0}, own = str_cat(a, t->name, S(".gemspec"));
    if (!dir_list(a, str_cstr(a, t->root), &entries, &n, &why))
        return;
    for (size_t i = 0; i < n; i++) {
        if (entries[i].kind != FILE_REGULAR || !str_eq(path_ext(entries[i].name), S(".gemspec")))
            continue;
        if (!found.n || str_eq(entries[i].name, own))
            found = entries[i].name;
    }
    const char *path = str_cstr(a, path_join(a, t->root, found));
    if (found.n && file_read(&sys_real, a, path, LIMIT_FILE, &text, &why))
        read_needs(a, text, t);
}
