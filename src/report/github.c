#include "report/forms.h"

/* What GitHub shows of one step, of errors, of warnings and of notices; the rest it drops. */
enum { SHOWN = 10 };

/* "%", line ends, and in properties what ends them. */
static void put_escaped(buf *out, str s, bool is_property) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool ends = is_property && (c == ',' || c == ':');
        if (c == '%' || c == '\r' || c == '\n' || ends)
            buf_printf(out, "%%%02X", (unsigned)c);
        else
            buf_char(out, c);
    }
}

static void put_command(const report *r, buf *out, const diag *g) {
    static const char *const commands[] = {"debug", "notice", "warning", "error"};
    buf_printf(out, "::%s file=", commands[g->sev]);
    put_escaped(out, report_place(r, g->path), true);
    if (g->from.line) {
        buf_printf(out, ",line=%u,endLine=%u", g->from.line, g->to.line);
        if (g->from.line == g->to.line) /* columns are of one line only */
            buf_printf(out, ",col=%u,endColumn=%u", g->from.col, g->to.col);
    }
    buf_lit(out, ",title=");
    put_escaped(out, str_of(diag_rules[g->rule].name), true);
    buf_lit(out, "::");
    put_escaped(out, g->msg, false);
    for (const diag_note *note = g->notes; note; note = note->next) {
        buf_lit(out, "%0A");
        put_escaped(out, report_place(r, note->path), false);
        if (note->at.line)
            buf_printf(out, ":%u:%u", note->at.line, note->at.col);
        buf_lit(out, ": ");
        put_escaped(out, note->msg, false);
    }
    if (g->help.n) {
        buf_lit(out, "%0Ahelp: ");
        put_escaped(out, g->help, false);
    }
    buf_char(out, '\n');
}

void report_github(const report *r, buf *out) {
    size_t shown[SEV_ERROR + 1] = {0};
    for (int changed = 1; changed >= 0; changed--) {
        for (int sev = SEV_ERROR; sev > SEV_OFF; sev--) {
            for (size_t i = 0; i < r->d->n && shown[sev] < SHOWN; i++) {
                const diag *g = &r->d->p[i];
                if (g->sev == (severity)sev && report_is_changed(r, g->path) == changed) {
                    put_command(r, out, g);
                    shown[sev]++;
                }
            }
        }
    }
    size_t rest = r->d->n - shown[SEV_ERROR] - shown[SEV_WARNING] - shown[SEV_NOTE];
    if (rest)
        buf_printf(out, "%zu more finding%s: GitHub shows %d of a kind\n", rest,
                   rest == 1 ? "" : "s", SHOWN);
    report_summary(r, out);
}
