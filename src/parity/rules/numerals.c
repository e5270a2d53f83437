/* Numbers that the original has in Chinese numerals only, and the translation in digits. */
#include "parity/numeral_words.h"
#include "parity/rules/quantities.h"

/* A part of the day, week, month, year or whole, or a discount: languages count those otherwise. */
static bool is_part(str text, const number *x) {
    static const char *const behind[] = {"月", "点", "點", "时",   "時",   "分之", "分の",
                                         "折", "成", "割", "年代", "世纪", "世紀", "曜"};
    static const char *const before[] = {"周", "週", "星期", "礼拜", "禮拜", "初"};
    str rest = str_from(text, x->at + x->n), head = str_slice(text, 0, x->at);
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (str_starts(rest, str_of(behind[i])))
            return true;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (str_ends(head, str_of(before[i])))
            return true;
    return false;
}

/* "几亿" and "上千" count nothing: a scale without a digit before it. */
static bool is_scale(str text, const number *x) {
    static const char *const scales[] = {"百", "千", "万", "萬", "亿", "億", "兆"};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_starts(str_from(text, x->at), str_of(scales[i])))
            return true;
    return false;
}

/* The one numeral, from two on, that the translation has neither in digits nor in words; NULL:
 * there are more, or none. One is an article as often as a number. */
static const number *only_lost(const counted *c, const numbers *numerals) {
    numbers words = numbers_spelled(c->p->a, c->to->text, c->p->to->tag);
    const number *found = NULL;
    for (size_t i = 0; i < numerals->n; i++) {
        const number *x = &numerals->p[i];
        uint64_t is = quantities_whole(x);
        if (is < 2 || is == UINT64_MAX || is_part(c->from->text, x) || is_scale(c->from->text, x) ||
            number_may_be_among(x, c->got) || number_may_be_among(x, &words))
            continue;
        if (found)
            return NULL;
        found = x;
    }
    return found;
}

/* The one number in digits that the original has not; NULL: there are more, or none, or what is a
 * date or a time. */
static const number *only_other(const counted *c, const numbers *numerals) {
    const number *found = NULL;
    for (size_t i = 0; i < c->got->n; i++) {
        const number *y = &c->got->p[i];
        if (y->kind != NUMBER_PLAIN || !y->nreadings || y->is_time)
            return NULL;
        if (number_may_be_among(y, numerals))
            continue;
        if (found)
            return NULL;
        found = y;
    }
    return found;
}

/* 四千米 is 4 km. */
static bool is_scaled_unit(const counted *c, const number *x, const number *y) {
    str rest = str_ltrim(str_from(c->to->text, y->at + y->n));
    return x->readings[0].mant == y->readings[0].mant &&
           (str_starts(rest, S("k")) || str_starts(rest, S("к")) || str_starts(rest, S("ك")));
}

/* Can what is spelled out in a language be read? */
static bool is_readable(str tag) {
    return numeral_has_words(tag) || str_starts(tag, S("zh")) || str_starts(tag, S("ja")) ||
           str_starts(tag, S("ko"));
}

void numerals_check(const pair *p, const leaf *from, const leaf *to) {
    str tag = p->from->tag;
    bool is_han = str_starts(tag, S("zh")) || str_starts(tag, S("ja"));
    if (!is_han || from->has_digits || !to->has_digits || !is_readable(p->to->tag))
        return;
    numbers numerals = numbers_spelled(p->a, from->text, tag);
    if (!numerals.n)
        return;
    numbers here = numbers_read(p->a, to->text);
    counted c = {.p = p, .from = from, .to = to, .lost = &numerals, .got = &here};
    const number *y = only_other(&c, &numerals), *x = y ? only_lost(&c, &numerals) : NULL;
    if (x && !is_scaled_unit(&c, x, y))
        quantities_tell(&c, x, y, "number", str_slice(from->text, x->at, x->at + x->n),
                        str_slice(to->text, y->at, y->at + y->n));
}
