/* Lines that say that a translation follows, or that it ends. */
#include "parity/rules/phrase.h"
#include "parity/rules/remark.h"

/* Words before "translation" where it is a label: "French translation:", "日本語訳：". */
static phrases labels = {
    "the translation",
    "la traduction",
    "die übersetzung",
    "la traducción",
    "a tradução",
    "la traduzione",
    "french translation",
    "german translation",
    "spanish translation",
    "japanese translation",
    "chinese translation",
    "日本語訳",
    "中文翻译",
    "中文翻譯",
    "한국어 번역",
    "الترجمة",
    "हिन्दी अनुवाद",
    "हिंदी अनुवाद",
    NULL,
};

bool remark_is_label(str s) {
    enum { LONGEST = 48 };
    static phrases follows = {"follow", "suit", "folgt", "sigue", "segue", "seguente",
                              "以下",   "如下", "다음",  "أدناه", "नीचे",   NULL};
    phrase_text all;
    s = str_rtrim(s);
    phrase_search(&all, s);
    bool is_led = str_ends(s, S(":")) || str_ends(s, S("\uFF1A"));
    bool begins = phrase_begins(s, phrase_translation) || phrase_begins(s, labels);
    return begins && s.n <= LONGEST && (is_led || phrase_holds(&all, follows));
}

bool remark_is_end(str s) {
    enum { LONGEST = 48 };
    static phrases ends = {"end of", "fin de",   "ende der", "fine della", "fim da",
                           "конец ", "翻译结束", "翻譯結束", "翻訳終",     NULL};
    phrase_text all;
    if (s.n > LONGEST || !phrase_begins(s, ends))
        return false;
    phrase_search(&all, s);
    return phrase_holds(&all, phrase_translation);
}
