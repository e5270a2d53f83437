#define _DEFAULT_SOURCE /* O_DIRECTORY, O_NOFOLLOW */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/utf8.h"
#include "build/writer_inner.h"

/* A tree deeper than this is not of our making; each level costs a descriptor and some stack. */
enum { TREE_DEPTH = 128 };

typedef struct cleaner {
    const writer *w;
    arena *scratch;
    map folded; /* expected files and directories by utf8_fold; made when first needed */
    size_t removed;
    diags *d; /* NULL: only temporary files go, and nobody is told */
    bool ok;
} cleaner;

static bool told(str *why) {
    *why = str_of(strerror(errno));
    return false;
}

static int open_dir(const writer *w, int dir, const char *name) {
    return w->io->openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
}

static bool unlink_one(const writer *w, int dir, const char *name, int flags, str *why) {
    return w->io->unlinkat(dir, name, flags) == 0 || errno == ENOENT || told(why);
}

/* --- trees ---------------------------------------------------------------------------------- */

static bool remove_tree(const writer *w, arena *scratch, int dir, const char *name, str path,
                        unsigned depth, str *why);

static bool remove_entry(const writer *w, arena *scratch, int dir, const dir_entry *e, str path,
                         unsigned depth, str *why) {
    str below = path_join(scratch, path, e->name);
    const char *name = str_cstr(scratch, e->name);
    if (writer_keeps(w, below)) {
        *why = S("it holds what keep_files protects");
        return false;
    }
    return e->kind == FILE_DIRECTORY ? remove_tree(w, scratch, dir, name, below, depth + 1, why)
                                     : unlink_one(w, dir, name, 0, why);
}

static bool remove_tree(const writer *w, arena *scratch, int dir, const char *name, str path,
                        unsigned depth, str *why) {
    dir_entry *list = NULL;
    size_t n = 0;
    if (depth > TREE_DEPTH) {
        *why = S("directories are nested too deeply");
        return false;
    }
    int fd = open_dir(w, dir, name);
    if (fd < 0)
        return errno == ENOENT || told(why);
    bool ok = dir_list_at(scratch, fd, &list, &n, why);
    for (size_t i = 0; i < n; i++)
        ok &= remove_entry(w, scratch, fd, &list[i], path, depth, why);
    w->io->close(fd);
    return ok && unlink_one(w, dir, name, AT_REMOVEDIR, why);
}

bool writer_remove_tree(const writer *w, arena *scratch, int dir, const char *name, str path,
                        str *why) {
    if (writer_keeps(w, path) || writer_keeps_below(w, path)) {
        *why = S("a directory that keep_files protects is in the way");
        return false;
    }
    return remove_tree(w, scratch, dir, name, path, 0, why);
}

/* --- names ---------------------------------------------------------------------------------- */

static void fold_all(cleaner *c, const map *m) {
    for (uint32_t i = 0; i < m->n; i++) {
        str *path = arena_make(c->scratch, str, 1);
        *path = m->entries[i].key;
        map_set(&c->folded, utf8_fold(c->scratch, *path), path);
    }
}

/* Some file systems give back a name in another case or Unicode form than it was written with:
 * what looks obsolete may be the page just written. The path as we expect it, when both names are
 * one file; else the path itself. */
static str expected_name(cleaner *c, int dir, const char *name, str path) {
    const writer *w = c->w;
    if (map_has(&w->files, path) || map_has(&w->dirs, path))
        return path;
    if (!c->folded.n) {
        fold_all(c, &w->files);
        fold_all(c, &w->dirs);
    }
    const str *twin = map_get(&c->folded, utf8_fold(c->scratch, path));
    struct stat x, y;
    if (!twin || fstatat(dir, name, &x, AT_SYMLINK_NOFOLLOW) != 0 ||
        fstatat(dir, str_cstr(c->scratch, path_base(*twin)), &y, AT_SYMLINK_NOFOLLOW) != 0)
        return path;
    bool one =
        x.st_dev == y.st_dev && x.st_ino == y.st_ino && (S_ISDIR(x.st_mode) || x.st_nlink == 1);
    return one ? *twin : path;
}

/* --- cleaning ------------------------------------------------------------------------------- */

static void report(cleaner *c, str path, str why) {
    c->ok = false;
    if (!c->d)
        return;
    diag_add_path(c->d, RULE_IO_WRITE, path_join(c->scratch, str_of(c->w->path), path),
                  "cannot be removed: %.*s", STR_FMT(why));
}

static void clean_dir(cleaner *c, int fd, str path, bool kept, unsigned depth);

static void enter_dir(cleaner *c, int dir, const char *name, str path, bool kept, unsigned depth) {
    int fd = open_dir(c->w, dir, name);
    str why;
    if (fd >= 0) {
        clean_dir(c, fd, path, kept, depth + 1);
        c->w->io->close(fd);
    } else if (errno != ENOENT) {
        told(&why);
        report(c, path, why);
    }
}

/* `kept`: keep_files protects the directory we are in; only our own leavings go. */
static void clean_entry(cleaner *c, int dir, const dir_entry *e, str parent, bool kept,
                        unsigned depth) {
    const writer *w = c->w;
    const char *name = str_cstr(c->scratch, e->name);
    str path = path_join(c->scratch, parent, e->name), why;
    bool is_dir = e->kind == FILE_DIRECTORY, done;
    if (str_eq(path, S(WRITER_MARK)))
        return;
    kept |= !c->d || writer_keeps(w, path);
    if (!is_dir && str_starts(e->name, S(FILE_TEMP_PREFIX)))
        done = unlink_one(w, dir, name, 0, &why);
    else {
        if (!kept)
            path = expected_name(c, dir, name, path);
        if (is_dir &&
            (!c->d || map_has(&w->dirs, path) || (!kept && writer_keeps_below(w, path)))) {
            enter_dir(c, dir, name, path, kept, depth);
            return;
        }
        if (kept || (!is_dir && map_has(&w->files, path)))
            return;
        done = is_dir ? remove_tree(w, c->scratch, dir, name, path, 0, &why)
                      : unlink_one(w, dir, name, 0, &why);
    }
    if (done)
        c->removed++;
    else
        report(c, path, why);
}

static void clean_dir(cleaner *c, int fd, str path, bool kept, unsigned depth) {
    dir_entry *list = NULL;
    size_t n = 0;
    str why = S("directories are nested too deeply");
    if (depth > TREE_DEPTH || !dir_list_at(c->scratch, fd, &list, &n, &why))
        report(c, path, why);
    for (size_t i = 0; i < n; i++)
        clean_entry(c, fd, &list[i], path, kept, depth);
}

bool writer_clean(writer *w, arena *scratch, size_t *removed, diags *d) {
    cleaner c = {w, scratch, map_new(scratch), 0, d, true};
    clean_dir(&c, w->root, (str){0}, false, 0);
    *removed = c.removed;
    return c.ok;
}

void writer_sweep(writer *w, arena *scratch) {
    cleaner c = {w, scratch, map_new(scratch), 0, NULL, true};
    clean_dir(&c, w->root, (str){0}, true, 0);
}
