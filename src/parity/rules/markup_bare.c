/* Addresses that are links by themselves, because the link they are of is broken. */
#include <string.h>

#include "parity/rules/link_words.h"
#include "parity/rules/markup.h"

static const atom *find_atom(const leaf *l, atom_kind kind, str key) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == kind && str_eq(l->atoms[i].key, key))
            return &l->atoms[i];
    return NULL;
}

/* Where the link begins that an address behind "(" is of: at "[page(", "［page］(", "【page】(".
 * STR_NONE: the parenthesis is one of the text. */
static size_t begin_of(str before) {
    static const str wide[] = {{"］", 3}, {"】", 3}, {"〕", 3}, {"」", 3}};
    static const str opening[] = {{"［", 3}, {"【", 3}, {"〔", 3}, {"「", 3}};
    str text = str_slice(before, 0, before.n - 1);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_ends(text, wide[i])) {
            size_t at = text.n;
            while (at > 0 && !str_starts(str_from(text, at), opening[i]))
                at--;
            return i == 3 && !at ? STR_NONE : at;
        }
    size_t open = str_rfind_char(text, '[');
    bool is_apart = open == STR_NONE || str_find_char(str_from(text, open), ']') != STR_NONE;
    return is_apart || (open && text.p[open - 1] == '\\') ? STR_NONE : open;
}

static str first_word(str s) {
    size_t n = 0;
    while (n < s.n && !ascii_is_space(s.p[n]))
        n++;
    return str_slice(s, 0, n);
}

/* Where "(page)[" or "（page）[" begins; STR_NONE: it is something else. */
static size_t begin_of_swapped(str before) {
    str text = str_slice(before, 0, before.n - 1);
    if (str_ends(text, S(")")))
        return str_rfind_char(text, '(');
    size_t at = str_ends(text, S("）")) ? text.n : 0;
    while (at > 0 && !str_starts(str_from(text, at), S("（")))
        at--;
    return at || str_starts(text, S("（")) ? at : STR_NONE;
}

/* "[page(https://…)", "(page)[https://…]" and "[https://…](page)": the leaf's source holds what the
 * text shows. */
static bool is_broken(str text, size_t at, size_t end, size_t *begin) {
    char before = at ? text.p[at - 1] : ' ';
    *begin = before == '(' ? begin_of(str_slice(text, 0, at)) : STR_NONE;
    str behind = str_from(text, at < text.n ? at : text.n);
    size_t close = before == '[' ? str_find(behind, S("](")) : STR_NONE;
    if (close != STR_NONE && close <= end - at) {
        /* An address may well be the text of its own link. */
        str to = str_from(behind, close + 2);
        to = str_slice(to, 0, str_find_char(to, ')'));
        *begin = str_has(to, S("://")) ? STR_NONE : at - 1;
    } else if (before == '[' && str_find_char(first_word(behind), ']') != STR_NONE) {
        *begin = begin_of_swapped(str_slice(text, 0, at));
    }
    return *begin != STR_NONE;
}

/* Where what ought to be a link begins, by the bracket that readers see before an address: at
 * "[page https://…", "[page]https://…", "[page] here (https://…". STR_NONE: there is none. */
static size_t begin_of_apart(str before) {
    enum { MOST = 200 };
    size_t open = str_rfind_char(before, '[');
    str words = open == STR_NONE ? before : str_from(before, open);
    bool is_other = open == STR_NONE || words.n > MOST || str_has(words, S("](")) ||
                    str_has(words, S("][")) || (open && before.p[open - 1] == '\\');
    return is_other ? STR_NONE : open;
}

/* What readers see of a link of the original whose brackets are not where they belong:
 * "[page]https://…", "(https://…)[page]"; empty: it is none, or has none. */
static str find_apart(const leaf *from, const leaf *to, const atom *x, str text) {
    if (!find_atom(from, ATOM_LINK, x->key) || find_atom(to, ATOM_LINK, x->key) ||
        str_count(to->text, S("[")) <= str_count(from->text, S("[")))
        return (str){0};
    for (size_t at = 0, n; (n = str_find(str_from(text, at), x->text)) != STR_NONE;) {
        size_t end = at + n + x->text.n, begin = begin_of_apart(str_slice(text, 0, at + n));
        str behind = str_from(text, end);
        size_t close = str_starts(behind, S(")[")) ? str_find_char(behind, ']') : STR_NONE;
        if (begin != STR_NONE)
            return str_slice(text, begin, end);
        if (close != STR_NONE && at + n)
            return str_slice(text, at + n - 1, end + close + 1);
        at = end;
    }
    return (str){0};
}

/* "【https://…】(https://…" and "【page】(https://a/?b&amp;c", where the address is not found as it
 * is written; empty: there is none. */
static str find_black(str text) {
    static const str opening = {"【", 3};
    size_t close = str_find(text, S("】(http")), begin = close;
    if (close == STR_NONE)
        return (str){0};
    while (begin > 0 && !str_starts(str_from(text, begin), opening))
        begin--;
    size_t end = str_find_char(str_from(text, close), ')');
    bool is_one = end != STR_NONE && str_starts(str_from(text, begin), opening);
    return is_one ? str_slice(text, begin, close + end) : (str){0};
}

/* To kramdown a bare address is text: the original's link is none here, unless its text is its
 * address, too. */
static str find_unlinked(const pair *p, const leaf *from, const leaf *to, const atom *x, str text) {
    const config *c = p->site->config;
    size_t at = c->markdown == MARKDOWN_IS_KRAMDOWN && !c->is_bare &&
                        find_atom(from, ATOM_LINK, x->key) && !find_atom(from, ATOM_URL, x->key) &&
                        !find_atom(to, ATOM_LINK, x->key)
                    ? str_find(text, x->text)
                    : STR_NONE;
    return at == STR_NONE ? (str){0} : str_slice(text, at, at + x->text.n);
}

bool markup_bare(const pair *p, const leaf *from, const leaf *to) {
    for (uint32_t i = 0; i < to->natoms; i++) {
        const atom *x = &to->atoms[i];
        bool is_bare = find_atom(from, ATOM_URL, x->key) && !find_atom(from, ATOM_LINK, x->key);
        if (x->kind != ATOM_URL || is_bare)
            continue;
        span at = outline_atom(&p->to->o, to, x);
        str text = str_slice(p->to->src->text, to->at, to->at + to->n);
        size_t begin = 0, off = at.at - to->at;
        bool has_link = false;
        for (uint32_t k = 0; k < from->natoms; k++)
            has_link = has_link || from->atoms[k].kind == ATOM_LINK;
        if (!has_link || off > text.n)
            continue;
        bool is_found = is_broken(text, off, off + at.n, &begin);
        str shown = is_found ? str_slice(text, begin, off + at.n) : find_black(text);
        shown = shown.n ? shown : find_apart(from, to, x, text);
        shown = shown.n ? shown : find_unlinked(p, from, to, x, text);
        if (!shown.n)
            continue;
        begin = (size_t)(shown.p - text.p);
        diag *e =
            diag_add(p->d, RULE_MARKUP_LINK, span_of(at.src, to->at + begin, shown.n),
                     "this is no link, the text shows %.*s", STR_FMT(text_quote(p->a, shown)));
        str url = outline_written(p->a, &p->to->o, to, x);
        diag_help(p->d, e, "write [the words](%.*s), with brackets and parentheses of ASCII%.*s",
                  STR_FMT(url), STR_FMT(link_words_there(p, from, url)));
        pair_original(p, e, from, "the original");
        return true;
    }
    return false;
}
