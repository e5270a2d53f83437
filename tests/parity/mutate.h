/* Faults put into clean translations, to see whether `letoon check` finds them: see CONTRIBUTING.
 *
 * A kind of mutations.tsv is a function that edits one note of a pair. It picks its place at
 * random, says where the fault then stands, and returns false when the pair has no such place. */
#ifndef LETOON_TESTS_MUTATE_H
#define LETOON_TESTS_MUTATE_H

#include "base/vec.h"
#include "parity/align.h"
#include "site/site.h"

/* One version of a note. */
typedef struct note {
    const document *doc;
    str tag; /* BCP 47 */
    const source *src;
    size_t body_at;
    outline o;
} note;

typedef struct root {
    str source; /* directory */
    str name;   /* of its copy, under the output */
    const languages *languages;
} root;

typedef struct base {
    const root *root;
    size_t set; /* index over all roots: versions of one note share it */
    const note *from, *to;
    const uint32_t *counterparts; /* of the translation's leaves in the original, or ALIGN_NONE */
} base;

/* Pairs of one language and root. */
typedef struct base_group {
    str tag;
    const root *root;
    vec(const base *) bases;
} base_group;

/* What is put into both notes of a pair; see mutate_put.c. */
typedef struct put {
    str name, place; /* "text": at the end of a paragraph, "front": of the front matter */
    str tags;        /* languages of the translation, parted by commas; "*": any */
    str from, to;
} put;

typedef vec(put) puts_table;

typedef struct corpus {
    arena *a;
    puts_table puts;
    vec(root *) roots;
    vec(const base *) bases;
    vec(base_group) groups;
    vec(str) tags; /* the languages of the translations */
    size_t sets;
} corpus;

typedef struct range {
    size_t at, n;
} range;

typedef struct edit {
    bool in_original;
    size_t at, n;
    str with;
} edit;

typedef struct trial {
    arena *a;
    str name; /* of the kind */
    const corpus *all;
    const base *b;
    uint64_t random;
    str text; /* the translation as it is, the whole file */
    const outline *o;
    size_t body_at;
    vec(edit) edits;
    vec(size_t) faults; /* offsets in `text` */
    unsigned lines;     /* from the first of them on are as good a place */
    size_t into;        /* the fault is so far behind them in what was put there */
} trial;

typedef struct kind {
    const char *name;
    bool (*make)(trial *t);
} kind;

extern const kind structure_kinds[], block_kinds[], table_kinds[], code_kinds[], inline_kinds[],
    link_kinds[], number_kinds[], language_kinds[], leak_kinds[], byte_kinds[], front_kinds[],
    harmless_kinds[], spelling_kinds[], section_kinds[], said_kinds[], whole_kinds[],
    layout_kinds[]; /* each ends with a NULL name */

/* ---- trial.c: choosing and editing ---- */

uint64_t random_next(uint64_t *state);
size_t any(trial *t, size_t n); /* below n, which is at least 1 */

void add_edit(trial *t, size_t at, size_t n, str with);
void add_fault(trial *t, size_t at);
/* Both; true. */
bool change(trial *t, size_t at, size_t n, str with);
void edit_original(trial *t, size_t at, size_t n, str with);

/* A text with the edits of one side made. */
str apply_edits(const trial *t, str text, bool in_original);
/* What is missing may be told of anywhere between the blocks that are left. */
void add_fault_behind(trial *t, size_t at);
/* Removes lines. False: there are definitions of links or footnotes among them, which are no
 * blocks, and without them other things break. */
bool cut_out(trial *t, range r);
/* A copy of lines behind them; either of the two is too much. */
bool duplicate_range(trial *t, range r, bool with_blank);
/* Is Markdown of the edited text made of the same blocks and marks? Else it was no harmless edit,
 * and nothing is learned from it. */
bool still_same(const trial *t);

/* Where an offset of the text is afterwards. */
size_t edited_place(const trial *t, size_t at);

/* ---- place.c: what stands where ---- */

typedef bool leaf_test(const trial *t, const leaf *l);

const leaf *any_leaf(trial *t, leaf_test *is_wanted); /* NULL: there is none */
const leaf *next_leaf(const trial *t, const leaf *l); /* NULL at the end */
const leaf *previous_leaf(const trial *t, const leaf *l);
const leaf *counterpart(const trial *t, const leaf *l); /* NULL: it has none */

size_t line_begin(str text, size_t at);
size_t line_after(str text, size_t at);           /* behind the line's end */
range whole_lines(const trial *t, const leaf *l); /* whole lines, with the last one's end */
range lines_between(const trial *t, const leaf *first, const leaf *last);
range inner_list(const trial *t, const leaf *first); /* all items of an inner list, from one on */
/* With the blank lines after it. */
range with_blanks(str text, range r);
str range_text(const trial *t, range r);
/* Does it hold definitions of links or footnotes? */
bool has_definitions(str text);

/* A paragraph at the outer level, alone on its lines. */
bool is_paragraph(const trial *t, const leaf *l);
/* One that has neither code, links nor anything else that must stay. */
bool is_plain_paragraph(const trial *t, const leaf *l);
bool is_item(const trial *t, const leaf *l);
bool is_heading(const trial *t, const leaf *l); /* with # */
bool is_code(const trial *t, const leaf *l);    /* fenced */
unsigned leaf_depth(const leaf *l);
unsigned outer_context(const leaf *l); /* IN_… of the outermost container; 0: none */
/* The last leaf of the run around l that shares its outermost container's kind. */
const leaf *run_end(const trial *t, const leaf *l);
const leaf *run_begin(const trial *t, const leaf *l);
/* The last leaf of the section a heading begins. */
const leaf *section_end(const trial *t, const leaf *heading);

/* Which bytes of the leaf are text that a person reads: one byte for each from l->at on. */
const uint8_t *prose_of(const trial *t, const leaf *l);

/* What a function finds in the prose of any leaf; *l is its leaf when l is not NULL. The function
 * gives the length of what begins at `at`, or 0. */
typedef size_t matcher(str text, size_t at);
bool any_match(trial *t, matcher *m, range *out, const leaf **l);

size_t match_word(str text, size_t at); /* of three letters or more */

/* Where sentences end in a paragraph, outside of all marks: offsets behind the stop and space. */
typedef vec(size_t) offsets;
void sentence_ends(const trial *t, const leaf *l, offsets *out);

/* The place of an atom's text, exactly; false when it cannot be told. */
bool atom_range(const outline *o, const leaf *l, const atom *x, range *out);
typedef bool atom_test(const trial *t, const leaf *l, const atom *x);
const atom *any_atom(trial *t, atom_test *is_wanted, const leaf **l);

/* "latin", "cyrillic", "arabic", "hebrew", "devanagari", "kana", "hangul", "han", … of a tag. */
str script_of(str tag);
/* In the language of the translation; the first of `rows` is the answer for others. */
typedef struct in_language {
    const char *tag, *text;
} in_language;
str said_in(str tag, const in_language *rows, size_t n);
#define SAID(t, rows) said_in((t)->b->to->tag, rows, sizeof(rows) / sizeof *(rows))

/* ---- notes.c ---- */

/* Another pair of the same language, of another set; NULL: there is none. */
const base *another_base(trial *t);
/* A pair of the same set in another language; NULL. */
const base *another_language(trial *t, bool (*is_wanted)(const trial *t, str tag));
/* The leaf of that translation that has the same counterpart as l; NULL. */
const leaf *leaf_for(const trial *t, const base *b, const leaf *l);

void corpus_read(corpus *all, const char *directory);

/* ---- mutate_put.c ---- */

puts_table puts_read(arena *a, const char *path);
bool put_make(trial *t);

/* ---- make.c, judge.c ---- */

typedef struct row {
    str name, severity, rule, says;
    const kind *kind;
} row;

typedef struct table {
    row *p;
    size_t n;
    puts_table puts;
} table;

table table_read(arena *a, const char *path);
str file_text(arena *a, const char *path);
void fail(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));

int make_notes(arena *a, const table *kinds, int argc, char **argv);
int judge_findings(arena *a, const table *kinds, int argc, char **argv);

#endif
