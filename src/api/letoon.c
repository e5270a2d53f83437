#include "letoon/letoon.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "api/handle.h"
#include "encoding/encoding.h"
#include "render/render.h"
#include "site/front.h"
#include "value/json.h"

uint32_t letoon_abi(void) {
    return LETOON_ABI;
}

const char *letoon_version(void) {
    return LETOON_VERSION;
}

letoon *letoon_new(void) {
    arena *a = arena_new(0);
    if (!a)
        return NULL;
    letoon *l = arena_make(a, letoon, 1);
    l->a = a;
    return l;
}

void letoon_free(letoon *l) {
    if (l)
        arena_free(l->a);
}

const char *letoon_error(const letoon *l) {
    return l->error;
}

int32_t handle_ok(letoon *l) {
    l->error[0] = '\0';
    return LETOON_OK;
}

int32_t handle_fail(letoon *l, int32_t code, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(l->error, sizeof l->error, fmt, ap);
    va_end(ap);
    return code;
}

int32_t handle_fail_with(letoon *l, const diags *d) {
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        if (g->sev != SEV_ERROR)
            continue;
        bool is_file = !str_starts(g->path, S("("));
        if (g->from.line == 0)
            return handle_fail(l, LETOON_EVALUE, "%.*s: %.*s", STR_FMT(g->path), STR_FMT(g->msg));
        return handle_fail(l, LETOON_EVALUE, "%.*s%s%u:%u: %.*s", is_file ? (int)g->path.n : 0,
                           g->path.p, is_file ? ":" : "", g->from.line, g->from.col,
                           STR_FMT(g->msg));
    }
    return handle_fail(l, LETOON_EVALUE, "the text cannot be used");
}

/* ---- options ---- */

static bool set_text(letoon *l, str *into, const char *text) {
    *into = str_copy(l->a, str_of(text));
    return true;
}

static bool set_flag(bool *into, const char *text) {
    *into = strcmp(text, "true") == 0;
    return *into || strcmp(text, "false") == 0;
}

static bool set_choice(config_choice *into, const char *text) {
    bool on;
    if (!set_flag(&on, text))
        return false;
    *into = on ? CONFIG_YES : CONFIG_NO;
    return true;
}

static bool set_jobs(letoon *l, const char *text) {
    int64_t n;
    if (!str_to_int(str_of(text), &n) || n < 0 || n > 1024)
        return false;
    l->jobs = (unsigned)n;
    return true;
}

int32_t letoon_set(letoon *l, const char *key, const char *text) {
    config_options *o = &l->options;
    bool ok;
    if (strcmp(key, "config") == 0)
        ok = set_text(l, &o->configs, text);
    else if (strcmp(key, "baseurl") == 0)
        ok = o->has_baseurl = set_text(l, &o->baseurl, text);
    else if (strcmp(key, "layouts") == 0)
        ok = set_text(l, &o->layouts, text);
    else if (strcmp(key, "drafts") == 0)
        ok = set_choice(&o->drafts, text);
    else if (strcmp(key, "future") == 0)
        ok = set_choice(&o->future, text);
    else if (strcmp(key, "unpublished") == 0)
        ok = set_choice(&o->unpublished, text);
    else if (strcmp(key, "strict_front_matter") == 0)
        ok = set_choice(&o->strict_front_matter, text);
    else if (strcmp(key, "force") == 0)
        ok = set_flag(&l->force, text);
    else if (strcmp(key, "jobs") == 0)
        ok = set_jobs(l, text);
    else
        return handle_fail(l, LETOON_EKEY, "no such option: \"%s\"", key);
    return ok ? handle_ok(l) : handle_fail(l, LETOON_EVALUE, "\"%s\" cannot be \"%s\"", key, text);
}

/* ---- texts ---- */

/* The text's arena stands right before it. */
char *handle_text(str s) {
    arena *a = arena_new(0);
    if (!a)
        return NULL;
    size_t head = sizeof(arena *);
    char *p = arena_alloc(a, 1, head + s.n + 1, _Alignof(arena *));
    memcpy(p, &a, head);
    if (s.n)
        memcpy(p + head, s.p, s.n);
    return p + head;
}

void letoon_text_free(char *text) {
    arena *a;
    if (!text)
        return;
    memcpy(&a, text - sizeof a, sizeof a);
    arena_free(a);
}

/* One conversion: everything in an arena of its own. */
typedef struct conversion {
    letoon *l;
    arena *a;
    str input;
    str result;
    size_t body_at;
    int32_t code;
} conversion;

static const source *decoded_source(conversion *c, bool *had_bom, diags *d) {
    diags_new(d, c->a);
    decoded text = decode(c->a, S("(text)"), c->input, S(""), d);
    *had_bom = text.had_bom;
    if (!text.ok)
        c->code = handle_fail_with(c->l, d);
    return text.ok ? source_new(c->a, S("(text)"), text.text) : NULL;
}

static void read_front(void *ctx) {
    conversion *c = ctx;
    diags d;
    front_options o = {.schema = FRONT_OF_NOTE};
    front_parts parts;
    value front;
    const source *src = decoded_source(c, &o.had_bom, &d);
    if (!src)
        return;
    if (!front_read(c->a, src, &o, &parts, &front, &d)) {
        c->code = handle_fail_with(c->l, &d);
        return;
    }
    buf json = buf_new(c->a, 256);
    json_write(parts.has ? front : value_nil(), c->a, &json, 0);
    c->result = buf_str(&json);
    c->body_at = parts.body_at;
}

static void convert_markdown(void *ctx) {
    conversion *c = ctx;
    diags d;
    bool had_bom;
    const source *src = decoded_source(c, &had_bom, &d);
    const config bare = {.is_bare = true, .cjk_emphasis = true};
    if (!src)
        return;
    markdown_options o = render_markdown_options(&bare, &d);
    buf html = buf_new(c->a, src->text.n);
    if (markdown_html(c->a, span_of(src, 0, src->text.n), src->text, &o, &html, &d))
        c->result = buf_str(&html);
    else
        c->code = handle_fail_with(c->l, &d);
}

static int32_t convert(letoon *l, void (*how)(void *), const char *p, size_t n, char **out,
                       size_t *out_n, size_t *body_at) {
    conversion c = {.l = l, .input = {p, n}, .code = handle_ok(l)};
    *out = NULL;
    if (n > LIMIT_NOTE)
        return handle_fail(l, LETOON_ELIMIT, "longer than %zu bytes", LIMIT_NOTE);
    c.a = arena_new(LIMIT_ARENA);
    if (!c.a || !arena_try(c.a, how, &c))
        c.code = handle_fail(l, LETOON_ELIMIT, "out of memory");
    if (c.code == LETOON_OK) {
        *out = handle_text(c.result);
        *out_n = c.result.n;
        if (body_at)
            *body_at = c.body_at;
        if (!*out)
            c.code = handle_fail(l, LETOON_ELIMIT, "out of memory");
    }
    arena_free(c.a);
    return c.code;
}

int32_t letoon_front_matter(letoon *l, const char *p, size_t n, char **json, size_t *json_n,
                            size_t *body_at) {
    return convert(l, read_front, p, n, json, json_n, body_at);
}

int32_t letoon_markdown(letoon *l, const char *p, size_t n, char **html, size_t *html_n) {
    return convert(l, convert_markdown, p, n, html, html_n, NULL);
}
