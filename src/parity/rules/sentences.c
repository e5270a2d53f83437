#include "parity/rules/sentences.h"

static bool is_end(str text, size_t i) {
    char c = text.p[i];
    return (c == '.' || c == '!' || c == '?' || c == '\n') &&
           (i + 1 == text.n || ascii_is_space(text.p[i + 1]));
}

static bool is_verbatim(const speaker *s, str sentence, const leaf *from) {
    sentence = str_trim(sentence);
    if (sentence.n < 2 * SENTENCE_WORDS - 1 || !str_has(from->text, sentence))
        return false;
    profile q = profile_of(sentence, s->from, s->to);
    return q.words >= SENTENCE_WORDS && profile_speaks(&q, 0) && q.hits[0] > q.hits[1];
}

/* Quoted titles may stay as they are. */
static bool is_quoted(str sentence) {
    sentence = str_trim(sentence);
    return sentence.n && (sentence.p[0] == '"' || (unsigned char)sentence.p[0] == 0xE2 ||
                          (unsigned char)sentence.p[0] == 0xC2);
}

void sentences_check(const speaker *s, const leaf *from, const leaf *to) {
    const pair *p = s->p;
    size_t start = 0;
    for (size_t i = 0; i < to->text.n; i++) {
        if (!is_end(to->text, i) && i + 1 < to->text.n)
            continue;
        str sentence = str_slice(to->text, start, i + 1);
        start = i + 1;
        if (is_quoted(sentence) || !is_verbatim(s, sentence, from))
            continue;
        atom x = {.at = to->at, .text = str_trim(sentence)};
        diag *e =
            diag_add(p->d, RULE_LANG_SENTENCE, outline_atom(&p->to->o, to, &x),
                     "a sentence is not translated: %.*s", STR_FMT(text_quote(p->a, sentence)));
        diag_help(p->d, e, "translate it");
        pair_original(p, e, from, "the original");
        return;
    }
}
