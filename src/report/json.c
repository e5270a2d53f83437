#include "report/json.h"

#include "value/json.h"

static const char *const severities[] = {"off", "note", "warning", "error"};

static void text_field(buf *out, const char *name, str s) {
    buf_printf(out, ",\"%s\":", name);
    json_write_str(s, out);
}

static void notes(const diag_note *note, buf *out) {
    buf_lit(out, ",\"notes\":[");
    for (; note; note = note->next) {
        buf_lit(out, "{\"path\":");
        json_write_str(note->path, out);
        buf_printf(out, ",\"line\":%u,\"column\":%u", note->at.line, note->at.col);
        text_field(out, "message", note->msg);
        buf_add(out, note->next ? S("},") : S("}"));
    }
    buf_char(out, ']');
}

static void finding(const diag *g, buf *out) {
    buf_lit(out, "{\"path\":");
    json_write_str(g->path, out);
    buf_printf(out, ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u", g->from.line,
               g->from.col, g->to.line, g->to.col);
    text_field(out, "severity", str_of(severities[g->sev]));
    text_field(out, "rule", str_of(diag_rules[g->rule].name));
    text_field(out, "message", g->msg);
    text_field(out, "help", g->help);
    notes(g->notes, out);
    buf_char(out, '}');
}

void report_json(const diags *d, buf *out) {
    buf_char(out, '[');
    for (size_t i = 0; i < d->n; i++) {
        buf_add(out, i ? S(",\n") : S("\n"));
        finding(&d->p[i], out);
    }
    buf_add(out, d->n ? S("\n]\n") : S("]\n"));
}
