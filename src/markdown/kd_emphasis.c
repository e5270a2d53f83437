#include "base/utf8.h"
#include "markdown/kd_pieces.h"

/* Which runs of * and _ are emphasis, by kramdown's rule: what opens is tried, up to the next that
 * may close, and is text when there is none; in emphasis none opens, in strong no strong. Trying
 * may cost quadratic time, so there is a limit, beyond which cmark is left to pair them. */

typedef enum { IN_TEXT, IN_EM, IN_STRONG, IN_LINK } within;

typedef struct context {
    bool in_em, in_strong;
    within parent;
} context;

typedef struct spot {
    size_t piece, at;
} spot;

typedef struct pairing {
    kd_lexer *l;
    size_t steps, most;
    size_t *unended, n_unended, most_unended; /* places of runs that found no end */
} pairing;

static bool scan(pairing *e, spot *p, size_t end, char stop, size_t stop_n, context c);

static size_t offset_of(const pairing *e, spot p) {
    return (size_t)(e->l->pieces.p[p.piece].text.p - e->l->src.s.p) + p.at;
}

static uint32_t char_at(const pairing *e, size_t at) {
    uint32_t cp = 0;
    if (at < e->l->src.s.n)
        utf8_decode(str_from(e->l->src.s, at), &cp);
    return cp;
}

static bool is_space(uint32_t cp) {
    return cp && cp < 0x80 && ascii_is_space((char)cp);
}

static bool may_stop(const pairing *e, spot p, size_t n) {
    const kd_piece *run = &e->l->pieces.p[p.piece];
    size_t at = offset_of(e, p), left = run->text.n - p.at;
    uint32_t after = char_at(e, at + n);
    if (left < n || (n == 1 && left == 2) || at == 0 || ascii_is_space(e->l->src.s.p[at - 1]))
        return false;
    return run->text.p[0] != '_' || !(utf8_is_letter(after) || utf8_is_digit(after));
}

static void mark(pairing *e, spot p, size_t n, bool opens) {
    *vec_push(e->l->doc->a, &e->l->marks) = (kd_emphasis_mark){p.piece, p.at, n, opens};
}

static bool try(pairing *e, spot *p, size_t end, size_t n, context c) {
    size_t before = e->l->marks.n;
    char stop = e->l->pieces.p[p->piece].text.p[0];
    spot q = {p->piece, p->at + n};
    mark(e, *p, n, true);
    c.in_em = c.in_em || n == 1;
    c.in_strong = c.in_strong || n == 2;
    c.parent = n == 1 ? IN_EM : IN_STRONG;
    if (scan(e, &q, end, stop, n, c)) {
        *p = q;
        return true;
    }
    e->l->marks.n = before;
    if (e->n_unended < e->most_unended)
        e->unended[e->n_unended++] = offset_of(e, *p);
    return false;
}

/* Reads one or two characters of a run, and what they enclose. */
static void read_run(pairing *e, spot *p, size_t end, context c) {
    const kd_piece *run = &e->l->pieces.p[p->piece];
    size_t left = run->text.n - p->at, n = left > 1 ? 2 : 1;
    bool after_letter = run->after_letter && (p->at == 0 || e->l->doc->o.version >= KRAMDOWN_2_5_1);
    bool inside_word = run->text.p[0] == '_' && after_letter;
    bool may = !inside_word && !is_space(char_at(e, offset_of(e, *p) + n)) &&
               !(n == 2 ? c.in_strong : c.in_em);
    if (may && try(e, p, end, n, c))
        return;
    if (may && n == 2 && c.parent != IN_EM && try(e, p, end, 1, c))
        return;
    p->at += n;
}

static bool scan(pairing *e, spot *p, size_t end, char stop, size_t stop_n, context c) {
    spot start = *p;
    while (p->piece < end && e->steps++ < e->most) {
        const kd_piece *piece = &e->l->pieces.p[p->piece];
        if (piece->kind == KD_PIECE_OPEN && piece->is_link) {
            spot in = {p->piece + 1, 0};
            context of_link = c;
            of_link.parent = IN_LINK;
            scan(e, &in, piece->atom, '\0', 0, of_link);
            *p = (spot){piece->atom + 1, 0};
        } else if (piece->kind != KD_PIECE_RUN || p->at >= piece->text.n) {
            *p = (spot){p->piece + 1, 0};
        } else if (stop_n && piece->text.p[0] == stop && may_stop(e, *p, stop_n) &&
                   (p->piece != start.piece || p->at != start.at)) {
            mark(e, *p, stop_n, false);
            p->at += stop_n;
            return true;
        } else {
            read_run(e, p, end, c);
        }
    }
    return false;
}

bool kd_pair_emphasis(kd_lexer *l) {
    enum { STEPS_A_PIECE = 200, FEW = 10000 };
    pairing e = {.l = l, .most = l->pieces.n * STEPS_A_PIECE + FEW};
    spot p = {0, 0};
    scan(&e, &p, l->pieces.n, '\0', 0, (context){.parent = IN_TEXT});
    return e.steps < e.most;
}

size_t kd_unended(kd_lexer *l, size_t first, size_t *at, size_t most) {
    enum { MOST_STEPS = 100000 };
    size_t marks = l->marks.n;
    pairing e = {.l = l, .most = MOST_STEPS - l->leak_steps, .unended = at, .most_unended = most};
    spot p = {first, 0};
    scan(&e, &p, l->pieces.n, '\0', 0, (context){.parent = IN_LINK});
    l->leak_steps += e.steps < e.most ? e.steps : e.most;
    l->marks.n = marks;
    return e.n_unended;
}
