/* Text as a pointer and a length, by value. Never owns; p may be NULL only when n == 0.
 * Bytes need not be UTF-8 here, and may contain NUL. */
#ifndef LETOON_BASE_STR_H
#define LETOON_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct str {
    const char *p;
    size_t n;
} str;

#define S(lit)     ((str){"" lit, sizeof(lit) - 1})
#define STR_FMT(s) (int)(s).n, (s).p ? (s).p : "" /* for %.*s */
#define STR_NONE   SIZE_MAX /* what the find functions return for "not there" */

/* What is called for single bytes is inline: texts are read by it. */

/* NULL gives the empty text */
static inline str str_of(const char *cstr) {
    return cstr ? (str){cstr, strlen(cstr)} : (str){"", 0};
}

static inline bool str_eq(str a, str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_cmp(str a, str b); /* by bytes, shorter first */
bool str_same_fold(const char *a, const char *b, size_t n);

/* ASCII letters without case */
static inline bool str_eq_fold(str a, str b) {
    return a.n == b.n && str_same_fold(a.p, b.p, a.n);
}

static inline bool str_starts(str s, str with) {
    return s.n >= with.n && (with.n == 0 || memcmp(s.p, with.p, with.n) == 0);
}
bool str_ends(str s, str with);
bool str_has(str s, str what);
size_t str_find(str s, str what); /* offset of the first, STR_NONE when absent */
static inline size_t str_find_char(str s, char c) {
    const char *at = s.n ? (const char *)memchr(s.p, c, s.n) : NULL;
    return at ? (size_t)(at - s.p) : STR_NONE;
}
size_t str_rfind_char(str s, char c);

/* Clamps; empty when from >= to. */
static inline str str_slice(str s, size_t from, size_t to) {
    if (to > s.n)
        to = s.n;
    if (from >= to)
        return (str){s.p, 0};
    return (str){s.p + from, to - from};
}

/* Clamps. */
static inline str str_from(str s, size_t from) {
    return str_slice(s, from, s.n);
}

str str_trim(str s); /* ASCII white space and NUL, as Ruby's strip */
str str_ltrim(str s);
str str_rtrim(str s);

/* Splits at the first `sep`. False when there is none: head is all of s, tail empty. */
bool str_cut(str s, str sep, str *head, str *tail);

/* Decimal digits with optional sign, nothing else; false on overflow too. */
bool str_to_int(str s, int64_t *out);

/* Copies live in the arena; the copy of an empty text is not NULL. */
str str_copy(arena *a, str s);
const char *str_cstr(arena *a, str s); /* NUL-ended copy, for the system's calls */
str str_cat(arena *a, str x, str y);

/* The nearest of `n` candidates within a third of the word's length (Damerau-Levenshtein over
 * bytes), for "did you mean"; empty when none is near. */
str str_nearest(str word, const str *candidates, size_t n);

/* How many letters differ: insertions, deletions, changes and swaps, without ASCII case. Texts of
 * more than 64 bytes are SIZE_MAX apart. */
size_t str_distance(str a, str b);

/* space, \t \n \v \f \r */
static inline bool ascii_is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_is_alnum(char c) {
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

static inline char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A letter, a digit or "_". */
static inline bool ascii_is_word(char c) {
    return ascii_is_alnum(c) || c == '_';
}

/* The value of a hexadecimal digit; -1: it is none. */
static inline int ascii_hex(char c) {
    char low = ascii_lower(c);
    return ascii_is_digit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Where the next character stands that is no white space, from `at` on. */
static inline size_t str_skip_space(str s, size_t at) {
    while (at < s.n && ascii_is_space(s.p[at]))
        at++;
    return at;
}

/* Behind the end of the line that `at` is in. */
static inline size_t str_line_end(str s, size_t at) {
    size_t n = str_find_char(str_from(s, at), '\n');
    return n == STR_NONE ? s.n : at + n + 1;
}

/* Where the line begins that `at` is in. */
static inline size_t str_line_begin(str s, size_t at) {
    while (at > 0 && s.p[at - 1] != '\n')
        at--;
    return at;
}

/* The line that `at` is in, without its end. */
static inline str str_line_at(str s, size_t at) {
    size_t from = str_line_begin(s, at), end = str_line_end(s, at);
    return str_slice(s, from, end > from && s.p[end - 1] == '\n' ? end - 1 : end);
}

/* How often it holds a text that is not empty, one behind the other. */
size_t str_count(str s, str what);

/* What stands behind its last '\n'; all of it, where there is none. */
str str_last_line(str s);

/* How many of `ch` it begins with. */
static inline size_t str_leading(str s, char ch) {
    size_t n = 0;
    while (n < s.n && s.p[n] == ch)
        n++;
    return n;
}

/* Is it one of the list? */
bool str_is_among(str s, const str *list, size_t n);

/* Is the word, in any case, one of a list of lower-case words with a space before and behind each?
 */
bool str_is_in_words(str word, const char *list);

#endif
