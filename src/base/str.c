#define _GNU_SOURCE /* memmem */
#include "base/str.h"

#include <string.h>

int str_cmp(str a, str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_same_fold(const char *a, const char *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    return true;
}

bool str_ends(str s, str with) {
    return s.n >= with.n && (with.n == 0 || memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

size_t str_find(str s, str what) {
    if (what.n == 0)
        return 0;
    if (what.n == 1)
        return str_find_char(s, what.p[0]);
    if (s.n < what.n)
        return STR_NONE;
    /* Most texts are searched for what they do not have, not even its first byte. */
    enum { FEW = 8 };
    const char *p = s.p, *last = s.p + (s.n - what.n);
    for (int i = 0; i < FEW; i++, p++) {
        p = p <= last ? memchr(p, what.p[0], (size_t)(last - p) + 1) : NULL;
        if (!p)
            return STR_NONE;
        if (memcmp(p, what.p, what.n) == 0)
            return (size_t)(p - s.p);
    }
    const char *at = memmem(p, (size_t)(s.p + s.n - p), what.p, what.n);
    return at ? (size_t)(at - s.p) : STR_NONE;
}

bool str_has(str s, str what) {
    return str_find(s, what) != STR_NONE;
}

size_t str_rfind_char(str s, char c) {
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == c)
            return i - 1;
    return STR_NONE;
}

size_t str_count(str s, str what) {
    size_t n = 0;
    for (size_t at; (at = str_find(s, what)) != STR_NONE; n++)
        s = str_from(s, at + what.n);
    return n;
}

str str_last_line(str s) {
    size_t at = str_rfind_char(s, '\n');
    return str_from(s, at == STR_NONE ? 0 : at + 1);
}

static bool is_blank(char c) {
    return ascii_is_space(c) || c == '\0';
}

str str_ltrim(str s) {
    size_t i = 0;
    while (i < s.n && is_blank(s.p[i]))
        i++;
    return str_from(s, i);
}

str str_rtrim(str s) {
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

str str_trim(str s) {
    return str_ltrim(str_rtrim(s));
}

bool str_cut(str s, str sep, str *head, str *tail) {
    size_t at = str_find(s, sep);
    if (at == STR_NONE) {
        *head = s;
        *tail = (str){s.p, 0};
        return false;
    }
    *head = str_slice(s, 0, at);
    *tail = str_from(s, at + sep.n);
    return true;
}

bool str_to_int(str s, int64_t *out) {
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    bool negative = i && s.p[0] == '-';
    if (i == s.n)
        return false;
    uint64_t most = (uint64_t)INT64_MAX + negative, v = 0;
    for (; i < s.n; i++) {
        if (!ascii_is_digit(s.p[i]))
            return false;
        uint64_t digit = (uint64_t)(s.p[i] - '0');
        if (v > (most - digit) / 10)
            return false;
        v = v * 10 + digit;
    }
    *out = negative ? (int64_t)(~v + 1) : (int64_t)v;
    return true;
}

str str_copy(arena *a, str s) {
    char *p = arena_bytes(a, s.n);
    if (s.n)
        memcpy(p, s.p, s.n);
    return (str){p, s.n};
}

const char *str_cstr(arena *a, str s) {
    char *p = arena_bytes(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return p;
}

str str_cat(arena *a, str x, str y) {
    char *p = arena_bytes(a, x.n + y.n);
    if (x.n)
        memcpy(p, x.p, x.n);
    if (y.n)
        memcpy(p + x.n, y.p, y.n);
    return (str){p, x.n + y.n};
}

enum { NEAREST_MAX = 64 }; /* no name of ours is longer */

static size_t min3(size_t a, size_t b, size_t c) {
    size_t m = a < b ? a : b;
    return m < c ? m : c;
}

/* Optimal string alignment: a swapped pair counts one. */
size_t str_distance(str a, str b) {
    if (a.n > NEAREST_MAX || b.n > NEAREST_MAX)
        return SIZE_MAX;
    size_t rows[3][NEAREST_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.n; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            bool same = ascii_lower(a.p[i - 1]) == ascii_lower(b.p[j - 1]);
            now[j] = min3(last[j] + 1, now[j - 1] + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && ascii_lower(a.p[i - 1]) == ascii_lower(b.p[j - 2]) &&
                ascii_lower(a.p[i - 2]) == ascii_lower(b.p[j - 1]) && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b.n];
}

str str_nearest(str word, const str *candidates, size_t n) {
    str best = {"", 0};
    size_t most = word.n < 3 ? 1 : word.n / 3;
    if (word.n == 0 || word.n > NEAREST_MAX)
        return best;
    for (size_t i = 0; i < n; i++) {
        str c = candidates[i];
        if (c.n > NEAREST_MAX || c.n > word.n + most || word.n > c.n + most)
            continue;
        size_t d = str_distance(word, c);
        if (d < most || (d == most && best.n == 0)) {
            most = d;
            best = c;
        }
    }
    return best;
}

bool str_is_among(str s, const str *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(s, list[i]))
            return true;
    return false;
}

bool str_is_in_words(str word, const char *list) {
    enum { LONGEST = 30 };
    char key[LONGEST + 2];
    if (!word.n || word.n > LONGEST)
        return false;
    key[0] = key[word.n + 1] = ' ';
    for (size_t i = 0; i < word.n; i++)
        key[i + 1] = ascii_lower(word.p[i]);
    return str_has(str_of(list), (str){key, word.n + 2});
}
