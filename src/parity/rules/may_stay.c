#include "parity/rules/may_stay.h"

#include <string.h>

#include "parity/url.h"

bool may_stay_contents(const pair *p, const leaf *l) {
    if (!(l->flags & LEAF_IS_ITEM))
        return false;
    for (str rest = str_from(p->to->src->text, l->at), line; rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        line = str_trim(line);
        if (!line.n)
            break;
        if (str_starts(line, S("{:")) && str_has(line, S("toc}")) && !str_has(line, S("no_toc")))
            return true;
    }
    return false;
}

bool may_stay_signature(str text) {
    text = str_trim(text);
    size_t open = str_find_char(text, '(');
    if (open == STR_NONE || !open || !str_ends(text, S(")")))
        return false;
    for (size_t i = 0; i < open; i++)
        if (!ascii_is_alnum(text.p[i]) && !strchr("_$.#:", text.p[i]))
            return false;
    for (size_t i = open; i + 1 < text.n; i++)
        if (text.p[i + 1] == ' ' && !strchr(",=:|", text.p[i]) && !strchr("=:|", text.p[i + 2]))
            return false;
    return true;
}

/* Bytes of "[words][label]" that a text begins with, where the label is another site's; 0: it is
 * no such link. */
static size_t labelled(const pair *p, str text) {
    size_t end = str_find(text, S("][")), open = str_find_char(str_from(text, 1), '[');
    if (end == STR_NONE || open != end) /* a bracket stands before it */
        return 0;
    str label = str_from(text, end + 1);
    size_t n = str_find_char(label, ']');
    label = str_slice(label, 0, n == STR_NONE ? 0 : n + 1);
    return label.n && str_has(p->to->src->text, str_cat(p->a, label, S(": http")))
               ? end + 1 + label.n
               : 0;
}

bool may_stay_reference(const pair *p, const leaf *l) {
    str text = str_slice(p->to->src->text, l->at, l->at + l->n);
    bool any = false;
    for (size_t i = 0; i < text.n; i++) {
        size_t url = text.p[i] == '[' ? str_find(str_from(text, i), S("](http")) : STR_NONE;
        size_t end = url == STR_NONE ? STR_NONE : str_find_char(str_from(text, i + url), ')');
        size_t list = str_starts(str_from(text, i), S("{:")) ? str_find_char(str_from(text, i), '}')
                                                             : STR_NONE;
        size_t named = text.p[i] == '[' && end == STR_NONE ? labelled(p, str_from(text, i)) : 0;
        if (end != STR_NONE || named) {
            i += named ? named - 1 : url + end;
            any = true;
        } else if (list != STR_NONE) {
            i += list;
        } else if (str_starts(str_from(text, i), S(" and "))) {
            i += 4; /* between two names */
        } else if (ascii_is_alpha(text.p[i]) && text.p[i] >= 'a' &&
                   (!i || !ascii_is_alpha(text.p[i - 1]))) {
            return false;
        }
    }
    return any;
}

static bool has_math(str text) {
    static const char *const signs[] = {"Σ", "∑", "∏", "·", "≤", "≥", "⌈", "∈", " | "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_has(text, str_of(signs[i])))
            return true;
    return false;
}

/* "P(a | b) = Σ p(a)": a name with brackets, compared with something. */
static bool is_equation(str text) {
    static const str signs[] = {{") = ", 4}, {") > ", 4}, {") < ", 4}, {") \xE2\x89", 4}};
    size_t name = 0;
    while (name < text.n && (ascii_is_alnum(text.p[name]) || text.p[name] == '_'))
        name++;
    bool is_one = name && name < text.n && text.p[name] == '(' && has_math(text);
    for (size_t i = 0; is_one && i < sizeof signs / sizeof *signs; i++)
        if (str_has(text, signs[i]))
            return true;
    return false;
}

bool may_stay_citation(str text) {
    bool has_initial = false, has_year = false;
    for (size_t i = 0; i + 7 < text.n; i++) {
        str at = str_from(text, i);
        has_initial = has_initial ||
                      (str_starts(at, S(", ")) && at.p[3] == '.' && strchr(",. &", at.p[4])) ||
                      str_starts(at, S("et al."));
        has_year = has_year || (at.p[0] == '(' && ascii_is_digit(at.p[1]) &&
                                ascii_is_digit(at.p[4]) && str_starts(str_from(at, 5), S(").")));
    }
    return has_initial && has_year;
}

/* "$c = \sqrt{a}$ and $b$": commands of TeX for the most part. */
static bool is_tex(str text) {
    enum { LEAST = 3 };
    size_t n = 0, at;
    for (str rest = text; (at = str_find_char(rest, '\\')) != STR_NONE;) {
        rest = str_from(rest, at + 1);
        n += rest.n && ascii_is_alpha(rest.p[0]);
    }
    return n >= LEAST && n * 11 > text.n;
}

bool may_stay_formula(str text) {
    if (is_equation(text) || is_tex(text))
        return true;
    if (text.n < 5 || text.p[0] != '$') /* most texts end here */
        return false;
    text = str_trim(text);
    return str_starts(text, S("$$")) && str_ends(text, S("$$"));
}

bool may_stay_address(str text) {
    text = str_trim(text);
    return (str_starts(text, S("https://")) || str_starts(text, S("http://"))) &&
           url_length(text) == text.n;
}

bool may_stay_comment(const pair *p, const leaf *l) {
    return str_starts(str_from(p->to->src->text, l->at), S("[//]: "));
}

bool may_stay_diagram(const pair *p, const leaf *l) {
    str text = str_from(p->to->src->text, l->at);
    text = str_from(text, str_starts(text, S("{{<")) || str_starts(text, S("{{%")) ? 3 : text.n);
    return str_starts(str_ltrim(text), S("mermaid"));
}

bool may_stay_import(str text) {
    text = str_ltrim(text);
    return str_starts(text, S("import ")) &&
           (str_has(text, S(" from '")) || str_has(text, S(" from \"")));
}

bool may_stay_filler(str text) {
    static const char *const words[] = {"ipsum",     "consectetur", "fermentum",  "ullamcorper",
                                        "tincidunt", "vestibulum",  "adipiscing", "ultricies",
                                        "donec",     "praesent",    "vivamus",    "pellentesque",
                                        "accumsan",  "sollicitudin"};
    enum { LEAST = 2 };
    size_t n = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        n += str_has(text, str_of(words[i]));
    return n >= LEAST;
}

/* "[!NOTE]" makes a box of a quotation: it is the text's own. */
static bool is_alert(const leaf *l, const leaf *first) {
    for (uint64_t context = l->context; l >= first && l->context == context; l--)
        if (str_starts(l->text, S("[!")))
            return true;
    return false;
}

/* "<blockquote>", "<aside class="pquote">" */
static bool is_html_quotation(str html) {
    str tag = str_slice(html, 0, str_find_char(html, '>'));
    return str_has(tag, S("quote"));
}

bool may_stay_quotation(const pair *p, const leaf *l) {
    if (l->class == LEAF_HTML)
        return is_html_quotation(str_from(p->to->src->text, l->at));
    if (is_alert(l, p->to->o.leaves))
        return false;
    for (uint64_t context = l->context; context; context >>= 4)
        if (context_inner(context) == IN_QUOTE)
            return l->class == LEAF_TEXT;
    return false;
}

/* Are its words the original's for the most part, as in a title with a date? */
bool may_stay_mostly(const leaf *from, const leaf *to) {
    enum { LEAST = 4 };
    uint32_t n = 0, shared = 0;
    for (str rest = to->text, word; rest.n;) {
        str_cut(rest, S(" "), &word, &rest);
        n += word.n > 0;
        shared += word.n > 0 && str_has(from->text, word);
    }
    return n >= LEAST && 10 * shared >= 7 * n;
}

/* Are all quotations, of several, in the language that they were made in? Then this site has them
 * so. */
bool may_stay_quotations(const pair *p) {
    size_t kept = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || !may_stay_quotation(p, pair_to(p, x)))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        if (!(to->class == LEAF_HTML ? may_stay_mostly(from, to) : str_eq(from->text, to->text)))
            return false;
        kept++;
    }
    return kept > 1;
}

/* Does its translation stand beside it? */
bool may_stay_beside(const pair *p, const leaf *l) {
    const leaf *first = p->to->o.leaves, *end = first + p->to->o.n;
    for (const leaf *other = l - 1; other <= l + 1; other += 2)
        if (other >= first && other < end && other->context == l->context &&
            !pair_counterpart(p, other))
            return true;
    return false;
}
