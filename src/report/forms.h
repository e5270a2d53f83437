/* Findings in the forms of other programs. Each appends all of the report. */
#ifndef LETOON_REPORT_FORMS_H
#define LETOON_REPORT_FORMS_H

#include "report/report.h"

/* SARIF 2.1.0, with the rules that occur, repairs and second places. */
void report_sarif(const report *r, buf *out);

/* Workflow commands of GitHub Actions, at most as many as it shows for a step; files that were
 * changed come first. */
void report_github(const report *r, buf *out);

/* GitLab's Code Quality, a JSON array. */
void report_gitlab(const report *r, buf *out);

/* JUnit's XML: a test suite a file, a test case a finding. */
void report_junit(const report *r, buf *out);

#endif
