#include "report/html.h"

#include <stdio.h>
#include <string.h>

#include "base/embed.h"
#include "base/path.h"
#include "base/vec.h"
#include "diag/select.h"
#include "parity/beside.h"
#include "report/columns.h"

/* A report that is larger becomes one file a language. */
#define MOST ((size_t)20 * MIB)

/* What findings a file shows. */
typedef struct tally {
    size_t severities[SEV_ERROR + 1], rules[RULE_COUNT];
} tally;

typedef struct page {
    report *r;
    arena *scratch;
    columns of;
    buf *texts;           /* of each language, its pairs */
    tally all, *of_langs; /* of each language, what its pairs show */
    bool *done;           /* findings that a pair has shown */
    bool is_split;
} page;

void html_findings_of(const report *r, str path, size_t *first, size_t *last) {
    size_t low = 0, high = r->d->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(r->d->p[mid].path, path) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *first = low;
    while (low < r->d->n && str_eq(r->d->p[low].path, path))
        low++;
    *last = low;
}

static void put_file(buf *out, const char *name) {
    for (size_t i = 0; i < embedded_page_count; i++)
        if (str_eq(embedded_page[i].path, str_of(name)))
            buf_add(out, embedded_page[i].bytes);
}

/* ---- head and filters ---- */

static void put_box(buf *out, const char *id, str label, size_t n) {
    buf_printf(out, "<label><input type=checkbox checked id=\"%s\"> ", id);
    html_text(out, label);
    if (n != SIZE_MAX)
        buf_printf(out, " <small>%zu</small>", n);
    buf_lit(out, "</label>\n");
}

/* Without script too: a box that is not checked hides what has its class. */
static void put_filter_style(const page *p, const tally *of, buf *out) {
    for (int sev = SEV_NOTE; sev <= SEV_ERROR; sev++) {
        const char *name = severity_name((severity)sev);
        buf_printf(out,
                   "body:has(#s-%s:not(:checked)) .finding.%s{display:none}"
                   "body:has(#s-%s:not(:checked)) mark.%s{all:unset}\n",
                   name, name, name, name);
    }
    for (int id = 0; id < RULE_COUNT; id++)
        if (of->rules[id]) {
            buf_lit(out, "body:has(#");
            html_class(out, (rule_id)id);
            buf_lit(out, ":not(:checked)) .finding.");
            html_class(out, (rule_id)id);
            buf_lit(out, "{display:none}\n");
        }
    for (size_t i = 0; i < p->of.nlangs; i++) {
        buf_printf(out, "body:has(#l-%zu:not(:checked)) [data-lang=\"", i);
        html_text(out, p->of.langs[i]);
        buf_lit(out, "\"]{display:none}\n");
    }
}

static void put_rules(const page *p, const tally *of, buf *out) {
    enum { FEW = 12 }; /* more would fill a phone's screen before anything else */
    size_t n = 0;
    for (int i = 0; i < RULE_COUNT; i++)
        n += of->rules[i] > 0;
    buf_printf(out, "<details%s><summary>Rule</summary>\n<fieldset>\n", n > FEW ? "" : " open");
    for (int i = 0; i < RULE_COUNT; i++) {
        if (!of->rules[i])
            continue;
        buf b = buf_new(p->r->a, 48);
        html_class(&b, (rule_id)i);
        buf_char(&b, '\0');
        put_box(out, b.p, str_of(diag_rules[i].name), of->rules[i]);
    }
    buf_lit(out, "</fieldset></details>\n");
}

/* `is_whole`: of all languages. */
static void put_filters(const page *p, const tally *of, bool is_whole, buf *out) {
    char id[32];
    buf_lit(out, "<form class=filters><details open><summary>Filter</summary>\n"
                 "<fieldset><legend>Severity</legend>\n");
    for (int sev = SEV_ERROR; sev >= SEV_NOTE; sev--) {
        snprintf(id, sizeof id, "s-%s", severity_name((severity)sev));
        put_box(out, id, str_of(severity_name((severity)sev)), of->severities[sev]);
    }
    buf_lit(out, "</fieldset>");
    if (is_whole)
        buf_lit(out, "<fieldset><legend>Language</legend>\n");
    for (size_t i = 0; is_whole && i < p->of.nlangs; i++) {
        snprintf(id, sizeof id, "l-%zu", i);
        put_box(out, id, p->of.langs[i], SIZE_MAX);
    }
    if (is_whole)
        buf_lit(out, "</fieldset>");
    put_rules(p, of, out);
    buf_lit(out, "</details></form>\n");
}

static void put_head(const page *p, buf *out, const tally *of, str of_lang) {
    buf_lit(out, "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>\n"
                 "<meta name=viewport content=\"width=device-width,initial-scale=1\">\n<title>");
    html_text(out, of_lang);
    buf_add(out, of_lang.n ? S(": ") : S(""));
    buf_lit(out, "Translations and their originals</title>\n<style>\n");
    put_file(out, "style.css");
    put_filter_style(p, of, out);
    buf_lit(out, "</style></head><body>\n<h1>");
    html_text(out, of_lang);
    buf_add(out, of_lang.n ? S(": translations and their originals</h1>\n")
                           : S("Translations and their originals</h1>\n<p>"));
    if (!of_lang.n) {
        report_summary(p->r, out);
        buf_lit(out, "</p>\n");
    }
    put_filters(p, of, !of_lang.n, out);
}

static void put_end(buf *out) {
    buf_lit(out, "<script>\n");
    put_file(out, "script.js");
    buf_lit(out, "</script></body></html>\n");
}

/* ---- the matrix ---- */

/* The name of the file that holds a language's texts; empty: this one. */
static str file_of(const page *p, str lang) {
    if (!p->is_split)
        return S("");
    buf b = buf_new(p->r->a, 64);
    str ext = path_ext(p->r->file);
    buf_add(&b, str_slice(p->r->file, 0, p->r->file.n - ext.n));
    buf_char(&b, '.');
    for (size_t i = 0; i < lang.n; i++)
        buf_char(&b, ascii_is_alnum(lang.p[i]) ? lang.p[i] : '-');
    buf_add(&b, ext);
    return buf_str(&b);
}

static void put_cell(const page *p, buf *out, str lang, const document *doc, bool is_original) {
    size_t first, last, n[SEV_ERROR + 1] = {0};
    buf_lit(out, "<td data-lang=\"");
    html_text(out, lang);
    if (!doc) {
        buf_lit(out, "\" class=none>–</td>");
        return;
    }
    html_findings_of(p->r, doc->path, &first, &last);
    for (size_t i = first; i < last; i++)
        n[p->r->d->p[i].sev]++;
    if (first == last) {
        buf_printf(out, "\" class=fine>%s</td>", is_original ? "original" : "✓");
        return;
    }
    buf_lit(out, "\"><a href=\"");
    html_text(out, is_original ? S("") : file_of(p, lang));
    buf_printf(out, is_original ? "#f%zu\">original " : "#p%zu\">", first);
    for (int sev = SEV_ERROR; sev >= SEV_NOTE; sev--)
        if (n[sev])
            buf_printf(out, "<span class=\"n %s\" title=%s>%zu</span>",
                       severity_name((severity)sev), severity_name((severity)sev), n[sev]);
    buf_lit(out, "</a></td>");
}

static void put_matrix(const page *p, buf *out) {
    const report *r = p->r;
    const document **row = arena_make(r->a, const document *, p->of.nlangs);
    buf_lit(out, "<div class=matrix><table><thead><tr><th>Article</th>");
    for (size_t i = 0; i < p->of.nlangs; i++) {
        buf_lit(out, "<th data-lang=\"");
        html_text(out, p->of.langs[i]);
        buf_lit(out, "\">");
        html_text(out, p->of.langs[i]);
        buf_lit(out, "</th>");
    }
    buf_lit(out, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < p->of.nsets; i++) {
        const set *one = p->of.sets[i];
        const document *original = beside_original(p->scratch, r->site, one);
        arena_reset(p->scratch);
        columns_row(&p->of, one, row);
        buf_lit(out, "<tr><th>");
        html_text(out, columns_name(&p->of, one));
        buf_lit(out, "</th>");
        for (size_t k = 0; k < p->of.nlangs; k++)
            put_cell(p, out, p->of.langs[k], row[k], row[k] && row[k] == original);
        buf_lit(out, "</tr>\n");
    }
    buf_lit(out, "</tbody></table></div>\n");
}

/* ---- the texts ---- */

static void count(tally *to, const diag *g) {
    to->severities[g->sev]++;
    to->rules[g->rule]++;
}

static void put_set(page *p, const set *one) {
    const report *r = p->r;
    const document *original = beside_original(p->scratch, r->site, one);
    for (size_t i = 0; original && i < one->n + one->nstrays; i++) {
        const document *doc = i < one->n ? one->docs[i] : one->strays[i - one->n];
        size_t first, last, column = columns_of(&p->of, doc);
        html_findings_of(r, doc->path, &first, &last);
        if (doc == original || first == last || p->done[first] || column == SIZE_MAX)
            continue;
        html_pair(p->scratch, r, &p->texts[column], p->of.langs[column], one, original, doc);
        for (size_t k = first; k < last; k++) {
            p->done[k] = true;
            count(&p->of_langs[column], &r->d->p[k]);
        }
    }
}

/* What is no translation's: of originals, configuration, data. */
static void put_others(const page *p, buf *out) {
    bool any = false;
    for (size_t i = 0; i < p->r->d->n; i++) {
        if (p->done[i])
            continue;
        if (!any)
            buf_lit(out, "<section><h2>Originals and other files</h2>\n");
        any = true;
        html_finding(out, &p->r->d->p[i], i);
    }
    if (any)
        buf_lit(out, "</section>\n");
}

static void put_language_file(page *p, size_t i) {
    report *r = p->r;
    report_file *file = vec_push(r->a, &r->more);
    buf out = buf_new(r->a, p->texts[i].n + 65536);
    put_head(p, &out, &p->of_langs[i], p->of.langs[i]);
    buf_lit(&out, "<p><a href=\"");
    html_text(&out, r->file);
    buf_lit(&out, "\">All languages</a></p>\n");
    buf_add(&out, buf_str(&p->texts[i]));
    put_end(&out);
    file->name = file_of(p, p->of.langs[i]);
    file->bytes = buf_str(&out);
}

void report_html(report *r, buf *out) {
    page p = {.r = r, .scratch = arena_own(r->a, 0), .done = arena_make(r->a, bool, r->d->n + 1)};
    size_t total = 0;
    p.of = columns_find(r->a, r->site, r->sets, r->nsets, r->langs, r->nlangs);
    p.texts = arena_make(r->a, buf, p.of.nlangs);
    p.of_langs = arena_make(r->a, tally, p.of.nlangs);
    for (size_t i = 0; i < r->d->n; i++)
        count(&p.all, &r->d->p[i]);
    for (size_t i = 0; i < p.of.nlangs; i++)
        p.texts[i] = buf_new(r->a, 4096);
    for (size_t i = 0; i < r->nsets; i++)
        put_set(&p, r->sets[i]);
    for (size_t i = 0; i < p.of.nlangs; i++)
        total += p.texts[i].n;
    p.is_split = total > MOST && r->file.n;
    put_head(&p, out, &p.all, S(""));
    put_matrix(&p, out);
    put_others(&p, out);
    for (size_t i = 0; i < p.of.nlangs; i++) {
        if (p.is_split && p.texts[i].n)
            put_language_file(&p, i);
        else
            buf_add(out, buf_str(&p.texts[i]));
    }
    put_end(out);
}
