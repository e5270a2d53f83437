#include "base/utf8.h"
#include "diag/select.h"
#include "report/html.h"
#include "report/text.h"

static void put(buf *out, str s, bool is_source) {
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, i), &cp);
        if (is_source && (cp == '\n' || cp == '\t'))
            buf_char(out, (char)cp);
        else if (cp == '\r')
            (void)cp; /* of a line end */
        else if (report_is_hidden(cp))
            buf_printf(out, "<span class=cp>U+%04X</span>", cp);
        else
            buf_escape_html(out, str_slice(s, i, i + n));
        i += n;
    }
}

void html_text(buf *out, str s) {
    put(out, s, false);
}

void html_class(buf *out, rule_id id) {
    buf_lit(out, "r-");
    for (const char *c = diag_rules[id].name; *c; c++)
        buf_char(out, *c == '/' ? '-' : *c);
}

static void open_mark(buf *out, const html_mark *m, bool is_point) {
    buf_printf(out, "<mark class=\"%s ", severity_name(m->g->sev));
    html_class(out, m->g->rule);
    buf_printf(out, "%s\" data-f=%zu>", is_point ? " at" : "", m->number);
}

/* The most severe of the marks that cover a byte; NULL: none does. */
static const html_mark *mark_at(const html_mark *marks, size_t n, uint32_t at) {
    const html_mark *best = NULL;
    for (size_t i = 0; i < n; i++)
        if (marks[i].at <= at && at < marks[i].at + marks[i].n &&
            (!best || marks[i].g->sev > best->g->sev))
            best = &marks[i];
    return best;
}

/* The next byte behind `at` where a mark begins or ends, or `to`. */
static uint32_t next_edge(const html_mark *marks, size_t n, uint32_t at, uint32_t to) {
    for (size_t i = 0; i < n; i++) {
        uint32_t from = marks[i].at, end = from + marks[i].n;
        if (from > at && from < to)
            to = from;
        if (end > at && end < to)
            to = end;
    }
    return to;
}

void html_marked(buf *out, str text, uint32_t from, uint32_t to, const html_mark *marks, size_t n) {
    if (to > text.n)
        to = (uint32_t)text.n;
    while (from <= to) {
        for (size_t i = 0; i < n; i++) {
            if (marks[i].n || marks[i].at != from)
                continue;
            open_mark(out, &marks[i], true);
            buf_lit(out, "</mark>");
        }
        if (from == to)
            break;
        const html_mark *m = mark_at(marks, n, from);
        uint32_t edge = next_edge(marks, n, from, to);
        if (m)
            open_mark(out, m, false);
        put(out, str_slice(text, from, edge), true);
        if (m)
            buf_lit(out, "</mark>");
        from = edge;
    }
}

void html_finding(buf *out, const diag *g, size_t number) {
    const char *sev = severity_name(g->sev);
    buf_printf(out, "<div class=\"finding %s ", sev);
    html_class(out, g->rule);
    buf_printf(out, "\" id=f%zu><p><b>%s</b> ", number, sev);
    html_text(out, g->msg);
    buf_printf(out, " <code>%s</code></p>", diag_rules[g->rule].name);
    if (g->help.n) {
        buf_lit(out, "<p class=help>");
        html_text(out, g->help);
        buf_lit(out, "</p>");
    }
    buf_lit(out, "<p class=place>");
    html_text(out, g->path);
    if (g->from.line)
        buf_printf(out, ":%u:%u", g->from.line, g->from.col);
    for (const diag_note *note = g->notes; note; note = note->next) {
        buf_lit(out, " · ");
        html_text(out, note->path);
        if (note->at.line)
            buf_printf(out, ":%u:%u", note->at.line, note->at.col);
        buf_lit(out, " ");
        html_text(out, note->msg);
    }
    buf_lit(out, "</p></div>\n");
}
