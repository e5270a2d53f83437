#include "base/utf8.h"
#include "diag/select.h"
#include "report/forms.h"
#include "report/text.h"

/* What XML 1.0 allows, escaped for attributes too; all else as U+FFFD. */
static void put_xml(buf *out, str s) {
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, i), &cp);
        bool is_char = cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF : cp == '\t' || cp == '\n';
        if (cp == '\n' || cp == '\t')
            buf_printf(out, "&#%u;", (unsigned)cp);
        else if (is_char)
            buf_escape_html(out, str_slice(s, i, i + n));
        else
            buf_codepoint(out, 0xFFFD);
        i += n;
    }
}

static void put_case(const report *r, const diag *g, buf *out) {
    diags one = *r->d;
    one.p = (diag *)(uintptr_t)g;
    one.n = 1;
    buf text = buf_new(r->a, 256);
    report_text(&one, (report_style){.excerpts = EXCERPTS_ALL}, &text);
    buf_lit(out, "    <testcase classname=\"");
    put_xml(out, g->path);
    buf_printf(out, "\" name=\"%s", diag_rules[g->rule].name);
    if (g->from.line)
        buf_printf(out, " at line %u", g->from.line);
    buf_lit(out, "\">");
    buf_add(out, g->sev == SEV_NOTE ? S("<system-out>") : S("<failure type=\""));
    if (g->sev != SEV_NOTE) {
        buf_printf(out, "%s\" message=\"", severity_name(g->sev));
        put_xml(out, g->msg);
        buf_lit(out, "\">");
    }
    put_xml(out, buf_str(&text));
    buf_add(out, g->sev == SEV_NOTE ? S("</system-out>") : S("</failure>"));
    buf_lit(out, "</testcase>\n");
}

/* How many findings the file of the i-th has; of them, *failures that are no notes. */
static size_t file_length(const diags *d, size_t i, size_t *failures) {
    size_t n = 0;
    *failures = 0;
    for (; i + n < d->n && str_eq(d->p[i].path, d->p[i + n].path); n++)
        *failures += d->p[i + n].sev != SEV_NOTE;
    return n;
}

void report_junit(const report *r, buf *out) {
    const diags *d = r->d;
    buf_printf(out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<testsuites name=\"letoon check\" tests=\"%zu\" failures=\"%zu\">\n",
               d->n ? d->n : 1, d->count[SEV_ERROR] + d->count[SEV_WARNING]);
    if (!d->n) /* many readers take a report without any test for a fault */
        buf_lit(out, "  <testsuite name=\"letoon check\" tests=\"1\" failures=\"0\">\n"
                     "    <testcase classname=\"letoon\" name=\"check\"/>\n  </testsuite>\n");
    for (size_t i = 0, n, failures; i < d->n; i += n) {
        n = file_length(d, i, &failures);
        buf_lit(out, "  <testsuite name=\"");
        put_xml(out, d->p[i].path);
        buf_printf(out, "\" tests=\"%zu\" failures=\"%zu\">\n", n, failures);
        for (size_t k = i; k < i + n; k++)
            put_case(r, &d->p[k], out);
        buf_lit(out, "  </testsuite>\n");
    }
    buf_lit(out, "</testsuites>\n");
}
