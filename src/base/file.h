/* Files: the only door to the file system. `struct sys` holds the calls, so that tests can fail
 * any of them. Paths are bytes, relative to the working directory. `why` receives static or
 * arena-held text such as "No such file or directory". */
#ifndef LETOON_BASE_FILE_H
#define LETOON_BASE_FILE_H

#include <sys/stat.h>
#include <sys/types.h>

#include "base/str.h"

/* `dir` is an open directory, or AT_FDCWD. */
typedef struct sys {
    int (*openat)(int dir, const char *path, int flags, mode_t mode);
    ssize_t (*read)(int fd, void *p, size_t n);
    ssize_t (*write)(int fd, const void *p, size_t n);
    int (*close)(int fd);
    int (*renameat)(int from_dir, const char *from, int to_dir, const char *to);
    int (*exchange)(int dir, const char *x, const char *y); /* swaps two names; may be ENOSYS */
    int (*mkdirat)(int dir, const char *path, mode_t mode);
    int (*unlinkat)(int dir, const char *path, int flags);
} sys;

extern const sys sys_real;

typedef enum { FILE_NONE, FILE_REGULAR, FILE_DIRECTORY, FILE_OTHER } file_kind;

typedef struct file_info {
    file_kind kind;
    bool is_link; /* the name itself is a symbolic link */
    uint64_t size;
    int64_t mtime; /* seconds */
    uint32_t mtime_ns;
    uint64_t device, inode;
} file_info;

/* Follows links. False when there is nothing (kind is FILE_NONE). */
bool file_stat(const char *path, file_info *out);
bool file_is_directory(arena *scratch, str path); /* or a link to one */

/* *why when a file is larger than the limit. */
#define FILE_TOO_LARGE S("larger than the limit")

/* The whole of a regular file, at most `limit` bytes. FIFOs and devices are refused unopened. */
bool file_read(const sys *, arena *, const char *path, size_t limit, str *out, str *why);

/* The first `n` bytes of a regular file, or all of it when it is shorter. */
bool file_read_head(const sys *, arena *, const char *path, size_t n, str *out, str *why);

/* Standard input to its end, at most `limit` bytes. */
bool file_read_stdin(arena *, size_t limit, str *out, str *why);

/* Writes to a temporary name in the same directory and renames. A file that already holds these
 * bytes is left untouched and *changed is false. Missing directories are made. On failure the old
 * file is as it was and no temporary name stays. A link at the name is replaced, not followed.
 *
 * Whoever dies in the middle, a reader sees the old bytes or the new ones. A crash of the machine
 * may lose what was written last, for nothing is forced to the disk: a site can be built again,
 * and fsync costs more than the page.
 */
bool file_write_atomic(const sys *, arena *scratch, const char *path, str bytes, bool *changed,
                       str *why);

/* The same for a file of the user's: it must exist, keeps its permissions, and where the path is a
 * link, what the link leads to is replaced. */
bool file_rewrite(const sys *, arena *scratch, const char *path, str bytes, str *why);

/* The same for a name in an open directory. */
bool file_write_at(const sys *, arena *scratch, int dir, const char *name, str bytes, bool *changed,
                   str *why);

/* Copies what the path leads to, a regular file, to a name in an open directory in the same way.
 * Permissions (but for the umask) and time of change are kept; a copy that has the same size and
 * time of change already is left untouched. */
bool file_copy_at(const sys *, arena *scratch, const char *from, int dir, const char *name,
                  bool *changed, str *why);

bool dir_make(const sys *, arena *scratch, const char *path, str *why); /* with its parents */
bool dir_remove_empty(const char *path);
bool file_remove(const sys *, const char *path, str *why);

typedef struct dir_entry {
    str name;
    file_kind kind; /* of what a link leads to */
    bool is_link;
} dir_entry;

/* The entries of a directory without "." and "..", sorted by bytes. */
bool dir_list(arena *a, const char *path, dir_entry **out, size_t *n, str *why);

/* What a pattern of the shell's leads to below a directory ("" for the working one), sorted. */
void file_glob(arena *a, str dir, str pattern, str **out, size_t *n);

/* The same of an open directory; a link is FILE_OTHER. */
bool dir_list_at(arena *a, int dir, dir_entry **out, size_t *n, str *why);

/* May a walk go into the directory that the link at `path` leads to? Not when it is one that the
 * path goes through, nor when very many links were followed, for links in parallel multiply.
 * Counts in *followed; else *why says what is wrong. */
bool dir_may_follow(arena *scratch, const char *path, unsigned *followed, str *why);

/* Absolute, with links resolved as far as the path exists. Empty when there is no telling. */
str file_real_path(arena *a, str path);

/* The temporary names this program makes begin so; a cleaner may remove what a killed run left. */
#define FILE_TEMP_PREFIX ".letoon-tmp-"

#endif
