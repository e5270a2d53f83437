#include "liquid/intern.h"

#include "base/vec.h"

/* ---- if, unless ---- */

typedef struct branch {
    const liquid_cond *cond; /* NULL: else */
    const liquid_body *body;
} branch;

typedef struct branches {
    branch *p;
    size_t n, cap;
} branches;

static void drop_blank_texts(liquid_parser *p, const branches *b) {
    if (p->bodies_blank)
        for (size_t i = 0; i < b->n; i++)
            body_drop_texts(b->p[i].body);
}

static const void *parse_branches(liquid_parser *p, const liquid_use *use, const char *end) {
    const char *const ends[] = {"elsif", "else", end, NULL};
    branches *b = arena_make(p->a, branches, 1);
    liquid_use part = *use;
    bool ok = true;
    do {
        bool is_else = str_eq(part.name, S("else"));
        const liquid_cond *cond = is_else ? NULL : liquid_parse_cond(p, part.markup);
        ok = ok && (is_else || cond);
        const liquid_body *body = liquid_parse_body(p, use, ends, &part);
        *vec_push(p->a, b) = (branch){cond, body};
    } while (part.name.n && !str_eq(part.name, str_of(end)));
    drop_blank_texts(p, b);
    return ok ? b : NULL;
}

static const void *parse_if(liquid_parser *p, const liquid_use *use) {
    return parse_branches(p, use, "endif");
}

static const void *parse_unless(liquid_parser *p, const liquid_use *use) {
    return parse_branches(p, use, "endunless");
}

static void render_branches(liquid_run *r, const branches *b, bool first_is, buf *out) {
    for (size_t i = 0; i < b->n; i++) {
        bool wanted = i > 0 || first_is;
        bool holds = !b->p[i].cond || liquid_eval_cond(r, b->p[i].cond) == wanted;
        if (liquid_run_stopped(r))
            return;
        if (holds) {
            liquid_body_render(r, b->p[i].body, out);
            return;
        }
    }
}

static void render_if(liquid_run *r, const void *self, buf *out) {
    render_branches(r, self, true, out);
}

static void render_unless(liquid_run *r, const void *self, buf *out) {
    render_branches(r, self, false, out);
}

/* ---- case ---- */

static const liquid_cond *equals(liquid_parser *p, const liquid_expr *left, str right, span at) {
    liquid_cond *c = arena_make(p->a, liquid_cond, 1);
    uint32_t offset = at.at + (uint32_t)(right.p - liquid_span_text(at).p);
    *c = (liquid_cond){.op = OP_EQ, .at = offset, .n = (uint32_t)right.n, .left = left};
    c->right = expr_read_operand(p, right, offset);
    return c;
}

/* \s+or\s+ or \s*,\s* at i; its end, or i. */
static size_t match_or(str s, size_t i) {
    size_t j = skip_space(s, i);
    if (j < s.n && s.p[j] == ',')
        return skip_space(s, j + 1);
    size_t k = skip_space(s, j + 2);
    return j > i && k > j + 2 && str_starts(str_from(s, j), S("or")) ? k : i;
}

/* Each value of a `when` is a branch of its own with the same body, so one that matches twice
 * renders twice, as in Liquid. */
static bool parse_when(liquid_parser *p, const liquid_expr *left, span markup, branches *b) {
    str s = liquid_span_text(markup);
    size_t i = 0;
    for (;;) {
        size_t at, end;
        if (!find_fragment(s, i, &at, &end)) {
            liquid_parse_error(p, RULE_LIQUID_SYNTAX, markup,
                               "'when' needs a value: {%% when 'a', 'b' %%}");
            return false;
        }
        vec_push(p->a, b)->cond = equals(p, left, str_slice(s, at, end), markup);
        i = match_or(s, end);
        size_t next = match_fragment(s, i);
        if (i > end && next > i)
            continue;
        return true;
    }
}

/* expression [or|, expression] … */
static bool strict_when(liquid_parser *p, const liquid_expr *left, span markup, branches *b) {
    strict_reader r = strict_begin(p, markup);
    do {
        liquid_cond *c = arena_make(p->a, liquid_cond, 1);
        size_t from = r.l.now.at;
        *c = (liquid_cond){.op = OP_EQ, .at = markup.at + (uint32_t)from, .left = left};
        c->right = strict_operand(&r);
        c->n = (uint32_t)(r.l.now.at - from);
        vec_push(p->a, b)->cond = c;
    } while (r.ok && (lex_take_id(&r.l, S("or")) || lex_take(&r.l, LEX_COMMA)));
    return strict_end(&r);
}

typedef struct case_tag {
    branches b;
} case_tag;

static bool parse_case_part(liquid_parser *p, const liquid_expr *left, const liquid_use *part,
                            branches *b) {
    if (str_eq(part->name, S("when")))
        return p->env->traits->strict_tags ? strict_when(p, left, part->markup, b)
                                           : parse_when(p, left, part->markup, b);
    if (part->markup.n)
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, part->markup, "'else' in a case takes nothing");
    vec_push(p->a, b)->cond = NULL;
    return part->markup.n == 0;
}

/* What a case compares. NULL: a fault was reported. */
static const liquid_expr *parse_subject(liquid_parser *p, const liquid_use *use) {
    str s = liquid_span_text(use->markup);
    size_t at, end;
    if (p->env->traits->strict_tags && s.n) {
        strict_reader r = strict_begin(p, use->markup);
        const liquid_expr *x = strict_expr(&r);
        return strict_end(&r) ? x : NULL;
    }
    if (find_fragment(s, 0, &at, &end))
        return expr_read(p, str_slice(s, at, end), use->markup.at + (uint32_t)at);
    liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at, "'case' needs a value to compare");
    return NULL;
}

static const void *parse_case(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"when", "else", "endcase", NULL};
    case_tag *c = arena_make(p->a, case_tag, 1);
    const liquid_expr *left = parse_subject(p, use);
    liquid_use part;
    liquid_parse_body(p, use, ends, &part); /* what stands before the first `when` is dropped */
    bool ok = left != NULL;
    while (part.name.n && !str_eq(part.name, S("endcase"))) {
        size_t from = c->b.n;
        ok = parse_case_part(p, left, &part, &c->b) && ok;
        const liquid_body *body = liquid_parse_body(p, use, ends, &part);
        for (size_t i = from; i < c->b.n; i++)
            c->b.p[i].body = body;
    }
    drop_blank_texts(p, &c->b);
    return ok ? c : NULL;
}

static void render_case(liquid_run *r, const void *self, buf *out) {
    const branches *b = &((const case_tag *)self)->b;
    bool otherwise = true;
    for (size_t i = 0; i < b->n; i++) {
        bool holds = b->p[i].cond ? liquid_eval_cond(r, b->p[i].cond) : otherwise;
        if (!holds)
            continue;
        if (b->p[i].cond)
            otherwise = false;
        liquid_body_render(r, b->p[i].body, out);
    }
}

/* ---- comment, raw, doc, # ---- */

static const char no_data; /* of tags that need none: any address but NULL */

/* Since 5.5 what stands in a comment is not parsed; only comments and raws in it count. */
static const void *parse_comment(liquid_parser *p, const liquid_use *use) {
    size_t depth = 1;
    if (p->env->traits->comment_parsed) {
        liquid_parse_body(p, use, comment_ends, NULL);
        return &no_data;
    }
    for (;;) {
        token t = token_next(p);
        if (t.kind == TOK_END) {
            p->pos = p->end;
            liquid_parse_body(p, use, comment_ends, NULL); /* reports that it is never closed */
            return NULL;
        }
        if (t.kind != TOK_TAG)
            continue;
        if (str_eq(t.name, S("comment")))
            depth++;
        if (str_eq(t.name, S("raw")) && !p->lines)
            liquid_parse_raw(p, use, "endraw");
        if (str_eq(t.name, S("endcomment")) && --depth == 0) {
            p->trim = !p->lines && t.trim_after;
            return &no_data;
        }
    }
}

static const void *parse_raw(liquid_parser *p, const liquid_use *use) {
    if (use->markup.n)
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->markup, "'raw' takes nothing");
    span body = liquid_parse_raw(p, use, "endraw");
    str *text = arena_make(p->a, str, 1);
    *text = liquid_span_text(body);
    return text;
}

static void render_raw(liquid_run *r, const void *self, buf *out) {
    (void)r;
    buf_add(out, *(const str *)self);
}

/* A tag `doc` in a doc's body. */
static bool has_doc(const liquid_parser *p, span body) {
    liquid_parser in = *p;
    in.pos = body.at;
    in.end = (size_t)body.at + body.n;
    in.no_tag_end = in.no_out_end = SIZE_MAX;
    for (token t = token_next(&in); t.kind != TOK_END; t = token_next(&in))
        if (t.kind == TOK_TAG && str_eq(t.name, S("doc")))
            return true;
    return false;
}

static const void *parse_doc(liquid_parser *p, const liquid_use *use) {
    if (use->markup.n)
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->markup, "'doc' takes nothing");
    span body = liquid_parse_raw(p, use, "enddoc");
    if (has_doc(p, body))
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at, "'doc' cannot hold another 'doc'");
    return &no_data;
}

static const void *parse_hash(liquid_parser *p, const liquid_use *use) {
    str s = liquid_span_text(use->markup);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\n')
            continue;
        size_t at = skip_space(s, i);
        if (at < s.n && s.p[at] != '#') {
            liquid_parse_error(p, RULE_LIQUID_SYNTAX, span_of(use->at.src, use->markup.at + at, 1),
                               "each line of this comment must begin with '#'");
            return NULL;
        }
        i = at > i ? at - 1 : i;
    }
    return &no_data;
}

/* ---- echo, ifchanged ---- */

static const void *parse_echo(liquid_parser *p, const liquid_use *use) {
    return liquid_parse_output(p, use->markup);
}

static void render_echo(liquid_run *r, const void *self, buf *out) {
    value v = liquid_eval_output(r, self);
    if (!liquid_run_stopped(r))
        liquid_write(r, v, out);
}

static const void *parse_ifchanged(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"endifchanged", NULL};
    return liquid_parse_body(p, use, ends, NULL);
}

/* One memory for all of them, as in Liquid. */
static void render_ifchanged(liquid_run *r, const void *self, buf *out) {
    static const char key;
    str now = liquid_body_text(r, self);
    void **slot = liquid_run_slot(r, &key);
    if (*slot && str_eq(*(const str *)*slot, now))
        return;
    str *keep = arena_make(r->a, str, 1);
    *keep = now;
    *slot = keep;
    buf_add(out, now);
}

const liquid_tag liquid_tags_control[] = {
    {"if", parse_if, render_if, LIQUID_TAG_BLOCK},
    {"unless", parse_unless, render_unless, LIQUID_TAG_BLOCK},
    {"case", parse_case, render_case, LIQUID_TAG_BLOCK},
    {"comment", parse_comment, NULL, LIQUID_TAG_BLOCK | LIQUID_TAG_SILENT},
    {"raw", parse_raw, render_raw, LIQUID_TAG_BLOCK},
    {"#", parse_hash, NULL, LIQUID_TAG_SILENT},
    {"echo", parse_echo, render_echo, 0},
    {"ifchanged", parse_ifchanged, render_ifchanged, LIQUID_TAG_BLOCK},
    {NULL, NULL, NULL, 0},
};

const liquid_tag liquid_tags_new[] = {
    {"doc", parse_doc, NULL, LIQUID_TAG_BLOCK | LIQUID_TAG_SILENT},
    {NULL, NULL, NULL, 0},
};
