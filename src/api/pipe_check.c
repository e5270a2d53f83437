#include "api/baseline.h"
#include "api/checking.h"
#include "api/pipe.h"
#include "base/path.h"
#include "diag/select.h"
#include "report/report.h"
#include "site/config_rules.h"

static void put_place(str path, place at, buf *out) {
    pipe_text(out, "path", path);
    pipe_key(out, "line");
    pack_write(value_int(at.line), out);
    pipe_key(out, "column");
    pack_write(value_int(at.col), out);
}

static void put_finding(const diag *g, buf *out) {
    const diag_note *of = report_original(g);
    pack_write_map(8, out);
    pipe_text(out, "rule", str_of(diag_rules[g->rule].name));
    pipe_text(out, "severity", str_of(severity_name(g->sev)));
    put_place(g->path, g->from, out);
    pipe_text(out, "message", g->msg);
    pipe_text(out, "help", g->help);
    pipe_key(out, "original");
    if (of) {
        pack_write_map(3, out);
        put_place(of->path, of->at, out);
    } else {
        pack_write(value_nil(), out);
    }
}

static void put_files(const articles *of, buf *out) {
    size_t n = 0;
    for (size_t i = 0; i < of->sets.n; i++)
        n += of->sets.p[i]->n + of->sets.p[i]->nstrays;
    pipe_key(out, "files");
    pack_write_list(n, out);
    for (size_t i = 0; i < of->sets.n; i++) {
        const set *one = of->sets.p[i];
        for (size_t k = 0; k < one->n; k++)
            pack_write_str(one->docs[k]->path, out);
        for (size_t k = 0; k < one->nstrays; k++)
            pack_write_str(one->strays[k]->path, out);
    }
}

static void put_result(const work *w, const checking *c, size_t known, buf *out) {
    severity fail_on = config_fail_on(value_at(c->config->data, S("letoon")));
    pack_write_map(5, out);
    pipe_key(out, "findings");
    pack_write_list(w->d.n, out);
    for (size_t i = 0; i < w->d.n; i++)
        put_finding(&w->d.p[i], out);
    put_files(&c->of, out);
    pipe_text(out, "fail_on", str_of(fail_on ? severity_name(fail_on) : "never"));
    pipe_key(out, "articles");
    pack_write(value_int((int64_t)c->of.sets.n), out);
    pipe_key(out, "known");
    pack_write(value_int((int64_t)known), out);
}

/* What the site's baseline knows is no finding. */
static bool leave_known(work *w, const config *c, size_t *known) {
    baseline b = {.source = c->source,
                  .path = path_normal(w->a, path_join(w->a, c->source, S(BASELINE_NAME)))};
    if (!baseline_read(w, &b))
        return false;
    *known = baseline_apply(w, &b, &w->d);
    return true;
}

/* True: the check was made. */
static bool check(work *w, checking *c, size_t *known) {
    checking_configure(w, c);
    if (!checking_read(w, c))
        return false;
    checking_run(w, c);
    return leave_known(w, c->config, known);
}

bool pipe_check(pipe_state *p, value request, buf *reply) {
    static const tool_screen dark;
    buf failure = buf_new(p->q, 128);
    work w = {.a = p->q, .screen = &dark, .quiet = true, .jobs = -1, .failure = &failure};
    config own = *p->config;
    own.to_compare = true;
    checking c = {.config = &own};
    value list = value_at(request, S("changed"));
    map changed = map_new(p->q);
    size_t known = 0;
    diags_new(&w.d, p->q);
    for (uint32_t i = 0; list.kind == V_LIST && i < list.n; i++)
        map_set(&changed, value_as_str(list.u.list[i]), &changed);
    c.of.changed = list.kind == V_LIST ? &changed : NULL;
    bool done = check(&w, &c, &known);
    if (failure.n)
        return pipe_fail(p, "%.*s", STR_FMT(str_trim(buf_str(&failure))));
    if (!done || w.status == TOOL_FAILED)
        return pipe_fail_with(p, &w.d);
    put_result(&w, &c, known, reply);
    return true;
}
