/* Code that does not end, and code that has lost the fence before it. */
#include "parity/pair.h"

#include <string.h>

#include "parity/comment.h"

static str last_line(str text) {
    size_t at = str_rfind_char(text, '\n');
    return at == STR_NONE ? S("") : str_from(text, at + 1);
}

/* Does the leaf begin with a fence that nothing closes? */
static bool is_unclosed(const outline *o, const leaf *l) {
    if (l->class != LEAF_CODE || !(l->flags & LEAF_IS_FENCED))
        return false;
    str text = str_rtrim(str_slice(o->src->text, l->at, l->at + l->n));
    if (!text.n || (text.p[0] != '`' && text.p[0] != '~'))
        return false;
    str line = last_line(text);
    while (line.n && (ascii_is_space(line.p[0]) || (line.p[0] == '>' && l->context)))
        line = str_from(line, 1); /* outside of a quotation "> ```" is a line of code */
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != text.p[0])
            return true;
    return line.n < 3;
}

/* A block that holds the opening of another one, which a longer fence would be for, is where the
 * closing line is missing. */
static bool holds_fence(const outline *o, const leaf *l) {
    char ch = o->src->text.p[l->at];
    size_t fence = str_leading(str_from(o->src->text, l->at), ch);
    if ((ch != '`' && ch != '~') || !str_has(l->text, ch == '`' ? S("```") : S("~~~")))
        return false;
    for (str rest = l->text, line; rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        line = str_ltrim(line);
        size_t n = str_leading(line, ch);
        if (n >= fence && n < line.n && ascii_is_alpha(line.p[n]))
            return true;
    }
    return false;
}

static const leaf *nth_code(const outline *o, size_t n) {
    for (size_t i = 0; i < o->n; i++)
        if (o->leaves[i].class == LEAF_CODE && n-- == 0)
            return &o->leaves[i];
    return NULL;
}

/* Does the text just stop within the block? Then it swallowed nothing. */
static bool is_cut_off(const pair *p, const leaf *last) {
    size_t before = 0;
    for (const leaf *l = p->to->o.leaves; l < last; l++)
        before += l->class == LEAF_CODE;
    const leaf *from = nth_code(&p->from->o, before);
    return from && from + 1 < p->from->o.leaves + p->from->o.n && last->chars <= from->chars;
}

static const leaf *first_holding(const outline *o) {
    for (size_t i = 0; i < o->n; i++)
        if (o->leaves[i].class == LEAF_CODE && o->leaves[i].flags & LEAF_IS_FENCED &&
            holds_fence(o, &o->leaves[i]))
            return &o->leaves[i];
    return NULL;
}

static const leaf *code_before(const outline *o, const leaf *l) {
    while (l > o->leaves)
        if ((--l)->class == LEAF_CODE)
            return l;
    return NULL;
}

/* A fence without a word behind it ends the block before, when that has no end of its own. Then the
 * blank line between the two is code. */
static const leaf *begin_of(const outline *o, const leaf *l) {
    const leaf *before = str_trim(l->info).n ? NULL : code_before(o, l);
    bool is_ended = before && before->flags & LEAF_IS_FENCED && str_ends(before->text, S("\n\n"));
    return is_ended ? before : l;
}

/* A fence within an item, which the item's end closes; NULL: there is none. */
static const leaf *open_within(const outline *o) {
    for (size_t i = 0; i < o->n; i++)
        if (o->leaves[i].class == LEAF_CODE && o->leaves[i].context &&
            is_unclosed(o, &o->leaves[i]))
            return &o->leaves[i];
    return NULL;
}

/* The code block that has no end; NULL: each has its own. */
static const leaf *find_unclosed(const pair *p) {
    const outline *from = &p->from->o, *to = &p->to->o;
    const leaf *last = to->n ? &to->leaves[to->n - 1] : NULL;
    bool is_open = last && is_unclosed(to, last) && !is_cut_off(p, last) &&
                   !(from->n && is_unclosed(from, &from->leaves[from->n - 1]));
    const leaf *l = first_holding(to);
    if (l && first_holding(from))
        l = NULL;
    if (!l && !is_open) {
        const leaf *within = open_within(to);
        return within && within != last && !open_within(from) ? within : NULL;
    }
    return l ? begin_of(to, l) : begin_of(to, last);
}

/* Where a line stands as text right before a fence; STR_NONE: it does not. */
static size_t find_bare(const outline *to, str line, const leaf *fence) {
    str text = str_slice(to->src->text, 0, fence->at);
    str ticks = str_slice(to->src->text, fence->at, fence->at + 3);
    for (size_t at = to->body_at, n; at < text.n; at += n + 1) {
        str rest = str_from(text, at);
        n = str_find_char(rest, '\n');
        n = n == STR_NONE ? rest.n : n;
        const leaf *in =
            str_eq(str_trim(str_slice(rest, 0, n)), line) ? pair_leaf_at(to, (uint32_t)at) : NULL;
        if (in && in->class != LEAF_CODE && !str_has(rest, ticks))
            return at;
    }
    return STR_NONE;
}

/* Over as many lines, of comments, as stand before the first line of code in the original. */
static size_t go_up(str text, size_t at, str code, str first) {
    for (size_t n = str_count(str_slice(code, 0, str_find(code, first)), S("\n")); n > 0; n--) {
        size_t begin = str_line_begin(text, at);
        if (!begin || !str_trim(str_line_at(text, begin - 1)).n)
            break;
        at = str_line_begin(text, begin - 1);
    }
    return at;
}

/* Where code of the original stands as text before a fence: then it is the opening fence that is
 * lost, and the closing one opens another block. STR_NONE: nowhere. */
static size_t find_bare_code(const pair *p, const leaf *fence, const leaf **of) {
    enum { LEAST = 6 };
    size_t found = STR_NONE;
    for (size_t i = 0; i < p->from->o.n && found == STR_NONE; i++) {
        const leaf *l = &p->from->o.leaves[i];
        if (l->class != LEAF_CODE || !(l->flags & LEAF_IS_FENCED))
            continue;
        code_lines c = code_lines_of(l->text, l->info);
        str line, whole;
        if (code_next(&c, &line, &whole) && str_trim(whole).n >= LEAST)
            found = find_bare(&p->to->o, str_trim(whole), fence);
        if (found != STR_NONE)
            found = go_up(p->to->src->text, found, l->text, str_trim(whole));
        *of = l;
    }
    return found;
}

/* A comment that does not end, or not before another one begins; NULL: there is none. */
static const leaf *open_comment(const outline *o) {
    for (size_t i = 0; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        str html = l->class == LEAF_HTML ? str_slice(o->src->text, l->at, l->at + l->n) : (str){0};
        if (!str_starts(html, S("<!--")))
            continue;
        size_t end = str_find(html, S("-->")), again = str_find(str_from(html, 4), S("<!--"));
        if (end == STR_NONE || (again != STR_NONE && again + 4 < end))
            return l;
    }
    return NULL;
}

static bool tell_comment(const pair *p) {
    const leaf *l = open_comment(&p->to->o);
    if (!l || open_comment(&p->from->o))
        return false;
    diag *e = diag_add(p->d, RULE_HTML_TAGS, span_of(p->to->src, l->at, 4),
                       "this comment does not end, the text behind it is not shown");
    diag_help(p->d, e, "put --> where it ends");
    return true;
}

/* The block before `bare` that begins as the original's and goes on: what lost its end, when code
 * behind it stands as text. NULL: none does. */
static const leaf *find_swallower(const pair *p, size_t bare) {
    for (size_t n = 0;; n++) {
        const leaf *from = nth_code(&p->from->o, n), *to = nth_code(&p->to->o, n);
        if (!from || !to || to->at >= bare)
            return NULL;
        str code = str_rtrim(from->text);
        if (code.n && to->text.n > from->text.n && str_starts(to->text, code))
            return to;
    }
}

/* The same block of the original, by how many there are before it; NULL: it is none that is closed.
 */
static const leaf *same_code(const pair *p, const leaf *to) {
    size_t before = 0;
    for (const leaf *l = p->to->o.leaves; l < to; l++)
        before += l->class == LEAF_CODE;
    const leaf *from = nth_code(&p->from->o, before);
    return from && from->flags & LEAF_IS_FENCED && str_rtrim(from->text).n ? from : NULL;
}

/* Where as many lines of a block end as the original's has; 0: it has not as many. */
static size_t end_as(const pair *p, const leaf *from, const leaf *to) {
    str all = p->to->src->text;
    size_t at = str_line_end(all, to->at);
    for (size_t n = str_count(str_rtrim(from->text), S("\n")) + 1; n > 0; n--) {
        if (at >= to->at + to->n)
            return 0;
        at = str_line_end(all, at);
    }
    return at;
}

static void tell_unclosed(const pair *p, const leaf *l) {
    const outline *to = &p->to->o;
    str line = str_trim(str_line_at(to->src->text, l->at));
    str fence = str_slice(line, 0, str_leading(line, line.n ? line.p[0] : 0));
    const leaf *from = same_code(p, l);
    size_t end = from ? end_as(p, from, l) : 0;
    diag *e = diag_add(p->d, RULE_MARKUP_UNCLOSED_FENCE, span_of(to->src, l->at, line.n),
                       "the code block has no closing line, the text behind it is code");
    if (!end) {
        diag_help(p->d, e, "put a line of %.*s where the code ends", STR_FMT(fence));
        return;
    }
    str last = str_trim(str_last_line(str_rtrim(from->text)));
    diag_help(p->d, e, "put a line of %.*s behind line %u, where the original's ends: %.*s",
              STR_FMT(fence), source_place(to->src, (uint32_t)end - 1).line,
              STR_FMT(code_quote(p->a, last)));
    pair_original(p, e, from, "the original");
    str code = str_rtrim(from->text),
        rest = str_from(to->src->text, str_line_end(to->src->text, l->at));
    bool is_blank = end == to->src->text.n || to->src->text.p[end] == '\n';
    if (!l->context && str_starts(rest, code) && is_blank)
        diag_fix(p->d, e, span_of(to->src, end, 0), str_cat(p->a, fence, S("\n")));
}

/* "``python" where the original's code has a fence of three: then its lines are text. */
static const leaf *find_short(const outline *o) {
    for (size_t i = 0; i < o->n; i++) {
        str text = str_slice(o->src->text, o->leaves[i].at, o->leaves[i].at + o->leaves[i].n);
        if (o->leaves[i].class != LEAF_TEXT || !str_starts(text, S("``")))
            continue;
        str line = str_rtrim(str_slice(text, 0, str_find_char(text, '\n')));
        size_t n = 2;
        while (n < line.n && (ascii_is_alnum(line.p[n]) || strchr("+#-", line.p[n])))
            n++;
        if (n == line.n && n < text.n)
            return &o->leaves[i];
    }
    return NULL;
}

static bool tell_short(const pair *p) {
    const leaf *l = find_short(&p->to->o);
    if (!l || find_short(&p->from->o))
        return false;
    diag *e = diag_add(p->d, RULE_MARKUP_UNCLOSED_FENCE, span_of(p->to->src, l->at, 2),
                       "two backticks begin no code block, its lines are text");
    diag_help(p->d, e, "write ``` for `` here, and in the line behind the code");
    return true;
}

bool rule_fence(const pair *p) {
    const outline *to = &p->to->o;
    if (tell_comment(p) || tell_short(p))
        return true;
    const leaf *l = find_unclosed(p);
    if (!l)
        return false;
    const leaf *of = NULL;
    size_t bare = str_trim(l->info).n ? STR_NONE : find_bare_code(p, l, &of);
    const leaf *swallower = bare == STR_NONE ? NULL : find_swallower(p, bare);
    if (swallower) {
        tell_unclosed(p, swallower);
        return true;
    }
    if (bare != STR_NONE) {
        diag *e = diag_add(p->d, RULE_MARKUP_UNCLOSED_FENCE, span_of(to->src, bare, 0),
                           "this code is text, and the text behind it is code");
        diag_help(p->d, e, "put the line %.*s before it, as the original has",
                  STR_FMT(str_trim(str_line_at(p->from->src->text, of->at))));
        pair_original(p, e, of, "the original");
        return true;
    }
    tell_unclosed(p, l);
    return true;
}
