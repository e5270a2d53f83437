#include "liquid/intern.h"

#include "base/vec.h"

strict_reader strict_begin(liquid_parser *p, span markup) {
    return (strict_reader){
        .p = p, .markup = markup, .l = lex_new(p, liquid_span_text(markup)), .ok = true};
}

const liquid_expr *strict_expr(strict_reader *r) {
    str text;
    size_t at;
    r->ok = r->ok && lex_expression(&r->l, r->p, &text, &at);
    return r->ok ? expr_read(r->p, text, r->markup.at + (uint32_t)at) : NULL;
}

const liquid_expr *strict_operand(strict_reader *r) {
    str text;
    size_t at;
    r->ok = r->ok && lex_expression(&r->l, r->p, &text, &at);
    return r->ok ? expr_read_operand(r->p, text, r->markup.at + (uint32_t)at) : NULL;
}

str strict_take(strict_reader *r, lex_kind kind) {
    str text = r->l.now.text;
    r->ok = r->ok && lex_take(&r->l, kind);
    return r->ok ? text : S("");
}

void strict_word(strict_reader *r, str word) {
    r->ok = r->ok && lex_take_id(&r->l, word);
}

/* Reports a name that is none of `known`. */
static bool is_known(strict_reader *r, const char *const *known, str name) {
    buf list = buf_new(r->p->a, 64);
    for (const char *const *k = known; *k; k++) {
        if (str_eq(name, str_of(*k)))
            return true;
        buf_printf(&list, "%s'%s'", k == known ? "" : k[1] ? ", " : " and ", *k);
    }
    liquid_parse_error(r->p, RULE_LIQUID_SYNTAX, liquid_span_of(r->markup, name),
                       "unknown argument '%.*s'; there are %.*s", STR_FMT(brief(name)),
                       STR_FMT(buf_str(&list)));
    r->reported = true;
    return false;
}

void strict_arguments(strict_reader *r, const char *const *known, named_args *out) {
    lex_take(&r->l, LEX_COMMA);
    while (r->ok && r->l.now.kind == LEX_ID) {
        str name = r->l.now.text;
        if (known && !is_known(r, known, name))
            return;
        if (out->n == ARGUMENTS_MAX) {
            liquid_parse_error(r->p, RULE_LIMIT_SIZE, r->markup, "more than %d arguments",
                               ARGUMENTS_MAX);
            r->reported = true;
            return;
        }
        lex_next(&r->l);
        strict_take(r, LEX_COLON);
        const liquid_expr *x = strict_expr(r);
        lex_take(&r->l, LEX_COMMA);
        *vec_push(r->p->a, out) = (named_arg){name, x};
    }
}

str strict_name(liquid_parser *p, span markup) {
    strict_reader r = strict_begin(p, markup);
    str name = strict_take(&r, LEX_ID);
    return strict_end(&r) ? name : S("");
}

bool strict_end(strict_reader *r) {
    if (r->reported)
        return false;
    return (r->ok && r->l.now.kind == LEX_END) || read_laxly(r->p, r->markup, r->l.now.at);
}
