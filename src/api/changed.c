#include "api/changed.h"

#include "base/file.h"
#include "base/path.h"
#include "base/process.h"
#include "encoding/encoding.h"
#include "site/front.h"
#include "site/history.h"
#include "site/sets.h"

/* So many files that a revision has are read at once. */
enum { GIT_SECONDS = 60, GIT_LIMIT = 64 * MIB, BATCH = 500 };

typedef struct changes {
    work *w;
    arena *a; /* what git says lives here; the work's own, but for what is soon done with */
    const char *option; /* for messages */
    const config *config;
    str real, top; /* absolute: the source, and the directory that git's paths are from */
    changed_files *out;
} changes;

static changes changes_of(work *w, const char *option, const config *conf, changed_files *out) {
    return (changes){.w = w,
                     .a = w->a,
                     .option = option,
                     .config = conf,
                     .real = file_real_path(w->a, conf->source),
                     .out = out};
}

static bool run_git(const changes *c, const char *const *argv, str input, str *out) {
    process_order order = {.argv = argv,
                           .input = input,
                           .dir = str_cstr(c->a, c->config->source),
                           .limit = GIT_LIMIT,
                           .seconds = GIT_SECONDS};
    process_result got = {0};
    process_end end = process_run(c->a, &order, &got);
    str why, rest;
    str_cut(got.err, S("\n"), &why, &rest);
    if (end == PROCESS_ABSENT)
        work_fail(c->w, "%s needs git, which is not installed", c->option);
    else if (end != PROCESS_DONE)
        work_fail(c->w, "%s: git does not come to an end", c->option);
    else if (got.code)
        work_fail(c->w, "%s: git says: %.*s", c->option, STR_FMT(why));
    else
        *out = got.out;
    return end == PROCESS_DONE && !got.code;
}

/* A path of git's as documents have it; empty: it is not below the source. */
static str path_of(const changes *c, str name) {
    arena *a = c->w->a;
    str path = path_join(a, c->top, name);
    if (!name.n || !path_is_within(a, c->real, path))
        return (str){"", 0};
    return path_normal(a, path_join(a, c->config->source, path_relative(a, c->real, path)));
}

/* Paths that end with NUL, each behind `skip` bytes. */
static void take(const changes *c, str paths, size_t skip) {
    while (paths.n) {
        str one;
        str_cut(paths, (str){"", 1}, &one, &paths);
        str path = path_of(c, str_from(one, skip));
        if (path.n)
            map_set(&c->out->paths, path, c->out);
    }
}

static bool find_top(changes *c) {
    c->top = history_top(c->w->a, c->real);
    if (c->top.n)
        return true;
    work_fail(c->w, "%s: %.*s is in no git repository", c->option, STR_FMT(c->config->source));
    return false;
}

/* ---- what git keeps of files ---- */

typedef void blob_taker(const changes *c, str path, str bytes);

/* Of `git cat-file --batch`, for the n-th name: "HASH blob SIZE", the bytes, a line end; or "NAME
 * missing". */
static bool next_blob(str *rest, str *bytes) {
    str line, size;
    int64_t n;
    str_cut(*rest, S("\n"), &line, rest);
    size_t space = str_rfind_char(line, ' ');
    size = space == STR_NONE ? line : str_from(line, space + 1);
    if (!str_to_int(size, &n) || n < 0 || (uint64_t)n >= rest->n)
        return false;
    *bytes = str_slice(*rest, 0, (size_t)n);
    *rest = str_from(*rest, (size_t)n + 1);
    return true;
}

/* `asked`: lines "TREE:NAME", where TREE is a commit, or nothing for what is staged. */
static bool read_blobs(const changes *c, str asked, blob_taker *take_blob) {
    const char *const cat[] = {"git", "cat-file", "--batch", NULL};
    str answer, line, tree, name, bytes;
    if (!asked.n)
        return true;
    if (!run_git(c, cat, asked, &answer))
        return false;
    while (asked.n) {
        str_cut(asked, S("\n"), &line, &asked);
        str_cut(line, S(":"), &tree, &name);
        if (next_blob(&answer, &bytes))
            take_blob(c, path_of(c, name), bytes);
    }
    return true;
}

/* A name that can be asked for. What git could not tell apart from two is left to the disk. */
static bool is_name(const changes *c, str name) {
    return path_of(c, name).n && str_find_char(name, '\n') == STR_NONE;
}

static void take_key(const changes *c, str path, str bytes) {
    diags quiet;
    value data;
    front_parts parts;
    front_options o = {.schema = FRONT_UNCHECKED};
    diags_new(&quiet, c->a);
    if (bytes.n > LIMIT_NOTE)
        return;
    str declared = config_encoding(c->config, path_relative(c->a, c->config->source, path));
    decoded text = decode(c->a, path, bytes, declared, &quiet);
    front_read(c->a, source_new(c->a, path, text.text), &o, &parts, &data, &quiet);
    str key = sets_key(c->a, data, value_nil());
    if (key.n)
        map_set(&c->out->keys, str_copy(c->w->a, key), c->out);
}

static bool may_be_note(const changes *c, str name) {
    str ext = path_ext(path_base(name));
    return is_name(c, name) && (config_is_markdown(c->config, ext) || str_eq_fold(ext, S(".html")));
}

/* Notes say in their front matter which set they are in: what those that a commit has said before
 * they were changed or removed. */
static bool take_keys(const changes *c, str tree, str names) {
    changes each = *c;
    each.a = arena_own(c->w->a, 0);
    while (names.n) {
        buf asked = buf_new(each.a, 4096);
        str one;
        for (size_t n = 0; names.n && n < BATCH;) {
            str_cut(names, (str){"", 1}, &one, &names);
            if (!may_be_note(c, one))
                continue;
            buf_printf(&asked, "%.*s:%.*s\n", STR_FMT(tree), STR_FMT(one));
            n++;
        }
        if (!read_blobs(&each, buf_str(&asked), take_key))
            return false;
        arena_reset(each.a);
    }
    return true;
}

/* ---- what was changed ---- */

/* What a file was before: of "A" the commit A, of "A..B" as well, of "A...B" where they parted. */
static bool find_before(const changes *c, str rev, str *tree) {
    const char *const parse[] = {"git", "rev-parse", "--revs-only", str_cstr(c->a, rev),
                                 "--",  NULL};
    str out;
    if (!run_git(c, parse, S(""), &out))
        return false;
    *tree = str_last_line(str_trim(out));
    if (str_starts(*tree, S("^")))
        *tree = str_from(*tree, 1);
    return true;
}

/* What differs from a revision, and what is new. */
static bool find_since(const changes *c, str rev) {
    const char *const diff[] = {
        "git", "diff", "--name-only", "-z", "--no-renames", str_cstr(c->a, rev), "--", ".", NULL};
    const char *const others[] = {"git",         "ls-files", "-z", "--others", "--exclude-standard",
                                  "--full-name", "--",       ".",  NULL};
    str paths, tree;
    if (!run_git(c, diff, S(""), &paths))
        return false;
    take(c, paths, 0);
    if (!find_before(c, rev, &tree) || !take_keys(c, tree, paths) ||
        !run_git(c, others, S(""), &paths))
        return false;
    take(c, paths, 0);
    return true;
}

/* One call tells all. */
static bool find_since_commit(const changes *c) {
    const char *const status[] = {
        "git", "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--",
        ".",   NULL};
    str paths;
    enum { STATUS = 3 }; /* "XY " */
    if (!run_git(c, status, S(""), &paths))
        return false;
    take(c, paths, STATUS);
    buf names = buf_new(c->a, paths.n);
    for (str one; paths.n;) {
        str_cut(paths, (str){"", 1}, &one, &paths);
        buf_add(&names, str_from(one, STATUS));
        buf_char(&names, '\0');
    }
    return take_keys(c, S("HEAD"), buf_str(&names));
}

bool changed_find(work *w, const config *conf, str rev, changed_files *out) {
    changes c = changes_of(w, "--changed", conf, out);
    if (str_starts(rev, S("-"))) {
        work_fail(w, "--changed: \"%.*s\" is no revision", STR_FMT(rev));
        return false;
    }
    return find_top(&c) && (rev.n ? find_since(&c, rev) : find_since_commit(&c));
}

/* ---- what is staged ---- */

static void take_text(const changes *c, str path, str bytes) {
    config_text *text = arena_make(c->a, config_text, 1);
    text->bytes = bytes;
    map_set(&c->out->texts, path, text);
}

/* Reads what is staged of these files, which differ from it. */
static bool read_staged(const changes *c, str names) {
    buf asked = buf_new(c->a, names.n + 64);
    for (str one; names.n;) {
        str_cut(names, (str){"", 1}, &one, &names);
        if (is_name(c, one))
            buf_printf(&asked, ":%.*s\n", STR_FMT(one));
    }
    return read_blobs(c, buf_str(&asked), take_text);
}

static void note_gone(const changes *c, str names) {
    while (names.n) {
        str one;
        str_cut(names, (str){"", 1}, &one, &names);
        str path = path_of(c, one);
        config_text *text = arena_make(c->a, config_text, 1);
        text->is_gone = true;
        if (path.n)
            map_set(&c->out->texts, path, text);
    }
}

bool changed_find_staged(work *w, const config *conf, changed_files *out) {
    changes c = changes_of(w, "--staged", conf, out);
    const char *const staged[] = {"git",          "diff", "--cached", "--name-only", "-z",
                                  "--no-renames", "--",   ".",        NULL};
    const char *const later[] = {"git",          "diff", "--name-only", "-z",
                                 "--no-renames", "--",   ".",           NULL};
    const char *const removed[] = {
        "git", "diff", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=D",
        "--",  ".",    NULL};
    str paths;
    if (!find_top(&c) || !run_git(&c, staged, S(""), &paths))
        return false;
    take(&c, paths, 0);
    if (!paths.n)
        return true;
    if (!take_keys(&c, S("HEAD"), paths) || !run_git(&c, later, S(""), &paths) ||
        !read_staged(&c, paths) || !run_git(&c, removed, S(""), &paths))
        return false;
    note_gone(&c, paths);
    return true;
}
