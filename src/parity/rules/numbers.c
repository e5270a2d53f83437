/* Numbers: each block of the translation has those of its original, however they are written there.
 * Versions, dates and names such as RFC 2616 stay as they are. */
#include "parity/number.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "parity/cure.h"
#include "parity/numeral_words.h"
#include "parity/rules/front_numbers.h"
#include "parity/rules/place.h"
#include "parity/rules/quantities.h"
#include "parity/rules/times.h"
#include "parity/rules/versions.h"

typedef struct side {
    const version *v;
    const leaf *l;
    numbers all;
    bool *is_done; /* by number: it has its counterpart */
} side;

typedef struct block {
    const pair *p;
    side from, to;
    bool has_spelled;
    numbers spelled; /* in the translation's words; read when they are needed */
} block;

static str raw(const side *s, const number *x) {
    return str_slice(s->l->text, x->at, x->at + x->n);
}

/* With its scale: "3 billion". */
static str raw_scaled(const side *s, const number *x) {
    int exp, other;
    size_t end = x->at + x->n;
    size_t more = x->nbare ? number_scale(str_from(s->l->text, end), &exp, &other) : 0;
    return str_slice(s->l->text, x->at, end + more);
}

/* ---- what is the same ---- */

static bool has_reading(const number *x, amount is) {
    for (size_t i = 0; i < x->nreadings; i++)
        if (amount_eq(x->readings[i], is))
            return true;
    return false;
}

/* What of an identifier counts: digits as ASCII and what is between them, without zeros at the end
 * of a version. */
static str digits_of(const side *s, const number *x, arena *a) {
    str text = raw(s, x);
    buf b = buf_new(a, text.n);
    for (size_t i = 0, n; i < text.n; i += n) {
        int digit = number_digit(str_from(text, i), &n);
        if (digit >= 0)
            buf_char(&b, (char)('0' + digit));
        else if (b.n || x->kind == NUMBER_HEX)
            buf_char(&b, text.p[i]);
    }
    str out = buf_str(&b);
    bool is_exact = x->nparts > 2; /* 2.2.0 is a release, 2.2 a series of them */
    while (!is_exact && (x->kind == NUMBER_VERSION || x->kind == NUMBER_PLAIN) &&
           str_ends(out, S(".0")))
        out.n -= 2;
    return out;
}

/* Abbreviations of scales that only some write. */
static bool has_short_scale(const side *s, const number *x) {
    str rest = str_from(s->l->text, x->at + x->n);
    if (str_starts(rest, S("\xC2\xA0")) || str_starts(rest, S("\xE2\x80\xAF")))
        rest = str_from(rest, rest.p[0] == '\xC2' ? 2 : 3);
    rest = str_ltrim(rest);
    size_t n = 0;
    while (n < rest.n && byte_may_be_letter(rest.p[n]))
        n++;
    return str_is_in_words(str_slice(rest, 0, n),
                           " k m b t mill mio mrd bn md mds mdo tsd mi bi млн мрд ");
}

/* Is a number without a scale what one with it became? In languages whose words we know it is not.
 */
static bool may_lose_scale(const block *b, const number *y) {
    str tag = b->p->to->tag;
    bool is_known = numeral_has_words(tag) || str_starts(tag, S("zh")) || str_starts(tag, S("ja"));
    return !is_known || y->nreadings > 1 || has_short_scale(&b->to, y);
}

/* Numbers with a scale are the same when they are so with it. */
static bool is_same_scaled(const block *b, const number *x, const number *y) {
    size_t first = y->nbare, bare = x->nbare;
    if (!y->nbare && may_lose_scale(b, y))
        bare = 0;
    for (size_t i = bare; i < x->nreadings; i++)
        for (size_t k = first; k < y->nreadings; k++)
            if (amount_eq(x->readings[i], y->readings[k]))
                return true;
    return false;
}

static bool is_same(const block *b, const number *x, const number *y) {
    if (version_has_comma(b->from.l->text, x, b->to.l->text, y))
        return false;
    if (x->nbare)
        return is_same_scaled(b, x, y);
    if (number_may_be(x, y))
        return true;
    if (x->nreadings && y->nreadings)
        return false;
    arena *a = b->p->a;
    return str_eq(digits_of(&b->from, x, a), digits_of(&b->to, y, a));
}

static size_t apart(size_t x, size_t y) {
    return x < y ? y - x : x - y;
}

static void take_same(block *b) {
    for (size_t i = 0; i < b->from.all.n; i++) {
        size_t best = STR_NONE; /* the nearest in order */
        for (size_t k = 0; k < b->to.all.n; k++)
            if (!b->to.is_done[k] && is_same(b, &b->from.all.p[i], &b->to.all.p[k]) &&
                (best == STR_NONE || apart(i, k) < apart(i, best)))
                best = k;
        if (best != STR_NONE)
            b->from.is_done[i] = b->to.is_done[best] = true;
    }
}

/* The number of the other side that it is, or is a part of. */
static size_t find_in(const side *s, amount is, bool only_open) {
    for (size_t i = 0; i < s->all.n; i++) {
        const number *x = &s->all.p[i];
        bool found = has_reading(x, is);
        for (size_t k = 0; k < x->nparts && !found; k++)
            found = amount_eq(x->parts[k], is);
        if (found && !(only_open && s->is_done[i]))
            return i;
    }
    return STR_NONE;
}

static bool stands_in(const side *s, amount is, bool only_open) {
    size_t i = find_in(s, is, only_open);
    if (i == STR_NONE)
        return false;
    s->is_done[i] = s->is_done[i] || s->all.p[i].kind <= NUMBER_DATE;
    return true;
}

/* ---- the same, written otherwise ---- */

/* Not in what says the same number and has its counterpart: "3.6" is no part of another "3.6". */
static bool part_stands_in(const side *s, const number *x, amount part) {
    for (size_t i = 0; i < s->all.n; i++) {
        const number *y = &s->all.p[i];
        bool found = has_reading(y, part);
        for (size_t k = 0; k < y->nparts && !found; k++)
            found = amount_eq(y->parts[k], part);
        if (found && !(s->is_done[i] && x->nreadings && has_reading(y, x->readings[0])))
            return true;
    }
    return false;
}

static bool all_parts_stand_in(const side *s, const number *x) {
    for (size_t i = 0; i < x->nparts; i++)
        if (!part_stands_in(s, x, x->parts[i]))
            return false;
    for (size_t i = 0; i < x->nparts; i++)
        stands_in(s, x->parts[i], false);
    return x->nparts > 0;
}

static bool is_spelled(block *b, amount is) {
    if (!b->has_spelled)
        b->spelled = numbers_spelled(b->p->a, b->to.l->text, b->p->to->tag);
    b->has_spelled = true;
    for (size_t i = 0; i < b->spelled.n; i++)
        if (has_reading(&b->spelled.p[i], is))
            return true;
    return false;
}

static uint64_t whole(amount x) {
    uint64_t n = x.mant;
    for (int i = 0; i < x.exp && i < 18 && n < UINT64_MAX / 10; i++)
        n *= 10;
    return x.exp < 0 || x.exp > 17 ? 0 : n;
}

/* 10 pm is 22, the 1990s are the 90s, 2024 is 2567 in Thailand. */
static bool is_counted_otherwise(const block *b, const number *x, amount is) {
    uint64_t n = whole(is);
    if (x->is_time && (n == 30 || n == 15 || n == 45) && dates_says_part_of_hour(b->to.l->text))
        return true;
    if (x->is_time && n < 24 &&
        (stands_in(&b->to, amount_of(n < 12 ? n + 12 : n - 12, 0), true) || n > 12))
        return true;
    if (n >= 1900 && n < 2100 &&
        (stands_in(&b->to, amount_of(n + 543, 0), true) ||
         (n % 10 == 0 && stands_in(&b->to, amount_of(n % 100, 0), true))))
        return true;
    return false;
}

/* Is there a date of the translation, in figures of an order that is known, that has day and month
 * of this one the wrong way round? */
static bool is_turned(const block *b, const number *x) {
    bool is_iso = x->nparts == 3 && str_has(raw(&b->from, x), S("-"));
    for (size_t k = 0; is_iso && k < b->to.all.n; k++) {
        const number *y = &b->to.all.p[k];
        if (b->to.is_done[k] || y->kind != NUMBER_DATE || y->nparts != 3)
            continue;
        bool same_form = str_has(raw(&b->to, y), S("-"));
        const amount *day = &y->parts[same_form ? 2 : 0], *year = &y->parts[same_form ? 0 : 2];
        if (amount_eq(*year, x->parts[0]) && amount_eq(*day, x->parts[1]) &&
            amount_eq(y->parts[1], x->parts[2]) && !amount_eq(x->parts[1], x->parts[2]))
            return true;
    }
    return false;
}

static size_t count_part(const number *x, amount is) {
    size_t n = 0;
    for (size_t i = 0; i < x->nparts; i++)
        n += amount_eq(x->parts[i], is);
    return n;
}

/* "2021-07-07" and "2021-07-08": a date of the translation, in figures too, that has all parts of
 * this one but one. That stands elsewhere, or is the same as another one. */
static bool is_other_day(const block *b, const number *x) {
    for (size_t k = 0; k < b->to.all.n; k++) {
        const number *y = &b->to.all.p[k];
        size_t shared = 0;
        if (b->to.is_done[k] || y->kind != NUMBER_DATE || y->nparts != x->nparts || x->nparts != 3)
            continue;
        for (size_t i = 0; i < x->nparts; i++) {
            size_t there = count_part(y, x->parts[i]), here = count_part(x, x->parts[i]);
            shared += there >= here || (there && i && amount_eq(x->parts[i], x->parts[i - 1]));
        }
        if (shared == 2)
            return true;
    }
    return false;
}

static bool is_elsewhere(block *b, const number *x) {
    for (size_t k = 0; k < b->to.all.n; k++)
        if (version_has_comma(b->from.l->text, x, b->to.l->text, &b->to.all.p[k]))
            return false;
    if (x->kind == NUMBER_DATE)
        return !is_turned(b, x) && !is_other_day(b, x) && all_parts_stand_in(&b->to, x);
    if (x->kind != NUMBER_PLAIN)
        return false;
    for (size_t i = x->nbare; i < x->nreadings; i++)
        if (stands_in(&b->to, x->readings[i], true))
            return true;
    if (!x->nbare && all_parts_stand_in(&b->to, x)) /* "3.5 million" has no parts of its own */
        return true;
    for (size_t i = x->nbare; i < x->nreadings; i++)
        if (is_spelled(b, x->readings[i]) || is_counted_otherwise(b, x, x->readings[i]))
            return true;
    return false;
}

/* ---- findings ---- */

/* Numbers up to twelve are often words elsewhere. */
static bool is_small(const number *x) {
    const amount *is = &x->readings[x->nbare]; /* with its scale, if it has one */
    return x->kind == NUMBER_PLAIN && x->nreadings && is->exp >= 0 && whole(*is) <= 12;
}

static bool is_identifier(const number *x) {
    return x->kind != NUMBER_PLAIN;
}

/* Could y be what became of x? */
static bool is_likely(const block *b, const number *x, const number *y) {
    if (is_identifier(x))
        return y->kind == x->kind || (y->kind == NUMBER_PLAIN && x->kind != NUMBER_HEX &&
                                      str_distance(raw(&b->from, x), raw(&b->to, y)) <= 2);
    return y->kind == NUMBER_PLAIN && !is_small(y);
}

static size_t find_likely(const block *b, const number *x) {
    for (size_t k = 0; k < b->to.all.n; k++)
        if (!b->to.is_done[k] && is_likely(b, x, &b->to.all.p[k]))
            return k;
    return STR_NONE;
}

static void tell_changed(block *b, size_t i, size_t k) {
    const pair *p = b->p;
    const number *x = &b->from.all.p[i], *y = &b->to.all.p[k];
    bool exact = is_identifier(x) || version_is_same_kind(b->from.l->text, x, b->to.l->text, y);
    diag *e = diag_add(p->d, exact ? RULE_NUMBER_IDENTIFIER : RULE_NUMBER_CHANGED,
                       place_of_text(&p->to->o, b->to.l, y->at, y->n),
                       "the number is \"%.*s\", in the original \"%.*s\"",
                       STR_FMT(raw_scaled(&b->to, y)), STR_FMT(raw_scaled(&b->from, x)));
    diag_help(p->d, e,
              exact ? "take it from the original"
                    : "take it from the original, in this language's way of writing");
    diag_also(p->d, e, place_of_text(&p->from->o, b->from.l, x->at, x->n), "the original");
    b->from.is_done[i] = b->to.is_done[k] = true;
}

/* Is it a version or the name of something, and nowhere in the block, not in code or an address
 * either? A date may be written out. */
static bool is_gone(const block *b, const number *x) {
    str here = str_slice(b->to.v->src->text, b->to.l->at, b->to.l->at + b->to.l->n);
    str is = raw(&b->from, x);
    return x->kind >= NUMBER_VERSION && !str_has(here, str_from(is, str_starts(is, S("#"))));
}

/* Where names are gone, they are told of, and not what may be written otherwise. */
static void tell_missing(block *b, size_t *lost, size_t n) {
    const pair *p = b->p;
    size_t gone = 0;
    for (size_t i = 0; i < n; i++)
        if (is_gone(b, &b->from.all.p[lost[i]]))
            lost[gone++] = lost[i];
    bool is_exact = gone > 0;
    n = is_exact ? gone : n;
    const number *x = &b->from.all.p[lost[0]];
    buf all = buf_new(p->a, 64);
    for (size_t i = 0; i < n && i < 3; i++)
        buf_printf(&all, "%s\"%.*s\"", i ? ", " : "",
                   STR_FMT(raw(&b->from, &b->from.all.p[lost[i]])));
    if (n > 3)
        buf_printf(&all, " and %zu more", n - 3);
    diag *e =
        diag_add(p->d, is_exact ? RULE_NUMBER_IDENTIFIER : RULE_NUMBER_CHANGED,
                 place_like(b->from.l, x->at, &p->to->o, b->to.l),
                 "%s of the original %s missing in this block: %.*s",
                 n == 1 ? "a number" : "numbers", n == 1 ? "is" : "are", STR_FMT(buf_str(&all)));
    span there = place_of_text(&p->from->o, b->from.l, x->at, x->n);
    diag_help(p->d, e, "write %s here too, the original says %.*s", n == 1 ? "it" : "them",
              STR_FMT(cure_words(p->a, there)));
    diag_also(p->d, e, there, "the original");
}

/* The end of one release for that of another, whatever small numbers are spelled out beside it. */
static void find_release(block *b) {
    for (size_t i = 0; i < b->from.all.n; i++)
        for (size_t k = 0; !b->from.is_done[i] && k < b->to.all.n; k++)
            if (!b->to.is_done[k] && version_is_release(b->from.l->text, &b->from.all.p[i]) &&
                version_is_release(b->to.l->text, &b->to.all.p[k]))
                tell_changed(b, i, k);
}

/* The one plain number that has no counterpart; STR_NONE: there are more, or none. */
static size_t only_open(const side *s) {
    size_t found = STR_NONE;
    for (size_t i = 0; i < s->all.n; i++) {
        if (s->is_done[i])
            continue;
        if (found != STR_NONE || s->all.p[i].kind != NUMBER_PLAIN)
            return STR_NONE;
        found = i;
    }
    return found;
}

/* One small number for another, both in digits: neither is spelled out on the other side. */
static void find_small(block *b) {
    size_t i = only_open(&b->from), k = only_open(&b->to);
    if (i == STR_NONE || k == STR_NONE || !b->from.all.p[i].nreadings ||
        !b->to.all.p[k].nreadings || !is_small(&b->from.all.p[i]) || b->from.all.p[i].is_time ||
        b->to.all.p[k].is_time)
        return;
    amount is = b->to.all.p[k].readings[0];
    numbers spelled = numbers_spelled(b->p->a, b->from.l->text, b->p->from->tag);
    bool is_there = is_elsewhere(b, &b->from.all.p[i]);
    for (size_t s = 0; s < spelled.n; s++)
        is_there = is_there || has_reading(&spelled.p[s], is);
    if (!is_there)
        tell_changed(b, i, k);
}

static void tell(block *b) {
    vec(size_t) lost = {0};
    for (size_t i = 0; i < b->from.all.n; i++) {
        const number *x = &b->from.all.p[i];
        if (b->from.is_done[i] || is_small(x))
            continue;
        size_t k = find_likely(b, x);
        if (k != STR_NONE)
            tell_changed(b, i, k);
        else if (!x->nreadings || !stands_in(&b->to, x->readings[x->nbare], false) ||
                 version_is(b->from.l->text, x)) /* each mention counts, as of no other number */
            *vec_push(b->p->a, &lost) = i;
    }
    if (lost.n && !place_is_explained(b->p, b->to.l))
        tell_missing(b, lost.p, lost.n);
}

/* ---- percent ---- */

static const char *const percents[] = {
    "%",         "٪",       "％",        "&percnt;", "percent", "per cent", "pour cent",
    "Prozent",   "ciento",  "por cento", "百分",     "процент", "퍼센트",   "パーセント",
    "प्रतिशत",    "المئة",   "المائة",    "بالمئة",   "אחוז",    "yüzde",    "persen",
    "phần trăm", "procent", "perc",      "delen",    "割",      "成",       "ร้อยละ"};

/* 割 and 成 are tenths behind a numeral only. */
static bool is_percent(str sign, str before) {
    static const str numerals = {"一二三四五六七八九两兩半数數几幾", 48};
    if (!str_eq(sign, S("割")) && !str_eq(sign, S("成")))
        return true;
    return before.n >= 3 && (ascii_is_digit(before.p[before.n - 1]) ||
                             str_has(numerals, str_from(before, before.n - 3)));
}

static uint32_t count_percents(str text, size_t kinds) {
    uint32_t n = 0;
    for (size_t i = 0; i < kinds; i++) {
        str sign = str_of(percents[i]), rest = text;
        for (size_t at; (at = str_find(rest, sign)) != STR_NONE;) {
            n += is_percent(sign, str_slice(text, 0, text.n - rest.n + at));
            rest = str_from(rest, at + sign.n);
        }
    }
    return n;
}

/* "50 %" became "50". */
static void check_percents(const pair *p, const leaf *from, const leaf *to) {
    uint32_t want = count_percents(from->text, 1);
    uint32_t got = want ? count_percents(to->text, sizeof percents / sizeof *percents) : 0;
    if (got >= want || place_is_explained(p, to))
        return;
    size_t at = str_find(from->text, S("%"));
    diag *e = diag_add(p->d, RULE_NUMBER_CHANGED, place_like(from, at, &p->to->o, to),
                       "%u percent sign%s of the original %s missing in this block", want - got,
                       want - got == 1 ? "" : "s", want - got == 1 ? "is" : "are");
    span there = place_of_text(&p->from->o, from, at, 1);
    diag_help(p->d, e, "write %% behind the number, or the word for it: the original says %.*s",
              STR_FMT(cure_words(p->a, there)));
    diag_also(p->d, e, there, "the original");
}

/* ---- block by block ---- */

/* A billion is 10^9 in English, and in languages that have a word like Milliarde for that 10^12. */
static void settle_billions(numbers *all, str tag) {
    static const str longs[] = {{"de", 2}, {"fr", 2}, {"es", 2}, {"nl", 2}, {"pl", 2},
                                {"sv", 2}, {"da", 2}, {"cs", 2}, {"no", 2}, {"nb", 2}};
    bool is_long =
        str_is_among(str_slice(tag, 0, tag.n < 2 ? tag.n : 2), longs, sizeof longs / sizeof *longs);
    for (size_t i = 0; i < all->n; i++) {
        number *x = &all->p[i];
        if (!x->has_long || x->nbare != 1 || x->nreadings != 3)
            continue;
        x->readings[1] = x->readings[is_long ? 2 : 1];
        x->nreadings = 2;
    }
}

static side side_of(arena *a, const version *v, const leaf *l, numbers all) {
    settle_billions(&all, v->tag);
    return (side){v, l, all, arena_make(a, bool, all.n)};
}

/* What stands before 月 is a month, which other languages call by a name: see dates_check. */
static void settle_months(side *s) {
    for (size_t i = 0; i < s->all.n; i++) {
        if (dates_is_month_sign(str_from(s->l->text, s->all.p[i].at + s->all.p[i].n)))
            s->is_done[i] = true;
    }
}

/* Tells of numbers that are others. False: they are all there. */
static bool check_numbers(const pair *p, const leaf *from, const leaf *to, numbers all,
                          numbers here) {
    block b = {.p = p};
    size_t told = p->d->n;
    b.from = side_of(p->a, p->from, from, all);
    b.to = side_of(p->a, p->to, to, here);
    take_same(&b);
    settle_months(&b.from);
    settle_months(&b.to);
    bool any = false;
    for (size_t i = 0; i < all.n; i++) {
        if (!b.from.is_done[i] && !is_small(&all.p[i]))
            b.from.is_done[i] = is_elsewhere(&b, &all.p[i]);
        any = any || !b.from.is_done[i];
    }
    if (any) {
        find_release(&b);
        find_small(&b);
        tell(&b);
    }
    return p->d->n > told;
}

typedef struct months {
    bool is_read;
    value there, here;
} months;

static figures *figures_of(const pair *p, const leaf *from) {
    figures *f = &p->figures[from - p->from->o.leaves];
    if (!f->is_read) {
        f->is_read = true;
        f->matter = from->has_digits && quantities_matter(from->text, dates_months(p, p->from));
        f->have_signs = quantities_have_signs(from->text);
        f->have_times = times_are_spelled(from->text, p->from->tag);
    }
    return f;
}

static const numbers *numbers_of(const pair *p, const leaf *from, figures *f) {
    if (!f->are_counted) {
        f->are_counted = true;
        f->all = numbers_read(p->a, from->text);
    }
    return &f->all;
}

static void check_block(const pair *p, const leaf *from, const leaf *to, figures *f, months *m) {
    if (!from->has_digits || from->hash == to->hash || (!f->matter && from->figures == to->figures))
        return;
    const numbers *all = numbers_of(p, from, f);
    if (!all->n)
        return;
    numbers here = numbers_read(p->a, to->text);
    if (check_numbers(p, from, to, *all, here) || !f->matter)
        return;
    if (!m->is_read)
        *m = (months){true, dates_months(p, p->from), dates_months(p, p->to)};
    counted c = {.p = p, .from = from, .to = to, .lost = all, .got = &here};
    c.there = m->there;
    c.here = m->here;
    quantities_check(&c);
    dates_check(&c);
}

void rule_numbers(const pair *p) {
    months m = {0};
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        if (!from || !to || !leaves_are_text(from, to))
            continue;
        figures *f = figures_of(p, from);
        check_block(p, from, to, f, &m);
        if (from->has_digits && from->hash != to->hash)
            check_percents(p, from, to);
        numerals_check(p, from, to);
        if (f->have_signs) {
            quantities_check_fractions(p, from, to);
            quantities_check_roman(p, from, to);
        }
        if (f->have_times)
            times_check_spelled(p, from, to);
    }
    front_numbers(p);
}
