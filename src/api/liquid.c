#include "liquid/liquid.h"

#include "api/work.h"
#include "base/file.h"
#include "base/path.h"
#include "value/json.h"

typedef struct template_job {
    const tool_liquid *o;
    liquid_env *env;
    arena *scratch;
    diags *d;
} template_job;

/* A partial by its name as it is, with ".liquid" or with ".html". */
static const liquid_tpl *load(void *ctx, liquid_run *r, str name) {
    static const char *const ends[] = {"", ".liquid", ".html"};
    const template_job *j = ctx;
    arena *a = liquid_run_arena(r);
    str dir = work_text(j->o->includes);
    for (size_t i = 0; dir.n && i < sizeof ends / sizeof *ends; i++) {
        str path = path_join(a, dir, str_cat(a, name, str_of(ends[i])));
        file_info info;
        const char *file = str_cstr(a, path);
        if (path_is_absolute(name) || !path_is_within(a, dir, path) || !file_stat(file, &info) ||
            info.kind != FILE_REGULAR)
            continue;
        const source *src = work_source(a, file, S(""), LIMIT_FILE, NULL, j->d);
        return src ? liquid_parse(a, j->env, span_of(src, 0, src->text.n), j->d) : NULL;
    }
    return NULL;
}

static bool read_data(template_job *j, value *out) {
    str why;
    size_t at;
    *out = value_nil();
    if (!j->o->data)
        return true;
    const source *src = work_source(j->scratch, j->o->data, S(""), LIMIT_FILE, NULL, j->d);
    if (!src)
        return false;
    if (!json_read(j->scratch, src->text, out, &why, &at)) {
        diag_add(j->d, RULE_DATA_INVALID, span_of(src, at, 1), "cannot be parsed: %.*s",
                 STR_FMT(why));
        return false;
    }
    if (out->kind == V_MAP)
        return true;
    diag_add(j->d, RULE_DATA_INVALID, span_of(src, 0, 1),
             "the data wants a JSON object, whose members are the variables");
    return false;
}

static liquid_dialect dialect_of(const tool_liquid *o) {
    switch ((tool_dialect)o->dialect) {
    case TOOL_JEKYLL: return LIQUID_JEKYLL;
    case TOOL_STRICT2: return LIQUID_STRICT2;
    case TOOL_SHOPIFY: break;
    }
    return LIQUID_SHOPIFY;
}

static bool render_one(void *ctx, size_t i, arena *scratch, buf *out, diags *d) {
    template_job *j = ctx;
    value root;
    (void)i;
    j->scratch = scratch;
    j->d = d;
    j->env = liquid_env_new(scratch, dialect_of(j->o), NULL, NULL);
    liquid_env_load(j->env, load, j);
    const source *src = work_source(scratch, j->o->file, S(""), LIMIT_FILE, NULL, d);
    if (!src || !read_data(j, &root))
        return false;
    const liquid_tpl *t = liquid_parse(scratch, j->env, span_of(src, 0, src->text.n), d);
    liquid_options o = {0};
    if (j->o->warn_undefined)
        o.variables = o.filters = LIQUID_UNDEFINED_REPORT;
    liquid_run *run = liquid_run_new(scratch, j->env, &o, d);
    return liquid_tpl_ok(t) && liquid_render(run, t, NULL, 0, root, out);
}

static str name(void *ctx, size_t i) {
    const template_job *j = ctx;
    (void)i;
    return j->o->file ? work_text(j->o->file) : S("(stdin)");
}

static void body(work *w) {
    template_job j = {.o = w->options};
    if (work_has_file(w, j.o->file) && work_has_file(w, j.o->data))
        work_jobs(w, 1, render_one, name, &j);
}

tool_status tool_liquid_run(const tool_liquid *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
