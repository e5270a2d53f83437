#include "liquid/intern.h"

#include <string.h>

/* Liquid cuts a template with one regular expression: {%.*?%} or {{.*?}}? or a lone {% or {{,
 * whichever begins first. So an output ends at the first '}' whatever follows, and is faulty when
 * no second one does; quotes protect nothing. */

static size_t find_open(str s, size_t from) {
    while (from + 1 < s.n) {
        const char *brace = memchr(s.p + from, '{', s.n - 1 - from);
        if (!brace)
            break;
        from = (size_t)(brace - s.p);
        if (s.p[from + 1] == '%' || s.p[from + 1] == '{')
            return from;
        from++;
    }
    return s.n;
}

/* The end of the tag that begins before `from`, or 0. What was not found is remembered, so that a
 * text full of {% stays linear. */
static size_t find_tag_end(liquid_parser *p, str s, size_t from) {
    if (from >= p->no_tag_end)
        return 0;
    for (size_t i = from; i + 1 < s.n; i++) {
        const char *percent = memchr(s.p + i, '%', s.n - 1 - i);
        if (!percent)
            break;
        i = (size_t)(percent - s.p);
        if (s.p[i + 1] == '}')
            return i + 2;
    }
    p->no_tag_end = from;
    return 0;
}

static size_t find_out_end(liquid_parser *p, str s, size_t from) {
    if (from >= p->no_out_end)
        return 0;
    const char *brace = from < s.n ? memchr(s.p + from, '}', s.n - from) : NULL;
    if (!brace) {
        p->no_out_end = from;
        return 0;
    }
    return (size_t)(brace - s.p) + 1;
}

/* Splits the inside of a tag into its name and the markup. */
static void read_tag(token *t, str inside) {
    size_t i = skip_space(inside, 0);
    size_t from = i;
    if (i < inside.n && inside.p[i] == '#')
        i++;
    else
        while (i < inside.n && is_word(inside.p[i]))
            i++;
    t->name = str_slice(inside, from, i);
    t->inside = str_from(inside, i);
    if (t->name.n == 0)
        t->kind = TOK_BAD_TAG;
}

/* The contents of s[at, end), delimiters and white space control taken off. */
static str contents(token *t, str s) {
    size_t from = t->at + 2, to = t->at + t->n - 2;
    t->trim_before = s.p[from] == '-';
    t->trim_after = s.p[to - 1] == '-';
    if (t->trim_before && from < to)
        from++;
    if (to > from && s.p[to - 1] == '-')
        to--;
    return str_slice(s, from, to);
}

static token tag_token(liquid_parser *p, str s, size_t at) {
    token t = {.kind = TOK_BAD_TAG, .at = at, .n = 2};
    size_t end = find_tag_end(p, s, at + 2);
    if (end) {
        t.kind = TOK_TAG;
        t.n = end - at;
        read_tag(&t, contents(&t, s));
    }
    return t;
}

static token output_token(liquid_parser *p, str s, size_t at) {
    token t = {.kind = TOK_BAD_OUTPUT, .at = at, .n = 2};
    size_t end = find_out_end(p, s, at + 2);
    if (!end)
        return t;
    if (end < s.n && s.p[end] == '}') {
        t.kind = TOK_OUTPUT;
        t.n = end + 1 - at;
        t.inside = contents(&t, s);
    } else {
        t.n = end - at;
    }
    return t;
}

/* One line of {% liquid %}. Lines without a tag are passed over. */
static token line_token(liquid_parser *p, str s) {
    while (p->pos < p->end) {
        const char *nl = memchr(s.p + p->pos, '\n', s.n - p->pos);
        size_t at = p->pos, end = nl ? (size_t)(nl - s.p) : s.n;
        p->pos = nl ? end + 1 : end;
        str line = str_slice(s, at, end);
        if (skip_space(line, 0) == line.n)
            continue;
        token t = {.kind = TOK_TAG, .at = at + skip_space(line, 0), .n = str_rtrim(line).n};
        t.n -= t.at - at;
        read_tag(&t, line);
        return t;
    }
    return (token){.kind = TOK_END, .at = p->end};
}

token token_next(liquid_parser *p) {
    str s = {p->src->text.p, p->end};
    if (p->lines)
        return line_token(p, s);
    if (p->pos >= p->end)
        return (token){.kind = TOK_END, .at = p->end};
    size_t open = find_open(s, p->pos);
    token t;
    if (open > p->pos)
        t = (token){.kind = TOK_TEXT, .at = p->pos, .n = open - p->pos};
    else
        t = s.p[open + 1] == '%' ? tag_token(p, s, open) : output_token(p, s, open);
    p->pos = t.at + t.n;
    return t;
}
