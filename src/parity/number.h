/* Numbers of a text, whatever digits, separators and words they are written in. */
#ifndef LETOON_PARITY_NUMBER_H
#define LETOON_PARITY_NUMBER_H

#include "base/bytes.h"
#include "base/str.h"

/* mant * 10^exp. Of whole numbers mant does not end in 0; decimals keep theirs: 3.10 is no 3.1. */
typedef struct amount {
    uint64_t mant;
    int exp;
} amount;

typedef enum {
    NUMBER_PLAIN,
    NUMBER_DATE,    /* 2024-03-05: may be written otherwise */
    NUMBER_VERSION, /* 3.0.1, v1.10, 192.168.0.1 */
    NUMBER_NAMED,   /* #1234, RFC 2616, CVE-2024-1234 */
    NUMBER_HEX,     /* 1f2e3d4c */
} number_kind;

enum { NUMBER_READINGS = 4, NUMBER_PARTS = 6 };

typedef struct number {
    number_kind kind;
    uint32_t at, n; /* bytes of the text it was read from */
    bool is_time;   /* 10:30, 10h30, 10時 */
    bool has_long;  /* its scale is a power of ten here and another one there: a Billion */
    uint8_t nreadings, nparts;
    uint8_t nbare; /* 0: it has no scale; of the readings so many are without it, they come first */
    amount readings[NUMBER_READINGS]; /* what it may mean: 1.000 is 1000 and 1.000 */
    amount parts[NUMBER_PARTS];       /* of what has separators, what stands between them */
} number;

typedef struct numbers {
    number *p;
    size_t n, cap;
} numbers;

enum { NUMBERS_MAX = 256 }; /* of a text are read */

/* What is written in digits, of any script. URLs and references to footnotes are passed over. */
numbers numbers_read(arena *a, str text);

/* What is written in words of a language (a BCP 47 tag), in Chinese numerals or in Roman ones. */
numbers numbers_spelled(arena *a, str text, str tag);

/* What stands at the front of `text`, white space before it included, and multiplies a number:
 * "million", "万". Gives its length; 0: nothing does. *exp is the power of ten, *other another one
 * it has elsewhere (a German Billion), or 0. */
size_t number_scale(str text, int *exp, int *other);

/* May a digit begin with this byte? */
static inline bool number_may_begin(char byte) {
    return byte_class(byte) & (BYTE_DIGIT | BYTE_DIGIT_LEAD);
}

int number_wide_digit(str text, size_t *n);

/* 0 to 9; -1: no digit. *n bytes are read. Every byte of a text is asked: what most characters are
 * that begin as digits may is passed over here. */
static inline int number_digit(str text, size_t *n) {
    *n = 1;
    if (!text.n || !number_may_begin(text.p[0]))
        return -1;
    const unsigned char *p = (const unsigned char *)text.p;
    if (p[0] < 0x80)
        return p[0] - '0';
    if (text.n < 3
            ? p[0] >= 0xE0
            : (p[0] == 0xEF && p[1] != 0xBC) || ((p[0] == 0xE0 || p[0] == 0xE1) && !(p[1] % 2)))
        return -1;
    return number_wide_digit(text, n);
}

/* "۱.", "১২।", "1、": the number of a list's item at the front, in other digits or with another
 * stop than Markdown knows. Gives its bytes; 0: there is none. */
size_t number_foreign_marker(str text, uint32_t *value);

/* How many bytes at the front part digits of a number, whatever that means there; 0: none do. */
size_t number_separator(str text);

/* May two numbers mean the same? */
bool number_may_be(const number *x, const number *y);
bool number_may_be_among(const number *x, const numbers *all);

amount amount_of(uint64_t mant, int exp);
static inline bool amount_eq(amount x, amount y) {
    return x.mant == y.mant && x.exp == y.exp;
}

#endif
