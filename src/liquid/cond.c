#include "liquid/intern.h"

#include "base/vec.h"

/* Conditions. They associate to the right and have no precedence: what follows `and` or `or` is
 * one condition. */

static cond_op op_of(str s) {
    static const struct {
        str text;
        cond_op op;
    } ops[] = {
        {LIT("=="), OP_EQ}, {LIT("!="), OP_NE}, {LIT("<>"), OP_NE}, {LIT("<"), OP_LT},
        {LIT(">"), OP_GT},  {LIT("<="), OP_LE}, {LIT(">="), OP_GE}, {LIT("contains"), OP_CONTAINS}};
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (str_eq(s, ops[i].text))
            return ops[i].op;
    return s.n ? OP_UNKNOWN : OP_NONE;
}

static const liquid_cond *strict(liquid_parser *p, str s, uint32_t base, size_t *bad) {
    liquid_cond *first = NULL, *last = NULL;
    lexer l = lex_new(p, s);
    for (;;) {
        liquid_cond *c = arena_make(p->a, liquid_cond, 1);
        str text;
        size_t at;
        if (last)
            last->next = c;
        else
            first = c;
        last = c;
        if (!lex_expression(&l, p, &text, &at))
            break;
        c->at = base + (uint32_t)at;
        c->left = expr_read_operand(p, text, c->at);
        if (l.now.kind == LEX_COMPARISON) {
            c->op = (uint8_t)op_of(l.now.text);
            lex_next(&l);
            if (!lex_expression(&l, p, &text, &at))
                break;
            c->right = expr_read_operand(p, text, base + (uint32_t)at);
        }
        c->n = (uint32_t)str_rtrim(str_slice(s, c->at - base, l.now.at)).n;
        if (l.now.kind == LEX_END)
            return first;
        if (lex_take_id(&l, S("and")))
            c->rel = REL_AND;
        else if (lex_take_id(&l, S("or")))
            c->rel = REL_OR;
        else
            break;
    }
    *bad = l.now.at;
    return NULL;
}

/* ---- The lax grammar: pieces of text between `and` and `or` ---- */

/* A word for \b: letters of other scripts count. */
static bool word_at(str s, size_t i) {
    return i < s.n && (is_word(s.p[i]) || (s.p[i] & 0x80));
}

/* The length of `and` or `or` as a whole word at i, else 0. */
static size_t match_relation(str s, size_t i) {
    size_t n = str_starts(str_from(s, i), S("and"))  ? 3
               : str_starts(str_from(s, i), S("or")) ? 2
                                                     : 0;
    return n && !(i > 0 && word_at(s, i - 1)) && !word_at(s, i + n) ? n : 0;
}

/* \b(?:\s?and\s?|\s?or\s?)\b at i; its end, or i. */
static size_t match_operator(str s, size_t i) {
    size_t from = i;
    if (i < s.n && is_space(s.p[i])) {
        if (i == 0 || !word_at(s, i - 1))
            return from;
        i++;
    }
    size_t n = match_relation(s, i);
    if (!n)
        return from;
    i += n;
    return i < s.n && is_space(s.p[i]) && word_at(s, i + 1) ? i + 1 : i;
}

/* Operands and what is between them, up to `and` or `or`; its end, or i. */
static size_t match_comparison(str s, size_t i) {
    size_t end = i;
    for (;;) {
        size_t k = skip_space(s, end);
        if (k >= s.n || match_relation(s, k))
            return end;
        size_t e = match_fragment(s, k);
        if (e == k) /* \S+ */
            while (e < s.n && !is_space(s.p[e]))
                e++;
        end = skip_space(s, e);
    }
}

typedef struct piece {
    size_t at, n;
} piece;
typedef vec(piece) pieces;

static void cut(arena *a, str s, pieces *out) {
    for (size_t i = 0; i < s.n;) {
        size_t end = match_operator(s, i);
        if (end == i)
            end = match_comparison(s, i);
        if (end > i)
            *vec_push(a, out) = (piece){i, end - i};
        i = end > i ? end : i + 1;
    }
}

static bool is_op(char c) {
    return c == '=' || c == '!' || c == '<' || c == '>' || (c >= 'a' && c <= 'z') || c == '_';
}

/* (QuotedFragment)\s*([=!<>a-z_]+)?\s*(QuotedFragment)? */
static bool lax_comparison(liquid_parser *p, str s, uint32_t at, liquid_cond *c) {
    size_t from, end;
    if (!find_fragment(s, 0, &from, &end))
        return false;
    c->at = at + (uint32_t)from;
    c->left = expr_read_operand(p, str_slice(s, from, end), c->at);
    size_t op = skip_space(s, end), i = op;
    while (i < s.n && is_op(s.p[i]))
        i++;
    c->op_text = str_slice(s, op, i);
    c->op = (uint8_t)op_of(c->op_text);
    size_t right = skip_space(s, i), to = match_fragment(s, right);
    if (to > right)
        c->right = expr_read_operand(p, str_slice(s, right, to), at + (uint32_t)right);
    c->n = (uint32_t)str_rtrim(str_slice(s, from, to)).n;
    return true;
}

static const liquid_cond *lax(liquid_parser *p, str s, uint32_t base) {
    pieces cuts = {0};
    cut(p->a, s, &cuts);
    liquid_cond *next = NULL;
    if (cuts.n % 2 == 0)
        return NULL;
    for (size_t i = cuts.n; i > 0; i--) {
        str text = str_slice(s, cuts.p[i - 1].at, cuts.p[i - 1].at + cuts.p[i - 1].n);
        if (i % 2 == 0) {
            str rel = str_trim(text);
            if (!str_eq(rel, S("and")) && !str_eq(rel, S("or")))
                return NULL;
            continue;
        }
        liquid_cond *c = arena_make(p->a, liquid_cond, 1);
        if (!lax_comparison(p, text, base + (uint32_t)cuts.p[i - 1].at, c))
            return NULL;
        c->next = next;
        if (next)
            c->rel = str_has(str_slice(s, cuts.p[i].at, cuts.p[i].at + cuts.p[i].n), S("and"))
                         ? REL_AND
                         : REL_OR;
        next = c;
    }
    return next;
}

const liquid_cond *liquid_parse_cond(liquid_parser *p, span at) {
    str s = liquid_span_text(at);
    size_t bad = 0;
    const liquid_cond *c = strict(p, s, at.at, &bad);
    if (c)
        return c;
    if (!str_trim(s).n) {
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, at, "a condition is missing");
        return NULL;
    }
    if (!read_laxly(p, at, bad))
        return NULL;
    c = lax(p, s, at.at);
    if (!c)
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, at, "'%.*s' is no condition; write a == b",
                           STR_FMT(brief(s)));
    return c;
}

const liquid_cond *liquid_cond_read(arena *a, const liquid_env *e, str text, str *why) {
    diags ignored;
    liquid_parser p;
    diags_new(&ignored, a);
    source *src = source_new(a, S("expression"), text);
    parser_init(&p, a, e, span_of(src, 0, text.n), &ignored);
    size_t bad = 0;
    const liquid_cond *c = strict(&p, text, 0, &bad);
    if (c)
        return c;
    buf b = buf_new(a, 64);
    str found = lex_new(&p, str_from(text, bad)).now.text;
    if (found.n == 1) /* a byte of a character that is no lexeme */
        found = str_slice(text, bad, bad + char_length(str_from(text, bad)));
    if (bad < text.n)
        buf_printf(&b, "unexpected '%.*s'", STR_FMT(brief(found)));
    else
        buf_lit(&b, "unexpected end");
    *why = buf_str(&b);
    return NULL;
}
