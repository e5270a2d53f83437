/* What a tag of Liquid is called, and what it says. */
#include "parity/rules/tag.h"

#include <string.h>

/* Of a tag or an output, which white space may precede or not. */
static bool is_end(str s) {
    return str_eq(s, S("}}")) || str_eq(s, S("%}")) || str_eq(s, S("-}}")) || str_eq(s, S("-%}"));
}

size_t tag_token(str s) {
    char quote = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (quote && s.p[i] == '\\') { /* Jekyll's tags have \" within quotes */
            i++;
            continue;
        }
        if (quote) {
            if (s.p[i] != quote)
                continue;
            return i + 1;
        }
        if (ascii_is_space(s.p[i]) || (i && (strchr("=:,|", s.p[i]) || is_end(str_from(s, i)))))
            return i;
        if (strchr("=:,|", s.p[i]))
            return 1;
        if (s.p[i] == '"' || s.p[i] == '\'') {
            if (i)
                return i;
            quote = s.p[i];
        }
    }
    return s.n;
}

static bool is_text(str token) {
    return token.n > 1 && strchr("\"'", token.p[0]) && token.p[token.n - 1] == token.p[0];
}

bool tag_is_same_but_texts(str x, str y) {
    while ((x = str_ltrim(x)).n && (y = str_ltrim(y)).n) {
        str one = str_slice(x, 0, tag_token(x)), other = str_slice(y, 0, tag_token(y));
        if (!one.n || !other.n || (!str_eq(one, other) && !(is_text(one) && is_text(other))))
            return false;
        x = str_from(x, one.n);
        y = str_from(y, other.n);
    }
    return !x.n && !str_ltrim(y).n;
}

str tag_kind(str text) {
    bool is_short = str_starts(text, S("{{%")) || str_starts(text, S("{{<")); /* Hugo's */
    if (!is_short && !str_starts(text, S("{%")))
        return str_slice(text, 0, 2);
    size_t n = is_short ? 3 : 2;
    str inside = str_ltrim(str_from(text, n + str_starts(str_from(text, n), S("-"))));
    n = 0;
    while (n < inside.n && !ascii_is_space(inside.p[n]) && inside.p[n] != '%' && inside.p[n] != '>')
        n++;
    return str_slice(inside, 0, n);
}

str tag_linked(str tag) {
    str kind = tag_kind(tag);
    if (!str_eq(kind, S("link")) && !str_eq(kind, S("post_url")))
        return (str){0};
    size_t end = tag.n > 2 ? tag.n - 2 : 0;
    while (end && ascii_is_space(tag.p[end - 1]))
        end--;
    str path = str_slice(tag, 0, end);
    size_t from = end;
    while (from && !ascii_is_space(path.p[from - 1]) && path.p[from - 1] != '/')
        from--;
    path = str_from(path, from);
    size_t dot = str_rfind_char(path, '.');
    path = dot == STR_NONE ? path : str_slice(path, 0, dot);
    bool is_dated = path.n > 11 && ascii_is_digit(path.p[0]) && path.p[4] == '-' &&
                    path.p[7] == '-' && path.p[10] == '-';
    return str_from(path, is_dated ? 11 : 0);
}

str tag_head(str text) {
    str kind = tag_kind(text), inside;
    if (kind.p == text.p)
        return text;
    inside = str_ltrim(str_from(text, (size_t)(kind.p - text.p) + kind.n));
    size_t n = tag_token(inside);
    return str_slice(text, (size_t)(kind.p - text.p), (size_t)(inside.p - text.p) + n);
}

str tag_ended(str kind) {
    return str_starts(kind, S("end")) ? str_from(kind, 3)
           : str_starts(kind, S("/")) ? str_trim(str_from(kind, 1))
                                      : (str){0};
}

str tag_behind(str tag) {
    str kind = tag_kind(tag);
    return str_starts(tag, S("{%")) ? str_from(tag, (size_t)(kind.p - tag.p) + kind.n) : (str){0};
}

str tag_argument(str tag, str name) {
    str before = {0}, last = {0};
    while ((tag = str_ltrim(tag)).n) {
        size_t n = tag_token(tag);
        str token = str_slice(tag, 0, n ? n : 1);
        if (str_eq(last, S("=")) && str_eq(before, name))
            return token.n > 2 && strchr("\"'", token.p[0]) ? str_slice(token, 1, token.n - 1)
                                                            : token;
        before = last;
        last = token;
        tag = str_from(tag, token.n);
    }
    return (str){0};
}
