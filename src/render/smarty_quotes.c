#include "render/smarty.h"

#include <string.h>

#include "base/utf8.h"

/* kramdown's rules for quotation marks, in its order. Its \w, \s and \d are ASCII, but its word
 * boundaries know all letters. */

#define LSQUO "\u2018"
#define RSQUO "\u2019"
#define LDQUO "\u201c"
#define RDQUO "\u201d"

static char at(str s, size_t i) {
    return i < s.n ? s.p[i] : '\0';
}

static bool is_quote(char c) {
    return c == '"' || c == '\'';
}

static bool is_word_at(str s, size_t i) {
    uint32_t cp;
    if (i >= s.n)
        return false;
    utf8_decode(str_from(s, i), &cp);
    return utf8_is_word(cp);
}

static void add_left(char quote, buf *out) {
    buf_add(out, quote == '"' ? S(LDQUO) : S(LSQUO));
}

static void add_right(char quote, buf *out) {
    buf_add(out, quote == '"' ? S(RDQUO) : S(RSQUO));
}

/* [_*]{1,2}\S */
static bool before_emphasis(str s, size_t i) {
    if (at(s, i) != '_' && at(s, i) != '*')
        return false;
    bool two = at(s, i + 1) == '_' || at(s, i + 1) == '*';
    return (two && i + 2 < s.n && !ascii_is_space(s.p[i + 2])) ||
           (i + 1 < s.n && !ascii_is_space(s.p[i + 1]));
}

/* A punctuation mark, "..." aside, with no word boundary behind it. */
static bool before_punctuation(str s, size_t i) {
    char c = at(s, i);
    if (c <= ' ' || c > '~' || ascii_is_alnum(c) || c == '&')
        return false;
    return !str_starts(str_from(s, i + 1), S("..")) && (c == '_') == is_word_at(s, i + 1);
}

/* \s|s\b|$ */
static bool before_end(str s, size_t i) {
    return i >= s.n || ascii_is_space(s.p[i]) || (s.p[i] == 's' && !is_word_at(s, i + 1));
}

/* Two marks that open together, and an apostrophe before a decade, after a space or not. */
static size_t opening_pair(str s, size_t i, buf *out) {
    size_t k = i + ascii_is_space(at(s, i));
    char one = at(s, k), two = at(s, k + 1);
    bool pair = is_quote(one) && is_quote(two) && one != two && ascii_is_word(at(s, k + 2));
    bool decade =
        one == '\'' && ascii_is_digit(two) && ascii_is_digit(at(s, k + 2)) && at(s, k + 3) == 's';
    if (!pair && !decade)
        return i;
    buf_add(out, str_slice(s, i, k));
    if (decade) {
        buf_lit(out, RSQUO);
        return k + 1;
    }
    add_left(one, out);
    add_left(two, out);
    return k + 2;
}

size_t smarty_quote(str s, size_t i, buf *out) {
    uint32_t cp;
    char here = at(s, i);
    size_t next = i + utf8_decode(str_from(s, i), &cp), end;
    bool after = here != '\\' && is_quote(at(s, next));
    if (!after && !is_quote(here))
        return i;
    if (is_quote(here) && before_emphasis(s, i + 1)) {
        add_left(here, out);
        return i + 1;
    }
    if (is_quote(here) && before_punctuation(s, i + 1)) {
        add_right(here, out);
        return i + 1;
    }
    if ((end = opening_pair(s, i, out)) > i)
        return end;
    if (after && ascii_is_space(here) && ascii_is_word(at(s, next + 1))) {
        buf_char(out, here);
        add_left(s.p[next], out);
        return next + 1;
    }
    if (after && !memchr(" \t\r\n[{(-", here, 8)) {
        smarty_escape(str_slice(s, i, next), false, out);
        add_right(s.p[next], out);
        return next + 1;
    }
    if (is_quote(here) && before_end(s, i + 1)) {
        add_right(here, out);
        return i + 1;
    }
    if (after) {
        buf_char(out, here);
        i = next;
    }
    add_left(s.p[i], out);
    return i + 1;
}
