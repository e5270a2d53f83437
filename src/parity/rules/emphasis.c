/* Bold and emphasised text that is none any more: its asterisks are shown. */
#include "parity/pair.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "parity/rules/markup.h"
#include "parity/rules/place.h"

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
    return at ? sort_of(str_slice(text, utf8_back(text, at), at)) : SPACE;
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

static size_t next_stars(str text, size_t at) {
    while (at + 1 < text.n) {
        if (text.p[at] == '`')
            at = markup_skip_code(text, at);
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

/* All of the block, where they stand in pairs. */
static void mend_wide(const pair *p, diag *e, const leaf *to) {
    str wide = S("＊＊"), text = str_slice(p->to->src->text, to->at, to->at + to->n);
    if (str_count(text, wide) % 2)
        return;
    for (size_t at = 0, next; (next = str_find(str_from(text, at), wide)) != STR_NONE;) {
        diag_fix(p->d, e, span_of(p->to->src, to->at + at + next, wide.n), S("**"));
        at += next + wide.n;
    }
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
    mend_wide(p, e, to);
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

/* Do two asterisks have no counterpart, or one in the words of a link that they are not in? Those
 * of
 * `**kwargs` are the original's code. */
static bool has_odd_stars(const pair *p, const leaf *from, const leaf *to) {
    str text = str_slice(p->to->src->text, to->at, to->at + to->n);
    for (uint32_t i = 0; i < from->natoms; i++)
        if (from->atoms[i].kind == ATOM_CODE && str_has(from->atoms[i].text, S("**")))
            return false;
    for (size_t open, close = 0; (open = next_stars(text, close)) != STR_NONE; close += 2) {
        close = next_stars(text, open + 2);
        str inside = str_slice(text, open, close);
        if (close == STR_NONE || str_find(inside, S("](")) < str_find(inside, S("[")))
            return true;
    }
    return false;
}

/* Asterisks that are shown, one at an end where two should be, or escaped ones. What stood between
 * those of "****" is missing, which is told. */
static bool tell_shown(const pair *p, const leaf *from, const leaf *to) {
    if (str_has(to->text, S("****")) && place_is_explained(p, to))
        return true;
    size_t at = str_count(to->text, S("*")) > str_count(from->text, S("*"))
                    ? str_find_char(to->text, '*')
                    : STR_NONE;
    if (at == STR_NONE)
        return false;
    size_t n = str_leading(str_from(to->text, at), '*');
    bool is_lost = count_strong(from) > count_strong(to);
    diag *e =
        diag_add(p->d, RULE_MARKUP_EMPHASIS, place_of_text(&p->to->o, to, at, n),
                 is_lost ? "text that is bold in the original is not here, the text shows asterisks"
                         : "these asterisks make nothing bold, the text shows them");
    if (is_lost)
        diag_help(
            p->d, e,
            "write ** before the text and behind it, without backslashes, as the original%.*s",
            STR_FMT(quote_bold(p, from)));
    else
        diag_help(p->d, e, "take them away, or write ** at both ends, both within a link or not");
    pair_original(p, e, from, "the original");
    return true;
}

static void check_bold(const pair *p, const leaf *from, const leaf *to, bool is_kramdown) {
    size_t want = count_strong(from), got = count_strong(to);
    size_t shown = to->bytes & BYTE_STAR ? str_count(to->text, S("**")) : 0;
    bool shows = shown && shown > str_count(from->text, S("**"));
    if (tell_wide(p, from, to) || (shows && tell_stars(p, from, to, is_kramdown)) ||
        ((want > got || (shows && has_odd_stars(p, from, to))) && tell_shown(p, from, to)))
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
            at = markup_skip_code(text, at);
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
        if (leaves_are_text(from, to)) {
            check_bold(p, from, to, is_kramdown);
            check_emphasis(p, from, to);
        }
    }
}
