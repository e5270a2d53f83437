#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/utf8_fold.h"

/* One well-formed sequence's allowed second byte, by lead byte (Unicode table 3-7). */
static bool second_ok(unsigned char lead, unsigned char c) {
    switch (lead) {
    case 0xE0: return c >= 0xA0 && c <= 0xBF;
    case 0xED: return c >= 0x80 && c <= 0x9F;
    case 0xF0: return c >= 0x90 && c <= 0xBF;
    case 0xF4: return c >= 0x80 && c <= 0x8F;
    default: return (c & 0xC0) == 0x80;
    }
}

static size_t lead_length(unsigned char c) {
    if (c < 0x80)
        return 1;
    if (c >= 0xC2 && c <= 0xDF)
        return 2;
    if (c >= 0xE0 && c <= 0xEF)
        return 3;
    return c >= 0xF0 && c <= 0xF4 ? 4 : 0;
}

/* Length of the well-formed sequence at the front, 0 when there is none. */
static size_t sequence(str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = lead_length(p[0]);
    if (n == 0 || n > s.n)
        return 0;
    if (n > 1 && !second_ok(p[0], p[1]))
        return 0;
    for (size_t i = 2; i < n; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return n;
}

size_t utf8_decode(str s, uint32_t *cp) {
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = sequence(s);
    if (n == 0) {
        *cp = 0xFFFD;
        return 1;
    }
    uint32_t v = p[0] & mask[n];
    for (size_t i = 1; i < n; i++)
        v = v << 6 | (p[i] & 0x3F);
    *cp = v;
    return n;
}

size_t utf8_encode(uint32_t cp, char out[4]) {
    unsigned char *p = (unsigned char *)out;
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        p[0] = (unsigned char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6)
        p[i] = (unsigned char)(0x80 | (cp & 0x3F));
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    p[0] = (unsigned char)(lead[n] | cp);
    return n;
}

static bool is_tail(unsigned char c) {
    return (c & 0xC0) == 0x80;
}

bool utf8_is_ascii(str s) {
    size_t i = 0;
    for (; s.n - i >= 8; i += 8) {
        uint64_t w;
        memcpy(&w, s.p + i, sizeof w);
        if (w & 0x8080808080808080u)
            return false;
    }
    for (; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

size_t utf8_count(str s) {
    size_t n = 0, i = 0;
    while (i < s.n) {
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
        n++;
    }
    return n;
}

size_t utf8_count_valid(str s) {
    size_t tails = 0, i = 0;
    for (; s.n - i >= 8; i += 8) {
        uint64_t w;
        memcpy(&w, s.p + i, sizeof w);
        uint64_t tail = (w >> 7) & ~(w >> 6) & 0x0101010101010101u; /* 10xxxxxx */
        tails += (size_t)(tail * 0x0101010101010101u >> 56);
    }
    for (; i < s.n; i++)
        tails += is_tail((unsigned char)s.p[i]);
    return s.n - tails;
}

size_t utf8_offset(str s, size_t codepoints) {
    size_t i = 0;
    while (codepoints-- && i < s.n) {
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
    }
    return i;
}

int utf8_width(uint32_t cp) {
    return utf8proc_charwidth((utf8proc_int32_t)cp);
}

static utf8proc_category_t category(uint32_t cp) {
    return utf8proc_category((utf8proc_int32_t)cp);
}

bool utf8_is_letter(uint32_t cp) {
    utf8proc_category_t c = category(cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t cp) {
    return category(cp) == UTF8PROC_CATEGORY_LU || category(cp) == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_mark(uint32_t cp) {
    utf8proc_category_t c = category(cp);
    return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_digit(uint32_t cp) {
    return category(cp) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_word(uint32_t cp) {
    if (cp < 0x80)
        return ascii_is_alnum((char)cp) || cp == '_';
    return utf8_is_letter(cp) || utf8_is_mark(cp) || utf8_is_digit(cp) ||
           category(cp) == UTF8PROC_CATEGORY_NL || category(cp) == UTF8PROC_CATEGORY_PC;
}

bool utf8_is_space(uint32_t cp) {
    if (cp < 0x80)
        return ascii_is_space((char)cp);
    return cp == 0x85 || cp == 0x2028 || cp == 0x2029 || category(cp) == UTF8PROC_CATEGORY_ZS;
}

bool utf8_is_punct(uint32_t cp) {
    if (cp < 0x80)
        return cp > ' ' && cp < 0x7F && !ascii_is_alnum((char)cp);
    utf8proc_category_t c = category(cp);
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_PO;
}

bool utf8_is_print(uint32_t cp) {
    switch (category(cp)) {
    case UTF8PROC_CATEGORY_CC: return cp == 0x85; /* NEL counts as white space there */
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return false;
    default: return true;
    }
}

static size_t decompose(uint32_t cp, utf8proc_int32_t parts[8]) {
    int boundary = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
    return n > 0 ? (size_t)n : 0;
}

char utf8_latin_base(uint32_t cp) {
    utf8proc_int32_t parts[8];
    size_t n = decompose(cp, parts);
    return n > 1 && parts[0] < 0x80 && ascii_is_alpha((char)parts[0]) ? (char)parts[0] : 0;
}

bool utf8_is_composed(uint32_t cp) {
    utf8proc_int32_t parts[8];
    return decompose(cp, parts) > 1;
}

typedef struct range {
    uint32_t from, to;
} range;

bool utf8_is_cjk(uint32_t cp) {
    static const range ranges[] = {
        {0x1100, 0x11FF},   /* Hangul Jamo */
        {0x2E80, 0x303F},   /* radicals, CJK symbols and punctuation */
        {0x3040, 0x33FF},   /* Kana, Bopomofo, Hangul compatibility, CJK compatibility */
        {0x3400, 0x4DBF},   /* extension A */
        {0x4E00, 0x9FFF},   /* unified ideographs */
        {0xA960, 0xA97F},   /* Hangul Jamo extended A */
        {0xAC00, 0xD7FF},   /* Hangul syllables, Jamo extended B */
        {0xF900, 0xFAFF},   /* compatibility ideographs */
        {0xFE30, 0xFE4F},   /* compatibility forms */
        {0xFF00, 0xFFEF},   /* half-width and full-width forms */
        {0x1AFF0, 0x1B16F}, /* Kana supplements */
        {0x20000, 0x3FFFD}, /* extensions B and on */
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to)
            return true;
    return false;
}

/* utf8proc answers in malloced memory: it is held by the arena until copied. */
static str mapped(arena *a, str s, utf8proc_option_t options) {
    void **slot = arena_defer(a, free);
    utf8proc_uint8_t *p = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &p, options);
    if (n < 0)
        return s; /* ill-formed: no form to bring it to */
    *slot = p;
    return (str){(const char *)p, (size_t)n};
}

str utf8_nfc(arena *a, str s) {
    return utf8_is_ascii(s) ? s : mapped(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

str utf8_nfkc(arena *a, str s) {
    return utf8_is_ascii(s) ? s
                            : mapped(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

str utf8_fold(arena *a, str s) {
    buf out = buf_new(a, s.n);
    while (s.n) {
        size_t n = utf8_fold_common(s, &out);
        s = str_from(s, n);
        for (n = 0; n < s.n && !ascii_is_space(s.p[n]);)
            n++;
        if (n)
            buf_add(&out, mapped(a, str_slice(s, 0, n),
                                 UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
        s = str_from(s, n);
    }
    return buf_str(&out);
}

const char *utf8_library_version(void) {
    return utf8proc_version();
}
