#include "liquid/intern.h"

#include <string.h>

/* Sums of CLASS_*. */
const uint8_t char_classes[128] = {
    0,  0,  0,  0,  0,  0,  0,  0,  0,  1,  1,  1,  1,  1,  0,  0,  /* 0x00 */
    0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  /* 0x10 */
    1,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  8,  0,  0,  /* 0x20 */
    14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 0,  0,  0,  0,  0,  0,  /* 0x30 */
    0,  12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, /* 0x40 */
    12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 0,  0,  0,  0,  12, /* 0x50 */
    0,  12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, /* 0x60 */
    12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 0,  0,  0,  0,  0,  /* 0x70 */
};

size_t skip_space(str s, size_t i) {
    while (i < s.n && is_space(s.p[i]))
        i++;
    return i;
}

/* The end of the quoted text that begins at i, or i when there is none. */
static size_t match_quoted(str s, size_t i) {
    if (i >= s.n || (s.p[i] != '"' && s.p[i] != '\''))
        return i;
    const char *close = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
    return close ? (size_t)(close - s.p) + 1 : i;
}

static bool is_fragment(char c) {
    return !is_space(c) && c != ',' && c != '|' && c != '"' && c != '\'';
}

/* QuotedFragment prefers one quoted text to the run of bare and quoted pieces. */
size_t match_fragment(str s, size_t i) {
    size_t quoted = match_quoted(s, i);
    return quoted > i ? quoted : match_fragments(s, i);
}

size_t match_fragments(str s, size_t i) {
    for (;;) {
        size_t from = i;
        while (i < s.n && is_fragment(s.p[i]))
            i++;
        i = match_quoted(s, i);
        if (i == from)
            return i;
    }
}

bool find_fragment(str s, size_t from, size_t *at, size_t *end) {
    for (size_t i = from; i < s.n; i++) {
        size_t e = match_fragment(s, i);
        if (e > i) {
            *at = i;
            *end = e;
            return true;
        }
    }
    return false;
}

/* Matches at the word that begins at i; *next is where to look on when it does not. */
static bool match_attribute(str s, size_t i, size_t *next, str *key, str *val) {
    size_t end = i + 1;
    while (end < s.n && is_segment(s.p[end]))
        end++;
    *next = end;
    size_t colon = skip_space(s, end);
    if (colon >= s.n || s.p[colon] != ':')
        return false;
    size_t from = skip_space(s, colon + 1);
    size_t to = match_fragment(s, from);
    if (to == from)
        return false;
    *key = str_slice(s, i, end);
    *val = str_slice(s, from, to);
    *next = to;
    return true;
}

bool scan_attribute(str s, size_t *at, str *key, str *val) {
    size_t i = *at;
    while (i < s.n) {
        if (!is_word(s.p[i])) {
            i++;
        } else if (match_attribute(s, i, &i, key, val)) {
            *at = i;
            return true;
        }
    }
    *at = i;
    return false;
}

static bool is_signature(char c) {
    return is_segment(c) || c == '.' || c == '[' || c == ']';
}

size_t match_signature(str s, size_t i) {
    for (;;) {
        size_t j = i < s.n && s.p[i] == '(' ? i + 1 : i;
        if (j >= s.n || !is_signature(s.p[j]))
            return i;
        i = j + 1;
        if (i < s.n && s.p[i] == ')')
            i++;
    }
}
