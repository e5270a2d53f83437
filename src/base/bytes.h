/* What a byte of UTF-8 may be, by a table: loops over whole texts ask this, one look a byte. */
#ifndef LETOON_BASE_BYTES_H
#define LETOON_BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>

enum {
    BYTE_UPPER = 1,       /* A to Z */
    BYTE_LOWER = 2,       /* a to z */
    BYTE_DIGIT = 4,       /* 0 to 9 */
    BYTE_SPACE = 8,       /* space, \t \n \v \f \r */
    BYTE_SIGN = 16,       /* the rest of printed ASCII */
    BYTE_WIDE = 32,       /* of a character beyond ASCII */
    BYTE_DIGIT_LEAD = 64, /* of those the first of a character that may be a digit */
    BYTE_TOKEN = 128,     /* $ % / : @ _ { : about them stands what is no word of a language */
    BYTE_STAR = 256,      /* * */
    BYTE_BRACKET = 512,   /* [ ] */
    BYTE_FORM_LEAD = 1024 /* of those beyond ASCII the first of a full-width form */
};

enum { BYTE_LETTER = BYTE_UPPER | BYTE_LOWER, BYTE_ALNUM = BYTE_LETTER | BYTE_DIGIT };

extern const uint16_t byte_classes[256];

static inline uint16_t byte_class(char c) {
    return byte_classes[(unsigned char)c];
}

/* Of ASCII only letters are, beyond it every byte. */
static inline bool byte_may_be_letter(char c) {
    return byte_class(c) & (BYTE_LETTER | BYTE_WIDE);
}

#endif
