/* A small site of any bytes, built as far as its pages: notes, layout, include, configuration and
 * data, between record separators (0x1E). Whatever is in them, loading and rendering end, within
 * any limit of memory, and a page that fails says why. The first byte chooses the limit. */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEPARATOR = 0x1E, LOADING = 64 << 20, SIZE_MOST = 64 << 10 };

static const char *const files[] = {
    "_posts/2024-01-02-a-en.md",
    "_posts/2024-01-03-b-en.md",
    "_layouts/post.html",
    "_includes/x.html",
    "_config.yml",
    "_data/d.yml",
};
enum { FILES = sizeof files / sizeof *files };

static void require(bool condition) {
    if (!condition)
        abort();
}

static char dir[64];

static void put(const char *name, str text) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    require(fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n);
    close(fd);
}

static void leave(void) {
    char path[128];
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        unlink(path);
        *strrchr(path, '/') = '\0';
        rmdir(path);
    }
    snprintf(path, sizeof path, "%s/index.html", dir);
    unlink(path);
    rmdir(dir);
}

/* Once: a directory, in memory where there is such a place. */
static void settle(void) {
    static const char *const below[] = {"_posts", "_layouts", "_includes", "_data"};
    char path[128];
    if (*dir)
        return;
    snprintf(dir, sizeof dir, "%s/letoon-fuzz-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    require(mkdtemp(dir) != NULL);
    require(setenv("PATH", dir, 1) == 0); /* no Ruby, no git, no Sass: a thousand runs a second */
    atexit(leave);
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, below[i]);
        require(mkdir(path, 0700) == 0);
    }
    put("index.html",
        S("---\nlayout: post\n---\n{% for p in site.posts %}{{ p.excerpt }}{{ p.output "
          "}}{{ p.tags | jsonify }}{% endfor %}{{ site.data.d | jsonify }}"));
}

typedef struct job {
    arena *a, *scratch;
    size_t limit;
    render *r;
    const document *doc;
    diags d;
    bool done;
} job;

static void one_page(void *arg) {
    job *j = arg;
    buf page = buf_new(j->scratch, 64);
    page.limit = 1 << 20;
    j->done = render_page(j->r, j->doc, j->scratch, &page, &j->d);
}

static void pages(job *j, const site *s) {
    document_list all = site_documents(j->a, s);
    j->scratch = arena_own(j->a, j->limit);
    for (size_t i = 0; i < all.n; i++) {
        j->doc = all.p[i];
        diags_new(&j->d, j->a);
        if (arena_try(j->scratch, one_page, j))
            require(j->done || diags_have_errors(&j->d));
        else
            render_abandon(j->r);
        arena_reset(j->scratch);
    }
}

static void load(void *arg) {
    job *j = arg;
    config_options o = {.source = str_of(dir), .future = CONFIG_YES};
    diags_new(&j->d, j->a);
    const config *c = config_load(j->a, &o, &j->d);
    require(c || diags_have_errors(&j->d));
    if (!c)
        return;
    const site *s = site_load(j->a, arena_own(j->a, LOADING), c, S(""), &j->d);
    require(s != NULL);
    j->r = render_new(j->a, s, &j->d);
    pages(j, s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1 || size > SIZE_MOST)
        return 0;
    settle();
    str piece, rest = {(const char *)data + 1, size - 1};
    for (int i = 0; i < FILES; i++) {
        const char *end = rest.n ? memchr(rest.p, SEPARATOR, rest.n) : NULL;
        piece = end ? str_slice(rest, 0, (size_t)(end - rest.p)) : rest;
        put(files[i], piece);
        rest = end ? str_from(rest, piece.n + 1) : str_from(rest, rest.n);
    }
    job j = {.a = arena_new(LOADING)};
    j.limit = data[0] < 128 ? 16 << 20 : (size_t)1 << (data[0] % 14 + 10);
    require(j.a != NULL);
    arena_try(j.a, load, &j);
    arena_free(j.a);
    return 0;
}
