#include "api/pipe.h"
#include "base/pool.h"
#include "base/wire.h"
#include "render/render.h"
#include "site/held.h"

/* A page may show code that comes from code: what is asked for may bring forth more. */
enum { ROUNDS = 8 };

typedef struct held_state {
    const held *held;
    render *render;
} held_state;

/* How a page went: what a worker's reply begins with. */
typedef enum { PAGE_MADE, PAGE_LEFT, PAGE_WAITS } page_end;

typedef struct rendering {
    pipe_state *p;
    const held_state *s;
    size_t *list; /* numbers of the documents of this round */
    size_t n;
    size_t *waiting; /* those of the next one */
    size_t nwaiting;
    map missing; /* what has to be asked before it */
    /* of the worker */
    arena *scratch, *notes;
    buf page;
    diags faults;
    size_t at; /* in the list */
    bool ok;
} rendering;

/* ---- "site" ---- */

bool pipe_site(pipe_state *p, value request, buf *reply) {
    pack_things things = {0};
    value told;
    diags d;
    str why, bytes = value_as_str(value_at(request, S("bytes")));
    p->held = NULL;
    arena_reset(p->site);
    if (!pack_read(p->site, str_copy(p->site, bytes), &told, &things, &why))
        return pipe_fail(p, "the site cannot be read: %.*s", STR_FMT(why));
    held_state *s = arena_make(p->site, held_state, 1);
    s->held = held_read(p->site, p->config, told, &things, &why);
    if (!s->held)
        return pipe_fail(p, "this is no site: %.*s", STR_FMT(why));
    diags_new(&d, p->site);
    s->render = render_new(p->site, s->held->site, &d);
    render_use_codes(s->render, p->markdown.codes);
    p->held = s;
    pack_write_map(0, reply);
    return true;
}

/* ---- a page, in a worker ---- */

static void put_number(const char *key, size_t n, buf *out) {
    pipe_key(out, key);
    pack_write(value_int((int64_t)n), out);
}

static void put_page(rendering *r, size_t number, buf *out) {
    str *used;
    size_t n;
    render_used(r->s->render, r->scratch, &used, &n);
    pack_write_map(4, out);
    put_number("page", number, out);
    pipe_text(out, "output", buf_str(&r->page));
    pipe_text(out, "content", render_content(r->s->render));
    pipe_key(out, "used");
    pack_write_list(n, out);
    for (size_t i = 0; i < n; i++)
        pack_write_str(used[i], out);
}

static void put_left(size_t number, str why, buf *out) {
    pack_write_map(2, out);
    put_number("page", number, out);
    pipe_text(out, "left", why);
}

static str first_error(const diags *d) {
    for (size_t i = 0; i < d->n; i++)
        if (d->p[i].sev == SEV_ERROR)
            return d->p[i].msg;
    return S("it failed without saying why");
}

/* The codes that were missing: key, kind, language (a mark of whether there is one first), text. */
static void put_missing(const map *missing, buf *out) {
    wire_put_u32(out, missing->n);
    for (uint32_t i = 0; i < missing->n; i++) {
        const code_part *c = missing->entries[i].val;
        wire_put_str(out, missing->entries[i].key);
        wire_put_u32(out, (uint32_t)c->kind);
        wire_put_u32(out, c->lang.p != NULL);
        wire_put_str(out, c->lang);
        wire_put_str(out, c->text);
    }
}

static void guarded(void *ctx) {
    rendering *r = ctx;
    r->page = buf_new(r->scratch, 32768);
    r->page.limit = LIMIT_OUTPUT;
    r->ok = render_page(r->s->render, r->s->held->docs[r->list[r->at]], r->scratch, &r->page,
                        &r->faults);
}

static void run_page(void *ctx, size_t i, buf *reply) {
    rendering *r = ctx;
    codebook *c = r->p->codes;
    r->at = i;
    r->ok = false;
    arena_reset(r->scratch);
    arena_reset(r->notes);
    codes_begin(c, r->notes);
    diags_new(&r->faults, r->notes);
    bool whole = arena_try(r->scratch, guarded, r);
    if (!whole || c->missing.n)
        render_abandon(r->s->render); /* other pages must not see what was made of it */
    page_end end = !whole || !r->ok ? PAGE_LEFT : c->missing.n ? PAGE_WAITS : PAGE_MADE;
    buf_char(reply, (char)end);
    if (end == PAGE_WAITS)
        put_missing(&c->missing, reply);
    else if (end == PAGE_MADE)
        put_page(r, r->list[i], reply);
    else
        put_left(r->list[i], whole ? first_error(&r->faults) : str_of(arena_reason(r->scratch)),
                 reply);
}

static void start_worker(void *ctx, unsigned worker) {
    (void)ctx, (void)worker;
    markdown_use_bump();
}

/* ---- the answers, in the parent ---- */

static void take_missing(rendering *r, wire *in) {
    for (uint32_t n = wire_u32(in); n && in->ok; n--) {
        arena *a = r->p->q;
        str key = wire_str(in);
        code_part c = {.kind = (code_manner)wire_u32(in)};
        bool has_lang = wire_u32(in) != 0;
        str lang = wire_str(in), text = wire_str(in);
        if (map_has(&r->missing, key))
            continue;
        code_part *copy = arena_make(a, code_part, 1);
        c.text = str_copy(a, text);
        c.lang = has_lang ? str_copy(a, lang) : (str){NULL, 0};
        *copy = c;
        map_set(&r->missing, str_copy(a, key), copy);
    }
}

static void on_reply(void *ctx, size_t i, str reply) {
    rendering *r = ctx;
    str rest = str_from(reply, 1);
    if ((page_end)reply.p[0] != PAGE_WAITS) {
        pipe_send(r->p, rest);
        return;
    }
    wire in = {rest, true};
    r->waiting[r->nwaiting++] = r->list[i];
    take_missing(r, &in);
}

static void leave(rendering *r, size_t number, str why) {
    buf out = buf_new(r->p->q, 128);
    put_left(number, why, &out);
    pipe_send(r->p, buf_str(&out));
}

static void on_death(void *ctx, size_t i, const pool_death *how) {
    static const char *const causes[] = {[POOL_CRASH] = "a worker died on it",
                                         [POOL_TIME] = "it takes too long",
                                         [POOL_MEMORY] = "it needs too much memory"};
    rendering *r = ctx;
    leave(r, r->list[i], str_of(causes[how->cause]));
}

static bool tick(void *ctx, size_t done) {
    const rendering *r = ctx;
    (void)done;
    return !r->p->is_over;
}

/* One round: all pages of the list are made, left, or wait for code. */
static bool run_round(rendering *r) {
    static const pool_job calls = {.run = run_page,
                                   .start = start_worker,
                                   .on_reply = on_reply,
                                   .on_death = on_death,
                                   .tick = tick};
    unsigned most = pool_cpus();
    pool_options o = {r->n < most ? (unsigned)r->n : most, LIMIT_NOTE_SECONDS * 1000,
                      8 * LIMIT_ARENA};
    str why;
    r->nwaiting = 0;
    r->missing = map_new(r->p->q);
    return pool_run(r->p->q, &o, r->n, &calls, r, &why) ||
           pipe_fail(r->p, "cannot run workers: %.*s", STR_FMT(why));
}

static bool read_list(rendering *r, value list) {
    size_t known = r->s->held->ndocs;
    r->list = arena_make(r->p->q, size_t, (size_t)list.n + 1);
    r->waiting = arena_make(r->p->q, size_t, (size_t)list.n + 1);
    for (uint32_t i = 0; list.kind == V_LIST && i < list.n; i++) {
        value n = list.u.list[i];
        if (n.kind != V_INT || n.u.i < 0 || (uint64_t)n.u.i >= known)
            return pipe_fail(r->p, "there is no document of a number that was named");
        r->list[r->n++] = (size_t)n.u.i;
    }
    return true;
}

bool pipe_render(pipe_state *p, value request, buf *reply) {
    rendering r = {.p = p, .s = p->held};
    if (!r.s)
        return pipe_fail(p, "\"site\" comes before \"render\"");
    if (!read_list(&r, value_at(request, S("pages"))))
        return false;
    r.scratch = arena_own(p->q, LIMIT_ARENA);
    r.notes = arena_own(p->q, 0);
    for (int round = 0; r.n && round < ROUNDS; round++) {
        if (!run_round(&r) || (r.nwaiting && !pipe_ask(p, &r.missing)))
            return false;
        size_t *done = r.list;
        r.list = r.waiting;
        r.waiting = done;
        r.n = r.nwaiting;
    }
    for (size_t i = 0; i < r.n; i++)
        leave(&r, r.list[i], S("what its code becomes is never complete"));
    pack_write_map(1, reply);
    pipe_key(reply, "done");
    pack_write(value_bool(true), reply);
    return true;
}
