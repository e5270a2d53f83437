#include "parity/cure.h"

#include "base/utf8.h"

uint32_t cure_last_line(const pair *p, const leaf *l) {
    return leaf_last_line(p->to->src, l);
}

str cure_lines(const pair *p, const leaf *first, const leaf *last) {
    return lines_name(p->a, source_place(p->to->src, first->at).line, cure_last_line(p, last));
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
        at = utf8_back(text, at);
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
