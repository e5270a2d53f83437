/* The report as one page for a browser: the articles by language, and each translation that has
 * findings beside its original. */
#ifndef LETOON_REPORT_HTML_H
#define LETOON_REPORT_HTML_H

#include "report/report.h"
#include "site/site.h"

void report_html(report *r, buf *out);

/* ---- what its parts share ---- */

/* Text of anybody's, escaped; what would turn it round or is not seen stands by number. */
void html_text(buf *out, str s);

/* The class of a rule's findings: "r-code-changed". */
void html_class(buf *out, rule_id id);

/* A part of a text to be marked. */
typedef struct html_mark {
    uint32_t at, n; /* bytes */
    const diag *g;
    size_t number; /* of the finding, in the report */
} html_mark;

/* Bytes from `from` to before `to` with those marks, which are sorted by place. */
void html_marked(buf *out, str text, uint32_t from, uint32_t to, const html_mark *marks, size_t n);

/* One finding: what is wrong and how to mend it. */
void html_finding(buf *out, const diag *g, size_t number);

/* Which findings, [first, last) of the report, are in a file. */
void html_findings_of(const report *r, str path, size_t *first, size_t *last);

/* A translation with findings beside its original, in the column of `lang`. `scratch` is reset. */
void html_pair(arena *scratch, const report *r, buf *out, str lang, const set *one,
               const document *from, const document *to);

#endif
