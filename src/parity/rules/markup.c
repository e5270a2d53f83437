/* Markup that is none any more: what should be a link, bold text or the end of code is text. */
#include "parity/rules/markup.h"

#include "parity/comment.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "parity/rules/place.h"

/* ---- code that does not end ---- */

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
    while (line.n && (ascii_is_space(line.p[0]) || line.p[0] == '>'))
        line = str_from(line, 1);
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

/* Where code of the original stands as text before a fence: then it is the opening fence that is
 * lost, and the closing one opens another block. STR_NONE: nowhere. */
static size_t find_bare_code(const pair *p, const leaf *fence) {
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

static void tell_unclosed(const pair *p, const leaf *l) {
    const outline *to = &p->to->o;
    str line = source_line(to->src, source_place(to->src, l->at).line);
    diag *e = diag_add(p->d, RULE_MARKUP_UNCLOSED_FENCE, span_of(to->src, l->at, str_trim(line).n),
                       "the code block has no closing line, the text behind it is code");
    diag_help(p->d, e, "put a line of %.*s where the code ends", 3, to->src->text.p + l->at);
}

bool rule_fence(const pair *p) {
    const outline *to = &p->to->o;
    if (tell_comment(p))
        return true;
    const leaf *l = find_unclosed(p);
    if (!l)
        return false;
    size_t bare = str_trim(l->info).n ? STR_NONE : find_bare_code(p, l);
    const leaf *swallower = bare == STR_NONE ? NULL : find_swallower(p, bare);
    if (swallower) {
        tell_unclosed(p, swallower);
        return true;
    }
    if (bare != STR_NONE) {
        diag *e = diag_add(p->d, RULE_MARKUP_UNCLOSED_FENCE, span_of(to->src, bare, 0),
                           "this code is text, and the text behind it is code");
        diag_help(p->d, e, "put the line %.*s that the original has before it", 3,
                  to->src->text.p + l->at);
        return true;
    }
    tell_unclosed(p, l);
    return true;
}

/* ---- links ---- */

static size_t length_of(str text, const char *one, const char *wide) {
    return str_starts(text, str_of(one))    ? strlen(one)
           : str_starts(text, str_of(wide)) ? strlen(wide)
                                            : 0;
}

typedef struct broken_link {
    size_t at, open; /* of the bracket, of the parenthesis behind it */
    size_t paren;    /* its length */
    str url;
    size_t end; /* where the closing parenthesis is, if there is one */
} broken_link;

static bool has_destination(const leaf *l, str url) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if ((l->atoms[i].kind == ATOM_LINK || l->atoms[i].kind == ATOM_IMAGE) &&
            str_eq(l->atoms[i].text, url))
            return true;
    return false;
}

static size_t next_bracket(str text, size_t from) {
    static const unsigned char wide = 0xEF; /* begins "］" */
    while (from < text.n && text.p[from] != ']' && (unsigned char)text.p[from] != wide)
        from++;
    return from;
}

/* "] (https://…" in what is read: a bracket, and in parentheses behind it an address. */
static bool find_broken(str text, size_t from, const leaf *original, broken_link *out) {
    for (size_t i = next_bracket(text, from); i < text.n; i = next_bracket(text, i + 1)) {
        size_t bracket = length_of(str_from(text, i), "]", "］"), at = i + bracket;
        if (!bracket)
            continue;
        while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n'))
            at++;
        size_t paren = length_of(str_from(text, at), "(", "（"), n = 0;
        if (!paren)
            continue;
        str rest = str_from(text, at + paren);
        while (n < rest.n && (unsigned char)rest.p[n] < 0x80 && !ascii_is_space(rest.p[n]) &&
               rest.p[n] != ')')
            n++;
        str url = str_slice(rest, 0, n);
        bool is_address = str_has(url, S("://")) || str_starts(url, S("mailto:")) ||
                          (n > 1 && has_destination(original, url));
        if (!is_address)
            continue;
        *out = (broken_link){i, at, paren, url, at + paren + n};
        return true;
    }
    return false;
}

/* "[](https://…)": nobody sees it. Images may well be without words. */
static bool tell_nameless(const pair *p, const leaf *from, const leaf *to) {
    str text = str_slice(p->to->src->text, to->at, to->at + to->n);
    size_t at = str_find(text, S("[]("));
    if (at == STR_NONE || (at && strchr("!\\`]", text.p[at - 1])) || to->class == LEAF_CODE ||
        str_has(str_slice(p->from->src->text, from->at, from->at + from->n), S("[](")))
        return false;
    diag *e = diag_add(p->d, RULE_MARKUP_LINK, span_of(p->to->src, to->at + at, 3),
                       "this link has no text, nobody sees it");
    diag_help(p->d, e, "translate the text of the original's link");
    pair_original(p, e, from, "the original");
    return true;
}

bool markup_link(const pair *p, const leaf *from, const leaf *to) {
    if (to->natoms && tell_nameless(p, from, to))
        return true;
    broken_link x, known;
    if (!(to->bytes & (BYTE_BRACKET | BYTE_FORM_LEAD)))
        return false; /* neither "]" nor "］" */
    if (!find_broken(to->text, 0, from, &x) || find_broken(from->text, 0, from, &known))
        return false;
    do {
        str text = str_slice(to->text, x.at, x.end);
        diag *e =
            diag_add(p->d, RULE_MARKUP_LINK, place_of_text(&p->to->o, to, x.at, x.end - x.at),
                     "this is no link, the text shows %.*s",
                     STR_FMT(text_quote(p->a, str_slice(to->text, x.at,
                                                        x.end + length_of(str_from(to->text, x.end),
                                                                          ")", "）")))));
        diag_help(p->d, e, "write ](%.*s), with ASCII parentheses and no space between",
                  STR_FMT(x.url));
        pair_original(p, e, from, "the original");
        span at = place_of_text(&p->to->o, to, x.at, text.n);
        if (at.n == text.n && x.open > x.at + 1 && x.paren == 1 && to->text.p[x.at] == ']')
            diag_fix(p->d, e, span_of(at.src, at.at + 1, x.open - x.at - 1), S(""));
    } while (find_broken(to->text, x.end, from, &x));
    return true;
}

/* ---- bold text ---- */

static size_t count_strong(const leaf *l) {
    size_t n = 0;
    for (uint32_t i = 0; i < l->natoms; i++)
        n += l->atoms[i].kind == ATOM_STRONG ||
             (l->atoms[i].kind == ATOM_HTML && (str_starts(l->atoms[i].text, S("<b>")) ||
                                                str_starts(l->atoms[i].text, S("<strong"))));
    return n;
}

typedef enum { SPACE, PUNCTUATION, LETTER } sort;

static sort sort_of(str text) {
    uint32_t cp = ' ';
    if (text.n)
        utf8_decode(text, &cp);
    return utf8_is_space(cp) ? SPACE : utf8_is_punct(cp) ? PUNCTUATION : LETTER;
}

static sort sort_before(str text, size_t at) {
    size_t i = at;
    while (i > 0 && ((unsigned char)text.p[--i] & 0xC0) == 0x80)
        ;
    return at ? sort_of(str_slice(text, i, at)) : SPACE;
}

/* Asterisks begin or end bold text when there is no space on its side, and on the other side space
 * or punctuation if there is punctuation on its side. */
static bool can_stand(sort inside, sort outside) {
    return inside != SPACE && (inside == LETTER || outside != LETTER);
}

typedef struct stars {
    size_t open, close; /* where the asterisks are, in the leaf's source */
    bool space_open, space_close, can_open, can_close;
} stars;

/* Past inline code. */
static size_t skip_code(str text, size_t at) {
    size_t n = 0;
    while (at + n < text.n && text.p[at + n] == '`')
        n++;
    size_t end = n ? str_find(str_from(text, at + n), str_slice(text, at, at + n)) : STR_NONE;
    return end == STR_NONE ? at + n : at + n + end + n;
}

static size_t next_stars(str text, size_t at) {
    while (at + 1 < text.n) {
        if (text.p[at] == '`')
            at = skip_code(text, at);
        else if (text.p[at] == '\\')
            at += 2;
        else if (text.p[at] == '*' && text.p[at + 1] == '*')
            return at;
        else
            at++;
    }
    return STR_NONE;
}

/* The first two of a leaf's source, from *at on, that are not bold. */
static bool find_stars(str text, bool is_kramdown, size_t *at, stars *out) {
    for (size_t open; (open = next_stars(text, *at)) != STR_NONE;) {
        size_t close = next_stars(text, open + 2);
        if (close == STR_NONE)
            return false;
        *at = close + 2;
        sort first = sort_of(str_from(text, open + 2)), last = sort_before(text, close);
        *out = (stars){.open = open,
                       .close = close,
                       .space_open = first == SPACE,
                       .space_close = last == SPACE,
                       .can_open = can_stand(first, sort_before(text, open)),
                       .can_close = can_stand(last, sort_of(str_from(text, close + 2)))};
        bool is_bold =
            is_kramdown ? !out->space_open && !out->space_close : out->can_open && out->can_close;
        if (!is_bold)
            return true;
    }
    return false;
}

/* Takes n bytes away, or puts a space there. */
static void mend_side(const pair *p, diag *e, const leaf *to, size_t at, size_t n) {
    diag_fix(p->d, e, span_of(p->to->src, to->at + at, n), n ? S("") : S(" "));
}

static void mend(const pair *p, diag *e, const leaf *to, str text, const stars *x) {
    size_t first = x->open + 2, last = x->close;
    while (first < last && ascii_is_space(text.p[first]))
        first++;
    while (last > first && ascii_is_space(text.p[last - 1]))
        last--;
    bool is_safe = first < last && can_stand(sort_of(str_from(text, first)),
                                             x->space_open ? sort_before(text, x->open) : SPACE);
    is_safe = is_safe && can_stand(sort_before(text, last),
                                   x->space_close ? sort_of(str_from(text, x->close + 2)) : SPACE);
    if (!is_safe)
        return;
    if (x->space_open)
        mend_side(p, e, to, x->open + 2, first - x->open - 2);
    else if (!x->can_open)
        mend_side(p, e, to, x->open, 0);
    if (x->space_close)
        mend_side(p, e, to, last, x->close - last);
    else if (!x->can_close)
        mend_side(p, e, to, x->close + 2, 0);
}

/* Says of each pair of asterisks that is not bold why. How many there are. */
static size_t tell_stars(const pair *p, const leaf *from, const leaf *to, bool is_kramdown) {
    str text = str_slice(p->to->src->text, to->at, to->at + to->n);
    stars x;
    size_t told = 0;
    for (size_t at = 0; find_stars(text, is_kramdown, &at, &x); told++) {
        str shown = str_slice(text, x.open, x.close + 2);
        bool space = x.space_open || x.space_close;
        diag *e =
            diag_add(p->d, RULE_MARKUP_EMPHASIS, span_of(p->to->src, to->at + x.open, shown.n),
                     "this is not bold, the text shows the asterisks: %.*s",
                     STR_FMT(text_quote(p->a, shown)));
        diag_help(p->d, e,
                  space ? "take the space between ** and the text away"
                        : "put a space outside of the **, or the punctuation beside them");
        pair_original(p, e, from, "the original");
        mend(p, e, to, text, &x);
    }
    return told;
}

static bool tell_wide(const pair *p, const leaf *from, const leaf *to) {
    if (!(to->bytes & BYTE_FORM_LEAD))
        return false;
    /* Their last byte is rarer than their first one, with which all wide punctuation begins. */
    size_t at = str_has(to->text, S("\x8A\xEF\xBC\x8A")) ? str_find(to->text, S("＊＊")) : STR_NONE;
    if (at == STR_NONE || str_has(from->text, S("＊＊")))
        return false;
    diag *e = diag_add(p->d, RULE_MARKUP_EMPHASIS, place_of_text(&p->to->o, to, at, 6),
                       "full-width asterisks make nothing bold, the text shows them");
    diag_help(p->d, e, "write ** in ASCII");
    pair_original(p, e, from, "the original");
    return true;
}

/* Languages that often leave out bold text, or mark it by quotes. */
static bool marks_otherwise(str tag) {
    static const str tags[] = {{"zh", 2}, {"ja", 2}, {"ko", 2}, {"th", 2}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_starts(tag, tags[i]))
            return true;
    return false;
}

/* Which part of a leaf's text is between two asterisks and the next two. */
static float bold_share(const outline *o, const leaf *l) {
    str text = str_slice(o->src->text, l->at, l->at + l->n);
    size_t chars = 0, close = 0;
    for (size_t open; (open = next_stars(text, close)) != STR_NONE; close += 2) {
        close = next_stars(text, open + 2);
        if (close == STR_NONE)
            break;
        chars += utf8_count_valid(str_slice(text, open + 2, close));
    }
    return (float)chars / (float)(l->chars + 1);
}

/* Two bold texts of the original may have become one: then as much is bold as there. */
static bool is_as_bold(const pair *p, const leaf *from, const leaf *to, size_t want) {
    float all = bold_share(&p->from->o, from);
    return bold_share(&p->to->o, to) > (1 - 0.5F / (float)want) * all;
}

/* Asterisks that are shown, one at an end where two should be, or escaped ones. */
static bool tell_shown(const pair *p, const leaf *from, const leaf *to) {
    size_t at = str_count(to->text, S("*")) > str_count(from->text, S("*"))
                    ? str_find_char(to->text, '*')
                    : STR_NONE;
    if (at == STR_NONE)
        return false;
    size_t n = str_leading(str_from(to->text, at), '*');
    diag *e = diag_add(p->d, RULE_MARKUP_EMPHASIS, place_of_text(&p->to->o, to, at, n),
                       "text that is bold in the original is not here, the text shows asterisks");
    diag_help(p->d, e, "write ** before the text and behind it, without backslashes");
    pair_original(p, e, from, "the original");
    return true;
}

/* What the original stresses: "a", "b". */
static str quote_bold(const pair *p, const leaf *from) {
    enum { MOST = 3 };
    str text = str_slice(p->from->src->text, from->at, from->at + from->n);
    buf out = buf_new(p->a, 128);
    size_t n = 0, close = 0;
    for (size_t open; n < MOST && (open = next_stars(text, close)) != STR_NONE; close += 2, n++) {
        if ((close = next_stars(text, open + 2)) == STR_NONE)
            break;
        str quoted = code_quote(p->a, str_slice(text, open + 2, close));
        buf_printf(&out, "%s%.*s", n ? ", " : ": ", STR_FMT(quoted));
    }
    return buf_str(&out);
}

static void check_bold(const pair *p, const leaf *from, const leaf *to, bool is_kramdown) {
    size_t want = count_strong(from), got = count_strong(to);
    size_t shown = to->bytes & BYTE_STAR ? str_count(to->text, S("**")) : 0;
    bool shows = shown && shown > str_count(from->text, S("**"));
    if (tell_wide(p, from, to) || (shows && tell_stars(p, from, to, is_kramdown)) ||
        (want > got && tell_shown(p, from, to)))
        return;
    if (want <= got || shows || marks_otherwise(p->to->tag) || place_is_explained(p, to) ||
        (got && is_as_bold(p, from, to, want)))
        return;
    diag *e = diag_add(p->d, RULE_EMPHASIS_STRONG, outline_leaf(&p->to->o, to),
                       want - got == 1 ? "bold text of the original is not bold in this block"
                                       : "bold texts of the original are not bold in this block");
    diag_help(p->d, e, "put ** around what the original stresses%.*s",
              STR_FMT(quote_bold(p, from)));
    pair_original(p, e, from, "the original");
}

/* ---- one asterisk ---- */

/* The next asterisk that stands alone. */
static size_t next_star(str text, size_t at) {
    while (at < text.n) {
        size_t n = 0;
        if (text.p[at] == '`') {
            at = skip_code(text, at);
            continue;
        }
        while (at + n < text.n && text.p[at + n] == '*')
            n++;
        if (n == 1)
            return at;
        at += n ? n : text.p[at] == '\\' ? 2 : 1;
    }
    return STR_NONE;
}

/* "*（注）*は": the original stresses something, here the asterisks are shown. */
static void check_emphasis(const pair *p, const leaf *from, const leaf *to) {
    str text = str_slice(p->to->src->text, to->at, to->at + to->n);
    size_t seen = to->bytes & BYTE_STAR ? str_count(to->text, S("*")) : 0;
    if (seen < 2 || seen < str_count(from->text, S("*")) + 2 ||
        outline_count(to, ATOM_EMPH) >= outline_count(from, ATOM_EMPH))
        return;
    for (size_t open, close = STR_NONE, at = 0; (open = next_star(text, at)) != STR_NONE;
         at = close + 1) {
        close = next_star(text, open + 1);
        if (close == STR_NONE)
            return;
        sort first = sort_of(str_from(text, open + 1)), last = sort_before(text, close);
        if (can_stand(first, sort_before(text, open)) &&
            can_stand(last, sort_of(str_from(text, close + 1))))
            continue;
        str shown = str_slice(text, open, close + 1);
        diag *e = diag_add(p->d, RULE_MARKUP_EMPHASIS, span_of(p->to->src, to->at + open, shown.n),
                           "this is not emphasised, the text shows the asterisks: %.*s",
                           STR_FMT(text_quote(p->a, shown)));
        diag_help(p->d, e,
                  first == SPACE || last == SPACE
                      ? "take the space between * and the text away"
                      : "put a space outside of the *, or the punctuation beside them");
        pair_original(p, e, from, "the original");
        return;
    }
}

void rule_bold(const pair *p) {
    bool is_kramdown = p->site->config->markdown == MARKDOWN_IS_KRAMDOWN;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        if (from->class == to->class && to->class != LEAF_CODE && to->class != LEAF_HTML &&
            to->class != LEAF_BREAK) {
            check_bold(p, from, to, is_kramdown);
            check_emphasis(p, from, to);
        }
    }
}
