/* Markdown through cmark-gfm: the only door to it. */
#ifndef LETOON_MARKDOWN_MARKDOWN_H
#define LETOON_MARKDOWN_MARKDOWN_H

#include "base/buf.h"
#include "diag/diag.h"
#include "markdown/codes.h"
#include "markdown/rouge.h"

typedef enum {
    MARKDOWN_PLAIN,      /* cmark-gfm's own HTML, byte for byte */
    MARKDOWN_COMMONMARK, /* as jekyll-commonmark (commonmarker's Ruby renderer) writes it */
    MARKDOWN_NOTES,      /* CommonMark, written as kramdown writes: notes of no Jekyll site */
    MARKDOWN_KRAMDOWN,   /* as kramdown's GFM mode reads and writes it */
} markdown_style;

/* Options: cmark's, and ours. */
enum {
    MD_UNSAFE = 1 << 0,
    MD_SMART = 1 << 1,
    MD_HARDBREAKS = 1 << 2,
    MD_NOBREAKS = 1 << 3,
    MD_SOURCEPOS = 1 << 4,
    MD_VALIDATE_UTF8 = 1 << 5,
    MD_GITHUB_PRE_LANG = 1 << 6,
    MD_FULL_INFO_STRING = 1 << 7,
    MD_STRIKETHROUGH_DOUBLE_TILDE = 1 << 8,
    MD_TABLE_PREFER_STYLE = 1 << 9,
    MD_FOOTNOTES = 1 << 10,
    MD_LIBERAL_HTML_TAG = 1 << 11,
    /* extensions */
    MD_TABLE = 1 << 16,
    MD_STRIKETHROUGH = 1 << 17,
    MD_AUTOLINK = 1 << 18,
    MD_TAGFILTER = 1 << 19,
    MD_TASKLIST = 1 << 20,
    /* ours */
    /* ** beside CJK text or punctuation is strong, as in kramdown; not in MARKDOWN_PLAIN */
    MD_CJK_EMPHASIS = 1 << 24,
    MD_HEADING_IDS = 1 << 25, /* kramdown's automatic ids; MARKDOWN_NOTES only */
    /* What Jekyll's kramdown reads and does by default, with MARKDOWN_NOTES. */
    MD_KRAMDOWN = MD_UNSAFE | MD_SMART | MD_STRIKETHROUGH_DOUBLE_TILDE | MD_FOOTNOTES | MD_TABLE |
                  MD_STRIKETHROUGH | MD_TASKLIST | MD_CJK_EMPHASIS | MD_HEADING_IDS,
};

/* Versions of kramdown that write otherwise than the one before. */
enum { KRAMDOWN_2_3_1 = 20301, KRAMDOWN_2_4 = 20400, KRAMDOWN_2_5 = 20500, KRAMDOWN_2_5_1 = 20501 };

/* kramdown's options. */
typedef struct markdown_kramdown {
    unsigned version; /* whose HTML is wanted */
    bool no_auto_ids, hard_wrap, no_math_engine, parse_block_html, no_span_html;
    bool is_plain;         /* input: kramdown, not its GFM mode */
    bool no_paragraph_end; /* gfm_quirks without paragraph_end */
    bool no_typographic;   /* gfm_quirks with no_auto_typographic */
    uint8_t toc_levels;    /* bit 1 for <h1>, … bit 6 for <h6> */
    int header_offset;
    bool header_links; /* since 2.5 */
    int64_t footnote_nr;
    str id_prefix, footnote_prefix, backlink;
    str footnote_text; /* since 2.5: what a footnote's number is written as, with "%s" */
    str highlighter;   /* "rouge"; empty: none */
    markdown_rouge rouge_block, rouge_span;
    str quotes[4];                           /* ‘ ’ “ ” */
    void (*on_unknown)(void *ctx, str name); /* options in the text that are none; may be NULL */
    void *unknown_ctx;
} markdown_kramdown;

extern const markdown_kramdown markdown_kramdown_defaults; /* Jekyll's */

/* Sets an option by kramdown's name; false when it is unknown. Texts must outlive the options. */
bool markdown_kramdown_set(markdown_kramdown *o, str name, str val);
/* Takes a version, "2.5.1" or "2.5"; false when it is none, and nothing is set then. */
bool markdown_kramdown_as(markdown_kramdown *o, str version);

typedef struct markdown_options {
    markdown_style style;
    uint32_t flags; /* not for MARKDOWN_KRAMDOWN */
    bool has_kramdown;
    markdown_kramdown kramdown; /* when has_kramdown; else the defaults */
    codebook *codes;            /* who highlights code; NULL: nobody */
} markdown_options;

/* Renders `text` as an HTML fragment onto `out`. Guards run first: input beyond the limits
 * (nesting, table size, line length) is an error at its place and renders nothing; false then, and
 * likewise when cmark needs more memory than a note may have. `at` is where the text stands, for
 * messages; its n is ignored. A full `out` or `scratch` fails its arena as ever. One document at a
 * time: cmark-gfm's parser has writable globals, so a process-wide lock is held meanwhile. */
bool markdown_html(arena *scratch, span at, str text, const markdown_options *o, buf *out,
                   diags *d);

/* For a process of one thread (a worker): no lock from now on. To be called right after fork, for
 * the lock may have been copied while another thread held it. */
void markdown_use_bump(void);

/* An extension by cmark's name ("table", "footnotes", …): its flag, 0 when unknown. */
uint32_t markdown_extension(str name);
/* An option by commonmarker's name ("SMART", "UNSAFE", "FOOTNOTES", …): its flag, 0 when unknown.
 */
uint32_t markdown_option(str name);

/* kramdown's heading id of a text (without the suffix of duplicates). */
str markdown_heading_id(arena *a, str text);

const char *markdown_library_version(void);

#endif
