#include "markdown/kd.h"

static char peek(str s, size_t at) {
    return at < s.n ? s.p[at] : '\0';
}

static bool is_at(str s, size_t at, str what) {
    return str_starts(str_from(s, at), what);
}

size_t kd_after_spaces(str s, size_t at, size_t most) {
    size_t to = at;
    while (to < at + most && peek(s, to) == ' ')
        to++;
    return to;
}

size_t kd_blank(str s, size_t at) {
    size_t end = 0;
    for (size_t i = at; i < s.n && ascii_is_space(s.p[i]); i++)
        if (s.p[i] == '\n')
            end = i + 1;
    return end;
}

/* Past the white space up to the line's end, 0 when there is something else. */
static size_t rest_is_blank(str s, size_t at) {
    while (at < s.n && s.p[at] != '\n' && ascii_is_space(s.p[at]))
        at++;
    return peek(s, at) == '\n' ? at + 1 : 0;
}

size_t kd_eob_marker(str s, size_t at) {
    return peek(s, at) == '^' ? rest_is_blank(s, at + 1) : 0;
}

bool kd_is_name_char(char c) {
    return ascii_is_word(c) || c == '-';
}

size_t kd_name(str s, size_t at) {
    if (peek(s, at) == '-')
        return at;
    while (at < s.n && kd_is_name_char(s.p[at]))
        at++;
    return at;
}

size_t kd_brace_end(str s, size_t at) {
    enum { FARTHEST = 1024 };
    for (size_t i = at; i < s.n && i - at < FARTHEST; i++) {
        if (s.p[i] == '}')
            return i;
        if (s.p[i] == '\\' && peek(s, i + 1) == '}')
            i++;
    }
    return STR_NONE;
}

size_t kd_ial_line(str s, size_t at, size_t most_spaces, str *list) {
    at = kd_after_spaces(s, at, most_spaces);
    if (!is_at(s, at, S("{:")) || peek(s, at + 2) == ':' || peek(s, at + 2) == '/')
        return 0;
    size_t to = kd_brace_end(s, at + 2);
    if (to == STR_NONE || to == at + 2)
        return 0;
    *list = str_slice(s, at + 2, to);
    return rest_is_blank(s, to + 1);
}

size_t kd_rule(str s, size_t at) {
    at = kd_after_spaces(s, at, 3);
    char c = peek(s, at);
    if (c != '*' && c != '-' && c != '_')
        return 0;
    size_t n = 0;
    for (; at < s.n && s.p[at] != '\n'; at++) {
        n += s.p[at] == c;
        if (s.p[at] != c && s.p[at] != ' ' && s.p[at] != '\t')
            return 0;
    }
    return n >= 3 && at < s.n ? at + 1 : 0;
}

/* Span elements and script do not end a paragraph. */
static bool is_lazy_name(str s, size_t at) {
    size_t end = at;
    while (end < s.n && ascii_is_word(s.p[end]))
        end++;
    str word = str_slice(s, at, end);
    return kd_is_span_tag(word) || str_eq(word, S("script"));
}

bool kd_is_html_line(str s, size_t at, size_t most_spaces) {
    at = kd_after_spaces(s, at, most_spaces);
    if (peek(s, at) != '<')
        return false;
    bool stops = peek(s, at + 1) == '/';
    at += stops ? 2 : 1;
    size_t end = kd_tag_name(s, at);
    if (end == at || is_lazy_name(s, at))
        return false;
    if (!stops)
        return true;
    while (end < s.n && ascii_is_space(s.p[end]))
        end++;
    return peek(s, end) == '>';
}

bool kd_is_boundary(str s, size_t at) {
    str list;
    return at >= s.n || kd_blank(s, at) || kd_eob_marker(s, at) || kd_ial_line(s, at, 3, &list);
}

bool kd_is_block_end(str s, size_t at) {
    return kd_is_boundary(s, at) || kd_is_html_line(s, at, 3);
}

size_t kd_marker(str s, size_t at, char kind, size_t most_spaces) {
    at = kd_after_spaces(s, at, most_spaces);
    char c = peek(s, at);
    if (kind == 'o') {
        size_t from = at;
        while (at < s.n && ascii_is_digit(s.p[at]))
            at++;
        if (at == from || peek(s, at) != '.')
            return 0;
    } else if (kind == 'u' ? c != '*' && c != '+' && c != '-' : c != ':') {
        return 0;
    }
    char after = peek(s, at + 1);
    return after == ' ' || after == '\t' || after == '|' ? at + 1 : 0;
}

bool kd_is_list_start(str s, size_t at) {
    return kd_marker(s, at, 'u', 3) || kd_marker(s, at, 'o', 3);
}

size_t kd_atx(str s, size_t at, bool gfm, unsigned *level, str *contents) {
    size_t n = 0;
    while (n < 6 && peek(s, at + n) == '#')
        n++;
    size_t from = at + n;
    while (peek(s, from) == ' ' || peek(s, from) == '\t')
        from++;
    if (!n || (gfm && from == at + n))
        return 0;
    size_t end = str_line_end(s, at);
    *level = (unsigned)n;
    *contents = str_rtrim(str_slice(s, from, end));
    return contents->n || gfm ? end : 0;
}

size_t kd_fence(str s, size_t at, bool gfm) {
    if (gfm)
        at = kd_after_spaces(s, at, 3);
    size_t n = 0;
    while (peek(s, at + n) == '~' || (gfm && peek(s, at + n) == '`'))
        n++;
    return n >= 3 ? n : 0;
}

bool kd_has_pipe(str line) {
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '|' && (i == 0 || line.p[i - 1] != '\\'))
            return true;
    return false;
}
