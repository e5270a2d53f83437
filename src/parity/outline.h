/* A note as a list of leaves: headings, paragraphs, items, rows, code, HTML, breaks, in the order
 * of the text, each with what it holds that a translation must keep. */
#ifndef LETOON_PARITY_OUTLINE_H
#define LETOON_PARITY_OUTLINE_H

#include "parity/clean.h"

typedef enum {
    LEAF_TEXT, /* a paragraph, or the first one of a list's item */
    LEAF_HEADING,
    LEAF_CODE,
    LEAF_HTML,
    LEAF_ROW,
    LEAF_BREAK,
} leaf_class;

enum {
    LEAF_IS_ITEM = 1, /* text: the first of an item */
    LEAF_IS_TASK = 2,
    LEAF_IS_DONE = 4,
    LEAF_IS_FENCED = 8,
    LEAF_IS_HEAD = 16,      /* rows: the table's head */
    LEAF_IS_NOTE = 32,      /* text: begins a footnote's definition */
    LEAF_IS_COMMENT = 64,   /* HTML: nothing but a comment */
    LEAF_IS_ELIDED = 128,   /* "[...]", "…", "<!-- … -->": stands for text, and says nothing */
    LEAF_IS_STRESSED = 256, /* bold text is in it */
    LEAF_IS_BARRED = 512,   /* text: begins with a bar, as the row of a table does */
};

/* What a container adds to a leaf's context, four bits each, the innermost lowest. */
enum { IN_QUOTE = 1, IN_BULLETS, IN_NUMBERS, IN_TABLE };

/* The innermost container of a context; 0: there is none. */
static inline unsigned context_inner(uint64_t context) {
    return context & 15;
}

typedef enum {
    ATOM_LINK,      /* the destination of [text](…) */
    ATOM_URL,       /* a bare one in the text */
    ATOM_IMAGE,     /* the file of ![alt](…) */
    ATOM_CODE,      /* `…` */
    ATOM_HTML,      /* an inline tag, from < to > */
    ATOM_STRONG,    /* no text */
    ATOM_EMPH,      /* no text */
    ATOM_REFERENCE, /* the label of [^…] */
    ATOM_TAG,       /* {% … %}, all of it */
    ATOM_OUTPUT,    /* {{ … }}, all of it */
    ATOM_ATTRIBUTES,
    ATOM_KINDS,
} atom_kind;

typedef struct atom {
    atom_kind kind;
    uint32_t at, n;  /* bytes of the source; n 0: it begins there or somewhat later */
    uint32_t before; /* of inline code, which is no text: how much of the leaf's stands before it */
    str text;        /* with CLEAN_FILLER for what Liquid prints: see outline_written */
    str key; /* equal for what is the same in two languages: of URLs see url.h, else the text */
    uint64_t hash; /* of the key; of a bare URL that of a link */
} atom;

/* The hashes of a leaf's first lines, comments apart, rising. Few are asked for: equal leaves have
 * equal ones. */
typedef struct line_hashes {
    arena *a;
    bool is_read;
    uint32_t n;
    const uint64_t *hashes;
} line_hashes;

typedef struct leaf {
    leaf_class class;
    uint8_t level;  /* of headings */
    uint8_t breaks; /* of lines, by two blanks or a backslash at their ends; 255: so many or more */
    uint16_t flags;
    uint64_t context;
    uint32_t at, n; /* bytes of the source */
    str text; /* what is read, without code; cells are parted by tabs. Of code and HTML: all */
    str info; /* of code: the info string */
    uint32_t chars;    /* code points of text, without URLs */
    const atom *atoms; /* in the order of the text */
    uint32_t natoms;
    const uint64_t *anchors; /* hashes of URLs, code, numbers and ids, rising */
    uint32_t nanchors;
    const uint64_t *names; /* hashes of words that begin with a capital of ASCII, and of inline
                              tags, rising, each once: what often stays, but need not */
    uint32_t nnames;
    line_hashes *lines; /* of code and HTML, for outline_lines */
    bool has_digits;    /* in its text, of any script */
    uint64_t figures;   /* a hash of its numbers with the words that they are in, in any order */
    uint16_t bytes;   /* which of BYTE_TOKEN, _STAR, _BRACKET, _FORM_LEAD (bytes.h) its text has */
    uint64_t holding; /* a hash of the atoms' keys and URLs' fragments, in whatever order */
    uint64_t hash;    /* of text, code, URLs and tags: equal leaves have equal ones */
} leaf;

typedef struct outline {
    const source *src;
    uint32_t body_at;
    const leaf *leaves;
    size_t n;
    const mark *marks; /* of the whole body; see clean.h */
    size_t nmarks;
    bool stops;       /* its last block said that more was to come, and was taken off */
    uint64_t marking; /* a hash of the marks, in whatever order they stand */
} outline;

typedef struct outline_options {
    uint32_t markdown; /* MD_ flags; those that change what is a block or a link are ours */
    bool is_liquid;
    respellings respelt; /* see clean.h */
    const str *codes;    /* of the set's languages: path segments that translations change */
    size_t ncodes;
} outline_options;

/* False: the Markdown is beyond the limits, and an error was added. Lives in `a`. */
bool outline_read(arena *a, span body, const outline_options *o, outline *out, diags *d);

/* Where an atom stands: exactly, where its text is found on from where cmark says it begins. */
span outline_atom(const outline *o, const leaf *l, const atom *x);

/* The text of an atom as it was written, with the Liquid that is filler in it: what people are
 * shown, and what is put into files. */
str outline_written(arena *a, const outline *o, const leaf *l, const atom *x);

/* A leaf's bytes of the source, with CLEAN_FILLER for what Liquid prints. */
str outline_masked(arena *a, const outline *o, const leaf *l);

span outline_leaf(const outline *o, const leaf *l);

uint32_t outline_count(const leaf *l, atom_kind kind);

/* Of code and HTML. */
const line_hashes *outline_lines(const leaf *l);

#endif
