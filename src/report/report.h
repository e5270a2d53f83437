/* What `letoon check` found, in a form for people or for programs. */
#ifndef LETOON_REPORT_REPORT_H
#define LETOON_REPORT_REPORT_H

#include "base/map.h"
#include "base/vec.h"
#include "diag/diag.h"

/* In the order of TOOL_FORMATS (api/tool.h). */
typedef enum {
    REPORT_TEXT,
    REPORT_FULL,
    REPORT_JSON,
    REPORT_JSONL,
    REPORT_SARIF,
    REPORT_GITHUB,
    REPORT_GITLAB,
    REPORT_JUNIT,
    REPORT_HTML,
} report_format;

/* A second file of a report. */
typedef struct report_file {
    str name, bytes;
} report_file;

typedef struct report {
    arena *a;
    const char *version; /* the program's */
    const diags *d;      /* sorted */
    size_t articles;     /* how many sets were looked at */
    size_t mended;       /* how many findings --fix has mended */
    size_t known;        /* how many a baseline knows, which are not among them */
    bool colour;
    unsigned columns;      /* of the terminal; 0: there is none */
    bool quiet;            /* for people only: no summary */
    bool statistics;       /* for people, and in JSON: findings by rule */
    str here, top;         /* absolute: the working directory, and the top of the repository that it
                              is in; empty: of none */
    const map *changed;    /* paths that were changed lately; NULL: that is not known */
    str (*help)(str rule); /* a rule's page in Markdown, "" where there is none; may be NULL */
    /* Of HTML, which shows the texts: */
    const struct site *site;
    const struct set *const *sets; /* nsets of them were looked at */
    size_t nsets;
    const str *langs; /* nlangs of them are wanted; none: all */
    size_t nlangs;
    str file;              /* the base name that it will have; empty: it stays one file */
    vec(report_file) more; /* what it is too large for: files beside it */
} report;

/* Appends all of it. */
void report_write(report *r, report_format format, buf *out);

/* How many findings each rule has. */
void report_count_rules(const report *r, size_t counts[RULE_COUNT]);

/* "1 error, 0 warnings, 2 notes in 3 articles", with a line end. */
void report_summary(const report *r, buf *out);

/* The place of the original that a finding in a translation is about; NULL: it is about none. */
const diag_note *report_original(const diag *g);

/* A path as services have it that show findings beside what is in a repository: from its top. */
str report_place(const report *r, str path);

/* Is a path among those that were changed? None is where that is not known. */
bool report_is_changed(const report *r, str path);

#endif
