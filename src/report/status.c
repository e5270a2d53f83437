#include "report/status.h"

#include "base/utf8.h"
#include "report/text.h"
#include "value/json.h"

typedef struct sums {
    size_t present, stale, missing;
} sums;

static const char *const states[] = {[CELL_MISSING] = "missing",
                                     [CELL_ORIGINAL] = "original",
                                     [CELL_PRESENT] = "present",
                                     [CELL_STALE] = "stale"};

static const cell *at(const matrix *m, size_t row, size_t lang) {
    return &m->cells[row * m->nlangs + lang];
}

static sums sum(const matrix *m, size_t lang) {
    sums s = {0};
    for (size_t i = 0; i < m->nrows; i++) {
        cell_state state = at(m, i, lang)->state;
        s.present += state != CELL_MISSING;
        s.stale += state == CELL_STALE;
        s.missing += state == CELL_MISSING;
    }
    return s;
}

/* Rounded down: only what is whole is 100. */
static size_t percent(size_t part, size_t whole) {
    return whole ? 100 * part / whole : 0;
}

/* "original", "ok", "stale 2E 1W", "-" */
static str words(const matrix *m, const cell *c) {
    buf b = buf_new(m->a, 48);
    if (c->state == CELL_MISSING)
        buf_lit(&b, "-");
    else if (c->state != CELL_PRESENT)
        buf_add(&b, str_of(states[c->state]));
    const uint32_t counts[] = {c->errors, c->warnings, c->notes};
    for (size_t i = 0; i < 3; i++)
        if (counts[i])
            buf_printf(&b, "%s%u%c", b.n ? " " : "", counts[i], "EWN"[i]);
    if (!b.n)
        buf_lit(&b, "ok");
    return buf_str(&b);
}

static str share(const matrix *m, size_t lang, bool current) {
    sums s = sum(m, lang);
    buf b = buf_new(m->a, 8);
    buf_printf(&b, "%zu%%", percent(s.present - (current ? s.stale : 0), m->nrows));
    return buf_str(&b);
}

/* ---- text ---- */

static size_t width(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
        int w = utf8_width(cp);
        n += w > 0 ? (size_t)w : 0;
    }
    return n;
}

static const char *colour_of(const cell *c) {
    if (c->errors || c->state == CELL_MISSING)
        return "\033[31m";
    if (c->warnings || c->state == CELL_STALE)
        return "\033[33m";
    return c->state == CELL_ORIGINAL ? "\033[1m" : "\033[32m";
}

static void put(const matrix *m, buf *out, str text, size_t columns, const char *colour) {
    text = report_plain(m->a, text);
    if (m->colour && colour)
        buf_add(out, str_of(colour));
    buf_add(out, text);
    if (m->colour && colour)
        buf_lit(out, "\033[0m");
    buf_repeat(out, ' ', columns > width(text) ? columns - width(text) : 0);
}

static void end_line(buf *out) {
    while (out->n && out->p[out->n - 1] == ' ')
        out->n--;
    buf_char(out, '\n');
}

enum { GAP = 2 };

static void grow(size_t *to, size_t n) {
    if (n + GAP > *to)
        *to = n + GAP;
}

static void write_shares(const matrix *m, bool current, size_t first, const size_t *columns,
                         buf *out) {
    put(m, out, current ? S("up to date") : S("present"), first, NULL);
    for (size_t k = 0; k < m->nlangs; k++)
        put(m, out, share(m, k, current), columns[k], NULL);
    end_line(out);
}

static void write_text(const matrix *m, buf *out) {
    size_t first = sizeof "up to date" - 1 + GAP, *columns = arena_make(m->a, size_t, m->nlangs);
    for (size_t k = 0; k < m->nlangs; k++)
        grow(&columns[k], width(m->langs[k]) > 4 ? width(m->langs[k]) : 4); /* 100% */
    for (size_t i = 0; i < m->nrows; i++) {
        grow(&first, width(report_plain(m->a, m->names[i])));
        for (size_t k = 0; k < m->nlangs; k++)
            grow(&columns[k], width(words(m, at(m, i, k))));
    }
    put(m, out, S("article"), first, "\033[1m");
    for (size_t k = 0; k < m->nlangs; k++)
        put(m, out, m->langs[k], columns[k], "\033[1m");
    end_line(out);
    for (size_t i = 0; i < m->nrows; i++) {
        put(m, out, m->names[i], first, NULL);
        for (size_t k = 0; k < m->nlangs; k++)
            put(m, out, words(m, at(m, i, k)), columns[k], colour_of(at(m, i, k)));
        end_line(out);
    }
    buf_char(out, '\n');
    write_shares(m, false, first, columns, out);
    write_shares(m, true, first, columns, out);
}

/* ---- JSON ---- */

static void json_cell(const matrix *m, size_t row, size_t lang, buf *out) {
    const cell *c = at(m, row, lang);
    json_write_str(m->langs[lang], out);
    buf_printf(out, ":{\"state\":\"%s\",\"path\":", states[c->state]);
    if (c->path.n)
        json_write_str(c->path, out);
    else
        buf_lit(out, "null");
    buf_printf(out, ",\"errors\":%u,\"warnings\":%u,\"notes\":%u}", c->errors, c->warnings,
               c->notes);
}

static void write_json(const matrix *m, buf *out) {
    buf_lit(out, "{\"version\":1,\"articles\":[");
    for (size_t i = 0; i < m->nrows; i++) {
        buf_add(out, i ? S(",\n{\"article\":") : S("\n{\"article\":"));
        json_write_str(m->names[i], out);
        buf_lit(out, ",\"versions\":{");
        for (size_t k = 0; k < m->nlangs; k++) {
            if (k)
                buf_char(out, ',');
            json_cell(m, i, k, out);
        }
        buf_lit(out, "}}");
    }
    buf_lit(out, "\n],\"languages\":{");
    for (size_t k = 0; k < m->nlangs; k++) {
        sums s = sum(m, k);
        buf_add(out, k ? S(",\n") : S("\n"));
        json_write_str(m->langs[k], out);
        buf_printf(out,
                   ":{\"present\":%zu,\"stale\":%zu,\"missing\":%zu,\"present_percent\":%zu,"
                   "\"up_to_date_percent\":%zu}",
                   s.present, s.stale, s.missing, percent(s.present, m->nrows),
                   percent(s.present - s.stale, m->nrows));
    }
    buf_lit(out, "\n}}\n");
}

/* ---- tables ---- */

/* How a form writes the cells of a row; `part` is where the row stands. */
typedef enum { PART_HEAD, PART_BODY, PART_FOOT } part;

typedef struct form {
    void (*row)(const matrix *m, part where, const str *cells, const cell *states, buf *out);
} form;

static void csv_row(const matrix *m, part where, const str *cells, const cell *of, buf *out) {
    (void)where, (void)of;
    for (size_t i = 0; i <= m->nlangs; i++) {
        str s = cells[i];
        bool quoted = str_has(s, S("\"")) || str_has(s, S(",")) || str_has(s, S("\n"));
        buf_add(out, i ? S(",") : S(""));
        buf_add(out, quoted ? S("\"") : S(""));
        for (size_t k = 0; k < s.n; k++)
            buf_add(out, s.p[k] == '"' ? S("\"\"") : str_slice(s, k, k + 1));
        buf_add(out, quoted ? S("\"") : S(""));
    }
    buf_lit(out, "\r\n");
}

static void markdown_row(const matrix *m, part where, const str *cells, const cell *of, buf *out) {
    (void)of;
    for (size_t i = 0; i <= m->nlangs; i++) {
        buf_add(out, i ? S(" | ") : S("| "));
        str s = report_plain(m->a, cells[i]);
        for (size_t k = 0; k < s.n; k++) {
            if (str_find_char(S("|\\`*_[]<>&"), s.p[k]) != STR_NONE)
                buf_char(out, '\\');
            buf_char(out, s.p[k]);
        }
    }
    buf_lit(out, " |\n");
    for (size_t i = 0; where == PART_HEAD && i <= m->nlangs; i++)
        buf_add(out, i < m->nlangs ? S("|---") : S("|---|\n"));
}

static void html_row(const matrix *m, part where, const str *cells, const cell *of, buf *out) {
    buf_lit(out, "<tr>");
    for (size_t i = 0; i <= m->nlangs; i++) {
        bool is_name = !i || where == PART_HEAD;
        const cell *c = of && i ? &of[i - 1] : NULL;
        buf_add(out, where == PART_HEAD ? S("<th scope=\"col\"")
                     : is_name          ? S("<th scope=\"row\"")
                                        : S("<td"));
        if (c)
            buf_printf(out, " class=\"%s\"",
                       c->errors     ? "error"
                       : c->warnings ? "warning"
                                     : states[c->state]);
        buf_char(out, '>');
        buf_escape_html(out, cells[i]);
        buf_add(out, is_name ? S("</th>") : S("</td>"));
    }
    buf_lit(out, "</tr>\n");
}

static void write_rows(const matrix *m, const form *f, buf *out) {
    str *cells = arena_make(m->a, str, m->nlangs + 1);
    cells[0] = S("article");
    for (size_t k = 0; k < m->nlangs; k++)
        cells[k + 1] = m->langs[k];
    f->row(m, PART_HEAD, cells, NULL, out);
    for (size_t i = 0; i < m->nrows; i++) {
        cells[0] = m->names[i];
        for (size_t k = 0; k < m->nlangs; k++)
            cells[k + 1] = words(m, at(m, i, k));
        f->row(m, PART_BODY, cells, &m->cells[i * m->nlangs], out);
    }
    for (int current = 0; current < 2; current++) {
        cells[0] = current ? S("up to date") : S("present");
        for (size_t k = 0; k < m->nlangs; k++)
            cells[k + 1] = share(m, k, current);
        f->row(m, PART_FOOT, cells, NULL, out);
    }
}

static const char page_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Translations</title>\n<style>\n"
    ":root { color-scheme: light dark; font: 1rem/1.4 system-ui, sans-serif }\n"
    "body { margin: 1rem; overflow-x: auto }\n"
    "table { border-collapse: collapse }\n"
    "th, td { padding: .25rem .6rem; text-align: start; border-bottom: 1px solid #8886 }\n"
    "th { font-weight: 600 }\n"
    ".missing, .error { background: #d3333333 }\n.stale, .warning { background: #d9a40033 }\n"
    ".present { background: #2a9d4a33 }\n</style>\n</head>\n<body>\n<table>\n";

void status_write(const matrix *m, status_format format, buf *out) {
    static const form csv = {csv_row}, markdown = {markdown_row}, html = {html_row};
    switch (format) {
    case STATUS_JSON: write_json(m, out); break;
    case STATUS_CSV: write_rows(m, &csv, out); break;
    case STATUS_MARKDOWN: write_rows(m, &markdown, out); break;
    case STATUS_HTML:
        buf_add(out, str_of(page_head));
        write_rows(m, &html, out);
        buf_lit(out, "</table>\n</body>\n</html>\n");
        break;
    default: write_text(m, out);
    }
}
