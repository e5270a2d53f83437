/* Numbers that are not in digits: scales behind them, Chinese, Korean and Roman numerals. */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "parity/number.h"
#include "parity/numeral_words.h"

/* ---- tables ---- */

typedef struct scale {
    const char *word; /* "million*" may have an ending */
    int8_t exp, other;
} scale;

static const scale scales[] = {
    {"hundred*", 2, 0},    {"thousand*", 3, 0},
    {"mille", 3, 0},       {"millier*", 3, 0},
    {"millones", 6, 0},    {"millón", 6, 0},
    {"million*", 6, 0},    {"milhão", 6, 0},
    {"milhões", 6, 0},     {"miljo*", 6, 0},
    {"milion*", 6, 0},     {"milión*", 6, 0},
    {"milioane", 6, 0},    {"milyon*", 6, 0},
    {"milyar*", 9, 0},     {"miliar*", 9, 0},
    {"milliard*", 9, 0},   {"miljard*", 9, 0},
    {"bilhão", 9, 0},      {"bilhões", 9, 0},
    {"billion*", 9, 12},   {"biljo*", 9, 12},
    {"billón", 12, 0},     {"billones", 12, 0},
    {"bilion*", 9, 12},    {"trillion*", 12, 18},
    {"mil", 3, 0},         {"mila", 3, 0},
    {"tausend*", 3, 0},    {"duizend*", 3, 0},
    {"tusen*", 3, 0},      {"tusind*", 3, 0},
    {"tysiąc*", 3, 0},     {"tysięcy", 3, 0},
    {"tys", 3, 0},         {"tisíc*", 3, 0},
    {"tis", 3, 0},         {"bin", 3, 0},
    {"nghìn", 3, 0},       {"ngàn", 3, 0},
    {"triệu", 6, 0},       {"tỷ", 9, 0},
    {"tỉ", 9, 0},          {"ribu", 3, 0},
    {"juta", 6, 0},        {"lakh*", 5, 0},
    {"crore*", 7, 0},      {"тыс", 3, 0},
    {"тысяч*", 3, 0},      {"тис", 3, 0},
    {"тисяч*", 3, 0},      {"миллион*", 6, 0},
    {"мільйон*", 6, 0},    {"милион*", 6, 0},
    {"мільён*", 6, 0},     {"млн", 6, 0},
    {"миллиард*", 9, 0},   {"мільярд*", 9, 0},
    {"милиард*", 9, 0},    {"млрд", 9, 0},
    {"हज़ार", 3, 0},        {"हजार", 3, 0},
    {"लाख", 5, 0},         {"करोड़", 7, 0},
    {"अरब", 9, 0},         {"खरब", 11, 0},
    {"ألف*", 3, 0},        {"آلاف", 3, 0},
    {"مليون*", 6, 0},      {"ملايين", 6, 0},
    {"مليار*", 9, 0},      {"هزار", 3, 0},
    {"میلیون", 6, 0},      {"میلیارد", 9, 0},
    {"אלף", 3, 0},         {"אלפים", 3, 0},
    {"מיליון", 6, 0},      {"מיליוני", 6, 0},
    {"מיליארד", 9, 0},     {"χιλιάδ*", 3, 0},
    {"εκατομμύρι*", 6, 0}, {"δισεκατομμύρι*", 9, 0},
    {"ล้าน", 6, 0},         {"พัน", 3, 0},
    {"หมื่น", 4, 0},         {"แสน", 5, 0},
    {"Mio", 6, 0},         {"Mrd", 9, 0},
    {"mln", 6, 0},         {"mlrd", 9, 0},
    {"mld", 9, 0},         {"十", 1, 0},
    {"百", 2, 0},          {"千", 3, 0},
    {"万", 4, 0},          {"萬", 4, 0},
    {"億", 8, 0},          {"亿", 8, 0},
    {"兆", 12, 0},         {"십", 1, 0},
    {"백", 2, 0},          {"천", 3, 0},
    {"만", 4, 0},          {"억", 8, 0},
    {"조", 12, 0},         {"লক্ষ", 5, 0},
    {"লাখ", 5, 0},         {"কোটি", 7, 0},
    {"لاکھ", 5, 0},        {"کروڑ", 7, 0},
    {"லட்சம்", 5, 0},        {"கோடி", 7, 0},
    {"లక్ష", 5, 0},         {"కోట్ల", 7, 0},
    {"લાખ", 5, 0},         {"કરોડ", 7, 0},
};

/* ---- scales ---- */

static size_t letters(str s) {
    size_t at = 0, n;
    for (uint32_t cp; at < s.n; at += n) {
        n = utf8_decode(str_from(s, at), &cp);
        if (!utf8_is_letter(cp) && !utf8_is_mark(cp))
            break;
    }
    return at;
}

/* Could a word of the table begin with this byte? */
static bool may_begin(char c) {
    return c & 0x80 ? (unsigned char)c >= 0xCE : strchr("hmbtdnrjlc", ascii_lower(c)) && c;
}

/* A word of the table, with its ending; 0: the text begins with none. What Chinese and its like
 * write behind it without a space is no ending. */
static size_t one_scale(str text, const scale **out) {
    enum { ENDING = 4 };
    size_t best = 0, all = STR_NONE;
    if (!text.n || !may_begin(text.p[0]))
        return 0;
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (ascii_lower(text.p[0]) != ascii_lower(scales[i].word[0]))
            continue;
        str word = str_of(scales[i].word);
        bool is_stem = str_ends(word, S("*")), is_cjk = (unsigned char)word.p[0] >= 0xE3;
        word.n -= is_stem;
        if (word.n <= best || word.n > text.n || !str_eq_fold(str_slice(text, 0, word.n), word))
            continue;
        if (!is_cjk && all == STR_NONE)
            all = letters(text);
        size_t rest = is_cjk ? 0 : utf8_count_valid(str_slice(text, word.n, all));
        if (rest > (is_stem ? ENDING : 0U))
            continue;
        best = word.n;
        *out = &scales[i];
    }
    return best && (unsigned char)text.p[0] < 0xE3 ? all : best;
}

static size_t spaces(str text) {
    size_t n = 0;
    while (n < text.n && (text.p[n] == ' ' || text.p[n] == '-'))
        n++;
    static const str wide[] = {{"\xC2\xA0", 2}, {"\xE2\x80\xAF", 3}};
    for (size_t i = 0; i < 2; i++)
        if (str_starts(str_from(text, n), wide[i]))
            n += wide[i].n;
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

/* ---- Chinese numerals, and Korean ones ---- */

enum { POWER = 100 }; /* what a power of ten has on top of its exponent */

/* The digit 0 to 9, or the power of ten + POWER; -1: none of them. */
static int han_value(uint32_t cp) {
    static const struct {
        uint32_t cp;
        int value;
    } table[] = {
        {0x3007, 0},   {0x96F6, 0},   {0x4E00, 1},   {0x4E8C, 2},   {0x4E24, 2},   {0x5169, 2},
        {0x4E09, 3},   {0x56DB, 4},   {0x4E94, 5},   {0x516D, 6},   {0x4E03, 7},   {0x516B, 8},
        {0x4E5D, 9},   {0x58F9, 1},   {0x8D30, 2},   {0x8CB3, 2},   {0x53C1, 3},   {0x53C3, 3},
        {0x8086, 4},   {0x4F0D, 5},   {0x9646, 6},   {0x9678, 6},   {0x67D2, 7},   {0x634C, 8},
        {0x7396, 9},   {0x5341, 101}, {0x62FE, 101}, {0x767E, 102}, {0x4F70, 102}, {0x5343, 103},
        {0x4EDF, 103}, {0x4E07, 104}, {0x842C, 104}, {0x5104, 108}, {0x4EBF, 108}, {0x5146, 112},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].cp == cp)
            return table[i].value;
    return -1;
}

static int hangul_value(uint32_t cp) {
    static const struct {
        uint32_t cp;
        int value;
    } table[] = {
        {0xC601, 0},   {0xACF5, 0},   {0xC77C, 1},   {0xC774, 2},   {0xC0BC, 3},   {0xC0AC, 4},
        {0xC624, 5},   {0xC721, 6},   {0xCE60, 7},   {0xD314, 8},   {0xAD6C, 9},   {0xC2ED, 101},
        {0xBC31, 102}, {0xCC9C, 103}, {0xB9CC, 104}, {0xC5B5, 108}, {0xC870, 112},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].cp == cp)
            return table[i].value;
    return -1;
}

typedef struct myriad_reader {
    uint64_t sum, section, digit, row;
    size_t digits, signs;
    bool has_power;
} myriad_reader;

static uint64_t power_of_ten(int exp) {
    uint64_t x = 1;
    while (exp-- > 0)
        x *= 10;
    return x;
}

static void add_sign(myriad_reader *m, int is) {
    m->signs++;
    if (is < 10) {
        m->row = m->row < UINT64_MAX / 16 ? m->row * 10 + (uint64_t)is : m->row;
        m->digit = (uint64_t)is;
        m->digits++;
        return;
    }
    m->has_power = true;
    if (is < POWER + 4) {
        m->section += (m->digits ? m->digit : 1) * power_of_ten(is - POWER);
    } else {
        m->section += m->digits ? m->digit : 0;
        uint64_t x = m->section ? m->section : 1;
        m->sum += x < 100000 ? x * power_of_ten(is - POWER) : 0;
        m->section = 0;
    }
    m->digits = 0;
    m->digit = 0;
}

/* 二〇二四, 二千零二十四, 천오백만, 만 오천; bytes, 0: there is none. */
static size_t read_myriad_words(str text, int (*value_of)(uint32_t), myriad_reader *m) {
    enum { LONGEST = 64 };
    size_t at = 0, n;
    uint32_t cp;
    *m = (myriad_reader){0};
    while (at < text.n && at < LONGEST) {
        n = utf8_decode(str_from(text, at), &cp);
        size_t gap = cp == ' ' && m->has_power && !m->section && !m->digits;
        if (gap && at + 1 < text.n)
            n = utf8_decode(str_from(text, at + 1), &cp);
        int is = value_of(cp);
        if (is < 0)
            break;
        add_sign(m, is);
        at += n + gap;
    }
    return at;
}

static uint64_t value_of_words(const myriad_reader *m) {
    return m->has_power ? m->sum + m->section + m->digit : m->row;
}

static void add_amount(arena *a, numbers *out, amount is, size_t at, size_t n) {
    if (out->n < NUMBERS_MAX)
        *vec_push(a, out) =
            (number){.at = (uint32_t)at, .n = (uint32_t)n, .nreadings = 1, .readings = {is}};
}

static void add(arena *a, numbers *out, uint64_t value, size_t at, size_t n) {
    add_amount(a, out, amount_of(value, 0), at, n);
}

/* 一点五, 三个半: what stands behind whole ones. */
static void add_part(arena *a, numbers *out, str rest, uint64_t whole, size_t at) {
    static const str points[] = {{"点", 3}, {"點", 3}, {"・", 3}, {"점", 3}};
    uint64_t value = whole;
    int digits = 0, is;
    size_t n, i = 3;
    uint32_t cp;
    for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
        for (i = 3; str_starts(rest, points[k]) && i < rest.n && digits < 9; i += n) {
            n = utf8_decode(str_from(rest, i), &cp);
            is = k < 3 ? han_value(cp) : hangul_value(cp);
            if (is < 0 || is > 9)
                break;
            value = value * 10 + (uint64_t)is;
            digits++;
        }
    }
    if (digits)
        add_amount(a, out, amount_of(value, -digits), at, 0);
    bool is_half =
        str_starts(rest, S("半")) || str_starts(str_from(rest, rest.n < 3 ? rest.n : 3), S("半"));
    if (is_half && !digits)
        add_amount(a, out, amount_of(whole * 10 + 5, -1), at, 0);
}

static bool is_hangul(uint32_t cp) {
    return cp >= 0xAC00 && cp <= 0xD7A3;
}

/* Of Korean several signs with a power among them are a number, or one alone. */
static bool is_hangul_number(const myriad_reader *m, str rest) {
    uint32_t cp = 0;
    if (rest.n)
        utf8_decode(rest, &cp);
    return (m->signs > 1 && m->has_power) || (m->signs == 1 && !is_hangul(cp));
}

static void read_myriads(arena *a, str text, bool is_korean, numbers *out) {
    uint32_t cp, last = 0;
    for (size_t at = 0, n; at < text.n; at += n) {
        n = (unsigned char)text.p[at] < 0xE3 ? 1 : utf8_decode(str_from(text, at), &cp);
        if (n == 1) {
            last = 0;
            continue;
        }
        myriad_reader m = {0};
        bool begins = is_korean && !is_hangul(last);
        size_t len = read_myriad_words(str_from(text, at), han_value, &m);
        if (!len && begins && is_hangul(cp))
            len = read_myriad_words(str_from(text, at), hangul_value, &m);
        last = cp;
        if (!len || (is_hangul(cp) && !is_hangul_number(&m, str_from(text, at + len))))
            continue;
        add(a, out, value_of_words(&m), at, len);
        add_part(a, out, str_from(text, at + len), value_of_words(&m), at);
        n = len;
    }
}

/* ---- years of an era ---- */

/* 令和6年, 平成元年, 民國113年 */
static void read_eras(arena *a, str text, numbers *out) {
    static const struct {
        str name;
        uint64_t before; /* its first year */
    } eras[] = {{{"令和", 6}, 2018}, {{"平成", 6}, 1988}, {{"昭和", 6}, 1925}, {{"大正", 6}, 1911},
                {{"明治", 6}, 1867}, {{"民國", 6}, 1911}, {{"民国", 6}, 1911}};
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
        str rest = text;
        for (size_t at; (at = str_find(rest, eras[i].name)) != STR_NONE;) {
            rest = str_from(rest, at + eras[i].name.n);
            myriad_reader m = {0};
            uint64_t year = str_starts(rest, S("元")) ? 1 : 0;
            str s = str_ltrim(rest);
            for (size_t k = 0, n; k < s.n && number_digit(str_from(s, k), &n) >= 0 && year < 1000;
                 k += n)
                year = year * 10 + (uint64_t)number_digit(str_from(s, k), &n);
            if (!year && read_myriad_words(rest, han_value, &m))
                year = value_of_words(&m);
            if (year)
                add(a, out, eras[i].before + year, (size_t)(rest.p - text.p), 0);
        }
    }
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
    if (n == 1 && (text.p[0] == 'L' || text.p[0] == 'C'))
        return 0;
    size_t end = n + (n < text.n && text.p[n] == 'e'); /* XIVe siècle */
    return n && (end == text.n || !ascii_is_alnum(text.p[end])) ? n : 0;
}

/* ---- a text ---- */

numbers numbers_spelled(arena *a, str text, str tag) {
    numbers out = {0};
    numeral_read_words(a, text, tag, &out);
    read_myriads(a, text, str_starts(tag, S("ko")), &out);
    if (str_starts(tag, S("ja")) || str_starts(tag, S("zh")))
        read_eras(a, text, &out);
    for (size_t at = 0, n; at < text.n; at += n ? n : 1) {
        uint64_t value = 0;
        bool begins = at == 0 || !ascii_is_alnum(text.p[at - 1]);
        n = begins ? read_roman(str_from(text, at), &value) : 0;
        if (n)
            add(a, &out, value, at, n);
    }
    return out;
}
