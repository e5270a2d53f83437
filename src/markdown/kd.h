/* kramdown's blocks. CommonMark's rules for lists, HTML and lines without a blank between them are
 * others, and cmark's block parser cannot be bent; so blocks are read here, by kramdown's rules.
 * The text inside them goes through cmark-gfm: kd_span.c cuts it into what kramdown knows by its
 * start (code, mathematics, tags, quotes), and cmark nests emphasis and links over that.
 *
 * Work is linear in the text but for nesting, which is limited: each search that runs to the end of
 * the text remembers what it did not find. */
#ifndef LETOON_MARKDOWN_KD_H
#define LETOON_MARKDOWN_KD_H

#include "base/map.h"
#include "base/vec.h"
#include "markdown/library.h"

enum { KD_DEPTH = LIMIT_MARKDOWN_DEPTH };

typedef struct kd_pair {
    str key, value;
} kd_pair;

/* An attribute list: `#id .class key="value" reference`. */
typedef struct kd_attrs {
    vec(kd_pair) pairs;
    vec(str) refs;
} kd_attrs;

typedef enum {
    KD_ROOT,
    KD_BLANK,
    KD_EOB,
    KD_P,
    KD_HEADING,
    KD_QUOTE,
    KD_CODE,
    KD_RULE,
    KD_UL,
    KD_OL,
    KD_LI,
    KD_DL,
    KD_DT,
    KD_DD,
    KD_TABLE,
    KD_THEAD,
    KD_TBODY,
    KD_TFOOT,
    KD_ROW,
    KD_CELL,
    KD_MATH,
    KD_HTML,   /* an element; its name in text */
    KD_SPANS,  /* text that is read as Markdown without being a paragraph */
    KD_TEXT,   /* text of an HTML element that is not */
    KD_MARKUP, /* a comment or instruction of HTML, or the inside of a script, as it is */
    KD_RAW,    /* of an extension: as it is */
} kd_kind;

/* What an end-of-block stands for. */
typedef enum { KD_EOB_MARKER, KD_EOB_OTHER, KD_EOB_DEFINITION } kd_eob;

/* How the inside of an HTML element is read. */
typedef enum { KD_MODEL_RAW, KD_MODEL_SPAN, KD_MODEL_BLOCK } kd_model;

typedef struct kd_block kd_block;
struct kd_block {
    kd_kind kind;
    kd_block *parent, *first, *last, *next, *prev;
    buf text;
    kd_attrs attrs;
    kd_attrs *ial; /* NULL: none */
    str lang;      /* of code; empty: none */
    str id;        /* an automatic id of a heading, when has_id */
    uint8_t level;
    uint8_t eob;
    uint8_t model;
    bool transparent; /* a paragraph whose text shows without <p> */
    bool first_as_para;
    bool is_closed; /* <x/> */
    bool has_id;
    size_t columns;
    const char *aligns; /* l, c, r or '-' for each column */
    cmark_node *spans;
};

/* What a span is when cmark does not read it. */
typedef enum {
    KD_ATOM_CODE,
    KD_ATOM_MATH,
    KD_ATOM_MARKUP,  /* HTML, as it is */
    KD_ATOM_TAG,     /* a start tag of HTML, its name in text */
    KD_ATOM_TEXT,    /* text, as it is but escaped */
    KD_ATOM_LITERAL, /* as KD_ATOM_TEXT, but entities stay */
    KD_ATOM_BREAK,
    KD_ATOM_NEWLINE,
    KD_ATOM_AUTOLINK,
    KD_ATOM_IMAGE,
    KD_ATOM_LINK,
    KD_ATOM_NOTE,
    KD_ATOM_IAL,
} kd_atom_kind;

typedef struct kd_atom {
    kd_atom_kind kind;
    str text;
    kd_attrs attrs;
    bool is_void, is_closed; /* of a tag: <br>, <x/> */
} kd_atom;

typedef struct kd_link {
    str url, title;
    bool has_title;
    kd_block *eob; /* where its attribute list hangs */
} kd_link;

typedef struct kd_note {
    str name;
    kd_block *content;
    uint32_t number; /* 0: not met yet */
    uint32_t repeats;
} kd_note;

typedef struct kd_abbreviation {
    str title;
    kd_block *eob;
} kd_abbreviation;

typedef struct kd_doc {
    arena *a;
    markdown_kramdown o;
    kd_block *root;
    bool no_gfm_breaks;     /* of the text that is being cut up: it is in HTML or a footnote */
    map alds;               /* kd_attrs by name */
    map links;              /* kd_link by normal label */
    map notes;              /* kd_note by name */
    map abbreviations;      /* kd_abbreviation by text */
    vec(kd_block *) leaves; /* blocks with spans, in the order of the text */
    vec(kd_atom) atoms;
    unsigned ald_steps;
    struct codebook *codes; /* who highlights code; NULL: nobody */
} kd_doc;

/* A text being read. */
typedef struct kd_seek {
    size_t from, at;
    bool is_set;
} kd_seek;

enum { KD_SEEKS = 6 };

typedef struct kd_src {
    str s;
    size_t at;
    kd_seek seeks[KD_SEEKS]; /* of fixed needles */
    map tags;                /* kd_seek of end tags by name; its arena NULL: not made yet */
    size_t fence_from[2], fence_most[2]; /* from there on, no fence longer than that closes */
} kd_src;

/* --- kd_line.c: what a line is. `at` is a line's start; 0 says no, else where it ends. --- */
size_t kd_after_spaces(str s, size_t at, size_t most);
size_t kd_blank(str s, size_t at); /* all blank lines in a row */
size_t kd_eob_marker(str s, size_t at);
size_t kd_ial_line(str s, size_t at, size_t most_spaces, str *list);
size_t kd_rule(str s, size_t at);
bool kd_is_html_line(str s, size_t at, size_t most_spaces); /* a block tag starts or stops it */
bool kd_is_block_end(str s, size_t at);                     /* of what goes on lazily */
bool kd_is_boundary(str s, size_t at);
bool kd_is_list_start(str s, size_t at);
/* The end of the marker at a list item's or definition's first line, 0 when it is none. kind: 'u',
 * 'o', 'd'. */
size_t kd_marker(str s, size_t at, char kind, size_t most_spaces);
size_t kd_atx(str s, size_t at, bool gfm, unsigned *level, str *contents);
size_t kd_fence(str s, size_t at, bool gfm); /* the length of the run, 0 when there is none */
bool kd_has_pipe(str line);                  /* one that is not escaped */
bool kd_is_name_char(char c);                /* a word character of ASCII, or '-' */
size_t kd_name(str s, size_t at);            /* the end of \w[\w-]* at `at`; `at` when none */
/* The end of a braces' content that starts at `at`: the place of its `}`, STR_NONE when too far. */
size_t kd_brace_end(str s, size_t at);

/* --- kd_attr.c --- */
void kd_attr_set(arena *a, kd_attrs *to, str key, str value);
const str *kd_attr_get(const kd_attrs *at, str key);
void kd_attr_remove(kd_attrs *at, str key);
void kd_attr_class(arena *a, kd_attrs *to, str name); /* one more class */
void kd_attr_parse(arena *a, kd_attrs *to, str list);
bool kd_attr_refers(const kd_attrs *at, str name);
/* What `ial` says, with its references resolved, put onto `to`. */
void kd_attr_apply(kd_doc *doc, kd_attrs *to, const kd_attrs *ial);
void kd_attr_append(arena *a, kd_attrs *to, const kd_attrs *more);

/* --- kd_block.c --- */
typedef struct kd_reader {
    kd_doc *doc;
    kd_src *src;
    kd_block *tree;
    kd_attrs *ial; /* an attribute list that waits for its block */
    unsigned depth;
} kd_reader;

kd_doc *kd_read(arena *a, str text, const markdown_kramdown *o);
/* Reads blocks from src into `into`; true when an end tag of `into` ended it. */
bool kd_blocks(kd_reader *r, kd_block *into, kd_src *src);
void kd_blocks_of(kd_reader *r, kd_block *into, str text);
kd_block *kd_new(kd_reader *r, kd_kind kind); /* takes the waiting attribute list */
kd_block *kd_bare(arena *a, kd_kind kind);
void kd_append(kd_block *to, kd_block *child);
void kd_add_text(kd_reader *r, kd_block *to, kd_kind kind, str text); /* KD_TEXT and the like */
kd_block *kd_take_last(kd_block *from);
bool kd_is_after_boundary(const kd_reader *r);
size_t kd_find(kd_src *src, size_t needle, size_t from);
size_t kd_find_end_tag(arena *a, kd_src *src, str name, size_t from);
enum { KD_COMMENT_END, KD_PI_END, KD_DOLLARS, KD_EXTENSION_END, KD_ANGLE, KD_PAREN };
size_t kd_after_indent(str s, size_t at); /* past four spaces or a tab; `at` when there are none */
/* The end of indented code, with blank lines between its parts and lines that go on lazily. */
size_t kd_code_end(str s, size_t at);
str kd_label(arena *a, str text);
/* {::name list} body {:/}: KD_MARKUP and what to write, KD_EOB for nothing, KD_P when unknown. */
kd_kind kd_extension(kd_doc *doc, str name, str list, str body, bool has_body, str *out);
/* A start of an extension at `at`: its end, 0 when it is none. */
size_t kd_extension_start(str s, size_t at, str *name, str *list, bool *is_closed);
/* {:/name} at `at`, the name may be missing: its end or 0. */
size_t kd_extension_stop(str s, size_t at, str name);

/* --- kd_list.c, kd_table.c, kd_define.c, kd_html.c: true when the block was there --- */
bool kd_list(kd_reader *r);
bool kd_definition_list(kd_reader *r);
bool kd_table(kd_reader *r);
bool kd_footnote(kd_reader *r);
bool kd_link_definition(kd_reader *r);
bool kd_abbreviation_definition(kd_reader *r);
bool kd_block_extension(kd_reader *r);
bool kd_html(kd_reader *r);

typedef struct kd_tag {
    str name;
    kd_attrs attrs;
    bool is_closed;
} kd_tag;

/* The tag at `at`, which is its '<': its end, 0 when it is none. */
size_t kd_start_tag(arena *a, str s, size_t at, kd_tag *tag);
size_t kd_end_tag(str s, size_t at, str *name);
size_t kd_tag_name(str s, size_t at);
bool kd_is_span_tag(str name);
bool kd_is_block_tag(str name);
bool kd_is_void_tag(str name);
kd_model kd_tag_model(str name);

/* --- kd_leak.c, kd_cmark.c --- */
/* The text of a leaf cut up, as one line for cmark, onto out. */
void kd_spans(kd_doc *doc, str text, buf *out);
/* An inline extension that reads what kd_spans marks. */
cmark_syntax_extension *kd_spans_extension(void);
enum { KD_MARK = 1 };

/* --- kd_tree.c --- */
void kd_parse_spans(kd_doc *doc, cmark_mem *mem);
void kd_give_ids(kd_doc *doc);

/* --- kd_write.c, kd_inline.c --- */
typedef struct kd_writer {
    kd_doc *doc;
    buf *out;
    const library *lib;
    vec(kd_note *) notes; /* in the order of their numbers */
    size_t notes_at;      /* where they go in out; STR_NONE: at the end */
    bool toc_done;
    bool in_toc;
    str tail; /* what goes after the text of the last paragraph: a footnote's ways back */
    const kd_block *tail_of;
} kd_writer;

void kd_write(kd_doc *doc, const library *lib, buf *out);
void kd_write_spans(kd_writer *w, cmark_node *paragraph);
str kd_spans_text(kd_doc *doc, cmark_node *paragraph); /* for ids */
void kd_write_attrs(buf *out, const kd_attrs *attrs);
void kd_escape(buf *out, str s); /* & < > */
void kd_escape_but_entities(buf *out, str s, bool quotes);
kd_atom *kd_atom_of(const kd_doc *doc, cmark_node *node);

/* --- kd_names.c --- */
bool kd_is_lexer(str name);                     /* does the highlighter know the language? */
bool kd_is_entity(const kd_doc *doc, str name); /* is &name; a character? */

void kd_write_highlighted(kd_writer *w, const kd_attrs *attrs, str lang, str text);
void kd_abbreviate(kd_writer *w, str text);

#endif
