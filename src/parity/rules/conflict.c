/* What git leaves in a file when it cannot merge two versions of it. */
#include "parity/pair.h"

/* "<<<<<<< HEAD" from `at` on; STR_NONE: no line begins so. */
static size_t find_marker(str text, size_t at, str sign) {
    for (size_t n; at < text.n && (n = str_find(str_from(text, at), sign)) != STR_NONE;
         at += n + sign.n) {
        size_t begin = at + n, end = begin + sign.n;
        if ((!begin || text.p[begin - 1] == '\n') && end < text.n && !ascii_is_space(text.p[end]))
            return begin;
    }
    return STR_NONE;
}

static void tell(const pair *p, size_t at) {
    const source *src = p->to->src;
    str line = str_rtrim(str_slice(src->text, at, str_line_end(src->text, at)));
    diag *e = diag_add(p->d, RULE_MARKUP_CONFLICT, span_of(src, at, line.n),
                       "the marker of a conflict stands in the text: %.*s",
                       STR_FMT(code_quote(p->a, line)));
    diag_help(p->d, e,
              "keep one of the two versions, and remove the lines with <<<<<<<, ======= "
              "and >>>>>>>");
}

/* May a marker be in a leaf? To Markdown ======= makes a heading of the text before it, and
 * >>>>>>> seven block quotes of what is behind it. Only then the whole text is searched. */
static bool may_hold(const pair *p, const aligned *x) {
    enum { SIX_LEVELS = 24 };
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    if (!to || (from && from->hash == to->hash))
        return false;
    if (to->class == LEAF_HEADING)
        return p->to->src->text.p[to->at] != '#';
    if (to->class == LEAF_CODE)
        return str_has(to->text, S("<<<<<<< ")) || str_has(to->text, S(">>>>>>> "));
    return str_starts(to->text, S("<")) || to->context >> SIX_LEVELS;
}

static bool may_be(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++)
        if (may_hold(p, &p->al.p[i]))
            return true;
    return false;
}

bool rule_conflict(const pair *p) {
    static const str signs[] = {{"<<<<<<< ", 8}, {">>>>>>> ", 8}};
    str text = p->to->src->text;
    if (!may_be(p))
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t at = find_marker(text, p->to->o.body_at, signs[i]);
        if (at == STR_NONE || find_marker(p->from->src->text, 0, signs[i]) != STR_NONE)
            continue;
        for (; at != STR_NONE; at = find_marker(text, at + 1, signs[i]))
            tell(p, at);
        return true;
    }
    return false;
}
