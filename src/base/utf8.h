/* UTF-8 and Unicode properties: the only door to utf8proc. */
#ifndef LETOON_BASE_UTF8_H
#define LETOON_BASE_UTF8_H

#include "base/buf.h"

/* Reads one code point at the front of s (s.n > 0). Returns its length in bytes, 1 to 4; an
 * ill-formed byte gives U+FFFD and 1. Well-formed as Unicode table 3-7 has it: no surrogates, no
 * over-long forms, at most U+10FFFF. */
size_t utf8_decode(str s, uint32_t *cp);
size_t utf8_encode(uint32_t cp,
                   char out[4]); /* bytes written; U+FFFD for what is no scalar value */

/* True when all of s is well-formed; else *bad is the offset of the first ill-formed byte. */
bool utf8_valid(str s, size_t *bad);
bool utf8_is_ascii(str s);

/* Where the character begins that ends before `at`, of well-formed text; 0 at the front. */
static inline size_t utf8_back(str s, size_t at) {
    while (at > 0 && ((unsigned char)s.p[--at] & 0xC0) == 0x80)
        ;
    return at;
}

size_t utf8_count(str s);                     /* code points */
size_t utf8_count_valid(str s);               /* the same, of well-formed text */
size_t utf8_offset(str s, size_t codepoints); /* byte offset of the nth; s.n when past the end */

int utf8_width(uint32_t cp); /* columns on a terminal: 0, 1 or 2 */
bool utf8_is_letter(uint32_t cp);
bool utf8_is_upper(uint32_t cp); /* Lu, Lt */
bool utf8_is_mark(uint32_t cp);
bool utf8_is_digit(uint32_t cp); /* Nd */
bool utf8_is_word(uint32_t cp);  /* Ruby's \p{Word}: letter, mark, decimal digit, connector */
bool utf8_is_space(uint32_t cp); /* Zs, U+0085 and ASCII white space */
bool utf8_is_punct(uint32_t cp); /* P* and ASCII punctuation */
bool utf8_is_print(uint32_t cp); /* what Ruby's String#inspect shows as it is */
bool utf8_is_cjk(
    uint32_t cp); /* Han, Kana, Hangul, Bopomofo and their punctuation, full-width forms */

/* The ASCII letter a Latin letter with marks is built on ("é" 'e'); 0 when there is none. */
char utf8_latin_base(uint32_t cp);

/* Is it one of those that letters and marks are composed to: é, が, 한? */
bool utf8_is_composed(uint32_t cp);

/* Full case mapping as Ruby's String methods do it (ß becomes SS), appended to out. */
void utf8_upcase(buf *out, str s);
void utf8_downcase(buf *out, str s);
void utf8_capitalize(buf *out, str s); /* first up, rest down */
str utf8_nfc(arena *a, str s);
str utf8_nfkc(arena *a, str s);
str utf8_fold(arena *a, str s); /* NFC and case folding: equal for names that clash */

const char *utf8_library_version(void);

#endif
