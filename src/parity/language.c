#include "parity/language.h"

#include "parity/rules/stand_in.h"

/* Languages that are not written in Latin letters, or not only. */
static const struct {
    char tag[4];
    uint32_t scripts;
} scripts[] = {{"ru", 1U << SCRIPT_CYRILLIC},
               {"uk", 1U << SCRIPT_CYRILLIC},
               {"be", 1U << SCRIPT_CYRILLIC},
               {"bg", 1U << SCRIPT_CYRILLIC},
               {"sr", 1U << SCRIPT_CYRILLIC | 1U << SCRIPT_LATIN},
               {"mk", 1U << SCRIPT_CYRILLIC},
               {"kk", 1U << SCRIPT_CYRILLIC},
               {"ky", 1U << SCRIPT_CYRILLIC},
               {"mn", 1U << SCRIPT_CYRILLIC},
               {"ba", 1U << SCRIPT_CYRILLIC},
               {"ce", 1U << SCRIPT_CYRILLIC},
               {"cv", 1U << SCRIPT_CYRILLIC},
               {"os", 1U << SCRIPT_CYRILLIC},
               {"tt", 1U << SCRIPT_CYRILLIC},
               {"tg", 1U << SCRIPT_CYRILLIC | 1U << SCRIPT_LATIN},
               {"uz", 1U << SCRIPT_CYRILLIC | 1U << SCRIPT_LATIN},
               {"el", 1U << SCRIPT_GREEK},
               {"ar", 1U << SCRIPT_ARABIC},
               {"fa", 1U << SCRIPT_ARABIC},
               {"ur", 1U << SCRIPT_ARABIC},
               {"ps", 1U << SCRIPT_ARABIC},
               {"sd", 1U << SCRIPT_ARABIC},
               {"ug", 1U << SCRIPT_ARABIC},
               {"ckb", 1U << SCRIPT_ARABIC},
               {"ku", 1U << SCRIPT_ARABIC | 1U << SCRIPT_LATIN},
               {"he", 1U << SCRIPT_HEBREW},
               {"yi", 1U << SCRIPT_HEBREW},
               {"hi", 1U << SCRIPT_DEVANAGARI},
               {"mr", 1U << SCRIPT_DEVANAGARI},
               {"ne", 1U << SCRIPT_DEVANAGARI},
               {"sa", 1U << SCRIPT_DEVANAGARI},
               {"mai", 1U << SCRIPT_DEVANAGARI},
               {"bn", 1U << SCRIPT_BENGALI},
               {"as", 1U << SCRIPT_BENGALI},
               {"ta", 1U << SCRIPT_TAMIL},
               {"th", 1U << SCRIPT_THAI},
               {"zh", 1U << SCRIPT_HAN},
               {"yue", 1U << SCRIPT_HAN},
               {"ja", 1U << SCRIPT_HAN | 1U << SCRIPT_KANA},
               {"ko", 1U << SCRIPT_HANGUL},
               {"te", 1U << SCRIPT_OTHER},
               {"kn", 1U << SCRIPT_OTHER},
               {"ml", 1U << SCRIPT_OTHER},
               {"gu", 1U << SCRIPT_OTHER},
               {"pa", 1U << SCRIPT_OTHER},
               {"or", 1U << SCRIPT_OTHER},
               {"si", 1U << SCRIPT_OTHER},
               {"my", 1U << SCRIPT_OTHER},
               {"km", 1U << SCRIPT_OTHER},
               {"lo", 1U << SCRIPT_OTHER},
               {"ka", 1U << SCRIPT_OTHER},
               {"hy", 1U << SCRIPT_OTHER},
               {"am", 1U << SCRIPT_OTHER},
               {"ti", 1U << SCRIPT_OTHER},
               {"bo", 1U << SCRIPT_OTHER},
               {"dz", 1U << SCRIPT_OTHER},
               {"dv", 1U << SCRIPT_OTHER}};

/* Languages that say most with the little words of another, whose text they are not left in for
 * that. */
static const struct {
    char tag[4], like[4];
} near[] = {{"pcm", "en"}, {"sco", "en"}, {"jam", "en"}, {"nn", "nb"},  {"ast", "es"},
            {"an", "es"},  {"fy", "nl"},  {"lb", "de"},  {"gsw", "de"}, {"nds", "de"}};

str tongue_language(str tag) {
    size_t dash = str_find_char(tag, '-');
    return str_slice(tag, 0, dash == STR_NONE ? tag.n : dash);
}

static uint32_t scripts_of(str language) {
    char first = language.n ? ascii_lower(language.p[0]) : 0;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (scripts[i].tag[0] == first && str_eq_fold(str_of(scripts[i].tag), language))
            return scripts[i].scripts;
    return 1U << SCRIPT_LATIN;
}

static str with_words(str language) {
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if (str_eq_fold(str_of(near[i].tag), language))
            return str_of(near[i].like);
    return language;
}

const tongue *tongue_of(arena *a, const babel *all, str tag) {
    tongue *t = arena_make(a, tongue, 1);
    str language = tongue_language(tag);
    t->all = all;
    t->scripts = scripts_of(language);
    t->langs = babel_bit(with_words(language));
    return t;
}

const lore *lore_new(arena *a) {
    lore *l = arena_make(a, lore, 1);
    *l = (lore){.words = babel_new(a), .han = han_table_new(a), .letters = letters_new(a)};
    stand_in_begins(&l->begins);
    return l;
}
