/* A note's body made ready for comparing: what is not the reader's text is taken out before
 * Markdown is read, and kept as marks.
 *
 * Liquid outside of code is blanked, {% highlight %} becomes a fenced block, attribute lists of
 * kramdown, lines that begin or end boxes and comments to the checker are blanked, the labels of
 * footnotes' definitions too, so that their text is a paragraph where it stands. The text has as
 * many lines as the body; only the indentation of what continues a footnote is gone, so offsets go
 * through clean_source. */
#ifndef LETOON_PARITY_CLEAN_H
#define LETOON_PARITY_CLEAN_H

#include "base/lines.h"
#include "diag/diag.h"

typedef enum {
    MARK_TAG,        /* {% … %} */
    MARK_OUTPUT,     /* {{ … }} */
    MARK_ATTRIBUTES, /* {: .x}, {#id}, {::options …} */
    MARK_NOTE,       /* [^label]: — the label */
    MARK_DIRECTIVE,  /* a line such as "/// tip" or ":::", which begins or ends a box */
    MARK_IGNORE,     /* <!-- letoon-ignore … --> — what stands behind the word */
} mark_kind;

typedef struct mark {
    mark_kind kind;
    uint32_t at, n; /* bytes of the source */
    str text;
} mark;

/* What is read in place of n bytes of the source: a marker that no list of Markdown has. */
typedef struct respelling {
    uint32_t at, n;
    str now;
} respelling;

typedef struct respellings { /* in the order of the text */
    const respelling *p;
    size_t n;
} respellings;

typedef struct clean {
    const source *src;
    str text;         /* Markdown */
    uint32_t body_at; /* where the body begins in the source */
    const mark *marks;
    size_t nmarks;        /* in the order of the text */
    bool has_notes;       /* MARK_NOTE is among the marks */
    line_starts lines;    /* of `text` */
    const uint32_t *from; /* where each line begins in the source; NULL: as in `text` */
} clean;

/* Stands for what a {{ }} prints, where it is no white space to Markdown. */
#define CLEAN_FILLER '\x01'

static inline bool clean_has_filler(str s) {
    return str_find_char(s, CLEAN_FILLER) != STR_NONE;
}

/* `body` is the body's span in its source. `is_liquid`: has it Liquid at all? No two of `respelt`
 * are on one line. Everything lives in `a` or in the source. */
clean clean_body(arena *a, span body, bool is_liquid, respellings respelt);

/* Code of the source's bytes [at, at + n) with what prints in it as it was written. It is no code
 * to Liquid where it is not fenced, and blocks of nothing else would all be the same. */
str clean_restore(arena *a, const clean *c, uint32_t at, uint32_t n, str code);

/* However long Liquid is, it is one thing: fillers one after the other become one. */
str clean_shorten(arena *a, str s);

/* For people, where what was written is not known: each is "{{…}}". */
str clean_shown(arena *a, str s);

uint32_t clean_moved(const clean *c, uint32_t at);

/* An offset of c->text as one of the source. */
static inline uint32_t clean_source(const clean *c, uint32_t at) {
    return c->from ? clean_moved(c, at) : c->body_at + at;
}

#endif
