#include "lsp/position.h"

#include "base/utf8.h"

/* Units of a character of n bytes. */
static uint32_t units(position_encoding e, size_t n, uint32_t cp) {
    return e == POSITION_UTF8 ? (uint32_t)n : e == POSITION_UTF16 && cp >= 0x10000 ? 2 : 1;
}

static size_t line_start(str text, uint32_t line) {
    size_t at = 0;
    for (; line && at < text.n; at++) {
        if (text.p[at] == '\n' ||
            (text.p[at] == '\r' && !(at + 1 < text.n && text.p[at + 1] == '\n')))
            line--;
    }
    return line ? text.n : at;
}

size_t position_offset(str text, position_encoding e, position p) {
    size_t at = line_start(text, p.line);
    uint32_t left = p.character;
    while (left && at < text.n && text.p[at] != '\n' && text.p[at] != '\r') {
        uint32_t cp;
        size_t n = utf8_decode(str_from(text, at), &cp);
        uint32_t has = units(e, n, cp);
        if (has > left)
            break;
        left -= has;
        at += n;
    }
    return at;
}

position position_at(const source *s, position_encoding e, size_t at) {
    place p = source_place(s, (uint32_t)at);
    if (at > s->text.n)
        at = s->text.n;
    uint32_t column = e == POSITION_UTF16   ? p.col16 - 1
                      : e == POSITION_UTF32 ? p.col - 1
                                            : (uint32_t)at - source_offset(s, p.line, 1);
    return (position){p.line - 1, column};
}

position position_of(place p, const excerpt *line, position_encoding e) {
    if (!p.line)
        return (position){0, 0};
    uint32_t column = e == POSITION_UTF16 ? p.col16 - 1 : p.col - 1;
    if (e == POSITION_UTF8 && line->col == 1)
        column = (uint32_t)utf8_offset(line->text, column);
    return (position){p.line - 1, column};
}

static bool read_number(value v, uint32_t *out) {
    if (v.kind != V_INT || v.u.i < 0)
        return false;
    *out = v.u.i > UINT32_MAX ? UINT32_MAX : (uint32_t)v.u.i;
    return true;
}

bool position_read(value v, position *out) {
    return read_number(value_at(v, S("line")), &out->line) &&
           read_number(value_at(v, S("character")), &out->character);
}

void position_write(position p, buf *out) {
    buf_printf(out, "{\"line\":%u,\"character\":%u}", p.line, p.character);
}

void range_write(position from, position to, buf *out) {
    buf_lit(out, "{\"start\":");
    position_write(from, out);
    buf_lit(out, ",\"end\":");
    position_write(to, out);
    buf_char(out, '}');
}
