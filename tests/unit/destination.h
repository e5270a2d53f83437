/* A site and a destination in a directory of their own, for the writer's tests. */
#ifndef LETOON_TESTS_DESTINATION_H
#define LETOON_TESTS_DESTINATION_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"
#include "build/writer.h"

/* Each test has a directory of its own as working directory: src/ is the site, the rest is what
 * it makes. */
typedef struct fixture {
    arena *a, *scratch;
    diags d;
    writer_options o;
    writer *w;
    char dir[64];
    int back;
} fixture;

static const str keep[] = {{".git", 4}, {".svn", 4}};

static inline void put(const char *path, const char *text) {
    arena *a = arena_new(0);
    bool changed;
    str why;
    assert_true(file_write_atomic(&sys_real, a, path, str_of(text), &changed, &why));
    arena_free(a);
}

static inline bool holds(const char *path, const char *text) {
    arena *a = arena_new(0);
    str got, why;
    bool same = file_read(&sys_real, a, path, 1 << 20, &got, &why) && str_eq(got, str_of(text));
    arena_free(a);
    return same;
}

static inline bool there(const char *path) {
    struct stat st;
    return lstat(path, &st) == 0;
}

static inline int set_up(void **state) {
    fixture *f = calloc(1, sizeof *f);
    f->a = arena_new(0);
    f->scratch = arena_new(0);
    diags_new(&f->d, f->a);
    f->back = open(".", O_RDONLY);
    strcpy(f->dir, "/tmp/letoon-writer-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    assert_int_equal(chdir(f->dir), 0);
    put("src/index.md", "x");
    put("outside/secret", "secret");
    f->o = (writer_options){.source = S("src"), .destination = S("out"), .keep = keep, .keep_n = 2};
    *state = f;
    return 0;
}

static inline int tear_down(void **state) {
    fixture *f = *state;
    char command[128];
    arena_free(f->scratch);
    arena_free(f->a);
    int err = fchdir(f->back);
    snprintf(command, sizeof command, "rm -rf %s", f->dir);
    err |= system(command);
    close(f->back);
    free(f);
    return err;
}

static inline bool opens(fixture *f) {
    f->w = writer_open(f->a, &sys_real, &f->o, &f->d);
    return f->w != NULL;
}

static inline void begin(fixture *f) {
    assert_true(opens(f));
    assert_true(writer_begin(f->w, &f->d));
}

static inline void expect(fixture *f, const char *path) {
    writer_expect(f->w, str_of(path));
}

static inline bool page(fixture *f, const char *path, const char *text) {
    bool changed;
    arena_reset(f->scratch);
    return writer_page(f->w, f->scratch, str_of(path), str_of(text), &changed, &f->d);
}

static inline size_t clean(fixture *f) {
    size_t removed;
    arena_reset(f->scratch);
    assert_true(writer_clean(f->w, f->scratch, &removed, &f->d));
    return removed;
}

static inline rule_id last_rule(const fixture *f) {
    assert_true(f->d.n > 0);
    return f->d.p[f->d.n - 1].rule;
}

static inline bool last_says(const fixture *f, const char *what) {
    return f->d.n > 0 && str_has(f->d.p[f->d.n - 1].msg, str_of(what));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
