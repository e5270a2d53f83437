#include "parity/rules/versions.h"

#include <string.h>

/* The name before a number: "Python" of "Python 3.11". */
static str name_before(str text, const number *x) {
    text = str_slice(text, 0, x->at);
    if (!text.n || text.p[text.n - 1] != ' ')
        return (str){0};
    size_t end = text.n - 1, from = end;
    while (from > 0 && ascii_is_alnum(text.p[from - 1]))
        from--;
    bool is_name = end - from > 2 && text.p[from] >= 'A' && text.p[from] <= 'Z';
    return is_name ? str_slice(text, from, end) : (str){0};
}

static bool has(str text, const number *x, char point) {
    return x->nparts == 2 && str_find_char(str_slice(text, x->at, x->at + x->n), point) != STR_NONE;
}

bool version_is(str text, const number *x) {
    return x->kind == NUMBER_VERSION || (has(text, x, '.') && name_before(text, x).n);
}

static bool share_name(str text, const number *x, str other, const number *y) {
    str name = has(text, x, '.') ? name_before(text, x) : (str){0};
    return name.n && str_starts(name_before(other, y), name);
}

bool version_is_release(str text, const number *x) {
    size_t from = x->at;
    while (from > 0 && (ascii_is_alnum(text.p[from - 1]) || memchr(".-", text.p[from - 1], 2)))
        from--;
    str before = str_slice(text, from, x->at);
    return before.n && ascii_is_digit(before.p[0]) && str_has(before, S(".")) &&
           str_has(before, S("-")) && !str_ends(before, S("-"));
}

bool version_is_same_kind(str text, const number *x, str other, const number *y) {
    return (version_is_release(text, x) && version_is_release(other, y)) ||
           (y->nparts == 2 && share_name(text, x, other, y));
}

/* Is it no amount of money and nothing with a unit or a scale behind it: "EUR 3.50", "In Berlin 3.5
 * million"? */
static bool is_bare(str text, const number *x) {
    static const str behind[] = {{" or ", 4}, {" and ", 5}, {" to ", 4}, {" is ", 4}, {" has ", 5}};
    str name = name_before(text, x), rest = str_from(text, x->at + x->n);
    bool is_code = name.n == 3;
    for (size_t i = 0; i < name.n; i++)
        is_code = is_code && name.p[i] >= 'A' && name.p[i] <= 'Z';
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (!is_code && str_starts(rest, behind[i]))
            return true;
    return !is_code && !x->nbare && (!rest.n || strchr(".,;:!?)", rest.p[0]));
}

bool version_has_comma(str text, const number *x, str other, const number *y) {
    return has(other, y, ',') && share_name(text, x, other, y) && is_bare(text, x);
}
