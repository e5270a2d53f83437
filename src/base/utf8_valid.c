#include <string.h>

#include "base/utf8.h"

/* An automaton whose state is how far a row of the table is shifted: each byte has one row, which
 * has at each state's place the next state. What is wrong stays wrong. Three instructions a byte,
 * and no branch that a text in a script beyond ASCII would make the processor guess at. */
enum {
    STATE_OK = 0,
    STATE_BAD = 6,
    STATE_ONE = 12, /* so many more bytes of the sequence */
    STATE_TWO = 18,
    STATE_THREE = 24,
    STATE_E0 = 30, /* behind a lead whose second byte has its own range */
    STATE_ED = 36,
    STATE_F0 = 42,
    STATE_F4 = 48,
    STATE_BITS = 63,
};

/* clang-format off */
#define ALL_BAD 0x0186186186186186u /* STATE_BAD at each of ten places */
#define GOES(from, to) ((uint64_t)(STATE_BAD ^ STATE_##to) << STATE_##from)
#define TO(state) (ALL_BAD ^ GOES(OK, state))
#define TAIL (ALL_BAD ^ GOES(ONE, OK) ^ GOES(TWO, ONE) ^ GOES(THREE, TWO))
#define LOW (TAIL ^ GOES(ED, ONE) ^ GOES(F4, TWO))    /* 80 to 8F */
#define MIDDLE (TAIL ^ GOES(ED, ONE) ^ GOES(F0, TWO)) /* 90 to 9F */
#define HIGH (TAIL ^ GOES(E0, ONE) ^ GOES(F0, TWO))   /* A0 to BF */
#define X4(row) row, row, row, row
#define X16(row) X4(row), X4(row), X4(row), X4(row)

static const uint64_t automaton[256] = {
    X16(TO(OK)), X16(TO(OK)), X16(TO(OK)), X16(TO(OK)),
    X16(TO(OK)), X16(TO(OK)), X16(TO(OK)), X16(TO(OK)),
    X16(LOW), X16(MIDDLE), X16(HIGH), X16(HIGH),
    /* C0 */ ALL_BAD, ALL_BAD, TO(ONE), TO(ONE), X4(TO(ONE)), X4(TO(ONE)), X4(TO(ONE)),
    /* D0 */ X16(TO(ONE)),
    /* E0 */ TO(E0), TO(TWO), TO(TWO), TO(TWO), X4(TO(TWO)), X4(TO(TWO)),
    /* EC */ TO(TWO), TO(ED), TO(TWO), TO(TWO),
    /* F0 */ TO(F0), TO(THREE), TO(THREE), TO(THREE), TO(F4), ALL_BAD, ALL_BAD, ALL_BAD,
    /* F8 */ X4(ALL_BAD), X4(ALL_BAD),
};
/* clang-format on */

static uint64_t step(uint64_t state, unsigned char c) {
    return automaton[c] >> (state & STATE_BITS);
}

/* Where the first sequence begins that is not well-formed, when all before i is but for what may be
 * cut there. There is one. */
static size_t find_bad(str s, size_t i) {
    uint32_t cp;
    if (i)
        i--;
    while (i && ((unsigned char)s.p[i] & 0xC0) == 0x80)
        i--;
    for (size_t n; (n = utf8_decode(str_from(s, i), &cp)) > 1 || !(s.p[i] & 0x80);)
        i += n;
    return i;
}

bool utf8_valid(str s, size_t *bad) {
    const unsigned char *p = (const unsigned char *)s.p;
    uint64_t state = STATE_OK, w;
    size_t i = 0;
    for (; s.n - i >= sizeof w; i += sizeof w) {
        memcpy(&w, p + i, sizeof w);
        if (!(w & 0x8080808080808080u) && (state & STATE_BITS) == STATE_OK)
            continue;
        for (size_t k = 0; k < sizeof w; k++)
            state = step(state, p[i + k]);
        if ((state & STATE_BITS) == STATE_BAD)
            break;
    }
    size_t from = i;
    for (; i < s.n && (state & STATE_BITS) != STATE_BAD; i++)
        state = step(state, p[i]);
    if ((state & STATE_BITS) == STATE_OK)
        return true;
    *bad = find_bad(s, from);
    return false;
}
