#include "api/baseline.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "base/vec.h"
#include "report/fingerprint.h"

#define HEAD "# Known findings, by path, rule and content: letoon check --write-baseline\n"

typedef vec(str) lines;

bool baseline_read(work *w, baseline *b) {
    const char *path = str_cstr(w->a, b->path);
    file_info info;
    str why;
    b->text = S("");
    if (!file_stat(path, &info) || file_read(&sys_real, w->a, path, LIMIT_FILE, &b->text, &why))
        return true;
    work_fail(w, "%s: cannot be read: %.*s", path, STR_FMT(why));
    return false;
}

/* What would break a line in two, as \ooo. */
static void put_path(buf *out, str path) {
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (c < ' ' || c == '\\')
            buf_printf(out, "\\%03o", c);
        else
            buf_char(out, path.p[i]);
    }
}

static str line_of(arena *a, const baseline *b, const diag *g) {
    str path = path_normal(a, g->path);
    if (path_is_absolute(path) == path_is_absolute(b->source))
        path = path_relative(a, path_normal(a, b->source), path);
    buf out = buf_new(a, path.n + 64);
    put_path(&out, path);
    buf_printf(&out, "\t%s\t%s", diag_rules[g->rule].name, fingerprint_of(a, g, path).hex);
    return buf_str(&out);
}

/* The next line that is an entry; false: there is none. */
static bool next_entry(str *text, str *line) {
    while (text->n) {
        str path, rest, rule_name, print;
        str_cut(*text, S("\n"), line, text);
        *line = str_rtrim(*line);
        if (!str_starts(*line, S("#")) && str_cut(*line, S("\t"), &path, &rest) &&
            str_cut(rest, S("\t"), &rule_name, &print))
            return true;
    }
    return false;
}

static size_t count_of(const map *m, str line) {
    return (size_t)(uintptr_t)map_get(m, line);
}

static void set_count(map *m, str line, size_t n) {
    map_set(m, line, (void *)(uintptr_t)n);
}

size_t baseline_apply(work *w, const baseline *b, diags *d) {
    map known = map_new(w->a);
    str text = b->text, line;
    size_t kept = 0, n = d->n;
    while (next_entry(&text, &line))
        set_count(&known, line, count_of(&known, line) + 1);
    for (size_t i = 0; i < n && known.n; i++) {
        str key = line_of(w->a, b, &d->p[i]);
        size_t left = count_of(&known, key);
        if (left) {
            set_count(&known, key, left - 1);
            d->count[d->p[i].sev]--;
        } else {
            d->p[kept++] = d->p[i];
        }
    }
    if (known.n)
        d->n = kept;
    return n - d->n;
}

static int by_bytes(const void *x, const void *y) {
    return str_cmp(*(const str *)x, *(const str *)y);
}

/* What is known of what was not looked at, unless it was found all the same. */
static void keep_unseen(work *w, const baseline *b, baseline_seen *seen, void *ctx, lines *all) {
    map found = map_new(w->a);
    str text = b->text, line;
    for (size_t i = 0; i < all->n; i++)
        set_count(&found, all->p[i], count_of(&found, all->p[i]) + 1);
    while (next_entry(&text, &line)) {
        str path, rest, rule_name, print;
        str_cut(line, S("\t"), &path, &rest);
        str_cut(rest, S("\t"), &rule_name, &print);
        size_t n = count_of(&found, line);
        if (n)
            set_count(&found, line, n - 1);
        else if (!seen(ctx, path, rule_name))
            *vec_push(w->a, all) = line;
    }
}

bool baseline_write(work *w, const baseline *b, const diags *d, baseline_seen *seen, void *ctx) {
    lines all = {0};
    buf out = buf_new(w->a, 4096), told = buf_new(w->a, 64);
    const char *path = str_cstr(w->a, b->path);
    for (size_t i = 0; i < d->n; i++)
        *vec_push(w->a, &all) = line_of(w->a, b, &d->p[i]);
    keep_unseen(w, b, seen, ctx, &all);
    if (all.n)
        qsort(all.p, all.n, sizeof *all.p, by_bytes);
    buf_lit(&out, HEAD);
    for (size_t i = 0; i < all.n; i++) {
        buf_add(&out, all.p[i]);
        buf_char(&out, '\n');
    }
    if (!work_write(w, path, buf_str(&out)))
        return false;
    buf_printf(&told, "%s: %zu known finding%s\n", path, all.n, all.n == 1 ? "" : "s");
    work_print(w, buf_str(&told));
    return true;
}
