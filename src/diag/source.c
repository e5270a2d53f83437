#include "diag/source.h"

#include <string.h>

#include "base/lines.h"
#include "base/utf8.h"

struct line_table {
    arena *a;
    uint32_t *starts; /* byte offset of each line's first byte */
    uint32_t n;       /* 0 until first used */
};

source *source_new(arena *a, str path, str text) {
    source *s = arena_make(a, source, 1);
    s->path = path;
    s->text = text;
    s->lines = arena_make(a, struct line_table, 1);
    s->lines->a = a;
    return s;
}

static const struct line_table *table(const source *s) {
    struct line_table *t = s->lines;
    if (!t->n) {
        line_starts l = line_starts_of(t->a, s->text);
        t->starts = l.p;
        t->n = (uint32_t)l.n;
    }
    return t;
}

static uint32_t utf16_units(str s) {
    uint32_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
        n += cp >= 0x10000 ? 2 : 1;
    }
    return n;
}

place source_place(const source *s, uint32_t at) {
    const struct line_table *t = table(s);
    if (at > s->text.n)
        at = (uint32_t)s->text.n;
    uint32_t low = 0, high = t->n; /* starts[low] <= at < starts[high] */
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;
        if (t->starts[mid] <= at)
            low = mid;
        else
            high = mid;
    }
    str before = str_slice(s->text, t->starts[low], at);
    return (place){low + 1, (uint32_t)utf8_count(before) + 1, utf16_units(before) + 1};
}

str source_line(const source *s, uint32_t line) {
    const struct line_table *t = table(s);
    if (line == 0 || line > t->n)
        return (str){"", 0};
    size_t from = t->starts[line - 1], to = from;
    while (to < s->text.n && s->text.p[to] != '\n' && s->text.p[to] != '\r')
        to++;
    return str_slice(s->text, from, to);
}

uint32_t source_offset(const source *s, uint32_t line, uint32_t col) {
    const struct line_table *t = table(s);
    if (line == 0)
        return 0;
    if (line > t->n)
        return (uint32_t)s->text.n;
    str text = source_line(s, line);
    return t->starts[line - 1] + (uint32_t)utf8_offset(text, col ? col - 1 : 0);
}

span span_of(const source *s, size_t at, size_t n) {
    return (span){s, (uint32_t)at, (uint32_t)n};
}

span span_whole(const source *s) {
    return (span){s, UINT32_MAX, 0};
}

bool span_has_place(span s) {
    return s.at != UINT32_MAX;
}
