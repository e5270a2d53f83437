/* Dates with the name of a month, and times of the day. */
#include <string.h>

#include "base/utf8.h"
#include "parity/rules/quantities.h"

/* ---- names of months ---- */

enum { MONTHS = 12, LEAST = 3 /* letters that tell one from another */ };

/* How many characters two words have in common at their beginning, case apart, and how many more
 * the longer one has. */
static size_t common(str x, str y, size_t *more) {
    size_t n = 0, i = 0, k = 0, a, b;
    uint32_t p, q;
    while (i < x.n && k < y.n) {
        a = utf8_decode(str_from(x, i), &p);
        b = utf8_decode(str_from(y, k), &q);
        if (p != q && !(p < 0x80 && q < 0x80 && ascii_lower((char)p) == ascii_lower((char)q)))
            break;
        i += a;
        k += b;
        n++;
    }
    size_t of_x = utf8_count_valid(str_from(x, i)), of_y = utf8_count_valid(str_from(y, k));
    *more = of_x && of_y ? (of_x > of_y ? of_x : of_y) : 0;
    return n;
}

/* Does a word begin with a capital where the month does? "You may" is no May. */
static bool is_like(str name, str word) {
    bool is_name = name.n && name.p[0] >= 'A' && name.p[0] <= 'Z';
    return !is_name || (word.p[0] >= 'A' && word.p[0] <= 'Z') || (word.p[0] & 0x80);
}

unsigned dates_month_named(value months, str word) {
    size_t best = 0, second = 0;
    unsigned found = 0;
    for (unsigned i = 0; word.n && i < months.n; i++) {
        str name = value_as_str(months.u.list[i]);
        if (!name.n || ascii_lower(name.p[0]) != ascii_lower(word.p[0]))
            continue;
        size_t more, n = common(name, word, &more);
        if (str_eq(name, word))
            return i + 1;
        if (n < LEAST || more > 2 || !is_like(name, word) || n < best)
            continue;
        second = best;
        best = n;
        found = i + 1;
    }
    return best > second ? found : 0;
}

static bool is_letter_at(str s, size_t at, size_t *n) {
    uint32_t cp = 0;
    *n = at < s.n ? utf8_decode(str_from(s, at), &cp) : 0;
    return *n && (utf8_is_letter(cp) || utf8_is_mark(cp));
}

static str first_word(str s) {
    size_t n, end = 0;
    while (is_letter_at(s, end, &n))
        end += n;
    return str_slice(s, 0, end);
}

static str last_word(str s) {
    size_t at = s.n, from;
    for (size_t n; at > 0; at = from) {
        from = utf8_back(s, at);
        if (!is_letter_at(s, from, &n))
            break;
    }
    return str_from(s, at);
}

/* The month beside a day: "March 5", "5. März", "5 de mayo", "3月5日". */
static unsigned month_beside(value months, str text, const number *day, const number *before) {
    static const str joints[] = {{" de ", 4}, {" d'", 3}, {". ", 2}, {"th of ", 6}, {" of ", 4},
                                 {"th ", 3},  {" ב", 3},  {" ", 1},  {"-", 1},      {".", 1}};
    str left = str_slice(text, 0, day->at), right = str_from(text, day->at + day->n);
    static const str marks[] = {{"月", 3}, {"월 ", 4}, {"월", 3}};
    for (size_t i = 0; before && i < sizeof marks / sizeof *marks; i++) {
        size_t end = before->at + before->n;
        if (str_eq(str_slice(text, end, day->at), marks[i])) {
            uint64_t month = quantities_whole(before);
            return month <= MONTHS ? (unsigned)month : 0;
        }
    }
    left = str_ends(left, S(" ")) ? str_slice(left, 0, left.n - 1) : (str){0};
    left = str_ends(left, S(".")) ? str_slice(left, 0, left.n - 1) : left;
    unsigned month = left.n ? dates_month_named(months, last_word(left)) : 0;
    for (size_t i = 0; !month && i < sizeof joints / sizeof *joints; i++) {
        if (!str_starts(right, joints[i]))
            continue;
        str rest = str_from(right, joints[i].n);
        month = dates_month_named(months, first_word(rest));
        if (!month && str_starts(rest, S("ב"))) /* Hebrew: in */
            month = dates_month_named(months, first_word(str_from(rest, 2)));
    }
    return month;
}

bool dates_is_month_sign(str behind) {
    return str_starts(behind, S("月")) || str_starts(behind, S("월"));
}

/* Is a number one of a date? "3月", "5/3", "5.3.", "2024-03-05" */
static bool is_of_date(str text, const number *x) {
    str behind = str_from(text, x->at + x->n);
    char last = x->at ? text.p[x->at - 1] : ' ', next = behind.n ? behind.p[0] : ' ';
    return x->nparts > 1 || dates_is_month_sign(behind) || strchr("/-.", last) ||
           strchr("/-.", next);
}

/* Is the right month somewhere, by its name or in digits? */
static bool has_month(const counted *c, value months, unsigned month) {
    str name = months.n ? value_as_str(months.u.list[month - 1]) : (str){0};
    if (name.n && str_has(c->to->text, name))
        return true;
    for (size_t i = 0; i < c->got->n; i++) {
        numbers one = {.p = &c->got->p[i], .n = 1};
        if (is_of_date(c->to->text, one.p) && quantities_in(&one, month))
            return true;
    }
    return false;
}

static bool is_year(const number *x) {
    uint64_t year = quantities_whole(x);
    return year >= 1900 && year < 2100;
}

/* The month of a year without a day: "May 2023", "mayo de 2023", "2023年5月". */
static unsigned month_of_year(value months, str text, const numbers *all, const number *year) {
    const number *next = year + 1 < all->p + all->n ? year + 1 : NULL;
    str between = next ? str_trim(str_slice(text, year->at + year->n, next->at)) : (str){0};
    if (str_eq(between, S("年")) || str_eq(between, S("년"))) {
        str behind = str_from(text, next->at + next->n);
        uint64_t month = dates_is_month_sign(behind) ? quantities_whole(next) : 0;
        return month <= MONTHS ? (unsigned)month : 0;
    }
    str left = str_slice(text, 0, year->at);
    left = str_slice(left, 0, left.n - (str_ends(left, S(" de ")) ? 4 : str_ends(left, S(" "))));
    return dates_month_named(months, last_word(left));
}

/* Of a date's day or year: the month beside it. */
static unsigned month_at(value months, str text, const numbers *all, size_t i) {
    const number *x = &all->p[i];
    uint64_t day = quantities_whole(x);
    return day && day <= 31 ? month_beside(months, text, x, i ? x - 1 : NULL)
           : is_year(x)     ? month_of_year(months, text, all, x)
                            : 0;
}

static void check_month(const counted *c, size_t i) {
    static const char *const english[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    const number *x = &c->lost->p[i];
    unsigned want = month_at(c->there, c->from->text, c->lost, i);
    if (!want || has_month(c, c->here, want))
        return;
    for (size_t k = 0; k < c->got->n; k++) {
        const number *y = &c->got->p[k];
        bool is_same = quantities_whole(y) == quantities_whole(x);
        unsigned got = is_same ? month_at(c->here, c->to->text, c->got, k) : 0;
        if (!got || got == want)
            continue;
        quantities_tell(c, x, y, "month", str_of(english[want - 1]), str_of(english[got - 1]));
        return;
    }
}

/* ---- times of the day ---- */

typedef struct clock {
    unsigned hour, minute;
    int half; /* 0: as it stands; 1: before noon, 2: after it */
    str zone;
} clock;

static str zone_at(str s) {
    s = str_ltrim(s);
    str word = first_word(s);
    return str_is_in_words(word,
                           " utc gmt cet cest eet bst est edt cst cdt mst mdt pst pdt jst kst "
                           "ist msk pt et ")
               ? word
               : (str){0};
}

/* What begins with a number: "3:30 pm", "10:00 UTC", "7 pm". */
static bool read_clock(str text, const number *x, clock *out) {
    *out = (clock){0};
    uint64_t hour = quantities_whole(x);
    str s = str_from(text, x->at + x->n);
    if (hour > 24 || (x->at && text.p[x->at - 1] == ':'))
        return false;
    out->hour = (unsigned)hour;
    bool has_minutes = s.n > 2 && s.p[0] == ':' && ascii_is_digit(s.p[1]) && ascii_is_digit(s.p[2]);
    if (has_minutes) {
        out->minute = (unsigned)(10 * (s.p[1] - '0') + (s.p[2] - '0'));
        s = str_from(s, 3);
    }
    str rest = str_ltrim(s);
    static const str before[] = {{"am", 2}, {"AM", 2}, {"a.m.", 4}};
    static const str behind[] = {{"pm", 2}, {"PM", 2}, {"p.m.", 4}};
    for (size_t i = 0; i < 3 && !out->half; i++) {
        out->half = str_starts(rest, before[i]) ? 1 : str_starts(rest, behind[i]) ? 2 : 0;
        rest = out->half ? str_from(rest, before[i].n) : rest;
    }
    if (out->half && rest.n && ascii_is_alpha(rest.p[0]))
        return false;
    out->zone = zone_at(rest);
    return out->half || (has_minutes && out->zone.n);
}

static unsigned hour_of(const clock *t) {
    return t->half == 2 && t->hour < 12    ? t->hour + 12
           : t->half == 1 && t->hour == 12 ? 0
                                           : t->hour;
}

/* "halb acht", "下午3點半" */
bool dates_says_part_of_hour(str text) {
    static const char *const words[] = {
        "halb",  "Halb",   "iertel", "demi", "quart", "media",   "cuarto", "meia",    "mezz",
        "半",    "一刻",   "반",     "half", "kwart", "kwadr",   "пол",    "четверт", "пів",
        "чверт", "نصف",    "النصف",  "ربع",  "וחצי",  "ורבע",    "साढ़े",    "सवा",     "पौने",
        "buçuk", "çeyrek", "rưỡi",   "halv", "kvart", "setengah"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_has(text, str_of(words[i])))
            return true;
    return false;
}

static bool has_other_zone(const counted *c, str name) {
    return name.n && !str_has(c->to->text, name);
}

static uint64_t whole_of(amount x) {
    number one = {.nreadings = 1, .readings = {x}};
    return quantities_whole(&one);
}

static uint64_t time_of(const number *y) {
    uint64_t hour = y->nparts == 2 ? whole_of(y->parts[0]) : quantities_whole(y); /* 14.30 Uhr */
    return y->is_time && hour <= 24 ? hour : UINT64_MAX;
}

/* "3:30 pm" became "14:30"; half hours may be told by the next one, noon by its name. */
static void check_hour(const counted *c, const number *x, const clock *t) {
    unsigned hour = hour_of(t);
    const number *other = NULL;
    bool is_close = t->minute == 30 || t->minute == 15 || t->minute == 45;
    if (!t->half || t->hour == 12 || has_other_zone(c, t->zone) ||
        (is_close && dates_says_part_of_hour(c->to->text)))
        return;
    for (size_t i = 0; i < c->got->n; i++) {
        uint64_t got = time_of(&c->got->p[i]);
        if (got == hour || got == t->hour)
            return;
        if (got != UINT64_MAX && !other)
            other = &c->got->p[i];
    }
    numbers spelled = numbers_spelled(c->p->a, c->to->text, c->p->to->tag);
    if (other && !quantities_in(&spelled, hour) && !quantities_in(&spelled, t->hour))
        quantities_tell(c, x, other, "hour", str_slice(c->from->text, x->at, x->at + x->n),
                        str_slice(c->to->text, other->at, other->at + other->n));
}

static bool is_same_zone(str x, str y) {
    bool both = (str_eq(x, S("UTC")) || str_eq(x, S("GMT"))) &&
                (str_eq(y, S("UTC")) || str_eq(y, S("GMT")));
    return both || str_eq(x, y);
}

static void check_zone(const counted *c, const number *x, const clock *t) {
    for (size_t i = 0; t->zone.n && i < c->got->n; i++) {
        clock here;
        const number *y = &c->got->p[i];
        if (!read_clock(c->to->text, y, &here) || !here.zone.n ||
            is_same_zone(t->zone, here.zone) || hour_of(&here) != hour_of(t) ||
            here.minute != t->minute || str_has(c->to->text, t->zone))
            continue;
        quantities_tell(c, x, y, "time zone", t->zone, here.zone);
        return;
    }
}

value dates_months(const pair *p, const version *v) {
    value info = language_info(p->site->languages, p->a, v->doc->lang, v->tag);
    value all = value_at(info, S("months"));
    return all.kind == V_LIST && all.n == MONTHS ? all : (value){0};
}

void dates_check(const counted *c) {
    size_t told = c->p->d->n;
    for (size_t i = 0; i < c->lost->n; i++) {
        clock t;
        if (c->p->d->n == told) /* a day and its year have the same month */
            check_month(c, i);
        if (read_clock(c->from->text, &c->lost->p[i], &t)) {
            check_hour(c, &c->lost->p[i], &t);
            check_zone(c, &c->lost->p[i], &t);
        }
    }
}
