#include "parity/twin.h"

#include "base/utf8.h"

static const struct {
    uint16_t cp;
    char ascii;
} twins[] = {
    {0x251, 'a'}, {0x261, 'g'}, {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'},
    {0x397, 'H'}, {0x399, 'I'}, {0x39A, 'K'}, {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'},
    {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3B1, 'a'}, {0x3B9, 'i'},
    {0x3BA, 'k'}, {0x3BD, 'v'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C5, 'u'}, {0x405, 'S'},
    {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'},
    {0x41C, 'M'}, {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'},
    {0x423, 'Y'}, {0x425, 'X'}, {0x430, 'a'}, {0x435, 'e'}, {0x43A, 'k'}, {0x43E, 'o'},
    {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'},
    {0x458, 'j'}, {0x4AE, 'Y'}, {0x4BB, 'h'}, {0x501, 'd'}, {0x51B, 'q'}, {0x51D, 'w'},
};

/* The ASCII letter or digit that a character looks like; 0: none. */
static char ascii_of(uint32_t cp) {
    if (cp >= 0xFF10 && cp <= 0xFF5A) {
        char c = (char)(cp - 0xFF00 + 0x20);
        return ascii_is_alnum(c) ? c : 0;
    }
    size_t low = 0, high = sizeof twins / sizeof *twins;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (twins[mid].cp < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return low < sizeof twins / sizeof *twins && twins[low].cp == cp ? twins[low].ascii : 0;
}

static bool is_invisible(uint32_t cp) {
    return cp == 0xAD || cp == 0x200B || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
           cp == 0x180E;
}

static str plain(arena *a, str s, bool with_letters) {
    if (utf8_is_ascii(s))
        return s;
    buf b = buf_new(a, s.n);
    while (s.n) {
        uint32_t cp;
        size_t n = utf8_decode(s, &cp);
        char c = with_letters && cp >= 0x80 ? ascii_of(cp) : 0;
        if (c)
            buf_char(&b, c);
        else if (!is_invisible(cp))
            buf_add(&b, str_slice(s, 0, n));
        s = str_from(s, n);
    }
    return buf_str(&b);
}

str twin_plain(arena *a, str s) {
    return plain(a, s, true);
}

twin_kind twin_of(arena *a, str from, str to) {
    if (utf8_is_ascii(to) || str_eq(from, to))
        return TWIN_NONE;
    if (str_eq(plain(a, to, false), from))
        return TWIN_INVISIBLE;
    return str_eq(plain(a, to, true), plain(a, from, true)) ? TWIN_LETTERS : TWIN_NONE;
}

bool twin_is_mixed(str s) {
    bool has_ascii = false, has_twin = false, has_other = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
        if (cp < 0x80 && ascii_is_alpha((char)cp))
            has_ascii = true;
        else if (cp >= 0x80 && ascii_of(cp))
            has_twin = true;
        else if (cp >= 0x80 && (utf8_is_letter(cp) || utf8_is_mark(cp)))
            has_other = true;
        else if (has_ascii && has_twin && !has_other)
            return true;
        else
            has_ascii = has_twin = has_other = false;
    }
    return has_ascii && has_twin && !has_other;
}

/* The letter of a script (by the upper byte of its letters) that an ASCII one looks like; 0: none.
 */
static uint32_t twin_in(uint32_t block, char c) {
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
        if (twins[i].ascii == c && twins[i].cp >> 8 == block)
            return twins[i].cp;
    return 0;
}

str twin_mended(arena *a, str word) {
    size_t ascii = 0, others = 0;
    uint32_t block = 0, cp;
    for (size_t i = 0; i < word.n;) {
        i += utf8_decode(str_from(word, i), &cp);
        ascii += cp < 0x80;
        others += cp >= 0x80;
        block = cp >= 0x80 ? cp >> 8 : block;
    }
    buf b = buf_new(a, 2 * word.n);
    for (size_t i = 0; i < word.n && others > ascii; i++) {
        uint32_t twin = word.p[i] & 0x80 ? 0 : twin_in(block, word.p[i]);
        if (!twin && !(word.p[i] & 0x80))
            return twin_plain(a, word);
        if (twin)
            buf_codepoint(&b, twin);
        else
            buf_char(&b, word.p[i]);
    }
    return b.n ? buf_str(&b) : twin_plain(a, word);
}

size_t twin_length(str s) {
    uint32_t cp;
    if (!s.n || (unsigned char)s.p[0] < 0x80)
        return 0;
    size_t n = utf8_decode(s, &cp);
    return ascii_of(cp) || is_invisible(cp) ? n : 0;
}

static bool is_blank(uint32_t cp) {
    return cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x3000;
}

str twin_blank_help(arena *a, str from, str to) {
    uint32_t blank = 0, cp;
    if (utf8_is_ascii(to))
        return (str){0};
    buf b = buf_new(a, to.n + 80);
    for (size_t i = 0, n; i < to.n; i += n) {
        n = utf8_decode(str_from(to, i), &cp);
        blank = !blank && is_blank(cp) ? cp : blank;
        if (is_blank(cp))
            buf_char(&b, ' ');
        else
            buf_add(&b, str_slice(to, i, i + n));
    }
    if (!blank || !str_eq(buf_str(&b), from))
        return (str){0};
    b.n = 0;
    buf_printf(&b, "U+%04X in it only looks like a space; take it from the original", blank);
    return buf_str(&b);
}

str twin_help(arena *a, str s) {
    buf b = buf_new(a, 96);
    for (size_t i = 0; i < s.n && !b.n;) {
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
        char c = cp >= 0x80 ? ascii_of(cp) : 0;
        if (c)
            buf_printf(&b, "U+%04X in it only looks like \"%c\"; take it from the original", cp, c);
    }
    return buf_str(&b);
}
