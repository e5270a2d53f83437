/* An original and one of its translations, side by side: what rules look at. */
#ifndef LETOON_PARITY_PAIR_H
#define LETOON_PARITY_PAIR_H

#include "parity/align.h"
#include "parity/language.h"
#include "site/site.h"

/* One language's version of a note, read again for the check. */
typedef struct version {
    const document *doc;
    str tag; /* BCP 47 */
    const source *src;
    value front; /* the front matter as written, with the places of its members; a map */
    span second; /* what looks like front matter at the beginning of the body; n 0: nothing does */
    outline o;   /* of the body behind it */
    respellings respelt; /* markers that are read as those of a list */
} version;

typedef struct version_options {
    const site *site;
    str tag;          /* the version's language, BCP 47 */
    const str *codes; /* of the set's languages; see outline_options */
    size_t ncodes;
} version_options;

/* Reads a document for the check; of one that is no Markdown the front matter alone. False: it
 * cannot be read, and an error was added. Lives in `a`.
 */
bool version_read(arena *a, const version_options *o, const document *doc, version *v, diags *d);

/* Reads what a document's file once held, without telling what is wrong there. False: it cannot be
 * read. */
bool version_read_past(arena *a, const version_options *o, const document *now, str bytes,
                       version *v);

/* Does a leaf of a version without front matter hold that of `from` as text? */
bool version_holds_front(const version *from, const leaf *l);

/* Reads a part of its text for the whole. False as above. */
bool version_narrow(arena *a, const version_options *o, version *v, size_t at, size_t end,
                    diags *d);

typedef struct pair {
    arena *a;
    const site *site;
    const lore *lore;
    const version *from, *to;
    float ratio;      /* see ratio.h */
    const str *codes; /* of the set's languages, by which paths differ */
    size_t ncodes;
    alignment al;
    bool *told_from, *told_to;       /* leaves of which all has been said: see pair_tell */
    const struct moves *moved;       /* see sections.h; NULL: no section stands elsewhere */
    const leaf *last;                /* stood for text behind all others; NULL: nothing did */
    bool is_unsure;                  /* which version is the original is a guess */
    bool is_led, is_trailed;         /* what a model said before or behind the text was cut off */
    const struct glossary *glossary; /* NULL: there is none */
    const struct habits *habits;     /* NULL: what the site does as a rule is not known */
    const struct places *places;     /* NULL: where links lead is not looked at */
    struct figures *figures;         /* by leaf of the original: see rules/quantities.h */
    diags *d;                        /* in the translation, unless the original is at fault */
} pair;

/* A pair of leaves of the alignment; NULL where that side has none. */
static inline const leaf *pair_from(const pair *p, const aligned *x) {
    return x->from == ALIGN_NONE ? NULL : &p->from->o.leaves[x->from];
}
static inline const leaf *pair_to(const pair *p, const aligned *x) {
    return x->to == ALIGN_NONE ? NULL : &p->to->o.leaves[x->to];
}

/* Are both of one kind, and text for people to read? */
static inline bool leaves_are_text(const leaf *from, const leaf *to) {
    return from->class == to->class && to->class != LEAF_CODE && to->class != LEAF_HTML &&
           to->class != LEAF_BREAK;
}

/* The leaf at a place; NULL where none is. */
const leaf *pair_leaf_at(const outline *o, uint32_t at);

/* What a leaf of the translation (NULL is fine) is paired with; NULL: nothing. */
const leaf *pair_counterpart(const pair *p, const leaf *to);

/* The same of a leaf of the original. */
const leaf *pair_translation(const pair *p, const leaf *from);

/* "a heading", "a paragraph", … */
const char *leaf_name(const leaf *l);

/* Does it hold nothing but attribute lists? */
bool leaf_is_empty(const leaf *l);

/* Cells of a row as it was written: cmark makes rows as wide as their table's head. */
uint32_t leaf_cells(const outline *o, const leaf *l);

/* "{ % endif % }", "｛％ endif ％｝": does it look like a tag of Liquid that lost its form? */
bool leaf_is_broken_tag(const leaf *l);

/* Is there anything in them to translate? The comments of code do not count. */
bool leaves_have_words(const leaf *l, uint32_t n);

/* How many sentences a text has, as far as stops tell. */
uint32_t text_sentences(str text);

/* Do two addresses lead to the same but for the codes of the set's languages, see url_normal? */
bool pair_is_same_url(const pair *p, str x, str y);

/* What a leaf says, in quotes, on one line and short: for messages. */
str leaf_quote(arena *a, const leaf *l);
str text_quote(arena *a, str text);
str code_quote(arena *a, str code); /* to the letter, white space too */

/* One of two texts that differ, such that what differs is among what is shown. */
str code_quote_beside(arena *a, str code, str other);

/* Where what stands only in the original ought to stand: behind the last leaf of the translation
 * that is paired before step `i` of the alignment. */
span pair_gap(const pair *p, size_t i);

/* Adds the place of the original to a finding; NULL is fine. */
void pair_original(const pair *p, diag *g, const leaf *l, const char *says);

/* The place of the original that a finding names; NULL: none. */
const diag_note *pair_note(const pair *p, const diag *g);

/* What was said of a leaf, on either side, explains whatever else is found in it. NULL is fine. */
void pair_tell(const pair *p, const leaf *from, const leaf *to);

/* Does a place of the original or of the translation stand in a leaf that was told of? */
bool pair_is_told(const pair *p, bool is_from, uint32_t at);

/* Was a finding of a rule added? */
bool pair_says(const pair *p, rule_id id);

/* Drops the findings from the n-th on that are explained. */
void pair_settle(const pair *p, size_t n);

/* Drops the findings of a rule in a leaf of the translation. */
void pair_drop(const pair *p, rule_id id, const leaf *to);

/* Was the original rewritten since, and may the leaves of a step be no pair? What is found in them
 * is a warning then. */
bool pair_is_rewritten(const pair *p);
bool pair_is_doubtful(const pair *p, size_t step);

/* Are both versions variants of one language, as "en" and "en-GB"? */
bool pair_shares_language(const pair *p);

/* The number of a leaf's last line in its source. */
uint32_t leaf_last_line(const source *src, const leaf *l);

/* "line 3", "lines 3 to 7" */
str lines_name(arena *a, uint32_t from, uint32_t to);

/* "lines 3 to 7 of en/note.md" */
str pair_lines(const pair *p, const leaf *first, const leaf *last);

/* ---- the rules ---- */

/* What a model said before and behind the text is told of and taken off the outline of `to`, which
 * is p->to, before anything is aligned. False: the whole text is in a fence, and there is nothing
 * else to say. */
bool rule_leaks(pair *p, version *to);

/* Single characters of the translation, anywhere in its file. */
void rule_bytes(pair *p);

/* HTML of the translation that does something. */
void rule_active(const pair *p);

/* What only one side has. False: the two are no translation of one another, which has been said
 * and is all there is to say. */
bool rule_gaps(pair *p);

/* What stands in place of something else, and once more where it belongs. */
void rule_repeats(const pair *p);
void rule_outdated(const pair *p);

/* Did a merge leave both of its versions? Then that is all there is to say. */
bool rule_conflict(const pair *p);

/* Is there code that does not end? Then that is all there is to say. */
bool rule_fence(const pair *p);

/* What both have, each in its own way. */
void rule_structure(const pair *p);

/* Formulas: what is told of explains other figures in its leaf. */
void rule_math(const pair *p);

void rule_code(const pair *p);        /* code blocks */
void rule_inline(const pair *p);      /* inline code */
void rule_links(const pair *p);       /* links and images */
void rule_alt(const pair *p);         /* the words of images */
void rule_targets(const pair *p);     /* where links of the site itself lead */
void rule_html(const pair *p);        /* tags */
void rule_columns(const pair *p);     /* how columns of tables are aligned */
void rule_line_breaks(const pair *p); /* those that Markdown keeps */
void rule_glossary(const pair *p);
void rule_front(const pair *p); /* front matter */
void rule_language(const pair *p);
void rule_marks(const pair *p);   /* Liquid, attribute lists */
void rule_notes(const pair *p);   /* footnotes */
void rule_boxes(const pair *p);   /* lines that begin and end boxes */
void rule_bold(const pair *p);    /* bold text */
void rule_text(const pair *p);    /* addresses of mail, paths, placeholders */
void rule_length(const pair *p);  /* lengths, sentences */
void rule_numbers(const pair *p); /* numbers and identifiers */

/* Is `to` the same as `from` but for typographic quotes and dashes? */
bool code_is_smart(arena *a, str from, str to);

#endif
