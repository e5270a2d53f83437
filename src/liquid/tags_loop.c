#include "liquid/intern.h"

#include "base/vec.h"
#include "value/number.h"

/* ---- for ---- */

typedef struct for_tag {
    str name; /* of the variable */
    uint64_t hash;
    str key; /* "item-collection", for offset: continue */
    const liquid_expr *in, *limit, *offset;
    bool reversed, resume; /* offset: continue */
    const liquid_body *body, *otherwise;
} for_tag;

static uint64_t forloop_hash(void) {
    return name_hash(S("forloop"));
}

static void set_attribute(liquid_parser *p, for_tag *f, str key, str val, uint32_t at) {
    if (str_eq(key, S("limit"))) {
        f->limit = expr_read(p, val, at);
    } else if (str_eq(key, S("offset"))) {
        f->resume = str_eq(val, S("continue"));
        f->offset = f->resume ? NULL : expr_read(p, val, at);
    }
}

static void set_names(liquid_parser *p, for_tag *f, str name, str in, uint32_t at) {
    f->name = name;
    f->hash = name_hash(name);
    f->in = expr_read(p, in, at);
    f->key = str_cat(p->a, str_cat(p->a, name, S("-")), in);
}

static bool strict_attributes(liquid_parser *p, lexer *l, uint32_t base, for_tag *f) {
    bool commas = p->env->traits->for_commas, comma = commas && lex_take(l, LEX_COMMA);
    while (l->now.kind == LEX_ID && lex_peek(l).kind == LEX_COLON) {
        str key = l->now.text, val;
        size_t at;
        if (!str_eq(key, S("limit")) && !str_eq(key, S("offset")))
            return false;
        lex_next(l);
        lex_next(l);
        if (!lex_expression(l, p, &val, &at))
            return false;
        set_attribute(p, f, key, val, base + (uint32_t)at);
        comma = commas && lex_take(l, LEX_COMMA);
    }
    return l->now.kind == LEX_END && !(comma && p->env->traits->strict_tags);
}

static bool strict_for(liquid_parser *p, span markup, for_tag *f, size_t *bad) {
    lexer l = lex_new(p, liquid_span_text(markup));
    str name = l.now.text, in;
    size_t at;
    bool ok = lex_take(&l, LEX_ID) && lex_take_id(&l, S("in")) && lex_expression(&l, p, &in, &at);
    if (ok) {
        set_names(p, f, name, in, markup.at + (uint32_t)at);
        f->reversed = lex_take_id(&l, S("reversed"));
        ok = strict_attributes(p, &l, markup.at, f);
    }
    *bad = l.now.at;
    return ok;
}

/* \A([\w-]+)\s+in\s+(QuotedFragment+)\s*(reversed)?, and attributes anywhere */
static bool lax_for(liquid_parser *p, span markup, for_tag *f) {
    str s = liquid_span_text(markup), key, val;
    size_t end = 0, at = 0;
    while (end < s.n && is_segment(s.p[end]))
        end++;
    size_t word = skip_space(s, end), in = skip_space(s, word + 2);
    if (!end || word == end || !str_starts(str_from(s, word), S("in")) || in == word + 2)
        return false;
    size_t to = match_fragments(s, in);
    if (to == in)
        return false;
    *f = (for_tag){0};
    set_names(p, f, str_slice(s, 0, end), str_slice(s, in, to), markup.at + (uint32_t)in);
    f->reversed = str_starts(str_from(s, skip_space(s, to)), S("reversed"));
    while (scan_attribute(s, &at, &key, &val))
        set_attribute(p, f, key, val, markup.at + (uint32_t)(val.p - s.p));
    return true;
}

static bool parse_for_markup(liquid_parser *p, span markup, for_tag *f) {
    size_t bad = 0;
    if (strict_for(p, markup, f, &bad))
        return true;
    if (!p->env->traits->lax)
        return read_laxly(p, markup, bad);
    if (lax_for(p, markup, f))
        return read_laxly(p, markup, bad);
    liquid_parse_error(p, RULE_LIQUID_SYNTAX, markup,
                       "'for' wants {%% for item in list %%}, not '%.*s'",
                       STR_FMT(brief(liquid_span_text(markup))));
    return false;
}

static const void *parse_for(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"else", "endfor", NULL};
    for_tag *f = arena_make(p->a, for_tag, 1);
    bool ok = parse_for_markup(p, use->markup, f);
    liquid_use part;
    f->body = liquid_parse_body(p, use, ends, &part);
    if (str_eq(part.name, S("else")))
        f->otherwise = liquid_parse_body(p, use, ends, &part);
    if (str_eq(part.name, S("else"))) /* a second one ends the loop, as in Liquid, with nothing */
        f->otherwise = NULL;
    if (p->bodies_blank) {
        body_drop_texts(f->body);
        if (f->otherwise)
            body_drop_texts(f->otherwise);
    }
    return ok ? f : NULL;
}

/* Where loops left off, by key, for offset: continue. */
static value *offset_of(liquid_run *r, str key) {
    static const char slot_key;
    void **slot = liquid_run_slot(r, &slot_key);
    if (!*slot)
        *slot = arena_make(r->a, scope_vars, 1);
    scope_vars *v = *slot;
    uint64_t hash = name_hash(key);
    if (!vars_get(v, key, hash))
        vars_set(r->a, v, key, hash, value_int(0));
    return (value *)(uintptr_t)vars_get(v, key, hash);
}

/* False: no number, reported. An absent or nil bound leaves *out. */
static bool bound(liquid_run *r, const liquid_expr *x, const char *what, int64_t *out) {
    if (!x)
        return true;
    value v = liquid_eval(r, x);
    if (v.kind == V_NIL || liquid_to_integer(v, out))
        return true;
    liquid_fail(r, RULE_LIQUID_ARGUMENT, span_of(r->src, x->at, x->n), "'%s' needs an integer",
                what);
    return false;
}

static int64_t clamp(int64_t i, int64_t lo, int64_t hi) {
    return i < lo ? lo : i > hi ? hi : i;
}

/* The part [*from, *to) of a sequence that a loop walks; a text is taken whole. */
static bool segment(liquid_run *r, const for_tag *f, const sequence *s, int64_t *from,
                    int64_t *to) {
    int64_t offset = 0, limit = INT64_MIN;
    if (f->resume)
        offset = offset_of(r, f->key)->u.i;
    else if (!bound(r, f->offset, "offset", &offset))
        return false;
    if (!bound(r, f->limit, "limit", &limit))
        return false;
    *from = s->kind == V_STR ? 0 : clamp(offset, 0, s->n);
    *to = s->n;
    if (limit != INT64_MIN && s->kind != V_STR) { /* a bound before the beginning takes nothing */
        offset = clamp(offset, -INT64_MAX / 4, INT64_MAX / 4);
        *to = clamp(clamp(limit, -INT64_MAX / 4, INT64_MAX / 4) + offset, *from, s->n);
    }
    offset_of(r, f->key)->u.i = offset + (*to - *from);
    return true;
}

static void **loop_slot(liquid_run *r) {
    static const char key;
    return liquid_run_slot(r, &key);
}

/* True: leave the loop. */
static bool leaves(liquid_run *r) {
    if (r->state == RUN_CONTINUE)
        r->state = RUN_ON;
    if (r->state != RUN_BREAK)
        return r->state == RUN_FAILED;
    r->state = RUN_ON;
    return true;
}

static void walk(liquid_run *r, const for_tag *f, const sequence *s, int64_t from, int64_t to,
                 buf *out) {
    loop *l = arena_make(r->a, loop, 1);
    *l = (loop){.name = f->key, .length = to - from, .parent = *loop_slot(r)};
    l->self = (drop){.type = &loop_type, .self = l};
    *loop_slot(r) = l;
    liquid_scope_push(r);
    scope_bind_hashed(r, S("forloop"), forloop_hash(), value_drop(&l->self));
    for (int64_t i = 0; i < l->length; i++) {
        if (!run_step(r, 1))
            break;
        scope_bind_hashed(r, f->name, f->hash,
                          sequence_at(r, s, f->reversed ? to - 1 - i : from + i));
        liquid_body_render(r, f->body, out);
        l->index++;
        if (leaves(r))
            break;
    }
    liquid_scope_pop(r);
    *loop_slot(r) = (void *)(uintptr_t)l->parent;
}

static void render_for(liquid_run *r, const void *self, buf *out) {
    const for_tag *f = self;
    sequence s = sequence_of(r, liquid_eval(r, f->in));
    int64_t from, to;
    if (liquid_run_stopped(r) || !segment(r, f, &s, &from, &to))
        return;
    if (from < to)
        walk(r, f, &s, from, to, out);
    else if (f->otherwise)
        liquid_body_render(r, f->otherwise, out);
}

/* ---- tablerow ---- */

typedef struct row_tag {
    str name;
    uint64_t hash;
    const liquid_expr *in, *cols, *limit, *offset;
    const liquid_body *body;
} row_tag;

typedef struct row_loop {
    int64_t length, index, row, col, cols;
    drop self;
} row_loop;

static bool row_get(const drop *self, arena *a, str key, value *out) {
    const row_loop *l = self->self;
    (void)a;
    if (str_eq(key, S("col")))
        *out = value_int(l->col);
    else if (str_eq(key, S("col0")))
        *out = value_int(l->col - 1);
    else if (str_eq(key, S("row")))
        *out = value_int(l->row);
    else if (str_eq(key, S("col_first")))
        *out = value_bool(l->col == 1);
    else if (str_eq(key, S("col_last")))
        *out = value_bool(l->col == l->cols);
    else {
        loop as_for = {.length = l->length, .index = l->index};
        field f = field_of(key);
        *out = loop_field(&as_for, f);
        return f != FIELD_NONE && f != FIELD_NAME && f != FIELD_PARENTLOOP && f != FIELD_SIZE;
    }
    return true;
}

static value row_text(const drop *self, arena *a) {
    (void)self;
    (void)a;
    return value_lit("Liquid::TablerowloopDrop");
}

static const drop_type row_type = {
    .name = "Liquid::TablerowloopDrop", .get = row_get, .as_text = row_text};

/* (\w+)\s+in\s+(QuotedFragment+) anywhere: the place of the name, of the collection and its end. */
static bool find_in(str s, str *name, str *in) {
    for (size_t i = 0; i < s.n;) {
        size_t end = i;
        while (end < s.n && is_word(s.p[end]))
            end++;
        size_t word = skip_space(s, end), at = skip_space(s, word + 2);
        if (end > i && word > end && at > word + 2 && str_starts(str_from(s, word), S("in"))) {
            size_t to = match_fragments(s, at);
            if (to > at) {
                *name = str_slice(s, i, end);
                *in = str_slice(s, at, to);
                return true;
            }
        }
        i = end > i ? end : i + 1;
    }
    return false;
}

/* An attribute of no effect gives NULL. */
static const liquid_expr **row_attribute(row_tag *t, str key) {
    return str_eq(key, S("cols"))     ? &t->cols
           : str_eq(key, S("limit"))  ? &t->limit
           : str_eq(key, S("offset")) ? &t->offset
                                      : NULL;
}

/* Name, list and attributes, wherever they stand in the markup. */
static bool lax_row(liquid_parser *p, const liquid_use *use, row_tag *t) {
    str s = liquid_span_text(use->markup), in, key, val;
    size_t at = 0;
    if (!find_in(s, &t->name, &in)) {
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at,
                           "'tablerow' wants {%% tablerow item in list %%}");
        return false;
    }
    t->in = expr_read(p, in, use->markup.at + (uint32_t)(in.p - s.p));
    while (scan_attribute(s, &at, &key, &val)) {
        const liquid_expr **to = row_attribute(t, key);
        if (to)
            *to = expr_read(p, val, use->markup.at + (uint32_t)(val.p - s.p));
    }
    return true;
}

/* name in expression [,] attribute: expression [,] … */
static bool strict_row(liquid_parser *p, const liquid_use *use, row_tag *t) {
    static const char *const known[] = {"cols", "limit", "offset", "range", NULL};
    strict_reader r = strict_begin(p, use->markup);
    named_args args = {0};
    t->name = strict_take(&r, LEX_ID);
    strict_word(&r, S("in"));
    t->in = strict_expr(&r);
    strict_arguments(&r, known, &args);
    for (size_t i = 0; i < args.n; i++) {
        const liquid_expr **to = row_attribute(t, args.p[i].name);
        if (to)
            *to = args.p[i].x;
    }
    return strict_end(&r);
}

static const void *parse_tablerow(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"endtablerow", NULL};
    row_tag *t = arena_make(p->a, row_tag, 1);
    bool ok = p->env->traits->strict_tags ? strict_row(p, use, t) : lax_row(p, use, t);
    t->hash = name_hash(t->name);
    t->body = liquid_parse_body(p, use, ends, NULL);
    return ok ? t : NULL;
}

/* Ruby's to_i of an argument; 0 when absent. */
static int64_t row_bound(liquid_run *r, const liquid_expr *x) {
    int64_t i = 0;
    if (!x)
        return 0;
    value v = liquid_eval(r, x);
    if (v.kind != V_NIL && v.kind != V_STR && !number_is(v)) {
        liquid_fail(r, RULE_LIQUID_ARGUMENT, span_of(r->src, x->at, x->n),
                    "'tablerow' needs an integer here, not %s", value_class(v));
        return 0;
    }
    return number_to_int64(number_of(r->a, v), &i) ? i : INT64_MAX / 4;
}

static void rows(liquid_run *r, const row_tag *t, row_loop *l, const sequence *s, int64_t from,
                 buf *out) {
    for (; l->index < l->length && run_step(r, 1); l->index++) {
        scope_bind_hashed(r, t->name, t->hash, sequence_at(r, s, from + l->index));
        buf_printf(out, "<td class=\"col%lld\">", (long long)l->col);
        liquid_body_render(r, t->body, out);
        buf_lit(out, "</td>");
        if (leaves(r))
            return;
        if (l->col != l->cols) {
            l->col++;
            continue;
        }
        l->col = 1;
        l->row++;
        if (l->index < l->length - 1)
            buf_printf(out, "</tr>\n<tr class=\"row%lld\">", (long long)l->row);
    }
}

static void render_tablerow(liquid_run *r, const void *self, buf *out) {
    const row_tag *t = self;
    value v = liquid_eval(r, t->in);
    if (!value_truthy(v))
        return;
    int64_t from = row_bound(r, t->offset), limit = row_bound(r, t->limit);
    sequence s = sequence_of(r, v);
    int64_t far = INT64_MAX / 4, to = s.n;
    if (t->limit)
        to = clamp(clamp(from, -far, far) + clamp(limit, -far, far), 0, s.n);
    from = clamp(from, 0, s.n);
    if (s.kind == V_STR) { /* a text is taken whole */
        from = 0;
        to = s.n;
    }
    row_loop *l = arena_make(r->a, row_loop, 1);
    *l = (row_loop){.length = to > from ? to - from : 0, .row = 1, .col = 1};
    l->self = (drop){.type = &row_type, .self = l};
    l->cols = t->cols || !r->env->traits->tablerow_cols ? row_bound(r, t->cols) : l->length;
    if (liquid_run_stopped(r))
        return;
    buf_lit(out, "<tr class=\"row1\">\n");
    liquid_scope_push(r);
    liquid_scope_bind(r, S("tablerowloop"), value_drop(&l->self));
    rows(r, t, l, &s, from, out);
    liquid_scope_pop(r);
    buf_lit(out, "</tr>\n");
}

/* ---- break, continue ---- */

static void render_break(liquid_run *r, const void *self, buf *out) {
    (void)self;
    (void)out;
    r->state = RUN_BREAK;
}

static void render_continue(liquid_run *r, const void *self, buf *out) {
    (void)self;
    (void)out;
    r->state = RUN_CONTINUE;
}

const liquid_tag liquid_tags_loop[] = {
    {"for", parse_for, render_for, LIQUID_TAG_BLOCK},
    {"tablerow", parse_tablerow, render_tablerow, LIQUID_TAG_BLOCK},
    {"break", NULL, render_break, 0},
    {"continue", NULL, render_continue, 0},
    {NULL, NULL, NULL, 0},
};
