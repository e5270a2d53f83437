/* What Sass compilers complain of, and where. */
#include "base/path.h"
#include "render/sass.h"

/* "12:34 …": the numbers, and what is behind them. False: there is none. */
static bool read_place(str s, sass_fault *out, str *rest) {
    uint32_t numbers[2] = {0, 0};
    size_t i = 0;
    for (int k = 0; k < 2; k++) {
        size_t from = i;
        for (; i < s.n && i < from + 9 && ascii_is_digit(s.p[i]); i++)
            numbers[k] = numbers[k] * 10 + (uint32_t)(s.p[i] - '0');
        if (i == from || (k == 0 && (i >= s.n || s.p[i++] != ':')))
            return false;
    }
    out->line = numbers[0];
    out->col = numbers[1];
    *rest = str_from(s, i);
    return true;
}

/* "on line 3:10 of stdin" */
static bool read_lib(const sass *s, arena *a, str line, sass_fault *out) {
    static const char *const before = "on line ", *const between = " of ";
    str rest;
    sass_fault at = *out;
    if (!str_starts(line, str_of(before)) ||
        !read_place(str_from(line, str_of(before).n), &at, &rest) ||
        !str_starts(rest, str_of(between)))
        return false;
    str file = str_trim(str_from(rest, str_of(between).n));
    at.path = str_eq(file, S("stdin")) ? S("") : sass_path(s, a, file);
    *out = at;
    return true;
}

/* "_sass/bad.scss 1:8  @import", "- 3:4  root stylesheet" */
static bool read_dart(const sass *s, arena *a, str line, sass_fault *out) {
    for (size_t i = line.n; i-- > 1;) {
        sass_fault at = *out;
        str rest;
        if (line.p[i - 1] != ' ' || !read_place(str_from(line, i), &at, &rest) ||
            !str_starts(rest, S("  ")))
            continue;
        str file = str_trim(str_slice(line, 0, i));
        at.path = str_eq(file, S("-")) ? S("") : sass_path(s, a, file);
        *out = at;
        return true;
    }
    return false;
}

/* Is it a line of what surrounds the place: ">> a {", "3 |   d: e", "   ---^", "  ,"? */
static bool is_picture(str line) {
    str s = str_trim(line);
    size_t i = 0;
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    return str_starts(s, S(">>")) || str_starts(str_from(s, i), S(" |")) || s.n == 0 ||
           str_eq(s, S(",")) || str_eq(s, S("'")) || str_starts(s, S("|")) ||
           str_ends(s, S("-^")) || str_eq(s, S("^"));
}

void sass_read_fault(const sass *s, arena *a, str err, sass_fault *out) {
    size_t at = str_find(err, S("Error: "));
    str line, rest = at == STR_NONE ? err : str_from(err, at + S("Error: ").n);
    buf message = buf_new(a, 128);
    bool is_dart = s->compiler == SASS_DART;
    for (bool more = true; more;) {
        more = str_cut(rest, S("\n"), &line, &rest);
        line = str_trim(line);
        if (is_dart ? read_dart(s, a, line, out) : read_lib(s, a, line, out))
            break;
        if (is_picture(line) || message.n > 500)
            continue;
        if (message.n)
            buf_char(&message, ' ');
        buf_add(&message, line);
    }
    while (message.n && message.p[message.n - 1] == '.')
        message.n--;
    out->message = message.n ? buf_str(&message) : S("the Sass compiler fails");
}
