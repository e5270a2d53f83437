/* The script of a character, by its first bytes alone: loops over whole texts ask this. */
#ifndef LETOON_PARITY_SCRIPT_H
#define LETOON_PARITY_SCRIPT_H

#include "parity/language.h"

/* Of a character beyond ASCII, by its first two bytes: enough for scripts, and a table lookup is
 * spared. -1: it is no letter. */
static inline int script_at(unsigned char c, unsigned char next) {
    if (c >= 0xE4 && c <= 0xE9)
        return SCRIPT_HAN;
    if (c < 0xC3 || c == 0xE2 || (c == 0xE3 && next == 0x80) || (c == 0xEF && next >= 0xBC))
        return -1; /* signs, full-width forms */
    if (c <= 0xCB)
        return SCRIPT_LATIN;
    if (c <= 0xCC)
        return -1; /* combining */
    if (c <= 0xCF)
        return SCRIPT_GREEK;
    if (c <= 0xD4)
        return SCRIPT_CYRILLIC;
    if (c <= 0xD7)
        return c == 0xD7 ? SCRIPT_HEBREW : SCRIPT_OTHER;
    if (c <= 0xDD)
        return SCRIPT_ARABIC;
    if (c == 0xE0)
        return next < 0xA4                    ? SCRIPT_OTHER
               : next <= 0xA5                 ? SCRIPT_DEVANAGARI
               : next <= 0xA7                 ? SCRIPT_BENGALI
               : next == 0xAE || next == 0xAF ? SCRIPT_TAMIL
               : next == 0xB8 || next == 0xB9 ? SCRIPT_THAI
                                              : SCRIPT_OTHER;
    if (c == 0xE1)
        return next >= 0xB8 && next <= 0xBB ? SCRIPT_LATIN : SCRIPT_OTHER;
    if (c == 0xE3)
        return next <= 0x83 ? SCRIPT_KANA : SCRIPT_HAN;
    if (c <= 0xED)
        return SCRIPT_HANGUL;
    return -1;
}

/* Of the character at the front; -1: it is no letter. */
static inline int script_of(str s) {
    unsigned char c = s.n ? (unsigned char)s.p[0] : 0;
    return c < 0x80 ? (ascii_is_alpha((char)c) ? SCRIPT_LATIN : -1)
                    : script_at(c, s.n > 1 ? (unsigned char)s.p[1] : 0);
}

/* Bytes of the character that begins so. */
static inline size_t script_char(unsigned char c) {
    return c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

#endif
