#include "parity/rules/own_example.h"

static bool is_set_code(const pair *p, str s) {
    for (size_t i = 0; i < p->ncodes; i++)
        if (str_eq_fold(s, p->codes[i]))
            return true;
    return str_eq(s, S("en"));
}

/* The next letters and digits, or what stands between. */
static str next_part(str *rest) {
    size_t n = 0;
    bool is_name = rest->n && ascii_is_alnum(rest->p[0]);
    while (n < rest->n && ascii_is_alnum(rest->p[n]) == is_name)
        n++;
    str part = str_slice(*rest, 0, n);
    *rest = str_from(*rest, n);
    return part;
}

static bool is_region(str s) {
    return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

bool own_example(const pair *p, str want, str got) {
    str own = tongue_language(p->to->tag);
    bool has = false, is_tag = false;
    while (want.n && got.n) {
        str x = next_part(&want), y = next_part(&got);
        if (str_eq(x, y)) {
            is_tag = is_tag && x.n == 1;
            continue;
        }
        bool is_language = str_eq_fold(y, own) && is_set_code(p, x);
        if (!is_language && !(is_tag && is_region(x) && is_region(y)))
            return false;
        has = is_tag = true;
    }
    return has && !want.n && !got.n;
}
