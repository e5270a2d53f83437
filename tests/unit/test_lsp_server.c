/* The language server without an editor: what it says to messages, and what becomes of its tasks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "lsp/server.h"

#define URI "file:///no/such/site/tea-fr.md"

static void say(server *s, const char *json) {
    rpc_message m = rpc_read(s->m, str_of(json));
    server_take(s, &m);
}

static server *begin(arena *a) {
    static const tool_lsp options = {0};
    server *s = arena_make(a, server, 1);
    server_new(s, a, &options);
    say(s, "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{}}");
    say(s, "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
           "{\"uri\":\"" URI "\",\"version\":1,\"text\":\"text\"}}}");
    s->out.n = 0;
    return s;
}

static void hover(server *s, int id) {
    buf b = buf_new(s->m, 256);
    buf_printf(&b,
               "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"textDocument/hover\",\"params\":{"
               "\"textDocument\":{\"uri\":\"" URI "\"},\"position\":{\"line\":0,\"character\":0}}}",
               id);
    rpc_message m = rpc_read(s->m, buf_str(&b));
    server_take(s, &m);
}

static bool was_said(const server *s, const char *text) {
    return str_has(buf_str(&s->out), str_of(text));
}

static void too_many_requests(void **state) {
    (void)state;
    arena *a = arena_new(0);
    server *s = begin(a);
    for (int i = 1; i <= LIMIT_ASKS; i++)
        hover(s, i);
    assert_int_equal(s->out.n, 0);
    hover(s, 7000);
    assert_true(was_said(s, "\"id\":7000,\"error\":{\"code\":-32802"));
    arena_free(a);
}

/* Each request has one answer, whatever becomes of it. */
static void cancelled(void **state) {
    (void)state;
    arena *a = arena_new(0);
    server *s = begin(a);
    hover(s, 1);
    hover(s, 2);
    server_step_ask(s, s->asks); /* the first one runs */
    say(s, "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}");
    assert_true(was_said(s, "\"id\":1,\"error\":{\"code\":-32800"));
    s->out.n = 0;
    say(s, "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}");
    say(s, "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"2\"}}");
    assert_int_equal(s->out.n, 0);
    say(s, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\"}");
    assert_true(was_said(s, "\"id\":2,\"error\":{\"code\":-32802"));
    assert_true(was_said(s, "\"id\":3,\"result\":null"));
    assert_null(s->asks);
    arena_free(a);
}

/* A document is closed while a request about it waits. */
static void closed_meanwhile(void **state) {
    (void)state;
    arena *a = arena_new(0);
    server *s = begin(a);
    hover(s, 1);
    say(s, "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"params\":{"
           "\"textDocument\":{\"uri\":\"" URI "\"}}}");
    server_step_ask(s, s->asks);
    assert_true(was_said(s, "\"id\":1,\"result\":null"));
    assert_null(s->asks);
    arena_free(a);
}

/* ---- checks that do not end well ---- */

typedef enum { CRASH, SWELL, NONSENSE } fate;

static void meet(void *ctx, arena *a, buf *reply) {
    switch (*(fate *)ctx) {
    case CRASH: abort();
    case SWELL: arena_fail(a, "limit/memory");
    case NONSENSE: buf_lit(reply, "\xff\xff\xff\xff"); break;
    }
}

static void take_all(server *s) {
    while (s->check.own) {
        struct pollfd fd = {.fd = s->check.t.fd, .events = POLLIN};
        poll(&fd, 1, 100);
        server_check_take(s);
    }
}

static void after(fate f, unsigned ms, const char *want) {
    arena *a = arena_new(0);
    server *s = begin(a);
    task_options o = {.on = a, .ms = ms, .most = 1 << 16};
    str why;
    s->check.own = arena_new(0);
    s->check.scene.root = S("/no/such/site");
    s->check.of = arena_make(s->check.own, checked, 1);
    *s->check.of = (checked){S("/no/such/site/tea-fr.md"), 1, true};
    s->check.n = 1;
    assert_true(task_start(&s->check.t, &o, meet, &f, &why));
    take_all(s);
    if (!was_said(s, want))
        fail_msg("%s is not in %.*s", want, STR_FMT(buf_str(&s->out)));
    /* And the next one is made. */
    s->out.n = 0;
    assert_true(s->open.list.p[0]->due != 0);
    assert_int_equal(server_check_due(s), -1);
    assert_non_null(s->check.own);
    take_all(s);
    arena_free(a);
}

static void checks_that_fail(void **state) {
    (void)state;
    after(CRASH, 30000, "\"code\":\"internal/crash\"");
    after(SWELL, 30000, "\"code\":\"limit/memory\"");
    after(NONSENSE, 30000, "a check's answer cannot be read");
}

/* A change ends the check of what was there before; its findings would be told in vain. */
static void changed_meanwhile(void **state) {
    (void)state;
    arena *a = arena_new(0);
    server *s = begin(a);
    assert_int_equal(server_check_due(s), -1);
    assert_non_null(s->check.own);
    assert_int_equal(s->open.list.p[0]->due, 0);
    say(s, "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{"
           "\"textDocument\":{\"uri\":\"" URI "\",\"version\":2},"
           "\"contentChanges\":[{\"text\":\"new\"}]}}");
    assert_null(s->check.own);
    assert_true(s->open.list.p[0]->due != 0);
    assert_true(server_check_due(s) > 0); /* not before a pause */
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_many_requests), cmocka_unit_test(cancelled),
        cmocka_unit_test(closed_meanwhile),  cmocka_unit_test(checks_that_fail),
        cmocka_unit_test(changed_meanwhile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
