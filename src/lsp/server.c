#define _POSIX_C_SOURCE 200809L
#include "lsp/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/path.h"
#include "value/json.h"

enum { READ_SIZE = 64 * 1024, FLUSH_MS = 5000, NS_PER_MS = 1000000 };

#define OUT_KEEP (1 * MIB)

/* ---- what it says ---- */

void server_result(server *s, str id, str result) {
    rpc_result(&s->out, s->m, id, result);
}

void server_error(server *s, str id, rpc_code code, str message) {
    rpc_error(&s->out, s->m, id, code, message);
}

void server_notify(server *s, const char *method, const buf *params) {
    rpc_notify(&s->out, s->m, str_of(method), buf_str(params));
}

void server_log(server *s, log_level level, const char *fmt, ...) {
    buf text = buf_new(s->m, 128), b = buf_new(s->m, 256);
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&text, fmt, ap);
    va_end(ap);
    buf_printf(&b, "{\"type\":%d,\"message\":", (int)level);
    json_write_str(buf_str(&text), &b);
    buf_char(&b, '}');
    server_notify(s, "window/logMessage", &b);
}

/* ---- bytes ---- */

/* Writes what the editor takes. False: it is gone. */
static bool put_out(server *s) {
    while (s->sent < s->out.n) {
        ssize_t n = write(STDOUT_FILENO, s->out.p + s->sent, s->out.n - s->sent);
        if (n >= 0)
            s->sent += (size_t)n;
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            return true;
        else if (errno != EINTR)
            return false;
    }
    s->sent = 0;
    if (s->out.cap > OUT_KEEP) {
        arena_reset(s->out_own);
        s->out = (buf){.a = s->out_own};
    }
    s->out.n = 0;
    return true;
}

typedef struct taking {
    server *s;
    rpc_message m;
    str body;
} taking;

static void take_guarded(void *arg) {
    taking *t = arg;
    t->m = rpc_read(t->s->m, t->body);
    server_take(t->s, &t->m);
}

/* What a message wants more memory for than there is costs that message. */
static void take(server *s, str body) {
    taking t = {.s = s, .m = {.id = S("null")}, .body = body};
    bool ok = arena_try(s->a, take_guarded, &t);
    if (!ok && (t.m.kind == RPC_REQUEST || !t.m.method.n))
        server_error(s, t.m.id, RPC_INTERNAL_ERROR, S("out of memory"));
    arena_reset(s->m);
}

/* False: the editor is gone, or what it says makes no sense any more. */
static bool take_in(server *s) {
    ssize_t n = read(STDIN_FILENO, frames_room(&s->in, READ_SIZE), READ_SIZE);
    if (n < 0)
        return errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK;
    s->in.in.n += (size_t)n;
    str body, why;
    frame_state state;
    while (s->state != SERVER_ENDED && (state = frames_next(&s->in, &body, &why)) != FRAME_NONE) {
        if (state == FRAME_MESSAGE) {
            take(s, body);
            continue;
        }
        server_error(s, S("null"), RPC_INVALID_REQUEST, why);
        if (state == FRAME_TOO_LARGE)
            continue;
        fprintf(stderr, "letoon lsp: %.*s\n", STR_FMT(why));
        return false;
    }
    return n > 0;
}

/* ---- the loop ---- */

enum { POLL_IN, POLL_OUT, POLL_CHECK, POLL_ASKS };
enum { ASKS_AT_ONCE = 2 };

static int sooner(int x, int y) {
    return x < 0 ? y : y < 0 || x < y ? x : y;
}

static int left_ms(const task *t) {
    uint64_t now = clock_monotonic_ns();
    return t->until <= now ? 0 : (int)((t->until - now) / NS_PER_MS) + 1;
}

/* Waits until something is to be done; fds[POLL_ASKS…] are the asks' that run, in their order. */
static void wait_for(server *s, struct pollfd fds[POLL_ASKS + ASKS_AT_ONCE]) {
    int ms = server_check_due(s);
    nfds_t n = POLL_ASKS;
    bool is_full = s->out.n - s->sent > LIMIT_UNTAKEN;
    fds[POLL_IN] = (struct pollfd){.fd = is_full ? -1 : STDIN_FILENO, .events = POLLIN};
    fds[POLL_OUT] =
        (struct pollfd){.fd = s->sent < s->out.n ? STDOUT_FILENO : -1, .events = POLLOUT};
    fds[POLL_CHECK] = (struct pollfd){.fd = s->check.own ? s->check.t.fd : -1, .events = POLLIN};
    if (s->check.own)
        ms = sooner(ms, left_ms(&s->check.t));
    for (ask *k = s->asks; k && n < POLL_ASKS + ASKS_AT_ONCE; k = k->next) {
        fds[n++] = (struct pollfd){.fd = k->t.fd, .events = POLLIN};
        ms = sooner(ms, left_ms(&k->t));
    }
    if (poll(fds, n, ms) < 0)
        memset(fds, 0, n * sizeof *fds); /* a signal: look again */
}

/* Runs the first asks, and hands on what has come of them. */
static void serve_asks(server *s) {
    unsigned n = 0;
    for (ask *k = s->asks, *next; k && n < ASKS_AT_ONCE; k = next, n++) {
        next = k->next;
        server_step_ask(s, k);
    }
}

static void one_round(void *arg) {
    server *s = arg;
    struct pollfd fds[POLL_ASKS + ASKS_AT_ONCE];
    serve_asks(s);
    wait_for(s, fds);
    if (s->check.own)
        server_check_take(s);
    if ((fds[POLL_IN].revents && !take_in(s)) || !put_out(s)) {
        s->status = s->state == SERVER_ENDED ? s->status : s->state != SERVER_SHUT;
        s->state = SERVER_ENDED;
    }
    arena_reset(s->m);
}

/* What was said last is still to arrive; but nobody waits for ever. */
static void say_the_rest(server *s) {
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    while (put_out(s) && s->sent < s->out.n)
        if (poll(&out, 1, FLUSH_MS) <= 0)
            return;
}

static void end_all(void *arg) {
    server *s = arg;
    s->state = SERVER_ENDED;
    server_drop_asks(s);
    if (s->check.own) {
        task_end(&s->check.t);
        arena_free(s->check.own);
    }
    while (s->open.list.n)
        open_remove(&s->open, s->open.list.p[0]);
}

/* Configurations as a task finds them, whose working directory is another. */
static str absolute(arena *a, const char *list) {
    words names = words_of(a, list);
    str here = file_real_path(a, S("."));
    buf out = buf_new(a, 64);
    for (size_t i = 0; i < names.n; i++) {
        str path = path_join(a, here, names.p[i]);
        buf_printf(&out, "%s%.*s", i ? "," : "", STR_FMT(path));
    }
    return buf_str(&out);
}

void server_new(server *s, arena *a, const tool_lsp *o) {
    *s = (server){.o = o, .a = a, .status = 1};
    s->m = arena_own(a, 0);
    s->out_own = arena_own(a, 0);
    s->out = (buf){.a = s->out_own};
    frames_new(&s->in, arena_own(a, 0));
    s->open.a = a;
    s->config = absolute(a, o->config);
    s->check.t.fd = -1;
    *arena_defer(a, end_all) = s;
}

/* A person who starts it sees nothing happen. */
static void greet(void) {
    if (isatty(STDIN_FILENO))
        fputs("letoon lsp speaks with an editor, which starts it; Ctrl-D ends it\n", stderr);
}

tool_status tool_lsp_run(const tool_lsp *o, const tool_screen *screen) {
    server s;
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    arena *a = arena_new(0);
    (void)screen;
    if (!a) {
        fputs("letoon: out of memory\n", stderr);
        return TOOL_FAILED;
    }
    greet();
    server_new(&s, a, o);
    fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    while (s.state != SERVER_ENDED)
        if (!arena_try(a, one_round, &s))
            s.state = SERVER_ENDED;
    say_the_rest(&s);
    fcntl(STDOUT_FILENO, F_SETFL, flags);
    arena_free(a);
    return s.status ? TOOL_FINDINGS : TOOL_FINE;
}
