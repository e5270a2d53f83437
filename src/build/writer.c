#define _DEFAULT_SOURCE /* O_DIRECTORY, O_NOFOLLOW */
#include "build/writer.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/path.h"
#include "build/writer_inner.h"

enum { NAME_LONGEST = 255, TRIES = 8 };

bool writer_keeps(const writer *w, str path) {
    for (size_t i = 0; i < w->o->keep_n; i++)
        if (str_starts(path, w->o->keep[i]))
            return true;
    return false;
}

bool writer_keeps_below(const writer *w, str dir) {
    for (size_t i = 0; i < w->o->keep_n; i++) {
        str k = w->o->keep[i];
        if (k.n > dir.n && str_starts(k, dir) && k.p[dir.n] == '/')
            return true;
    }
    return false;
}

void writer_expect(writer *w, str path) {
    map_set(&w->files, path, w);
    for (str dir = path_dir(path); dir.n && !map_has(&w->dirs, dir); dir = path_dir(dir)) {
        map_set(&w->dirs, dir, w);
        if (dir.p[0] == '/' && dir.n == 1)
            break;
    }
}

/* --- which paths ---------------------------------------------------------------------------- */

static void fault(const writer *w, arena *scratch, rule_id id, str path, const char *what,
                  diags *d) {
    diag_add_path(d, id, path_join(scratch, str_of(w->path), path), "%s", what);
}

static bool is_plain(str path) {
    str part, rest = path;
    bool more = true;
    while (more) {
        more = str_cut(rest, S("/"), &part, &rest);
        if (!part.n || str_eq(part, S(".")) || str_eq(part, S("..")))
            return false;
    }
    return str_find_char(path, 0) == STR_NONE;
}

static bool is_ours(str path) { /* names that the writer itself needs */
    return str_starts(path, S(FILE_TEMP_PREFIX)) || str_has(path, S("/" FILE_TEMP_PREFIX)) ||
           str_eq(path, S(WRITER_MARK)) || str_starts(path, S(WRITER_MARK "/"));
}

static bool is_short(str path) {
    str part, rest = path;
    bool more = true;
    while (more) {
        more = str_cut(rest, S("/"), &part, &rest);
        if (part.n > NAME_LONGEST)
            return false;
    }
    return path.n < WRITER_PATH;
}

static bool may_write(const writer *w, arena *scratch, str path, diags *d) {
    if (!is_plain(path))
        fault(w, scratch, RULE_SITE_URL_OUTSIDE, path,
              "the path is not one below the destination: no part of it may be empty, \".\" or "
              "\"..\"",
              d);
    else if (is_ours(path))
        fault(w, scratch, RULE_IO_WRITE, path, "the name is one that the build needs itself", d);
    else if (!is_short(path))
        fault(w, scratch, RULE_IO_WRITE, path,
              "the name is too long for a file: each part of a path may have 255 bytes; set a "
              "shorter \"slug\" or \"permalink\"",
              d);
    else if (map_has(&w->dirs, path))
        fault(w, scratch, RULE_SITE_URL_CLASH, path,
              "a page or file has the name of a directory that other pages need", d);
    else
        return true;
    return false;
}

/* --- directories ---------------------------------------------------------------------------- */

void writer_leave(writer *w, unsigned depth) {
    while (w->depth > depth)
        w->io->close(w->levels[--w->depth].fd);
}

static bool told(str *why) {
    *why = str_of(strerror(errno));
    return false;
}

/* A file, or a link, is where a directory has to be. Another worker may see the same. */
static bool unlink_obstacle(writer *w, int parent, const char *name, str path, str *why) {
    if (writer_keeps(w, path)) {
        *why = S("a file that keep_files protects is in the way");
        return false;
    }
    return w->io->unlinkat(parent, name, 0) == 0 || errno == ENOENT || errno == EISDIR || told(why);
}

/* Opens, where need be makes, one directory. */
static int open_level(writer *w, int parent, const char *name, str path, str *why) {
    for (int i = 0; i < TRIES; i++) {
        int fd = w->io->openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
        if (fd >= 0)
            return fd;
        if (errno == ENOENT) {
            if (w->io->mkdirat(parent, name, 0777) != 0 && errno != EEXIST) {
                told(why);
                return -1;
            }
        } else if (errno == ENOTDIR || errno == ELOOP) {
            if (!unlink_obstacle(w, parent, name, path, why))
                return -1;
        } else if (errno != EINTR) {
            told(why);
            return -1;
        }
    }
    *why = S("something else keeps changing its directory");
    return -1;
}

/* How many of the open levels lead to `dir`. */
static unsigned shared_levels(const writer *w, str dir) {
    unsigned n = 0;
    while (n < w->depth) {
        size_t end = w->levels[n].end;
        if (dir.n < end || memcmp(w->at, dir.p, end) != 0 || (dir.n > end && dir.p[end] != '/'))
            break;
        n++;
    }
    return n;
}

/* Opens the directory of a page; pages come in an order that lets most of the way stay open. */
static int enter(writer *w, arena *scratch, str dir, str *why) {
    writer_leave(w, shared_levels(w, dir));
    size_t done = w->depth ? w->levels[w->depth - 1].end : 0;
    while (done < dir.n) {
        if (w->depth == WRITER_DEPTH) {
            *why = S("directories are nested too deeply");
            return -1;
        }
        size_t from = done ? done + 1 : 0;
        size_t slash = str_find_char(str_from(dir, from), '/');
        size_t end = slash == STR_NONE ? dir.n : from + slash;
        const char *name = str_cstr(scratch, str_slice(dir, from, end));
        int parent = w->depth ? w->levels[w->depth - 1].fd : w->root;
        int fd = open_level(w, parent, name, str_slice(dir, 0, end), why);
        if (fd < 0)
            return -1;
        memcpy(w->at, dir.p, end);
        w->levels[w->depth++] = (level){fd, end};
        done = end;
    }
    return w->depth ? w->levels[w->depth - 1].fd : w->root;
}

/* --- files ---------------------------------------------------------------------------------- */

static bool is_directory(int dir, const char *name) {
    struct stat st;
    return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

/* Writes `bytes`, or copies `from`. */
static bool put(writer *w, arena *scratch, str path, str bytes, const char *from, bool *changed,
                diags *d) {
    assert(w->root >= 0);
    *changed = false;
    if (!may_write(w, scratch, path, d))
        return false;
    str why = {0};
    const char *name = str_cstr(scratch, path_base(path));
    int dir = enter(w, scratch, path_dir(path), &why);
    bool ok = false;
    for (int i = 0; i < 2 && dir >= 0 && !ok; i++) {
        ok = from ? file_copy_at(w->io, scratch, from, dir, name, changed, &why)
                  : file_write_at(w->io, scratch, dir, name, bytes, changed, &why);
        if (!ok &&
            (!is_directory(dir, name) || !writer_remove_tree(w, scratch, dir, name, path, &why)))
            break;
    }
    if (ok)
        return true;
    *changed = false;
    diag_add_path(d, RULE_IO_WRITE, path_join(scratch, str_of(w->path), path),
                  "cannot be written: %.*s", STR_FMT(why));
    return false;
}

bool writer_page(writer *w, arena *scratch, str path, str bytes, bool *changed, diags *d) {
    return put(w, scratch, path, bytes, NULL, changed, d);
}

bool writer_copy(writer *w, arena *scratch, str path, const char *from, bool *changed, diags *d) {
    return put(w, scratch, path, (str){0}, from, changed, d);
}
