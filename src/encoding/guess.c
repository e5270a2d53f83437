#include "encoding/guess.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "encoding/convert.h"

/* Every candidate decodes the sample; what comes out is read as text of the candidate's script and
 * scored per byte that is not ASCII. Wrong encodings betray themselves: by bytes that are invalid,
 * by rare ideographs, by capitals inside words, by accents in a row. */

typedef enum { HAN, HANT, JAPANESE, KOREAN, LATIN, CYRILLIC, GREEK, ARABIC, HEBREW, THAI } script;

typedef struct candidate {
    const char *name;
    script script;
} candidate;

/* An encoding stands before those that read the same text the same way. */
static const candidate candidates[] = {
    {"GB18030", HAN},           {"Big5", HANT},           {"BIG5-HKSCS", HANT},
    {"Shift_JIS", JAPANESE},    {"CP932", JAPANESE},      {"EUC-JP", JAPANESE},
    {"ISO-2022-JP", JAPANESE},  {"EUC-KR", KOREAN},       {"CP949", KOREAN},
    {"windows-1252", LATIN},    {"windows-1250", LATIN},  {"ISO-8859-2", LATIN},
    {"windows-1254", LATIN},    {"ISO-8859-15", LATIN},   {"MACINTOSH", LATIN},
    {"windows-1251", CYRILLIC}, {"KOI8-R", CYRILLIC},     {"KOI8-U", CYRILLIC},
    {"ISO-8859-5", CYRILLIC},   {"CP866", CYRILLIC},      {"windows-1253", GREEK},
    {"ISO-8859-7", GREEK},      {"windows-1256", ARABIC}, {"ISO-8859-6", ARABIC},
    {"windows-1255", HEBREW},   {"windows-874", THAI},
};
enum { CANDIDATES = sizeof candidates / sizeof *candidates, SAMPLE = 16384 };

static const char common_han[] =
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年"
    "过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心"
    "本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由"
    "问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世"
    "位次度门任常先海通教儿原东声提及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总"
    "何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指许统区保至队形社便空决治";
static const char common_hant[] =
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年"
    "過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心"
    "本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由"
    "問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世"
    "位次度門任常先海通教兒原東聲提及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總"
    "何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至隊形社便空決治";
static const char common_kanji[] =
    "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相"
    "方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田"
    "当八六約主題下首意法記書読文字語用使変数作成私何名思考気持点物語";
static const char common_hangul[] =
    "이다의는에가을를하고은로지도사서기어한나자리아시들인그대있해라만것정과게보수여일전부면상스"
    "으없었했습니까안주장때제동신화무공국원선방성조모오구비마세소용저유학우위말경운러";

/* Letters of the alphabets, the commonest first; of Latin the accented ones that languages use. */
static const char common_latin[] = "éèàçêùâîôûëïœæáíóúñüöäßãõåøòìąćęłńśźżčďěňřšťůžőűğışâț";
static const char common_cyrillic[] = "оеаинтсрвлкмдпуяыьгзбчйхжшюіїє";
static const char common_greek[] = "αοιετσνηυρςπκμλόίάέδήγωθύχφβώξζψ";
static const char common_arabic[] = "المينورتبةعدسفهكقأحجشطصخإذضثئغى";
static const char common_hebrew[] = "יוהלאתרבמשנדעחקפםטסצגכזןךץ";
static const char common_thai[] = "านรอกเงวมยลตทสีดับปะค่ไ้ิแหจือพชขโุใำู";

static bool is_in(const char *list, uint32_t cp) {
    char utf8[4];
    size_t n = utf8_encode(cp, utf8);
    return str_has(str_of(list), (str){utf8, n});
}

static bool within(uint32_t cp, uint32_t from, uint32_t to) {
    return cp >= from && cp <= to;
}

/* Signs that prose of any language has: quotes, dashes, ellipsis, degrees, guillemets. */
static bool is_prose_sign(uint32_t cp) {
    return within(cp, 0x2010, 0x2026) || within(cp, 0x3001, 0x3011) || within(cp, 0xFF01, 0xFF1F) ||
           is_in("\u00A0«»°·§№€©„¿¡′″•–", cp);
}

static int score_ideograph(script s, uint32_t cp) {
    const char *common = s == HAN ? common_han : s == HANT ? common_hant : common_kanji;
    if (s == KOREAN)
        return -2;
    return is_in(common, cp) ? 12 : 0;
}

static int score_east_asian(script s, uint32_t cp) {
    if (within(cp, 0x4E00, 0x9FFF))
        return score_ideograph(s, cp);
    if (within(cp, 0x3041, 0x30FF))
        return s == JAPANESE ? 8 : -2;
    if (within(cp, 0xAC00, 0xD7A3))
        return s != KOREAN ? -8 : is_in(common_hangul, cp) ? 10 : 2;
    return is_prose_sign(cp) ? 3 : -6;
}

static bool is_of_script(script s, uint32_t cp) {
    switch (s) {
    case LATIN: return within(cp, 0xC0, 0x17F) || within(cp, 0x218, 0x21B);
    case CYRILLIC: return within(cp, 0x400, 0x4FF);
    case GREEK: return within(cp, 0x370, 0x3FF);
    case ARABIC: return within(cp, 0x600, 0x6FF);
    case HEBREW: return within(cp, 0x590, 0x5FF);
    case THAI: return within(cp, 0xE00, 0xE7F);
    default: return false;
    }
}

/* 5 points for the eleven commonest letters of the alphabet, 2 for the next eleven. */
static int score_frequency(script s, uint32_t cp) {
    static const char *const lists[] = {
        [CYRILLIC] = common_cyrillic, [GREEK] = common_greek, [ARABIC] = common_arabic,
        [HEBREW] = common_hebrew,     [THAI] = common_thai,
    };
    char utf8[4];
    size_t n = utf8_encode(cp, utf8), at = str_find(str_of(lists[s]), (str){utf8, n});
    return at == STR_NONE ? 0 : at < 11 * n ? 5 : at < 22 * n ? 2 : 1;
}

static bool is_ascii_letter(uint32_t cp) {
    return cp < 0x80 && ascii_is_alpha((char)cp);
}

/* One letter of an alphabet, by what stands beside it. */
static int score_letter(script s, uint32_t before, uint32_t cp, uint32_t after) {
    bool latin_near = is_ascii_letter(before) || is_ascii_letter(after);
    bool inside = utf8_is_letter(before);
    if (inside && utf8_is_upper(cp) && !utf8_is_upper(before))
        return -4;
    if (s != LATIN && latin_near)
        return -3;
    if (s != LATIN)
        return utf8_is_upper(cp) ? 1 : score_frequency(s, cp);
    if (inside && before >= 0x80)
        return -3;
    return !latin_near ? 0 : is_in(common_latin, cp) ? 4 : 1;
}

static int score_char(script s, uint32_t before, uint32_t cp, uint32_t after) {
    if (within(cp, 0x80, 0x9F) || within(cp, 0xE000, 0xF8FF) || cp == 0xFFFD)
        return -30;
    if (s <= KOREAN)
        return score_east_asian(s, cp);
    if (is_of_script(s, cp))
        return score_letter(s, before, cp, after);
    return is_prose_sign(cp) ? 1 : -4;
}

static uint32_t code_point(str text, size_t at, size_t *n) {
    uint32_t cp = 0;
    *n = at < text.n ? utf8_decode(str_from(text, at), &cp) : 0;
    return cp;
}

static long score_text(script s, str text) {
    long sum = 0;
    uint32_t before = 0;
    size_t n, next_n;
    uint32_t cp = code_point(text, 0, &n);
    for (size_t i = 0; i < text.n; i += n, n = next_n) {
        uint32_t after = code_point(text, i + n, &next_n);
        if (cp >= 0x80)
            sum += score_char(s, before, cp, after);
        before = cp;
        cp = after;
    }
    return sum;
}

/* The score in hundredths of a point per byte that is not ASCII; negative: impossible. */
static long score(arena *scratch, candidate c, str sample, bool whole, size_t high) {
    converter *cv = converter_open(scratch, str_of(c.name));
    if (!cv)
        return -1;
    buf out = buf_new(scratch, 2 * sample.n);
    size_t at = 0;
    convert_result r = convert(cv, sample, &at, &out);
    converter_close(cv);
    if (r == CONVERT_INVALID || (r == CONVERT_SHORT && whole))
        return -1;
    return score_text(c.script, buf_str(&out)) * 100 / (long)high;
}

static size_t count_high(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += (s.p[i] & 0x80) != 0;
    return n;
}

/* Does one of the names read the sample as the same script already? Its superset says nothing new.
 */
static bool is_superset(const char *name, const str *names, size_t n) {
    static const char *const over[][2] = {
        {"BIG5-HKSCS", "Big5"},
        {"CP932", "Shift_JIS"},
        {"CP949", "EUC-KR"},
        {"windows-1254", "windows-1252"},
        {"KOI8-U", "KOI8-R"},
        {"windows-1250", "ISO-8859-2"},
        {"ISO-8859-2", "windows-1250"},
        {"ISO-8859-7", "windows-1253"},
        {"ISO-8859-15", "windows-1252"},
    };
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        for (size_t j = 0; j < n; j++)
            if (str_eq(str_of(name), str_of(over[i][0])) && str_eq(names[j], str_of(over[i][1])))
                return true;
    return false;
}

size_t encoding_guess(arena *scratch, str bytes, size_t at, str names[GUESS_MAX]) {
    size_t from = at < SAMPLE / 2 ? 0 : at;
    while (from > 0 && bytes.p[from - 1] != '\n')
        from--;
    str sample = str_slice(bytes, from, from + SAMPLE);
    size_t high = count_high(sample);
    if (high == 0)
        return 0;
    long scores[CANDIDATES], best = 0;
    for (size_t i = 0; i < CANDIDATES; i++) {
        scores[i] = score(scratch, candidates[i], sample, from + sample.n == bytes.n, high);
        best = scores[i] > best ? scores[i] : best;
    }
    size_t n = 0;
    for (long least = best * 6 / 10; n < GUESS_MAX;) {
        size_t top = 0;
        for (size_t i = 1; i < CANDIDATES; i++)
            top = scores[i] > scores[top] ? i : top;
        if (scores[top] < 50 || scores[top] < least)
            break;
        if (!is_superset(candidates[top].name, names, n))
            names[n++] = str_of(candidates[top].name);
        scores[top] = -1;
    }
    return n;
}

str encoding_guess_wide(str bytes, size_t share) {
    size_t n = bytes.n < SAMPLE ? bytes.n & ~(size_t)3 : SAMPLE, zero[4] = {0};
    for (size_t i = 0; i < n; i++)
        zero[i % 4] += bytes.p[i] == '\0';
    size_t even = zero[0] + zero[2], odd = zero[1] + zero[3], few = (even + odd) / 5;
    if (even + odd < 2 || (even + odd) * share < n)
        return (str){"", 0};
    if (n == 4 * zero[3] && zero[2] + few >= zero[3] && zero[0] <= few)
        return S("UTF-32LE");
    if (n == 4 * zero[0] && zero[1] + few >= zero[0] && zero[3] <= few)
        return S("UTF-32BE");
    return even <= few ? S("UTF-16LE") : odd <= few ? S("UTF-16BE") : (str){"", 0};
}
