/* Diagnostics: faults in the user's input. They are data, never return codes: whoever finds a
 * fault adds a diag and goes on with something usable.
 *
 * Places are resolved and the source line copied when a diag is added, so that a diag outlives its
 * source and can travel between processes. */
#ifndef LETOON_DIAG_DIAG_H
#define LETOON_DIAG_DIAG_H

#include "base/buf.h"
#include "base/limits.h"
#include "diag/source.h"

typedef enum { SEV_OFF, SEV_NOTE, SEV_WARNING, SEV_ERROR } severity;

typedef enum {
#define X(id, name, sev, brief) RULE_##id,
#include "diag/rules.def"
#undef X
    RULE_COUNT
} rule_id;

typedef struct rule {
    const char *name; /* "area/name" */
    severity sev;     /* default */
    const char *brief;
} rule;

extern const rule diag_rules[RULE_COUNT];

/* The source line of a place; of a very long one the part around it. */
typedef struct excerpt {
    str text;
    uint32_t col; /* the column of its first character */
    bool is_cut;  /* the line goes on behind it */
} excerpt;

/* A second place that explains: the first definition, the including template, … */
typedef struct diag_note {
    struct diag_note *next;
    str path;
    place at, to;
    excerpt line;
    str msg;
} diag_note;

/* A part of a repair: these bytes of the decoded text at the diag's path become that text. */
typedef struct diag_edit {
    struct diag_edit *next;
    uint32_t at, n;
    place from, to;
    str text;
} diag_edit;

typedef struct diag {
    rule_id rule;
    severity sev;
    str path;
    place from, to; /* from.line 0: the file as a whole */
    uint32_t at, n; /* bytes in the decoded source */
    excerpt line;   /* of `from` */
    str msg;        /* what is wrong and what is wanted; one line, no full stop */
    str help;       /* how to mend it; may be empty */
    diag_note *notes;
    diag_edit *edits; /* all of them together mend it, in the order of the text; NULL: by hand */
    diag_note *lead;  /* how the page led to a file that many pages share, to be shown with the
                         notes; of findings that differ in their pages alone the first one's */
    str page;         /* that page; empty: the finding is in the page's own file, or in none */
    uint32_t pages;   /* how many pages have the finding, once equal ones are merged */
} diag;

/* A sink. One thread. Everything in it lives in `a`. At most LIMIT_FINDINGS a path are kept. */
typedef struct diags {
    arena *a;
    diag *p;
    size_t n, cap;
    size_t count[SEV_ERROR + 1];
    uint8_t severities[RULE_COUNT]; /* as configured; diags_new fills in the defaults */
} diags;

void diags_new(diags *d, arena *a);

/* Adds a diag of the configured severity; NULL when the rule is off or the file has too many.
 * Message: what is wrong, then what is wanted, names in quotes, no full stop. */
diag *diag_add(diags *d, rule_id rule, span at, const char *fmt, ...) PRINTF(4, 5);

/* The same for a path without text at hand. */
diag *diag_add_path(diags *d, rule_id rule, str path, const char *fmt, ...) PRINTF(4, 5);

/* A file that file_read refused, with its reason. */
diag *diag_add_unread(diags *d, str path, str why, size_t limit);

/* Adds to a diag; NULL is fine and does nothing. */
void diag_help(diags *d, diag *to, const char *fmt, ...) PRINTF(3, 4);
void diag_also(diags *d, diag *to, span at, const char *fmt, ...) PRINTF(4, 5);

/* Makes a diag no more severe than that; NULL is fine. For cases that a rule itself tells apart. */
void diag_weaken(diags *d, diag *which, severity most);

/* A safe repair in the diag's own file: `text` for what `at` spans. Edits of one diag do not
 * overlap and are added in the order of the text. */
void diag_fix(diags *d, diag *to, span at, str text);

/* Findings in a file that many pages share: the page that led there, and how, step by step. */
void diag_set_page(diags *d, diag *to, str page);
void diag_lead(diags *d, diag *to, span at, const char *fmt, ...) PRINTF(4, 5);

bool diags_have_errors(const diags *d);

/* Takes out all but errors; the counts stay. */
void diags_keep_errors(diags *d);

/* Appends copies of all of `from` to `into`. */
void diags_append(diags *into, const diags *from);

/* Sorts by path, place, rule and message, and merges equal ones: the same order for any -j. What
 * led to them becomes notes, which tell how many pages there are. */
void diags_sort(diags *d);

/* For the pipe between worker and parent: append as bytes; read back (false: malformed). */
void diags_pack(const diags *d, buf *out);
bool diags_unpack(str bytes, diags *into);

#endif
