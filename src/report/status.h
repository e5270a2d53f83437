/* The matrix of `letoon status`: which article is there in which language, and how it is. */
#ifndef LETOON_REPORT_STATUS_H
#define LETOON_REPORT_STATUS_H

#include "base/buf.h"

/* In the order of TOOL_STATUS_FORMATS (api/tool.h). */
typedef enum { STATUS_TEXT, STATUS_JSON, STATUS_CSV, STATUS_MARKDOWN, STATUS_HTML } status_format;

typedef enum { CELL_MISSING, CELL_ORIGINAL, CELL_PRESENT, CELL_STALE } cell_state;

typedef struct cell {
    cell_state state;
    str path; /* of the version; empty: missing */
    uint32_t errors, warnings, notes;
} cell;

typedef struct matrix {
    arena *a;
    const str *langs; /* the columns */
    size_t nlangs;
    const str *names; /* of the rows: the articles */
    size_t nrows;
    const cell *cells; /* nrows * nlangs */
    bool colour;       /* of text */
} matrix;

void status_write(const matrix *m, status_format format, buf *out);

#endif
