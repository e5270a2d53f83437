#define _DEFAULT_SOURCE /* flock */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>

#include "base/path.h"
#include "build/writer_inner.h"

enum { PARENTS_MAX = 512 };

static writer *refuse(diags *d, const writer_options *o, const char *what) {
    diag_add_path(d, RULE_BUILD_DESTINATION, o->destination, "%s", what);
    return NULL;
}

/* Is the directory `path` itself or one of its parents? By number, not by name: so links, mounts
 * and names that differ in case only are seen through. */
static bool contains(arena *scratch, const struct stat *dir, str path) {
    file_info at, up;
    if (!path.n)
        path = S(".");
    if (!file_stat(str_cstr(scratch, path), &at))
        return false;
    for (int i = 0; i < PARENTS_MAX; i++) {
        if (at.device == (uint64_t)dir->st_dev && at.inode == (uint64_t)dir->st_ino)
            return true;
        path = path_join(scratch, path, S(".."));
        if (!file_stat(str_cstr(scratch, path), &up) ||
            (up.device == at.device && up.inode == at.inode))
            return false;
        at = up;
    }
    return true; /* nobody nests so deeply; better refuse */
}

static bool is_marked(const writer *w) {
    struct stat st;
    return fstatat(w->root, WRITER_MARK, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

/* Does it hold anything that cleaning would remove? */
static bool has_files(const writer *w, str *why) {
    dir_entry *list;
    size_t n;
    if (!dir_list_at(w->a, w->root, &list, &n, why))
        return true;
    for (size_t i = 0; i < n; i++)
        if (!writer_keeps(w, list[i].name))
            return true;
    return false;
}

static bool is_default_name(const writer *w) {
    file_info st;
    str path = path_normal(w->a, w->o->destination);
    return str_eq(path_base(path), S("_site")) && file_stat(str_cstr(w->a, path), &st) &&
           !st.is_link;
}

/* Looks at the open destination. */
static bool inspect(const writer *w, diags *d) {
    const writer_options *o = w->o;
    struct stat st;
    str why = {0};
    const char *home = getenv("HOME");
    if (fstat(w->root, &st) != 0)
        return refuse(d, o, strerror(errno));
    if (contains(w->a, &st, o->source))
        return refuse(d, o,
                      "the destination contains the source, so its files would be removed; "
                      "it must be a directory of its own");
    if (home && *home == '/' && contains(w->a, &st, str_of(home)))
        return refuse(d, o,
                      "the destination is or contains the home directory; "
                      "it must be a directory of its own");
    if (o->force || is_marked(w) || is_default_name(w) || !has_files(w, &why))
        return true;
    if (why.n)
        return refuse(d, o, str_cstr(w->a, why));
    diag *g = diag_add_path(d, RULE_BUILD_DESTINATION, o->destination,
                            "the destination is not empty and was not made by an earlier build, "
                            "so files in it that are not of the site would be removed");
    diag_help(d, g, "name an empty or new directory, or use --force when its files may go");
    return false;
}

static bool open_root(writer *w, int *error) {
    do
        w->root = w->io->openat(AT_FDCWD, w->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    while (w->root < 0 && errno == EINTR);
    *error = w->root < 0 ? errno : 0;
    return w->root >= 0;
}

static void close_handle(void *w) {
    writer_close(w);
}

writer *writer_open(arena *a, const sys *io, const writer_options *o, diags *d) {
    void **slot = arena_defer(a, close_handle);
    writer *w = arena_make(a, writer, 1);
    w->a = a;
    w->io = io;
    w->o = o;
    w->path = str_cstr(a, o->destination);
    w->root = w->lock = -1;
    w->files = map_new(a);
    w->dirs = map_new(a);
    *slot = w;
    file_info st;
    int error;
    if (!o->destination.n || strlen(w->path) != o->destination.n)
        return refuse(d, o, "the destination has no usable name");
    if (!open_root(w, &error)) {
        if (error != ENOENT)
            return refuse(d, o, strerror(error));
        file_stat(w->path, &st);
        return st.is_link ? refuse(d, o, "the destination is a link to nothing") : w;
    }
    return inspect(w, d) ? w : NULL;
}

void writer_close(writer *w) {
    writer_leave(w, 0);
    if (w->lock >= 0)
        w->io->close(w->lock);
    if (w->root >= 0)
        w->io->close(w->root);
    w->lock = w->root = -1;
}

static bool take_lock(writer *w, str *why) {
    if (w->io->mkdirat(w->root, WRITER_MARK, 0777) != 0 && errno != EEXIST) {
        *why = str_of(strerror(errno));
        return false;
    }
    w->lock =
        w->io->openat(w->root, WRITER_MARK, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
    if (w->lock < 0) {
        *why = S("\"" WRITER_MARK "\" in it is no directory");
        return false;
    }
    /* A file system without locks is no reason not to build. */
    if (flock(w->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        *why = S("another build is writing there; wait until it has ended");
        return false;
    }
    return true;
}

bool writer_begin(writer *w, diags *d) {
    str why = {0};
    int error;
    if (w->root < 0) {
        if (!dir_make(w->io, w->a, w->path, &why)) {
            refuse(d, w->o, str_cstr(w->a, why));
            return false;
        }
        if (!open_root(w, &error)) {
            refuse(d, w->o, strerror(error));
            return false;
        }
        if (!inspect(w, d)) /* somebody may have made it in between */
            return false;
    }
    if (take_lock(w, &why))
        return true;
    refuse(d, w->o, str_cstr(w->a, why));
    return false;
}

str writer_place_in_source(arena *a, str site, str destination) {
    str from = file_real_path(a, site), to = file_real_path(a, destination);
    if (!from.n || !to.n || str_eq(from, to) || !path_is_within(a, from, to))
        return (str){0};
    return path_relative(a, from, to);
}
