/* Numbers, versions and identifiers. */
#include "base/utf8.h"
#include "mutate.h"

static bool is_edge(str text, size_t at) {
    return at >= text.n || !(ascii_is_alnum(text.p[at]) || text.p[at] == '_');
}

static size_t digits_at(str text, size_t at) {
    size_t n = 0;
    while (at + n < text.n && ascii_is_digit(text.p[at + n]))
        n++;
    return n;
}

/* 1.2.3, v1.10 */
static size_t match_version(str text, size_t at) {
    size_t i = at, parts = 0;
    bool has_v = text.p[at] == 'v';
    if (at > 0 && (!is_edge(text, at - 1) || text.p[at - 1] == '.'))
        return 0;
    i += has_v;
    for (size_t n; (n = digits_at(text, i)) > 0 && n < 4; i++, parts++) {
        i += n;
        if (i >= text.n || text.p[i] != '.' || !digits_at(text, i + 1)) {
            parts++;
            break;
        }
    }
    bool is_grouped = i + 1 < text.n && text.p[i] == ',' && ascii_is_digit(text.p[i + 1]);
    return parts >= (has_v ? 2U : 3U) && is_edge(text, i) && !is_grouped ? i - at : 0;
}

/* CVE-2024-12345, #4711 */
static size_t match_identifier(str text, size_t at) {
    str rest = str_from(text, at);
    size_t n = str_starts(rest, S("CVE-")) ? 4 : rest.p[0] == '#' && digits_at(rest, 1) ? 1 : 0;
    if (!n || (at > 0 && (!is_edge(text, at - 1) || text.p[at - 1] == '&')))
        return 0;
    while (n < rest.n && (ascii_is_digit(rest.p[n]) || rest.p[n] == '-'))
        n++;
    return n > 2 ? n : 0;
}

/* A number above 12 that is no part of anything longer. */
static size_t match_number(str text, size_t at) {
    static const char beside[] = ".,:/-'#%+";
    size_t n = digits_at(text, at);
    int64_t is;
    bool has_before = at > 0 && (!is_edge(text, at - 1) ||
                                 str_find_char(str_of(beside), text.p[at - 1]) != STR_NONE);
    if (n < 2 || n > 8 || has_before || !is_edge(text, at + n) ||
        !str_to_int(str_slice(text, at, at + n), &is) || is <= 12)
        return 0;
    bool has_after = at + n + 1 < text.n &&
                     str_find_char(str_of(beside), text.p[at + n]) != STR_NONE &&
                     ascii_is_digit(text.p[at + n + 1]);
    bool is_grouped =
        (at >= 2 && text.p[at - 1] == ' ' && ascii_is_digit(text.p[at - 2])) ||
        (at + n + 1 < text.n && text.p[at + n] == ' ' && ascii_is_digit(text.p[at + n + 1]));
    bool is_marker = at + n + 1 < text.n && text.p[at + n] == '.' && text.p[at + n + 1] == ' ' &&
                     line_begin(text, at) == at;
    return has_after || is_grouped || is_marker || (text.p[at] == '0') ? 0 : n;
}

/* 3.5 and 3,5 */
static size_t match_decimal(str text, size_t at) {
    size_t n = digits_at(text, at);
    bool has_before =
        at > 0 && (!is_edge(text, at - 1) || text.p[at - 1] == '.' || text.p[at - 1] == ',');
    if (!n || n > 3 || has_before || at + n >= text.n ||
        (text.p[at + n] != '.' && text.p[at + n] != ','))
        return 0;
    size_t more = digits_at(text, at + n + 1), end = at + n + 1 + more;
    if (!more || more > 2 || !is_edge(text, end) || text.p[at] == '0' ||
        (end < text.n && (text.p[end] == '.' || text.p[end] == ',') && digits_at(text, end + 1)))
        return 0;
    return n + 1 + more;
}

static bool change_digit(trial *t, range r, bool may_be_first) {
    size_t seen = 0, at = 0;
    for (size_t i = r.at + !may_be_first; i < r.at + r.n; i++)
        if (ascii_is_digit(t->text.p[i]) && any(t, ++seen) == 0)
            at = i;
    if (!seen)
        return false;
    char to = (char)('1' + any(t, 9));
    if (to == t->text.p[at])
        to = to == '9' ? '1' : (char)(to + 1);
    return change(t, at, 1, str_copy(t->a, (str){&to, 1}));
}

static bool change_version(trial *t) {
    range r;
    return any_match(t, match_version, &r, NULL) && change_digit(t, r, true);
}

static bool change_identifier(trial *t) {
    range r;
    return any_match(t, match_identifier, &r, NULL) && change_digit(t, r, true);
}

static bool change_number(trial *t) {
    range r;
    return any_match(t, match_number, &r, NULL) && change_digit(t, r, true);
}

static bool drop_number(trial *t) {
    range r;
    return any_match(t, match_number, &r, NULL) && change(t, r.at, r.n, S(""));
}

static bool lose_point(trial *t) {
    range r;
    if (!any_match(t, match_decimal, &r, NULL))
        return false;
    size_t n = digits_at(t->text, r.at);
    return change(t, r.at + n, 1, S(""));
}

/* 3.5 becomes 0.35 */
static bool move_point(trial *t) {
    range r;
    if (!any_match(t, match_decimal, &r, NULL))
        return false;
    size_t n = digits_at(t->text, r.at);
    char point = t->text.p[r.at + n];
    add_edit(t, r.at + n, 1, S(""));
    return change(t, r.at, 0, str_cat(t->a, S("0"), str_copy(t->a, (str){&point, 1})));
}

/* A number above 12, in digits, that a sign stands at. */
static size_t match_percent(str text, size_t at) {
    size_t n = match_number(text, at), gap = n && at + n < text.n && text.p[at + n] == ' ';
    return n && str_starts(str_from(text, at + n + gap), S("%")) ? n + gap + 1 : 0;
}

static bool lose_percent(trial *t) {
    range r;
    const leaf *l;
    if (!any_match(t, match_percent, &r, &l))
        return false;
    const leaf *other = counterpart(t, l);
    return other && str_has(other->text, S("%")) && change(t, r.at + r.n - 1, 1, S(""));
}

/* 20 becomes 20000 */
static bool add_zeros(trial *t) {
    range r;
    return any_match(t, match_number, &r, NULL) && change(t, r.at + r.n, 0, S("000"));
}

const kind number_kinds[] = {
    {"change-version", change_version},
    {"change-identifier", change_identifier},
    {"change-number", change_number},
    {"drop-number", drop_number},
    {"lose-decimal-point", lose_point},
    {"move-decimal-point", move_point},
    {"lose-percent", lose_percent},
    {"add-zeros", add_zeros},
    {NULL, NULL},
};
