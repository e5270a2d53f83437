/* Whatever an editor may send: messages one a line, or bytes as they come from it when the first is
 * none of JSON's. No process is started. */
#include <stdlib.h>

#include "lsp/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

typedef struct session {
    server s;
    str text;
} session;

static void say(server *s, str body) {
    rpc_message m = rpc_read(s->m, body);
    require(m.kind != RPC_INVALID || m.code);
    server_take(s, &m);
    arena_reset(s->m);
    /* Every document is UTF-8, and places in it come back as they were. */
    for (size_t i = 0; i < s->open.list.n; i++) {
        const open_document *doc = s->open.list.p[i];
        const source *src = source_new(s->m, doc->path, doc->text);
        position p = position_at(src, s->open.encoding, doc->text.n);
        require(position_offset(doc->text, s->open.encoding, p) == doc->text.n);
    }
    arena_reset(s->m);
}

static void framed(server *s, str bytes) {
    str body, why;
    frame_state state;
    memcpy(frames_room(&s->in, bytes.n), bytes.p, bytes.n);
    s->in.in.n += bytes.n;
    while ((state = frames_next(&s->in, &body, &why)) == FRAME_MESSAGE)
        say(s, body);
    require(state == FRAME_NONE || why.n);
}

static void run(void *arg) {
    session *x = arg;
    str line, rest = x->text;
    if (x->text.n && x->text.p[0] != '{') {
        framed(&x->s, x->text);
        return;
    }
    while (rest.n && x->s.state != SERVER_ENDED) {
        str_cut(rest, S("\n"), &line, &rest);
        say(&x->s, line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const tool_lsp options = {0};
    arena *a = arena_new(0);
    if (!a)
        return 0;
    session x = {.text = {(const char *)data, size}};
    server_new(&x.s, a, &options);
    arena_try(a, run, &x);
    arena_free(a);
    return 0;
}
