/* Formulas, as MathJax and KaTeX read them: $…$, $$…$$, \\(…\\), \\[…\\]. They are the same in all
 * languages, but for words within \text{…} and the decimal comma. */
#include <string.h>

#include "base/buf.h"
#include "parity/cure.h"
#include "parity/rules/bag.h"
#include "parity/rules/markup.h"
#include "parity/rules/place.h"

/* ---- where they are ---- */

/* Single dollars are about money too, and begin variables of programs: what is between them must
 * look like a formula, and what is around them not like a word or a price. */
static bool is_formula(str text, size_t i, str inside) {
    enum { LONGEST = 400 };
    size_t end = i + inside.n + 2;
    char before = i ? text.p[i - 1] : ' ', behind = end < text.n ? text.p[end] : ' ';
    if (!inside.n || inside.n > LONGEST || ascii_is_space(inside.p[0]) ||
        ascii_is_space(inside.p[inside.n - 1]) || ascii_is_alnum(behind) ||
        ascii_is_alnum(before) || strchr("~:\\/", before))
        return false;
    for (size_t k = 0; k < inside.n; k++)
        if (strchr("\\^_=+<>", inside.p[k]))
            return true;
    return false;
}

/* Bytes of the formula at i, and what it says; 0: there is none. */
static size_t formula_at(str text, size_t i, str *inside) {
    static const struct {
        str open, close;
    } marks[] = {{{"$$", 2}, {"$$", 2}},
                 {{"\\\\(", 3}, {"\\\\)", 3}},
                 {{"\\\\[", 3}, {"\\\\]", 3}},
                 {{"$", 1}, {"$", 1}}};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        str rest = str_from(text, i);
        if (!str_starts(rest, marks[k].open))
            continue;
        rest = str_from(rest, marks[k].open.n);
        size_t end = str_find(rest, marks[k].close);
        *inside = str_slice(rest, 0, end);
        if (end == STR_NONE || (marks[k].open.n == 1 && !is_formula(text, i, *inside)))
            return 0;
        return marks[k].open.n + end + marks[k].close.n;
    }
    return 0;
}

/* ---- what they say ---- */

/* Bytes of "\text{" and its like at the front; 0: it is none of them. */
static size_t words_at(str s) {
    static const str commands[] = {{"\\text{", 6},   {"\\mathrm{", 8}, {"\\textrm{", 8},
                                   {"\\textbf{", 8}, {"\\mbox{", 6},   {"\\textit{", 8}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (str_starts(s, commands[i]))
            return commands[i].n;
    return 0;
}

/* "(n + 1)" of "the (n + 1)-th" is "n + 1". */
static str without_parens(str s) {
    int depth = 0;
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        depth += (s.p[i] == '(') - (s.p[i] == ')');
        if (depth <= 0 && i + 1 < s.n)
            return s;
    }
    return depth == 0 && s.n > 2 ? str_slice(s, 1, s.n - 1) : s;
}

/* "{i}" of "x_{i}" is "i". */
static bool is_braced_sign(str s) {
    return s.n > 2 && s.p[0] == '{' && ascii_is_alnum(s.p[1]) && s.p[2] == '}';
}

/* "3{,}14" is "3.14"; white space and the stop of the sentence say nothing. */
static str key_of(arena *a, str inside) {
    buf out = buf_new(a, inside.n);
    inside = without_parens(inside);
    for (size_t i = 0; i < inside.n; i++) {
        str rest = str_from(inside, i);
        size_t words = words_at(rest), end = words ? str_find_char(rest, '}') : STR_NONE;
        if (end != STR_NONE)
            i += end; /* what it says is translated */
        else if (str_starts(rest, S("{,}")) || is_braced_sign(rest))
            i += 2;
        if (end == STR_NONE && is_braced_sign(rest))
            buf_char(&out, rest.p[1]);
        else if (end != STR_NONE || rest.p[0] == ',' || str_starts(rest, S("{,}")))
            buf_char(&out, '.');
        else if (!ascii_is_space(rest.p[0]))
            buf_char(&out, rest.p[0]);
    }
    while (str_ends(buf_str(&out), S(".")))
        out.n--;
    return buf_str(&out);
}

/* What most blocks have not. */
static bool may_have(str text) {
    return str_find_char(text, '$') != STR_NONE || str_has(text, S("\\\\"));
}

static bag read_formulas(arena *a, const outline *o, const leaf *l) {
    bag out = {0};
    str text = str_slice(o->src->text, l->at, l->at + l->n), inside;
    if (!may_have(text))
        return out;
    for (size_t i = 0, n = 1; i < text.n; i += n) {
        char c = text.p[i];
        n = c == '`'                ? markup_skip_code(text, i) - i
            : c == '$' || c == '\\' ? formula_at(text, i, &inside)
                                    : 1;
        if (c != '`' && n > 1)
            bag_add(a, &out, key_of(a, inside), str_slice(text, i, i + n),
                    span_of(o->src, l->at + (uint32_t)i, (uint32_t)n));
        else if (!n)
            n = c == '\\' ? 2 : 1;
    }
    return out;
}

/* ---- comparing ---- */

/* What became of x; NULL: nothing did. */
static const item *find_changed(const bag *got, const item *x, size_t *distance) {
    const item *best = NULL;
    for (size_t k = 0; k < got->n; k++) {
        size_t is = str_distance(x->key, got->p[k].key);
        if (is < *distance) {
            *distance = is;
            best = &got->p[k];
        }
    }
    return best;
}

static void tell_changed(const pair *p, const item *x, const item *y, size_t distance) {
    enum { SLIP = 3 }; /* more may be another way to write it */
    diag *e = diag_add(p->d, RULE_TEXT_FORMULA, y->at, "the formula is %.*s, in the original %.*s",
                       STR_FMT(text_quote(p->a, y->text)), STR_FMT(text_quote(p->a, x->text)));
    diag_help(p->d, e, "take it from the original; words within \\text{…} are translated");
    diag_also(p->d, e, x->at, "the original");
    if (distance > SLIP)
        diag_weaken(p->d, e, SEV_WARNING);
    else
        diag_fix(p->d, e, y->at, x->text);
}

static void tell_missing(const pair *p, const leaf *from, const leaf *to, const item *x) {
    diag *e = diag_add(p->d, RULE_TEXT_FORMULA, place_like(from, 0, &p->to->o, to),
                       "a formula of the original is missing in this block: %.*s",
                       STR_FMT(text_quote(p->a, x->text)));
    diag_help(p->d, e, "write it here too, the original says %.*s",
              STR_FMT(cure_words(p->a, x->at)));
    diag_also(p->d, e, x->at, "the original");
    diag_weaken(p->d, e, SEV_WARNING);
}

/* Tells of the first that is not the same: one slip makes one finding. */
static void check_leaf(const pair *p, const leaf *from, const leaf *to) {
    bag lost = read_formulas(p->a, &p->from->o, from);
    if (!lost.n)
        return;
    bag got = read_formulas(p->a, &p->to->o, to);
    bag_reduce(p->a, &lost, &got);
    if (!lost.n)
        return;
    size_t distance = STR_NONE; /* that of long texts: these are taken for missing */
    const item *changed = find_changed(&got, &lost.p[0], &distance);
    if (changed)
        tell_changed(p, &lost.p[0], changed, distance);
    else
        tell_missing(p, from, to, &lost.p[0]);
    pair_tell(p, from, to);
}

void rule_math(const pair *p) {
    if (!may_have(p->from->src->text))
        return;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (aligned_is_pair(x) && leaves_are_text(pair_from(p, x), pair_to(p, x)) &&
            pair_from(p, x)->hash != pair_to(p, x)->hash && !p->told_to[x->to])
            check_leaf(p, pair_from(p, x), pair_to(p, x));
    }
}
