/* Memory that runs out anywhere between the configuration and a page: the arena's limit is moved
 * step by step. Nothing may crash or leak, and what fails once must go well with enough. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/render.h"

static const struct {
    const char *path, *text;
} files[] = {
    {"_config.yml", "title: T\nurl: https://example.org\ndefaults:\n  - scope: {path: ''}\n"
                    "    values: {x: [1, {y: z}]}\n"},
    {"_data/d.yml", "k: [1, 2, {a: b}]\n"},
    {"_layouts/post.html",
     "---\nlayout: base\n---\n{% include x.html a=page.title %}{{ content }}\n"
     "{{ page.next.excerpt }}{{ page.previous.content | strip_html | size }}"},
    {"_layouts/base.html", "<title>{{ page.title | escape }}</title>{{ content }}\n"},
    {"_includes/x.html",
     "{{ include.a | upcase }}{% for p in site.posts %}{{ p.url }}{% endfor %}"},
    {"_posts/2024-01-01-a-en.md", "---\nlayout: post\ntitle: One\ntags: [a, b]\n---\nA *b*, "
                                  "{{ page.next.excerpt }}.\n\n| a | b |\n|---|---|\n| c | d |\n"},
    {"_posts/2024-01-02-b-en.md",
     "---\nlayout: post\ntitle: Two\n---\n# H\n\n{{ page.previous.output"
     " | size }} {{ site.posts | where: 'title', 'One' | size }}\n"},
    {"_posts/2024-01-03-c-en.md", "---\nlayout: post\ntitle: [bad\n---\nx\n"},
    {"index.html", "---\nlayout: base\n---\n{% for p in site.posts %}{{ p.excerpt }}{{ p.output }}"
                   "{% endfor %}{{ site.data | jsonify }}"},
};
enum { FILES = sizeof files / sizeof *files };

static char root[] = "/tmp/letoon-memory-XXXXXX";

static int make_site(void **state) {
    (void)state;
    char path[256];
    assert_non_null(mkdtemp(root));
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", root, files[i].path);
        char *slash = strrchr(path, '/');
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fputs(files[i].text, f);
        fclose(f);
    }
    return 0;
}

static int remove_site(void **state) {
    (void)state;
    char path[256];
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", root, files[i].path);
        unlink(path);
    }
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", root, files[i].path);
        *strrchr(path, '/') = '\0';
        rmdir(path);
    }
    return 0;
}

typedef struct job {
    arena *a, *scratch;
    size_t scratch_limit;
    const site *site;
    render *r;
    const document *doc;
    diags d;
    size_t done;
    str html;
} job;

static void load(void *arg) {
    job *j = arg;
    config_options o = {.source = str_of(root)};
    diags_new(&j->d, j->a);
    const config *c = config_load(j->a, &o, &j->d);
    assert_non_null(c);
    j->site = site_load(j->a, arena_own(j->a, j->scratch_limit), c, S(""), &j->d);
    assert_non_null(j->site);
    j->r = render_new(j->a, j->site, &j->d);
}

static void one_page(void *arg) {
    job *j = arg;
    buf page = buf_new(j->scratch, 64);
    if (render_page(j->r, j->doc, j->scratch, &page, &j->d)) {
        j->done++;
        j->html = str_copy(j->a, buf_str(&page));
    }
}

/* Grows by a fortieth, and by one word at least. */
static size_t next(size_t limit) {
    return limit + limit / 40 + 8;
}

static void loading_runs_out(void **state) {
    (void)state;
    bool done = false;
    for (size_t limit = 512; !done; limit = next(limit)) {
        assert_true(limit < 64 << 20);
        job j = {.a = arena_new(limit)};
        done = arena_try(j.a, load, &j);
        if (!done)
            assert_string_equal(arena_reason(j.a), "limit/memory");
        arena_free(j.a);
    }
}

static void reading_runs_out(void **state) {
    (void)state;
    bool done = false;
    for (size_t limit = 512; !done; limit = next(limit)) {
        assert_true(limit < 64 << 20);
        job j = {.a = arena_new(0), .scratch_limit = limit};
        done = arena_try(j.a, load, &j);
        arena_free(j.a);
    }
}

/* Every page at each limit, in one render: what one leaves behind must not spoil the next. */
static void rendering_runs_out(void **state) {
    (void)state;
    job j = {.a = arena_new(0)};
    assert_true(arena_try(j.a, load, &j));
    document_list all = site_documents(j.a, j.site);
    str want[8];
    assert_int_equal(all.n, 3);
    bool done = false;
    for (size_t limit = 1 << 20; !done; limit = limit == 1 << 20 ? 512 : next(limit)) {
        assert_true(limit <= 1 << 20);
        j.scratch = arena_new(limit);
        done = limit != 1 << 20;
        for (size_t i = 0; i < all.n; i++) {
            arena_reset(j.scratch);
            j.doc = all.p[i];
            j.html = (str){"", 0};
            if (!arena_try(j.scratch, one_page, &j)) {
                render_abandon(j.r);
                done = false;
            } else if (limit == 1 << 20)
                want[i] = j.html;
            else
                assert_true(str_eq(j.html, want[i]));
        }
        render_abandon(j.r); /* the next limit begins without what was kept */
        arena_free(j.scratch);
    }
    arena_free(j.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loading_runs_out),
        cmocka_unit_test(reading_runs_out),
        cmocka_unit_test(rendering_runs_out),
    };
    return cmocka_run_group_tests(tests, make_site, remove_site);
}
