/* Files: what happens when any call fails, and that nothing but whole files is ever seen. */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

/* The n-th call of the table fails with `error` (0: none does). */
static unsigned calls, failing;
static int error = EIO;
static size_t at_most; /* bytes a read or write moves; 0: all */

static char last_failed; /* the first letter of the call */

static bool fails(char call) {
    if (++calls != failing)
        return false;
    errno = error;
    last_failed = call;
    return true;
}

static int try_openat(int dir, const char *path, int flags, mode_t mode) {
    return fails('o') ? -1 : openat(dir, path, flags, mode);
}
static ssize_t try_read(int fd, void *p, size_t n) {
    return fails('r') ? -1 : read(fd, p, at_most && n > at_most ? at_most : n);
}
static ssize_t try_write(int fd, const void *p, size_t n) {
    return fails('w') ? -1 : write(fd, p, at_most && n > at_most ? at_most : n);
}
static int try_close(int fd) {
    int done = close(fd); /* the descriptor is gone even when close fails */
    return fails('c') ? -1 : done;
}
static int try_renameat(int fd, const char *from, int to_fd, const char *to) {
    return fails('r') ? -1 : renameat(fd, from, to_fd, to);
}
static int try_exchange(int dir, const char *x, const char *y) {
    return fails('e') ? -1 : sys_real.exchange(dir, x, y);
}
static int try_mkdirat(int dir, const char *path, mode_t mode) {
    return fails('m') ? -1 : mkdirat(dir, path, mode);
}
static int try_unlinkat(int dir, const char *path, int flags) {
    return fails('u') ? -1 : unlinkat(dir, path, flags);
}

static const sys faulty = {try_openat,   try_read,     try_write,   try_close,
                           try_renameat, try_exchange, try_mkdirat, try_unlinkat};

static arena *a;
static int home;

static int set_up(void **state) {
    (void)state;
    static char dir[] = "/tmp/letoon-file-XXXXXX";
    strcpy(dir, "/tmp/letoon-file-XXXXXX");
    a = arena_new(0);
    home = open(".", O_RDONLY | O_DIRECTORY);
    *state = dir;
    calls = failing = 0;
    at_most = 0;
    error = EIO;
    return home < 0 || !mkdtemp(dir) || chdir(dir) != 0;
}

static void empty(const char *dir) {
    dir_entry *e;
    size_t n;
    str why;
    if (!dir_list(a, dir, &e, &n, &why))
        return;
    for (size_t i = 0; i < n; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%.*s", dir, STR_FMT(e[i].name));
        if (e[i].kind == FILE_DIRECTORY && !e[i].is_link)
            empty(path);
        if (unlink(path) != 0)
            rmdir(path);
    }
}

static int tear_down(void **state) {
    empty(".");
    int bad = fchdir(home);
    close(home);
    rmdir(*state);
    arena_free(a);
    return bad;
}

static void put(const char *path, str bytes) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
}

static void must_hold(const char *path, str want) {
    str got, why;
    assert_true(file_read(&sys_real, a, path, 1 << 24, &got, &why));
    assert_true(str_eq(got, want));
}

static size_t open_descriptors(void) {
    size_t n = 0;
    for (int fd = 0; fd < 256; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

static size_t names_in(const char *dir) {
    dir_entry *e;
    size_t n = 0;
    str why;
    assert_true(dir_list(a, dir, &e, &n, &why));
    return n;
}

static void reading(void **state) {
    (void)state;
    str got, why;
    put("f", S("abc\0def"));
    must_hold("f", S("abc\0def"));
    assert_true(file_read(&sys_real, a, "f", 7, &got, &why));
    assert_false(file_read(&sys_real, a, "f", 6, &got, &why));
    assert_true(str_eq(why, S("larger than the limit")));
    assert_false(file_read(&sys_real, a, "none", 9, &got, &why));
    assert_true(str_has(why, S("No such file")));
    assert_false(file_read(&sys_real, a, ".", 9, &got, &why));
    assert_true(str_eq(why, S("is a directory")));
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_false(file_read(&sys_real, a, "fifo", 9, &got, &why));
    assert_true(str_eq(why, S("is not a regular file")));
    at_most = 2;
    assert_true(file_read(&faulty, a, "f", 7, &got, &why) && str_eq(got, S("abc\0def")));
    assert_true(file_read_head(&faulty, a, "f", 5, &got, &why) && str_eq(got, S("abc\0d")));
    assert_true(file_read_head(&faulty, a, "f", 50, &got, &why) && got.n == 7);
}

static void reading_tells_of_every_fault(void **state) {
    (void)state;
    put("f", S("abcdef"));
    size_t open_before = open_descriptors();
    at_most = 2;
    for (failing = 1; failing < 5; failing++) { /* one opens, three read */
        str got, why = S("");
        calls = 0;
        assert_false(file_read(&faulty, a, "f", 9, &got, &why));
        assert_true(str_has(why, S("Input/output error")));
        calls = 0;
        assert_false(file_read_head(&faulty, a, "f", 6, &got, &why));
    }
    arena_reset(a);
    assert_int_equal(open_descriptors(), open_before);
    error = EINTR; /* is no fault: asked again */
    for (failing = 1; failing < 6; failing++) {
        str got, why;
        calls = 0;
        assert_true(file_read(&faulty, a, "f", 9, &got, &why) && str_eq(got, S("abcdef")));
    }
}

/* For every call that may fail: the old bytes or the new ones, no temporary name, no descriptor. */
static void writing_is_all_or_nothing(void **state) {
    (void)state;
    static const int errors[] = {EIO, ENOSPC, EINTR, ENOSYS, EXDEV};
    size_t open_before = open_descriptors(), failures = 0;
    for (size_t e = 0; e < 5; e++) {
        error = errors[e];
        for (unsigned n = 1; n < 20; n++) {
            failing = 0;
            put("f", S("the old bytes"));
            calls = 0;
            failing = n;
            last_failed = 0;
            at_most = 4;
            bool changed;
            str why = S("");
            bool ok = file_write_atomic(&faulty, a, "f", S("the newer bytes"), &changed, &why);
            failures += !ok;
            must_hold("f", ok ? S("the newer bytes") : S("the old bytes"));
            assert_true(ok || why.n);
            /* Only where removing itself fails may a temporary name stay. */
            assert_true(names_in(".") == 1 || last_failed == 'u');
            empty(".");
        }
    }
    assert_true(failures > 10);
    arena_reset(a);
    assert_int_equal(open_descriptors(), open_before);
}

static void a_new_file_too(void **state) {
    (void)state;
    for (failing = 1; failing < 12; failing++) {
        calls = 0;
        bool changed;
        str why;
        bool ok = file_write_atomic(&faulty, a, "d/e/f", S("bytes"), &changed, &why);
        if (ok)
            must_hold("d/e/f", S("bytes"));
        else {
            file_info info;
            assert_false(file_stat("d/e/f", &info));
            if (file_stat("d/e", &info))
                assert_int_equal(names_in("d/e"), 0);
        }
        empty(".");
    }
}

static void equal_bytes_are_not_touched(void **state) {
    (void)state;
    bool changed;
    str why;
    assert_true(file_write_atomic(&sys_real, a, "f", S("abc"), &changed, &why) && changed);
    file_info before, after;
    file_stat("f", &before);
    assert_true(file_write_atomic(&sys_real, a, "f", S("abc"), &changed, &why) && !changed);
    file_stat("f", &after);
    assert_int_equal(before.inode, after.inode);
    assert_true(file_write_atomic(&sys_real, a, "f", S("abd"), &changed, &why) && changed);
    assert_true(file_write_atomic(&sys_real, a, "f", S(""), &changed, &why) && changed);
    must_hold("f", S(""));
    assert_int_equal(names_in("."), 1);
}

static void a_link_is_replaced_not_followed(void **state) {
    (void)state;
    bool changed;
    str why;
    put("secret", S("secret"));
    assert_int_equal(symlink("secret", "f"), 0);
    assert_true(file_write_atomic(&sys_real, a, "f", S("secret"), &changed, &why) && changed);
    file_info info;
    assert_true(file_stat("f", &info) && !info.is_link);
    must_hold("secret", S("secret"));
    assert_int_equal(mkdir("dir", 0777), 0);
    assert_false(file_write_atomic(&sys_real, a, "dir", S("x"), &changed, &why));
    assert_int_equal(names_in("dir"), 0);
    assert_int_equal(names_in("."), 3);
}

static void a_left_temporary_name_does_no_harm(void **state) {
    (void)state;
    char temp[64];
    bool changed;
    str why;
    snprintf(temp, sizeof temp, FILE_TEMP_PREFIX "%ld", (long)getpid());
    put(temp, S("left by a killed run, and longer"));
    assert_true(file_write_atomic(&sys_real, a, "f", S("x"), &changed, &why));
    must_hold("f", S("x"));
    assert_int_equal(names_in("."), 1);
}

static void copies_keep_time_and_mode(void **state) {
    (void)state;
    bool changed;
    str why;
    char *big = arena_bytes(a, 700000);
    memset(big, 'q', 700000);
    put("from", (str){big, 700000});
    assert_int_equal(chmod("from", 0640), 0);
    struct timespec times[2] = {{1000000000, 5}, {1000000000, 5}};
    utimensat(AT_FDCWD, "from", times, 0);
    assert_true(file_copy_at(&sys_real, a, "from", AT_FDCWD, "to", &changed, &why) && changed);
    must_hold("to", (str){big, 700000});
    file_info to;
    file_stat("to", &to);
    assert_true(to.mtime == 1000000000 && to.mtime_ns == 5);
    assert_true(file_copy_at(&sys_real, a, "from", AT_FDCWD, "to", &changed, &why) && !changed);
    assert_false(file_copy_at(&sys_real, a, ".", AT_FDCWD, "to2", &changed, &why));
    assert_false(file_copy_at(&sys_real, a, "none", AT_FDCWD, "to2", &changed, &why));
    failing = 1; /* opening the source */
    calls = 0;
    assert_false(file_copy_at(&faulty, a, "from", AT_FDCWD, "to2", &changed, &why));
    assert_true(str_starts(why, S("its source cannot be read: ")));
    size_t open_before = open_descriptors();
    for (failing = 1; failing < 10; failing++) {
        unlink("to");
        calls = 0;
        if (file_copy_at(&faulty, a, "from", AT_FDCWD, "to", &changed, &why))
            must_hold("to", (str){big, 700000});
        else
            assert_int_equal(names_in("."), 1);
    }
    arena_reset(a);
    assert_int_equal(open_descriptors(), open_before);
}

static void directories_are_made_with_their_parents(void **state) {
    (void)state;
    str why;
    file_info info;
    assert_true(dir_make(&sys_real, a, "a/b/c", &why));
    assert_true(dir_make(&sys_real, a, "a/b/c", &why));
    assert_true(dir_make(&sys_real, a, "a/b/d/", &why));
    assert_true(file_stat("a/b/d", &info) && info.kind == FILE_DIRECTORY);
    put("a/f", S(""));
    assert_false(dir_make(&sys_real, a, "a/f", &why));
    assert_false(dir_make(&sys_real, a, "a/f/g", &why));
    assert_false(dir_make(&sys_real, a, "", &why));
    char *deep = arena_bytes(a, 6001);
    for (size_t i = 0; i < 6000; i += 2)
        memcpy(deep + i, "x/", 2);
    deep[6000] = '\0';
    assert_false(dir_make(&sys_real, a, deep, &why));
    assert_false(dir_remove_empty("a"));
    assert_true(dir_remove_empty("a/b/c"));
    assert_true(file_remove(&sys_real, "a/f", &why));
    assert_false(file_remove(&sys_real, "a/f", &why));
}

static void listings_are_sorted_and_typed(void **state) {
    (void)state;
    put("b", S(""));
    put("a\xFF", S(""));
    put(".h", S(""));
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(symlink("d", "l"), 0);
    assert_int_equal(symlink("nowhere", "m"), 0);
    assert_int_equal(mkfifo("p", 0600), 0);
    static const dir_entry want[] = {
        {{".h", 2}, FILE_REGULAR, false}, {{"a\xFF", 2}, FILE_REGULAR, false},
        {{"b", 1}, FILE_REGULAR, false},  {{"d", 1}, FILE_DIRECTORY, false},
        {{"l", 1}, FILE_DIRECTORY, true}, {{"m", 1}, FILE_NONE, true},
        {{"p", 1}, FILE_OTHER, false},
    };
    dir_entry *e;
    size_t n;
    str why;
    assert_true(dir_list(a, ".", &e, &n, &why));
    assert_int_equal(n, 7);
    for (size_t i = 0; i < n; i++) {
        assert_true(str_eq(e[i].name, want[i].name));
        assert_int_equal(e[i].kind, want[i].kind);
        assert_int_equal(e[i].is_link, want[i].is_link);
    }
    assert_false(dir_list(a, "b", &e, &n, &why));
    assert_false(dir_list(a, "none", &e, &n, &why));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reading),
        TEST(reading_tells_of_every_fault),
        TEST(writing_is_all_or_nothing),
        TEST(a_new_file_too),
        TEST(equal_bytes_are_not_touched),
        TEST(a_link_is_replaced_not_followed),
        TEST(a_left_temporary_name_does_no_harm),
        TEST(copies_keep_time_and_mode),
        TEST(directories_are_made_with_their_parents),
        TEST(listings_are_sorted_and_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
