#include "parity/number.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"

amount amount_of(uint64_t mant, int exp) {
    if (!mant)
        return (amount){0, 0};
    for (; exp >= 0 && mant % 10 == 0; exp++)
        mant /= 10;
    return (amount){mant, exp};
}

/* ---- digits and what parts them ---- */

/* Of the blocks whose first bytes number_digit knows. Those of three bytes have their digits from
 * A6 on in every second row up to Malayalam's, from 90 on in Thai and Lao; behind E1 are those of
 * Burmese and Khmer. */
int number_wide_digit(str text, size_t *n) {
    const unsigned char *p = (const unsigned char *)text.p;
    *n = p[0] < 0xE0 ? 2 : 3;
    if (*n > text.n) {
        *n = 1;
        return -1;
    }
    int off = -1;
    if (*n == 2)
        off = p[1] - (p[0] == 0xD9 ? 0xA0 : 0xB0); /* U+0660, U+06F0 */
    else if (p[0] == 0xEF)
        off = p[1] == 0xBC ? p[2] - 0x90 : -1; /* U+FF10 */
    else if (p[0] == 0xE1)
        off = p[1] == 0x81 ? p[2] - 0x80 : p[1] == 0x9F ? p[2] - 0xA0 : -1;
    else if (p[1] % 2 && p[1] >= 0xA5 && p[1] <= 0xB5)
        off = p[2] - 0xA6;
    else if (p[1] == 0xB9 || p[1] == 0xBB)
        off = p[2] - 0x90;
    return off >= 0 && off < 10 ? off : -1;
}

size_t number_foreign_marker(str text, uint32_t *value) {
    static const char *const stops[] = {".", ")", "\u06D4", "\u0964", "\uFF0E", "\uFF09", "\u3001"};
    enum { MOST = 999 };
    size_t at = 0, n;
    bool is_foreign = false;
    *value = 0;
    for (int d; *value <= MOST && (d = number_digit(str_from(text, at), &n)) >= 0; at += n) {
        *value = 10 * *value + (uint32_t)d;
        is_foreign = is_foreign || n > 1;
    }
    for (size_t i = 0; at && *value <= MOST && i < sizeof stops / sizeof *stops; i++) {
        str stop = str_of(stops[i]), rest = str_from(text, at);
        if (!str_starts(rest, stop) || !(is_foreign || stop.n > 1))
            continue;
        /* "۱.۵" is a number. */
        return rest.n > stop.n && number_digit(str_from(rest, stop.n), &n) < 0 ? at + stop.n : 0;
    }
    return 0;
}

typedef enum { NO_SEPARATOR, POINT, COMMA, SPACE, QUOTE } separator;

static separator separator_at(str text, size_t *n) {
    uint32_t cp;
    *n = text.n ? utf8_decode(text, &cp) : 0;
    if (!*n)
        return NO_SEPARATOR;
    switch (cp) {
    case '.':
    case 0xFF0E:
    case 0x66B: return POINT; /* the Arabic decimal separator is no comma in any number */
    case ',':
    case 0xFF0C: return COMMA;
    case ' ':
    case 0xA0:
    case 0x202F:
    case 0x2009: return SPACE;
    case '\'':
    case 0x2019:
    case 0x66C: return QUOTE;
    default: return NO_SEPARATOR;
    }
}

size_t number_separator(str text) {
    size_t n;
    return separator_at(text, &n) ? n : 0;
}

/* Groups of digits as they were written. */
typedef struct groups {
    size_t n;
    uint64_t value[NUMBER_PARTS];
    uint8_t digits[NUMBER_PARTS];
    separator before[NUMBER_PARTS];
    size_t bytes;
} groups;

static size_t read_group(str text, uint64_t *value, uint8_t *digits) {
    size_t at = 0, n;
    int digit;
    *value = 0;
    *digits = 0;
    while (at < text.n && (digit = number_digit(str_from(text, at), &n)) >= 0) {
        if (*digits < 18)
            *value = *value * 10 + (uint64_t)digit;
        else
            *value = hash64(str_slice(text, at, at + n), *value);
        *digits = (uint8_t)(*digits < 200 ? *digits + 1 : *digits);
        at += n;
    }
    return at;
}

/* A space or an apostrophe parts groups of three only, and so does a comma of Chinese. */
static bool is_joined(const groups *g, separator s, str sep, uint8_t digits) {
    bool three = digits == 3 && g->digits[0] <= 3 && (g->n == 1 || g->digits[g->n - 1] == 3);
    if (s == SPACE || s == QUOTE || (s == COMMA && sep.n == 3))
        return three && (g->n == 1 || g->before[g->n - 1] == s);
    return true;
}

static groups read_groups(str text) {
    groups g = {.n = 1};
    g.bytes = read_group(text, &g.value[0], &g.digits[0]);
    while (g.n < NUMBER_PARTS) {
        size_t len;
        uint64_t value;
        uint8_t digits;
        separator s = separator_at(str_from(text, g.bytes), &len);
        if (!s)
            break;
        size_t more = read_group(str_from(text, g.bytes + len), &value, &digits);
        if (!more || !is_joined(&g, s, str_slice(text, g.bytes, g.bytes + len), digits))
            break;
        g.value[g.n] = value;
        g.digits[g.n] = digits;
        g.before[g.n++] = s;
        g.bytes += len + more;
    }
    return g;
}

/* Are the first n groups thousands, or lakhs, all parted by the same? */
static bool are_thousands(const groups *g, size_t n) {
    if (n < 2 || g->digits[0] > 3 || !g->digits[0] || g->digits[n - 1] != 3)
        return false;
    bool three = true, two = g->digits[0] <= 2;
    for (size_t i = 1; i < n; i++) {
        if (g->before[i] != g->before[1])
            return false;
        three = three && g->digits[i] == 3;
        two = two && (i + 1 == n || g->digits[i] == 2);
    }
    return three || two;
}

static amount join(const groups *g, size_t n, bool is_decimal) {
    static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum = sum * powers[g->digits[i] < 7 ? g->digits[i] : 6] + g->value[i];
    return amount_of(sum, is_decimal ? -(int)g->digits[n - 1] : 0);
}

static void add_reading(number *x, amount is) {
    for (size_t i = 0; i < x->nreadings; i++)
        if (amount_eq(x->readings[i], is))
            return;
    if (x->nreadings < NUMBER_READINGS)
        x->readings[x->nreadings++] = is;
}

static bool is_date(const groups *g) {
    if (g->n != 3)
        return false;
    bool first = g->digits[0] == 4 && g->digits[1] <= 2 && g->digits[2] <= 2;
    bool last = g->digits[2] == 4 && g->digits[0] <= 2 && g->digits[1] <= 2;
    return (first || last) && g->value[1] <= 31 && g->value[first ? 2 : 0] <= 31;
}

static void interpret(number *x, const groups *g) {
    bool points = true;
    for (size_t i = 1; i < g->n; i++)
        points = points && g->before[i] == POINT;
    if (are_thousands(g, g->n))
        add_reading(x, join(g, g->n, false));
    bool ends_in_decimals = g->n > 1 && g->before[g->n - 1] <= COMMA && g->digits[g->n - 1] < 7;
    if (g->n == 1)
        add_reading(x, amount_of(g->value[0], g->digits[0] > 18 ? 99 : 0));
    else if (ends_in_decimals &&
             (g->n == 2 || (are_thousands(g, g->n - 1) && g->before[g->n - 1] != g->before[1])))
        add_reading(x, join(g, g->n, true));
    for (size_t i = 0; g->n > 1 && i < g->n; i++)
        x->parts[x->nparts++] = amount_of(g->value[i], 0);
    if (g->n >= 3 && points && !x->nreadings)
        x->kind = is_date(g) ? NUMBER_DATE : NUMBER_VERSION;
}

/* ---- what stands around the digits ---- */

static char before(str text, size_t at) {
    return at ? text.p[at - 1] : ' ';
}

/* 2024-03-05 */
static bool read_iso(number *x, str text) {
    static const char form[] = "dddd-dd-dd";
    str s = str_from(text, x->at);
    if (s.n < sizeof form - 1 || ascii_is_word(before(text, x->at)) || before(text, x->at) == '-')
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == 'd' ? !ascii_is_digit(s.p[i]) : s.p[i] != form[i])
            return false;
    if (s.n > sizeof form - 1 && (ascii_is_word(s.p[10]) || s.p[10] == '-') && s.p[10] != 'T')
        return false;
    uint64_t value;
    uint8_t digits;
    static const size_t ats[] = {0, 5, 8, 11};
    for (size_t i = 0; i < 3; i++) {
        read_group(str_slice(s, ats[i], ats[i + 1] - 1), &value, &digits);
        x->parts[x->nparts++] = amount_of(value, 0);
    }
    x->kind = NUMBER_DATE;
    x->n = sizeof form - 1;
    return true;
}

/* "RFC 2616", "#12", "CVE-2024-1": takes what comes before the digits in. */
static void read_name(number *x, str text) {
    static const struct {
        str name;
        bool is_whole; /* all of its digits and hyphens are one number */
    } names[] = {{{"RFC", 3}, false}, {{"PEP", 3}, false}, {{"ISO", 3}, false},
                 {{"GH", 2}, false},  {{"ISBN", 4}, true}, {{"CVE", 3}, true}};
    size_t at = x->at;
    if (before(text, at) == '#' && !ascii_is_word(before(text, at - 1))) {
        x->kind = NUMBER_NAMED;
        x->at--;
        x->n++;
        return;
    }
    if (at && (text.p[at - 1] == ' ' || text.p[at - 1] == '-'))
        at--;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = names[i].name.n;
        if (at < n || !str_eq(str_slice(text, at - n, at), names[i].name) ||
            ascii_is_word(before(text, at - n)))
            continue;
        x->kind = NUMBER_NAMED;
        if (names[i].is_whole)
            x->nreadings = 0;
        while (names[i].is_whole && x->at + x->n + 1 < text.n && text.p[x->at + x->n] == '-' &&
               ascii_is_digit(text.p[x->at + x->n + 1])) {
            uint64_t value;
            uint8_t digits;
            x->n += 1 + (uint32_t)read_group(str_from(text, x->at + x->n + 1), &value, &digits);
        }
        x->n += x->at - (uint32_t)(at - n);
        x->at = (uint32_t)(at - n);
        return;
    }
}

/* "10.1000/182" */
static bool read_doi(number *x, str text) {
    str s = str_from(text, x->at);
    size_t n = 3;
    while (n < s.n && ascii_is_digit(s.p[n]))
        n++;
    if (!str_starts(s, S("10.")) || n < 7 || n >= s.n || s.p[n] != '/' ||
        ascii_is_word(before(text, x->at)))
        return false;
    while (n < s.n && !ascii_is_space(s.p[n]) && !(s.p[n] & 0x80) && !strchr(",;)]>\"", s.p[n]))
        n++;
    x->kind = NUMBER_NAMED;
    x->n = (uint32_t)n;
    return true;
}

static void read_scale(number *x, str text) {
    str rest = str_from(text, x->at + x->n);
    int exp = 0, other = 0;
    size_t n = number_scale(rest, &exp, &other);
    bool is_alone = rest.n < 2 || !ascii_is_word(rest.p[1]);
    if (!n && rest.n && is_alone && memchr("kKM", rest.p[0], 3))
        exp = rest.p[0] == 'M' ? 6 : 3;
    size_t bare = x->nreadings;
    amount was[NUMBER_READINGS];
    memcpy(was, x->readings, sizeof was);
    for (size_t i = 0; exp && i < bare; i++) {
        add_reading(x, amount_of(was[i].mant, was[i].exp + exp));
        if (other)
            add_reading(x, amount_of(was[i].mant, was[i].exp + other));
    }
    if (n && x->nreadings > bare) {
        x->nbare = (uint8_t)bare;
        x->has_long = other;
    }
}

/* ---- 1億2000万, 3万5千, 2만 3천 ---- */

enum { MYRIAD = 4 }; /* digits that the big scales part */

typedef struct myriads {
    uint64_t sum, section; /* of whole myriads; below the next one */
    int big, low;          /* powers of ten that what follows is below */
    size_t end, parts;
} myriads;

static uint64_t times_ten(uint64_t x, int exp) {
    for (; exp > 0 && x < UINT64_MAX / 10; exp--)
        x *= 10;
    return x;
}

/* One number with its scale. False: it does not belong to those before it. */
static bool add_myriad(myriads *m, str text) {
    int exp = 0, other = 0;
    groups g = read_groups(str_from(text, m->end));
    str rest = str_from(text, m->end + g.bytes);
    bool has_scale = rest.n && (unsigned char)rest.p[0] >= 0xE3;
    size_t n = has_scale ? number_scale(rest, &exp, &other) : 0;
    if (!g.digits[0] || g.digits[0] > 8 || !(g.n == 1 || are_thousands(&g, g.n)))
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < g.n; i++)
        value = times_ten(value, i ? g.digits[i] : 0) + g.value[i];
    int low = exp % MYRIAD, big = exp - low;
    if (big >= m->big || low >= m->low || (m->parts && value >= times_ten(1, m->low - low)))
        return false;
    m->section += times_ten(value, low);
    m->low = big ? MYRIAD : low;
    if (big) {
        m->sum += times_ten(m->section, big);
        m->section = 0;
        m->big = big;
    }
    m->end += g.bytes + n;
    m->parts++;
    return exp > 0;
}

/* Several of them are one number. */
static void read_myriads(number *x, str text) {
    myriads m = {.big = 20, .low = MYRIAD, .end = x->at};
    size_t digit;
    while (add_myriad(&m, text)) {
        bool is_hangul = (unsigned char)text.p[m.end - 3] >= 0xEA;
        str rest = str_from(text, m.end);
        if (is_hangul && str_starts(rest, S(" ")) && number_digit(str_from(rest, 1), &digit) >= 0)
            m.end++;
    }
    if (m.parts < 2)
        return;
    x->n = (uint32_t)(m.end - x->at);
    x->nreadings = x->nparts = x->nbare = 0;
    add_reading(x, amount_of(m.sum + m.section, 0));
}

static bool begins_any(str text, const str *with, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (text.n && text.p[0] == with[i].p[0] && str_starts(text, with[i]))
            return true;
    return false;
}

static bool is_time(const number *x, str text) {
    static const str units[] = {
        {":", 1},   {"h", 1},   {" h", 2}, {"am", 2}, {" am", 3},  {"pm", 2},   {" pm", 3},
        {" AM", 3}, {" PM", 3}, {"AM", 2}, {"PM", 2}, {" a.m", 4}, {" p.m", 4}, {"時", 3},
        {"时", 3},  {"點", 3},  {"点", 3}, {"시", 3}, {" Uhr", 4}, {" giờ", 6}, {" o'clock", 8},
    };
    return begins_any(str_from(text, x->at + x->n), units, sizeof units / sizeof *units) ||
           before(text, x->at) == ':';
}

static size_t hex_length(str s, bool *is_mixed) {
    size_t n = 0, digits = 0;
    while (n < s.n && ascii_is_word(s.p[n])) {
        bool is_digit = ascii_is_digit(s.p[n]);
        if (!is_digit && (s.p[n] < 'a' || s.p[n] > 'f'))
            return 0;
        digits += is_digit;
        n++;
    }
    *is_mixed = digits && digits < n;
    return n;
}

/* ---- all of a text ---- */

static size_t skip_url(str text) {
    if (!str_starts(text, S("http://")) && !str_starts(text, S("https://")))
        return 0;
    size_t n = 0;
    while (n < text.n && !ascii_is_space(text.p[n]) && (unsigned char)text.p[n] < 0x80)
        n++;
    return n;
}

static size_t skip_reference(str text) {
    size_t end = str_starts(text, S("[^")) ? str_find_char(text, ']') : STR_NONE;
    return end == STR_NONE || end > 64 ? 0 : end + 1;
}

static void read_number(arena *a, str text, size_t at, numbers *out) {
    number *x = vec_push(a, out);
    x->at = (uint32_t)at;
    if (read_iso(x, text) || read_doi(x, text))
        return;
    groups g = read_groups(str_from(text, at));
    x->n = (uint32_t)g.bytes;
    interpret(x, &g);
    if (g.n == 2 && g.before[1] == POINT && before(text, at) == 'v' &&
        !ascii_is_word(before(text, at - 1)))
        x->kind = NUMBER_VERSION;
    if (g.n == 1)
        read_name(x, text);
    if (x->kind == NUMBER_PLAIN) {
        read_scale(x, text);
        if (x->at + x->n < text.n && (unsigned char)text.p[x->at + x->n] >= 0xE3)
            read_myriads(x, text);
    }
    x->is_time = x->kind == NUMBER_PLAIN && is_time(x, text);
}

/* "#ff8800": six or eight digits, some of them letters. Its length. */
static size_t colour_length(str s) {
    size_t n = 1, letters = 0;
    while (n < s.n && ascii_hex(s.p[n]) >= 0) {
        letters += !ascii_is_digit(s.p[n]);
        n++;
    }
    bool is_end = n == s.n || !ascii_is_word(s.p[n]);
    return is_end && (n == 7 || n == 9) && letters && letters < n - 1 ? n : 0;
}

/* A URL or a hash; else the letters that follow, none of which begins one. */
static size_t read_letters(arena *a, str text, size_t i, numbers *out) {
    str s = str_from(text, i);
    char c = s.p[0];
    bool is_begin = i == 0 || !ascii_is_word(text.p[i - 1]), is_mixed = false;
    size_t n = is_begin && c == 'h' ? skip_url(s) : 0;
    if (n)
        return n;
    n = is_begin && c >= 'a' && c <= 'f' ? hex_length(s, &is_mixed) : 0;
    if (n >= 7 && is_mixed)
        *vec_push(a, out) = (number){.kind = NUMBER_HEX, .at = (uint32_t)i, .n = (uint32_t)n};
    n = n ? n : 1;
    while (n < s.n && byte_class(s.p[n]) & BYTE_LETTER)
        n++;
    return n;
}

/* The digits of "%1$s" and "{0}" number no thing. */
static size_t placeholder_digits(str s, char before) {
    size_t n = 0;
    while (n < s.n && ascii_is_digit(s.p[n]))
        n++;
    return n < s.n && s.p[n] == (before == '%' ? '$' : '}') ? n : 0;
}

numbers numbers_read(arena *a, str text) {
    enum { MATTERS = BYTE_LETTER | BYTE_DIGIT | BYTE_DIGIT_LEAD | BYTE_SIGN };
    numbers out = {0};
    size_t n = 0;
    for (size_t i = 0; i < text.n && out.n < NUMBERS_MAX; i += n) {
        while (i < text.n && !(byte_class(text.p[i]) & MATTERS))
            i++;
        if (i == text.n)
            break;
        char c = text.p[i];
        if (byte_class(c) & BYTE_LETTER) {
            n = read_letters(a, text, i, &out);
            continue;
        }
        n = 1;
        if (c != '[' && c != '#' && !number_may_begin(c))
            continue;
        bool is_begin = i == 0 || !ascii_is_word(text.p[i - 1]), is_mixed = false;
        if (c == '[') {
            size_t skip = skip_reference(str_from(text, i));
            n = skip ? skip : 1;
            continue;
        }
        if (c == '#') {
            size_t skip = is_begin ? colour_length(str_from(text, i)) : 0;
            if (skip)
                *vec_push(a, &out) =
                    (number){.kind = NUMBER_HEX, .at = (uint32_t)i, .n = (uint32_t)skip};
            n = skip ? skip : 1;
            continue;
        }
        if (number_digit(str_from(text, i), &n) < 0)
            continue;
        size_t held = i && (text.p[i - 1] == '%' || text.p[i - 1] == '{')
                          ? placeholder_digits(str_from(text, i), text.p[i - 1])
                          : 0;
        if (held) {
            n = held;
            continue;
        }
        size_t hex = is_begin && !(c & 0x80) ? hex_length(str_from(text, i), &is_mixed) : 0;
        if (hex >= 7 && is_mixed)
            *vec_push(a, &out) =
                (number){.kind = NUMBER_HEX, .at = (uint32_t)i, .n = (uint32_t)hex};
        else
            read_number(a, text, i, &out);
        n = out.p[out.n - 1].at + out.p[out.n - 1].n - i;
    }
    return out;
}

bool number_may_be(const number *x, const number *y) {
    for (size_t i = 0; i < x->nreadings; i++)
        for (size_t k = 0; k < y->nreadings; k++)
            if (amount_eq(x->readings[i], y->readings[k]))
                return true;
    return false;
}

bool number_may_be_among(const number *x, const numbers *all) {
    for (size_t i = 0; i < all->n; i++)
        if (number_may_be(x, &all->p[i]))
            return true;
    return false;
}
