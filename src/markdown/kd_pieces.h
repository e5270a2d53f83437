/* The pieces a block's text is cut into, on their way to cmark. */
#ifndef LETOON_MARKDOWN_KD_PIECES_H
#define LETOON_MARKDOWN_KD_PIECES_H

#include "markdown/kd.h"

enum { KD_LONGEST_RUN = 100 }; /* of * or _; more is decoration */

typedef enum {
    KD_PIECE_TEXT,
    KD_PIECE_ENTITY,
    KD_PIECE_RUN, /* of * or _ */
    KD_PIECE_TILDES,
    KD_PIECE_ATOM,
    KD_PIECE_OPEN, /* a link's [, when is_link */
    KD_PIECE_CLOSE,
} kd_piece_kind;

typedef struct kd_piece {
    kd_piece_kind kind;
    str text;
    size_t atom;
    bool opens, closes, after_letter; /* of a run */
    bool after_opener;                /* of a run: one before it may be its beginning */
    bool is_sign;                     /* a text that kramdown holds for no text: a quote, a dash */
    bool is_link;                     /* its atom is the piece that closes it */
} kd_piece;

/* One or two characters of a run that begin or end emphasis. */
typedef struct kd_emphasis_mark {
    size_t piece, at, n;
    bool opens;
} kd_emphasis_mark;

typedef struct kd_open_bracket {
    size_t piece, at; /* at: after it */
    size_t tags;
    bool is_image, has_inner;
} kd_open_bracket;

typedef struct kd_span_link {
    size_t open, close; /* pieces */
} kd_span_link;

typedef struct kd_open_tag {
    str name;
    bool is_raw;
    size_t atom;
} kd_open_tag;

/* A link that may be none, since emphasis that begins in its text may end behind it. */
typedef struct kd_leak {
    size_t close, opener; /* places of its ] and of the run */
    bool is_text;         /* the ] is taken for text */
} kd_leak;

typedef vec(kd_leak) kd_leaks;

/* Who pairs the runs. */
typedef enum { KD_PAIRED_BY_CMARK, KD_PAIRED_BY_MARKS, KD_PAIRED_BY_NONE } kd_pairing;

typedef struct kd_lexer {
    kd_doc *doc;
    kd_src src;
    size_t plain; /* where text begins that is not yet a piece */
    vec(kd_piece) pieces;
    vec(kd_emphasis_mark) marks; /* in the order of the text */
    kd_pairing pairing;
    const kd_leaks *tried;
    kd_leak leak; /* the first that has not been tried, when has_leak */
    bool has_leak, knows_stops;
    size_t last_stop[2]; /* the last * and _ that may end emphasis, when knows_stops */
    size_t leak_steps;
    vec(kd_open_bracket) brackets;
    vec(kd_span_link) links; /* none inside another */
    vec(kd_open_tag) tags;
    size_t element, element_end; /* the last HTML element: its atom, and where it ended */
    size_t ticks_missed;         /* so many backticks do not come again; 0: not known */
    bool has_opener[2];          /* a run of *, of _ that may open */
} kd_lexer;

kd_atom *kd_push_atom(kd_lexer *l, kd_atom_kind kind, str text); /* valid until the next */
void kd_push_text(kd_lexer *l, str text);
void kd_flush(kd_lexer *l, size_t to); /* text up to there */

/* --- kd_link.c --- */
bool kd_bracket(kd_lexer *l); /* at [ ![ or ]; false when it is text */

/* --- kd_emphasis.c --- */
/* Pairs what is emphasis into marks; false when that takes too long. */
bool kd_pair_emphasis(kd_lexer *l);
/* The places of runs in pieces from `first` that could begin emphasis and find no end there. */
size_t kd_unended(kd_lexer *l, size_t first, size_t *at, size_t most);

/* --- kd_span.c --- */
kd_lexer kd_lex(kd_doc *doc, str text, const kd_leaks *tried);

/* --- kd_leak.c --- */
/* A link with pieces from `first` ends here: does emphasis run out of it? */
void kd_look_for_leak(kd_lexer *l, size_t first, size_t close);
bool kd_is_text_close(const kd_lexer *l, size_t close);

/* --- kd_cmark.c --- */
void kd_pieces_pair(kd_lexer *l);
void kd_pieces_write(kd_lexer *l, buf *out);

#endif
