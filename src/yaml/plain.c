#include "yaml/plain.h"

#include "base/utf8.h"
#include "yaml/scalar.h"

enum { MOST_LINES = 64, LONGEST_KEY = 128 };

/* Where what libyaml takes for no character, for a line end or for a byte order mark begins. */
static size_t find_special(str s) {
    size_t i = 0, n;
    uint32_t cp;
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c < 0x7F) {
            i++;
            continue;
        }
        n = c < 0x80 ? 1 : utf8_decode(str_from(s, i), &cp);
        if (n == 1 || cp < 0xA0 || cp == 0x2028 || cp == 0x2029 || cp == 0xFEFF || cp == 0xFFFE ||
            cp == 0xFFFF)
            break;
        i += n;
    }
    return i;
}

static size_t key_length(str s) {
    size_t n = 0;
    while (n < s.n && n <= LONGEST_KEY && (ascii_is_word(s.p[n]) || (n && s.p[n] == '-')))
        n++;
    bool ends = n + 1 < s.n && s.p[n] == ':' && s.p[n + 1] == ' ';
    return ends && n <= LONGEST_KEY && !ascii_is_digit(s.p[0]) ? n : 0;
}

/* Is an unquoted text one scalar, and nothing else? */
static bool is_scalar(str s) {
    if (!s.n || !(ascii_is_word(s.p[0]) || s.p[0] == '/' || s.p[0] & 0x80))
        return false;
    for (size_t i = 1; i < s.n; i++)
        if ((s.p[i] == ':' && (i + 1 == s.n || s.p[i + 1] == ' ')) ||
            (s.p[i] == '#' && s.p[i - 1] == ' '))
            return false;
    return true;
}

static bool read_scalar(arena *a, str s, const zone *z, value *out) {
    if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'')) {
        str inside = str_slice(s, 1, s.n - 1);
        if (s.p[s.n - 1] != s.p[0] || str_find_char(inside, s.p[0]) != STR_NONE ||
            (s.p[0] == '"' && str_find_char(inside, '\\') != STR_NONE))
            return false;
        *out = value_str(str_copy(a, inside));
        return true;
    }
    return is_scalar(s) && scalar_resolve(a, str_copy(a, s), z, out) == SCALAR_OK;
}

/* One line; its text begins at `at` of the source. */
static bool read_line(arena *a, str line, size_t at, const zone *z, member *out) {
    size_t n = key_length(line), from = n + 1;
    if (!n || find_special(line) < line.n)
        return false;
    while (from < line.n && line.p[from] == ' ')
        from++;
    while (line.n > from && line.p[line.n - 1] == ' ')
        line.n--;
    *out = (member){.key_at = (uint32_t)at,
                    .val_at = (uint32_t)(at + from),
                    .val_n = (uint32_t)(line.n - from)};
    return scalar_resolve(a, str_copy(a, str_slice(line, 0, n)), z, &out->key) == SCALAR_OK &&
           read_scalar(a, str_from(line, from), z, &out->val);
}

bool plain_read(arena *a, span text, const yaml_options *o, value *out) {
    str s = str_slice(text.src->text, text.at, (size_t)text.at + text.n);
    size_t at = str_starts(s, S("---\n")) ? 4 : 0;
    map_builder b = {.a = a};
    while (at < s.n) {
        str rest = str_from(s, at);
        size_t end = str_find_char(rest, '\n'), n = end == STR_NONE ? rest.n : end;
        member one;
        if (b.n == MOST_LINES || !read_line(a, str_slice(rest, 0, n), text.at + at, o->zone, &one))
            return false;
        map_add_member(&b, one);
        at += n + 1;
    }
    size_t n = b.n;
    *out = n ? map_finish(&b) : value_nil();
    return n && out->n == n; /* a key that occurs twice is to be told of */
}
