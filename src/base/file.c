#ifdef __linux__
#define _GNU_SOURCE /* renameat2 */
#else
#define _DEFAULT_SOURCE /* d_type, st_mtim, futimens */
#endif
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"

static int real_openat(int dir, const char *path, int flags, mode_t mode) {
    return openat(dir, path, flags, mode);
}

static int real_exchange(int dir, const char *x, const char *y) {
#ifdef RENAME_EXCHANGE
    return renameat2(dir, x, dir, y, RENAME_EXCHANGE);
#else
    (void)dir, (void)x, (void)y;
    errno = ENOSYS;
    return -1;
#endif
}

const sys sys_real = {
    .openat = real_openat,
    .read = read,
    .write = write,
    .close = close,
    .renameat = renameat,
    .exchange = real_exchange,
    .mkdirat = mkdirat,
    .unlinkat = unlinkat,
};

static bool fail(str *why) {
    *why = str_of(strerror(errno));
    return false;
}

static void info_of(const struct stat *st, file_info *out) {
    out->kind = S_ISREG(st->st_mode)   ? FILE_REGULAR
                : S_ISDIR(st->st_mode) ? FILE_DIRECTORY
                                       : FILE_OTHER;
    out->size = (uint64_t)st->st_size;
    out->mtime = (int64_t)st->st_mtim.tv_sec;
    out->mtime_ns = (uint32_t)st->st_mtim.tv_nsec;
    out->device = (uint64_t)st->st_dev;
    out->inode = (uint64_t)st->st_ino;
}

bool file_stat(const char *path, file_info *out) {
    struct stat st;
    *out = (file_info){0};
    if (lstat(path, &st) != 0)
        return false;
    out->is_link = S_ISLNK(st.st_mode);
    if (out->is_link && stat(path, &st) != 0)
        return false;
    info_of(&st, out);
    return true;
}

bool file_is_directory(arena *scratch, str path) {
    file_info info;
    return file_stat(str_cstr(scratch, path), &info) && info.kind == FILE_DIRECTORY;
}

/* A descriptor in an arena's slot, so that it is closed when the arena jumps. */
typedef struct open_file {
    const sys *io;
    int fd;
} open_file;

/* Writes only where there is something to close: when the arena ends, workers may share its pages,
 * and each would be copied. */
static void close_file(void *p) {
    open_file *f = p;
    if (f->fd < 0)
        return;
    f->io->close(f->fd);
    f->fd = -1;
}

static open_file *file_slot(const sys *io, arena *a) {
    void **slot = arena_defer(a, close_file);
    open_file *f = arena_make(a, open_file, 1);
    *f = (open_file){io, -1};
    *slot = f;
    return f;
}

static ssize_t read_some(const sys *io, int fd, char *p, size_t n) {
    ssize_t got;
    do
        got = io->read(fd, p, n);
    while (got < 0 && errno == EINTR);
    return got;
}

/* Reads to the end. A file of `size` bytes (0: not known) that gave as many, though more was asked
 * for, ends there: it is not asked again. */
static bool read_all(const sys *io, arena *a, int fd, size_t size, size_t limit, str *out,
                     str *why) {
    buf b = buf_new(a, size + 1);
    for (bool is_end = false; !is_end;) {
        buf_reserve(&b, 1);
        size_t room = b.cap - b.n;
        ssize_t got = read_some(io, fd, b.p + b.n, room);
        if (got < 0)
            return fail(why);
        b.n += (size_t)got;
        is_end = got == 0 || (b.n == size && (size_t)got < room);
        if (b.n > limit) {
            *why = FILE_TOO_LARGE;
            return false;
        }
    }
    *out = buf_str(&b);
    return true;
}

/* Opens a regular file and nothing else. */
static bool open_regular(const sys *io, open_file *f, const char *path, struct stat *st, str *why) {
    /* O_NONBLOCK: a FIFO must not make us wait before fstat has seen what it is. */
    do
        f->fd = io->openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
    while (f->fd < 0 && errno == EINTR);
    if (f->fd < 0 || fstat(f->fd, st) != 0)
        return fail(why);
    if (S_ISREG(st->st_mode))
        return true;
    *why = S_ISDIR(st->st_mode) ? S("is a directory") : S("is not a regular file");
    return false;
}

bool file_read(const sys *io, arena *a, const char *path, size_t limit, str *out, str *why) {
    open_file *f = file_slot(io, a);
    struct stat st;
    bool ok = open_regular(io, f, path, &st, why);
    if (ok && (uint64_t)st.st_size > limit) {
        *why = FILE_TOO_LARGE;
        ok = false;
    } else if (ok)
        ok = read_all(io, a, f->fd, (size_t)st.st_size, limit, out, why);
    close_file(f);
    return ok;
}

bool file_read_head(const sys *io, arena *a, const char *path, size_t n, str *out, str *why) {
    open_file *f = file_slot(io, a);
    struct stat st;
    char *p = arena_bytes(a, n);
    bool ok = open_regular(io, f, path, &st, why);
    ssize_t got = 1;
    *out = (str){p, 0};
    while (ok && got > 0 && out->n < n) {
        got = read_some(io, f->fd, p + out->n, n - out->n);
        if (got < 0)
            ok = fail(why);
        else
            out->n += (size_t)got;
    }
    close_file(f);
    return ok;
}

bool file_read_stdin(arena *a, size_t limit, str *out, str *why) {
    return read_all(&sys_real, a, STDIN_FILENO, 0, limit, out, why);
}

static bool write_all(const sys *io, int fd, str bytes) {
    while (bytes.n) {
        ssize_t put = io->write(fd, bytes.p, bytes.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put == 0)
            errno = EIO; /* no file system should, and asking again for ever helps nobody */
        if (put <= 0)
            return false;
        bytes = str_from(bytes, (size_t)put);
    }
    return true;
}

static bool is_directory(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool dir_make(const sys *io, arena *scratch, const char *path, str *why) {
    if (io->mkdirat(AT_FDCWD, path, 0777) == 0)
        return true;
    if (errno == ENOENT) {
        /* Its parents, from the top; whether one could not be made the last step will tell. */
        size_t n = strlen(path) + 1;
        char *p = memcpy(arena_bytes(scratch, n), path, n);
        for (char *slash = p + 1; *p && (slash = strchr(slash, '/')); slash++) {
            *slash = '\0';
            io->mkdirat(AT_FDCWD, p, 0777);
            *slash = '/';
        }
        if (io->mkdirat(AT_FDCWD, path, 0777) == 0)
            return true;
    }
    int saved = errno;
    if (saved == EEXIST && is_directory(path))
        return true;
    errno = saved;
    return fail(why);
}

/* What is to be at `name` in `dir`, and what is there now. */
typedef struct target {
    const sys *io;
    arena *scratch;
    int dir;
    const char *name, *temp;
    mode_t mode;
    bool exists; /* a regular file, no link */
} target;

/* The temporary name is unique by process, and a process writes one file at a time. */
static const char *temp_name(arena *scratch, const char *path) {
    str dir = path_dir(str_of(path));
    buf b = buf_new(scratch, dir.n + 40);
    if (dir.n) {
        buf_add(&b, dir);
        if (!str_ends(dir, S("/")))
            buf_char(&b, '/');
    }
    buf_printf(&b, FILE_TEMP_PREFIX "%ld", (long)getpid());
    return str_cstr(scratch, buf_str(&b));
}

static target target_of(const sys *io, arena *scratch, int dir, const char *name) {
    return (target){io, scratch, dir, name, temp_name(scratch, name), 0666, false};
}

/* Does the file hold exactly these bytes? Compared as they come. */
static bool same_bytes(const target *t, int fd, str bytes) {
    size_t cap = bytes.n < 65536 ? bytes.n : 65536;
    char *p = arena_bytes(t->scratch, cap);
    while (bytes.n) {
        ssize_t got = read_some(t->io, fd, p, cap < bytes.n ? cap : bytes.n);
        if (got <= 0 || memcmp(p, bytes.p, (size_t)got) != 0)
            return false;
        bytes = str_from(bytes, (size_t)got);
    }
    return true;
}

static bool holds(target *t, str bytes) {
    open_file *f = file_slot(t->io, t->scratch);
    f->fd = t->io->openat(t->dir, t->name,
                          O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0);
    if (f->fd < 0)
        return false;
    struct stat st;
    t->exists = fstat(f->fd, &st) == 0 && S_ISREG(st.st_mode);
    bool same = t->exists && (uint64_t)st.st_size == bytes.n && same_bytes(t, f->fd, bytes);
    close_file(f);
    return same;
}

static int create(const target *t, str *why) {
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    int fd = t->io->openat(t->dir, t->temp, flags, t->mode);
    if (fd < 0 && errno == EEXIST) { /* left by a killed run whose number we got */
        t->io->unlinkat(t->dir, t->temp, 0);
        fd = t->io->openat(t->dir, t->temp, flags, t->mode);
    }
    if (fd < 0)
        fail(why);
    return fd;
}

/* Where a file is replaced, ext4 writes the new one out before a rename (160 us against 30); not
 * when the two names are swapped, which is as atomic. */
static bool commit(const target *t) {
    if (t->exists && t->io->exchange(t->dir, t->temp, t->name) == 0) {
        t->io->unlinkat(t->dir, t->temp, 0);
        return true;
    }
    return t->io->renameat(t->dir, t->temp, t->dir, t->name) == 0;
}

static bool finish(const target *t, int fd, bool ok, str *why) {
    if (!ok)
        fail(why);
    if (t->io->close(fd) != 0 && ok)
        ok = fail(why);
    if (ok && !commit(t))
        ok = fail(why);
    if (!ok)
        t->io->unlinkat(t->dir, t->temp, 0);
    return ok;
}

bool file_write_at(const sys *io, arena *scratch, int dir, const char *name, str bytes,
                   bool *changed, str *why) {
    target t = target_of(io, scratch, dir, name);
    *changed = !holds(&t, bytes);
    if (!*changed)
        return true;
    int fd = create(&t, why);
    return fd >= 0 && finish(&t, fd, write_all(io, fd, bytes), why);
}

bool file_write_atomic(const sys *io, arena *scratch, const char *path, str bytes, bool *changed,
                       str *why) {
    str dir = path_dir(str_of(path));
    if (dir.n && !dir_make(io, scratch, str_cstr(scratch, dir), why))
        return false;
    return file_write_at(io, scratch, AT_FDCWD, path, bytes, changed, why);
}

bool file_rewrite(const sys *io, arena *scratch, const char *path, str bytes, str *why) {
    struct stat st;
    str real = file_real_path(scratch, str_of(path));
    if (!real.n || stat(str_cstr(scratch, real), &st) != 0)
        return fail(why);
    target t = target_of(io, scratch, AT_FDCWD, str_cstr(scratch, real));
    t.mode = st.st_mode & 07777;
    if (holds(&t, bytes))
        return true;
    int fd = create(&t, why);
    if (fd < 0)
        return false;
    /* The umask may have taken bits away. */
    return finish(&t, fd, fchmod(fd, t.mode) == 0 && write_all(io, fd, bytes), why);
}

enum { COPY_CHUNK = 256 * 1024 };

static bool copy_bytes(const target *t, int from, int to, char *p) {
    for (;;) {
        ssize_t got = read_some(t->io, from, p, COPY_CHUNK);
        if (got <= 0)
            return got == 0;
        if (!write_all(t->io, to, (str){p, (size_t)got}))
            return false;
    }
}

static bool same_copy(target *t, const struct stat *st) {
    struct stat old;
    t->exists = fstatat(t->dir, t->name, &old, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(old.st_mode);
    return t->exists && old.st_size == st->st_size && old.st_mtim.tv_sec == st->st_mtim.tv_sec &&
           old.st_mtim.tv_nsec == st->st_mtim.tv_nsec;
}

bool file_copy_at(const sys *io, arena *scratch, const char *from, int dir, const char *name,
                  bool *changed, str *why) {
    target t = target_of(io, scratch, dir, name);
    struct stat st;
    *changed = false;
    if (stat(from, &st) != 0)
        return fail(why);
    if (!S_ISREG(st.st_mode)) {
        *why = S("is not a regular file");
        return false;
    }
    if (same_copy(&t, &st))
        return true;
    char *chunk = arena_bytes(scratch, COPY_CHUNK);
    open_file *f = file_slot(io, scratch);
    bool ok = open_regular(io, f, from, &st, why);
    if (!ok)
        *why = str_cat(scratch, S("its source cannot be read: "), *why);
    else {
        *changed = true;
        t.mode = st.st_mode & 0777;
        struct timespec times[2] = {st.st_mtim, st.st_mtim};
        int fd = create(&t, why);
        ok = fd >= 0 &&
             finish(&t, fd, copy_bytes(&t, f->fd, fd, chunk) && futimens(fd, times) == 0, why);
    }
    close_file(f);
    return ok;
}

bool dir_remove_empty(const char *path) {
    return rmdir(path) == 0;
}

bool file_remove(const sys *io, const char *path, str *why) {
    return io->unlinkat(AT_FDCWD, path, 0) == 0 || fail(why);
}

static void close_dir(void *p) {
    closedir(p);
}

static file_kind kind_of(DIR *d, const struct dirent *e, bool follow, bool *is_link) {
    struct stat st;
    file_info info = {0};
    *is_link = e->d_type == DT_LNK;
    if (e->d_type == DT_REG)
        return FILE_REGULAR;
    if (e->d_type == DT_DIR)
        return FILE_DIRECTORY;
    if (fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        info_of(&st, &info);
    *is_link = info.kind != FILE_NONE && S_ISLNK(st.st_mode);
    if (*is_link && follow) {
        info.kind = FILE_NONE;
        if (fstatat(dirfd(d), e->d_name, &st, 0) == 0)
            info_of(&st, &info);
    }
    return info.kind;
}

static int by_name(const void *x, const void *y) {
    const dir_entry *a = x, *b = y;
    return str_cmp(a->name, b->name);
}

/* Ends the stream. */
static bool list_all(arena *a, void **slot, bool follow, dir_entry **out, size_t *n, str *why) {
    vec(dir_entry) all = {0};
    DIR *d = *slot;
    struct dirent *e;
    while ((errno = 0, e = readdir(d))) {
        str name = str_of(e->d_name);
        if (str_eq(name, S(".")) || str_eq(name, S("..")))
            continue;
        dir_entry *entry = vec_push(a, &all);
        entry->name = str_copy(a, name);
        entry->kind = kind_of(d, e, follow, &entry->is_link);
    }
    bool ok = errno == 0 || fail(why);
    *slot = NULL;
    closedir(d);
    if (all.n)
        qsort(all.p, all.n, sizeof *all.p, by_name);
    *out = all.p;
    *n = all.n;
    return ok;
}

bool dir_list(arena *a, const char *path, dir_entry **out, size_t *n, str *why) {
    void **slot = arena_defer(a, close_dir);
    *slot = opendir(path);
    return *slot ? list_all(a, slot, true, out, n, why) : fail(why);
}

bool dir_list_at(arena *a, int dir, dir_entry **out, size_t *n, str *why) {
    void **slot = arena_defer(a, close_dir);
    int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* its own position */
    *slot = fd >= 0 ? fdopendir(fd) : NULL;
    if (*slot)
        return list_all(a, slot, false, out, n, why);
    fail(why);
    if (fd >= 0)
        close(fd);
    return false;
}

str file_real_path(arena *a, str path) {
    str rest = {0}, head = path;
    while (head.n > 1 && str_ends(head, S("/")))
        head.n--;
    for (;;) {
        char *real = realpath(str_cstr(a, head), NULL);
        if (real) {
            str r = str_copy(a, str_of(real));
            free(real);
            return path_normal(a, path_join(a, r, rest));
        }
        if (errno != ENOENT || str_eq(head, S("/")) || str_eq(head, S(".")))
            return (str){0};
        rest = path_join(a, path_base(head), rest);
        head = path_dir(head);
        if (!head.n)
            head = S(".");
    }
}

enum { LINKS_MAX = 1000 };

bool dir_may_follow(arena *scratch, const char *path, unsigned *followed, str *why) {
    str at = str_of(path), real = file_real_path(scratch, at);
    if (++*followed > LINKS_MAX) {
        *why = S("very many links to directories");
        return false;
    }
    for (bool more = real.n > 0; more;) {
        at = path_dir(at);
        more = at.n > 0 && !str_eq(at, S("/")) && !str_eq(path_base(at), S(".."));
        if (str_eq(real, file_real_path(scratch, at.n ? at : S(".")))) {
            *why = S("a link to a directory that it lies in");
            return false;
        }
    }
    return true;
}
