#include "parity/cure.h"

#include "base/utf8.h"

static uint32_t line_of(const source *s, uint32_t at) {
    return source_place(s, at).line;
}

uint32_t cure_last_line(const pair *p, const leaf *l) {
    const source *s = p->to->src;
    uint32_t end = l->at + l->n;
    while (end > l->at && ascii_is_space(s->text.p[end - 1]))
        end--;
    return line_of(s, end);
}

str cure_lines(const pair *p, const leaf *first, const leaf *last) {
    uint32_t from = line_of(p->to->src, first->at), to = cure_last_line(p, last);
    buf b = buf_new(p->a, 32);
    if (from == to)
        buf_printf(&b, "line %u", from);
    else
        buf_printf(&b, "lines %u to %u", from, to);
    return buf_str(&b);
}

void cure_remove(const pair *p, diag *e, uint32_t at, uint32_t end) {
    str text = p->to->src->text;
    while (end < text.n && ascii_is_space(text.p[end]))
        end++;
    if (end == text.n)
        at = (uint32_t)str_rtrim(str_slice(text, 0, at)).n + 1;
    if (at < end)
        diag_fix(p->d, e, span_of(p->to->src, at, end - at), S(""));
}

enum { BEFORE = 30, BEHIND = 20, MOST = 60 }; /* characters */

/* Where at most `n` characters before `end` begin, at a word if there is one. */
static size_t begin_of(str text, size_t end, size_t n) {
    size_t at = end, word = end;
    while (at > 0 && n-- > 0) {
        do
            at--;
        while (at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80);
        if (at > 0 && ascii_is_space(text.p[at - 1]))
            word = at;
    }
    return at && word < end ? word : at;
}

static size_t end_of(str text, size_t begin, size_t n) {
    size_t end = begin + utf8_offset(str_from(text, begin), n), word = end;
    while (end < text.n && word > begin && !ascii_is_space(text.p[word]))
        word--;
    return end < text.n && word > begin ? word : end;
}

str cure_words(arena *a, span what) {
    str line = str_line_at(what.src->text, what.at);
    size_t at = what.at - (size_t)(line.p - what.src->text.p);
    size_t n = utf8_offset(str_slice(line, at, at + what.n), MOST), end = at + n;
    size_t from = begin_of(line, at, BEFORE), to = end_of(line, end, BEHIND);
    buf b = buf_new(a, to - from + 16);
    buf_add(&b, from ? S("\"…") : S("\""));
    buf_add(&b, str_trim(str_slice(line, from, to)));
    buf_add(&b, to < line.n ? S("…\"") : S("\""));
    return buf_str(&b);
}
