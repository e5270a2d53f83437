/* Numbers in words: small tables of many languages, Chinese and Roman numerals. */
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "parity/number.h"

/* ---- tables ---- */

typedef struct spelled {
    const char *tag;
    /* 0 to 20, 30 to 90 by tens, 100, 1000; parted by spaces, other forms behind '/', "_" is a
     * space within a word */
    const char *words;
} spelled;

static const spelled spelled_table[] = {
    {"en", "zero one/once two/twice/second three/third four five six seven eight nine ten eleven "
           "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty "
           "forty fifty sixty seventy eighty ninety hundred thousand"},
    {"fr", "zéro un/une deux trois quatre cinq six sept huit neuf dix/dizaine onze "
           "douze/douzaine treize quatorze quinze/quinzaine seize dix-sept dix-huit dix-neuf "
           "vingt/vingtaine trente/trentaine quarante cinquante/cinquantaine soixante "
           "soixante-dix/septante quatre-vingts/quatre-vingt/octante quatre-vingt-dix/nonante "
           "cent/cents/centaine mille/millier/milliers"},
    {"de", "null ein/eins/eine/einmal zwei/zweimal drei/dreimal vier fünf sechs sieben acht neun "
           "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig "
           "dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig hundert/hunderte "
           "tausend/tausende"},
    {"es", "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce/docena "
           "trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta "
           "cincuenta sesenta setenta ochenta noventa cien/ciento/cientos mil/miles"},
    {"it", "zero un/uno/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
           "quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta "
           "cinquanta sessanta settanta ottanta novanta cento/centinaia mille/mila/migliaia"},
    {"pt", "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze "
           "catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito "
           "dezenove/dezanove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa "
           "cem/cento/centenas mil/milhares"},
    {"nl", "nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
           "vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig "
           "zeventig tachtig negentig honderd/honderden duizend/duizenden"},
    {"sv", "noll en/ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton "
           "sexton sjutton arton nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio "
           "hundra tusen"},
    {"da", "nul en/et to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten "
           "seksten sytten atten nitten tyve tredive fyrre halvtreds tres halvfjerds firs "
           "halvfems hundrede tusind"},
    {"pl", "zero jeden/jedna/jedno dwa/dwie/dwóch trzy/trzech cztery/czterech pięć/pięciu "
           "sześć/sześciu siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście "
           "czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia "
           "trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt "
           "dziewięćdziesiąt sto/setki tysiąc/tysiące/tysięcy"},
    {"ru",
     "ноль один/одна/одно/одного два/две/двух три/трёх/трех четыре/четырёх пять/пяти "
     "шесть/шести семь/семи восемь/восьми девять/девяти десять/десяти одиннадцать/одиннадцати "
     "двенадцать/двенадцати тринадцать/тринадцати четырнадцать/четырнадцати "
     "пятнадцать/пятнадцати шестнадцать/шестнадцати семнадцать/семнадцати "
     "восемнадцать/восемнадцати девятнадцать/девятнадцати двадцать/двадцати "
     "тридцать/тридцати сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти "
     "семьдесят/семидесяти восемьдесят/восьмидесяти девяносто сто/ста/сотни/сотен "
     "тысяча/тысячи/тысяч"},
    {"uk", "нуль один/одна/одне/одного два/дві/двох три/трьох чотири/чотирьох п’ять/п'ять/п’яти "
           "шість/шести сім/семи вісім/восьми дев’ять/дев'ять десять/десяти одинадцять дванадцять "
           "тринадцять чотирнадцять п’ятнадцять/п'ятнадцять шістнадцять сімнадцять вісімнадцять "
           "дев’ятнадцять/дев'ятнадцять двадцять тридцять сорок п’ятдесят/п'ятдесят шістдесят "
           "сімдесят вісімдесят дев’яносто/дев'яносто сто/сотні/сотень тисяча/тисячі/тисяч"},
    {"cs", "nula jeden/jedna/jedno dva/dvě tři čtyři pět šest sedm osm devět deset jedenáct "
           "dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct dvacet třicet "
           "čtyřicet padesát šedesát sedmdesát osmdesát devadesát sto/stovky tisíc/tisíce"},
    {"tr", "sıfır bir iki üç dört beş altı yedi sekiz dokuz on on_bir on_iki on_üç on_dört on_beş "
           "on_altı on_yedi on_sekiz on_dokuz yirmi otuz kırk elli altmış yetmiş seksen doksan "
           "yüz bin"},
    {"vi", "không một hai ba bốn năm sáu bảy tám chín mười mười_một mười_hai mười_ba mười_bốn "
           "mười_lăm mười_sáu mười_bảy mười_tám mười_chín hai_mươi ba_mươi bốn_mươi năm_mươi "
           "sáu_mươi bảy_mươi tám_mươi chín_mươi trăm/một_trăm nghìn/ngàn"},
    {"id", "nol satu/sekali dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas "
           "dua_belas tiga_belas empat_belas lima_belas enam_belas tujuh_belas delapan_belas "
           "sembilan_belas dua_puluh tiga_puluh empat_puluh lima_puluh enam_puluh tujuh_puluh "
           "delapan_puluh sembilan_puluh seratus/ratus seribu/ribu"},
    {"hi", "शून्य एक दो तीन चार पाँच/पांच छह/छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह "
           "अठारह उन्नीस बीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे सौ हज़ार/हजार"},
    {"ar", "صفر واحد/واحدة اثنان/اثنين/مرتين ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع "
           "ثمانية/ثماني تسعة/تسع عشرة/عشر - - - - - - - - - عشرون/عشرين ثلاثون/ثلاثين "
           "أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين تسعون/تسعين "
           "مئة/مائة/مئات ألف/آلاف"},
    {"ko", "영 하나/한/일 둘/두/이 셋/세/삼 넷/네/사 다섯/오 여섯/육 일곱/칠 여덟/팔 아홉/구 열/십 "
           "열한/십일 열두/십이 십삼 십사 십오 십육 십칠 십팔 십구 스무/이십 서른/삼십 마흔/사십 "
           "쉰/오십 예순/육십 일흔/칠십 여든/팔십 아흔/구십 백 천"},
};

typedef struct scale {
    const char *word; /* or how it begins, if longer ones follow it in other forms */
    int8_t exp, other;
} scale;

static const scale scales[] = {
    {"hundred", 2, 0},  {"thousand", 3, 0}, {"mille", 3, 0},     {"millier", 3, 0},
    {"millones", 6, 0}, {"millón", 6, 0},   {"million", 6, 0},   {"milhão", 6, 0},
    {"milhões", 6, 0},  {"miljo", 6, 0},    {"milion", 6, 0},    {"milyon", 6, 0},
    {"milyar", 9, 0},   {"miliar", 9, 0},   {"milliard", 9, 0},  {"miljard", 9, 0},
    {"bilh", 9, 0},     {"billion", 9, 12}, {"billones", 12, 0}, {"trillion", 12, 18},
    {"mil", 3, 0},      {"mila", 3, 0},     {"tausend", 3, 0},   {"duizend", 3, 0},
    {"tusen", 3, 0},    {"tysi", 3, 0},     {"tis", 3, 0},       {"bin", 3, 0},
    {"nghìn", 3, 0},    {"ngàn", 3, 0},     {"triệu", 6, 0},     {"tỷ", 9, 0},
    {"tỉ", 9, 0},       {"ribu", 3, 0},     {"juta", 6, 0},      {"lakh", 5, 0},
    {"crore", 7, 0},    {"тыс", 3, 0},      {"тис", 3, 0},       {"миллион", 6, 0},
    {"мільйон", 6, 0},  {"млн", 6, 0},      {"миллиард", 9, 0},  {"мільярд", 9, 0},
    {"млрд", 9, 0},     {"हज़ार", 3, 0},     {"हजार", 3, 0},      {"लाख", 5, 0},
    {"करोड़", 7, 0},     {"ألف", 3, 0},      {"آلاف", 3, 0},      {"مليون", 6, 0},
    {"ملايين", 6, 0},   {"مليار", 9, 0},    {"هزار", 3, 0},      {"میلیون", 6, 0},
    {"میلیارد", 9, 0},  {"ล้าน", 6, 0},      {"พัน", 3, 0},        {"หมื่น", 4, 0},
    {"แสน", 5, 0},      {"Mio", 6, 0},      {"Mrd", 9, 0},       {"十", 1, 0},
    {"百", 2, 0},       {"千", 3, 0},       {"万", 4, 0},        {"萬", 4, 0},
    {"億", 8, 0},       {"亿", 8, 0},       {"兆", 12, 0},       {"십", 1, 0},
    {"백", 2, 0},       {"천", 3, 0},       {"만", 4, 0},        {"억", 8, 0},
    {"조", 12, 0},      {"লক্ষ", 5, 0},      {"লাখ", 5, 0},       {"কোটি", 7, 0},
    {"لاکھ", 5, 0},     {"کروڑ", 7, 0},     {"லட்சம்", 5, 0},      {"கோடி", 7, 0},
    {"లక్ష", 5, 0},      {"కోట్ల", 7, 0},      {"લાખ", 5, 0},       {"કરોડ", 7, 0},
};

/* ---- scales ---- */

static size_t one_scale(str text, const scale **out) {
    size_t best = 0;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (!text.n || ascii_lower(text.p[0]) != ascii_lower(scales[i].word[0]))
            continue;
        str word = str_of(scales[i].word);
        if (word.n > best && word.n <= text.n && str_eq_fold(str_slice(text, 0, word.n), word)) {
            best = word.n;
            *out = &scales[i];
        }
    }
    bool is_cjk = best && (unsigned char)text.p[0] >= 0xE3;
    while (best && !is_cjk && best < text.n &&
           (ascii_is_alpha(text.p[best]) || (unsigned char)text.p[best] >= 0x80)) {
        if ((unsigned char)text.p[best] >= 0xE2)
            break;
        best++; /* an ending */
    }
    return best;
}

static size_t spaces(str text) {
    size_t n = 0;
    while (n < text.n && (text.p[n] == ' ' || text.p[n] == '-'))
        n++;
    if (str_starts(str_from(text, n), S("\xC2\xA0")))
        n += 2;
    return n;
}

size_t number_scale(str text, int *exp, int *other) {
    size_t at = 0;
    *exp = *other = 0;
    for (int i = 0; i < 3; i++) {
        const scale *s = NULL;
        size_t gap = spaces(str_from(text, at)), n = one_scale(str_from(text, at + gap), &s);
        if (!n)
            break;
        *exp += s->exp;
        *other += s->other;
        at += gap + n;
    }
    return at;
}

/* ---- Chinese numerals ---- */

/* The digit 0 to 9, or the power of ten + 100; -1: none of them. */
static int han_value(uint32_t cp) {
    static const struct {
        uint32_t cp;
        int value;
    } table[] = {
        {0x3007, 0},   {0x96F6, 0},   {0x4E00, 1},   {0x4E8C, 2},   {0x4E24, 2},   {0x5169, 2},
        {0x4E09, 3},   {0x56DB, 4},   {0x4E94, 5},   {0x516D, 6},   {0x4E03, 7},   {0x516B, 8},
        {0x4E5D, 9},   {0x5341, 101}, {0x767E, 102}, {0x5343, 103}, {0x4E07, 104}, {0x842C, 104},
        {0x5104, 108}, {0x4EBF, 108}, {0x5146, 112},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].cp == cp)
            return table[i].value;
    return -1;
}

static const uint64_t powers_of_ten[] = {1,      10,      100,      1000,     10000,
                                         100000, 1000000, 10000000, 100000000};

/* 二〇二四 and 二千零二十四 */
static size_t read_han(str text, uint64_t *value) {
    uint64_t sum = 0, section = 0, digit = 0, row = 0;
    size_t at = 0, digits = 0, n;
    bool has_power = false;
    for (uint32_t cp; at < text.n && at < 48; at += n) {
        n = utf8_decode(str_from(text, at), &cp);
        int is = han_value(cp);
        if (is < 0)
            break;
        if (is < 10) {
            row = row * 10 + (uint64_t)is;
            digit = (uint64_t)is;
            digits++;
            continue;
        }
        has_power = true;
        if (is < 104) {
            section += (digits ? digit : 1) * powers_of_ten[is - 100];
        } else {
            section += digits ? digit : 0;
            sum += (section ? section : 1) * powers_of_ten[is - 100 < 8 ? is - 100 : 8];
            section = 0;
        }
        digits = 0;
        digit = 0;
    }
    *value = has_power ? sum + section + digit : row;
    return at;
}

/* ---- Roman numerals ---- */

static size_t read_roman(str text, uint64_t *value) {
    static const char letters[] = "IVXLC";
    static const uint64_t worth[] = {1, 5, 10, 50, 100};
    uint64_t sum = 0, last = 1000;
    size_t n = 0;
    for (const char *l; n < text.n && n < 10 && (l = memchr(letters, text.p[n], 5)); n++) {
        uint64_t is = worth[l - letters];
        sum += last < is ? is - 2 * last : is;
        last = is;
    }
    *value = sum;
    return n && (n == text.n || !ascii_is_alnum(text.p[n]) || text.p[n] == 'e') ? n : 0;
}

/* ---- words ---- */

static uint64_t worth_of(size_t entry) {
    return entry <= 20 ? entry : entry < 28 ? (entry - 18) * 10 : entry == 28 ? 100 : 1000;
}

/* Words to what they are worth, plus one. */
static map words_of(arena *a, str tag) {
    map m = map_new(a);
    str language, rest;
    str_cut(tag, S("-"), &language, &rest);
    for (size_t i = 0; i < sizeof spelled_table / sizeof *spelled_table; i++) {
        if (!str_eq_fold(language, str_of(spelled_table[i].tag)))
            continue;
        str entry, word;
        rest = str_of(spelled_table[i].words);
        for (size_t k = 0; rest.n; k++) {
            str_cut(rest, S(" "), &entry, &rest);
            while (entry.n) {
                str_cut(entry, S("/"), &word, &entry);
                *map_at(&m, word) = (void *)(uintptr_t)(worth_of(k) + 1);
            }
        }
    }
    return m;
}

static void add(arena *a, numbers *out, uint64_t value, size_t at, size_t n) {
    if (out->n < NUMBERS_MAX)
        *vec_push(a, out) = (number){.at = (uint32_t)at,
                                     .n = (uint32_t)n,
                                     .nreadings = 1,
                                     .readings = {amount_of(value, 0)}};
}

/* A word with what joins words to one number: "vingt-cinq", "mười hai". */
typedef struct last_word {
    str text;
    size_t end;
    uint64_t value; /* a multiple of ten that a digit may follow; 0: none */
} last_word;

static void add_word(arena *a, const map *words, str word, size_t at, last_word *last,
                     numbers *out) {
    buf two = buf_new(a, last->text.n + word.n + 1);
    buf_printf(&two, "%.*s_%.*s", STR_FMT(last->text), STR_FMT(word));
    uintptr_t is = (uintptr_t)map_get(words, word);
    uintptr_t joined = last->text.n ? (uintptr_t)map_get(words, buf_str(&two)) : 0;
    uint64_t value = joined ? joined - 1 : is ? is - 1 : 0, tens = last->value;
    *last = (last_word){word, at + word.n, 0};
    if (!is && !joined)
        return;
    add(a, out, value, at, word.n);
    if (tens && value < 10)
        add(a, out, tens + value, at, word.n);
    if (tens && value >= 100)
        add(a, out, tens * value, at, word.n);
    last->value = value >= 20 && value < 100 ? value : 0;
    if (value > 0 && value < 10 && !joined)
        last->value = value;
}

/* "vingt-cinq" is looked up whole, then by its parts. */
static void add_words(arena *a, const map *words, str word, size_t at, last_word *last,
                      numbers *out) {
    uintptr_t whole = (uintptr_t)map_get(words, word);
    str part, rest = word;
    if (whole || !str_has(word, S("-"))) {
        add_word(a, words, word, at, last, out);
        return;
    }
    while (rest.n) {
        str_cut(rest, S("-"), &part, &rest);
        add_word(a, words, part, at, last, out);
    }
}

static bool ends_word(uint32_t cp) {
    return cp != '-' && cp != '\'' && cp != 0x2019 && !utf8_is_letter(cp) && !utf8_is_mark(cp);
}

static size_t word_length(str text) {
    size_t at = 0, n;
    for (uint32_t cp; at < text.n; at += n) {
        n = utf8_decode(str_from(text, at), &cp);
        if (ends_word(cp) || han_value(cp) >= 0)
            break;
    }
    return at;
}

numbers numbers_spelled(arena *a, str text, str tag) {
    numbers out = {0};
    map words = words_of(a, tag);
    last_word last = {0};
    buf lower = buf_new(a, text.n + 16);
    utf8_downcase(&lower, text);
    str low = buf_str(&lower);
    for (size_t at = 0, n; at < low.n; at += n ? n : 1) {
        uint64_t value = 0;
        n = word_length(str_from(low, at));
        if (n)
            add_words(a, &words, str_slice(low, at, at + n), at, &last, &out);
        else if ((n = read_han(str_from(low, at), &value)) > 0)
            add(a, &out, value, at, n);
    }
    for (size_t at = 0, n; at < text.n; at += n ? n : 1) {
        uint64_t value = 0;
        bool begins = at == 0 || !ascii_is_alnum(text.p[at - 1]);
        n = begins ? read_roman(str_from(text, at), &value) : 0;
        if (n)
            add(a, &out, value, at, n);
    }
    return out;
}
