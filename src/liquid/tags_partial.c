#include "liquid/intern.h"

#include "base/vec.h"

/* The standard `include` and `render`. Jekyll has an `include` of its own. */

typedef struct partial_tag {
    const liquid_expr *name;
    str as;                  /* may be empty */
    const liquid_expr *with; /* with or for; may be NULL */
    bool each;               /* for */
    named_args args;
} partial_tag;

/* \s+(word1|word2)\s+ at i; its end and which word, or i. */
static size_t match_word(str s, size_t i, const char *one, const char *two, bool *second) {
    size_t at = skip_space(s, i);
    str rest = str_from(s, at), w = str_of(one);
    *second = false;
    if (!str_starts(rest, w) && two) {
        w = str_of(two);
        *second = true;
    }
    size_t end = skip_space(s, at + w.n);
    return at > i && str_starts(rest, w) && end > at + w.n ? end : i;
}

/* Behind the template's name: [with|for x] [as name]. */
static void parse_rest(liquid_parser *p, span markup, size_t i, partial_tag *t) {
    str s = liquid_span_text(markup);
    bool second;
    size_t at = match_word(s, i, "with", "for", &second);
    size_t end = match_fragments(s, at);
    if (at > i && end > at) {
        t->with = expr_read(p, str_slice(s, at, end), markup.at + (uint32_t)at);
        t->each = second;
        i = end;
    }
    at = match_word(s, i, "as", NULL, &second);
    for (end = at; at > i && end < s.n && is_segment(s.p[end]);)
        end++;
    t->as = str_slice(s, at, end);
    size_t from = 0;
    str key, val;
    while (scan_attribute(s, &from, &key, &val)) {
        if (t->args.n == ARGUMENTS_MAX) {
            liquid_parse_error(p, RULE_LIMIT_SIZE, markup, "more than %d arguments", ARGUMENTS_MAX);
            return;
        }
        uint32_t offset = markup.at + (uint32_t)(val.p - s.p);
        *vec_push(p->a, &t->args) = (named_arg){key, expr_read(p, val, offset)};
    }
}

/* expression or string [with|for expression] [as name] [,] name: expression … */
static const void *parse_strict(liquid_parser *p, const liquid_use *use, bool quoted) {
    partial_tag *t = arena_make(p->a, partial_tag, 1);
    strict_reader r = strict_begin(p, use->markup);
    if (quoted && r.l.now.kind != LEX_STRING)
        r.ok = false;
    t->name = strict_expr(&r);
    t->each = lex_take_id(&r.l, S("for"));
    if (t->each || lex_take_id(&r.l, S("with")))
        t->with = strict_expr(&r);
    if (lex_take_id(&r.l, S("as")))
        t->as = strict_take(&r, LEX_ID);
    strict_arguments(&r, NULL, &t->args);
    return strict_end(&r) ? t : NULL;
}

static const void *parse_include(liquid_parser *p, const liquid_use *use) {
    if (p->env->traits->strict_tags)
        return parse_strict(p, use, false);
    partial_tag *t = arena_make(p->a, partial_tag, 1);
    str s = liquid_span_text(use->markup);
    size_t at = 0;
    while (at < s.n && match_fragments(s, at) == at)
        at++;
    size_t end = match_fragments(s, at);
    if (end == at) {
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at, "'include' wants a template's name");
        return NULL;
    }
    t->name = expr_read(p, str_slice(s, at, end), use->markup.at + (uint32_t)at);
    parse_rest(p, use->markup, end, t);
    return t;
}

static const void *parse_render(liquid_parser *p, const liquid_use *use) {
    if (p->env->traits->strict_tags)
        return parse_strict(p, use, true);
    partial_tag *t = arena_make(p->a, partial_tag, 1);
    str s = liquid_span_text(use->markup);
    size_t at = 0, end = 0;
    for (; at < s.n; at++)
        if ((s.p[at] == '"' || s.p[at] == '\'') && (end = match_fragment(s, at)) > at)
            break;
    if (end <= at) {
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at,
                           "'render' wants a template's name in quotes");
        return NULL;
    }
    t->name = expr_read(p, str_slice(s, at, end), use->markup.at + (uint32_t)at);
    parse_rest(p, use->markup, end, t);
    return t;
}

static const liquid_tpl *load(liquid_run *r, str name) {
    const liquid_tpl *t = r->env->load ? r->env->load(r->env->load_ctx, r, name) : NULL;
    if (!t)
        liquid_fail(r, RULE_LIQUID_INCLUDE, liquid_run_here(r), "there is no template '%.*s'",
                    STR_FMT(name));
    else if (!t->ok)
        liquid_fail(r, RULE_LIQUID_INCLUDE, liquid_run_here(r), "template '%.*s' has errors",
                    STR_FMT(name));
    return liquid_run_stopped(r) ? NULL : t;
}

/* The variable's name: what `as` says, or the last part of the template's. */
static str alias(const partial_tag *t, str name) {
    size_t slash = str_rfind_char(name, '/');
    return t->as.n ? t->as : slash == STR_NONE ? name : str_from(name, slash + 1);
}

/* One more than the named arguments: room for the template's own variable. */
static liquid_bind *bind_args(liquid_run *r, const partial_tag *t) {
    liquid_bind *b = arena_make(r->a, liquid_bind, t->args.n + 2);
    for (size_t i = 0; i < t->args.n; i++)
        b[i] = (liquid_bind){t->args.p[i].name, liquid_eval(r, t->args.p[i].x)};
    return b;
}

static void render_include(liquid_run *r, const void *self, buf *out) {
    const partial_tag *t = self;
    span here = liquid_run_here(r);
    if (r->include_barred) {
        liquid_fail(r, RULE_LIQUID_INCLUDE, here, "'include' is not allowed inside 'render'");
        return;
    }
    value name = liquid_eval(r, t->name);
    if (!value_truthy(name)) {
        liquid_fail(r, RULE_LIQUID_INCLUDE, here, "'include' needs a template's name, not %s",
                    value_class(name));
        return;
    }
    str path = liquid_to_s(r->a, name);
    const liquid_tpl *tpl = load(r, path);
    if (!tpl)
        return;
    value v;
    if (t->with)
        v = liquid_eval(r, t->with);
    else
        liquid_find(r, path, &v);
    liquid_bind *b = bind_args(r, t);
    size_t n = v.kind == V_LIST ? v.n : 1;
    for (size_t i = 0; i < n && !liquid_run_stopped(r); i++) {
        b[t->args.n] = (liquid_bind){alias(t, path), v.kind == V_LIST ? v.u.list[i] : v};
        liquid_include(r, tpl, here, b, t->args.n + 1, out);
    }
}

static void render_each(liquid_run *r, const partial_tag *t, const liquid_tpl *tpl, str path,
                        value v, buf *out) {
    span here = liquid_run_here(r);
    sequence s = sequence_of(r, v);
    loop *l = arena_make(r->a, loop, 1);
    *l = (loop){.name = path, .length = s.n};
    l->self = (drop){.type = &loop_type, .self = l};
    for (; l->index < s.n && run_step(r, 1); l->index++) {
        liquid_bind *b = bind_args(r, t);
        size_t n = t->args.n;
        value item = sequence_at(r, &s, l->index);
        b[n++] = (liquid_bind){S("forloop"), value_drop(&l->self)};
        if (item.kind != V_NIL)
            b[n++] = (liquid_bind){alias(t, path), item};
        liquid_include_isolated(r, tpl, here, b, n, false, out);
    }
}

static void render_render(liquid_run *r, const void *self, buf *out) {
    const partial_tag *t = self;
    str path = liquid_to_s(r->a, liquid_eval(r, t->name));
    const liquid_tpl *tpl = load(r, path);
    if (!tpl)
        return;
    value v = t->with ? liquid_eval(r, t->with) : value_nil();
    if (t->each && (v.kind == V_LIST || v.kind == V_RANGE || v.kind == V_MAP)) {
        render_each(r, t, tpl, path, v, out);
        return;
    }
    liquid_bind *b = bind_args(r, t);
    size_t n = t->args.n;
    if (v.kind != V_NIL)
        b[n++] = (liquid_bind){alias(t, path), v};
    liquid_include_isolated(r, tpl, liquid_run_here(r), b, n, false, out);
}

const liquid_tag liquid_tags_partial[] = {
    {"include", parse_include, render_include, 0},
    {"render", parse_render, render_render, 0},
    {NULL, NULL, NULL, 0},
};
