/* Text in the wrong language, too short, too long. */
#include "mutate.h"

#include "base/utf8.h"

/* Markdown of a leaf of another note, without line marks. */
static str markdown_of(const note *n, const leaf *l) {
    return str_trim(str_slice(n->src->text, l->at, l->at + l->n));
}

static size_t count_words(str s) {
    size_t n = 0;
    bool in_word = false;
    for (size_t i = 0; i < s.n; i++) {
        bool is_letter = ascii_is_alpha(s.p[i]) || (s.p[i] & 0x80);
        n += is_letter && !in_word;
        in_word = is_letter || s.p[i] == '\'';
    }
    return n;
}

/* Is the leaf's counterpart prose of so many words, alone on its line? */
static bool has_prose(const trial *t, const leaf *l, size_t words) {
    const leaf *other = counterpart(t, l);
    return other && other->class == l->class && !str_has(other->text, S("://")) &&
           !str_has(l->text, S("\n")) && !str_has(other->text, S("\n")) &&
           count_words(other->text) >= words && str_eq(script_of(t->b->from->tag), S("latin"));
}

/* The original's text in place of the translation's. */
static bool put_original(trial *t, const leaf *l) {
    str now = str_trim(str_slice(t->text, l->at, l->at + l->n));
    str with = markdown_of(t->b->from, counterpart(t, l));
    return !str_eq(now, with) && change(t, l->at, now.n, with);
}

static bool is_long_paragraph(const trial *t, const leaf *l) {
    return is_paragraph(t, l) && has_prose(t, l, 8);
}

static bool untranslated_paragraph(trial *t) {
    const leaf *l = any_leaf(t, is_long_paragraph);
    return l && put_original(t, l);
}

static bool is_long_item(const trial *t, const leaf *l) {
    return (l->flags & LEAF_IS_ITEM) && has_prose(t, l, 8) && !(l->flags & LEAF_IS_TASK);
}

static bool untranslated_item(trial *t) {
    const leaf *l = any_leaf(t, is_long_item);
    return l && put_original(t, l);
}

/* One that is no name only: names stay. */
static bool is_long_heading(const trial *t, const leaf *l) {
    return is_heading(t, l) && has_prose(t, l, 3);
}

static bool untranslated_heading(trial *t) {
    const leaf *l = any_leaf(t, is_long_heading);
    return l && put_original(t, l);
}

/* ---- sentences ---- */

/* The sentence that ends at the i-th end; of prose without any marks. */
static range sentence(const leaf *l, const offsets *ends, size_t i) {
    size_t from = i ? ends->p[i - 1] : l->at;
    return (range){from, ends->p[i] - from};
}

/* A sentence of a paragraph, and the original's that it translates. */
typedef struct said {
    range to;
    str here, there;
} said;

static bool any_sentence(trial *t, said *out) {
    const leaf *l = any_leaf(t, is_plain_paragraph), *other = l ? counterpart(t, l) : NULL;
    offsets here = {0}, there = {0};
    if (!l || !other || !str_eq(script_of(t->b->from->tag), S("latin")))
        return false;
    trial from = *t;
    from.text = t->b->from->src->text;
    from.o = &t->b->from->o;
    sentence_ends(t, l, &here);
    sentence_ends(&from, other, &there);
    if (!here.n || here.n != there.n)
        return false;
    size_t i = any(t, here.n);
    range to = sentence(l, &here, i), r = sentence(other, &there, i);
    *out =
        (said){to, str_slice(t->text, to.at, to.at + to.n), str_slice(from.text, r.at, r.at + r.n)};
    return count_words(out->there) >= 6 && !str_has(out->there, S("*")) &&
           !str_has(out->there, S("\""));
}

static bool untranslated_sentence(trial *t) {
    said x;
    return any_sentence(t, &x) && change(t, x.to.at, x.to.n, x.there);
}

/* The last nine words of the original's sentence in place of the second half of the translation's.
 */
static bool untranslated_clause(trial *t) {
    enum { WORDS = 9 };
    said x;
    if (!any_sentence(t, &x) || count_words(x.there) < WORDS + 3 || count_words(x.here) < 8)
        return false;
    size_t at = x.there.n, half = x.here.n / 2;
    for (int i = 0; i < WORDS && at > 1; i++)
        while (--at > 1 && x.there.p[at - 1] != ' ')
            ;
    while (half < x.here.n && x.here.p[half - 1] != ' ')
        half++;
    str with = str_from(x.there, at);
    return half < x.here.n && utf8_is_ascii(with) && !str_has(with, S("(")) &&
           change(t, x.to.at + half, x.to.n - half, with);
}

static bool drop_sentence(trial *t) {
    const leaf *l = any_leaf(t, is_plain_paragraph);
    offsets ends = {0};
    if (l)
        sentence_ends(t, l, &ends);
    if (!ends.n)
        return false;
    range r = sentence(l, &ends, any(t, ends.n));
    return change(t, r.at, r.n, S(""));
}

/* ---- another language ---- */

/* Chinese in other characters is no other language. */
static bool is_of_same_script(const trial *t, str tag) {
    return !str_eq(str_slice(tag, 0, 2), str_slice(t->b->to->tag, 0, 2)) &&
           str_eq(script_of(tag), script_of(t->b->to->tag));
}

static bool is_of_other_script(const trial *t, str tag) {
    str script = script_of(tag), own = script_of(t->b->to->tag);
    bool are_cjk = str_eq(script, S("han")) || str_eq(script, S("kana"));
    bool is_cjk = str_eq(own, S("han")) || str_eq(own, S("kana"));
    return !str_eq(script, own) && !str_eq(script, S("latin")) && !(are_cjk && is_cjk);
}

static bool is_simplified(const trial *t, str tag) {
    (void)t;
    return str_eq(tag, S("zh-Hans"));
}

static bool is_readable(const trial *t, const leaf *l) {
    return is_paragraph(t, l) && !str_has(l->text, S("\n"));
}

static bool in_other_language(trial *t, bool (*is_wanted)(const trial *t, str tag),
                              uint32_t least) {
    const base *b = another_language(t, is_wanted);
    const leaf *l = any_leaf(t, is_readable), *other = b && l ? leaf_for(t, b, l) : NULL;
    if (!other || other->class != LEAF_TEXT || other->chars < least ||
        str_has(other->text, S("\n")))
        return false;
    str now = str_trim(str_slice(t->text, l->at, l->at + l->n));
    str with = markdown_of(b->to, other);
    /* What all languages write the same, such as an include, is no fault. */
    return !str_eq(now, with) && change(t, l->at, now.n, with);
}

static bool third_language(trial *t) {
    return in_other_language(t, is_of_same_script, 70);
}

static bool wrong_script(trial *t) {
    return in_other_language(t, is_of_other_script, 70);
}

/* Of languages that share Han characters. */
static bool is_of_other_cjk(const trial *t, str tag) {
    str script = script_of(tag), own = script_of(t->b->to->tag);
    bool are_cjk =
        str_eq(script, S("han")) || str_eq(script, S("kana")) || str_eq(script, S("hangul"));
    bool is_cjk = str_eq(own, S("han")) || str_eq(own, S("kana")) || str_eq(own, S("hangul"));
    return are_cjk && is_cjk && !str_eq(script, own);
}

static bool other_cjk(trial *t) {
    return in_other_language(t, is_of_other_cjk, 40);
}

static bool simplified(trial *t) {
    return str_eq(t->b->to->tag, S("zh-Hant")) && in_other_language(t, is_simplified, 30);
}

/* ---- length ---- */

static bool is_very_long(const trial *t, const leaf *l) {
    const leaf *other = counterpart(t, l);
    return is_plain_paragraph(t, l) && other && other->chars >= 160;
}

/* A third of it, up to the end of a word. */
static bool drop_half(trial *t) {
    const leaf *l = any_leaf(t, is_very_long);
    str now = l ? str_trim(str_slice(t->text, l->at, l->at + l->n)) : S("");
    size_t at = l ? l->at + now.n / 3 : 0;
    if (!l || str_has(now, S("*")) || str_has(now, S("_")))
        return false;
    while ((t->text.p[at] & 0xC0) == 0x80)
        at++;
    add_fault(t, l->at);
    return change(t, at, l->at + now.n - at, S(""));
}

static bool inflate(trial *t) {
    const leaf *l = any_leaf(t, is_plain_paragraph), *other = l ? counterpart(t, l) : NULL;
    if (!other || other->chars < 80)
        return false;
    buf b = buf_new(t->a, 1024);
    uint32_t chars = 0;
    for (size_t i = 0; i < 40 && chars < 2 * l->chars; i++) {
        const base *from = another_base(t);
        if (!from || !from->to->o.n)
            return false;
        const leaf *more = &from->to->o.leaves[any(t, from->to->o.n)];
        if (more->class != LEAF_TEXT || more->natoms || more->chars < 40 || more->nanchors)
            continue;
        buf_char(&b, ' ');
        buf_add(&b, markdown_of(from->to, more));
        chars += more->chars;
    }
    str now = str_trim(str_slice(t->text, l->at, l->at + l->n));
    add_fault(t, l->at);
    return chars >= 2 * l->chars && change(t, l->at + now.n, 0, buf_str(&b));
}

const kind language_kinds[] = {
    {"untranslated-paragraph", untranslated_paragraph},
    {"untranslated-item", untranslated_item},
    {"untranslated-heading", untranslated_heading},
    {"untranslated-sentence", untranslated_sentence},
    {"untranslated-clause", untranslated_clause},
    {"drop-sentence", drop_sentence},
    {"third-language", third_language},
    {"wrong-script", wrong_script},
    {"simplified-for-traditional", simplified},
    {"drop-half-paragraph", drop_half},
    {"inflate-paragraph", inflate},
    {"other-cjk", other_cjk},
    {NULL, NULL},
};
