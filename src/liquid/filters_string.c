#include "liquid/filters.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

/* ---- Case and white space ---- */

static value mapped(liquid_call *c, value in, void (*change)(buf *, str)) {
    str s = in_text(c, in);
    buf b = buf_new(c->a, s.n);
    change(&b, s);
    return filter_text(c, &b);
}

static value downcase(liquid_call *c, value in) {
    return mapped(c, in, utf8_downcase);
}

static value upcase(liquid_call *c, value in) {
    return mapped(c, in, utf8_upcase);
}

static value capitalize(liquid_call *c, value in) {
    return mapped(c, in, utf8_capitalize);
}

static value strip(liquid_call *c, value in) {
    return filter_str(c, str_trim(in_text(c, in)));
}

static value lstrip(liquid_call *c, value in) {
    return filter_str(c, str_ltrim(in_text(c, in)));
}

static value rstrip(liquid_call *c, value in) {
    return filter_str(c, str_rtrim(in_text(c, in)));
}

static value strip_newlines(liquid_call *c, value in) {
    str s = in_text(c, in);
    buf b = buf_new(c->a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\n' && !(s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n'))
            buf_char(&b, s.p[i]);
    return filter_text(c, &b);
}

/* ---- Pieces ---- */

/* The part of n things that offset and length name; false: outside. Ruby's slice. */
static bool slice_of(int64_t n, int64_t offset, int64_t length, size_t *from, size_t *to) {
    if (offset < 0)
        offset += n;
    if (offset < 0 || offset > n || length < 0)
        return false;
    *from = (size_t)offset;
    *to = (size_t)(length > n - offset ? n : offset + length);
    return true;
}

static value slice(liquid_call *c, value in) {
    int64_t offset, length = 1;
    size_t from, to;
    value len = liquid_arg(c, 1);
    if (!arg_integer(c, 0, &offset) || (value_truthy(len) && !arg_integer(c, 1, &length)))
        return value_nil();
    if (offset == INT64_MIN || offset == INT64_MAX || length == INT64_MAX)
        return liquid_filter_fail(c, "'slice' takes no integer beyond 64 bits");
    if (in.kind == V_LIST) {
        if (!slice_of(in.n, offset, length, &from, &to) || from == to)
            return value_list(NULL, 0);
        return value_list(in.u.list + from, to - from);
    }
    str s = in_text(c, in);
    if (!slice_of((int64_t)utf8_count(s), offset, length, &from, &to))
        return value_lit("");
    size_t at = utf8_offset(s, from);
    str rest = str_from(s, at);
    return filter_str(c, str_slice(rest, 0, utf8_offset(rest, to - from)));
}

static value truncate(liquid_call *c, value in) {
    int64_t length = 50;
    if (in.kind == V_NIL)
        return in;
    if (c->n > 0 && !arg_integer(c, 0, &length))
        return value_nil();
    str s = in_text(c, in), end = c->n > 1 ? arg_text(c, 1) : S("...");
    if ((int64_t)utf8_count(s) <= length)
        return filter_str(c, s);
    length = length < 0 ? 0 : length; /* shorter than any text */
    int64_t keep = length - (int64_t)utf8_count(end);
    buf b = buf_new(c->a, 64);
    buf_add(&b, str_slice(s, 0, utf8_offset(s, keep > 0 ? (size_t)keep : 0)));
    buf_add(&b, end);
    return filter_text(c, &b);
}

/* Words as Ruby's split(" ", limit) counts them: white space at the end makes one more. */
static value truncatewords(liquid_call *c, value in) {
    int64_t words = 15;
    if (in.kind == V_NIL)
        return in;
    if (c->n > 0 && !arg_integer(c, 0, &words))
        return value_nil();
    if (words >= INT32_MAX)
        return liquid_filter_fail(c, "integer %lld is too big for 'truncatewords'",
                                  (long long)words);
    words = words <= 0 ? 1 : words;
    str s = in_text(c, in);
    buf b = buf_new(c->a, 64);
    size_t i = skip_space(s, 0);
    for (int64_t n = 0; n < words; n++) {
        size_t end = i;
        while (end < s.n && !is_space(s.p[end]))
            end++;
        if (end == s.n)
            return filter_str(c, s);
        if (n)
            buf_char(&b, ' ');
        buf_add(&b, str_slice(s, i, end));
        i = skip_space(s, end);
        if (i == s.n && n + 1 < words)
            return filter_str(c, s);
    }
    buf_add(&b, c->n > 1 ? arg_text(c, 1) : S("..."));
    return filter_text(c, &b);
}

static void split_words(str s, list_builder *to, liquid_call *c) {
    for (size_t i = skip_space(s, 0); i < s.n; i = skip_space(s, i)) {
        size_t from = i;
        while (i < s.n && !is_space(s.p[i]))
            i++;
        list_add(to, filter_str(c, str_slice(s, from, i)));
    }
}

static void split_chars(str s, list_builder *to, liquid_call *c) {
    uint32_t cp;
    for (size_t i = 0; i < s.n;) {
        size_t n = utf8_decode(str_from(s, i), &cp);
        list_add(to, filter_str(c, str_slice(s, i, i + n)));
        i += n;
    }
}

static value split(liquid_call *c, value in) {
    str s = in_text(c, in), by = arg_text(c, 0), head, tail = s;
    list_builder b = {.a = c->a};
    if (str_eq(by, S(" "))) {
        split_words(s, &b, c);
        return list_finish(&b);
    }
    if (by.n == 0) {
        split_chars(s, &b, c);
        return list_finish(&b);
    }
    while (str_cut(tail, by, &head, &tail))
        list_add(&b, filter_str(c, head));
    list_add(&b, filter_str(c, head));
    while (b.n && b.p[b.n - 1].n == 0)
        b.n--;
    return list_finish(&b);
}

/* ---- Replacing ---- */

/* A replacement as Ruby's gsub reads it: \0 and \& are the match, \` and \' what stands around
 * it, \1 to \9 nothing, \\ a backslash. */
static void add_replacement(buf *b, str with, str s, size_t at, size_t n) {
    for (size_t i = 0; i < with.n; i++) {
        char next = i + 1 < with.n ? with.p[i + 1] : 0;
        if (with.p[i] != '\\' || !next || !strchr("\\0123456789&`'", next)) {
            buf_char(b, with.p[i]);
            continue;
        }
        i++;
        if (next == '\\')
            buf_char(b, '\\');
        else if (next == '0' || next == '&')
            buf_add(b, str_slice(s, at, at + n));
        else if (next == '`')
            buf_add(b, str_slice(s, 0, at));
        else if (next == '\'')
            buf_add(b, str_from(s, at + n));
    }
}

static value substitute(liquid_call *c, str s, str what, str with, bool once) {
    buf b = buf_new(c->a, s.n);
    bool plain = str_find_char(with, '\\') == STR_NONE;
    uint32_t cp;
    for (size_t i = 0;;) {
        size_t found = what.n ? str_find(str_from(s, i), what) : 0;
        if (found == STR_NONE) {
            buf_add(&b, str_from(s, i));
            return filter_text(c, &b);
        }
        buf_add(&b, str_slice(s, i, i + found));
        i += found;
        if (plain)
            buf_add(&b, with);
        else
            add_replacement(&b, with, s, i, what.n);
        size_t step = what.n;
        if (!step && i < s.n) { /* an empty match goes on behind the next character */
            step = utf8_decode(str_from(s, i), &cp);
            if (!once)
                buf_add(&b, str_slice(s, i, i + step));
        }
        if (once || (!what.n && i >= s.n)) {
            buf_add(&b, str_from(s, what.n ? i + what.n : i));
            return filter_text(c, &b);
        }
        i += step;
    }
}

static value replace(liquid_call *c, value in) {
    return substitute(c, in_text(c, in), arg_text(c, 0), arg_text(c, 1), false);
}

static value replace_first(liquid_call *c, value in) {
    return substitute(c, in_text(c, in), arg_text(c, 0), arg_text(c, 1), true);
}

static value replace_at_end(liquid_call *c, str s, str what, str with) {
    size_t at = s.n;
    if (what.n) {
        if (what.n > s.n)
            return filter_str(c, s);
        for (at = s.n - what.n + 1; at > 0; at--)
            if (memcmp(s.p + at - 1, what.p, what.n) == 0)
                break;
        if (at-- == 0)
            return filter_str(c, s);
    }
    buf b = buf_new(c->a, s.n + with.n);
    buf_add(&b, str_slice(s, 0, at));
    buf_add(&b, with);
    buf_add(&b, str_from(s, at + what.n));
    return filter_text(c, &b);
}

static value replace_last(liquid_call *c, value in) {
    return replace_at_end(c, in_text(c, in), arg_text(c, 0), arg_text(c, 1));
}

static value remove_all(liquid_call *c, value in) {
    return substitute(c, in_text(c, in), arg_text(c, 0), S(""), false);
}

static value remove_first(liquid_call *c, value in) {
    return substitute(c, in_text(c, in), arg_text(c, 0), S(""), true);
}

static value remove_last(liquid_call *c, value in) {
    return replace_at_end(c, in_text(c, in), arg_text(c, 0), S(""));
}

static value joined(liquid_call *c, str x, str y) {
    buf b = buf_new(c->a, x.n + y.n);
    buf_add(&b, x);
    buf_add(&b, y);
    return filter_text(c, &b);
}

static value append(liquid_call *c, value in) {
    return joined(c, in_text(c, in), arg_text(c, 0));
}

static value prepend(liquid_call *c, value in) {
    return joined(c, arg_text(c, 0), in_text(c, in));
}

const liquid_filter liquid_filters_string[] = {
    {"append", append, 1, 1},
    {"capitalize", capitalize, 0, 0},
    {"downcase", downcase, 0, 0},
    {"lstrip", lstrip, 0, 0},
    {"prepend", prepend, 1, 1},
    {"remove", remove_all, 1, 1},
    {"remove_first", remove_first, 1, 1},
    {"remove_last", remove_last, 1, 1},
    {"replace", replace, 1, 2},
    {"replace_first", replace_first, 1, 2},
    {"replace_last", replace_last, 2, 2},
    {"rstrip", rstrip, 0, 0},
    {"slice", slice, 1, 2},
    {"split", split, 1, 1},
    {"strip", strip, 0, 0},
    {"strip_newlines", strip_newlines, 0, 0},
    {"truncate", truncate, 0, 2},
    {"truncatewords", truncatewords, 0, 2},
    {"upcase", upcase, 0, 0},
    {NULL, NULL, 0, 0},
};
