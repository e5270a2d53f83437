#include "site/sets_name.h"

#include "base/path.h"

enum { CODE_MAX = 10 };

/* The longest known code behind a separator at the end: "pt-br", not "br". */
static str suffix_code(const languages *l, str stem, char separator) {
    str best = {"", 0};
    for (size_t i = stem.n; i > 1 && stem.n - i <= CODE_MAX; i--) {
        str code = str_from(stem, i);
        if (stem.p[i - 1] == separator && language_is_known(l, code))
            best = code;
    }
    return best;
}

/* The first directory on the way that is a known code. */
static bool directory_guess(arena *a, const languages *l, str p, name_guess *out) {
    for (size_t from = 0; from < p.n;) {
        size_t slash = str_find_char(str_from(p, from), '/');
        if (slash == STR_NONE)
            return false;
        str part = str_slice(p, from, from + slash);
        if (language_is_known(l, part)) {
            out->code = part;
            out->before = str_slice(p, 0, from);
            out->key = str_cat(a, out->before, str_from(p, from + slash + 1));
            out->is_directory = true;
            return true;
        }
        from += slash + 1;
    }
    return false;
}

name_guess name_guess_of(arena *a, const languages *l, str whole) {
    name_guess out = {.code = {"", 0}, .key = whole};
    str stem = path_base(whole), code = suffix_code(l, stem, '-');
    if (code.n == 0)
        code = suffix_code(l, stem, '.');
    if (code.n) {
        out.code = code;
        out.key = str_slice(whole, 0, whole.n - code.n - 1);
    } else
        directory_guess(a, l, whole, &out);
    return out;
}

static bool is_digits(str s, size_t from, size_t n) {
    for (size_t i = from; i < from + n; i++)
        if (i >= s.n || !ascii_is_digit(s.p[i]))
            return false;
    return true;
}

str name_without_day(arena *a, str key) {
    str name = path_base(key);
    bool has_day = is_digits(name, 0, 4) && is_digits(name, 5, 2) && is_digits(name, 8, 2) &&
                   name.n > 11 && name.p[4] == '-' && name.p[7] == '-' && name.p[10] == '-';
    return has_day ? path_join(a, path_dir(key), str_from(name, 11)) : key;
}
