/* Documents that are opened, changed and closed. */
#include "base/clock.h"
#include "lsp/address.h"
#include "lsp/server.h"

/* A pause in the typing; a check starts a process. */
enum { PAUSE_MS = 200, NS_PER_MS = 1000000 };

static void is_due(open_document *doc, unsigned ms) {
    doc->due = clock_monotonic_ns() + (uint64_t)ms * NS_PER_MS;
}

static int64_t version_of(value item) {
    value v = value_at(item, S("version"));
    return v.kind == V_INT ? v.u.i : 0;
}

/* The document that a message is about; NULL: it is not open, which is told. */
static open_document *document_of(server *s, const rpc_message *m) {
    str uri = value_as_str(value_at(value_at(m->params, S("textDocument")), S("uri")));
    open_document *doc = open_find(&s->open, uri);
    if (!doc)
        server_log(s, LOG_WARNING, "%.*s: \"%.*s\" is not open", STR_FMT(m->method), STR_FMT(uri));
    return doc;
}

/* Something else than its text may have changed for every document. */
void server_check_all(server *s) {
    for (size_t i = 0; i < s->open.list.n; i++)
        if (s->open.list.p[i]->path.n && !s->open.list.p[i]->due)
            is_due(s->open.list.p[i], PAUSE_MS);
}

static void did_open(server *s, const rpc_message *m) {
    value item = value_at(m->params, S("textDocument"));
    value uri = value_at(item, S("uri")), text = value_at(item, S("text"));
    if (uri.kind != V_STR || text.kind != V_STR) {
        server_log(s, LOG_WARNING, "textDocument/didOpen: there is no \"uri\" or \"text\"");
        return;
    }
    open_document *doc =
        open_add(&s->open, value_as_str(uri), value_as_str(text), version_of(item));
    server_check_stop(s, doc->path);
    if (doc->path.n)
        is_due(doc, 0);
}

static void did_change(server *s, const rpc_message *m) {
    open_document *doc = document_of(s, m);
    if (!doc)
        return;
    int64_t version = version_of(value_at(m->params, S("textDocument")));
    if (!open_change(&s->open, doc, value_at(m->params, S("contentChanges")), version)) {
        server_log(s, LOG_WARNING, "textDocument/didChange: \"contentChanges\" make no sense");
        return;
    }
    server_check_stop(s, doc->path);
    if (doc->path.n)
        is_due(doc, PAUSE_MS);
}

/* What was found in it is taken back, for nobody would do so later. */
static void did_close(server *s, const rpc_message *m) {
    open_document *doc = document_of(s, m);
    if (!doc)
        return;
    diags_new(&doc->found, doc->told);
    publish(s, doc);
    server_check_stop(s, doc->path);
    open_remove(&s->open, doc);
    server_check_all(s);
}

static void change_folders(server *s, const rpc_message *m) {
    value event = value_at(m->params, S("event"));
    value added = value_at(event, S("added")), removed = value_at(event, S("removed"));
    for (uint32_t i = 0; removed.kind == V_LIST && i < removed.n; i++) {
        str path = address_path(s->m, value_as_str(value_at(removed.u.list[i], S("uri"))));
        for (size_t k = 0; k < s->folders.n; k++)
            if (str_eq(s->folders.p[k], path))
                s->folders.p[k--] = s->folders.p[--s->folders.n];
    }
    for (uint32_t i = 0; added.kind == V_LIST && i < added.n; i++)
        server_add_folder(s, value_as_str(value_at(added.u.list[i], S("uri"))));
    server_check_all(s);
}

static bool is(const rpc_message *m, const char *method) {
    return str_eq(m->method, str_of(method));
}

bool server_sync(server *s, const rpc_message *m) {
    if (is(m, "textDocument/didOpen"))
        did_open(s, m);
    else if (is(m, "textDocument/didChange"))
        did_change(s, m);
    else if (is(m, "textDocument/didClose"))
        did_close(s, m);
    else if (is(m, "textDocument/didSave") || is(m, "workspace/didChangeWatchedFiles"))
        server_check_all(s);
    else if (is(m, "workspace/didChangeWorkspaceFolders"))
        change_folders(s, m);
    else
        return false;
    return true;
}
