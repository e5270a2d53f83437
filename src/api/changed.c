#include "api/changed.h"

#include "base/file.h"
#include "base/path.h"
#include "base/process.h"
#include "site/history.h"

enum { GIT_SECONDS = 60, GIT_LIMIT = 64 * MIB };

typedef struct changes {
    work *w;
    const char *option; /* for messages */
    str source;         /* as documents' paths begin */
    str real, top;      /* absolute: the source, and the directory that git's paths are from */
    map *out;
} changes;

static bool run_git(const changes *c, const char *const *argv, str input, str *out) {
    process_order order = {.argv = argv,
                           .input = input,
                           .dir = str_cstr(c->w->a, c->source),
                           .limit = GIT_LIMIT,
                           .seconds = GIT_SECONDS};
    process_result got = {0};
    process_end end = process_run(c->w->a, &order, &got);
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
    return path_normal(a, path_join(a, c->source, path_relative(a, c->real, path)));
}

/* Paths that end with NUL, each behind `skip` bytes. */
static void take(const changes *c, str paths, size_t skip) {
    while (paths.n) {
        str one;
        str_cut(paths, (str){"", 1}, &one, &paths);
        str path = path_of(c, str_from(one, skip));
        if (path.n)
            map_set(c->out, path, c->out);
    }
}

static bool find_top(changes *c) {
    c->top = history_top(c->w->a, c->real);
    if (c->top.n)
        return true;
    work_fail(c->w, "%s: %.*s is in no git repository", c->option, STR_FMT(c->source));
    return false;
}

/* Since the last commit one call tells all; else what differs from a revision, and what is new. */
bool changed_find(work *w, str dir, str rev, map *out) {
    changes c = {.w = w,
                 .option = "--changed",
                 .source = dir,
                 .out = out,
                 .real = file_real_path(w->a, dir)};
    const char *status[] = {
        "git", "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--",
        ".",   NULL};
    const char *diff[] = {"git", "diff", "--name-only", "-z", "--no-renames", str_cstr(w->a, rev),
                          "--",  ".",    NULL};
    const char *others[] = {"git",         "ls-files", "-z", "--others", "--exclude-standard",
                            "--full-name", "--",       ".",  NULL};
    str paths;
    enum { STATUS = 3 }; /* "XY " */
    if (str_starts(rev, S("-"))) {
        work_fail(w, "--changed: \"%.*s\" is no revision", STR_FMT(rev));
        return false;
    }
    if (!find_top(&c))
        return false;
    if (!rev.n) {
        if (!run_git(&c, status, S(""), &paths))
            return false;
        take(&c, paths, STATUS);
        return true;
    }
    if (!run_git(&c, diff, S(""), &paths))
        return false;
    take(&c, paths, 0);
    if (!run_git(&c, others, S(""), &paths))
        return false;
    take(&c, paths, 0);
    return true;
}

/* ---- what is staged ---- */

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

/* Reads what is staged of these files, which differ from it. Names that git could not tell apart
 * from two are left to the disk. */
static bool read_staged(const changes *c, str names, map *texts) {
    arena *a = c->w->a;
    const char *const cat[] = {"git", "cat-file", "--batch", NULL};
    buf asked = buf_new(a, names.n + 64);
    for (str rest = names, one; rest.n;) {
        str_cut(rest, (str){"", 1}, &one, &rest);
        if (path_of(c, one).n && str_find_char(one, '\n') == STR_NONE)
            buf_printf(&asked, ":%.*s\n", STR_FMT(one));
    }
    str answer, line, bytes;
    if (!asked.n)
        return true;
    if (!run_git(c, cat, buf_str(&asked), &answer))
        return false;
    for (str rest = buf_str(&asked); rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        if (!next_blob(&answer, &bytes))
            continue;
        config_text *text = arena_make(a, config_text, 1);
        text->bytes = bytes;
        map_set(texts, path_of(c, str_from(line, 1)), text);
    }
    return true;
}

static void note_gone(const changes *c, str names, map *texts) {
    while (names.n) {
        str one;
        str_cut(names, (str){"", 1}, &one, &names);
        str path = path_of(c, one);
        config_text *text = arena_make(c->w->a, config_text, 1);
        text->is_gone = true;
        if (path.n)
            map_set(texts, path, text);
    }
}

bool changed_find_staged(work *w, str dir, map *out, map *texts) {
    changes c = {
        .w = w, .option = "--staged", .source = dir, .out = out, .real = file_real_path(w->a, dir)};
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
    if (!run_git(&c, later, S(""), &paths) || !read_staged(&c, paths, texts) ||
        !run_git(&c, removed, S(""), &paths))
        return false;
    note_gone(&c, paths, texts);
    return true;
}
