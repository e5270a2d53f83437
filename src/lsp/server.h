/* A language server for one editor, over standard input and output.
 *
 * It has one thread, which never waits for anything but bytes. Whatever looks at a site runs in a
 * process of its own (base/task.h), so that a note on which a check hangs or crashes costs that
 * check. A message's memory ends with the message. */
#ifndef LETOON_LSP_SERVER_H
#define LETOON_LSP_SERVER_H

#include "api/tool.h"
#include "base/task.h"
#include "lsp/frame.h"
#include "lsp/look.h"
#include "lsp/rpc.h"

typedef enum {
    SERVER_NEW, /* nothing may be asked before `initialize` */
    SERVER_READY,
    SERVER_SHUT, /* nothing but `exit` is awaited */
    SERVER_ENDED,
} server_state;

/* What the editor can do. */
typedef struct client {
    bool has_markdown, has_related, has_document_changes, has_actions, has_watchers;
} client;

/* A request that a task answers. */
typedef struct ask {
    arena *own;
    str id, uri;
    answer *how;
    question q; /* without the document, which may be closed meanwhile */
    task t;
    struct ask *next;
} ask;

/* A document as it was when the check began. */
typedef struct checked {
    str path;
    int64_t version;
    bool is_asked; /* it was due */
} checked;

/* The check that runs. */
typedef struct check {
    arena *own; /* NULL: none does */
    task t;
    scene scene;
    checked *of; /* the documents that are open, as they were when it began */
    size_t n;
} check;

typedef struct server {
    const tool_lsp *o;
    arena *a; /* for all its life */
    arena *m; /* for a message */
    frames in;
    arena *out_own;
    buf out;
    size_t sent; /* of out */
    server_state state;
    int status; /* when it has ended */
    client client;
    open_documents open;
    vec(str) folders; /* normal paths */
    str config;       /* as in scene */
    check check;
    ask *asks;    /* in the order they came */
    str troubled; /* where findings were told that are in no open document: a configuration */
} server;

/* Lives in `a`, with all that it starts. */
void server_new(server *s, arena *a, const tool_lsp *o);

/* ---- what it says ---- */

void server_result(server *s, str id, str result);
void server_error(server *s, str id, rpc_code code, str message);
void server_notify(server *s, const char *method, const buf *params);

typedef enum { LOG_ERROR = 1, LOG_WARNING, LOG_INFO } log_level;
void server_log(server *s, log_level level, const char *fmt, ...) PRINTF(3, 4);

/* ---- what it does ---- */

/* One message. */
void server_take(server *s, const rpc_message *m);
void server_initialize(server *s, const rpc_message *m);
void server_add_folder(server *s, str uri);

/* Notifications about documents; false: it is none of these. */
bool server_sync(server *s, const rpc_message *m);

/* Requests that look at a document; false: it is none of these. */
bool server_ask(server *s, const rpc_message *m);
void server_cancel(server *s, str id);
void server_drop_asks(server *s);
void server_step_ask(server *s, ask *k); /* starts it, or takes what has come of it */

/* The site that a path belongs to. */
str server_root(const server *s, arena *a, str path);

/* ---- checks ---- */

/* Starts a check when one is due and none runs. Answers how many milliseconds later to ask again,
 * -1: not before something happens. */
int server_check_due(server *s);

/* The check has something to say, or its time is up. */
void server_check_take(server *s);

/* A document was changed: a check that looked at it looks in vain. */
void server_check_stop(server *s, str path);
void server_check_all(server *s); /* something was: all are due */

/* Tells what was found in a document, or that nothing was. */
void publish(server *s, const open_document *doc);
void publish_elsewhere(server *s, str path, const diags *d);

/* Appends the repairs of a document's findings as code actions. */
void actions_write(const server *s, const open_document *doc, value params, buf *out);

#endif
