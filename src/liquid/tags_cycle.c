#include "liquid/intern.h"

#include "base/vec.h"

typedef struct cycle_tag {
    const liquid_expr *name; /* NULL: by its items */
    str key;                 /* then */
    const liquid_expr **p;
    size_t n, cap;
} cycle_tag;

/* Items are cut at commas, quoted or not, and each is the first operand of its piece. */
/* The key that tags with the same items share, as long as these are literals. */
static void set_key(liquid_parser *p, span markup, cycle_tag *c) {
    buf key = buf_new(p->a, 64);
    bool constant = true;
    for (size_t i = 0; i < c->n; i++) {
        constant = constant && c->p[i]->kind == X_LITERAL;
        if (c->p[i]->kind == X_LITERAL)
            value_inspect(c->p[i]->u.literal, p->a, &key, 0);
        buf_char(&key, ',');
    }
    if (!constant) /* Ruby tells such tags apart by their addresses */
        buf_printf(&key, "@%u", (unsigned)markup.at);
    c->key = buf_str(&key);
}

static bool cycle_items(liquid_parser *p, span markup, str s, cycle_tag *c) {
    const char *base = liquid_span_text(markup).p;
    for (size_t i = 0; i <= s.n;) {
        size_t comma = str_find_char(str_from(s, i), ','), at, end;
        str piece = str_slice(s, i, comma == STR_NONE ? s.n : i + comma);
        if (find_fragment(piece, 0, &at, &end)) {
            uint32_t offset = markup.at + (uint32_t)(piece.p + at - base);
            *vec_push(p->a, c) = expr_read(p, str_slice(piece, at, end), offset);
        }
        i += piece.n + 1;
    }
    set_key(p, markup, c);
    return c->n > 0 || c->name;
}

/* [expression:] expression [, expression] … [,] */
static const void *strict_cycle(liquid_parser *p, span markup, cycle_tag *c) {
    strict_reader r = strict_begin(p, markup);
    const liquid_expr *x = strict_expr(&r);
    if (r.ok && lex_take(&r.l, LEX_COLON)) {
        c->name = x;
        x = strict_expr(&r);
    }
    *vec_push(p->a, c) = x;
    while (r.ok && lex_take(&r.l, LEX_COMMA) && r.l.now.kind != LEX_END)
        *vec_push(p->a, c) = strict_expr(&r);
    if (!strict_end(&r))
        return NULL;
    set_key(p, markup, c);
    return c;
}

/* \A(QuotedFragment)\s*:, the fragment giving back what it must. False: there is no name. */
static bool cycle_name(str s, str *name, size_t *behind) {
    size_t ends[] = {match_fragment(s, 0), match_fragments(s, 0)};
    for (size_t k = 0; k < 2; k++) {
        size_t colon = skip_space(s, ends[k]);
        if (ends[k] && colon < s.n && s.p[colon] == ':') {
            *name = str_slice(s, 0, ends[k]);
            *behind = colon + 1;
            return true;
        }
    }
    size_t last = 0;
    for (size_t i = 0; i < ends[1]; i++) {
        if (s.p[i] == '"' || s.p[i] == '\'')
            i = match_fragment(s, i) - 1;
        else if (s.p[i] == ':')
            last = i;
    }
    *name = str_slice(s, 0, last);
    *behind = last + 1;
    return last > 0;
}

static const void *parse_cycle(liquid_parser *p, const liquid_use *use) {
    cycle_tag *c = arena_make(p->a, cycle_tag, 1);
    str s = liquid_span_text(use->markup), name, items = s;
    size_t behind;
    if (p->env->traits->strict_tags && s.n)
        return strict_cycle(p, use->markup, c);
    if (cycle_name(s, &name, &behind)) {
        c->name = expr_read(p, name, use->markup.at);
        items = str_from(s, skip_space(s, behind));
    }
    if (match_fragment(s, 0) && cycle_items(p, use->markup, items, c))
        return c;
    liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at,
                       "'cycle' wants {%% cycle 'a', 'b' %%} or {%% cycle 'name': 'a', 'b' %%}");
    return NULL;
}

static void render_cycle(liquid_run *r, const void *self, buf *out) {
    static const char slot_key;
    const cycle_tag *c = self;
    str key = c->key;
    if (c->name) {
        buf b = buf_new(r->a, 32);
        buf_lit(&b, "name:");
        value_inspect(liquid_eval(r, c->name), r->a, &b, 0);
        key = buf_str(&b);
    }
    void **slot = liquid_run_slot(r, &slot_key);
    if (!*slot)
        *slot = arena_make(r->a, scope_vars, 1);
    scope_vars *places = *slot;
    uint64_t hash = name_hash(key);
    const value *at = vars_get(places, key, hash);
    size_t i = at ? (size_t)at->u.i : 0;
    value v = i < c->n ? liquid_eval(r, c->p[i]) : value_nil();
    vars_set(r->a, places, key, hash, value_int(i + 1 < c->n ? (int64_t)i + 1 : 0));
    if (!liquid_run_stopped(r))
        liquid_write(r, v, out);
}

const liquid_tag liquid_tags_cycle[] = {
    {"cycle", parse_cycle, render_cycle, 0},
    {NULL, NULL, NULL, 0},
};
