#include "parity/rules/sentences.h"

#include <string.h>

#include "parity/rules/runs.h"

enum {
    SENTENCE_WORDS = 6, /* fewer may be a name, or a title */
    ODD_WORDS = 4,  /* little words of other languages that make a look at each sentence worth it */
    SURE_WORDS = 4, /* different ones show a sentence's language, whatever the original says */
};

/* ---- sentences ---- */

/* Bytes of what ends a sentence at i; 0: nothing does. */
static size_t end_at(str text, size_t i) {
    char c = text.p[i];
    str rest = str_from(text, i);
    if (str_starts(rest, S("。")) || str_starts(rest, S("！")) || str_starts(rest, S("？")))
        return 3;
    bool is_end = (c == '.' || c == '!' || c == '?' || c == '\n') &&
                  (rest.n == 1 || ascii_is_space(rest.p[1]));
    return is_end;
}

/* The next one, which `rest` then has no more. */
static str next_sentence(str *rest) {
    size_t i = 0, n;
    while (i < rest->n && !(n = end_at(*rest, i)))
        i++;
    str out = str_slice(*rest, 0, i < rest->n ? i + n : i);
    *rest = str_from(*rest, out.n);
    return str_trim(out);
}

/* Quoted titles may stay as they are. */
static bool is_quoted(str sentence) {
    return sentence.n && (sentence.p[0] == '"' || (unsigned char)sentence.p[0] == 0xE2 ||
                          (unsigned char)sentence.p[0] == 0xC2);
}

/* May a sentence stay as it is: has it a quotation in it, or is it a title that is linked? */
static bool has_quotation(str s) {
    size_t first = str_find_char(s, '"');
    return (first != STR_NONE && str_find_char(str_from(s, first + 1), '"') != STR_NONE) ||
           str_has(s, S("\xE2\x80\x9C")) || str_has(s, S("\xC2\xAB")) || str_has(s, S("「"));
}

/* Without what may stand around a link: "([Tea for two](…))." */
static str without_marks(str s) {
    while (s.n && memchr("().,:;*_", s.p[0], 8))
        s = str_from(s, 1);
    while (s.n && memchr("().,:;*_", s.p[s.n - 1], 8))
        s.n--;
    return s;
}

static bool is_linked(const speaker *s, const leaf *to, str sentence) {
    str text = str_slice(s->p->to->src->text, to->at, to->at + to->n);
    sentence = without_marks(sentence);
    size_t at = str_find(text, sentence);
    return at != STR_NONE && runs_are_linked(text, at, at + sentence.n);
}

/* ---- findings ---- */

static void tell(const speaker *s, const leaf *from, span at, str what, str is, str help) {
    const pair *p = s->p;
    diag *e = diag_add(p->d, RULE_LANG_SENTENCE, at, "%.*s: %.*s", STR_FMT(is),
                       STR_FMT(text_quote(p->a, what)));
    diag_help(p->d, e, "%.*s", STR_FMT(help));
    pair_original(p, e, from, "the original");
}

/* Of a text that is shown, as far as it is written so. */
static span place_of(const speaker *s, const leaf *to, str what) {
    atom x = {.at = to->at, .text = what};
    return outline_atom(&s->p->to->o, to, &x);
}

static bool is_verbatim(const speaker *s, str sentence, const leaf *from) {
    if (sentence.n < 2 * SENTENCE_WORDS - 1 || !str_has(from->text, sentence))
        return false;
    profile q = profile_of(sentence, s->from, s->to);
    return q.words >= SENTENCE_WORDS && profile_speaks(&q, 0) && q.hits[0] > q.hits[1];
}

/* Is it in the original's language, though these are not its words? */
static bool is_in_source(const speaker *s, const profile *q) {
    return s->shares_script && q->words >= SENTENCE_WORDS && q->distinct[0] >= SURE_WORDS &&
           10 * q->hits[0] >= 3 * q->words && q->hits[0] > 2 * q->hits[1];
}

/* The language, if it is not the translation's, of a sentence; empty: that cannot be told. */
static str language_of(const speaker *s, str sentence, const leaf *from, const leaf *to) {
    leaf part = *to;
    part.text = sentence;
    profile q = profile_of(sentence, s->from, s->to);
    return is_in_source(s, &q) ? s->p->from->tag : third_find(s, from, &part, &q).tag;
}

static str find_verbatim(const speaker *s, const leaf *from, const leaf *to) {
    for (str rest = to->text; rest.n;) {
        str one = next_sentence(&rest);
        if (!is_quoted(one) && is_verbatim(s, one, from) && !is_linked(s, to, one))
            return one;
    }
    return (str){0};
}

static void check_language(const speaker *s, const leaf *from, const leaf *to) {
    for (str rest = to->text; rest.n;) {
        str one = next_sentence(&rest);
        bool may_be = one.n < to->text.n && !is_quoted(one) && !has_quotation(one);
        str tag = may_be ? language_of(s, one, from, to) : (str){0};
        if (!tag.n || is_linked(s, to, one))
            continue;
        buf is = buf_new(s->p->a, 64);
        buf_printf(&is, "a sentence seems to be in %.*s", STR_FMT(third_name(s->p, tag)));
        tell(s, from, place_of(s, to, one), one, buf_str(&is), S("translate it"));
        return;
    }
}

void sentences_check(const speaker *s, const leaf *from, const leaf *to, const profile *q) {
    const source *src = s->p->to->src;
    str found = {0};
    if (q->distinct[0] >= 2 && q->words >= SENTENCE_WORDS)
        found = find_verbatim(s, from, to);
    if (found.n) {
        tell(s, from, place_of(s, to, found), found, S("a sentence is not translated"),
             S("translate it"));
        return;
    }
    found = runs_find(s, from, to, q);
    if (found.n) {
        tell(s, from, span_of(src, (uint32_t)(found.p - src->text.p), (uint32_t)found.n), found,
             S("words of this block are not translated"),
             S("translate them; a name or title may stay in quotes"));
        return;
    }
    bool is_odd = tongue_has_words(s->to) && q->known >= q->hits[1] + ODD_WORDS;
    if (is_odd || letter_sets_meet(&s->foreign, &q->seen))
        check_language(s, from, to);
}
