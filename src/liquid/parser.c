#include "liquid/intern.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

/* Errors after this many in one template are consequences. */
enum { ERRORS_MAX = 50, ENDS_MAX = 8 };

void parser_init(liquid_parser *p, arena *a, const liquid_env *e, span text, diags *d) {
    *p = (liquid_parser){.a = a, .env = e, .d = d, .src = text.src, .pos = text.at};
    p->end = (size_t)text.at + text.n;
    if (p->end > text.src->text.n)
        p->end = text.src->text.n;
    p->no_tag_end = p->no_out_end = SIZE_MAX;
}

arena *liquid_parser_arena(liquid_parser *p) {
    return p->a;
}

str liquid_span_text(span s) {
    return str_slice(s.src->text, s.at, (size_t)s.at + s.n);
}

span liquid_span_of(span outer, str inner) {
    assert(inner.p >= outer.src->text.p && inner.p <= outer.src->text.p + outer.src->text.n);
    return span_of(outer.src, (size_t)(inner.p - outer.src->text.p), inner.n);
}

/* NULL when no more is to be reported. */
static diag *report(liquid_parser *p, rule_id id, span at, const char *fmt, va_list ap) {
    p->broken = true;
    if (p->silent)
        return NULL;
    if (++p->errors == ERRORS_MAX) {
        p->silent = true;
        p->pos = p->end;
    }
    buf b = buf_new(p->a, 128);
    buf_vprintf(&b, fmt, ap);
    return diag_add(p->d, id, at, "%.*s", STR_FMT(message_of(&b)));
}

static PRINTF(4, 5) diag *fault(liquid_parser *p, rule_id id, span at, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    diag *g = report(p, id, at, fmt, ap);
    va_end(ap);
    return g;
}

void liquid_parse_error(liquid_parser *p, rule_id id, span at, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    report(p, id, at, fmt, ap);
    va_end(ap);
}

void liquid_parse_note(liquid_parser *p, span at, const char *fmt, ...) {
    if (p->silent)
        return;
    va_list ap;
    va_start(ap, fmt);
    buf b = buf_new(p->a, 128);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    diag_add(p->d, RULE_LIQUID_LAX, at, "%.*s", STR_FMT(message_of(&b)));
}

static span span_at(const liquid_parser *p, size_t at, size_t n) {
    return span_of(p->src, at, n);
}

static str text_at(const liquid_parser *p, size_t at, size_t n) {
    return str_slice(p->src->text, at, at + n);
}

static span span_here(const liquid_parser *p, str s) {
    return span_at(p, (size_t)(s.p - p->src->text.p), s.n);
}

static liquid_use use_of(const liquid_parser *p, const token *t) {
    str markup = str_trim(t->inside);
    return (liquid_use){t->name, span_at(p, t->at, t->n), span_here(p, markup)};
}

/* ---- Bodies ---- */

static node *add_node(liquid_parser *p, liquid_body *b, node_kind kind, size_t at, size_t n) {
    node *made = arena_make(p->a, node, 1);
    made->kind = (uint8_t)kind;
    made->at = (uint32_t)at;
    made->n = (uint32_t)n;
    if (b->last)
        b->last->next = made;
    else
        b->first = made;
    b->last = made;
    return made;
}

static bool is_white(str s) {
    return skip_space(s, 0) == s.n;
}

static void add_text(liquid_parser *p, liquid_body *b, size_t at, size_t n) {
    str s = text_at(p, at, n);
    if (p->trim)
        s = str_ltrim(s);
    p->trim = false;
    b->blank = b->blank && is_white(s);
    add_node(p, b, NODE_TEXT, at, n)->u.text = s;
}

/* {%- and {{- take white space from the text right before them. */
static void trim_before(liquid_parser *p, liquid_body *b, const token *t) {
    if (p->lines)
        return;
    if (t->trim_before && b->last && b->last->kind == NODE_TEXT)
        b->last->u.text = str_rtrim(b->last->u.text);
    p->trim = t->trim_after;
}

static void add_output(liquid_parser *p, liquid_body *b, const token *t) {
    const liquid_output *o = liquid_parse_output(p, span_here(p, t->inside));
    b->blank = false;
    add_node(p, b, NODE_OUTPUT, t->at, t->n)->u.output = o;
}

static void bad_token(liquid_parser *p, liquid_body *b, const token *t) {
    str s = brief(text_at(p, t->at, t->n));
    if (t->kind == TOK_BAD_OUTPUT)
        fault(p, RULE_LIQUID_SYNTAX, span_at(p, t->at, t->n), "'%.*s' is not closed with '}}'",
              STR_FMT(s));
    else if (t->n == 2)
        fault(p, RULE_LIQUID_SYNTAX, span_at(p, t->at, 2), "'{%%' is not closed with '%%}'");
    else
        fault(p, RULE_LIQUID_SYNTAX, span_at(p, t->at, t->n), "'%.*s' names no tag", STR_FMT(s));
    add_text(p, b, t->at, t->n);
}

static bool is_listed(const char *const *ends, str name) {
    for (; ends && *ends; ends++)
        if (str_eq(name, str_of(*ends)))
            return true;
    return false;
}

/* The block outside the innermost one that this tag would end. */
static const open_block *closes_outer(const liquid_parser *p, str name) {
    for (const open_block *b = p->open ? p->open->outer : NULL; b; b = b->outer)
        if (is_listed(b->ends, name))
            return b;
    return NULL;
}

static bool is_part(str name) {
    return str_eq(name, S("else")) || str_eq(name, S("elsif")) || str_eq(name, S("when"));
}

/* What belongs to the block of an unknown tag is no second fault. */
static bool is_forgiven(liquid_parser *p, str name) {
    if (is_part(name) && p->meant.n)
        return true;
    str of = str_starts(name, S("end")) ? str_from(name, 3) : S("");
    if (!of.n || (!str_eq(of, p->unknown) && !str_eq(of, p->meant)))
        return false;
    p->unknown = p->meant = S("");
    return true;
}

/* The tag that was perhaps meant: one of the language, or what ends or divides the open block. */
static str nearest_tag(const liquid_parser *p, str name, const char *const *ends) {
    str names[ENDS_MAX + 1];
    size_t n = 0;
    for (; ends && ends[n] && n < ENDS_MAX; n++)
        names[n] = str_of(ends[n]);
    str *all = arena_make(p->a, str, n + p->env->tags.n + 1);
    if (n)
        memcpy(all, names, n * sizeof *names);
    for (uint32_t i = 0; i < p->env->tags.n; i++)
        all[n++] = p->env->tags.entries[i].key;
    return str_nearest(name, all, n);
}

/* The answer is the end of the open block when the tag seems to be that one, misspelt; else "". */
static str unknown_tag(liquid_parser *p, const liquid_use *use, const char *const *ends) {
    const open_block *in = p->open;
    span at = span_here(p, use->name);
    if (is_forgiven(p, use->name))
        return S("");
    str near = nearest_tag(p, use->name, ends);
    bool is_end = is_listed(ends, near);
    if (is_end || (!is_part(use->name) && !str_starts(use->name, S("end")))) {
        diag *g = fault(p, RULE_LIQUID_UNKNOWN_TAG, at, "unknown tag '%.*s'", STR_FMT(use->name));
        if (near.n)
            diag_help(p->d, g, "did you mean '%.*s'?", STR_FMT(near));
        const liquid_tag *meant = near.n && !is_end ? env_tag(p->env, near) : NULL;
        p->unknown = use->name;
        p->meant = meant && (meant->flags & LIQUID_TAG_BLOCK) ? near : S("");
        return is_end ? near : S("");
    }
    if (in) {
        diag *g = fault(p, RULE_LIQUID_SYNTAX, at, "'%.*s' does not belong in '%.*s'",
                        STR_FMT(use->name), STR_FMT(in->use->name));
        diag_also(p->d, g, in->use->at, "'%.*s' begins here", STR_FMT(in->use->name));
    } else {
        fault(p, RULE_LIQUID_SYNTAX, at, "'%.*s' without the tag it belongs to",
              STR_FMT(use->name));
    }
    return S("");
}

static void parse_lines(liquid_parser *p, liquid_body *b, str inside);

static void add_tag(liquid_parser *p, liquid_body *b, const liquid_tag *tag,
                    const liquid_use *use) {
    bool bodies = p->bodies, blank = p->bodies_blank;
    p->bodies = false;
    p->bodies_blank = true;
    const void *self = tag->parse ? tag->parse(p, use) : NULL;
    b->blank = b->blank && ((tag->flags & LIQUID_TAG_SILENT) || (p->bodies && p->bodies_blank));
    p->bodies = bodies;
    p->bodies_blank = blank;
    if (tag->parse && !self)
        return;
    node *n = add_node(p, b, NODE_TAG, use->at.at, use->at.n);
    n->u.tag.tag = tag;
    n->u.tag.self = self;
}

const char *const comment_ends[] = {"endcomment", NULL};

/* What a body's loop does behind a tag. */
typedef enum { GO_ON, ENDED, GIVE_BACK } tag_result;

static tag_result one_tag(liquid_parser *p, liquid_body *b, const token *t, const char *const *ends,
                          liquid_use *end) {
    liquid_use use = use_of(p, t);
    trim_before(p, b, t);
    if (is_listed(ends, use.name)) {
        *end = use;
        return ENDED;
    }
    const liquid_tag *tag = env_tag(p->env, use.name);
    if (tag) {
        add_tag(p, b, tag, &use);
    } else if (str_eq(use.name, S("liquid")) && (!p->lines || p->env->traits->liquid_nests)) {
        parse_lines(p, b, t->inside);
    } else if (p->open && p->open->ends == comment_ends) {
        return GO_ON; /* unknown tags do not matter in a comment */
    } else if (closes_outer(p, use.name)) {
        return GIVE_BACK;
    } else {
        str meant = unknown_tag(p, &use, ends);
        if (!meant.n)
            return GO_ON;
        *end = use;
        end->name = meant;
        return ENDED;
    }
    return GO_ON;
}

static void never_closed(liquid_parser *p, const liquid_use *open, const char *const *ends,
                         const token *by) {
    const char *last = *ends;
    for (; *ends; ends++)
        last = *ends;
    diag *g = fault(p, RULE_LIQUID_SYNTAX, open->at,
                    "'%.*s' is never closed; '{%% %s %%}' is "
                    "missing",
                    STR_FMT(open->name), last);
    if (by->kind == TOK_TAG)
        diag_also(p->d, g, span_at(p, by->at, by->n), "before '%.*s'", STR_FMT(by->name));
}

/* Parses nodes into b until one of `ends`, or all of the text when `open` is NULL. */
static void parse_nodes(liquid_parser *p, liquid_body *b, const liquid_use *open,
                        const char *const *ends, liquid_use *end) {
    for (;;) {
        size_t before = p->pos;
        token t = token_next(p);
        tag_result r = GO_ON;
        switch (t.kind) {
        case TOK_TEXT: add_text(p, b, t.at, t.n); break;
        case TOK_OUTPUT:
            trim_before(p, b, &t);
            add_output(p, b, &t);
            break;
        case TOK_TAG: r = one_tag(p, b, &t, ends, end); break;
        case TOK_BAD_TAG:
        case TOK_BAD_OUTPUT: bad_token(p, b, &t); break;
        case TOK_END: r = GIVE_BACK; break;
        }
        if (r == ENDED)
            return;
        if (r == GIVE_BACK) {
            p->pos = t.kind == TOK_END ? p->pos : before;
            if (open)
                never_closed(p, open, ends, &t);
            return;
        }
    }
}

/* {% liquid %}: its tags go into the body around it, and close in it. */
static void parse_lines(liquid_parser *p, liquid_body *b, str inside) {
    if (p->depth >= LIMIT_LIQUID_DEPTH)
        return;
    size_t pos = p->pos, end = p->end;
    bool lines = p->lines;
    open_block *open = p->open;
    p->pos = (size_t)(inside.p - p->src->text.p);
    p->end = p->pos + inside.n;
    p->lines = true;
    p->open = NULL;
    p->depth++;
    parse_nodes(p, b, NULL, NULL, NULL);
    p->depth--;
    p->open = open;
    p->lines = lines;
    p->end = end;
    p->pos = p->silent ? end : pos;
}

const liquid_body *liquid_parse_body(liquid_parser *p, const liquid_use *open,
                                     const char *const *ends, liquid_use *end) {
    liquid_body *b = arena_make(p->a, liquid_body, 1);
    liquid_use ignored;
    end = end ? end : &ignored;
    *end = (liquid_use){0};
    b->blank = true;
    if (p->depth >= LIMIT_LIQUID_DEPTH) {
        fault(p, RULE_LIMIT_DEPTH, open->at, "blocks are nested more than %d deep",
              LIMIT_LIQUID_DEPTH);
        p->silent = true;
        p->pos = p->end;
        return b;
    }
    open_block block = {p->open, open, ends};
    p->open = &block;
    p->depth++;
    parse_nodes(p, b, open, ends, end);
    p->depth--;
    p->open = block.outer;
    p->bodies_blank = p->bodies ? p->bodies_blank && b->blank : b->blank;
    p->bodies = true;
    return b;
}

void body_drop_texts(const liquid_body *body) {
    liquid_body *b = (liquid_body *)(uintptr_t)body; /* still being built by its tag */
    node **at = &b->first;
    b->last = NULL;
    while (*at) {
        if ((*at)->kind == NODE_TEXT) {
            *at = (*at)->next;
        } else {
            b->last = *at;
            at = &(*at)->next;
        }
    }
}

/* ---- raw ---- */

/* The end tag in a token, as Liquid's expression finds it: the last {% word … %} that the token
 * ends with, so that text before it in the same token belongs to the body. */
static bool ends_raw(const liquid_parser *p, const token *t, str end, size_t *at) {
    str s = text_at(p, t->at, t->n);
    if (!str_ends(s, S("%}")))
        return false;
    for (size_t i = s.n - 2; i-- > 0;) {
        if (s.p[i] != '{' || s.p[i + 1] != '%')
            continue;
        bool dash = s.p[i + 2] == '-' && p->env->traits->raw_end_dash;
        size_t j = skip_space(s, dash ? i + 3 : i + 2);
        size_t word = j;
        while (j < s.n && is_word(s.p[j]))
            j++;
        if (j == word)
            continue;
        *at = t->at + i;
        return str_eq(str_slice(s, word, j), end);
    }
    return false;
}

span liquid_parse_raw(liquid_parser *p, const liquid_use *open, const char *end) {
    size_t from = p->pos, at;
    const char *const ends[] = {end, NULL};
    for (;;) {
        token t = token_next(p);
        if (t.kind == TOK_END) {
            never_closed(p, open, ends, &t);
            p->bodies = p->bodies_blank = true;
            return span_at(p, p->end, 0);
        }
        if (t.kind == TOK_TEXT || !ends_raw(p, &t, str_of(end), &at))
            continue;
        if (p->env->traits->raw_end_trims)
            p->trim = p->src->text.p[t.at + t.n - 3] == '-';
        p->bodies_blank = at == from && (!p->bodies || p->bodies_blank);
        p->bodies = true;
        return span_at(p, from, at - from);
    }
}

/* ---- Templates ---- */

const liquid_tpl *liquid_parse(arena *a, const liquid_env *e, span text, diags *d) {
    liquid_parser p;
    liquid_tpl *t = arena_make(a, liquid_tpl, 1);
    parser_init(&p, a, e, text, d);
    t->src = text.src;
    t->body.blank = true;
    parse_nodes(&p, &t->body, NULL, NULL, NULL);
    t->ok = !p.broken;
    return t;
}

bool liquid_tpl_ok(const liquid_tpl *t) {
    return t->ok;
}

const source *liquid_tpl_source(const liquid_tpl *t) {
    return t->src;
}
