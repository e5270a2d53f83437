/* Phrases that a text begins with or holds, in many languages. */
#include "parity/rules/phrase.h"

#include "base/buf.h"
#include "base/utf8.h"

/* Stems of "to translate" and "translation". */
phrases phrase_translation = {
    "translat", "traduc",    "traduç",  "traduz",   "traduit",  "traduir",  "tradott",  "traduzion",
    "tradurr",  "übersetz",  "vertal",  "vertaal",  "översätt", "översatt", "oversett", "oversatt",
    "tłumacz",  "przekład",  "překlad", "přelož",   "перевод",  "перевед",  "перевест", "переклад",
    "fordít",   "переклас",  "תרגם",    "käännö",   "μετάφρασ", "çevir",    "çeviri",   "terjemah",
    "bản dịch", "dịch",      "ترجم",    "תרגום",    "תרגמ",     "अनुवाद",    "अनुदित",    "अनूदित",
    "অনুবাদ",    "மொழிபெயர்ப்", "翻訳",    "日本語訳", "訳文",     "翻译",     "翻譯",     "译文",
    "譯文",     "译本",      "번역",    "แปล",      "localiz",  "localis",  NULL,
};

size_t phrase_begins(str s, phrases list) {
    for (size_t i = 0; s.n && list[i]; i++)
        if (list[i][0] == s.p[0] && str_starts(s, str_of(list[i])))
            return str_of(list[i]).n;
    return 0;
}

static uint32_t hash_pair(const char *p) {
    return (uint32_t)(unsigned char)p[0] * 37 ^ (unsigned char)p[1];
}

void phrase_search(phrase_text *s, str text) {
    *s = (phrase_text){.text = text};
    for (size_t i = 0; i + 1 < text.n; i++)
        sieve_add(&s->pairs, hash_pair(text.p + i));
}

bool phrase_holds(const phrase_text *s, phrases list) {
    for (size_t i = 0; list[i]; i++)
        if (sieve_may_have(&s->pairs, hash_pair(list[i])) &&
            sieve_may_have(&s->pairs, hash_pair(list[i] + 1)) && str_has(s->text, str_of(list[i])))
            return true;
    return false;
}

bool phrase_asks(str s) {
    s = str_rtrim(s);
    return str_ends(s, S("?")) || str_ends(s, S("？")) || str_ends(s, S("؟"));
}

bool phrase_is_between(str s) {
    uint32_t cp;
    if (!s.n)
        return false;
    utf8_decode(s, &cp);
    return utf8_is_space(cp) || utf8_is_punct(cp);
}

str phrase_skip(str s) {
    while (phrase_is_between(s) && s.p[0] != '<') {
        uint32_t cp;
        s = str_from(s, utf8_decode(s, &cp));
    }
    return s;
}

str phrase_fold(arena *a, str text) {
    enum { MATTERS = 480 };
    size_t n = text.n < MATTERS ? text.n : MATTERS;
    while (n && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    str s = utf8_fold(a, str_slice(text, 0, n));
    buf b = buf_new(a, s.n);
    for (size_t at; (at = str_find(s, S("\xE2\x80\x99"))) != STR_NONE; s = str_from(s, at + 3)) {
        buf_add(&b, str_slice(s, 0, at));
        buf_char(&b, '\'');
    }
    buf_add(&b, s);
    return buf_str(&b);
}
