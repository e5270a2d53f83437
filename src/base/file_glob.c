#define _POSIX_C_SOURCE 200809L
#include <glob.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"

static void forget(void *g) {
    globfree(g);
}

/* A directory's own name is no pattern. */
static void add_plain(str dir, buf *out) {
    for (size_t i = 0; i < dir.n; i++) {
        if (str_find_char(S("*?[\\"), dir.p[i]) != STR_NONE)
            buf_char(out, '\\');
        buf_char(out, dir.p[i]);
    }
}

void file_glob(arena *a, str dir, str pattern, str **out, size_t *n) {
    glob_t *g = arena_make(a, glob_t, 1);
    void **slot = arena_defer(a, forget);
    buf b = buf_new(a, dir.n + pattern.n + 2);
    if (dir.n && !path_is_absolute(pattern)) {
        add_plain(dir, &b);
        buf_char(&b, '/');
    }
    buf_add(&b, pattern);
    *slot = g;
    int failed = glob(str_cstr(a, buf_str(&b)), 0, NULL, g);
    *n = failed ? 0 : g->gl_pathc;
    *out = arena_make(a, str, *n + 1);
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = str_copy(a, str_of(g->gl_pathv[i]));
    globfree(g);
    *slot = NULL;
}
