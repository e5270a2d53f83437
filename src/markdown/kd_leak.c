#include "base/utf8.h"
#include "markdown/kd_pieces.h"

/* kramdown reads emphasis in a link's text before it knows of the link's end: what begins there and
 * ends behind the link takes the link's ] with it. Links are found before emphasis here; so where
 * that may be the case the text is read once more with the ] as text, and if the emphasis then has
 * an end, that was right. */

enum { MOST_TRIED = 16, MOST_UNENDED = 8 };

static bool may_stop(str s, size_t at) {
    uint32_t next = 0;
    if (at == 0 || ascii_is_space(s.p[at - 1]))
        return false;
    if (s.p[at] == '_' && at + 1 < s.n)
        utf8_decode(str_from(s, at + 1), &next);
    return !utf8_is_letter(next) && !utf8_is_digit(next);
}

static void find_stops(kd_lexer *l) {
    l->knows_stops = true;
    for (size_t i = 0; i < l->src.s.n; i++) {
        char c = l->src.s.p[i];
        if ((c == '*' || c == '_') && may_stop(l->src.s, i))
            l->last_stop[c == '_'] = i;
    }
}

static bool is_tried(const kd_lexer *l, size_t close, size_t opener) {
    for (size_t i = 0; i < l->tried->n; i++)
        if (l->tried->p[i].close == close && l->tried->p[i].opener == opener)
            return true;
    return false;
}

bool kd_is_text_close(const kd_lexer *l, size_t close) {
    for (size_t i = 0; i < l->tried->n; i++)
        if (l->tried->p[i].close == close && l->tried->p[i].is_text)
            return true;
    return false;
}

void kd_look_for_leak(kd_lexer *l, size_t first, size_t close) {
    size_t at[MOST_UNENDED];
    if (l->has_leak || first >= l->pieces.n || l->tried->n >= MOST_TRIED)
        return;
    if (!l->knows_stops)
        find_stops(l);
    if (l->last_stop[0] < close && l->last_stop[1] < close)
        return;
    size_t n = kd_unended(l, first, at, MOST_UNENDED);
    for (size_t i = 0; i < n && !l->has_leak; i++) {
        l->leak = (kd_leak){close, at[i], true};
        l->has_leak = l->last_stop[l->src.s.p[at[i]] == '_'] > close && !is_tried(l, close, at[i]);
    }
}

static bool is_begun_at(const kd_lexer *l, size_t at) {
    for (size_t i = 0; i < l->marks.n; i++) {
        const kd_emphasis_mark *m = &l->marks.p[i];
        if (m->opens && (size_t)(l->pieces.p[m->piece].text.p - l->src.s.p) + m->at == at)
            return true;
    }
    return false;
}

void kd_spans(kd_doc *doc, str text, buf *out) {
    kd_leaks tried = {0};
    kd_lexer l;
    size_t atoms = doc->atoms.n, known = 0;
    for (;;) {
        doc->atoms.n = atoms;
        l = kd_lex(doc, text, &tried);
        kd_pieces_pair(&l);
        bool was_right = known == tried.n || is_begun_at(&l, tried.p[known].opener);
        if (!was_right)
            tried.p[known].is_text = false;
        known = tried.n;
        if (!was_right)
            continue;
        if (!l.has_leak || l.pairing != KD_PAIRED_BY_MARKS)
            break;
        *vec_push(doc->a, &tried) = l.leak;
    }
    kd_pieces_write(&l, out);
}
