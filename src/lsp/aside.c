#include "lsp/aside.h"

#include "lsp/front.h"

static bool is_blank(const aside *b, uint32_t line) {
    return !str_trim(source_line(b->src, line)).n;
}

/* Lines from `from` to before `end`. */
static aside cut(const document *doc, const source *src, uint32_t from, uint32_t end) {
    aside b = {.doc = doc, .src = src, .from = from, .to = end - 1};
    while (from < end && b.from < end && is_blank(&b, b.from))
        b.from++;
    while (b.to > b.from && is_blank(&b, b.to))
        b.to--;
    if (from >= end || b.from >= end)
        b.src = NULL;
    return b;
}

/* ---- front matter ---- */

/* Does a line go on with the value of a key above it? */
static bool goes_on(str line) {
    return line.n && (line.p[0] == ' ' || line.p[0] == '\t' || str_starts(line, S("- ")));
}

str aside_key(const source *src, uint32_t line) {
    while (line > 1 && goes_on(source_line(src, line)))
        line--;
    return front_line_key(source_line(src, line));
}

bool aside_narrow(aside *b, str key) {
    for (uint32_t line = b->from; key.n && line <= b->to; line++) {
        if (!str_eq(front_line_key(source_line(b->src, line)), key))
            continue;
        uint32_t end = b->to;
        for (b->from = b->to = line; b->to < end && goes_on(source_line(b->src, b->to + 1));)
            b->to++;
        return true;
    }
    return false;
}

/* The first row has the front matter, of which one key is meant. */
static void narrow(aside *own, aside *other) {
    str key = own->src ? aside_key(own->src, own->from) : (str){"", 0};
    if (other->src && !aside_narrow(other, key))
        other->src = NULL;
}

/* ---- rows ---- */

/* One translation beside the original; `line` is in the one that was asked about. */
static void add(asides *out, look *l, const look_note *note, const document *doc, uint32_t line) {
    beside b;
    bool in_original = note->doc == note->original;
    if (!beside_read(l->w.a, l->c.site, note->set, note->original, doc, &b))
        return;
    for (size_t i = 0; i < b.n; i++) {
        const beside_row *r = &b.rows[i];
        aside from = cut(note->original, b.from, r->from, r->from_end);
        aside to = cut(doc, b.to, r->to, r->to_end);
        aside *own = in_original ? &from : &to, *other = in_original ? &to : &from;
        if (in_original ? line < r->from || line >= r->from_end : line < r->to || line >= r->to_end)
            continue;
        if (i == 0 && own->src) {
            own->from = own->to = line;
            narrow(own, other);
        }
        out->own = *own;
        *vec_push(l->w.a, out) = *other;
    }
}

asides asides_of(look *l, const look_note *note, uint32_t line) {
    asides out = {0};
    out.own.doc = note->doc;
    if (!note->original)
        return out;
    if (note->doc != note->original)
        add(&out, l, note, note->doc, line);
    for (size_t i = 0; note->doc == note->original && look_version(note, i); i++)
        if (look_version(note, i) != note->original)
            add(&out, l, note, look_version(note, i), line);
    return out;
}

str aside_text(arena *a, const aside *b, uint32_t lines) {
    buf out = buf_new(a, 256);
    for (uint32_t line = b->from; line <= b->to; line++) {
        if (line - b->from == lines) {
            buf_lit(&out, "…\n");
            break;
        }
        buf_add(&out, source_line(b->src, line));
        buf_char(&out, '\n');
    }
    return buf_str(&out);
}

void aside_range(const aside *b, position_encoding e, buf *out) {
    position from = {0, 0}, to = {0, 0};
    if (b->src) {
        size_t at = source_offset(b->src, b->to, 1);
        from.line = b->from - 1;
        to = position_at(b->src, e, at + source_line(b->src, b->to).n);
    }
    range_write(from, to, out);
}
