#include <string.h>

#include "api/handle.h"
#include "report/json.h"
#include "report/text.h"

typedef struct copying {
    letoon_findings *f;
    const diags *from;
} copying;

/* str_cstr's copy is NUL-ended, which the getters need. */
static void end_with_nul(arena *a, str *s) {
    s->p = str_cstr(a, *s);
}

static void copy(void *ctx) {
    copying *c = ctx;
    diags *d = &c->f->d;
    diags_new(d, c->f->a);
    diags_append(d, c->from);
    diags_sort(d);
    for (size_t i = 0; i < d->n; i++) {
        end_with_nul(d->a, &d->p[i].path);
        end_with_nul(d->a, &d->p[i].msg);
        end_with_nul(d->a, &d->p[i].help);
    }
}

letoon_findings *handle_findings(const diags *d) {
    arena *a = arena_new(0);
    if (!a)
        return NULL;
    letoon_findings *f = arena_make(a, letoon_findings, 1);
    copying c = {f, d};
    f->a = a;
    if (arena_try(a, copy, &c))
        return f;
    arena_free(a);
    return NULL;
}

void letoon_findings_free(letoon_findings *f) {
    if (f)
        arena_free(f->a);
}

size_t letoon_findings_count(const letoon_findings *f) {
    return f->d.n;
}

static const diag *at(const letoon_findings *f, size_t i) {
    return i < f->d.n ? &f->d.p[i] : NULL;
}

int32_t letoon_finding_severity(const letoon_findings *f, size_t i) {
    return at(f, i) ? (int32_t)at(f, i)->sev : 0;
}

const char *letoon_finding_rule(const letoon_findings *f, size_t i) {
    return at(f, i) ? diag_rules[at(f, i)->rule].name : NULL;
}

const char *letoon_finding_path(const letoon_findings *f, size_t i) {
    return at(f, i) ? at(f, i)->path.p : NULL;
}

const char *letoon_finding_message(const letoon_findings *f, size_t i) {
    return at(f, i) ? at(f, i)->msg.p : NULL;
}

const char *letoon_finding_help(const letoon_findings *f, size_t i) {
    return at(f, i) ? at(f, i)->help.p : NULL;
}

uint32_t letoon_finding_line(const letoon_findings *f, size_t i) {
    return at(f, i) ? at(f, i)->from.line : 0;
}

uint32_t letoon_finding_column(const letoon_findings *f, size_t i) {
    return at(f, i) ? at(f, i)->from.col : 0;
}

uint32_t letoon_finding_end_line(const letoon_findings *f, size_t i) {
    return at(f, i) ? at(f, i)->to.line : 0;
}

uint32_t letoon_finding_end_column(const letoon_findings *f, size_t i) {
    return at(f, i) ? at(f, i)->to.col : 0;
}

typedef struct writing {
    const diags *d;
    arena *a;
    bool json;
    str text;
} writing;

static void write_all(void *ctx) {
    writing *w = ctx;
    buf out = buf_new(w->a, 1024);
    if (w->json)
        report_json(w->d, &out);
    else
        report_text(w->d, (report_style){0}, &out);
    w->text = buf_str(&out);
}

int32_t letoon_findings_write(const letoon_findings *f, const char *format, char **out, size_t *n) {
    bool json = strcmp(format, "json") == 0;
    *out = NULL;
    if (!json && strcmp(format, "text") != 0)
        return LETOON_EVALUE;
    writing w = {&f->d, arena_new(0), json, {"", 0}};
    if (w.a && arena_try(w.a, write_all, &w)) {
        *out = handle_text(w.text);
        *n = w.text.n;
    }
    arena_free(w.a);
    return *out ? LETOON_OK : LETOON_ELIMIT;
}
