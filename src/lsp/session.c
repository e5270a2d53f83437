/* How a session begins and ends, and which message means what. */
#include "base/path.h"
#include "letoon/letoon.h"
#include "lsp/address.h"
#include "lsp/server.h"
#include "value/json.h"

static value at(value v, const char *path) {
    str name, rest = str_of(path);
    for (bool more = true; more;) {
        more = str_cut(rest, S("."), &name, &rest);
        v = value_at(v, name);
    }
    return v;
}

static bool has(value list, str text) {
    for (uint32_t i = 0; list.kind == V_LIST && i < list.n; i++)
        if (str_eq(value_as_str(list.u.list[i]), text))
            return true;
    return false;
}

/* ---- the beginning ---- */

/* The editor's first choice among those that we know. */
static position_encoding choose_encoding(value offered) {
    for (uint32_t i = 0; offered.kind == V_LIST && i < offered.n; i++) {
        str name = value_as_str(offered.u.list[i]);
        if (str_eq(name, S("utf-8")))
            return POSITION_UTF8;
        if (str_eq(name, S("utf-16")))
            return POSITION_UTF16;
        if (str_eq(name, S("utf-32")))
            return POSITION_UTF32;
    }
    return POSITION_UTF16;
}

void server_add_folder(server *s, str uri) {
    str path = address_path(s->m, uri);
    if (path.n && !str_is_among(path, s->folders.p, s->folders.n))
        *vec_push(s->a, &s->folders) = str_copy(s->a, path);
}

static void read_folders(server *s, value params) {
    value list = value_at(params, S("workspaceFolders"));
    for (uint32_t i = 0; list.kind == V_LIST && i < list.n; i++)
        server_add_folder(s, value_as_str(value_at(list.u.list[i], S("uri"))));
    if (!s->folders.n)
        server_add_folder(s, value_as_str(value_at(params, S("rootUri"))));
}

static void read_client(server *s, value caps) {
    value texts = at(caps, "textDocument");
    s->open.encoding = choose_encoding(at(caps, "general.positionEncodings"));
    s->client = (client){
        .has_markdown = has(at(texts, "hover.contentFormat"), S("markdown")),
        .has_related = value_truthy(at(texts, "publishDiagnostics.relatedInformation")),
        .has_document_changes = value_truthy(at(caps, "workspace.workspaceEdit.documentChanges")),
        .has_actions = at(texts, "codeAction.codeActionLiteralSupport").kind == V_MAP,
        .has_watchers =
            value_truthy(at(caps, "workspace.didChangeWatchedFiles.dynamicRegistration")),
    };
}

void server_initialize(server *s, const rpc_message *m) {
    static const char *const names[] = {"utf-16", "utf-8", "utf-32"};
    buf b = buf_new(s->m, 1024);
    read_client(s, at(m->params, "capabilities"));
    read_folders(s, m->params);
    buf_printf(&b,
               "{\"capabilities\":{\"positionEncoding\":\"%s\","
               "\"textDocumentSync\":{\"openClose\":true,\"change\":2,\"save\":true},"
               "\"hoverProvider\":true,\"definitionProvider\":true,\"referencesProvider\":true,",
               names[s->open.encoding]);
    if (s->client.has_actions)
        buf_lit(&b, "\"codeActionProvider\":{\"codeActionKinds\":[\"quickfix\","
                    "\"source.fixAll.letoon\"]},");
    buf_lit(&b, "\"completionProvider\":{\"triggerCharacters\":[\":\"]},"
                "\"workspace\":{\"workspaceFolders\":{\"supported\":true,"
                "\"changeNotifications\":true}}},"
                "\"serverInfo\":{\"name\":\"letoon\",\"version\":\"" LETOON_VERSION "\"}}");
    server_result(s, m->id, buf_str(&b));
    s->state = SERVER_READY;
}

/* Asks to be told of files that other programs change. */
static void watch(server *s) {
    if (!s->client.has_watchers)
        return;
    rpc_request(&s->out, s->m, S("\"letoon-watch\""), S("client/registerCapability"),
                S("{\"registrations\":[{\"id\":\"letoon-watch\","
                  "\"method\":\"workspace/didChangeWatchedFiles\",\"registerOptions\":{"
                  "\"watchers\":[{\"globPattern\":\"**/*.{md,markdown,mkdn,mkdown,mkd,html}\"},"
                  "{\"globPattern\":\"**/_config.{yml,yaml,toml}\"},"
                  "{\"globPattern\":\"**/{.letoon-lock,.letoon-baseline}\"},"
                  "{\"globPattern\":\"**/_data/glossary.yml\"}]}}]}"));
}

/* ---- messages ---- */

static bool is(const rpc_message *m, const char *method) {
    return str_eq(m->method, str_of(method));
}

static void take_request(server *s, const rpc_message *m) {
    if (s->state == SERVER_NEW && !is(m, "initialize")) {
        server_error(s, m->id, RPC_NOT_INITIALIZED, S("\"initialize\" comes first"));
    } else if (s->state == SERVER_SHUT) {
        server_error(s, m->id, RPC_INVALID_REQUEST, S("the server was shut down"));
    } else if (is(m, "initialize")) {
        if (s->state == SERVER_NEW)
            server_initialize(s, m);
        else
            server_error(s, m->id, RPC_INVALID_REQUEST, S("\"initialize\" comes once"));
    } else if (is(m, "shutdown")) {
        server_drop_asks(s);
        s->state = SERVER_SHUT;
        server_result(s, m->id, S("null"));
    } else if (!server_ask(s, m)) {
        buf b = buf_new(s->m, 64);
        buf_printf(&b, "no method \"%.*s\"", STR_FMT(m->method));
        server_error(s, m->id, RPC_METHOD_NOT_FOUND, buf_str(&b));
    }
}

static void take_notification(server *s, const rpc_message *m) {
    if (is(m, "exit")) {
        s->status = s->state != SERVER_SHUT;
        s->state = SERVER_ENDED;
    } else if (s->state != SERVER_READY) {
        return;
    } else if (is(m, "initialized")) {
        watch(s);
    } else if (is(m, "$/cancelRequest")) {
        value id = value_at(m->params, S("id"));
        buf b = buf_new(s->m, 32);
        json_write(id, s->m, &b, 0);
        server_cancel(s, buf_str(&b));
    } else {
        server_sync(s, m);
    }
}

void server_take(server *s, const rpc_message *m) {
    switch (m->kind) {
    case RPC_REQUEST: take_request(s, m); break;
    case RPC_NOTIFICATION: take_notification(s, m); break;
    case RPC_INVALID: server_error(s, m->id, m->code, m->why); break;
    case RPC_RESPONSE: break; /* of what we ask nothing depends on the answer */
    }
}
