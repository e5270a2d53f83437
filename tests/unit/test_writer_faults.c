#define _GNU_SOURCE /* also for futimens and kin */
#include "destination.h"

/* --- when the system fails ------------------------------------------------------------------ */

static int countdown, fault_errno;

static bool fails(void) {
    if (countdown > 0 && --countdown == 0) {
        errno = fault_errno;
        return true;
    }
    return false;
}

static int bad_openat(int dir, const char *path, int flags, mode_t mode) {
    return fails() ? -1 : sys_real.openat(dir, path, flags, mode);
}

static ssize_t bad_read(int fd, void *p, size_t n) {
    return fails() ? -1 : sys_real.read(fd, p, n < 3 ? n : 3);
}

static ssize_t bad_write(int fd, const void *p, size_t n) {
    return fails() ? -1 : sys_real.write(fd, p, n < 3 ? n : 3); /* and never all at once */
}

static int bad_close(int fd) {
    bool bad = fails();
    return sys_real.close(fd) == 0 && !bad ? 0 : (errno = fault_errno, -1);
}

static int bad_renameat(int from_dir, const char *from, int to_dir, const char *to) {
    return fails() ? -1 : sys_real.renameat(from_dir, from, to_dir, to);
}

static int bad_exchange(int dir, const char *x, const char *y) {
    return fails() ? -1 : sys_real.exchange(dir, x, y);
}

static int bad_mkdirat(int dir, const char *path, mode_t mode) {
    return fails() ? -1 : sys_real.mkdirat(dir, path, mode);
}

static int bad_unlinkat(int dir, const char *path, int flags) {
    return fails() ? -1 : sys_real.unlinkat(dir, path, flags);
}

static const sys bad = {bad_openat,   bad_read,     bad_write,   bad_close,
                        bad_renameat, bad_exchange, bad_mkdirat, bad_unlinkat};

static bool old_or_new(const char *path, const char *old, const char *new) {
    return old ? holds(path, old) || holds(path, new) : !there(path) || holds(path, new);
}

/* One build in which the nth call fails: true when it noticed nothing. */
static bool build_with_fault(fixture *f, int nth) {
    bool changed;
    size_t removed;
    arena *a = arena_new(0);
    diags d;
    diags_new(&d, a);
    countdown = nth;
    writer *w = writer_open(a, &bad, &f->o, &d);
    bool ok = w && writer_begin(w, &d);
    if (ok) {
        writer_expect(w, S("a/b/page.html"));
        writer_expect(w, S("new.html"));
        writer_expect(w, S("copy"));
        ok &= writer_page(w, f->scratch, S("a/b/page.html"), S("new text"), &changed, &d);
        ok &= writer_page(w, f->scratch, S("new.html"), S("new page"), &changed, &d);
        ok &= writer_copy(w, f->scratch, S("copy"), "src/index.md", &changed, &d);
        ok &= writer_clean(w, f->scratch, &removed, &d);
    }
    assert_true(ok || d.n > 0); /* never in silence */
    bool reached = countdown == 0;
    countdown = 0;
    arena_free(a);
    arena_reset(f->scratch);
    assert_true(old_or_new("out/a/b/page.html", "old text", "new text"));
    assert_true(old_or_new("out/new.html", NULL, "new page"));
    assert_true(old_or_new("out/copy", NULL, "x"));
    return !reached;
}

static void every_call_may_fail(void **state) {
    fixture *f = *state;
    static const int errors[] = {EIO, ENOSPC, EACCES};
    for (size_t e = 0; e < 3; e++) {
        fault_errno = errors[e];
        for (int nth = 1; nth < 500; nth++) {
            assert_int_equal(system("rm -rf out && mkdir -p out/" WRITER_MARK), 0);
            put("out/a/b/page.html", "old text");
            put("out/obsolete/x.html", "x");
            if (build_with_fault(f, nth)) {
                assert_true(nth > 20);
                break;
            }
            build_with_fault(f, 0); /* the next run makes good */
            assert_true(holds("out/a/b/page.html", "new text"));
            assert_true(holds("out/new.html", "new page"));
            assert_int_equal(system("test -z \"$(find out -name '" FILE_TEMP_PREFIX "*')\""), 0);
            assert_false(there("out/obsolete"));
        }
    }
}

/* --- kill -9 -------------------------------------------------------------------------------- */

enum { PAGES = 300, PAGE_SIZE = 20000 };

static void page_of(int i, char version, char *text) {
    memset(text, version, PAGE_SIZE);
    text[PAGE_SIZE - i] = 0; /* no two of one size */
}

static void write_all_pages(fixture *f, char version) {
    static char text[PAGE_SIZE + 1];
    char path[64];
    for (int i = 1; i <= PAGES; i++) {
        snprintf(path, sizeof path, "d%d/p%d.html", i % 7, i);
        page_of(i, version, text);
        if (!page(f, path, text))
            _exit(1);
    }
}

static void check_pages(char version, char other) {
    static char text[PAGE_SIZE + 1], text2[PAGE_SIZE + 1];
    char path[64];
    for (int i = 1; i <= PAGES; i++) {
        snprintf(path, sizeof path, "out/d%d/p%d.html", i % 7, i);
        page_of(i, version, text);
        page_of(i, other, text2);
        assert_true(holds(path, text) || holds(path, text2));
    }
}

static void killed_at_any_moment(void **state) {
    fixture *f = *state;
    begin(f);
    write_all_pages(f, '0');
    writer_close(f->w);
    for (int round = 1; round <= 12; round++) {
        pid_t pid = fork();
        if (pid == 0) {
            if (!opens(f) || !writer_begin(f->w, &f->d))
                _exit(2);
            write_all_pages(f, (char)('0' + round));
            _exit(0);
        }
        struct timespec t = {0, 700000L * round};
        nanosleep(&t, NULL);
        kill(pid, SIGKILL);
        int status;
        waitpid(pid, &status, 0);
        assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
        check_pages((char)('0' + round - 1), (char)('0' + round));
        begin(f);
        char path[64];
        for (int i = 1; i <= PAGES; i++) {
            snprintf(path, sizeof path, "d%d/p%d.html", i % 7, i);
            writer_expect(f->w, str_copy(f->a, str_of(path)));
        }
        write_all_pages(f, (char)('0' + round));
        clean(f);
        writer_close(f->w);
        check_pages((char)('0' + round), (char)('0' + round));
        assert_int_equal(system("test -z \"$(find out -name '" FILE_TEMP_PREFIX "*')\""), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_call_may_fail),
        TEST(killed_at_any_moment),
    };
    return cmocka_run_group_tests_name("writer_faults", tests, NULL, NULL);
}
