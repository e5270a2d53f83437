#include "parity/rules/attached.h"

#include "base/buf.h"

/* Does a list stand behind a blank that follows something on its line? */
static bool is_apart(const source *src, const mark *m) {
    str line = str_slice(src->text, str_line_begin(src->text, m->at), m->at);
    return str_ends(line, S(" ")) && str_trim(line).n;
}

static bool has_blank(str text) {
    return str_has(text, S(" =")) || str_has(text, S("= "));
}

/* A list as kramdown reads it, whatever blanks are in it. */
static str without_blanks(arena *a, str text) {
    buf b = buf_new(a, text.n);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ' ')
            buf_char(&b, text.p[i]);
    return buf_str(&b);
}

static bool is_whole(const version *v, const mark *m) {
    return !is_apart(v->src, m) && !has_blank(m->text);
}

/* The mark of the original that says the same and is whole; NULL: there is none, or one of them is
 * as apart as this one. */
static const mark *whole_of(const pair *p, str wanted) {
    const mark *found = NULL;
    for (size_t i = 0; i < p->from->o.nmarks; i++) {
        const mark *m = &p->from->o.marks[i];
        if (m->kind != MARK_ATTRIBUTES || !str_eq(without_blanks(p->a, m->text), wanted))
            continue;
        if (!is_whole(p->from, m))
            return NULL;
        found = found ? found : m;
    }
    return found;
}

void attached_check(const pair *p) {
    for (size_t i = 0; i < p->to->o.nmarks; i++) {
        const mark *m = &p->to->o.marks[i];
        if (m->kind != MARK_ATTRIBUTES || !str_starts(m->text, S("{:")) || is_whole(p->to, m))
            continue;
        const mark *other = whole_of(p, without_blanks(p->a, m->text));
        if (!other)
            continue;
        bool is_loose = is_apart(p->to->src, m);
        diag *e = diag_add(p->d, RULE_MARKUP_ATTRIBUTES, span_of(p->to->src, m->at, m->n),
                           is_loose ? "a blank parts this attribute list from what it is for: %.*s"
                                    : "a blank beside = makes this no attribute: %.*s",
                           STR_FMT(code_quote(p->a, m->text)));
        diag_help(p->d, e, "take the blank away");
        diag_also(p->d, e, span_of(p->from->src, other->at, other->n), "the original");
    }
}
