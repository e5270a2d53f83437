/* UTF-8 that was read as Windows-1251 or Mac Roman: less common than what bytes_double.c is about,
 * and told by few characters. */
#include "base/utf8.h"
#include "parity/rules/bytes.h"

enum { HIGH = 0x80, LAST = 0xBF }; /* the second bytes of UTF-8 */

static const uint16_t cyrillic[64] = {
    0x402,  0x403,  0x201A, 0x453,  0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x409,
    0x2039, 0x40A,  0x40C,  0x40B,  0x40F,  0x452,  0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x98,   0x2122, 0x459,  0x203A, 0x45A,  0x45C,  0x45B,  0x45F,  0xA0,
    0x40E,  0x45E,  0x408,  0xA4,   0x490,  0xA6,   0xA7,   0x401,  0xA9,   0x404,  0xAB,
    0xAC,   0xAD,   0xAE,   0x407,  0xB0,   0xB1,   0x406,  0x456,  0x491,  0xB5,   0xB6,
    0xB7,   0x451,  0x2116, 0x454,  0xBB,   0x458,  0x405,  0x455,  0x457};

static const uint16_t mac[64] = {
    0xC4, 0xC5, 0xC7,   0xC9,   0xD1,   0xD6,  0xDC,   0xE1, 0xE0, 0xE2,   0xE4, 0xE3,   0xE5,
    0xE7, 0xE9, 0xE8,   0xEA,   0xEB,   0xED,  0xEC,   0xEE, 0xEF, 0xF1,   0xF3, 0xF2,   0xF4,
    0xF6, 0xF5, 0xFA,   0xF9,   0xFB,   0xFC,  0x2020, 0xB0, 0xA2, 0xA3,   0xA7, 0x2022, 0xB6,
    0xDF, 0xAE, 0xA9,   0x2122, 0xB4,   0xA8,  0x2260, 0xC6, 0xD8, 0x221E, 0xB1, 0x2264, 0x2265,
    0xA5, 0xB5, 0x2202, 0x2211, 0x220F, 0x3C0, 0x222B, 0xAA, 0xBA, 0x3A9,  0xE6, 0xF8};

/* The byte that a character was made of, of those a second one may be; 0: none. */
static unsigned byte_in(const uint16_t *table, uint32_t cp) {
    for (unsigned i = 0; i <= LAST - HIGH; i++)
        if (table[i] == cp)
            return HIGH + i;
    return 0;
}

/* The byte of a first character: Р, С are D0, D1 in Windows-1251, √ is C3 in Mac Roman. */
static unsigned lead_of(uint32_t cp) {
    return cp == 0x420 ? 0xD0 : cp == 0x421 ? 0xD1 : cp == 0x221A ? 0xC3 : 0;
}

static size_t read_pair(str text, const uint16_t *table, uint32_t *is) {
    uint32_t cp;
    size_t n = text.n ? utf8_decode(text, &cp) : 0;
    unsigned lead = n ? lead_of(cp) : 0, second = 0;
    if (!lead || n >= text.n)
        return 0;
    n += utf8_decode(str_from(text, n), &cp);
    second = byte_in(table, cp);
    *is = (lead & 0x1FU) << 6 | (second & 0x3FU);
    return second ? n : 0;
}

size_t bytes_undouble_cyrillic(str text, size_t at, buf *fix) {
    enum { LEAST = 3 }; /* no word has so many pairs of these */
    size_t end = at, pairs = 0, n;
    uint32_t cp;
    for (; (n = read_pair(str_from(text, end), cyrillic, &cp)) > 0; end += n) {
        buf_codepoint(fix, cp);
        pairs++;
    }
    return pairs >= LEAST ? end - at : 0;
}

/* A root sign beside a letter or two of them, as in "√©t√©". */
size_t bytes_undouble_mac(str text, size_t at, buf *fix) {
    uint32_t cp;
    size_t n = read_pair(str_from(text, at), mac, &cp);
    char before = at ? text.p[at - 1] : ' ', next = at + n < text.n ? text.p[at + n] : ' ';
    if (!n || (!ascii_is_alpha(before) && !ascii_is_alpha(next)))
        return 0;
    buf_codepoint(fix, cp);
    return n;
}

/* The byte that Windows-1251 has a character for; 0: none above ASCII. */
static unsigned byte_of_1251(uint32_t cp) {
    enum { CAPITAL_A = 0x410, BYTE_A = 0xC0 };
    return cp >= CAPITAL_A && cp < CAPITAL_A + 0x40 ? cp - CAPITAL_A + BYTE_A
                                                    : byte_in(cyrillic, cp);
}

/* One character of two or three bytes, each read as one of Windows-1251; gives its bytes here. */
static size_t read_1251(str text, uint32_t *is) {
    uint32_t cp;
    size_t n = text.n ? utf8_decode(text, &cp) : 0;
    unsigned lead = n ? byte_of_1251(cp) : 0;
    size_t more = lead >= 0xC3 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : 0;
    *is = more == 1 ? lead & 0x1F : lead & 0x0F;
    for (size_t i = 0; i < more; i++) {
        size_t step = n < text.n ? utf8_decode(str_from(text, n), &cp) : 0;
        unsigned byte = step ? byte_of_1251(cp) : 0;
        if (byte < HIGH || byte > LAST)
            return 0;
        *is = *is << 6 | (byte & 0x3F);
        n += step;
    }
    return more && *is >= 0xC0 ? n : 0;
}

size_t bytes_undouble_1251(str text, size_t at, buf *fix) {
    size_t end = at, letters = 0, n;
    uint32_t cp;
    while ((n = read_1251(str_from(text, end), &cp)) != 0) {
        letters += utf8_is_letter(cp);
        buf_codepoint(fix, cp);
        end += n;
    }
    bool is_in_word = (at && ascii_is_alpha(text.p[at - 1])) ||
                      (end > at && end < text.n && ascii_is_alpha(text.p[end]));
    return letters > 1 || (letters && is_in_word) ? end - at : 0;
}
