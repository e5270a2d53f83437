/* Formulas, as MathJax and KaTeX read them: $…$, $$…$$, \\(…\\), \\[…\\]. They are the same in all
 * languages, but for words within \text{…} and the decimal comma. */
#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "parity/pair.h"
#include "parity/rules/place.h"

typedef struct formula {
    uint32_t at, n; /* bytes of the note, with the dollars */
    str key;
    bool is_done;
} formula;

typedef vec(formula) formulas;

/* ---- where they are ---- */

/* Bytes of the code that begins with backticks at i; 1: it does not end. */
static size_t skip_code(str text, size_t i) {
    size_t n = str_leading(str_from(text, i), '`');
    for (size_t at = i + n; at < text.n;) {
        size_t run = str_leading(str_from(text, at), '`');
        if (run == n)
            return at + n - i;
        at += run ? run : 1;
    }
    return n;
}

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

/* "3{,}14" is "3.14"; white space and the stop of the sentence say nothing. */
static str key_of(arena *a, str inside) {
    buf out = buf_new(a, inside.n);
    for (size_t i = 0; i < inside.n; i++) {
        str rest = str_from(inside, i);
        size_t words = words_at(rest), end = words ? str_find_char(rest, '}') : STR_NONE;
        if (end != STR_NONE)
            i += end; /* what it says is translated */
        else if (str_starts(rest, S("{,}")))
            i += 2;
        if (end != STR_NONE || rest.p[0] == ',' || str_starts(rest, S("{,}")))
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
    return str_find_char(text, '$') != STR_NONE || str_find_char(text, '\\') != STR_NONE;
}

static formulas read_formulas(arena *a, const outline *o, const leaf *l) {
    formulas out = {0};
    str text = str_slice(o->src->text, l->at, l->at + l->n), inside;
    if (!may_have(text))
        return out;
    for (size_t i = 0, n = 1; i < text.n; i += n) {
        char c = text.p[i];
        n = c == '`'                ? skip_code(text, i)
            : c == '$' || c == '\\' ? formula_at(text, i, &inside)
                                    : 1;
        if (c != '`' && n > 1)
            *vec_push(a, &out) = (formula){l->at + (uint32_t)i, (uint32_t)n, key_of(a, inside), 0};
        else if (!n)
            n = c == '\\' ? 2 : 1;
    }
    return out;
}

/* ---- comparing ---- */

static void take_same(const formulas *x, const formulas *y) {
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n && !x->p[i].is_done; k++)
            if (!y->p[k].is_done && str_eq(x->p[i].key, y->p[k].key))
                x->p[i].is_done = y->p[k].is_done = true;
}

/* What became of x; NULL: nothing did. */
static formula *find_changed(const formulas *y, const formula *x, size_t *distance) {
    formula *best = NULL;
    for (size_t k = 0; k < y->n; k++) {
        size_t is = y->p[k].is_done ? STR_NONE : str_distance(x->key, y->p[k].key);
        if (is < *distance) {
            *distance = is;
            best = &y->p[k];
        }
    }
    return best;
}

static str quote(const pair *p, const version *v, const formula *x) {
    return text_quote(p->a, str_slice(v->src->text, x->at, x->at + x->n));
}

static void tell_changed(const pair *p, const formula *x, const formula *y, size_t distance) {
    enum { SLIP = 3 }; /* more may be another way to write it */
    span at = span_of(p->to->src, y->at, y->n);
    diag *e = diag_add(p->d, RULE_TEXT_FORMULA, at, "the formula is %.*s, in the original %.*s",
                       STR_FMT(quote(p, p->to, y)), STR_FMT(quote(p, p->from, x)));
    diag_help(p->d, e, "take it from the original; words within \\text{…} are translated");
    diag_also(p->d, e, span_of(p->from->src, x->at, x->n), "the original");
    if (distance > SLIP)
        diag_weaken(p->d, e, SEV_WARNING);
    else
        diag_fix(p->d, e, at, str_slice(p->from->src->text, x->at, x->at + x->n));
}

static void tell_missing(const pair *p, const leaf *from, const leaf *to, const formula *x) {
    diag *e = diag_add(p->d, RULE_TEXT_FORMULA, place_like(from, 0, &p->to->o, to),
                       "a formula of the original is missing in this block: %.*s",
                       STR_FMT(quote(p, p->from, x)));
    diag_help(p->d, e, "put it in as it is there");
    diag_also(p->d, e, span_of(p->from->src, x->at, x->n), "the original");
    diag_weaken(p->d, e, SEV_WARNING);
}

/* Tells of the first that is not the same: one slip makes one finding. */
static void check_leaf(const pair *p, const leaf *from, const leaf *to) {
    formulas x = read_formulas(p->a, &p->from->o, from);
    if (!x.n)
        return;
    formulas y = read_formulas(p->a, &p->to->o, to);
    take_same(&x, &y);
    for (size_t i = 0; i < x.n; i++) {
        if (x.p[i].is_done)
            continue;
        size_t distance = STR_NONE;
        formula *changed = find_changed(&y, &x.p[i], &distance);
        if (changed)
            tell_changed(p, &x.p[i], changed, distance);
        else
            tell_missing(p, from, to, &x.p[i]);
        pair_tell(p, from, to);
        return;
    }
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
