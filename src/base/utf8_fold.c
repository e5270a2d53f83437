#include "base/utf8_fold.h"

#include <string.h>

/* Latin Extended-A: a capital is followed by its small letter. */
static uint32_t fold_latin(uint32_t cp) {
    bool from_odd = (cp >= 0x139 && cp <= 0x148) || cp >= 0x179;
    if (cp == 0x178)
        return 0xFF;
    return cp + (cp == 0x138 ? 0 : from_odd ? cp % 2 : cp % 2 == 0);
}

/* 110x xxxx: Latin, the Cyrillic of Russian and its neighbours, Arabic with one of its vowels.
 * Gives false for all others. */
static bool fold_two(const unsigned char *p, char *to) {
    uint32_t cp = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    bool is_latin = cp >= 0xA0 && cp <= 0xFF && cp != 0xB5 && cp != 0xDF;
    bool is_extended = cp >= 0x100 && cp <= 0x17E && cp != 0x130 && cp != 0x149;
    bool is_cyrillic = cp >= 0x400 && cp <= 0x45F;
    bool is_arabic = (cp >= 0x60C && cp <= 0x64B) || (cp >= 0x660 && cp <= 0x66D);
    if (!is_latin && !is_extended && !is_cyrillic && !is_arabic)
        return false;
    if (is_extended)
        cp = fold_latin(cp);
    else if ((cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) || (cp >= 0x410 && cp <= 0x42F))
        cp += 0x20;
    else if (cp >= 0x400 && cp <= 0x40F)
        cp += 0x50;
    to[0] = (char)(0xC0 | cp >> 6);
    to[1] = (char)(0x80 | (cp & 0x3F));
    return true;
}

/* 1110 xxxx: what has neither case nor anything to be composed with or put in order. */
static bool is_plain_three(const unsigned char *p) {
    uint32_t cp = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (cp < 0x2000)
        return (cp >= 0x901 && cp <= 0x94D && cp != 0x93C) || /* Devanagari without its dots */
               (cp >= 0x960 && cp <= 0x96F) || (cp >= 0xE01 && cp <= 0xE37); /* Thai */
    return (cp >= 0x2010 && cp <= 0x2027) ||                                 /* dashes, quotes */
           (cp >= 0x3000 && cp <= 0x3029) ||                                 /* punctuation */
           (cp >= 0x3041 && cp <= 0x30FF && cp != 0x3099 && cp != 0x309A) || /* Kana */
           (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
           (cp >= 0xFF01 && cp <= 0xFF20) || (cp >= 0xFF3B && cp <= 0xFF60);
}

/* Writes the folded character at p, beyond ASCII; gives its length, 0: it is none of the common
 * ones. */
static size_t fold_wide(const unsigned char *p, size_t left, char *to) {
    unsigned char c = p[0];
    size_t n = c >= 0xC2 && c <= 0xDF ? 2 : c >= 0xE0 && c <= 0xEF ? 3 : 0;
    if (!n || n > left)
        return 0;
    for (size_t k = 1; k < n; k++)
        if ((p[k] & 0xC0) != 0x80)
            return 0;
    if (n == 3 && is_plain_three(p))
        memcpy(to, p, n);
    else if (n == 3 || !fold_two(p, to))
        return 0;
    return n;
}

size_t utf8_fold_common(str s, buf *out) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0, n;
    buf_reserve(out, s.n);
    char *to = out->p + out->n;
    for (; i < s.n; i += n) {
        n = p[i] < 0x80 ? 1 : fold_wide(p + i, s.n - i, to + i);
        if (!n)
            break;
        if (p[i] < 0x80)
            to[i] = ascii_lower(s.p[i]);
    }
    while (i < s.n && i > 0 && !ascii_is_space(s.p[i - 1]))
        i--; /* nothing is composed over white space */
    out->n += i;
    return i;
}
