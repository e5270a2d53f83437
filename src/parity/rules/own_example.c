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

/* Are two names alike but for codes of which both are a language's? The second one's must be
 * the translation's own, or may be any of the set's. */
static bool is_like_but_codes(const pair *p, str want, str got, bool must_be_own) {
    str own = tongue_language(p->to->tag);
    bool has = false, is_tag = false;
    while (want.n && got.n) {
        str x = next_part(&want), y = next_part(&got);
        if (str_eq(x, y)) {
            is_tag = is_tag && x.n == 1;
            continue;
        }
        bool is_own = must_be_own ? str_eq_fold(y, own) : is_set_code(p, y);
        bool is_language = is_own && is_set_code(p, x);
        if (!is_language && !(is_tag && is_region(x) && is_region(y)))
            return false;
        has = is_tag = true;
    }
    return has && !want.n && !got.n;
}

bool own_example(const pair *p, str want, str got) {
    return is_like_but_codes(p, want, got, true);
}

bool own_example_beside(const pair *p, str want, str got) {
    return is_like_but_codes(p, want, got, false);
}
