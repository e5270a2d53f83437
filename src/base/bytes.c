#include "base/bytes.h"

#define U BYTE_UPPER
#define L BYTE_LOWER
#define D BYTE_DIGIT
#define B BYTE_SPACE
#define S BYTE_SIGN
#define T (BYTE_SIGN | BYTE_TOKEN)
#define A (BYTE_SIGN | BYTE_STAR)
#define R (BYTE_SIGN | BYTE_BRACKET)
#define W BYTE_WIDE
#define X (BYTE_WIDE | BYTE_DIGIT_LEAD)
#define F (BYTE_WIDE | BYTE_DIGIT_LEAD | BYTE_FORM_LEAD)

/* clang-format off */
const uint16_t byte_classes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, B, B, B, B, B, 0, 0, /* 00 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 10 */
    B, S, S, S, T, T, S, S, S, S, A, S, S, S, S, T, /* 20 */
    D, D, D, D, D, D, D, D, D, D, T, S, S, S, S, S, /* 30 */
    T, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* 40 */
    U, U, U, U, U, U, U, U, U, U, U, R, S, R, S, T, /* 50 */
    S, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 60 */
    L, L, L, L, L, L, L, L, L, L, L, T, S, S, S, 0, /* 70 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 80 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 90 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* A0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* B0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* C0 */
    W, W, W, W, W, W, W, W, W, X, W, X, W, W, W, W, /* D0 */
    X, X, W, W, W, W, W, W, W, W, W, W, W, W, W, F, /* E0 */
    W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* F0 */
};
/* clang-format on */
