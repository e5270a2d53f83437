/* The glossary: terms that have a name in the translation's language, that stay as they are, that
 * are not to be used. Endings are left open, as languages inflect. */
#include "parity/glossary.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "parity/pair.h"

typedef struct side {
    str whole; /* all of the source, folded: what is not in it is in no block */
    str *text; /* of each leaf, folded; made when it is asked for */
    bool is_case;
} side;

typedef struct checking {
    const pair *p;
    side from, to, from_case, to_case; /* …_case: with its capitals */
} checking;

static str normal(arena *a, str s, bool is_case) {
    return is_case ? utf8_nfc(a, s) : utf8_fold(a, s);
}

static side side_of(arena *a, const outline *o, bool is_case) {
    side s = {.is_case = is_case};
    s.whole = normal(a, str_from(o->src->text, o->body_at), is_case);
    s.text = arena_make(a, str, o->n);
    return s;
}

/* What a reader sees of a leaf, and, as a name may stand in code or bold, how it was written. */
static str text_of(arena *a, const side *s, const outline *o, const leaf *l) {
    str *slot = &s->text[l - o->leaves];
    if (!slot->p) {
        str raw = str_slice(o->src->text, l->at, l->at + l->n);
        *slot = normal(a, str_cat(a, str_cat(a, l->text, S("\n")), raw), s->is_case);
    }
    return *slot;
}

/* ---- words ---- */

/* Is this a letter of a script that parts words by spaces? */
static bool is_letter_at(str s, size_t at, bool before) {
    uint32_t cp;
    if (before) {
        if (!at)
            return false;
        at = utf8_back(s, at);
    }
    if (at >= s.n)
        return false;
    utf8_decode(str_from(s, at), &cp);
    return utf8_is_word(cp) && !utf8_is_cjk(cp) && !(cp >= 0xE00 && cp < 0x1100) &&
           !(cp >= 0x1780 && cp < 0x1800);
}

/* How many letters follow at `at`, up to `most`. */
static size_t ending(str s, size_t at, size_t most) {
    size_t n = 0;
    while (n < most && is_letter_at(s, at, false)) {
        uint32_t cp;
        at += utf8_decode(str_from(s, at), &cp);
        n++;
    }
    return n;
}

/* Finds a term as it is, or with up to two letters more ("s", "es", "en"), as a word. */
static size_t find_word(str s, str word) {
    size_t letters = utf8_count(word), more = letters > 4 ? 2 : letters > 3 ? 1 : 0;
    for (size_t from = 0, at; (at = str_find(str_from(s, from), word)) != STR_NONE; from++) {
        from += at;
        if (is_letter_at(s, from, true) && is_letter_at(s, from, false))
            continue;
        if (ending(s, from + word.n, more + 1) <= more)
            return from;
    }
    return STR_NONE;
}

/* What of a word stays when it is inflected. */
static str stem(str word) {
    size_t n = utf8_count(word), off = n >= 6 ? 2 : n >= 4 ? 1 : 0;
    uint32_t cp;
    return utf8_decode(word, &cp) && utf8_is_cjk(cp)
               ? word
               : str_slice(word, 0, utf8_offset(word, n - off));
}

static str next_word(str *rest) {
    str word;
    *rest = str_ltrim(*rest);
    str_cut(*rest, S(" "), &word, rest);
    return word;
}

/* The words of a name, each with any ending, one after the other from the beginning of `s`. */
static bool begins_name(str s, str name) {
    enum { ENDING = 6 };
    while (name.n) {
        str word = stem(next_word(&name));
        if (!str_starts(s, word))
            return false;
        s = str_from(s, word.n);
        for (size_t i = 0; i < ENDING && is_letter_at(s, 0, false); i++) {
            uint32_t cp;
            s = str_from(s, utf8_decode(s, &cp));
        }
        if (name.n && is_letter_at(s, 0, false))
            return false;
        size_t gap = 0;
        while (gap < s.n && (ascii_is_space(s.p[gap]) || (name.n && s.p[gap] == '*')))
            gap++;
        s = str_from(s, gap);
    }
    return true;
}

/* Articles and little words that Arabic and Hebrew write before a word, without a blank: "الشاي" is
 * the tea, "והתה" and the tea. */
static bool is_prefixed(str s, size_t at) {
    enum { MOST = 4, BYTES = 2 };
    for (int n = 0; n < MOST && at >= BYTES && is_letter_at(s, at, true); n++, at -= BYTES)
        if (!str_is_in_words(str_slice(s, at - BYTES, at), " ا ل و ب ك ف س ה ו ב ל מ ש כ "))
            return false;
    return !is_letter_at(s, at, true);
}

static bool has_name(str s, str name) {
    str rest = name, first = stem(next_word(&rest));
    for (size_t from = 0, at; (at = str_find(str_from(s, from), first)) != STR_NONE; from++) {
        from += at;
        if (is_prefixed(s, from) && begins_name(str_from(s, from), name))
            return true;
    }
    return false;
}

/* ---- terms that have a name ---- */

typedef vec(str) names;

static names names_of(arena *a, value v) {
    names out = {0};
    if (v.kind == V_STR)
        *vec_push(a, &out) = str_trim(value_as_str(v));
    for (uint32_t i = 0; v.kind == V_LIST && i < v.n; i++)
        *vec_push(a, &out) = str_trim(value_as_str(v.u.list[i]));
    return out;
}

static names all_normal(arena *a, const names *of, bool is_case) {
    names out = {0};
    for (size_t i = 0; i < of->n; i++)
        *vec_push(a, &out) = normal(a, of->p[i], is_case);
    return out;
}

static bool has_any(str s, const names *wanted) {
    for (size_t i = 0; i < wanted->n; i++)
        if (has_name(s, wanted->p[i]))
            return true;
    return false;
}

/* What is looked for. */
typedef struct wish {
    str word;     /* of the original */
    names wanted; /* one of them here; none: the word itself */
    bool is_case;
} wish;

static str quote_all(arena *a, const names *wanted) {
    buf b = buf_new(a, 64);
    for (size_t i = 0; i < wanted->n; i++)
        buf_printf(&b, "%s%.*s", i ? " or " : "", STR_FMT(code_quote(a, wanted->p[i])));
    return buf_str(&b);
}

/* Told at the first of n blocks. */
static void tell_wish(const pair *p, const aligned *x, const wish *w, uint32_t n) {
    span at = outline_leaf(&p->to->o, pair_to(p, x));
    str word = code_quote(p->a, w->word);
    diag *e;
    buf more = buf_new(p->a, 32);
    if (n > 1)
        buf_printf(&more, " and in %u more", n - 1);
    if (w->wanted.n)
        e = diag_add(p->d, RULE_GLOSSARY_TERM, at,
                     "the glossary's %.*s for %.*s is missing in this block%.*s",
                     STR_FMT(quote_all(p->a, &w->wanted)), STR_FMT(word), STR_FMT(buf_str(&more)));
    else
        e = diag_add(
            p->d, RULE_GLOSSARY_TERM, at,
            "%.*s, which the glossary keeps in every language, is missing in this block%.*s",
            STR_FMT(word), STR_FMT(buf_str(&more)));
    diag_help(p->d, e, "write it here, or change %.*s", STR_FMT(p->glossary->path));
    pair_original(p, e, pair_from(p, x), "the original");
}

static bool is_prose(const pair *p, const aligned *x) {
    return aligned_is_pair(x) && pair_from(p, x)->class != LEAF_CODE &&
           pair_from(p, x)->class != LEAF_HTML && pair_from(p, x)->class != LEAF_BREAK;
}

/* Each block whose original has the word must have what is wanted. */
static void check_wish(const checking *c, const wish *w) {
    const pair *p = c->p;
    const side *from = w->is_case ? &c->from_case : &c->from;
    const side *to = w->is_case ? &c->to_case : &c->to;
    str word = normal(p->a, w->word, w->is_case);
    if (!word.n || !str_has(from->whole, word))
        return;
    names wanted = all_normal(p->a, &w->wanted, w->is_case);
    if (!wanted.n)
        *vec_push(p->a, &wanted) = word;
    const aligned *first = NULL;
    uint32_t n = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!is_prose(p, x))
            continue;
        str read = normal(p->a, pair_from(p, x)->text, w->is_case);
        if (find_word(read, word) != STR_NONE &&
            !has_any(text_of(p->a, to, &p->to->o, pair_to(p, x)), &wanted) && n++ == 0)
            first = x;
    }
    if (first)
        tell_wish(p, first, w, n);
}

static void check_terms(const checking *c) {
    const pair *p = c->p;
    for (size_t i = 0; i < p->glossary->nterms; i++) {
        const term *t = &p->glossary->terms[i];
        names here = names_of(p->a, glossary_of(t->names, p->to->tag));
        names there = names_of(p->a, glossary_of(t->names, p->from->tag));
        for (size_t k = 0; here.n && k < there.n; k++)
            check_wish(c, &(wish){there.p[k], here, t->is_case});
    }
    for (size_t i = 0; i < p->glossary->nkept; i++)
        check_wish(c, &(wish){.word = p->glossary->kept[i], .is_case = true});
}

/* ---- words that are not to be used ---- */

/* Where a folded word stands in a leaf's source, as far as that can be found out. */
static span locate(const pair *p, const leaf *l, str word) {
    str raw = str_slice(p->to->src->text, l->at, l->at + l->n);
    for (size_t i = 0; i < raw.n; i++) {
        if (((unsigned char)raw.p[i] & 0xC0) == 0x80 || is_letter_at(raw, i, true))
            continue;
        str head = utf8_fold(p->a, str_slice(raw, i, i + word.n + 8));
        if (str_starts(head, word))
            return span_of(p->to->src, l->at + i, word.n);
    }
    return outline_leaf(&p->to->o, l);
}

static void check_forbidden(const checking *c, str word, str better) {
    const pair *p = c->p;
    str folded = utf8_fold(p->a, str_trim(word));
    if (!folded.n || !str_has(c->to.whole, folded))
        return;
    for (size_t i = 0; i < p->to->o.n; i++) {
        const leaf *l = &p->to->o.leaves[i];
        bool is_text = l->class == LEAF_TEXT || l->class == LEAF_HEADING || l->class == LEAF_ROW;
        if (!is_text || find_word(utf8_fold(p->a, l->text), folded) == STR_NONE)
            continue;
        diag *e = diag_add(p->d, RULE_GLOSSARY_TERM, locate(p, l, folded),
                           "the glossary forbids %.*s%s%.*s", STR_FMT(code_quote(p->a, word)),
                           better.n ? ", wanted " : "",
                           STR_FMT(better.n ? code_quote(p->a, better) : better));
        diag_help(p->d, e, "write %.*s, or change %.*s",
                  STR_FMT(better.n ? better : S("another word")), STR_FMT(p->glossary->path));
    }
}

static void check_all_forbidden(const checking *c) {
    value v = glossary_of(c->p->glossary->forbidden, c->p->to->tag);
    if (v.kind == V_STR)
        check_forbidden(c, value_as_str(v), S(""));
    for (uint32_t i = 0; v.kind == V_LIST && i < v.n; i++)
        check_forbidden(c, value_as_str(v.u.list[i]), S(""));
    for (uint32_t i = 0; v.kind == V_MAP && i < v.u.map->n; i++)
        check_forbidden(c, value_as_str(v.u.map->members[i].key),
                        value_as_str(v.u.map->members[i].val));
}

void rule_glossary(const pair *p) {
    if (!p->glossary)
        return;
    checking c = {.p = p};
    c.from = side_of(p->a, &p->from->o, false);
    c.from_case = side_of(p->a, &p->from->o, true);
    c.to = side_of(p->a, &p->to->o, false);
    c.to_case = side_of(p->a, &p->to->o, true);
    check_terms(&c);
    check_all_forbidden(&c);
}
