/* Inline code: each block of the translation has what its original has. */
#include "parity/pair.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "html/html.h"
#include "parity/cure.h"
#include "parity/rules/inline_alike.h"
#include "parity/rules/place.h"
#include "parity/twin.h"
#include "parity/url.h"

typedef vec(const atom *) atoms;

/* Are they the same but for how long Liquid in them is, which is compared as such? */
static bool is_same_code(arena *a, str x, str y) {
    if (!clean_has_filler(x))
        return str_eq(x, y);
    return str_eq(clean_shorten(a, x), clean_shorten(a, y));
}

static bool has(arena *a, const leaf *l, str text) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_CODE && is_same_code(a, l->atoms[i].text, text))
            return true;
    return false;
}

/* The code that x has and y has not, each once: languages differ in how often they repeat. */
static atoms only_in(arena *a, const leaf *x, const leaf *y) {
    atoms out = {0};
    for (uint32_t i = 0; i < x->natoms; i++) {
        const atom *one = &x->atoms[i];
        bool seen = one->kind != ATOM_CODE || has(a, y, one->text);
        for (size_t k = 0; k < out.n && !seen; k++)
            seen = str_eq(out.p[k]->text, one->text);
        if (!seen)
            *vec_push(a, &out) = one;
    }
    return out;
}

/* ---- how near two pieces of code are ---- */

/* Without white space, in lower case, full-width forms as ASCII, entities as what they stand for,
 * all quotes alike. */
static str folded(arena *a, str s) {
    buf b = buf_new(a, s.n), resolved = buf_new(a, s.n);
    html_resolve(s, &resolved);
    str n = utf8_nfkc(a, buf_str(&resolved));
    while (n.n) {
        uint32_t cp;
        size_t bytes = utf8_decode(n, &cp);
        bool is_quote = cp == '"' || (cp >= 0x2018 && cp <= 0x201F) || cp == 0xAB || cp == 0xBB;
        if (is_quote)
            buf_char(&b, '\'');
        else if (bytes > 1)
            buf_add(&b, str_slice(n, 0, bytes));
        else if (!ascii_is_space(n.p[0]))
            buf_char(&b, ascii_lower(n.p[0]));
        n = str_from(n, bytes);
    }
    return buf_str(&b);
}

/* Is the one the other with signs behind it, as "sin()" and "sin"? */
static bool is_with_signs(str x, str y) {
    str longer = x.n > y.n ? x : y, shorter = x.n > y.n ? y : x;
    if (!shorter.n || !str_starts(longer, shorter))
        return false;
    for (size_t i = shorter.n; i < longer.n; i++)
        if (ascii_is_alnum(longer.p[i]) || ascii_is_space(longer.p[i]) ||
            (unsigned char)longer.p[i] >= 0x80)
            return false;
    return true;
}

/* Names of keys are translated: Ctrl+Espace. */
static bool is_key(str s) {
    return str_has(s, S("Ctrl+")) || str_has(s, S("Alt+")) || str_has(s, S("Shift+")) ||
           str_has(s, S("Cmd+")) ||
           str_is_in_words(
               s, " enter return tab space spacebar esc escape backspace delete shift ctrl alt ");
}

/* What a sentence of one's own language says by a word of it: "a `dict`", "to `raise` an error". */
static bool is_word(str s) {
    return str_is_in_words(s,
                           " dict list set tuple array object str string int integer float number "
                           "bool boolean class function raise throw ");
}

/* Names made up for the reader, as `your_name` or `@something`. */
static bool is_made_up(str s) {
    while (s.n && !ascii_is_alnum(s.p[0]))
        s = str_from(s, 1);
    return str_starts(s, S("your")) || str_starts(s, S("my_")) || str_starts(s, S("some"));
}

/* May a translator have changed it on purpose? Then it is worth a note only. */
static bool is_free(str s) {
    return is_key(s) || is_word(s) || is_made_up(s);
}

/* Those that write from right to left put such marks beside code on purpose. */
static bool has_direction_mark(str s) {
    return str_has(s, S("\xE2\x80\x8E")) || str_has(s, S("\xE2\x80\x8F"));
}

/* Of whatever length: what both begin and end with does not count. What the one has besides the
 * other counts in characters. */
static size_t distance(str x, str y) {
    size_t from = 0;
    while (from < x.n && from < y.n && x.p[from] == y.p[from])
        from++;
    x = str_from(x, from);
    y = str_from(y, from);
    while (x.n && y.n && x.p[x.n - 1] == y.p[y.n - 1]) {
        x.n--;
        y.n--;
    }
    if (!x.n || !y.n)
        return utf8_count(x.n ? x : y);
    return str_distance(x, y);
}

static bool is_letters(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!byte_may_be_letter(s.p[i]))
            return false;
    return s.n > 0;
}

/* "Proposé" for "Proposed" is a word for readers that was translated; "main을" took in what follows
 * the code. */
static bool is_other_word(str want, str got) {
    return is_letters(want) && is_letters(got) && utf8_is_ascii(want) && !utf8_is_ascii(got) &&
           !str_starts(got, want);
}

static bool is_capitalised(str s) {
    enum { LETTERS = 5 };
    for (size_t i = 1; i < s.n; i++)
        if (!(s.p[i] >= 'a' && s.p[i] <= 'z'))
            return false;
    return s.n >= LETTERS && s.p[0] >= 'A' && s.p[0] <= 'Z';
}

/* "Installazioni" for "Installations": what buttons say is translated. Two letters that changed
 * places are a slip. */
static bool is_other_label(str want, str got) {
    size_t sum = 0, other = 0;
    for (size_t i = 0; i < want.n; i++)
        sum += (unsigned char)want.p[i];
    for (size_t i = 0; i < got.n; i++)
        other += (unsigned char)got.p[i];
    return is_capitalised(want) && is_capitalised(got) && sum != other && distance(want, got) > 1;
}

/* With '/' for each '\\', or without those that only escape. */
static str without_backslashes(arena *a, str s, bool as_slash) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\\' || as_slash)
            buf_char(&b, s.p[i] == '\\' ? '/' : s.p[i]);
    return buf_str(&b);
}

/* Do they differ in backslashes alone, however many? */
static bool is_slashed(arena *a, str x, str y) {
    if (str_find_char(y, '\\') == STR_NONE && str_find_char(x, '\\') == STR_NONE)
        return false;
    return str_eq(without_backslashes(a, x, true), without_backslashes(a, y, true)) ||
           str_eq(without_backslashes(a, x, false), without_backslashes(a, y, false));
}

/* "Ctlr+F" and "ctrl+f": no language calls these so, as German does "Strg". */
static bool is_mistyped_key(str x, str y) {
    enum { SLIP = 2 };
    size_t plus = str_rfind_char(x, '+');
    return plus != STR_NONE && x.n == y.n && ascii_lower(x.p[0]) == ascii_lower(y.p[0]) &&
           y.p[plus] == '+' && str_distance(x, y) <= SLIP &&
           str_eq_fold(str_from(x, plus), str_from(y, plus));
}

typedef enum { FAR, NEAR, SAME_FOLDED } nearness;

static nearness near(arena *a, str x, str y) {
    if (is_key(x))
        return is_mistyped_key(x, y) ? NEAR : FAR;
    if (str_eq(folded(a, x), folded(a, y)))
        return SAME_FOLDED;
    if (is_slashed(a, x, y))
        return NEAR;
    if (is_other_word(x, y) || is_other_label(x, y))
        return FAR;
    if (has_direction_mark(x) != has_direction_mark(y))
        return FAR;
    size_t off = distance(x, y), shorter = x.n < y.n ? x.n : y.n;
    return off <= 2 && (2 * off <= shorter || is_with_signs(x, y)) ? NEAR : FAR;
}

static void remove_at(atoms *v, size_t i) {
    for (; i + 1 < v->n; i++)
        v->p[i] = v->p[i + 1];
    v->n--;
}

/* ---- findings ---- */

typedef struct sides {
    const pair *p;
    const leaf *from, *to;
    atoms lost, got;
} sides;

/* Code as it was written. */
static str written_from(const sides *s, const atom *x) {
    return outline_written(s->p->a, &s->p->from->o, s->from, x);
}
static str written_to(const sides *s, const atom *x) {
    return outline_written(s->p->a, &s->p->to->o, s->to, x);
}

static diag *tell(const sides *s, rule_id id, const atom *lost, const atom *got) {
    const pair *p = s->p;
    str there = written_from(s, lost), here = written_to(s, got);
    diag *e = diag_add(p->d, id, outline_atom(&p->to->o, s->to, got),
                       "the code is %.*s, in the original %.*s",
                       STR_FMT(code_quote_beside(p->a, here, there)),
                       STR_FMT(code_quote_beside(p->a, there, here)));
    diag_also(p->d, e, outline_atom(&p->from->o, s->from, lost), "the original");
    return e;
}

/* "Podcast title": what a button or a menu says. */
static bool is_label(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!byte_may_be_letter(s.p[i]) && s.p[i] != ' ')
            return false;
    return s.n > 2 && s.p[0] >= 'A' && s.p[0] <= 'Z';
}

static bool has_near(arena *a, const leaf *l, str text) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_CODE && near(a, text, l->atoms[i].text) != FAR)
            return true;
    return false;
}

/* Are such labels other ones in most places? Then this program speaks the reader's language. */
static bool translates_labels(const pair *p) {
    size_t kept = 0, changed = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *from = aligned_is_pair(x) ? pair_from(p, x) : NULL;
        for (uint32_t k = 0; from && k < from->natoms; k++) {
            const atom *code = &from->atoms[k];
            if (code->kind != ATOM_CODE || !is_label(code->text))
                continue;
            bool is_kept = has(p->a, pair_to(p, x), code->text);
            kept += is_kept;
            changed += !is_kept && !has_near(p->a, pair_to(p, x), code->text);
        }
    }
    return changed > 1 && changed > kept;
}

static void tell_near(const sides *s, rule_id id, const atom *lost, const atom *got) {
    const pair *p = s->p;
    bool is_twin = twin_of(p->a, lost->text, got->text) || twin_is_mixed(got->text);
    diag *e = tell(s, is_twin ? RULE_BYTES_CONFUSABLE : id, lost, got);
    str blank = twin_blank_help(p->a, lost->text, got->text);
    str help = is_twin   ? twin_help(p->a, got->text)
               : blank.n ? blank
                         : S("take it from the original");
    diag_help(p->d, e, "%.*s", STR_FMT(help));
    if (!is_twin && id == RULE_CODE_INLINE && is_label(lost->text) && is_label(got->text) &&
        translates_labels(p)) {
        diag_weaken(p->d, e, SEV_WARNING);
        return;
    }
    span at = outline_atom(&p->to->o, s->to, got), there = outline_atom(&p->from->o, s->from, lost);
    str want = written_from(s, lost);
    bool is_found = there.n == want.n || str_eq(want, lost->text);
    if (at.n == got->text.n && is_found)
        diag_fix(p->d, e, at, want);
}

/* Code that was mistyped, or whose quotes, case or spaces were changed. */
static void find_near(sides *s) {
    const pair *p = s->p;
    for (size_t i = 0; i < s->lost.n; i++) {
        for (size_t k = 0; k < s->got.n; k++) {
            const atom *lost = s->lost.p[i], *got = s->got.p[k];
            bool smart = code_is_smart(p->a, lost->text, got->text);
            twin_kind twin = twin_of(p->a, lost->text, got->text);
            bool is_same = inline_is_alike(p, lost->text, got->text);
            if (!is_same && !smart && !twin && near(p->a, lost->text, got->text) == FAR)
                continue;
            if (!is_same && twin != TWIN_INVISIBLE)
                tell_near(s, smart ? RULE_CODE_SMART_QUOTES : RULE_CODE_INLINE, lost, got);
            remove_at(&s->lost, i--);
            remove_at(&s->got, k);
            break;
        }
    }
}

/* Code of which the original has no likeness left, as when it names it once and this twice. */
static void find_mixed(sides *s) {
    const pair *p = s->p;
    for (size_t i = 0; i < s->got.n; i++) {
        const atom *got = s->got.p[i];
        if (!twin_is_mixed(got->text))
            continue;
        span at = outline_atom(&p->to->o, s->to, got);
        str here = written_to(s, got), plain = twin_plain(p->a, here);
        diag *e = diag_add(p->d, RULE_BYTES_CONFUSABLE, at,
                           "the code %.*s has letters of another script, wanted %.*s",
                           STR_FMT(code_quote(p->a, here)), STR_FMT(code_quote(p->a, plain)));
        str help = twin_help(p->a, got->text);
        diag_help(p->d, e, "%.*s", STR_FMT(help));
        if (at.n == got->text.n)
            diag_fix(p->d, e, at, plain);
        remove_at(&s->got, i--);
    }
}

/* ---- code that was put together, or taken apart ---- */

static bool has_code(const atoms *all, str code) {
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->p[i]->text, code))
            return true;
    return false;
}

/* Does what stands between two pieces of code hold a word, or signs of another script? `list` of
 * `str` may well be `list[str]`, and "xs take n" is code, unless both are nowhere else. */
static bool is_of_text(const sides *s, str x, str between, str y) {
    enum { LEAST = 3 }; /* bytes of what is a name, not a variable */
    bool has_letters = false;
    for (size_t i = 0; i < between.n; i++)
        has_letters = has_letters || ascii_is_alpha(between.p[i]);
    if (!utf8_is_ascii(between))
        return true;
    return has_letters && x.n >= LEAST && y.n >= LEAST && ascii_is_space(between.p[0]) &&
           ascii_is_space(between.p[between.n - 1]) && has_code(&s->lost, x) &&
           has_code(&s->lost, y);
}

/* Is it one piece of the original's code, then text, then another piece? */
static bool is_joined(const sides *s, str got, const atom *first, const atom **last) {
    if (first->kind != ATOM_CODE || !str_starts(got, first->text))
        return false;
    for (uint32_t i = 0; i < s->from->natoms; i++) {
        const atom *x = &s->from->atoms[i];
        if (x->kind != ATOM_CODE || x == first || got.n < first->text.n + x->text.n + 1 ||
            !str_ends(got, x->text))
            continue;
        *last = x;
        str between = str_slice(got, first->text.n, got.n - x->text.n);
        if (is_of_text(s, first->text, between, x->text))
            return true;
    }
    return false;
}

static void drop_code(atoms *all, str code) {
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->p[i]->text, code))
            remove_at(all, i--);
}

/* "`list 和 dict`": the backticks between are lost. */
static void find_joined(sides *s) {
    const pair *p = s->p;
    for (size_t i = 0; i < s->got.n; i++) {
        const atom *got = s->got.p[i], *first = s->from->atoms, *last = NULL;
        const atom *end = first + s->from->natoms;
        while (first < end && !is_joined(s, got->text, first, &last))
            first++;
        if (first == end || has(p->a, s->from, got->text))
            continue;
        diag *e =
            diag_add(p->d, RULE_CODE_INLINE, outline_atom(&p->to->o, s->to, got),
                     "this is one piece of code, in the original it is two, %.*s and %.*s: "
                     "%.*s",
                     STR_FMT(code_quote(p->a, first->text)), STR_FMT(code_quote(p->a, last->text)),
                     STR_FMT(code_quote(p->a, got->text)));
        diag_help(p->d, e, "end the first with a backtick, and begin the second with one");
        diag_also(p->d, e, outline_atom(&p->from->o, s->from, first), "the original");
        drop_code(&s->lost, first->text);
        drop_code(&s->lost, last->text);
        remove_at(&s->got, i--);
    }
}

static str next_name(str *rest) {
    size_t n = 0;
    while (rest->n && !ascii_is_alnum(rest->p[0]) && rest->p[0] != '_')
        *rest = str_from(*rest, 1);
    while (n < rest->n && (ascii_is_alnum(rest->p[n]) || rest->p[n] == '_'))
        n++;
    str name = str_slice(*rest, 0, n);
    *rest = str_from(*rest, n);
    return name;
}

static bool has_name(const atoms *all, str name) {
    for (size_t i = 0; i < all->n; i++)
        for (str rest = all->p[i]->text, one; (one = next_name(&rest)).n;)
            if (str_eq(one, name))
                return true;
    return false;
}

static bool has_names_of(const atoms *all, str code) {
    str rest = code, name = next_name(&rest);
    if (!name.n)
        return false;
    for (; name.n; name = next_name(&rest))
        if (!has_name(all, name))
            return false;
    return true;
}

/* `list` of `str` became `list[str]`, or `cache=False` is said of `cache` and `False`. */
static void find_regrouped(sides *s) {
    if (s->lost.n == s->got.n)
        return;
    for (size_t i = 0; i < s->lost.n; i++)
        if (has_names_of(&s->got, s->lost.p[i]->text))
            remove_at(&s->lost, i--);
}

static uint32_t count_of(const leaf *l, str code) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < l->natoms; i++)
        n += l->atoms[i].kind == ATOM_CODE && str_eq(l->atoms[i].text, code);
    return n;
}

static bool is_code_of(const outline *o, str code) {
    for (size_t i = 0; i < o->n; i++)
        if (count_of(&o->leaves[i], code))
            return true;
    return false;
}

/* Does the original have it as it stands here? As a word of its text it may, "Kubernetes", where
 * the code is `kubernetes`, and the block has that once less. */
static bool is_original(const sides *s, str want, str got) {
    const pair *p = s->p;
    bool is_one_of = count_of(s->to, want) &&
                     count_of(s->to, want) + count_of(s->to, got) == count_of(s->from, want);
    return str_has(p->from->src->text, got) && (!is_one_of || is_code_of(&p->from->o, got));
}

/* Is this code of the original, but for quotes, case, spaces or a letter, and nowhere in it as it
 * stands here? */
static bool is_spoilt(const sides *s, str want, str got) {
    enum { LETTERS = 6 }; /* of what may have been written otherwise on purpose */
    const pair *p = s->p;
    if (str_eq(want, got) || is_original(s, want, got))
        return false;
    if (code_is_smart(p->a, want, got))
        return true;
    nearness n = near(p->a, want, got);
    bool is_fewer = distance(want, got) == 1 && count_of(s->to, want) < count_of(s->from, want);
    return n == SAME_FOLDED || (n == NEAR && (is_fewer || (want.n >= LETTERS && got.n >= LETTERS)));
}

/* Code that stands twice, once as it should and once spoilt. */
static void find_spoilt(sides *s) {
    for (size_t i = 0; i < s->got.n; i++) {
        const atom *got = s->got.p[i], *want = NULL;
        for (uint32_t k = 0; k < s->from->natoms && !want; k++) {
            const atom *x = &s->from->atoms[k];
            if (x->kind == ATOM_CODE && is_spoilt(s, x->text, got->text))
                want = x;
        }
        if (!want)
            continue;
        bool smart = code_is_smart(s->p->a, want->text, got->text);
        tell_near(s, smart ? RULE_CODE_SMART_QUOTES : RULE_CODE_INLINE, want, got);
        remove_at(&s->got, i--);
    }
}

/* As many are lost as are new: they are each other's. */
static void find_translated(sides *s) {
    if (!s->lost.n || s->lost.n != s->got.n)
        return;
    for (size_t i = 0; i < s->lost.n; i++) {
        diag *e = tell(s, RULE_CODE_INLINE, s->lost.p[i], s->got.p[i]);
        diag_weaken(s->p->d, e, is_free(s->lost.p[i]->text) ? SEV_NOTE : SEV_WARNING);
        diag_help(s->p->d, e, "take it from the original, if it is no text for readers");
    }
    s->lost.n = 0;
}

/* "<code>x</code>" says the same. */
static bool is_in_tags(const leaf *l, str code) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_HTML &&
            (str_starts(l->atoms[i].text, S("<code")) || str_starts(l->atoms[i].text, S("<kbd")) ||
             str_starts(l->atoms[i].text, S("<tt"))))
            return str_has(l->text, code);
    return false;
}

/* Where the one that is missing stands as text: its backticks are lost, escaped, or others. */
static span place_as_text(const sides *s) {
    enum { LEAST = 3 };
    str code = written_from(s, s->lost.p[0]);
    size_t at = code.n < LEAST ? STR_NONE : str_find(s->to->text, code);
    if (at == STR_NONE)
        return (span){0};
    span is = place_of_text(&s->p->to->o, s->to, at, code.n);
    return is.n == code.n ? is : (span){0};
}

static void find_missing(sides *s) {
    const pair *p = s->p;
    for (size_t i = 0; i < s->lost.n; i++)
        if (is_in_tags(s->to, s->lost.p[i]->text))
            remove_at(&s->lost, i--);
    if (!s->lost.n)
        return;
    buf all = buf_new(p->a, 64);
    bool is_note = true;
    for (size_t i = 0; i < s->lost.n; i++)
        is_note = is_note && is_free(s->lost.p[i]->text);
    for (size_t i = 0; i < s->lost.n && i < 3; i++) {
        str quote = code_quote(p->a, written_from(s, s->lost.p[i]));
        buf_printf(&all, "%s%.*s", i ? ", " : "", STR_FMT(quote));
    }
    if (s->lost.n > 3)
        buf_printf(&all, " and %zu more", s->lost.n - 3);
    span first = outline_atom(&p->from->o, s->from, s->lost.p[0]);
    span as_text = s->lost.n == 1 ? place_as_text(s) : (span){0};
    diag *e =
        diag_add(p->d, RULE_CODE_INLINE_MISSING,
                 as_text.n ? as_text : place_beside(p, s->from, first, s->to),
                 "code of the original is missing in this block: %.*s", STR_FMT(buf_str(&all)));
    if (is_note)
        diag_weaken(p->d, e, SEV_NOTE);
    if (as_text.n)
        diag_help(p->d, e, "it is text here: write it between plain backticks, `%.*s`",
                  STR_FMT(written_from(s, s->lost.p[0])));
    else
        diag_help(p->d, e, "name %s here too, between backticks%.*s: the original says %.*s",
                  s->lost.n == 1 ? "it" : "them", STR_FMT(place_sentences(p, s->from, s->to)),
                  STR_FMT(cure_words(p->a, first)));
    diag_also(p->d, e, first, "the original");
}

void rule_inline(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        sides s = {.p = p, .from = pair_from(p, x), .to = pair_to(p, x)};
        if (s.from->holding == s.to->holding)
            continue;
        s.lost = only_in(p->a, s.from, s.to);
        s.got = only_in(p->a, s.to, s.from);
        find_joined(&s);
        find_near(&s);
        find_mixed(&s);
        find_regrouped(&s);
        if (!s.lost.n)
            find_spoilt(&s);
        find_translated(&s);
        find_missing(&s);
    }
}
