#include "parity/lock.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"

static const char header[] = "# Which blocks of its original each translation follows. Written by "
                             "`letoon lock`; lines may be merged in any way.\n";

static str lock_path(arena *a, const config *c) {
    return path_join(a, c->source, S(LOCK_NAME));
}

/* A merge that was not resolved has both sides: both count. */
static bool is_line(str line) {
    return line.n && line.p[0] != '#' && !str_starts(line, S("<<<<<<<")) &&
           !str_starts(line, S("=======")) && !str_starts(line, S(">>>>>>>")) &&
           !str_starts(line, S("|||||||"));
}

lock *lock_read(arena *a, const config *c, diags *d) {
    str path = lock_path(a, c), text, why, line, name, rest;
    file_info info;
    if (!file_stat(str_cstr(a, path), &info))
        return NULL;
    if (!file_read(&sys_real, a, str_cstr(a, path), LIMIT_FILE, &text, &why)) {
        diag_add_unread(d, path, why, LIMIT_FILE);
        return NULL;
    }
    lock *l = arena_make(a, lock, 1);
    l->lines = map_new(a);
    while (text.n) {
        str_cut(text, S("\n"), &line, &text);
        if (!is_line(line) || !str_cut(line, S("\t"), &name, &rest))
            continue;
        lock_line *one = arena_make(a, lock_line, 1);
        void **first = map_at(&l->lines, name);
        *one = (lock_line){rest, *first};
        *first = one;
    }
    return l;
}

str lock_name(arena *a, const config *c, const document *doc) {
    str path = path_relative(a, c->source, doc->path);
    buf out = buf_new(a, path.n + 1);
    for (size_t i = 0; i < path.n; i++) {
        unsigned char ch = (unsigned char)path.p[i];
        if (ch < 0x20 || ch == '%' || (i == 0 && str_find_char(S("#<=>|"), path.p[i]) != STR_NONE))
            buf_printf(&out, "%%%02X", ch);
        else
            buf_char(&out, path.p[i]);
    }
    return buf_str(&out);
}

/* ---- hashes ---- */

static int by_value(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static bool read_hash(str word, uint64_t *out) {
    *out = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = ascii_lower(word.p[i]);
        int digit = ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            return false;
        *out = *out << 4 | (uint64_t)digit;
    }
    return word.n == 12;
}

void lock_sort(uint64_t *hashes, size_t n) {
    if (n)
        qsort(hashes, n, sizeof *hashes, by_value);
}

bool lock_find(arena *a, const lock *l, str name, const uint64_t **hashes, size_t *n) {
    vec(uint64_t) all = {0};
    const lock_line *line = map_get(&l->lines, name);
    if (!line)
        return false;
    for (; line; line = line->next) {
        str rest = line->text, word;
        while (rest.n) {
            uint64_t hash;
            str_cut(rest, S(" "), &word, &rest);
            if (read_hash(str_trim(word), &hash))
                *vec_push(a, &all) = hash;
        }
    }
    lock_sort(all.p, all.n);
    *hashes = all.p;
    *n = all.n;
    return true;
}

bool lock_has(const uint64_t *hashes, size_t n, uint64_t hash) {
    return n && bsearch(&hash, hashes, n, sizeof hash, by_value);
}

str lock_text(arena *a, const blocks *b) {
    buf out = buf_new(a, 13 * b->n + 1);
    for (size_t i = 0; i < b->n; i++)
        buf_printf(&out, "%s%012llx", i ? " " : "", (unsigned long long)b->p[i].hash);
    return buf_str(&out);
}

/* ---- writing ---- */

/* By path: the tab counts less than any character of one. */
static int by_name(const void *x, const void *y) {
    return str_cmp(*(const str *)x, *(const str *)y);
}

bool lock_write(arena *a, const config *c, str *lines, size_t n, bool *changed, str *why) {
    size_t size = sizeof header;
    for (size_t i = 0; i < n; i++)
        size += lines[i].n + 1;
    buf out = buf_new(a, size);
    buf_add(&out, str_of(header));
    if (n)
        qsort(lines, n, sizeof *lines, by_name);
    for (size_t i = 0; i < n; i++) {
        buf_add(&out, lines[i]);
        buf_char(&out, '\n');
    }
    return file_write_atomic(&sys_real, a, str_cstr(a, lock_path(a, c)), buf_str(&out), changed,
                             why);
}
