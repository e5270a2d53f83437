#define _GNU_SOURCE /* also for futimens and kin */
#include "destination.h"

/* --- the destination ------------------------------------------------------------------------ */

static void a_new_destination_is_made_at_the_first_write(void **state) {
    fixture *f = *state;
    f->o.destination = S("deep/er/out");
    assert_true(opens(f));
    assert_false(there("deep"));
    assert_true(writer_begin(f->w, &f->d));
    assert_true(there("deep/er/out/" WRITER_MARK));
    assert_true(page(f, "index.html", "hello"));
    assert_true(holds("deep/er/out/index.html", "hello"));
}

static void dangerous_destinations(void **state) {
    fixture *f = *state;
    setenv("HOME", f->dir, 1);
    mkdir("src/sub", 0777);
    mkdir("home", 0777);
    assert_int_equal(symlink("src", "alias"), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    put("file", "x");
    static const struct {
        const char *source, *destination, *says;
    } cases[] = {
        {"src", "src", "contains the source"},
        {"src", ".", "contains the source"},
        {"src", "/", "contains the source"},
        {"src", "src/../src/.", "contains the source"},
        {"src", "alias", "contains the source"},
        {"alias", "src", "contains the source"},
        {"alias/sub", "src", "contains the source"},
        {"", ".", "contains the source"},
        {"src", "file", "Not a directory"},
        {"src", "dangling", "link to nothing"},
        {"src", "", "no usable name"},
    };
    for (int force = 0; force < 2; force++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            f->o.source = str_of(cases[i].source);
            f->o.destination = str_of(cases[i].destination);
            f->o.force = force;
            assert_false(opens(f));
            assert_int_equal(last_rule(f), RULE_BUILD_DESTINATION);
            assert_true(last_says(f, cases[i].says));
        }
    char home[128];
    snprintf(home, sizeof home, "%s/home", f->dir);
    setenv("HOME", home, 1);
    f->o.source = S("src");
    f->o.destination = S("home");
    assert_false(opens(f));
    assert_true(last_says(f, "home directory"));
}

static void a_directory_of_others_is_refused(void **state) {
    fixture *f = *state;
    put("out/thesis.txt", "precious");
    assert_false(opens(f));
    assert_true(last_says(f, "not made by an earlier build"));
    assert_true(str_has(f->d.p[f->d.n - 1].help, S("--force")));
    f->o.force = true;
    assert_true(opens(f));
    f->o.force = false;

    put("_site/old.html", "old");
    f->o.destination = S("_site");
    assert_true(opens(f));
    f->o.destination = S("./_site//");
    assert_true(opens(f));

    assert_int_equal(symlink("../out", "src/_site"), 0); /* the name alone is no licence */
    f->o.destination = S("src/_site");
    assert_false(opens(f));

    put("pages/.git/HEAD", "ref"); /* nothing in it would be removed */
    f->o.destination = S("pages");
    assert_true(opens(f));
}

static void the_mark_lets_the_next_build_in(void **state) {
    fixture *f = *state;
    begin(f);
    assert_true(page(f, "a.html", "a"));
    writer_close(f->w);
    assert_true(opens(f));
    writer_close(f->w);
    rmdir("out/" WRITER_MARK);
    put("out/" WRITER_MARK, "a file is no mark");
    assert_false(opens(f));
}

static void one_build_at_a_time(void **state) {
    fixture *f = *state;
    begin(f);
    writer *first = f->w;
    assert_true(opens(f));
    assert_false(writer_begin(f->w, &f->d));
    assert_true(last_says(f, "another build is writing"));
    writer_close(first);
    assert_true(opens(f));
    assert_true(writer_begin(f->w, &f->d));
}

static void the_place_in_the_source(void **state) {
    fixture *f = *state;
    assert_int_equal(symlink("src", "alias"), 0);
    static const struct {
        const char *source, *destination, *place;
    } cases[] = {
        {"src", "src/_site", "_site"},
        {"src", "src/a/../b/c", "b/c"},
        {"alias", "src/x", "x"},
        {"src", "alias/x/", "x"},
        {"src", "out", ""},
        {"src", "src", ""},
        {"src", "srcs", ""},
        {".", "_site", "_site"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str got =
            writer_place_in_source(f->a, str_of(cases[i].source), str_of(cases[i].destination));
        assert_true(str_eq(got, str_of(cases[i].place)));
    }
}

/* --- pages ---------------------------------------------------------------------------------- */

static void pages_in_many_directories(void **state) {
    fixture *f = *state;
    static const char *const paths[] = {"index.html", "a/b/c/index.html", "a/b/d.html",
                                        "ab/x.html",  "a/b/c/d/e/f.html", "a.html",
                                        "a/z.html"};
    begin(f);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
            char full[64];
            snprintf(full, sizeof full, "out/%s", paths[i]);
            assert_true(page(f, paths[i], round ? paths[i] : "first"));
            assert_true(holds(full, round ? paths[i] : "first"));
        }
    assert_int_equal(f->d.n, 0);
}

static void an_unchanged_page_is_not_touched(void **state) {
    fixture *f = *state;
    struct stat before, after;
    bool changed = false;
    begin(f);
    assert_true(writer_page(f->w, f->scratch, S("a.html"), S("text"), &changed, &f->d));
    assert_true(changed);
    stat("out/a.html", &before);
    assert_true(writer_page(f->w, f->scratch, S("a.html"), S("text"), &changed, &f->d));
    assert_false(changed);
    stat("out/a.html", &after);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    assert_true(writer_page(f->w, f->scratch, S("a.html"), S("TEXT"), &changed, &f->d));
    assert_true(changed);
    assert_true(holds("out/a.html", "TEXT"));
}

static void paths_that_lead_out(void **state) {
    fixture *f = *state;
    static const struct {
        const char *p;
        size_t n;
        rule_id rule;
    } cases[] = {
        {"", 0, RULE_SITE_URL_OUTSIDE},
        {"../outside/secret", 17, RULE_SITE_URL_OUTSIDE},
        {"a/../../outside/secret", 22, RULE_SITE_URL_OUTSIDE},
        {"/tmp/x", 6, RULE_SITE_URL_OUTSIDE},
        {"a//b", 4, RULE_SITE_URL_OUTSIDE},
        {"./a", 3, RULE_SITE_URL_OUTSIDE},
        {"a/", 2, RULE_SITE_URL_OUTSIDE},
        {"a/..", 4, RULE_SITE_URL_OUTSIDE},
        {"a\0b", 3, RULE_SITE_URL_OUTSIDE},
        {WRITER_MARK, 12, RULE_IO_WRITE},
        {WRITER_MARK "/x", 14, RULE_IO_WRITE},
        {"a/" FILE_TEMP_PREFIX "1", 15, RULE_IO_WRITE},
    };
    begin(f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool changed;
        str path = {cases[i].p, cases[i].n};
        assert_false(writer_page(f->w, f->scratch, path, S("x"), &changed, &f->d));
        assert_int_equal(last_rule(f), cases[i].rule);
    }
    assert_true(holds("outside/secret", "secret"));
}

static void long_names(void **state) {
    fixture *f = *state;
    char name[300];
    begin(f);
    memset(name, 'n', sizeof name);
    name[255] = 0;
    assert_true(page(f, name, "fits"));
    name[255] = 'n';
    name[256] = 0;
    assert_false(page(f, name, "does not"));
    assert_true(last_says(f, "too long"));
    assert_int_equal(f->d.n, 1);
    char *path = calloc(1, 6000);
    memset(path, 'x', 5999);
    for (int i = 100; i < 5999; i += 100)
        path[i] = '/';
    assert_false(page(f, path, "x"));
    assert_true(last_says(f, "too long"));
    path[200] = 'd';
    path[201] = 0;
    for (int i = 1; i < 200; i += 2)
        path[i] = '/', path[i - 1] = 'd';
    assert_false(page(f, path, "x"));
    assert_true(last_says(f, "nested too deeply"));
    free(path);
}

static void links_are_not_written_through(void **state) {
    fixture *f = *state;
    begin(f);
    assert_int_equal(symlink("../outside", "out/dir"), 0);
    assert_int_equal(symlink("../outside/secret", "out/page.html"), 0);
    assert_int_equal(link("outside/secret", "out/hard.html"), 0);
    mkdir("out/real", 0777);
    assert_int_equal(symlink("/tmp", "out/real/up"), 0);
    assert_true(page(f, "dir/secret", "mine"));
    assert_true(page(f, "page.html", "mine"));
    assert_true(page(f, "hard.html", "mine"));
    assert_true(page(f, "real/up/letoon-writer-test", "mine"));
    assert_true(holds("outside/secret", "secret"));
    assert_true(holds("out/dir/secret", "mine"));
    assert_true(holds("out/page.html", "mine"));
    assert_true(holds("out/hard.html", "mine"));
    assert_false(there("/tmp/letoon-writer-test"));
}

/* A directory swapped for a link while we have it open: we go on in the one we opened. */
static void a_directory_swapped_for_a_link(void **state) {
    fixture *f = *state;
    begin(f);
    assert_true(page(f, "d/one.html", "1"));
    assert_int_equal(rename("out/d", "out/moved"), 0);
    assert_int_equal(symlink("../outside", "out/d"), 0);
    assert_true(page(f, "d/secret", "mine"));
    assert_true(page(f, "d/e/two.html", "2"));
    assert_true(holds("outside/secret", "secret"));
    assert_false(there("outside/e"));
}

static void the_destination_itself_may_be_a_link(void **state) {
    fixture *f = *state;
    mkdir("real", 0777);
    assert_int_equal(symlink("real", "out"), 0);
    begin(f);
    assert_true(page(f, "a/b.html", "x"));
    assert_true(holds("real/a/b.html", "x"));
}

static void what_is_in_the_way_goes(void **state) {
    fixture *f = *state;
    put("out/" WRITER_MARK "/x", "");
    put("out/file", "a file");
    put("out/dir/deep/er/old.html", "a tree");
    put("out/kept/.gitkeep", "x");
    assert_int_equal(symlink("../../../outside", "out/dir/deep/link"), 0);
    begin(f);
    expect(f, "file/page.html");
    expect(f, "dir");
    assert_true(page(f, "file/page.html", "1"));
    assert_true(page(f, "dir", "2"));
    assert_true(holds("out/file/page.html", "1"));
    assert_true(holds("out/dir", "2"));
    assert_true(holds("outside/secret", "secret"));
}

static void what_keep_files_protects_stays_in_the_way(void **state) {
    fixture *f = *state;
    static const str mine[] = {{"kept", 4}, {"half/kept", 9}};
    f->o.keep = mine;
    put("out/" WRITER_MARK "/x", "");
    put("out/kept", "a file");
    put("out/kept2/x", "x");
    put("out/half/kept/x", "x");
    begin(f);
    assert_false(page(f, "kept/page.html", "1"));
    assert_true(last_says(f, "keep_files"));
    assert_false(page(f, "kept2", "1"));
    assert_true(last_says(f, "keep_files"));
    assert_false(page(f, "half", "1"));
    assert_true(last_says(f, "keep_files"));
    assert_true(holds("out/kept", "a file"));
    assert_true(holds("out/kept2/x", "x"));
    assert_true(holds("out/half/kept/x", "x"));
}

static void a_page_with_the_name_of_a_directory(void **state) {
    fixture *f = *state;
    for (int order = 0; order < 2; order++) {
        begin(f);
        expect(f, "a");
        expect(f, "a/b.html");
        if (order == 0)
            assert_false(page(f, "a", "loses"));
        assert_true(page(f, "a/b.html", "wins"));
        if (order == 1)
            assert_false(page(f, "a", "loses"));
        assert_int_equal(last_rule(f), RULE_SITE_URL_CLASH);
        assert_true(holds("out/a/b.html", "wins"));
        writer_close(f->w);
    }
}

/* --- static files --------------------------------------------------------------------------- */

static bool copy(fixture *f, const char *path, const char *from, bool *changed) {
    arena_reset(f->scratch);
    return writer_copy(f->w, f->scratch, str_of(path), from, changed, &f->d);
}

static void copies_keep_their_time(void **state) {
    fixture *f = *state;
    struct stat from, to;
    bool changed;
    struct timespec old[2] = {{1000000000, 5}, {1000000000, 5}};
    arena *a = arena_new(0);
    buf big = buf_new(a, 0);
    buf_repeat(&big, 'b', 700000);
    buf_char(&big, 0);
    put("src/big", str_cstr(a, buf_str(&big)));
    put("src/tool", "#!");
    chmod("src/tool", 0755);
    utimensat(AT_FDCWD, "src/tool", old, 0);
    assert_int_equal(symlink("tool", "src/link"), 0);
    begin(f);
    assert_true(copy(f, "x/tool", "src/tool", &changed) && changed);
    assert_true(copy(f, "x/link", "src/link", &changed) && changed);
    assert_true(copy(f, "x/big", "src/big", &changed) && changed);
    stat("src/tool", &from);
    assert_int_equal(lstat("out/x/link", &to), 0);
    assert_true(S_ISREG(to.st_mode));
    assert_int_equal(lstat("out/x/tool", &to), 0);
    assert_int_equal(to.st_mtim.tv_sec, 1000000000);
    assert_int_equal(to.st_mtim.tv_nsec, 5);
    assert_int_equal(to.st_mode & 0111, from.st_mode & 0111);
    stat("src/big", &from);
    stat("out/x/big", &to);
    assert_int_equal(from.st_size, to.st_size);
    assert_true(copy(f, "x/tool", "src/tool", &changed) && !changed);
    put("src/tool", "##");
    assert_true(copy(f, "x/tool", "src/tool", &changed) && changed);
    assert_true(holds("out/x/tool", "##"));
    assert_false(copy(f, "x/none", "src/none", &changed));
    assert_false(copy(f, "x/dir", "src", &changed));
    assert_int_equal(mkfifo("src/pipe", 0666), 0);
    assert_false(copy(f, "x/pipe", "src/pipe", &changed));
    assert_int_equal(f->d.n, 3);
    arena_free(a);
}

/* --- cleaning ------------------------------------------------------------------------------- */

static void cleaning(void **state) {
    fixture *f = *state;
    static const str mine[] = {{".git", 4}, {"keep", 4}, {"some/kept/here", 14}};
    static const struct {
        const char *path;
        bool stays;
    } cases[] = {
        {"index.html", true},
        {"a/b/page.html", true},
        {"a/b/old.html", false},
        {"a/old/deep/page.html", false},
        {"old.html", false},
        {".hidden", false},
        {".gitignore", true}, /* a prefix, as in Jekyll */
        {".git/HEAD", true},
        {"keep/x", true},
        {"keepsake.txt", true},
        {"some/kept/here/x", true},
        {"some/kept/hereby", true},
        {"some/kept/there", false},
        {"some/other", false},
        {"failed/page.html", true}, /* of a note with an error */
        {"a/" FILE_TEMP_PREFIX "77", false},
        {FILE_TEMP_PREFIX "78", false},
        {"gone/" FILE_TEMP_PREFIX "79", false},
        {"keep/pages/" FILE_TEMP_PREFIX "80", false}, /* pages of ours among what is kept */
        {"keep/other/" FILE_TEMP_PREFIX "81", true},
    };
    enum { N = sizeof cases / sizeof *cases };
    f->o.keep = mine;
    f->o.keep_n = 3;
    begin(f);
    char full[128];
    for (size_t i = 0; i < N; i++) {
        snprintf(full, sizeof full, "out/%s", cases[i].path);
        put(full, "x");
    }
    mkdir("out/empty", 0777);
    assert_int_equal(symlink("../outside", "out/linked"), 0);
    assert_int_equal(symlink("../../outside", "out/a/linked"), 0);
    assert_int_equal(symlink("nowhere", "out/dangling"), 0);
    expect(f, "index.html");
    expect(f, "a/b/page.html");
    expect(f, "failed/page.html");
    expect(f, "keep/pages/index.html");
    assert_int_equal(clean(f), 14);
    for (size_t i = 0; i < N; i++) {
        snprintf(full, sizeof full, "out/%s", cases[i].path);
        assert_int_equal(there(full), cases[i].stays);
    }
    assert_false(there("out/empty"));
    assert_false(there("out/a/old"));
    assert_false(there("out/gone"));
    assert_false(there("out/linked"));
    assert_false(there("out/a/linked"));
    assert_false(there("out/dangling"));
    assert_true(there("out/" WRITER_MARK));
    assert_true(holds("outside/secret", "secret"));
    assert_int_equal(clean(f), 0);
}

static void a_name_in_another_case_is_another_file(void **state) {
    fixture *f = *state;
    begin(f);
    expect(f, "About.html");
    assert_true(page(f, "About.html", "new"));
    if (there("out/about.html"))
        skip(); /* not on this file system */
    put("out/about.html", "old");
    assert_int_equal(clean(f), 1);
    assert_true(holds("out/About.html", "new"));
    assert_false(there("out/about.html"));
}

static void what_cannot_be_removed_is_told(void **state) {
    fixture *f = *state;
    if (geteuid() == 0)
        skip(); /* root may remove everything */
    begin(f);
    put("out/locked/x", "x");
    chmod("out/locked", 0500);
    size_t removed;
    assert_false(writer_clean(f->w, f->scratch, &removed, &f->d));
    assert_true(last_says(f, "cannot be removed"));
    chmod("out/locked", 0700);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_new_destination_is_made_at_the_first_write),
        TEST(dangerous_destinations),
        TEST(a_directory_of_others_is_refused),
        TEST(the_mark_lets_the_next_build_in),
        TEST(one_build_at_a_time),
        TEST(the_place_in_the_source),
        TEST(pages_in_many_directories),
        TEST(an_unchanged_page_is_not_touched),
        TEST(paths_that_lead_out),
        TEST(long_names),
        TEST(links_are_not_written_through),
        TEST(a_directory_swapped_for_a_link),
        TEST(the_destination_itself_may_be_a_link),
        TEST(what_is_in_the_way_goes),
        TEST(what_keep_files_protects_stays_in_the_way),
        TEST(a_page_with_the_name_of_a_directory),
        TEST(copies_keep_their_time),
        TEST(cleaning),
        TEST(a_name_in_another_case_is_another_file),
        TEST(what_cannot_be_removed_is_told),
    };
    return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
