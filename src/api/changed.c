#include "api/changed.h"

#include "base/file.h"
#include "base/path.h"
#include "base/process.h"

enum { GIT_SECONDS = 60, GIT_LIMIT = 64 * MIB };

typedef struct changes {
    work *w;
    str source;    /* as documents' paths begin */
    str real, top; /* absolute: the source, and the directory that git's paths are from */
    map *out;
} changes;

static bool run_git(const changes *c, const char *const *argv, str *out) {
    process_order order = {.argv = argv,
                           .dir = str_cstr(c->w->a, c->source),
                           .limit = GIT_LIMIT,
                           .seconds = GIT_SECONDS};
    process_result got = {0};
    process_end end = process_run(c->w->a, &order, &got);
    str why, rest;
    str_cut(got.err, S("\n"), &why, &rest);
    if (end == PROCESS_ABSENT)
        work_fail(c->w, "--changed needs git, which is not installed");
    else if (end != PROCESS_DONE)
        work_fail(c->w, "--changed: git does not come to an end");
    else if (got.code)
        work_fail(c->w, "--changed: git says: %.*s", STR_FMT(why));
    else
        *out = got.out;
    return end == PROCESS_DONE && !got.code;
}

/* Paths that end with NUL, each behind `skip` bytes. */
static void take(const changes *c, str paths, size_t skip) {
    arena *a = c->w->a;
    while (paths.n) {
        str one;
        str_cut(paths, (str){"", 1}, &one, &paths);
        str path = path_join(a, c->top, str_from(one, skip));
        if (one.n > skip && path_is_within(a, c->real, path))
            map_set(c->out,
                    path_normal(a, path_join(a, c->source, path_relative(a, c->real, path))),
                    c->out);
    }
}

/* The directory at or above the source that holds `.git`, be it a directory or a file. */
static bool find_top(changes *c) {
    arena *a = c->w->a;
    for (c->top = c->real; c->top.n; c->top = path_dir(c->top)) {
        file_info info;
        if (file_stat(str_cstr(a, path_join(a, c->top, S(".git"))), &info))
            return true;
        if (str_eq(c->top, path_dir(c->top)))
            break;
    }
    work_fail(c->w, "--changed: %.*s is in no git repository", STR_FMT(c->source));
    return false;
}

/* Since the last commit one call tells all; else what differs from a revision, and what is new. */
bool changed_find(work *w, str dir, str rev, map *out) {
    changes c = {.w = w, .source = dir, .out = out, .real = file_real_path(w->a, dir)};
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
        if (!run_git(&c, status, &paths))
            return false;
        take(&c, paths, STATUS);
        return true;
    }
    if (!run_git(&c, diff, &paths))
        return false;
    take(&c, paths, 0);
    if (!run_git(&c, others, &paths))
        return false;
    take(&c, paths, 0);
    return true;
}
