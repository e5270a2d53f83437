#include "api/pipe.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "letoon/letoon.h"
#include "render/render.h"

enum { HEAD = 4, READ_BYTES = 65536 };

bool pipe_fail(pipe_state *p, const char *fmt, ...) {
    buf why = buf_new(p->q, 128);
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&why, fmt, ap);
    va_end(ap);
    p->why = buf_str(&why);
    return false;
}

bool pipe_fail_with(pipe_state *p, const diags *d) {
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        if (g->sev != SEV_ERROR)
            continue;
        if (g->from.line)
            return pipe_fail(p, "%.*s:%u:%u: %.*s", STR_FMT(g->path), g->from.line, g->from.col,
                             STR_FMT(g->msg));
        return pipe_fail(p, "%.*s: %.*s", STR_FMT(g->path), STR_FMT(g->msg));
    }
    return pipe_fail(p, "it failed without saying why");
}

void pipe_key(buf *out, const char *key) {
    pack_write_str(str_of(key), out);
}

void pipe_text(buf *out, const char *key, str text) {
    pipe_key(out, key);
    pack_write_str(text, out);
}

/* ---- frames ---- */

/* Reads n bytes. False: the end came before them. */
static bool take(char *into, size_t n) {
    while (n) {
        ssize_t got = read(STDIN_FILENO, into, n);
        if (got <= 0 && !(got < 0 && errno == EINTR))
            return false;
        if (got > 0) {
            into += got;
            n -= (size_t)got;
        }
    }
    return true;
}

bool pipe_receive(pipe_state *p, arena *a, str *frame) {
    unsigned char head[HEAD];
    buf bytes = buf_new(a, READ_BYTES);
    if (!take((char *)head, sizeof head)) {
        p->is_over = true;
        return false;
    }
    size_t n = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    if (n > PIPE_FRAME_MAX) {
        fprintf(stderr, "letoon pipe: a frame of %zu bytes is too large\n", n);
        p->is_over = true;
        return false;
    }
    /* Room is taken as bytes come: a length is only a promise. */
    while (bytes.n < n) {
        size_t room = n - bytes.n < bytes.n + READ_BYTES ? n - bytes.n : bytes.n + READ_BYTES;
        buf_reserve(&bytes, room);
        if (!take(bytes.p + bytes.n, room)) {
            fputs("letoon pipe: the other end went away within a frame\n", stderr);
            p->is_over = true;
            return false;
        }
        bytes.n += room;
    }
    *frame = buf_str(&bytes);
    return true;
}

static bool put(const char *from, size_t n) {
    while (n) {
        ssize_t done = write(STDOUT_FILENO, from, n);
        if (done < 0 && errno != EINTR)
            return false;
        if (done > 0) {
            from += done;
            n -= (size_t)done;
        }
    }
    return true;
}

void pipe_send(pipe_state *p, str frame) {
    const unsigned char head[HEAD] = {(unsigned char)(frame.n >> 24),
                                      (unsigned char)(frame.n >> 16), (unsigned char)(frame.n >> 8),
                                      (unsigned char)frame.n};
    if (frame.n > PIPE_FRAME_MAX || !put((const char *)head, sizeof head) || !put(frame.p, frame.n))
        p->is_over = true;
}

/* ---- code ---- */

static const char *const kinds[] = {[CODE_BLOCK] = "block",
                                    [CODE_SPAN] = "span",
                                    [CODE_FENCE] = "fence",
                                    [CODE_TAG] = "tag",
                                    [CODE_TABLE] = "table"};

static void put_code(const code_part *c, buf *out) {
    pack_write_list(3, out);
    pack_write_str(str_of(kinds[c->kind]), out);
    if (c->lang.p)
        pack_write_str(c->lang, out);
    else
        pack_write(value_nil(), out);
    pack_write_str(c->text, out);
}

bool pipe_ask(pipe_state *p, const map *missing) {
    buf out = buf_new(p->q, 4096);
    str frame, why;
    value answer;
    pack_write_map(1, &out);
    pipe_key(&out, "code");
    pack_write_list(missing->n, &out);
    for (uint32_t i = 0; i < missing->n; i++)
        put_code(missing->entries[i].val, &out);
    pipe_send(p, buf_str(&out));
    if (!pipe_receive(p, p->conf, &frame))
        return false;
    if (!pack_read(p->conf, frame, &answer, NULL, &why))
        return pipe_fail(p, "the answer cannot be read: %.*s", STR_FMT(why));
    value html = value_at(answer, S("html"));
    if (html.kind != V_LIST || html.n != missing->n)
        return pipe_fail(p, "the answer is not as long as what was asked");
    for (uint32_t i = 0; i < missing->n; i++) {
        value one = html.u.list[i];
        codes_answer(p->codes, str_copy(p->conf, missing->entries[i].key),
                     one.kind == V_STR ? value_as_str(one) : (str){NULL, 0});
    }
    return true;
}

/* ---- requests ---- */

static bool hello(pipe_state *p, value request, buf *reply) {
    value wanted = value_at(request, S("protocol"));
    if (wanted.kind != V_INT || wanted.u.i != PIPE_PROTOCOL)
        return pipe_fail(p, "this is letoon %s, which speaks protocol %d", LETOON_VERSION,
                         PIPE_PROTOCOL);
    pack_write_map(2, reply);
    pipe_text(reply, "version", S(LETOON_VERSION));
    pipe_key(reply, "protocol");
    pack_write(value_int(PIPE_PROTOCOL), reply);
    return true;
}

static bool configure(pipe_state *p, value request, buf *reply) {
    diags d;
    p->config = NULL;
    p->held = NULL;
    arena_reset(p->site);
    arena_reset(p->conf);
    diags_new(&d, p->q);
    p->codes = codes_new(p->conf);
    value data = value_copy(p->conf, p->q, NULL, value_at(request, S("config")));
    if (data.kind != V_MAP)
        return pipe_fail(p, "\"configure\" wants a map \"config\"");
    const config *c = config_of(p->conf, data, &d);
    if (!c)
        return pipe_fail_with(p, &d);
    p->markdown = render_markdown_options(c, &d);
    p->markdown.codes = value_truthy(value_at(request, S("code"))) ? p->codes : NULL;
    p->config = c;
    pack_write_map(0, reply);
    return true;
}

static const struct {
    const char *name;
    pipe_request *run;
    bool wants_config;
} requests[] = {
    {"hello", hello, false},     {"configure", configure, false}, {"markdown", pipe_markdown, true},
    {"check", pipe_check, true}, {"site", pipe_site, true},       {"render", pipe_render, true},
};

static bool run(pipe_state *p, str frame, buf *reply) {
    value request;
    str why;
    if (!pack_read(p->q, frame, &request, NULL, &why))
        return pipe_fail(p, "the request cannot be read: %.*s", STR_FMT(why));
    str name = value_as_str(value_at(request, S("do")));
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        if (!str_eq(name, str_of(requests[i].name)))
            continue;
        if (requests[i].wants_config && !p->config)
            return pipe_fail(p, "\"configure\" comes before \"%s\"", requests[i].name);
        return requests[i].run(p, request, reply);
    }
    return pipe_fail(p, "there is no request \"%.*s\"", STR_FMT(str_slice(name, 0, 64)));
}

static void one(void *ctx) {
    pipe_state *p = ctx;
    str frame;
    if (!pipe_receive(p, p->q, &frame))
        return;
    buf reply = buf_new(p->q, 4096);
    if (!run(p, frame, &reply)) {
        reply.n = 0;
        pack_write_map(1, &reply);
        pipe_text(&reply, "error", p->why);
    }
    if (!p->is_over)
        pipe_send(p, buf_str(&reply));
}

static void body(work *w) {
    pipe_state p = {
        .q = arena_own(w->a, 0), .conf = arena_own(w->a, 0), .site = arena_own(w->a, 0)};
    markdown_use_bump();
    while (!p.is_over) {
        arena_reset(p.q);
        arena_lean(p.conf, p.q);
        arena_lean(p.site, p.q);
        p.why = S("out of memory");
        if (arena_try(p.q, one, &p))
            continue;
        buf reply = buf_new(w->a, 64);
        pack_write_map(1, &reply);
        pipe_text(&reply, "error", S("out of memory"));
        pipe_send(&p, buf_str(&reply));
    }
}

tool_status tool_pipe_run(const tool_screen *screen) {
    return work_run(screen, NULL, true, body);
}
