/* Plays an editor's side of a session with `letoon lsp`, and prints both sides.
 *
 * A session is lines on standard input; one that begins with a space goes on with the line before:
 *   {…}          sends a message, with its header; ROOT in it is the URI of the working directory
 *   wait WHAT    prints the next message that has this id or method, and, behind a space, this text
 *                in it; others wait for their turn
 *   none WHAT    waits a second, in which no such message may come
 *   raw TEXT     sends bytes; \r, \n and \\ mean what they do in C
 *   run COMMAND  runs a command of the shell
 *   eof          closes the server's standard input
 * In the end its exit status is printed. Usage: talk COMMAND [ARGUMENT]… < SESSION */
#define _POSIX_C_SOURCE 200809L
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/vec.h"
#include "lsp/address.h"
#include "lsp/frame.h"
#include "value/json.h"

enum { WAIT_MS = 60000, NONE_MS = 1000, READ_SIZE = 65536 };

typedef struct talk {
    arena *a;
    pid_t pid;
    int to, from;
    frames in;
    vec(str) waiting; /* messages that came and were not asked for yet; empty: asked for */
    str root;
} talk;

static void fail(const char *why) {
    printf("talk: %s\n", why);
    exit(1);
}

static void start(talk *t, char **argv) {
    int to[2], from[2];
    if (pipe(to) != 0 || pipe(from) != 0)
        fail("no pipes");
    fflush(stdout);
    t->pid = fork();
    if (t->pid == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[0]), close(to[1]), close(from[0]), close(from[1]);
        execvp(argv[0], argv);
        _exit(127);
    }
    close(to[0]), close(from[1]);
    t->to = to[1];
    t->from = from[0];
}

static void send_bytes(talk *t, str bytes) {
    while (bytes.n) {
        ssize_t n = write(t->to, bytes.p, bytes.n);
        if (n <= 0) {
            printf("(the server reads no more)\n");
            return;
        }
        bytes = str_from(bytes, (size_t)n);
    }
}

static str with_root(talk *t, str line) {
    buf out = buf_new(t->a, line.n + 256);
    str before, rest = line;
    for (bool more = true; more;) {
        more = str_cut(rest, S("ROOT"), &before, &rest);
        buf_add(&out, before);
        if (more)
            buf_add(&out, t->root);
    }
    return buf_str(&out);
}

static void send_message(talk *t, str line) {
    buf out = buf_new(t->a, line.n + 256);
    frame_put(&out, with_root(t, line));
    send_bytes(t, buf_str(&out));
}

static void send_raw(talk *t, str text) {
    buf out = buf_new(t->a, text.n);
    for (size_t i = 0; i < text.n; i++) {
        bool is_escape = text.p[i] == '\\' && i + 1 < text.n;
        char c = is_escape ? text.p[++i] : text.p[i];
        buf_char(&out, !is_escape ? c : c == 'r' ? '\r' : c == 'n' ? '\n' : c);
    }
    send_bytes(t, buf_str(&out));
}

/* Reads what comes within a time. False: nothing did, or there is nothing more to come. */
static bool take(talk *t, int ms) {
    struct pollfd fd = {.fd = t->from, .events = POLLIN};
    if (poll(&fd, 1, ms) <= 0)
        return false;
    ssize_t n = read(t->from, frames_room(&t->in, READ_SIZE), READ_SIZE);
    if (n <= 0)
        return false;
    t->in.in.n += (size_t)n;
    str body, why;
    frame_state state;
    while ((state = frames_next(&t->in, &body, &why)) == FRAME_MESSAGE)
        *vec_push(t->a, &t->waiting) = str_copy(t->a, body);
    if (state == FRAME_BROKEN)
        fail("the server's messages have no header");
    return true;
}

static bool is_it(talk *t, str message, str wanted) {
    value v, id;
    str why, what, text;
    size_t at;
    str_cut(wanted, S(" "), &what, &text);
    if (!json_read(t->a, message, &v, &why, &at))
        fail("the server sends what is no JSON");
    buf b = buf_new(t->a, 32);
    id = value_at(v, S("id"));
    value_text(id, t->a, &b);
    bool has_id = value_member(v, S("id")) != NULL;
    if (!str_has(message, text))
        return false;
    return str_eq(value_as_str(value_at(v, S("method"))), what) ||
           (has_id && str_eq(id.kind == V_NIL ? S("null") : buf_str(&b), what));
}

static str *find(talk *t, str what) {
    for (size_t i = 0; i < t->waiting.n; i++)
        if (t->waiting.p[i].n && is_it(t, t->waiting.p[i], what))
            return &t->waiting.p[i];
    return NULL;
}

static void wait_for(talk *t, str what, int ms, bool is_wanted) {
    uint64_t until = clock_monotonic_ns() + (uint64_t)ms * 1000000;
    str *found = find(t, what);
    while (!found) {
        uint64_t now = clock_monotonic_ns();
        if (now >= until || !take(t, (int)((until - now) / 1000000) + 1))
            break;
        found = find(t, what);
    }
    if (found)
        printf("<-- %.*s\n", STR_FMT(*found));
    else if (is_wanted)
        printf("<-- nothing\n");
    if (found)
        *found = (str){"", 0};
}

static void obey(talk *t, str line) {
    str word, rest;
    str_cut(line, S(" "), &word, &rest);
    printf("%.*s\n", STR_FMT(line));
    fflush(stdout);
    if (line.p[0] == '{' || line.p[0] == '[')
        send_message(t, line);
    else if (str_eq(word, S("wait")))
        wait_for(t, rest, WAIT_MS, true);
    else if (str_eq(word, S("none")))
        wait_for(t, rest, NONE_MS, false);
    else if (str_eq(word, S("raw")))
        send_raw(t, rest);
    else if (str_eq(word, S("eof")))
        close(t->to);
    else if (str_eq(word, S("run")) && system(str_cstr(t->a, rest)) != 0)
        fail("the command failed");
    fflush(stdout);
}

int main(int argc, char **argv) {
    talk t = {.a = arena_new(0)};
    str text, why, line, next;
    if (argc < 2 || !file_read_stdin(t.a, 16 << 20, &text, &why))
        fail("usage: talk COMMAND… < SESSION");
    signal(SIGPIPE, SIG_IGN);
    frames_new(&t.in, arena_own(t.a, 0));
    t.root = address_of(t.a, file_real_path(t.a, S(".")));
    start(&t, argv + 1);
    while (text.n) {
        str_cut(text, S("\n"), &line, &text);
        while (text.n && text.p[0] == ' ') {
            str_cut(text, S("\n"), &next, &text);
            line = str_cat(t.a, line, str_trim(next));
        }
        if (line.n && line.p[0] != '#')
            obey(&t, line);
        else
            printf("%.*s\n", STR_FMT(line));
    }
    close(t.to);
    int status = 0;
    waitpid(t.pid, &status, 0);
    printf("== status %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    arena_free(t.a);
    return 0;
}
