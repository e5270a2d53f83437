#include "liquid/intern.h"

#include <string.h>

#include "base/vec.h"

bool liquid_has_construct(str text) {
    for (size_t i = 0; i + 1 < text.n; i++) {
        const char *brace = memchr(text.p + i, '{', text.n - 1 - i);
        if (!brace)
            return false;
        i = (size_t)(brace - text.p);
        if (text.p[i + 1] == '%' || text.p[i + 1] == '{')
            return true;
    }
    return false;
}

static void blank(char *p, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (p[i] != '\n' && p[i] != '\r')
            p[i] = ' ';
}

typedef struct masker {
    liquid_parser in;
    char *to; /* the masked text; to[0] is in.src->text.p[base] */
    size_t base;
    liquid_spans *out;
    bool has_open_comment, has_open_raw; /* nothing ends one, nor those behind it */
} masker;

static void mask_span(masker *m, liquid_span_kind kind, size_t at, size_t n, str name) {
    blank(m->to, at - m->base, at + n - m->base);
    *vec_push(m->in.a, m->out) = (liquid_span){kind, span_of(m->in.src, at, n), name};
}

/* The end of what a tag `name` at t opens: behind its end tag, or of the text. */
static size_t skip_to(masker *m, str name, token *end) {
    size_t depth = 1;
    buf b = buf_new(m->in.a, 16);
    buf_lit(&b, "end");
    buf_add(&b, name);
    for (;;) {
        *end = token_next(&m->in);
        if (end->kind == TOK_END)
            return m->in.end;
        if (end->kind != TOK_TAG)
            continue;
        if (str_eq(end->name, name) && !str_eq(name, S("raw")))
            depth++;
        if (str_eq(end->name, buf_str(&b)) && --depth == 0)
            return end->at + end->n;
    }
}

/* One that nothing ends is a tag like others, as those after it are then: what follows was meant to
 * be read. */
static void mask_tag(masker *m, token t) {
    bool is_comment = str_eq(t.name, S("comment")), is_raw = str_eq(t.name, S("raw"));
    bool *is_open = is_comment ? &m->has_open_comment : &m->has_open_raw;
    size_t behind = m->in.pos, to = behind;
    token end = {.kind = TOK_END};
    if ((is_comment || is_raw) && !*is_open) {
        to = skip_to(m, t.name, &end);
        *is_open = end.kind == TOK_END;
    }
    if (is_comment && end.kind == TOK_TAG) {
        mask_span(m, LIQUID_SPAN_COMMENT, t.at, to - t.at, t.name);
        return;
    }
    mask_span(m, LIQUID_SPAN_TAG, t.at, t.n, t.name);
    if (end.kind == TOK_TAG)
        mask_span(m, LIQUID_SPAN_TAG, end.at, end.n, end.name);
    else
        m->in.pos = behind;
}

str liquid_mask(arena *a, span text, liquid_spans *out) {
    masker m = {.base = text.at, .out = out};
    diags none;
    diags_new(&none, a);
    parser_init(&m.in, a, NULL, text, &none);
    str s = str_slice(text.src->text, text.at, m.in.end);
    m.to = arena_bytes(a, s.n);
    if (s.n)
        memcpy(m.to, s.p, s.n);
    for (token t = token_next(&m.in); t.kind != TOK_END; t = token_next(&m.in)) {
        if (t.kind == TOK_OUTPUT)
            mask_span(&m, LIQUID_SPAN_OUTPUT, t.at, t.n, S(""));
        else if (t.kind == TOK_TAG)
            mask_tag(&m, t);
    }
    return (str){m.to, s.n};
}

typedef vec(str) names;

/* Takes the innermost block of that name, and what is open in it, off the stack. */
static void close_block(names *open, str name) {
    for (size_t i = open->n; i > 0; i--) {
        if (str_eq(open->p[i - 1], name)) {
            open->n = i - 1;
            return;
        }
    }
}

/* In a raw only its end counts, in a comment its end and another comment. */
static bool counts(const names *open, str block, bool ends) {
    str in = open->n ? open->p[open->n - 1] : S("");
    if (str_eq(in, S("raw")))
        return ends && str_eq(block, in);
    return !str_eq(in, S("comment")) || str_eq(block, in);
}

/* Jekyll adds an end tag only when there is none of that name in all of the text, and fails on what
 * it so leaves open; where it succeeds the two are the same. */
str liquid_close_blocks(arena *a, const liquid_env *e, str head, bool *changed) {
    names open = {0};
    liquid_parser in;
    diags none;
    diags_new(&none, a);
    parser_init(&in, a, e, span_of(source_new(a, S("excerpt"), head), 0, head.n), &none);
    for (token t = token_next(&in); t.kind != TOK_END; t = token_next(&in)) {
        const liquid_tag *tag = t.kind == TOK_TAG ? env_tag(e, t.name) : NULL;
        bool opens = tag && (tag->flags & LIQUID_TAG_BLOCK);
        bool ends = t.kind == TOK_TAG && str_starts(t.name, S("end"));
        if (opens && counts(&open, t.name, false))
            *vec_push(a, &open) = t.name;
        else if (ends && counts(&open, str_from(t.name, 3), true))
            close_block(&open, str_from(t.name, 3));
    }
    buf b = buf_new(a, head.n + 64);
    buf_add(&b, head);
    for (size_t i = open.n; i > 0; i--)
        buf_printf(&b, "\n{%% end%.*s %%}", STR_FMT(open.p[i - 1]));
    *changed = open.n > 0;
    return buf_str(&b);
}
