/* What a language model said besides the translation, and the fence it put around it. */
#include "parity/cure.h"
#include "parity/rules/phrase.h"
#include "parity/rules/remark.h"
#include "parity/rules/stand_in.h"
#include "parity/rules/wrap.h"

/* ---- what was said ---- */

enum { REMARK_BYTES = 700 }; /* longer blocks are text */

static str folded(const pair *p, const leaf *l) {
    return phrase_fold(p->a, l->text);
}

static bool may_be_said(const leaf *l) {
    return !l->context && l->text.n && l->text.n < REMARK_BYTES &&
           (l->class == LEAF_TEXT || l->class == LEAF_HEADING || l->class == LEAF_HTML);
}

static void tell_remark(const pair *p, const leaf *l, uint32_t end) {
    str line = l->text;
    line.n = str_find_char(line, '\n') < line.n ? str_find_char(line, '\n') : line.n;
    diag *e = diag_add(p->d, RULE_LEAK_COMMENT, outline_leaf(&p->to->o, l),
                       "this is what a language model says, not the text: %.*s",
                       STR_FMT(text_quote(p->a, line)));
    diag_help(p->d, e, "remove it");
    cure_remove(p, e, l->at, end);
}

/* Where "</think>" ends the reasoning: the number of leaves up to it; 0: nowhere. */
static size_t thought_leaves(const outline *o) {
    enum { MANY = 64 };
    for (size_t i = 0; i < o->n && i < MANY; i++) {
        str text = str_slice(o->src->text, o->leaves[i].at, o->leaves[i].at + o->leaves[i].n);
        if (str_has(text, S("</think")) || str_has(text, S("</reasoning>")) ||
            str_has(text, S("</analysis>")))
            return i + 1;
    }
    return 0;
}

/* Is a thematic break the line before a front matter, which what was said stands before? */
static bool begins_front(const outline *o, const leaf *l) {
    str line = str_line_at(o->src->text, l->at);
    size_t next = str_line_end(o->src->text, l->at), n = next;
    if (!str_eq(str_rtrim(line), S("---")))
        return false;
    while (n < o->src->text.n && ascii_is_word(o->src->text.p[n]))
        n++;
    return n > next && n < o->src->text.n && o->src->text.p[n] == ':';
}

/* How many leaves of the beginning were said. */
static size_t said_before(const pair *p) {
    const outline *o = &p->to->o, *from = &p->from->o;
    const leaf *first = &o->leaves[0];
    str text = may_be_said(first) ? folded(p, first) : (str){0};
    if (!text.n || remark_before(text) != REMARK_SURE ||
        stand_in_of(p->a, first) == STAND_IN_REFUSAL ||
        (from->n && remark_before(folded(p, &from->leaves[0])) == REMARK_SURE))
        return 0;
    size_t n = str_starts(text, S("<")) ? thought_leaves(o) : 0;
    n = n ? n : 1;
    /* "Sure! …", then "Here is the translation:" */
    while (n < o->n && may_be_said(&o->leaves[n]) &&
           remark_before(folded(p, &o->leaves[n])) == REMARK_SURE)
        n++;
    if (n < o->n && !begins_front(o, &o->leaves[n]) && o->leaves[n].class == LEAF_BREAK &&
        from->n && from->leaves[0].class != LEAF_BREAK)
        n++;
    return n;
}

/* How many leaves at the end speak to the reader: notes may end in a question of their author. */
static size_t spoken_at_end(const pair *p, const outline *o) {
    size_t n = 0;
    while (n < o->n && may_be_said(&o->leaves[o->n - 1 - n]) &&
           remark_after(folded(p, &o->leaves[o->n - 1 - n])))
        n++;
    return n;
}

/* How many of the end were said: no more than there are besides the original's. */
static size_t said_after(const pair *p) {
    const outline *o = &p->to->o, *from = &p->from->o;
    size_t spoken = spoken_at_end(p, o), theirs = spoken ? spoken_at_end(p, from) : 0, n = 0;
    while (n + theirs < spoken && remark_after(folded(p, &o->leaves[o->n - 1 - n])) == REMARK_SURE)
        n++;
    if (n && n < o->n && o->leaves[o->n - 1 - n].class == LEAF_BREAK && from->n &&
        from->leaves[from->n - 1].class != LEAF_BREAK)
        n++;
    return n;
}

/* In the first paragraph, on a line of its own: nothing can be cut off. */
static bool tell_first_line(const pair *p) {
    const outline *o = &p->to->o;
    const leaf *first = &o->leaves[0];
    size_t end = str_find_char(first->text, '\n');
    if (first->class != LEAF_TEXT || end == STR_NONE)
        return false;
    str line = str_trim(str_slice(first->text, 0, end));
    if (!(str_ends(line, S(":")) || str_ends(line, S("：")) || str_ends(line, S("!"))) ||
        remark_before(phrase_fold(p->a, line)) != REMARK_SURE ||
        (p->from->o.n && remark_before(folded(p, &p->from->o.leaves[0])) == REMARK_SURE))
        return false;
    str in = str_slice(o->src->text, first->at, first->at + first->n);
    tell_remark(p, first, first->at + (uint32_t)str_find_char(in, '\n'));
    return true;
}

static void cut_remarks(pair *p, version *to) {
    size_t before = tell_first_line(p) ? 0 : said_before(p);
    outline *o = &to->o;
    if (before) {
        const leaf *last = &o->leaves[before - 1];
        tell_remark(p, &o->leaves[0], last->at + last->n);
        o->leaves += before;
        o->n -= before;
        p->is_led = true;
    }
    size_t after = o->n ? said_after(p) : 0;
    if (after) {
        const leaf *last = &o->leaves[o->n - 1];
        tell_remark(p, &o->leaves[o->n - after], last->at + last->n);
        o->n -= after;
        p->is_trailed = true;
    }
}

/* ---- a fence around all of it ---- */

static bool is_fence(str line) {
    line = str_trim(line);
    size_t n = 0;
    while (n < line.n && line.p[n] == line.p[0])
        n++;
    return n >= 3 && n == line.n && (line.p[0] == '`' || line.p[0] == '~');
}

static bool is_markdown(str info) {
    return str_eq_fold(info, S("markdown")) || str_eq_fold(info, S("md")) ||
           str_eq_fold(info, S("mdx")) || str_eq_fold(info, S("kramdown"));
}

/* The last line of the text, without the blank ones behind it. */
static span last_line(const source *src) {
    size_t end = str_rtrim(src->text).n, at = str_line_begin(src->text, end);
    return span_of(src, at, end - at);
}

/* Does the fence of this leaf hold the text? When there are fences within it ends too early, and
 * the last line of all is one. */
static bool holds_text(const pair *p, const leaf *l) {
    const outline *o = &p->to->o, *from = &p->from->o;
    span last = last_line(o->src);
    size_t all = o->src->text.n - o->body_at;
    bool ends = is_fence(str_slice(o->src->text, last.at, last.at + last.n));
    if (!(l->flags & LEAF_IS_FENCED) || l->context ||
        (from->n && from->leaves[0].class == LEAF_CODE))
        return false;
    str info = str_trim(l->info);
    return (is_markdown(info) && (ends || l->n > all / 2)) || (!info.n && l->n > all - all / 5);
}

/* Does the original have such a block at this place? Then it shows a text. */
static bool is_shown(const pair *p, size_t at) {
    const leaf *from = at < p->from->o.n ? &p->from->o.leaves[at] : NULL;
    return from && from->class == LEAF_CODE &&
           is_markdown(str_trim(from->info)) == is_markdown(str_trim(p->to->o.leaves[at].info));
}

/* It is the first leaf, or the second behind one that announces it. */
static const leaf *find_wrapper(const pair *p) {
    const outline *o = &p->to->o;
    const leaf *first = o->leaves, *l = first;
    if (o->n > 1 && first->class != LEAF_CODE && first[1].class == LEAF_CODE &&
        may_be_said(first) &&
        (str_ends(first->text, S(":")) || str_ends(first->text, S("：")) ||
         remark_before(folded(p, first))))
        l++;
    return o->n && l->class == LEAF_CODE && !is_shown(p, (size_t)(l - first)) && p->from->o.n &&
                   holds_text(p, l)
               ? l
               : NULL;
}

static void tell_fence(const pair *p, const leaf *l) {
    const outline *o = &p->to->o;
    const source *src = o->src;
    uint32_t from = o->leaves[0].at;
    span last = last_line(src);
    diag *e = diag_add(p->d, RULE_LEAK_FENCE,
                       span_of(src, l->at, str_line_end(src->text, l->at) - 1 - l->at),
                       "the whole text is in a fence, so it is code to readers");
    bool has_end = is_fence(str_slice(src->text, last.at, last.at + last.n)) && last.at > l->at;
    if (has_end)
        diag_help(p->d, e, "remove the fence's two lines, %u and %u", source_place(src, l->at).line,
                  source_place(src, last.at).line);
    else
        diag_help(p->d, e, "remove the line of the fence");
    size_t begin = str_line_end(src->text, l->at);
    while (begin < src->text.n && ascii_is_space(src->text.p[begin]))
        begin++;
    begin = str_line_begin(src->text, begin);
    diag_fix(p->d, e, span_of(src, from, begin - from), S(""));
    if (!has_end)
        return;
    size_t end = str_rtrim(str_slice(src->text, 0, last.at)).n + 1; /* with its line's end */
    if (end > begin)
        diag_fix(p->d, e, span_of(src, end, str_line_end(src->text, last.at) - end), S(""));
}

bool rule_leaks(pair *p, version *to) {
    const leaf *wrapper = find_wrapper(p);
    if (wrapper) {
        tell_fence(p, wrapper);
        return false;
    }
    if (!rule_wrap(p, to))
        return false;
    if (to->o.n)
        cut_remarks(p, to);
    return true;
}
