#include "value/number.h"

value number_from_digits(arena *a, str digits) {
    bool minus = str_starts(digits, S("-"));
    size_t zeros = minus || str_starts(digits, S("+"));
    while (zeros + 1 < digits.n && digits.p[zeros] == '0')
        zeros++;
    str s = str_from(digits, zeros);
    if (minus)
        s = str_cat(a, S("-"), s);
    int64_t i;
    if (str_to_int(s, &i))
        return value_int(i);
    s = minus ? s : str_copy(a, s);
    return (value){.kind = V_BIG, .n = (uint32_t)s.n, .u.s = s.p};
}
