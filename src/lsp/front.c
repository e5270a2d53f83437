#include "lsp/front.h"

static str next_line(str *rest) {
    str line;
    str_cut(*rest, S("\n"), &line, rest);
    return line;
}

/* The lines between the dashes, as far as they reach; p NULL: there are none. */
static str front_of(str text) {
    str rest = text, none = {NULL, 0};
    if (!str_eq(str_rtrim(next_line(&rest)), S("---")))
        return none;
    str all = rest;
    while (rest.n) {
        str line = str_rtrim(next_line(&rest));
        if (str_eq(line, S("---")) || str_eq(line, S("...")))
            return str_slice(all, 0, (size_t)(line.p - all.p));
    }
    return all;
}

static size_t key_length(str line) {
    size_t n = 0;
    while (n < line.n && (ascii_is_word(line.p[n]) || (n && line.p[n] == '-')))
        n++;
    return n;
}

str front_line_key(str line) {
    size_t n = key_length(line);
    return n && n < line.n && line.p[n] == ':' ? str_slice(line, 0, n) : (str){"", 0};
}

bool front_has_key(str text, str key) {
    str rest = front_of(text);
    while (rest.n) {
        if (str_eq(front_line_key(next_line(&rest)), key))
            return true;
    }
    return false;
}

/* The key that a line of a list belongs to: it stands above. */
static str key_above(str before) {
    str found = {"", 0};
    for (str rest = before; rest.n;) {
        str line = next_line(&rest), key = front_line_key(line);
        if (key.n)
            found = str_trim(str_from(line, key.n + 1)).n ? (str){"", 0} : key;
    }
    return found;
}

/* What was begun of a value: behind the last comma or bracket of a list. */
static void find_begun(front_cursor *c, str line, size_t from, size_t line_at) {
    for (size_t i = from; i < line.n; i++)
        if (line.p[i] == '[' || line.p[i] == ',')
            from = i + 1;
    c->is_glued = from == line.n && from && line.p[from - 1] != ' ' && line.p[from - 1] != '[';
    c->from = line_at + str_skip_space(line, from);
}

front_cursor front_cursor_at(str text, size_t at) {
    front_cursor c = {.kind = FRONT_NOWHERE, .key = {"", 0}, .from = at};
    str front = front_of(text);
    if (!front.p || text.p + at < front.p || at > text.n || text.p + at > front.p + front.n)
        return c;
    size_t start = str_line_begin(text, at);
    str line = str_slice(text, start, at);
    str before = {front.p, (size_t)(text.p + start - front.p)};
    size_t n = key_length(line), item = str_skip_space(line, 0);
    if (n == line.n) {
        str rest = str_from(text, at);
        size_t more = key_length(rest);
        c.kind = FRONT_KEY;
        c.from = start;
        c.is_named = more < rest.n && rest.p[more] == ':';
    } else if (n && line.p[n] == ':') {
        c.kind = FRONT_VALUE;
        c.key = str_slice(line, 0, n);
        find_begun(&c, line, n + 1, start);
    } else if (line.p[item] == '-' && key_above(before).n) {
        c.kind = FRONT_VALUE;
        c.key = key_above(before);
        find_begun(&c, line, item + 1, start);
    }
    return c;
}
