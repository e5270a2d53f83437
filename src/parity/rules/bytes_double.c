/* Double encoding: UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 again. Such
 * text, put back, is well-formed UTF-8 and says something likely; true text hardly ever is. */
#include "parity/rules/bytes.h"

#include "base/bytes.h"
#include "base/utf8.h"

/* What Windows-1252 has at 0x80 to 0x9F, where that is not what Latin-1 has. */
static const uint16_t high[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                  0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* The byte a character was made of; 0: it was made of none above 0x7F. */
static unsigned char byte_of(uint32_t cp) {
    if (cp >= 0x80 && cp <= 0xFF)
        return (unsigned char)cp;
    for (unsigned i = 0; i < 32 && cp > 0xFF; i++)
        if (high[i] == cp)
            return (unsigned char)(0x80 + i);
    return 0;
}

/* Quotes, dashes, the ellipsis and the no-break space stand beside true letters too. */
static bool is_punctuation(unsigned char b) {
    return b == 0x84 || b == 0x85 || (b >= 0x91 && b <= 0x97) || b == 0xA0 || b == 0xAB ||
           b == 0xBB || b == 0xB7 || b == 0x82 || b == 0x8B || b == 0x9B;
}

/* Scripts that people write notes in; not those that chance letters make. */
static bool is_likely(uint32_t cp) {
    static const struct {
        uint32_t from, to;
    } ranges[] = {
        {0xA0, 0x17F},    {0x1A0, 0x1B0},   {0x200, 0x21B},     {0x370, 0x37E},    {0x384, 0x3CE},
        {0x400, 0x45F},   {0x490, 0x4F9},   {0x531, 0x58A},     {0x5D0, 0x5F4},    {0x600, 0x6BE},
        {0x6C0, 0x6F9},   {0x900, 0xDF4},   {0xE00, 0xEDF},     {0x10A0, 0x11FF},  {0x1200, 0x137F},
        {0x1780, 0x17F9}, {0x1E00, 0x1EF9}, {0x1F00, 0x206F},   {0x20A0, 0x20BF},  {0x2100, 0x27BF},
        {0x3000, 0x30FF}, {0x3400, 0x9FFF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFE0F, 0xFE0F},
        {0xFF00, 0xFFEF}, {0xFEFF, 0xFEFF}, {0x1F000, 0x1FAFF}, {0x20000, 0x2FFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to)
            return true;
    return false;
}

typedef struct sequence {
    size_t n; /* bytes of the text */
    uint32_t cp;
    unsigned char lead;
    bool is_weak; /* all behind the lead is punctuation */
    bool is_sure; /* a capital and signs, or "â€", that no word has: beside true letters too */
} sequence;

/* Of Windows-1252 from 0x80 to 0x9F: ƒ Š Œ Ž š œ ž Ÿ. */
static bool is_high_letter(unsigned char b) {
    return b == 0x83 || b == 0x8A || b == 0x8C || b == 0x8E || b == 0x9A || b == 0x9C ||
           b == 0x9E || b == 0x9F;
}

/* What was one character, at the beginning of `s`. */
static bool read_sequence(str s, sequence *out) {
    char bytes[4];
    uint32_t cp;
    size_t at = utf8_decode(s, &cp), n = 0;
    unsigned char lead = byte_of(cp);
    if (lead < 0xC2 || lead > 0xF4)
        return false;
    size_t want = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    *out = (sequence){.lead = lead, .is_weak = true, .is_sure = lead < 0xDF};
    for (bytes[n++] = (char)lead; n < want && at < s.n; n++) {
        at += utf8_decode(str_from(s, at), &cp);
        unsigned char b = byte_of(cp);
        if (b < 0x80 || b > 0xBF)
            return false;
        out->is_weak = out->is_weak && is_punctuation(b) && (cp < 0x80 || cp >= 0xA0);
        out->is_sure = out->is_sure && !is_punctuation(b) && !is_high_letter(b);
        bytes[n] = (char)b;
    }
    out->n = at;
    out->is_sure = out->is_sure || (lead == 0xE2 && n > 1 && (unsigned char)bytes[1] == 0x80);
    return n == want && utf8_decode((str){bytes, n}, &out->cp) == want && is_likely(out->cp);
}

/* Bytes of the character that ends before `at`. */
static size_t before(str text, size_t at) {
    size_t from = at;
    while (from > 0 && at - from < 4) {
        from--;
        if (((unsigned char)text.p[from] & 0xC0) != 0x80)
            break;
    }
    return at - from;
}

/* The character that ends before `at`; a blank at the beginning. */
static uint32_t char_before(str text, size_t at) {
    uint32_t cp = ' ';
    if (at)
        utf8_decode(str_slice(text, at - before(text, at), at), &cp);
    return cp;
}

static bool is_low(uint32_t cp) {
    return cp >= 0xDF && cp <= 0xFF && cp != 0xF7;
}

/* May a wrong letter begin here? A true one of Latin-1 before it, such as a wrong one is made of,
 * makes that unlikely but for a capital after a small letter with a sign behind it: "äÃ¤". */
static bool may_begin(str text, size_t at, const sequence *one) {
    uint32_t cp = char_before(text, at);
    unsigned char b = byte_of(cp);
    return !b || is_punctuation(b) || (is_low(cp) && one->is_sure);
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/* A letter of Greek or of what comes after it, up to the punctuation of all scripts. */
static bool is_of_other_script(uint32_t cp) {
    return (cp >= 0x370 && cp < 0x1E00) || (cp >= 0x3040 && cp < 0xD800);
}

/* "jusqu'", "d’": the next word follows without a space. */
static bool ends_elision(str before) {
    return str_ends(before, S("'")) || str_ends(before, S("\xE2\x80\x99"));
}

/* A lone letter with a quote or dash behind it: "É»" is what capitals look like in quotes. Polish
 * has letters of Latin Extended-A in the middle of every third word: "Å‚" is ł. */
static bool is_likely_weak(str text, size_t at, size_t end, const sequence *one) {
    char prev = at ? text.p[at - 1] : ' ', next = end < text.n ? text.p[end] : ' ';
    if (one->lead == 0xC4 || one->lead == 0xC5)
        return byte_class(prev) & BYTE_LOWER ||
               (byte_class(next) & BYTE_LOWER && one->cp != 0x160 && one->cp != 0x105);
    if (one->lead >= 0xE0) /* "á»—": no letter has such signs behind it within a word */
        return ascii_is_alpha(prev) && ascii_is_alpha(next);
    if (one->lead != 0xC2 && one->lead != 0xC3)
        return false;
    if (one->cp == 0xA0 && is_of_other_script(char_before(text, at)))
        return true; /* "Â" and a no-break space behind a word without Latin letters */
    if (one->cp == 0xE0 &&
        (ends_elision(str_slice(text, 0, at)) || (ascii_is_alpha(prev) && ascii_is_alpha(next))))
        return true; /* "Ã" and a no-break space within a word, or behind "jusqu'" */
    if (is_upper(prev))
        return is_upper(next);
    return ascii_is_alpha(next) || ascii_is_alnum(prev) ||
           (one->lead == 0xC3 && ascii_is_space(prev));
}

/* Wrong letters one after the other; what is right goes to `out`. 0: they may be true. */
static size_t read_run(str text, size_t at, buf *out) {
    sequence one = {0}, first = {0};
    size_t end = at, count = 0, from = out->n;
    bool is_weak = true, is_sure = true;
    while (end < text.n && (unsigned char)text.p[end] >= 0x80) {
        uint32_t cp;
        if (read_sequence(str_from(text, end), &one)) {
            if (!count++)
                first = one;
            if (count == 1 && !may_begin(text, at, &one))
                return 0;
            is_weak = is_weak && one.is_weak;
            is_sure = is_sure && one.is_sure;
            buf_codepoint(out, one.cp);
            end += one.n;
            continue;
        }
        utf8_decode(str_from(text, end), &cp);
        unsigned char b = byte_of(cp);
        if (b && !is_punctuation(b) && !(is_sure && is_low(cp)))
            count = 0;
        break;
    }
    /* "Ú" and "Š" within a word of capitals are no Arabic letter. */
    if (count == 1 && first.lead > 0xC5 && at && is_upper(text.p[at - 1]) && end < text.n &&
        is_upper(text.p[end]))
        count = 0;
    if (!count || (is_weak && (count > 1 || !is_likely_weak(text, at, end, &first)))) {
        out->n = from;
        return 0;
    }
    return end - at;
}

bool bytes_undouble(arena *a, str text, size_t at, size_t *end, str *fix) {
    sequence one;
    if (!read_sequence(str_from(text, at), &one))
        return false;
    buf b = buf_new(a, 64);
    size_t n = read_run(text, at, &b);
    if (!n)
        return false;
    for (*end = at + n; *end < text.n; *end += n) {
        size_t letters = *end;
        while (letters < text.n && ascii_is_alnum(text.p[letters]))
            letters++;
        size_t kept = b.n;
        buf_add(&b, str_slice(text, *end, letters));
        sequence next;
        if (letters == text.n || !read_sequence(str_from(text, letters), &next) ||
            !(n = read_run(text, letters, &b))) {
            b.n = kept;
            break;
        }
        n += letters - *end;
    }
    *fix = buf_str(&b);
    return true;
}
