#include "site/history.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "base/process.h"
#include "base/vec.h"

enum { HISTORY_MAX = 256 * 1024 * 1024, ID_LEAST = 7 };

/* What a subcommand of git says of the files in the source, as seen from there, parted by NUL.
 * `what` is what is wanted of it: a commit, or the form of what it says. Nothing that a repository
 * may configure runs a program of its own. */
static bool read_git(arena *a, const config *c, const char *command, const char *what, str *out) {
    const char *argv[] = {"git",
                          "-C",
                          str_cstr(a, c->source),
                          "--no-pager",
                          "-c",
                          "core.fsmonitor=false",
                          "-c",
                          "log.showSignature=false",
                          command,
                          "-z",
                          "--no-ext-diff",
                          "--no-textconv",
                          "--no-renames",
                          "--name-only",
                          "--relative",
                          what,
                          "--",
                          ".",
                          NULL};
    return process_read(a, argv, HISTORY_MAX, out);
}

/* All commits, the newest first, each with its time, its id and its files. */
static bool read_log(arena *a, const config *c, str *out) {
    return read_git(a, c, "log", "--format=%x01%ct %H", out);
}

static commit *read_commit(arena *a, str line, size_t order) {
    str when;
    commit *c = arena_make(a, commit, 1);
    c->order = (uint32_t)order;
    str_cut(line, S(" "), &when, &c->id);
    return str_to_int(when, &c->when) ? c : NULL;
}

/* Files that differ from what is committed, staged or not. */
static void read_edited(arena *a, const config *c, map *edited) {
    str rest, one;
    if (!read_git(a, c, "diff", "HEAD", &rest))
        return;
    for (bool more = true; more;) {
        more = str_cut(rest, (str){"", 1}, &one, &rest);
        if (one.n)
            map_at(edited, one);
    }
}

str history_top(arena *a, str dir) {
    file_info info;
    for (str at = dir; at.n; at = path_dir(at)) {
        if (file_stat(str_cstr(a, path_join(a, at, S(".git"))), &info))
            return at;
        if (str_eq(at, path_dir(at)))
            break;
    }
    return (str){"", 0};
}

history history_read(arena *a, const config *c) {
    history h = {.newest = map_new(a), .edited = map_new(a)};
    vec(const commit *) all = {0};
    commit *now = NULL;
    str one, rest;
    /* To start git for nothing costs as much as to check a dozen notes. */
    if (!getenv("GIT_DIR") && !history_top(a, file_real_path(a, c->source)).n)
        return h;
    if (!read_log(a, c, &rest))
        return h;
    for (bool more = true; more;) {
        more = str_cut(rest, (str){"", 1}, &one, &rest);
        if (str_starts(one, S("\x01"))) {
            now = read_commit(a, str_from(one, 1), all.n);
            if (now)
                *vec_push(a, &all) = now;
            continue;
        }
        if (str_starts(one, S("\n"))) /* stands before a commit's first file */
            one = str_from(one, 1);
        if (now && one.n && !map_has(&h.newest, one))
            map_set(&h.newest, one, now);
    }
    h.commits = all.p;
    h.n = all.n;
    if (h.n)
        read_edited(a, c, &h.edited);
    return h;
}

const commit *history_of(const history *h, str path) {
    return map_get(&h->newest, path);
}

const commit *history_find(const history *h, str id) {
    for (size_t i = 0; id.n >= ID_LEAST && i < h->n; i++)
        if (str_starts(h->commits[i]->id, id))
            return h->commits[i];
    return NULL;
}

static str source_commit(const document *doc) {
    static const char *const keys[] = {"sourceCommit", "source_commit"};
    for (size_t i = 0; i < 2; i++) {
        value own = document_get(doc, str_of(keys[i]));
        if (own.kind != V_STR)
            own = value_at(document_get(doc, S("l10n")), str_of(keys[i]));
        if (own.kind == V_STR)
            return value_as_str(own);
    }
    return (str){"", 0};
}

str history_unknown(const history *h, const document *doc) {
    str id = source_commit(doc);
    return h->n && id.n && !history_find(h, id) ? id : (str){"", 0};
}

bool history_is_behind(arena *a, const history *h, const config *c, const document *original,
                       const document *doc) {
    if (!h->n)
        return false;
    str path = path_relative(a, c->source, doc->path);
    const commit *from = history_of(h, path_relative(a, c->source, original->path));
    const commit *to = history_find(h, source_commit(doc));
    if (!to)
        to = map_has(&h->edited, path) ? NULL : history_of(h, path);
    return from && to && from->order < to->order;
}
