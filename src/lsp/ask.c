/* Requests that look at a document: each in a process of its own, one after the other. */
#include "base/clock.h"
#include "base/file.h"
#include "base/path.h"
#include "lsp/front.h"
#include "lsp/server.h"

/* ---- where ---- */

/* The nearest directory with a configuration around a path, within the folder that the editor has
 * open; without one that folder, as it may be a plain directory of notes. */
str server_root(const server *s, arena *a, str path) {
    str top = {"", 0}, dir = path_dir(path);
    if (s->o->source)
        return file_real_path(a, work_text(s->o->source));
    for (size_t i = 0; i < s->folders.n; i++)
        if (path_is_within(a, s->folders.p[i], path) && s->folders.p[i].n > top.n)
            top = s->folders.p[i];
    for (str at = dir; at.n; at = path_dir(at)) {
        if (articles_has_config(a, at))
            return at;
        if (str_eq(at, top) || str_eq(at, path_dir(at)))
            break;
    }
    return top.n ? top : dir;
}

/* ---- the task ---- */

typedef struct asked {
    const server *s;
    const ask *k;
    const open_document *doc;
} asked;

static void answer_in_task(void *ctx, arena *a, buf *reply) {
    const asked *x = ctx;
    scene of = {&x->s->open, server_root(x->s, a, x->doc->path), x->s->config};
    question q = x->k->q;
    look l;
    q.doc = x->doc;
    look_begin(&l, a, &of, &x->doc->path, 1);
    if (l.c.site)
        x->k->how(&l, &q, reply);
    else
        buf_lit(reply, "null");
}

static void forget(server *s, ask *k) {
    ask **at = &s->asks;
    while (*at != k)
        at = &(*at)->next;
    *at = k->next;
    task_end(&k->t);
    arena_free(k->own);
}

/* Of a document that was closed meanwhile nothing is known. */
static void begin(server *s, ask *k) {
    asked x = {s, k, open_find(&s->open, k->uri)};
    task_options o = {s->a, LIMIT_ASK_SECONDS * 1000, 8 * LIMIT_ARENA, LIMIT_OUTPUT};
    str why;
    if (!x.doc) {
        server_result(s, k->id, S("null"));
        forget(s, k);
    } else if (!task_start(&k->t, &o, answer_in_task, &x, &why)) {
        server_error(s, k->id, RPC_INTERNAL_ERROR, why);
        forget(s, k);
    }
}

void server_step_ask(server *s, ask *k) {
    if (!k->t.pid) {
        begin(s, k);
        return;
    }
    switch (task_take(&k->t)) {
    case TASK_RUNS: return;
    case TASK_DONE: server_result(s, k->id, buf_str(&k->t.reply)); break;
    case TASK_LONG: server_error(s, k->id, RPC_INTERNAL_ERROR, S("it took too long")); break;
    case TASK_MEMORY: server_error(s, k->id, RPC_INTERNAL_ERROR, S("out of memory")); break;
    case TASK_FAILED:
        server_error(s, k->id, RPC_INTERNAL_ERROR, S("letoon crashed on this: please report it"));
        break;
    }
    forget(s, k);
}

/* ---- the list ---- */

void server_cancel(server *s, str id) {
    for (ask *k = s->asks; k; k = k->next) {
        if (!str_eq(k->id, id))
            continue;
        server_error(s, k->id, RPC_REQUEST_CANCELLED, S("cancelled"));
        forget(s, k);
        return;
    }
}

void server_drop_asks(server *s) {
    while (s->asks) {
        if (s->state != SERVER_ENDED)
            server_error(s, s->asks->id, RPC_SERVER_CANCELLED, S("the server is shut down"));
        forget(s, s->asks);
    }
}

static void add(server *s, const rpc_message *m, answer *how, str uri, const question *q) {
    ask **end = &s->asks;
    unsigned n = 0;
    for (; *end; end = &(*end)->next)
        n++;
    if (n >= LIMIT_ASKS) {
        server_error(s, m->id, RPC_SERVER_CANCELLED, S("too many requests at once"));
        return;
    }
    arena *own = arena_new(0);
    if (!own) {
        server_error(s, m->id, RPC_INTERNAL_ERROR, S("out of memory"));
        return;
    }
    arena_lean(own, s->a);
    ask *k = arena_make(own, ask, 1);
    *k = (ask){.own = own,
               .id = str_copy(own, m->id),
               .uri = str_copy(own, uri),
               .how = how,
               .q = *q,
               .t = {.fd = -1}};
    *end = k;
}

/* ---- requests ---- */

static const struct {
    const char *method;
    answer *how; /* NULL: code actions, which need no look */
    bool wants_position;
} methods[] = {
    {"textDocument/hover", answer_hover, true},
    {"textDocument/definition", answer_definition, true},
    {"textDocument/references", answer_references, true},
    {"textDocument/completion", answer_completion, true},
    {"letoon/versions", answer_versions, false},
    {"textDocument/codeAction", NULL, false},
};

/* Outside of front matter nothing is completed, and no process need find that out. */
static bool is_in_vain(const server *s, answer *how, const open_document *doc, position at) {
    if (how != answer_completion)
        return false;
    size_t offset = position_offset(doc->text, s->open.encoding, at);
    return front_cursor_at(doc->text, offset).kind == FRONT_NOWHERE;
}

static void ask_about(server *s, const rpc_message *m, answer *how, bool wants_position) {
    question q = {.plain = !s->client.has_markdown};
    str uri = value_as_str(value_at(value_at(m->params, S("textDocument")), S("uri")));
    const open_document *doc = open_find(&s->open, uri);
    q.has_position = position_read(value_at(m->params, S("position")), &q.at);
    q.with_self =
        value_truthy(value_at(value_at(m->params, S("context")), S("includeDeclaration")));
    if (!uri.n || (wants_position && !q.has_position)) {
        server_error(s, m->id, RPC_INVALID_PARAMS,
                     S("\"textDocument.uri\" or \"position\" is not there"));
    } else if (!doc || !doc->path.n || is_in_vain(s, how, doc, q.at)) {
        server_result(s, m->id, S("null"));
    } else if (!how) {
        buf b = buf_new(s->m, 1024);
        actions_write(s, doc, m->params, &b);
        server_result(s, m->id, buf_str(&b));
    } else {
        add(s, m, how, uri, &q);
    }
}

bool server_ask(server *s, const rpc_message *m) {
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (!str_eq(m->method, str_of(methods[i].method)))
            continue;
        ask_about(s, m, methods[i].how, methods[i].wants_position);
        return true;
    }
    return false;
}
