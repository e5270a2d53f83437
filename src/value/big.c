#include "value/big.h"

#include <assert.h>
#include <string.h>

static uint32_t *make(nat_room *r, size_t n) {
    if (n <= NAT_ROOM - r->used) {
        uint32_t *p = r->p + r->used;
        r->used += n;
        memset(p, 0, n * sizeof *p);
        return p;
    }
    return arena_make(r->a, uint32_t, n);
}

static nat trimmed(const uint32_t *p, size_t n) {
    while (n && p[n - 1] == 0)
        n--;
    return (nat){p, n};
}

nat nat_of_uint(nat_room *r, uint64_t u) {
    uint32_t *p = make(r, 3);
    for (size_t i = 0; u; u /= NAT_BASE)
        p[i++] = (uint32_t)(u % NAT_BASE);
    return trimmed(p, 3);
}

nat nat_of_digits(nat_room *r, str digits) {
    size_t n = digits.n / NAT_DIGITS + 1;
    uint32_t *p = make(r, n);
    size_t end = digits.n;
    for (size_t i = 0; end; i++) {
        size_t from = end > NAT_DIGITS ? end - NAT_DIGITS : 0;
        for (size_t k = from; k < end; k++)
            p[i] = p[i] * 10 + (uint32_t)(digits.p[k] - '0');
        end = from;
    }
    return trimmed(p, n);
}

void nat_text(nat x, buf *out) {
    if (x.n == 0) {
        buf_char(out, '0');
        return;
    }
    buf_reserve(out, x.n * NAT_DIGITS);
    buf_int(out, x.p[x.n - 1]);
    for (size_t i = x.n - 1; i-- > 0;) {
        char digits[NAT_DIGITS];
        uint32_t limb = x.p[i];
        for (size_t k = NAT_DIGITS; k-- > 0; limb /= 10)
            digits[k] = (char)('0' + limb % 10);
        buf_add(out, (str){digits, NAT_DIGITS});
    }
}

size_t nat_size(nat x) {
    if (x.n == 0)
        return 0;
    size_t size = (x.n - 1) * NAT_DIGITS;
    for (uint32_t top = x.p[x.n - 1]; top; top /= 10)
        size++;
    return size;
}

bool nat_to_uint(nat x, uint64_t *out) {
    *out = 0;
    if (x.n > 3)
        return false;
    for (size_t i = x.n; i-- > 0;) {
        if (*out > (UINT64_MAX - x.p[i]) / NAT_BASE)
            return false;
        *out = *out * NAT_BASE + x.p[i];
    }
    return true;
}

int nat_cmp(nat x, nat y) {
    if (x.n != y.n)
        return x.n > y.n ? 1 : -1;
    for (size_t i = x.n; i-- > 0;)
        if (x.p[i] != y.p[i])
            return x.p[i] > y.p[i] ? 1 : -1;
    return 0;
}

nat nat_add(nat_room *r, nat x, nat y) {
    size_t n = (x.n > y.n ? x.n : y.n) + 1;
    uint32_t *p = make(r, n), carry = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t sum = carry + (i < x.n ? x.p[i] : 0) + (i < y.n ? y.p[i] : 0);
        carry = sum >= NAT_BASE;
        p[i] = sum - (carry ? NAT_BASE : 0);
    }
    return trimmed(p, n);
}

nat nat_sub(nat_room *r, nat x, nat y) {
    uint32_t *p = make(r, x.n), borrow = 0;
    for (size_t i = 0; i < x.n; i++) {
        uint32_t take = borrow + (i < y.n ? y.p[i] : 0);
        borrow = x.p[i] < take;
        p[i] = x.p[i] + (borrow ? NAT_BASE : 0) - take;
    }
    assert(borrow == 0);
    return trimmed(p, x.n);
}

nat nat_mul(nat_room *r, nat x, nat y) {
    size_t n = x.n + y.n;
    uint32_t *p = make(r, n);
    for (size_t i = 0; i < x.n; i++) {
        uint64_t carry = 0;
        for (size_t k = 0; k < y.n; k++) {
            carry += p[i + k] + (uint64_t)x.p[i] * y.p[k];
            p[i + k] = (uint32_t)(carry % NAT_BASE);
            carry /= NAT_BASE;
        }
        p[i + y.n] = (uint32_t)carry;
    }
    return trimmed(p, n);
}

static nat times_small(nat_room *r, nat x, uint32_t factor) {
    return nat_mul(r, x, (nat){&factor, factor != 0});
}

static nat divide_small(nat_room *r, nat x, uint32_t by, uint32_t *rest) {
    uint32_t *p = make(r, x.n);
    uint64_t left = 0;
    for (size_t i = x.n; i-- > 0;) {
        left = left * NAT_BASE + x.p[i];
        p[i] = (uint32_t)(left / by);
        left %= by;
    }
    *rest = (uint32_t)left;
    return trimmed(p, x.n);
}

/* Takes factor * y from the limbs at x; true when that was once too much. */
static bool take_product(uint32_t *x, nat y, uint32_t factor) {
    uint64_t carry = 0;
    for (size_t i = 0; i <= y.n; i++) {
        carry += i < y.n ? (uint64_t)factor * y.p[i] : 0;
        uint32_t take = (uint32_t)(carry % NAT_BASE);
        carry /= NAT_BASE;
        if (x[i] < take) {
            x[i] += NAT_BASE;
            carry++;
        }
        x[i] -= take;
    }
    return carry != 0;
}

static void give_back(uint32_t *x, nat y) {
    uint32_t carry = 0;
    for (size_t i = 0; i <= y.n; i++) {
        uint32_t sum = x[i] + carry + (i < y.n ? y.p[i] : 0);
        carry = sum >= NAT_BASE;
        x[i] = sum - (carry ? NAT_BASE : 0);
    }
}

/* Long division (Knuth's algorithm D): with y's top limb at least half the base, a guess from the
 * top limbs is at most two too large. */
nat nat_divide(nat_room *r, nat x, nat y, nat *rest) {
    assert(y.n > 0);
    if (nat_cmp(x, y) < 0) {
        *rest = x;
        return (nat){NULL, 0};
    }
    uint32_t low;
    if (y.n == 1) {
        nat quotient = divide_small(r, x, y.p[0], &low);
        *rest = nat_of_uint(r, low);
        return quotient;
    }
    uint32_t scale = NAT_BASE / (y.p[y.n - 1] + 1);
    nat scaled = times_small(r, x, scale);
    y = times_small(r, y, scale);
    uint32_t *left = make(r, x.n + 1), *p = make(r, x.n + 1 - y.n);
    memcpy(left, scaled.p, scaled.n * sizeof *left);
    uint64_t top = y.p[y.n - 1], second = y.p[y.n - 2];
    for (size_t i = x.n + 1 - y.n; i-- > 0;) {
        const uint32_t *high = left + i + y.n;
        uint64_t two = (uint64_t)high[0] * NAT_BASE + high[-1];
        uint64_t guess = two / top, over = two % top;
        while (guess >= NAT_BASE || guess * second > over * NAT_BASE + high[-2]) {
            guess--;
            over += top;
            if (over >= NAT_BASE)
                break;
        }
        if (take_product(left + i, y, (uint32_t)guess)) {
            guess--;
            give_back(left + i, y);
        }
        p[i] = (uint32_t)guess;
    }
    *rest = divide_small(r, trimmed(left, y.n), scale, &low);
    return trimmed(p, x.n + 1 - y.n);
}

static uint32_t small_power(size_t digits) {
    uint32_t power = 1;
    while (digits--)
        power *= 10;
    return power;
}

nat nat_raise(nat_room *r, nat x, size_t digits) {
    if (x.n == 0 || digits == 0)
        return x;
    size_t limbs = digits / NAT_DIGITS;
    nat y = times_small(r, x, small_power(digits % NAT_DIGITS));
    uint32_t *p = make(r, y.n + limbs);
    memcpy(p + limbs, y.p, y.n * sizeof *p);
    return (nat){p, y.n + limbs};
}

nat nat_lower(nat_room *r, nat x, size_t digits, int *half, bool *exact) {
    *half = -1;
    *exact = true;
    if (x.n == 0 || digits == 0)
        return x;
    *exact = false;
    if (digits > nat_size(x))
        return (nat){NULL, 0};
    /* All but the last digit first; the last one then decides about the half. */
    size_t limbs = (digits - 1) / NAT_DIGITS;
    bool cut = false;
    for (size_t i = 0; i < limbs; i++)
        cut |= x.p[i] != 0;
    uint32_t below, last;
    nat y = divide_small(r, (nat){x.p + limbs, x.n - limbs}, small_power((digits - 1) % NAT_DIGITS),
                         &below);
    y = divide_small(r, y, 10, &last);
    cut |= below != 0;
    *exact = !cut && last == 0;
    *half = last == 5 ? cut : (last > 5 ? 1 : -1);
    return y;
}
