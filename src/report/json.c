#include "report/json.h"
#include "diag/select.h"

#include "value/json.h"

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

static void places(const diag *g, buf *out) {
    buf_printf(out, ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u", g->from.line,
               g->from.col, g->to.line, g->to.col);
}

static void finding(const diag *g, buf *out) {
    buf_lit(out, "{\"path\":");
    json_write_str(g->path, out);
    places(g, out);
    text_field(out, "severity", str_of(severity_name(g->sev)));
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

/* ---- of a check ---- */

static void original(const diag *g, buf *out) {
    const diag_note *note = report_original(g);
    buf_lit(out, ",\"original\":");
    if (!note) {
        buf_lit(out, "null");
        return;
    }
    buf_lit(out, "{\"path\":");
    json_write_str(note->path, out);
    buf_printf(out, ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u}", note->at.line,
               note->at.col, note->to.line, note->to.col);
}

/* At most one repair, of which all edits are parts. */
static void fixes(const diag *g, buf *out) {
    buf_lit(out, ",\"fixes\":[");
    if (g->edits) {
        buf_lit(out, "{\"edits\":[");
        for (const diag_edit *e = g->edits; e; e = e->next) {
            buf_printf(out, "{\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u",
                       e->from.line, e->from.col, e->to.line, e->to.col);
            text_field(out, "text", e->text);
            buf_add(out, e->next ? S("},") : S("}"));
        }
        buf_lit(out, "]}");
    }
    buf_char(out, ']');
}

static void check_finding(const diag *g, buf *out) {
    buf_lit(out, "{\"rule\":");
    json_write_str(str_of(diag_rules[g->rule].name), out);
    text_field(out, "severity", str_of(severity_name(g->sev)));
    text_field(out, "path", g->path);
    places(g, out);
    text_field(out, "message", g->msg);
    original(g, out);
    text_field(out, "help", g->help);
    fixes(g, out);
    notes(g->notes, out);
    buf_char(out, '}');
}

/* How many findings each rule has, for those who ask for statistics. */
static void by_rule(const report *r, buf *out) {
    size_t counts[RULE_COUNT];
    bool is_first = true;
    report_count_rules(r, counts);
    buf_lit(out, ",\"rules\":{");
    for (int id = 0; id < RULE_COUNT; id++) {
        if (!counts[id])
            continue;
        buf_printf(out, "%s\"%s\":%zu", is_first ? "" : ",", diag_rules[id].name, counts[id]);
        is_first = false;
    }
    buf_char(out, '}');
}

void report_json_object(const report *r, buf *out) {
    const size_t *n = r->d->count;
    buf_lit(out, "{\"version\":1,\"findings\":[");
    for (size_t i = 0; i < r->d->n; i++) {
        buf_add(out, i ? S(",\n") : S("\n"));
        check_finding(&r->d->p[i], out);
    }
    buf_printf(out,
               "%s],\n\"summary\":{\"errors\":%zu,\"warnings\":%zu,\"notes\":%zu,"
               "\"articles\":%zu,\"known\":%zu",
               r->d->n ? "\n" : "", n[SEV_ERROR], n[SEV_WARNING], n[SEV_NOTE], r->articles,
               r->known);
    if (r->statistics)
        by_rule(r, out);
    buf_lit(out, "}}\n");
}

void report_json_lines(const report *r, buf *out) {
    for (size_t i = 0; i < r->d->n; i++) {
        check_finding(&r->d->p[i], out);
        buf_char(out, '\n');
    }
}
