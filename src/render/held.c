#include "render/held.h"

#include <stdarg.h>

#include "base/file.h"
#include "render/templates.h"
#include "site/held.h"

void held_leave(const render *r, const char *fmt, ...) {
    buf why = buf_new(r->job ? r->job->scratch : r->a, 128);
    va_list ap;
    if (!r->job)
        return;
    va_start(ap, fmt);
    buf_vprintf(&why, fmt, ap);
    va_end(ap);
    liquid_fail(r->job->run, RULE_LIQUID_UNDEFINED, liquid_run_here(r->job->run), "%.*s",
                STR_FMT(buf_str(&why)));
}

/* ---- what only Jekyll knows ---- */

static void leave_for(const drop *self) {
    held_leave(self->ctx, "it asks for an object that only Jekyll knows");
}

static bool foreign_get(const drop *self, arena *a, str key, value *out) {
    (void)a, (void)key;
    leave_for(self);
    *out = value_nil();
    return true;
}

static value foreign_map(const drop *self, arena *a, unsigned depth) {
    (void)depth;
    leave_for(self);
    return map_finish(&(map_builder){.a = a});
}

static value foreign_text(const drop *self, arena *a) {
    (void)a;
    leave_for(self);
    return value_nil();
}

const drop_type foreign_type = {"Object", foreign_get, foreign_map, foreign_text, NULL};

void held_bind(render *r) {
    const held *h = r->site->held;
    for (size_t i = 0; i < h->nthings; i++) {
        const pack_thing *t = &h->things[i];
        bool is_document = !t->kind.p && t->number < h->ndocs;
        *t->drop =
            is_document ? r->drops[h->docs[t->number]->serial] : (drop){&foreign_type, t->drop, r};
    }
}

/* ---- tags and filters ---- */

static value leave(liquid_call *c, value in) {
    (void)in;
    return liquid_filter_fail(c, "the filter '%s' is one that only Jekyll knows", c->filter->name);
}

const liquid_filter *held_foreign_filters(arena *a, const site *s) {
    value names = s->held->foreign_filters;
    liquid_filter *all = arena_make(a, liquid_filter, (size_t)names.n + 1);
    for (uint32_t i = 0; i < names.n; i++)
        all[i] = (liquid_filter){str_cstr(a, value_as_str(names.u.list[i])), leave, 0, LIQUID_ANY};
    return all;
}

static bool is_among(value names, str name) {
    for (uint32_t i = 0; i < names.n; i++)
        if (str_eq(value_as_str(names.u.list[i]), name))
            return true;
    return false;
}

static bool has_tag(void *ctx, str name) {
    const held *h = ctx;
    return is_among(h->tags, name);
}

static bool has_filter(void *ctx, str name) {
    const held *h = ctx;
    return is_among(h->filters, name) || is_among(h->foreign_filters, name);
}

void held_limit(liquid_env *e, const site *s) {
    liquid_env_keep(e, has_tag, has_filter, (void *)(uintptr_t)s->held);
}

/* ---- templates ---- */

void held_templates(render *r, diags *d) {
    const held *h = r->site->held;
    for (size_t i = 0; i < h->nlayouts; i++)
        template_add_layout(r, &h->layouts[i]);
    for (size_t i = 0; i < h->ninclude_dirs; i++)
        if (file_is_directory(r->a, h->include_dirs[i]))
            template_read_includes(r, h->include_dirs[i], d);
}
