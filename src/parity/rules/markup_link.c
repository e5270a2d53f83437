/* Links that are none any more: what should be one is text. */
#include "parity/rules/markup.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "parity/rules/link_words.h"
#include "parity/rules/place.h"

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

/* Behind white space of any kind, and what nobody sees. */
static size_t skip_blanks(str text, size_t at) {
    for (uint32_t cp; at < text.n;) {
        size_t n = utf8_decode(str_from(text, at), &cp);
        if (!utf8_is_space(cp) && cp != 0x200B)
            break;
        at += n;
    }
    return at;
}

static size_t next_bracket(str text, size_t from) {
    static const unsigned char wide = 0xEF; /* begins "］" */
    while (from < text.n && text.p[from] != ']' && (unsigned char)text.p[from] != wide)
        from++;
    return from;
}

/* Does it begin as an address within the site does? */
static bool is_relative(str url) {
    return str_starts(url, S("/")) || str_starts(url, S("./")) || str_starts(url, S("../")) ||
           str_starts(url, S("#"));
}

/* "] (https://…" in what is read: a bracket, and in parentheses behind it an address. Or it
 * stands in braces. One within the site counts behind "]（" where the original has more links. */
static bool find_broken(str text, size_t from, const leaf *original, bool is_fewer,
                        broken_link *out) {
    for (size_t i = next_bracket(text, from); i < text.n; i = next_bracket(text, i + 1)) {
        size_t bracket = length_of(str_from(text, i), "]", "］"), at = i + bracket;
        if (!bracket)
            continue;
        at = skip_blanks(text, at);
        size_t paren = length_of(str_from(text, at), "(", "（"), n = 0;
        bool is_brace = !paren && at == i + 1 && at < text.n && text.p[at] == '{';
        if (!paren && !is_brace)
            continue;
        paren += is_brace;
        str rest = str_from(text, at + paren);
        while (n < rest.n && (unsigned char)rest.p[n] < 0x80 && !ascii_is_space(rest.p[n]) &&
               rest.p[n] != (is_brace ? '}' : ')'))
            n++;
        str url = str_slice(rest, 0, n);
        bool is_address = str_has(url, S("://")) || str_starts(url, S("mailto:")) ||
                          (n > 1 && (has_destination(original, url) ||
                                     (is_fewer && paren > 1 && is_relative(url))));
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
    str rest = str_from(text, at + 3), url = str_slice(rest, 0, str_find_char(rest, ')'));
    diag_help(p->d, e, "put its words between the [ and the ]%.*s",
              STR_FMT(link_words_there(p, from, url)));
    pair_original(p, e, from, "the original");
    return true;
}

/* "\[page\](https://…)": without the backslashes it is a link. */
static bool mend_escaped(const pair *p, diag *e, const leaf *to, const broken_link *x) {
    span at = place_of_text(&p->to->o, to, x->at, x->end - x->at);
    str all = p->to->src->text;
    size_t open = at.at;
    if (at.n != x->end - x->at || at.at < to->at + 3 || all.p[at.at - 1] != '\\')
        return false;
    while (open > to->at && !(all.p[open] == '[' && all.p[open - 1] == '\\'))
        open--;
    if (open == to->at)
        return false;
    diag_help(p->d, e, "take the backslashes before [ and ] away");
    diag_fix(p->d, e, span_of(at.src, open - 1, 1), S(""));
    diag_fix(p->d, e, span_of(at.src, at.at - 1, 1), S(""));
    return true;
}

/* "[page]（https://…）" */
static void mend_wide(const pair *p, diag *e, const leaf *to, const broken_link *x) {
    size_t close = length_of(str_from(to->text, x->end), ")", "）"), n = x->end - x->at + close;
    span at = place_of_text(&p->to->o, to, x->at, n);
    if (to->text.p[x->at] != ']' || !close || (x->paren == 1 && close == 1) || at.n != n)
        return;
    buf now = buf_new(p->a, n);
    buf_printf(&now, "](%.*s)", STR_FMT(x->url));
    diag_fix(p->d, e, at, buf_str(&now));
}

/* "[the words][their original](https://…)": the former brackets are text. */
static bool tell_words_twice(const pair *p, const leaf *from, const leaf *to) {
    str all = p->to->src->text;
    for (uint32_t i = 0; i < to->natoms; i++) {
        const atom *x = &to->atoms[i];
        size_t open =
            x->at > to->at ? str_rfind_char(str_slice(all, to->at, x->at), '[') : STR_NONE;
        if (x->kind != ATOM_LINK || open == STR_NONE || all.p[x->at] != '[' ||
            all.p[x->at - 1] != ']' || (open && all.p[to->at + open - 1] == '\\') ||
            str_count(to->text, S("[")) <= str_count(from->text, S("[")))
            continue;
        size_t at = to->at + open, close = str_find_char(str_from(all, x->at), ']');
        size_t end = close == STR_NONE ? x->at : x->at + close + 1;
        diag *e = diag_add(p->d, RULE_MARKUP_LINK, span_of(p->to->src, at, end - at),
                           "the words of this link stand twice, the text shows %.*s",
                           STR_FMT(text_quote(p->a, str_slice(all, at, x->at))));
        diag_help(p->d, e, "take away the brackets that are not translated, with what is in them");
        pair_original(p, e, from, "the original");
        return true;
    }
    return false;
}

/* "[page] \[]": the link is there, and its empty brackets are text. */
static bool tell_empty(const pair *p, const leaf *from, const leaf *to) {
    str text = str_slice(p->to->src->text, to->at, to->at + to->n);
    if (outline_count(to, ATOM_LINK) < outline_count(from, ATOM_LINK) ||
        str_count(to->text, S("[]")) <= str_count(from->text, S("[]")))
        return false;
    for (size_t i = 0, close; (close = str_find_char(str_from(text, i), ']')) != STR_NONE;) {
        size_t at = i + close + 1, begin = at;
        at += at < text.n && text.p[at] == ' ';
        at += at < text.n && text.p[at] == '\\';
        i = begin;
        if (at == begin ||
            !(str_starts(str_from(text, at), S("[]")) || str_starts(str_from(text, at), S("[\\]"))))
            continue;
        size_t end = at + (text.p[at + 1] == ']' ? 2 : 3);
        diag *e = diag_add(p->d, RULE_MARKUP_LINK, span_of(p->to->src, to->at + begin, end - begin),
                           "these brackets are text");
        diag_help(p->d, e, "write [] right behind the ] before them, without blank and backslash");
        diag_fix(p->d, e, span_of(p->to->src, to->at + begin, end - begin), S("[]"));
        pair_original(p, e, from, "the original");
        return true;
    }
    return false;
}

bool markup_link(const pair *p, const leaf *from, const leaf *to) {
    if (to->natoms && tell_nameless(p, from, to))
        return true;
    if (to->bytes & BYTE_BRACKET && (tell_words_twice(p, from, to) || tell_empty(p, from, to)))
        return true;
    broken_link x, known;
    if (!(to->bytes & (BYTE_BRACKET | BYTE_FORM_LEAD)))
        return false; /* neither "]" nor "］" */
    bool is_fewer = outline_count(to, ATOM_LINK) < outline_count(from, ATOM_LINK);
    if (!find_broken(to->text, 0, from, is_fewer, &x) ||
        find_broken(from->text, 0, from, false, &known))
        return false;
    do {
        str text = str_slice(to->text, x.at, x.end);
        span at = place_of_text(&p->to->o, to, x.at, x.end - x.at);
        const leaf between = {.at = at.at, .n = at.n};
        pair_drop(p, RULE_BYTES_INVISIBLE, &between); /* it is what makes it no link */
        diag *e =
            diag_add(p->d, RULE_MARKUP_LINK, at, "this is no link, the text shows %.*s",
                     STR_FMT(text_quote(p->a, str_slice(to->text, x.at,
                                                        x.end + length_of(str_from(to->text, x.end),
                                                                          ")", "）")))));
        bool is_closed = x.end < to->text.n && to->text.p[x.end] == ')';
        bool is_whole = is_closed && x.paren == 1 && x.open == x.at + 1 && to->text.p[x.at] == ']';
        if (is_whole && mend_escaped(p, e, to, &x))
            ;
        else if (is_whole)
            diag_help(p->d, e, "put the [ that is missing before the words of the link%.*s",
                      STR_FMT(link_words_there(p, from, x.url)));
        else
            diag_help(p->d, e, "write ](%.*s), with ASCII parentheses and no space between",
                      STR_FMT(clean_shown(p->a, x.url)));
        pair_original(p, e, from, "the original");
        if (at.n == text.n && x.open > x.at + 1 && x.paren == 1 && to->text.p[x.at] == ']')
            diag_fix(p->d, e, span_of(at.src, at.at + 1, x.open - x.at - 1), S(""));
        else
            mend_wide(p, e, to, &x);
    } while (find_broken(to->text, x.end, from, is_fewer, &x));
    return true;
}
