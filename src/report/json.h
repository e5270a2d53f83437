/* Findings for programs: one JSON array. Fields are only ever added. */
#ifndef LETOON_REPORT_JSON_H
#define LETOON_REPORT_JSON_H

#include "diag/diag.h"

/* Appends all of `d` in its order: [{"path", "line", "column", "end_line", "end_column",
 * "severity", "rule", "message", "help", "notes": [{"path", "line", "column", "message"}]}, …],
 * one finding a line. */
void report_json(const diags *d, buf *out);

#endif
