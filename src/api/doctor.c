#include "doctor/doctor.h"

#include "api/work.h"
#include "build/writer.h"
#include "report/text.h"
#include "value/json.h"

static const struct {
    const char *title, *json;
} kinds[DOCTOR_KINDS] = {
    [DOCTOR_TAG] = {"Tags", "tags"},
    [DOCTOR_FILTER] = {"Filters", "filters"},
    [DOCTOR_PLUGIN] = {"Plugins", "plugins"},
    [DOCTOR_KEY] = {"Configuration", "configuration"},
    [DOCTOR_KRAMDOWN] = {"kramdown", "kramdown"},
    [DOCTOR_ADVICE] = {"Advice", "advice"},
};

static str place_text(work *w, const doctor_item *item) {
    buf b = buf_new(w->a, 64);
    buf_add(&b, report_plain(w->a, item->path));
    if (item->at.line)
        buf_printf(&b, ":%u:%u", item->at.line, item->at.col);
    return buf_str(&b);
}

static size_t wider(size_t width, size_t n) {
    return n > width ? n : width;
}

/* "name  pages  place  effect", the columns of one kind under one another. */
static void print_kind(work *w, const doctor_report *r, doctor_kind kind, buf *out) {
    size_t name = 0, where = 0, n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (r->p[i]->kind != kind)
            continue;
        name = wider(name, r->p[i]->name.n);
        where = wider(where, place_text(w, r->p[i]).n);
        n++;
    }
    if (!n)
        return;
    buf_printf(out, "%s\n", kinds[kind].title);
    for (size_t i = 0; i < r->n; i++) {
        const doctor_item *item = r->p[i];
        if (item->kind != kind)
            continue;
        str plain = report_plain(w->a, item->name), at = place_text(w, item);
        buf_printf(out, "  %-*.*s  ", (int)name, STR_FMT(plain));
        if (item->is_about_pages)
            buf_printf(out, "%5zu page%s  ", item->pages, item->pages == 1 ? " " : "s");
        buf_printf(out, "%-*.*s  %.*s; %.*s\n", (int)where, STR_FMT(at), STR_FMT(item->effect),
                   STR_FMT(item->cure));
    }
    buf_char(out, '\n');
}

static void print_text(work *w, const doctor_report *r) {
    buf out = buf_new(w->a, 4096);
    for (int k = 0; k < DOCTOR_KINDS; k++)
        print_kind(w, r, (doctor_kind)k, &out);
    if (r->n)
        buf_printf(&out, "%zu thing%s to look at in a site of %zu page%s\n", r->n,
                   r->n == 1 ? "" : "s", r->pages, r->pages == 1 ? "" : "s");
    else
        buf_printf(&out, "All of this site's %zu page%s is known\n", r->pages,
                   r->pages == 1 ? "" : "s");
    work_print(w, buf_str(&out));
}

static void json_item(const doctor_item *item, buf *out) {
    buf_lit(out, "{\"name\":");
    json_write_str(item->name, out);
    if (item->is_about_pages)
        buf_printf(out, ",\"pages\":%zu,\"files\":%zu", item->pages, item->files);
    buf_lit(out, ",\"path\":");
    json_write_str(item->path, out);
    if (item->at.line)
        buf_printf(out, ",\"line\":%u,\"column\":%u", item->at.line, item->at.col);
    buf_lit(out, ",\"effect\":");
    json_write_str(item->effect, out);
    buf_lit(out, ",\"cure\":");
    json_write_str(item->cure, out);
    buf_char(out, '}');
}

static void print_json(work *w, const doctor_report *r) {
    buf out = buf_new(w->a, 4096);
    buf_printf(&out, "{\"pages\":%zu", r->pages);
    for (int k = 0; k < DOCTOR_KINDS; k++) {
        bool first = true;
        buf_printf(&out, ",\"%s\":[", kinds[k].json);
        for (size_t i = 0; i < r->n; i++) {
            if ((int)r->p[i]->kind != k)
                continue;
            if (!first)
                buf_char(&out, ',');
            json_item(r->p[i], &out);
            first = false;
        }
        buf_char(&out, ']');
    }
    buf_lit(&out, "}\n");
    work_print(w, buf_str(&out));
}

/* A theme that is missing is one thing to tell among others. */
static const config *load(work *w, config_options *co) {
    const config *c = config_load(w->a, co, &w->d);
    co->without_theme = !c;
    return c ? c : config_load(w->a, co, &w->d);
}

static void body(work *w) {
    const tool_doctor *o = w->options;
    config_options co = {.source = work_text(o->source), .configs = work_text(o->config)};
    w->d.severities[RULE_CONFIG_UNKNOWN_PLUGIN] = SEV_OFF; /* in the table */
    const config *c = load(w, &co);
    arena *scratch = arena_own(w->a, LIMIT_ARENA);
    const site *s = NULL;
    if (c)
        s = site_load(w->a, scratch, c, writer_place_in_source(w->a, c->source, c->destination),
                      &w->d);
    if (!s) {
        w->status = TOOL_FAILED;
        return;
    }
    const render *r = render_new(w->a, s, &w->d);
    doctor_report found = doctor_look(w->a, scratch, r, co.configs);
    if (o->json)
        print_json(w, &found);
    else
        print_text(w, &found);
    if (found.n && w->status == TOOL_FINE)
        w->status = TOOL_FINDINGS;
}

tool_status tool_doctor_run(const tool_doctor *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
