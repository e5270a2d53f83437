#include "report/report.h"

#include <string.h>

#include "base/path.h"
#include "diag/select.h"
#include "report/forms.h"
#include "report/html.h"
#include "report/json.h"
#include "report/text.h"

const diag_note *report_original(const diag *g) {
    const diag_note *note = g->notes;
    while (note && str_eq(note->path, g->path))
        note = note->next;
    bool compares =
        rule_is_parity(g->rule) || str_starts(str_of(diag_rules[g->rule].name), S("frontmatter/"));
    return compares && g->rule != RULE_PARITY_ORIGINAL_CHANGED ? note : NULL;
}

str report_place(const report *r, str path) {
    if (!r->top.n)
        return path;
    str whole = path_normal(r->a, path_join(r->a, r->here, path));
    return path_is_within(r->a, r->top, whole) ? path_relative(r->a, r->top, whole) : path;
}

bool report_is_changed(const report *r, str path) {
    return r->changed && map_has(r->changed, path);
}

static void count(buf *out, size_t n, const char *what) {
    buf_printf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

void report_summary(const report *r, buf *out) {
    const size_t *n = r->d->count;
    if (r->mended)
        buf_printf(out, "%zu mended, ", r->mended);
    count(out, n[SEV_ERROR], "error");
    buf_lit(out, ", ");
    count(out, n[SEV_WARNING], "warning");
    buf_lit(out, ", ");
    count(out, n[SEV_NOTE], "note");
    buf_lit(out, " in ");
    count(out, r->articles, "article");
    if (r->known)
        buf_printf(out, ", %zu known", r->known);
    buf_char(out, '\n');
}

void report_count_rules(const report *r, size_t counts[RULE_COUNT]) {
    memset(counts, 0, RULE_COUNT * sizeof *counts);
    for (size_t i = 0; i < r->d->n; i++)
        counts[r->d->p[i].rule]++;
}

static void statistics(const report *r, buf *out) {
    size_t counts[RULE_COUNT];
    report_count_rules(r, counts);
    for (size_t most = r->d->n; most; most--)
        for (int id = 0; id < RULE_COUNT; id++)
            if (counts[id] == most)
                buf_printf(out, "%6zu %s\n", most, diag_rules[id].name);
}

static void for_people(const report *r, report_excerpts excerpts, buf *out) {
    report_text(r->d,
                (report_style){.colour = r->colour, .columns = r->columns, .excerpts = excerpts},
                out);
    if (r->statistics)
        statistics(r, out);
    if (!r->quiet)
        report_summary(r, out);
}

void report_write(report *r, report_format format, buf *out) {
    switch (format) {
    case REPORT_TEXT: for_people(r, EXCERPTS_NONE, out); break;
    case REPORT_FULL: for_people(r, EXCERPTS_ALL, out); break;
    case REPORT_JSON: report_json_object(r, out); break;
    case REPORT_JSONL: report_json_lines(r, out); break;
    case REPORT_SARIF: report_sarif(r, out); break;
    case REPORT_GITHUB: report_github(r, out); break;
    case REPORT_GITLAB: report_gitlab(r, out); break;
    case REPORT_JUNIT: report_junit(r, out); break;
    case REPORT_HTML: report_html(r, out); break;
    }
}
