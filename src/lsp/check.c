/* Checks: when, of what, and what becomes of their findings. */
#include "base/clock.h"
#include "base/path.h"
#include "base/wire.h"
#include "lsp/server.h"

enum { NS_PER_MS = 1000000 };

static void end(server *s) {
    task_end(&s->check.t);
    arena_free(s->check.own);
    s->check = (check){.t = {.fd = -1}};
}

/* ---- beginning ---- */

static void check_in_task(void *ctx, arena *a, buf *reply) {
    const check *c = ctx;
    vec(str) paths = {0};
    look l;
    for (size_t i = 0; i < c->n; i++)
        if (c->of[i].is_asked)
            *vec_push(a, &paths) = c->of[i].path;
    look_begin(&l, a, &c->scene, paths.p, paths.n);
    look_check(&l, reply);
}

/* All documents of the site that are due come with the one that is due first. */
static void take_due(server *s, arena *own, str root) {
    check *c = &s->check;
    uint64_t now = clock_monotonic_ns();
    *c = (check){.own = own, .t = {.fd = -1}};
    c->scene = (scene){&s->open, str_copy(own, root), s->config};
    c->of = arena_make(own, checked, s->open.list.n);
    for (size_t i = 0; i < s->open.list.n; i++) {
        open_document *doc = s->open.list.p[i];
        if (!doc->path.n)
            continue;
        bool is_due = doc->due && doc->due <= now && str_eq(server_root(s, own, doc->path), root);
        c->of[c->n++] = (checked){str_copy(own, doc->path), doc->version, is_due};
        if (is_due)
            doc->due = 0;
    }
}

static void begin(server *s, const open_document *first) {
    arena *own = arena_new(0);
    str why = S("out of memory");
    if (own)
        arena_lean(own, s->a);
    task_options o = {s->a, LIMIT_CHECK_SECONDS * 1000, 8 * LIMIT_ARENA, LIMIT_OUTPUT};
    if (own)
        take_due(s, own, server_root(s, s->m, first->path));
    if (own && task_start(&s->check.t, &o, check_in_task, &s->check, &why))
        return;
    server_log(s, LOG_ERROR, "cannot check: %.*s", STR_FMT(why));
    if (own)
        end(s);
}

int server_check_due(server *s) {
    const open_document *first = NULL;
    for (size_t i = 0; i < s->open.list.n; i++) {
        const open_document *doc = s->open.list.p[i];
        if (doc->due && (!first || doc->due < first->due))
            first = doc;
    }
    if (!first || s->check.own || s->state != SERVER_READY)
        return -1;
    uint64_t now = clock_monotonic_ns();
    if (first->due > now)
        return (int)((first->due - now) / NS_PER_MS) + 1;
    begin(s, first);
    return -1;
}

/* ---- ending ---- */

/* What it looked at is to be looked at again, but for `path`, whose time is set by its change. */
void server_check_stop(server *s, str path) {
    check *c = &s->check;
    bool has_it = false;
    for (size_t i = 0; c->own && i < c->n; i++)
        has_it = has_it || str_eq(c->of[i].path, path);
    if (!has_it)
        return;
    for (size_t i = 0; i < c->n; i++) {
        open_document *doc = open_find_path(&s->open, c->of[i].path);
        if (c->of[i].is_asked && doc && !doc->due)
            doc->due = clock_monotonic_ns();
    }
    end(s);
}

/* The document, where it still is as it was when it was checked. */
static open_document *unchanged(server *s, str path) {
    const check *c = &s->check;
    open_document *doc = open_find_path(&s->open, path);
    for (size_t i = 0; doc && i < c->n; i++)
        if (str_eq(c->of[i].path, doc->path))
            return c->of[i].version == doc->version ? doc : NULL;
    return NULL;
}

static void keep(open_document *doc, str path, const diags *all) {
    arena_reset(doc->told);
    diags_new(&doc->found, doc->told);
    diags one = {.p = NULL};
    for (size_t i = 0; i < all->n; i++) {
        one = (diags){.p = &all->p[i], .n = 1};
        if (str_eq(all->p[i].path, path))
            diags_append(&doc->found, &one);
    }
    doc->is_checked = true;
}

static bool is_config(str path) {
    str name = path_base(path);
    return str_starts(name, S("_config."));
}

/* A configuration that cannot be read is told where it is, open or not. */
static void tell_config(server *s, const diags *all) {
    str path = {"", 0};
    diags of;
    diags_new(&of, s->m);
    for (size_t i = 0; i < all->n; i++) {
        diags one = {.p = &all->p[i], .n = 1};
        if (!is_config(all->p[i].path) || (path.n && !str_eq(path, all->p[i].path)))
            continue;
        path = all->p[i].path;
        diags_append(&of, &one);
    }
    str full = path.n ? path_normal(s->m, path_join(s->m, s->check.scene.root, path)) : path;
    if (s->troubled.n && !str_eq(s->troubled, full)) {
        diags none;
        diags_new(&none, s->m);
        publish_elsewhere(s, s->troubled, &none);
        s->troubled = (str){"", 0};
    }
    if (!full.n)
        return;
    publish_elsewhere(s, full, &of);
    if (!str_eq(s->troubled, full))
        s->troubled = str_copy(s->a, full);
}

static void take_reply(server *s) {
    wire in = {buf_str(&s->check.t.reply), true};
    uint32_t n = wire_u32(&in);
    vec(str) paths = {0};
    for (; n && in.ok; n--)
        *vec_push(s->m, &paths) = wire_str(&in);
    diags all;
    diags_new(&all, s->m);
    if (!in.ok || !diags_unpack(in.rest, &all)) {
        server_log(s, LOG_ERROR, "a check's answer cannot be read");
        return;
    }
    for (size_t i = 0; i < paths.n; i++) {
        str path = path_normal(s->m, path_join(s->m, s->check.scene.root, paths.p[i]));
        open_document *doc = unchanged(s, path);
        if (!doc || is_config(path))
            continue;
        keep(doc, paths.p[i], &all);
        publish(s, doc);
    }
    tell_config(s, &all);
}

/* What it looked at gets a finding that says so. */
static void tell_failure(server *s, rule_id id) {
    for (size_t i = 0; i < s->check.n; i++) {
        open_document *doc = unchanged(s, s->check.of[i].path);
        if (!doc || !s->check.of[i].is_asked)
            continue;
        arena_reset(doc->told);
        diags_new(&doc->found, doc->told);
        diag_add_path(&doc->found, id, doc->path, "%s", diag_rules[id].brief);
        doc->is_checked = true;
        publish(s, doc);
    }
}

void server_check_take(server *s) {
    switch (task_take(&s->check.t)) {
    case TASK_RUNS: return;
    case TASK_DONE: take_reply(s); break;
    case TASK_LONG: tell_failure(s, RULE_LIMIT_TIME); break;
    case TASK_MEMORY: tell_failure(s, RULE_LIMIT_MEMORY_); break;
    case TASK_FAILED: tell_failure(s, RULE_INTERNAL_CRASH); break;
    }
    end(s);
}
