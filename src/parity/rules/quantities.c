#include "parity/rules/quantities.h"

#include <string.h>

#include "base/bytes.h"
#include "parity/cure.h"
#include "parity/rules/place.h"
#include "parity/rules/times.h"

/* ---- what both files ask ---- */

uint64_t quantities_whole(const number *x) {
    if (x->kind != NUMBER_PLAIN || !x->nreadings || x->readings[0].exp < 0 ||
        x->readings[0].exp > 17)
        return UINT64_MAX;
    uint64_t n = x->readings[0].mant;
    for (int i = 0; i < x->readings[0].exp && n < UINT64_MAX / 10; i++)
        n *= 10;
    return n;
}

bool quantities_in(const numbers *all, uint64_t what) {
    amount is = amount_of(what, 0);
    for (size_t i = 0; i < all->n; i++) {
        const number *x = &all->p[i];
        for (size_t k = 0; k < x->nreadings; k++)
            if (amount_eq(x->readings[k], is))
                return true;
        for (size_t k = 0; k < x->nparts; k++)
            if (amount_eq(x->parts[k], is))
                return true;
    }
    return false;
}

bool quantities_has(const counted *c, uint64_t what) {
    if (quantities_in(c->got, what))
        return true;
    numbers spelled = numbers_spelled(c->p->a, c->to->text, c->p->to->tag);
    return quantities_in(&spelled, what);
}

void quantities_tell(const counted *c, const number *x, const number *y, const char *what, str want,
                     str got) {
    const pair *p = c->p;
    span at = y ? place_of_text(&p->to->o, c->to, y->at, y->n)
                : place_like(c->from, x->at, &p->to->o, c->to);
    str lost = text_quote(p->a, want), here = got.n ? text_quote(p->a, got) : S("nothing");
    diag *e = diag_add(p->d, RULE_NUMBER_CHANGED, at, "the %s is %.*s, in the original %.*s", what,
                       STR_FMT(here), STR_FMT(lost));
    span there = place_of_text(&p->from->o, c->from, x->at, x->n);
    diag_help(p->d, e, "write in this language's way what the original says: %.*s",
              STR_FMT(cure_words(p->a, there)));
    diag_also(p->d, e, there, "the original");
}

/* ---- what stands beside a number ---- */

static str text_before(str text, const number *x) {
    return str_slice(text, 0, x->at);
}

static str text_behind(str text, const number *x) {
    return str_from(text, x->at + x->n);
}

static size_t blank_at(str s) {
    return str_starts(s, S(" "))              ? 1
           : str_starts(s, S("\xC2\xA0"))     ? 2
           : str_starts(s, S("\xE2\x80\xAF")) ? 3
                                              : 0;
}

static str skip_blank(str s) {
    return str_from(s, blank_at(s));
}

/* Units whose names are the same wherever people write them in Latin letters. */
static bool is_unit(str name) {
    return name.n <= 4 &&
           str_is_in_words(
               name, " km m cm mm nm mi ft yd kg g mg lb lbs oz t kb mb gb tb pb kib mib gib tib "
                     "kbit mbit gbit kbps mbps gbps ms us ns s min h hz khz mhz ghz w kw mw kwh v "
                     "mv kv a ma l ml dl px em rem pt dpi rpm kcal ");
}

/* "Go", "ko": bytes are octets in French. */
static bool is_octets(str name) {
    bool is_it = str_is_in_words(name, " ko mo go to po ");
    return is_it && ((name.p[0] >= 'A' && name.p[0] <= 'Z') || name.p[0] == 'k');
}

static str ascii_word(str s) {
    size_t n = 0;
    while (n < s.n && ascii_is_alpha(s.p[n]))
        n++;
    bool goes_on = n < s.n && ((unsigned char)s.p[n] & 0x80 || ascii_is_digit(s.p[n]) ||
                               strchr("/'_", s.p[n]));
    return str_slice(s, 0, goes_on ? 0 : n);
}

static str unit_of(str text, const number *x) {
    str s = skip_blank(text_behind(text, x));
    bool has_degree = str_starts(s, S("°"));
    if (str_starts(s, S("℃")) || (has_degree && str_starts(skip_blank(str_from(s, 2)), S("C"))))
        return S("°C");
    if (str_starts(s, S("℉")) || (has_degree && str_starts(skip_blank(str_from(s, 2)), S("F"))))
        return S("°F");
    str name = ascii_word(s);
    return is_unit(name) || is_octets(name) ? name : (str){0};
}

static str currency_at(str s) {
    static const str signs[] = {{"$", 1}, {"€", 3},   {"£", 2}, {"¥", 2}, {"￥", 3}, {"₹", 3},
                                {"₩", 3}, {"₽", 3}, {"₺", 3}, {"₴", 3}, {"₫", 3}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, signs[i]))
            return i == 4 ? signs[3] : signs[i];
    return (str){0};
}

static str currency_of(str text, const number *x) {
    str before = text_before(text, x);
    before.n -= str_ends(before, S(" ")) ? 1 : str_ends(before, S("\xC2\xA0")) ? 2 : 0;
    for (size_t n = 1; n <= 3 && n <= before.n; n++) {
        str s = currency_at(str_from(before, before.n - n));
        if (s.n == n || (n == 3 && s.n))
            return s;
    }
    return currency_at(skip_blank(text_behind(text, x)));
}

static bool is_fold_equal(str x, str y) {
    bool is_byte = is_octets(y) && x.n == y.n && ascii_lower(x.p[x.n - 1]) == 'b';
    return str_eq_fold(x, y) ||
           (is_byte && str_eq_fold(str_slice(x, 0, x.n - 1), str_slice(y, 0, y.n - 1))) ||
           (str_starts(x, S("lb")) && str_starts(y, S("lb")));
}

typedef str beside(str text, const number *x);

/* Tells when each place of the same number has another unit than the original's: that has none is
 * no fault, the language may have its own name for it. */
static void check_beside(const counted *c, const number *x, beside *of, const char *what) {
    str want = of(c->from->text, x), other = {0};
    const number *at = NULL;
    for (size_t i = 0; want.n && i < c->got->n; i++) {
        const number *y = &c->got->p[i];
        if (!number_may_be(x, y))
            continue;
        str got = of(c->to->text, y);
        if (!got.n || is_fold_equal(want, got))
            return;
        at = y;
        other = got;
    }
    if (at)
        quantities_tell(c, x, at, what, want, other);
}

/* ---- negative numbers ---- */

static const str minuses[] = {{"-", 1}, {"\xE2\x88\x92", 3}, {"\xEF\xBC\x8D", 3}};

/* "-40", "(−15", no "10-40" and no "CVE-2024". */
static bool is_negative(str text, const number *x) {
    str before = text_before(text, x);
    size_t n = 0;
    for (size_t i = 0; i < sizeof minuses / sizeof *minuses && !n; i++)
        n = str_ends(before, minuses[i]) ? minuses[i].n : 0;
    if (!n || x->kind != NUMBER_PLAIN)
        return false;
    before.n -= n;
    return !before.n || ascii_is_space(before.p[before.n - 1]) || before.p[before.n - 1] == '(';
}

/* However negative numbers are spoken of: the word may stand anywhere in the block. */
static bool says_minus(str text) {
    static const char *const words[] = {
        "minus", "Minus", "moins", "menos", "meno ", "unter",    "bajo ",  "sous ", "abaixo",
        "sotto", "below", "零下",  "負",    "负",    "マイナス", "氷点下", "영하",  "마이너스",
        "минус", "мінус", "ниже",  "нижче", "سالب",  "ناقص",     "تحت",    "מינוס", "מתחת",
        "ऋण",    "माइनस", "शून्य",   "eksi",  "altı",  "âm ",      "dưới",   "ujemn", "poniżej"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_has(text, str_of(words[i])))
            return true;
    return false;
}

/* A minus or a dash right before the number. */
static bool has_minus(str text, const number *y) {
    static const str dashes[] = {{"-", 1},
                                 {"\xE2\x88\x92", 3},
                                 {"\xE2\x80\x93", 3},
                                 {"\xEF\xBC\x8D", 3},
                                 {"\xEF\xB9\xA3", 3},
                                 {"\xE2\x80\x91", 3}};
    str before = text_before(text, y);
    before.n -= str_ends(before, S(" "));
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (str_ends(before, dashes[i]))
            return true;
    return false;
}

static void check_sign(const counted *c, const number *x) {
    const number *y = NULL;
    if (!is_negative(c->from->text, x) || says_minus(c->to->text))
        return;
    for (size_t i = 0; i < c->got->n; i++) {
        if (!number_may_be(x, &c->got->p[i]))
            continue;
        y = &c->got->p[i];
        if (has_minus(c->to->text, y))
            return;
    }
    size_t sign = c->from->text.p[x->at - 1] == '-' ? 1 : 3;
    if (y)
        quantities_tell(c, x, y, "number", str_slice(c->from->text, x->at - sign, x->at + x->n),
                        str_slice(c->to->text, y->at, y->at + y->n));
}

/* ---- fractions ---- */

/* Where the first of ¼ ½ ¾ stands behind `at`; STR_NONE: nowhere. */
static size_t next_fraction(str text, size_t at) {
    for (const char *p; at + 1 < text.n && (p = memchr(text.p + at, '\xC2', text.n - at - 1));) {
        at = (size_t)(p - text.p);
        if ((unsigned char)p[1] >= 0xBC && (unsigned char)p[1] <= 0xBE)
            return at;
        at++;
    }
    return STR_NONE;
}

/* Signs of the two texts that are no numbers to number.h. */
static void tell_signs(const pair *p, const leaf *from, const leaf *to, const char *what, str want,
                       str got) {
    number x = {.at = (uint32_t)(want.p - from->text.p), .n = (uint32_t)want.n};
    number y = {.at = (uint32_t)(got.p - to->text.p), .n = (uint32_t)got.n};
    counted c = {.p = p, .from = from, .to = to};
    quantities_tell(&c, &x, &y, what, want, got);
}

void quantities_check_fractions(const pair *p, const leaf *from, const leaf *to) {
    size_t want = next_fraction(from->text, 0), got = 0;
    str sign = want == STR_NONE ? (str){0} : str_slice(from->text, want, want + 2);
    if (!sign.n || str_has(to->text, sign) || (got = next_fraction(to->text, 0)) == STR_NONE)
        return;
    tell_signs(p, from, to, "fraction", sign, str_slice(to->text, got, got + 2));
}

/* ---- Roman numerals ---- */

static bool is_roman(char c) {
    return c == 'I' || c == 'V' || c == 'X';
}

/* Bytes of I, V and X, two of them at least, that are a word; a small one follows in "XIVe". */
static size_t roman_at(str text, size_t at) {
    size_t n = 0;
    while (at + n < text.n && is_roman(text.p[at + n]))
        n++;
    size_t end = at + n + (at + n < text.n && text.p[at + n] == 'e');
    bool is_word = (!at || !(ascii_is_word(text.p[at - 1]) || text.p[at - 1] & 0x80)) &&
                   (end == text.n || !ascii_is_word(text.p[end]));
    return n > 1 && is_word ? n : 0;
}

/* The next one from *at on, which is then behind it; n 0: there is none. */
static str next_roman(str text, size_t *at) {
    for (const char *p; *at < text.n; ++*at) {
        p = memchr(text.p + *at, 'I', text.n - *at);
        if (!p)
            break;
        *at = (size_t)(p - text.p);
        size_t from = *at;
        bool is_alone = !(from > 0 && is_roman(p[-1])) && !(from + 1 < text.n && is_roman(p[1]));
        if (is_alone)
            continue; /* "It", "API" */
        while (from > 0 && memchr("XV", text.p[from - 1], 2))
            from--;
        size_t n = roman_at(text, from);
        if (!n)
            continue;
        *at = from + n;
        return str_slice(text, from, from + n);
    }
    return (str){0};
}

/* The first one of a text that the other text has not. Only those with an I are looked at: others
 * are rare, and more often a name. */
static str odd_roman(str text, str other) {
    size_t at = 0;
    for (str one; (one = next_roman(text, &at)).n;) {
        bool found = false;
        size_t in = 0;
        for (str here; !found && (here = next_roman(other, &in)).n;)
            found = str_eq(one, here);
        if (!found)
            return one;
    }
    return (str){0};
}

/* "Louis XIV" became "Louis XVI". */
void quantities_check_roman(const pair *p, const leaf *from, const leaf *to) {
    str want = from->hash == to->hash ? (str){0} : odd_roman(from->text, to->text);
    str got = want.n ? odd_roman(to->text, from->text) : (str){0};
    if (got.n)
        tell_signs(p, from, to, "numeral", want, got);
}

bool quantities_have_signs(str text) {
    return next_fraction(text, 0) != STR_NONE || next_roman(text, &(size_t){0}).n;
}

void quantities_check(const counted *c) {
    for (size_t i = 0; i < c->lost->n; i++) {
        const number *x = &c->lost->p[i];
        check_beside(c, x, unit_of, "unit");
        check_beside(c, x, currency_of, "currency");
        check_sign(c, x);
        times_check(c, x);
    }
}

/* ---- is there anything to compare? ---- */

/* Is what begins behind digits a scale, a unit, a month, half a day, or unusual? */
static bool matters_behind(str s, value months) {
    int exp, other;
    char next = s.n ? s.p[0] : ' ';
    bool is_date = s.n > 1 && next == '-' && ascii_is_digit(s.p[1]);
    if (next & 0x80 || is_date)
        return true;
    if (s.n > 2 && next == ':' && ascii_is_digit(s.p[1]))
        s = str_from(s, 3);
    bool is_apart = s.n && s.p[0] == ' ';
    str rest = is_apart ? str_from(s, 1) : s, word = ascii_word(rest);
    if (!is_apart && str_starts(s, S(". ")))
        word = ascii_word(str_from(s, 2));
    if (!word.n)
        return is_apart && rest.n && (rest.p[0] & 0x80);
    return is_unit(word) || str_is_in_words(word, " x am pm times fold th de of utc gmt ") ||
           (word.n < 5 && word.p[0] < 'a') || number_scale(s, &exp, &other) > 0 ||
           dates_month_named(months, word) > 0;
}

static bool matters_before(str s, value months) {
    char last = s.n ? s.p[s.n - 1] : 'a', before = s.n > 1 ? s.p[s.n - 2] : ' ';
    if (last & 0x80 || last == '$' || last == '#')
        return true;
    if (last == '-')
        return ascii_is_space(before) || before == '(';
    size_t end = s.n - (last == ' '), from = end;
    while (from > 0 && ascii_is_alpha(s.p[from - 1]))
        from--;
    return last == ' ' && end - from > 2 && dates_month_named(months, str_slice(s, from, end)) > 0;
}

bool quantities_matter(str text, value months) {
    for (size_t i = 0, end; i < text.n; i = end) {
        while (i < text.n && !(byte_class(text.p[i]) & BYTE_DIGIT))
            i++;
        end = i + 1;
        if (i == text.n)
            break;
        while (end < text.n &&
               (ascii_is_digit(text.p[end]) ||
                (strchr(".,", text.p[end]) && end + 1 < text.n && ascii_is_digit(text.p[end + 1]))))
            end++;
        if (matters_before(str_slice(text, 0, i), months) ||
            matters_behind(str_from(text, end), months))
            return true;
    }
    return false;
}
