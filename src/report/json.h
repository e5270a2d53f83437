/* Findings for programs. Fields are only ever added. */
#ifndef LETOON_REPORT_JSON_H
#define LETOON_REPORT_JSON_H

#include "report/report.h"

/* Appends all of `d` in its order, as one array: [{"path", "line", "column", "end_line",
 * "end_column", "severity", "rule", "message", "help", "notes": [{"path", "line", "column",
 * "message"}]}, …], one finding a line. */
void report_json(const diags *d, buf *out);

/* {"version": 1, "findings": […], "summary": {…}}, a finding with its original and its repair. */
void report_json_object(const report *r, buf *out);

/* The same findings, one a line. */
void report_json_lines(const report *r, buf *out);

#endif
