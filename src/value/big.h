/* Natural numbers without bound, in limbs of nine decimal digits. Schoolbook: quadratic, for the
 * few numbers of a page that outgrow 64 bits and for exact decimals. */
#ifndef LETOON_VALUE_BIG_H
#define LETOON_VALUE_BIG_H

#include "base/buf.h"

enum { NAT_BASE = 1000000000, NAT_DIGITS = 9, NAT_ROOM = 512 };

/* Where numbers are made: on the caller's stack first, so that the sums of a long loop do not fill
 * its arena, and in the arena when they are large. */
typedef struct nat_room {
    arena *a;
    size_t used;
    uint32_t p[NAT_ROOM];
} nat_room;

/* Least limb first, no zero limbs at the end: zero has none. */
typedef struct nat {
    const uint32_t *p;
    size_t n;
} nat;

nat nat_of_uint(nat_room *r, uint64_t u);
nat nat_of_digits(nat_room *r, str digits); /* [0-9]* */
void nat_text(nat x, buf *out);             /* "0" for zero */
size_t nat_size(nat x);                     /* decimal digits; 0 for zero */
bool nat_to_uint(nat x, uint64_t *out);     /* false when it does not fit */
int nat_cmp(nat x, nat y);
nat nat_add(nat_room *r, nat x, nat y);
nat nat_sub(nat_room *r, nat x, nat y); /* x >= y */
nat nat_mul(nat_room *r, nat x, nat y);
nat nat_divide(nat_room *r, nat x, nat y, nat *rest); /* y > 0 */
nat nat_raise(nat_room *r, nat x, size_t digits);     /* times ten to the digits */

/* Divided by ten to the digits. *half compares what is cut off with one half: -1, 0, 1;
 * *exact says that it is zero. */
nat nat_lower(nat_room *r, nat x, size_t digits, int *half, bool *exact);

#endif
