#include "liquid/intern.h"

#include "base/vec.h"

typedef vec(filter_use) filter_list;
typedef vec(str) str_list;

/* An argument is named when it has the shape key: value. */
static bool cut_named(str s, str *key, str *val) {
    size_t at = 0;
    return s.n && is_word(*s.p) && scan_attribute(s, &at, key, val) && key->p == s.p &&
           val->p + val->n == s.p + s.n;
}

static bool all_literal(const filter_use *f) {
    for (uint32_t i = 0; i < f->nargs; i++)
        if (f->args[i]->kind != X_LITERAL)
            return false;
    return f->nargs > 0 && f->nnamed == 0;
}

static void add_filter(liquid_parser *p, filter_list *to, str name, const str_list *args,
                       uint32_t at) {
    filter_use *f = vec_push(p->a, to);
    *f = (filter_use){.filter = env_filter(p->env, name), .name = name, .at = at};
    if (!f->filter && p->env->watch && p->src)
        p->env->watch(p->env->watch_ctx, span_of(p->src, at, name.n));
    const liquid_expr **x = arena_make(p->a, const liquid_expr *, args->n);
    bool keeps_empty = p->env->traits->empty_arguments && f->filter && !env_is_standard(f->filter);
    named_arg *named = arena_make(p->a, named_arg, args->n);
    for (size_t i = 0; i < args->n; i++) {
        str key, val;
        if (cut_named(args->p[i], &key, &val))
            named[f->nnamed++] = (named_arg){key, expr_read(p, val, at)};
        else
            x[f->nargs++] =
                keeps_empty ? expr_read_operand(p, args->p[i], at) : expr_read(p, args->p[i], at);
    }
    f->args = x;
    f->named = named;
    if (!all_literal(f))
        return;
    value *constant = arena_make(p->a, value, f->nargs);
    for (uint32_t i = 0; i < f->nargs; i++)
        constant[i] = x[i]->u.literal;
    f->constant = constant;
}

/* argument: [id ":"] expression */
static bool strict_argument(liquid_parser *p, lexer *l, str *out) {
    str key = {0}, val;
    size_t at;
    if (l->now.kind == LEX_ID && lex_peek(l).kind == LEX_COLON) {
        key = l->now.text;
        lex_next(l);
        lex_next(l);
    }
    if (!lex_expression(l, p, &val, &at))
        return false;
    *out = val;
    if (key.n) {
        buf b = buf_new(p->a, key.n + 2 + val.n);
        buf_add(&b, key);
        buf_lit(&b, ": ");
        buf_add(&b, val);
        *out = buf_str(&b);
    }
    return true;
}

static bool no_more_arguments(const liquid_parser *p, const lexer *l) {
    return p->env->traits->open_arguments && (l->now.kind == LEX_PIPE || l->now.kind == LEX_END);
}

static bool strict_filters(liquid_parser *p, lexer *l, uint32_t base, filter_list *to) {
    while (lex_take(l, LEX_PIPE)) {
        if (l->now.kind != LEX_ID)
            return false;
        str name = l->now.text;
        uint32_t at = base + (uint32_t)l->now.at;
        str_list args = {0};
        lex_next(l);
        if (lex_take(l, LEX_COLON) && !no_more_arguments(p, l)) {
            do
                if (!strict_argument(p, l, vec_push(p->a, &args)))
                    return false;
            while (lex_take(l, LEX_COMMA) && !no_more_arguments(p, l));
        }
        add_filter(p, to, name, &args, at);
    }
    return l->now.kind == LEX_END;
}

/* False, and where in *bad, when the strict grammar does not fit. */
static bool strict(liquid_parser *p, str s, uint32_t base, liquid_output *o, size_t *bad) {
    lexer l = lex_new(p, s);
    filter_list filters = {0};
    str text;
    size_t at;
    if (l.now.kind == LEX_END)
        return true;
    bool ok = lex_expression(&l, p, &text, &at);
    if (ok) {
        o->x = expr_read(p, text, base + (uint32_t)at);
        ok = strict_filters(p, &l, base, &filters);
    }
    *bad = l.now.at;
    o->filters = filters.p;
    o->nfilters = (uint32_t)filters.n;
    return ok;
}

/* (?::|,)\s*((?:\w+\s*\:\s*)?QuotedFragment) at i; its end, or 0. */
static size_t lax_argument(str f, size_t i, str *arg) {
    if (f.p[i] != ':' && f.p[i] != ',')
        return 0;
    size_t from = skip_space(f, i + 1), word = from;
    while (word < f.n && is_word(f.p[word]))
        word++;
    size_t colon = skip_space(f, word), end = 0;
    if (word > from && colon < f.n && f.p[colon] == ':') {
        size_t val = skip_space(f, colon + 1);
        end = match_fragment(f, val);
        end = end > val ? end : 0;
    }
    if (!end) {
        end = match_fragment(f, from);
        if (end == from)
            return 0;
    }
    *arg = str_slice(f, from, end);
    return end;
}

/* One filter between two '|': its name is the first word in it. */
static void lax_filter(liquid_parser *p, str f, uint32_t at, filter_list *to) {
    size_t from = 0;
    while (from < f.n && !is_word(f.p[from]))
        from++;
    size_t end = from;
    while (end < f.n && is_word(f.p[end]))
        end++;
    if (end == from)
        return;
    str_list args = {0};
    for (size_t i = 0; i < f.n;) {
        str arg;
        size_t next = lax_argument(f, i, &arg);
        if (next)
            *vec_push(p->a, &args) = arg;
        i = next ? next : i + 1;
    }
    add_filter(p, to, str_slice(f, from, end), &args, at + (uint32_t)from);
}

/* The end of (?:\s+|QuotedFragment|,)+ at i: white space, commas and quoted texts, up to the next
 * '|' or lone quote. */
static size_t lax_piece(str s, size_t i) {
    for (;;) {
        size_t from = i;
        i = match_fragments(s, skip_space(s, i));
        if (i < s.n && s.p[i] == ',')
            i++;
        if (i == from)
            return i;
    }
}

static void lax(liquid_parser *p, str s, uint32_t base, liquid_output *o) {
    filter_list filters = {0};
    size_t at, end;
    *o = (liquid_output){0};
    if (!find_fragment(s, 0, &at, &end))
        return;
    o->x = expr_read(p, str_slice(s, at, end), base + (uint32_t)at);
    size_t pipe = str_find_char(str_from(s, end), '|');
    if (pipe == STR_NONE)
        return;
    for (size_t i = end + pipe + 1; i < s.n;) {
        size_t to = lax_piece(s, i);
        if (to > i)
            lax_filter(p, str_slice(s, i, to), base + (uint32_t)i, &filters);
        i = to > i ? to : i + 1;
    }
    o->filters = filters.p;
    o->nfilters = (uint32_t)filters.n;
}

/* How many brackets are open at `bad`. */
static int depth_at(const liquid_parser *p, str s, size_t bad) {
    int depth = 0;
    for (lexer l = lex_new(p, s); l.now.kind > LEX_BAD && l.now.at < bad; lex_next(&l)) {
        depth += l.now.kind == LEX_OPEN_SQUARE || l.now.kind == LEX_OPEN_ROUND;
        depth -= l.now.kind == LEX_CLOSE_SQUARE || l.now.kind == LEX_CLOSE_ROUND;
    }
    return depth;
}

bool read_laxly(liquid_parser *p, span markup, size_t bad) {
    str s = liquid_span_text(markup);
    span at = markup;
    if (depth_at(p, s, bad) > EXPRESSION_DEPTH) {
        liquid_parse_error(p, RULE_LIMIT_DEPTH, span_of(markup.src, markup.at + bad, 1),
                           "brackets are nested more than %d deep", EXPRESSION_DEPTH);
        return false;
    }
    if (bad < s.n) {
        lexeme l = lex_new(p, str_from(s, bad)).now;
        at.at += (uint32_t)bad;
        at.n = (uint32_t)(l.text.n > 1 ? l.text.n : char_length(str_from(s, bad)));
    } else {
        at.at += (uint32_t)s.n;
        at.n = 0;
    }
    str found = bad < s.n ? str_slice(s, bad, bad + at.n) : S("");
    if (p->env->traits->no_bare_brackets && str_eq(found, S("[")))
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, at,
                           "no expression may begin with '['; write self[…] for a variable whose "
                           "name is computed");
    else if (!p->env->traits->lax && found.n)
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, at, "unexpected '%.*s' in '%.*s'",
                           STR_FMT(brief(found)), STR_FMT(brief(s)));
    else if (!p->env->traits->lax)
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, at, "unexpected end of '%.*s'",
                           STR_FMT(brief(s)));
    else if (found.n)
        liquid_parse_note(p, at, "unexpected '%.*s'; what follows may be ignored",
                          STR_FMT(brief(found)));
    else
        liquid_parse_note(p, at, "unexpected end of '%.*s'", STR_FMT(brief(s)));
    return p->env->traits->lax;
}

const liquid_output *liquid_parse_output(liquid_parser *p, span at) {
    liquid_output *o = arena_make(p->a, liquid_output, 1);
    str s = liquid_span_text(at);
    size_t bad = 0;
    if (strict(p, s, at.at, o, &bad))
        return o;
    if (read_laxly(p, at, bad))
        lax(p, s, at.at, o);
    else
        *o = (liquid_output){0};
    return o;
}

const liquid_output *liquid_output_read(arena *a, const liquid_env *e, str text) {
    diags ignored;
    liquid_parser p;
    diags_new(&ignored, a);
    source *src = source_new(a, S("expression"), text);
    span all = span_of(src, 0, text.n);
    parser_init(&p, a, e, all, &ignored);
    return liquid_parse_output(&p, all);
}
