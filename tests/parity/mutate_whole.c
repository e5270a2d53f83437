/* Lists, sections and whole texts in the wrong language, or in two. */
#include "mutate.h"

/* ---- the original's ---- */

/* The original, to look for places in it as in the translation. */
static trial original_of(const trial *t) {
    trial from = *t;
    from.text = t->b->from->src->text;
    from.o = &t->b->from->o;
    from.body_at = t->b->from->body_at;
    return from;
}

static bool is_latin(str tag) {
    return str_eq(script_of(tag), S("latin"));
}

static size_t count_words(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ascii_is_alpha(s.p[i]) && (i == 0 || ascii_is_space(s.p[i - 1]));
    return n;
}

/* How many words there are to translate in leaves [first, last]. */
static size_t words_between(const leaf *first, const leaf *last) {
    size_t n = 0;
    for (const leaf *l = first; l <= last; l++)
        n += l->class == LEAF_TEXT || l->class == LEAF_HEADING ? count_words(l->text) : 0;
    return n;
}

/* Titles, code and short lines before the first long paragraph do not show what language they are
 * in. */
static unsigned lines_to(const trial *t, const leaf *first, const leaf *last) {
    enum { LONG = 70 };
    const leaf *l = first;
    while (l < last && !(l->class == LEAF_TEXT && l->chars >= LONG))
        l++;
    unsigned n = 0;
    for (size_t at = first->at; at < l->at; at++)
        n += t->text.p[at] == '\n';
    return n;
}

/* Lines of the original in place of the translation's, from leaf to leaf. */
static bool put_back(trial *t, const leaf *first, const leaf *last, size_t words) {
    const leaf *from = counterpart(t, first), *to = counterpart(t, last);
    trial o = original_of(t);
    if (!from || !to || to < from || to - from != last - first || !is_latin(t->b->from->tag) ||
        words_between(from, to) < words)
        return false;
    range r = lines_between(t, first, last), of = lines_between(&o, from, to);
    str with = range_text(&o, of);
    if (has_definitions(range_text(t, r)) || has_definitions(with) ||
        str_eq(with, range_text(t, r)) || !str_ends(with, S("\n")))
        return false;
    t->lines = lines_to(&o, from, to);
    return change(t, r.at, r.n, with);
}

static bool has_text_under(const trial *t, const leaf *l) {
    const leaf *end = is_heading(t, l) ? section_end(t, l) : l;
    return end - l >= 2 && !(end->flags & LEAF_IS_NOTE) && end - l + 2 < (ptrdiff_t)t->o->n;
}

static bool untranslated_section(trial *t) {
    const leaf *l = any_leaf(t, has_text_under);
    return l && put_back(t, l, section_end(t, l), 25);
}

static bool begins_list(const trial *t, const leaf *l) {
    const leaf *end = run_end(t, l);
    bool is_list = outer_context(l) == IN_BULLETS || outer_context(l) == IN_NUMBERS;
    return is_list && run_begin(t, l) == l && end - l >= 2;
}

/* Of short items one cannot tell whether they are names. */
static bool has_long_item(const trial *t, const leaf *first, const leaf *last) {
    enum { WORDS = 8 };
    for (const leaf *l = first; l <= last; l++) {
        const leaf *from = counterpart(t, l);
        if (from && !from->natoms && count_words(from->text) >= WORDS)
            return true;
    }
    return false;
}

static bool untranslated_list(trial *t) {
    const leaf *l = any_leaf(t, begins_list);
    return l && has_long_item(t, l, run_end(t, l)) && put_back(t, l, run_end(t, l), 20);
}

static bool untranslated_body(trial *t) {
    trial o = original_of(t);
    str with = str_from(o.text, o.body_at);
    t->lines = o.o->n ? lines_to(&o, o.o->leaves, o.o->leaves + o.o->n - 1) : 0;
    return t->o->n > 3 && o.o->n > 3 && is_latin(t->b->from->tag) &&
           words_between(o.o->leaves, o.o->leaves + o.o->n - 1) >= 40 &&
           change(t, t->body_at, t->text.n - t->body_at, with);
}

/* ---- both ---- */

/* The original's paragraph before or behind its translation. */
static bool both_paragraphs(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph), *from = l ? counterpart(t, l) : NULL;
    trial o = original_of(t);
    if (!from || from->hash == l->hash || !is_paragraph(&o, from) || from->chars < 40)
        return false;
    range r = whole_lines(t, l), of = whole_lines(&o, from);
    str with = str_trim(range_text(&o, of));
    if (!str_ends(range_text(t, r), S("\n")) || has_definitions(with))
        return false;
    if (any(t, 2))
        return change(t, r.at, 0, str_cat(t->a, with, S("\n\n")));
    return change(t, r.at + r.n, 0, str_cat(t->a, str_cat(t->a, S("\n"), with), S("\n")));
}

/* Every paragraph in both languages. */
static bool bilingual(trial *t) {
    trial o = original_of(t);
    size_t n = 0;
    if (!is_latin(t->b->from->tag))
        return false;
    for (size_t i = 0; i < t->o->n; i++) {
        const leaf *l = &t->o->leaves[i], *from = counterpart(t, l);
        if (!is_paragraph(t, l) || !from || !is_paragraph(&o, from) || from->hash == l->hash)
            continue;
        str with = str_trim(range_text(&o, whole_lines(&o, from)));
        add_edit(t, line_begin(t->text, l->at), 0, str_cat(t->a, with, S("\n\n")));
        if (n++ == 0)
            add_fault(t, line_begin(t->text, l->at));
    }
    return n >= 3;
}

/* All of the original behind all of the translation, or before it. */
static bool both_bodies(trial *t) {
    trial o = original_of(t);
    str with = str_trim(str_from(o.text, o.body_at));
    size_t end = str_rtrim(t->text).n;
    if (t->o->n < 4 || has_definitions(with) || has_definitions(t->text) ||
        words_between(o.o->leaves, o.o->leaves + o.o->n - 1) < 30)
        return false;
    buf b = buf_new(t->a, with.n + 8);
    if (any(t, 2)) {
        buf_printf(&b, "%.*s\n\n", STR_FMT(with));
        return change(t, t->body_at, 0, buf_str(&b));
    }
    buf_printf(&b, "\n\n%.*s\n", STR_FMT(with));
    return change(t, end, t->text.n - end, buf_str(&b));
}

/* ---- a third language's ---- */

/* Of the same text: Chinese in other characters is no other language. */
static bool is_third(const trial *t, str tag) {
    str two = str_slice(tag, 0, 2);
    return !str_eq(two, str_slice(t->b->to->tag, 0, 2)) &&
           !str_eq(two, str_slice(t->b->from->tag, 0, 2));
}

/* Lines of another translation in place of this one's. */
static bool put_third(trial *t, const leaf *first, const leaf *last, uint32_t least) {
    const base *b = another_language(t, is_third);
    const leaf *from = b && first ? leaf_for(t, b, first) : NULL;
    const leaf *to = from ? leaf_for(t, b, last) : NULL;
    uint32_t most = 0, chars = 0;
    if (!to || to < from || to - from != last - first)
        return false;
    trial o = *t;
    o.text = b->to->src->text;
    o.o = &b->to->o;
    for (const leaf *l = from; l <= to; l++) {
        chars += l->class == LEAF_TEXT ? l->chars : 0;
        most = l->class == LEAF_TEXT && l->chars > most ? l->chars : most;
    }
    range r = lines_between(t, first, last), of = lines_between(&o, from, to);
    str with = range_text(&o, of);
    if (most < least || chars < 3 * least || has_definitions(range_text(t, r)) ||
        has_definitions(with) || !str_ends(with, S("\n")))
        return false;
    t->lines = lines_to(&o, from, to);
    return change(t, r.at, r.n, with);
}

static bool foreign_section(trial *t) {
    const leaf *l = any_leaf(t, has_text_under);
    return l && put_third(t, l, section_end(t, l), 70);
}

static bool foreign_list(trial *t) {
    const leaf *l = any_leaf(t, begins_list);
    return l && put_third(t, l, run_end(t, l), 70);
}

static bool foreign_body(trial *t) {
    const base *b = another_language(t, is_third);
    str with = b ? str_from(b->to->src->text, b->to->body_at) : S("");
    if (t->o->n < 5 || !b || b->to->o.n < 5)
        return false;
    trial o = *t;
    o.text = b->to->src->text;
    t->lines = lines_to(&o, b->to->o.leaves, b->to->o.leaves + b->to->o.n - 1);
    return with.n > 600 && change(t, t->body_at, t->text.n - t->body_at, with);
}

/* Two neighbouring paragraphs. */
static bool has_readable_after(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l);
    return is_paragraph(t, l) && next && is_paragraph(t, next);
}

static bool foreign_pair(trial *t) {
    const leaf *l = any_leaf(t, has_readable_after);
    return l && put_third(t, l, l + 1, 70);
}

/* ---- letters of another script ---- */

/* As it sounds, in Latin letters. */
static bool transliterate(trial *t) {
    static const char *const latin[] = {
        "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
        "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya"};
    const leaf *l = any_leaf(t, is_plain_paragraph);
    str now = l ? str_trim(str_slice(t->text, l->at, l->at + l->n)) : S("");
    buf b = buf_new(t->a, 2 * now.n);
    if (!l || !str_eq(script_of(t->b->to->tag), S("cyrillic")) || l->chars < 80)
        return false;
    for (size_t i = 0; i < now.n; i++) {
        unsigned char c = (unsigned char)now.p[i], next = (unsigned char)now.p[i + 1];
        uint32_t cp = (c & 0x1FU) << 6 | (next & 0x3FU);
        if (c != 0xD0 && c != 0xD1) {
            buf_char(&b, now.p[i]);
            continue;
        }
        i++;
        cp = cp >= 0x410 && cp < 0x430 ? cp + 0x20 : cp;
        if (cp >= 0x430 && cp < 0x450)
            buf_add(&b, str_of(latin[cp - 0x430]));
        else
            buf_char(&b, cp == 0x451 || cp == 0x454 ? 'e' : 'i');
    }
    return change(t, l->at, now.n, buf_str(&b));
}

/* ---- words that were left ---- */

static bool is_short_text(const trial *t, const leaf *l) {
    const leaf *other = counterpart(t, l);
    size_t n = other ? count_words(other->text) : 0;
    return (l->flags & LEAF_IS_ITEM) && !(l->flags & LEAF_IS_TASK) && n >= 4 && n < 8 &&
           !other->natoms && !l->natoms && is_latin(t->b->from->tag) &&
           !str_has(other->text, S("\n")) && other->hash != l->hash;
}

static bool untranslated_short_item(trial *t) {
    const leaf *l = any_leaf(t, is_short_text);
    str now = l ? str_trim(str_slice(t->text, l->at, l->at + l->n)) : S("");
    return l && !str_has(now, S("\n")) && change(t, l->at, now.n, counterpart(t, l)->text);
}

static bool is_plain_short(const leaf *l) {
    size_t n = count_words(l->text);
    return l->class == LEAF_TEXT && (l->flags & LEAF_IS_ITEM) && !l->natoms && n >= 2 && n < 8;
}

/* A list of nothing but short items. */
static bool begins_short_list(const trial *t, const leaf *l) {
    const leaf *end = run_end(t, l);
    bool is_it = begins_list(t, l);
    for (const leaf *k = l; is_it && k <= end; k++) {
        const leaf *from = counterpart(t, k);
        is_it = k->context == l->context && from && is_plain_short(from) && from->hash != k->hash;
    }
    return is_it;
}

static bool untranslated_short_list(trial *t) {
    const leaf *l = any_leaf(t, begins_short_list);
    return l && put_back(t, l, run_end(t, l), 6);
}

static bool is_row_of_words(const trial *t, const leaf *l) {
    const leaf *other = counterpart(t, l);
    return l->class == LEAF_ROW && other && other->class == LEAF_ROW && !other->natoms &&
           !l->natoms && is_latin(t->b->from->tag) && count_words(other->text) >= 6 &&
           other->hash != l->hash;
}

static bool untranslated_row(trial *t) {
    const leaf *l = any_leaf(t, is_row_of_words);
    trial o = original_of(t);
    if (!l)
        return false;
    range r = whole_lines(t, l);
    str with = range_text(&o, whole_lines(&o, counterpart(t, l)));
    return str_ends(with, S("\n")) && change(t, r.at, r.n, with);
}

const kind whole_kinds[] = {
    {"untranslated-section", untranslated_section},
    {"untranslated-list", untranslated_list},
    {"untranslated-body", untranslated_body},
    {"both-paragraphs", both_paragraphs},
    {"bilingual", bilingual},
    {"both-bodies", both_bodies},
    {"foreign-section", foreign_section},
    {"foreign-list", foreign_list},
    {"foreign-body", foreign_body},
    {"foreign-paragraphs", foreign_pair},
    {"transliterated", transliterate},
    {"untranslated-short-item", untranslated_short_item},
    {"untranslated-short-list", untranslated_short_list},
    {"untranslated-row", untranslated_row},
    {NULL, NULL},
};
