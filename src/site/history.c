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

/* What consists of digits alone is a number to YAML. */
static str id_of(arena *a, value v) {
    return v.kind == V_STR || v.kind == V_INT || v.kind == V_FLOAT ? value_to_str(a, v)
                                                                   : (str){"", 0};
}

static str source_commit(arena *a, const document *doc) {
    static const char *const keys[] = {"sourceCommit", "source_commit"};
    for (size_t i = 0; i < 2; i++) {
        str id = id_of(a, document_get(doc, str_of(keys[i])));
        if (!id.n)
            id = id_of(a, value_at(document_get(doc, S("l10n")), str_of(keys[i])));
        if (id.n)
            return id;
    }
    return (str){"", 0};
}

str history_unknown(arena *a, const history *h, const document *doc) {
    str id = source_commit(a, doc);
    return h->n && id.n && !history_find(h, id) ? id : (str){"", 0};
}

/* ---- commits that touch nothing of the source ---- */

typedef struct learning {
    arena *a;
    history *h;
    str ids;    /* of all commits, the newest first, a line each */
    map orders; /* id -> commit, of those that touch the source */
    map asked;
    vec(const commit *) all;
} learning;

/* It stands where the next older commit that touches the source does. */
static void learn(learning *l, str id) {
    const commit *at = NULL;
    str rest = l->ids, line, found = {0};
    while (rest.n && !at) {
        str_cut(rest, S("\n"), &line, &rest);
        if (!found.n && str_starts(line, id))
            found = line;
        at = found.n ? map_get(&l->orders, line) : NULL;
    }
    if (!found.n)
        return;
    commit *c = arena_make(l->a, commit, 1);
    *c = (commit){
        .when = at ? at->when : 0, .order = at ? at->order : (uint32_t)l->h->n, .id = found};
    *vec_push(l->a, &l->all) = c;
}

static bool begin(learning *l, const config *c) {
    const char *argv[] = {"git",  "-C", str_cstr(l->a, c->source), "--no-pager", "rev-list",
                          "HEAD", NULL};
    if (!process_read(l->a, argv, HISTORY_MAX, &l->ids))
        return false;
    l->orders = map_new(l->a);
    for (size_t i = 0; i < l->h->n; i++) {
        map_set(&l->orders, l->h->commits[i]->id, (void *)(uintptr_t)l->h->commits[i]);
        *vec_push(l->a, &l->all) = l->h->commits[i];
    }
    return true;
}

void history_learn(arena *a, history *h, const config *c, const document *const *docs, size_t n) {
    learning l = {.a = a, .h = h, .asked = map_new(a)};
    for (size_t i = 0; i < n; i++) {
        str id = history_unknown(a, h, docs[i]);
        if (id.n < ID_LEAST || map_has(&l.asked, id))
            continue;
        map_at(&l.asked, id);
        if (!l.ids.n && !begin(&l, c))
            return;
        learn(&l, id);
    }
    if (l.all.n) {
        h->commits = l.all.p;
        h->n = l.all.n;
    }
}

const commit *history_followed(arena *a, const history *h, const config *c, const document *doc) {
    const commit *said = history_find(h, source_commit(a, doc));
    str path = path_relative(a, c->source, doc->path);
    return said ? said : map_has(&h->edited, path) ? NULL : history_of(h, path);
}

bool history_is_behind(arena *a, const history *h, const config *c, const document *original,
                       const document *doc) {
    if (!h->n)
        return false;
    const commit *from = history_of(h, path_relative(a, c->source, original->path));
    const commit *to = history_followed(a, h, c, doc);
    return from && to && from->order < to->order;
}
