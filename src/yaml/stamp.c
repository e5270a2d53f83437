/* Dates and times in YAML. */
#include <string.h>

#include "yaml/scalar.h"

enum { DAY_SECONDS = 86400, NSEC_DIGITS = 9 };

/* A place in a text, moved by the take functions when what they want is there. */
typedef struct cursor {
    str s;
    size_t at;
} cursor;

static char peek(const cursor *c) {
    return c->at < c->s.n ? c->s.p[c->at] : '\0';
}

static bool take_char(cursor *c, char want) {
    if (c->at == c->s.n || c->s.p[c->at] != want)
        return false;
    c->at++;
    return true;
}

/* From `least` to `most` digits; as many as there are. */
static bool take_digits(cursor *c, size_t least, size_t most, int *out) {
    size_t from = c->at;
    *out = 0;
    while (c->at < c->s.n && c->at - from < most && ascii_is_digit(c->s.p[c->at]))
        *out = *out * 10 + (c->s.p[c->at++] - '0');
    return c->at - from >= least;
}

static size_t take_spaces(cursor *c) {
    size_t from = c->at;
    while (c->at < c->s.n && ascii_is_space(c->s.p[c->at]))
        c->at++;
    return c->at - from;
}

typedef struct fields {
    int year, month, day, hour, minute, second;
    uint32_t nsec;
    bool splits; /* a space or T between day and clock, where Psych splits; else a tab */
    char zone;   /* 'Z', '+', '-' or 0 */
    str digits;  /* of the zone, without colon */
    bool colon;  /* followed by two digits */
} fields;

static bool take_day(cursor *c, fields *f) {
    return take_digits(c, 4, 4, &f->year) && take_char(c, '-') && take_digits(c, 1, 2, &f->month) &&
           take_char(c, '-') && take_digits(c, 1, 2, &f->day);
}

static void take_fraction(cursor *c, fields *f) {
    if (!take_char(c, '.'))
        return;
    uint32_t unit = 100000000;
    for (; ascii_is_digit(peek(c)); unit /= 10)
        f->nsec += unit * (uint32_t)(c->s.p[c->at++] - '0');
}

/* (\s*(Z|[-+]\d{1,2}:?(\d\d)?))?$ */
static bool take_zone(cursor *c, fields *f) {
    if (c->at == c->s.n)
        return true;
    take_spaces(c);
    f->zone = peek(c);
    if (take_char(c, 'Z'))
        return c->at == c->s.n;
    if (!take_char(c, '+') && !take_char(c, '-'))
        return false;
    size_t from = c->at;
    int ignored;
    if (!take_digits(c, 1, 4, &ignored))
        return false;
    f->digits = str_slice(c->s, from, c->at);
    if (f->digits.n <= 2 && take_char(c, ':'))
        f->colon = c->s.n - c->at == 2 && take_digits(c, 2, 2, &ignored);
    return c->at == c->s.n;
}

static bool take_time(str s, fields *f) {
    cursor c = {s, 0};
    memset(f, 0, sizeof *f);
    bool negative = take_char(&c, '-');
    if (!take_day(&c, f))
        return false;
    f->year = negative ? -f->year : f->year;
    size_t from = c.at;
    if (!take_char(&c, 'T') && !take_char(&c, 't') && take_spaces(&c) == 0)
        return false;
    str between = str_slice(s, from, c.at);
    f->splits = str_has(between, S(" ")) || ascii_is_alpha(between.p[0]);
    if (!take_digits(&c, 1, 2, &f->hour) || !take_char(&c, ':') ||
        !take_digits(&c, 2, 2, &f->minute) || !take_char(&c, ':') ||
        !take_digits(&c, 2, 2, &f->second))
        return false;
    take_fraction(&c, f);
    return take_zone(&c, f);
}

bool stamp_is_time(str s) {
    fields f;
    return take_time(s, &f);
}

/* Psych reads at most two digits as hours, and adds the minutes even where the hours are -0. */
static bool read_offset(const fields *f, int32_t *out) {
    str digits = f->digits;
    int hours = 0, minutes = 0;
    for (size_t i = 0; i < digits.n; i++) {
        int *part = i < 2 ? &hours : &minutes;
        *part = *part * 10 + (digits.p[i] - '0');
    }
    if (f->colon)
        minutes = (digits.p[digits.n + 1] - '0') * 10 + (digits.p[digits.n + 2] - '0');
    int32_t offset = hours * 3600 + minutes * 60;
    *out = f->zone == '-' && hours > 0 ? -offset : offset;
    return *out > -DAY_SECONDS && *out < DAY_SECONDS;
}

/* As Time.utc: day 31 of any month and second 60 run over into the next. */
static bool in_range(const fields *f) {
    bool midnight = f->hour == 24 && f->minute == 0 && f->second == 0;
    return f->month >= 1 && f->month <= 12 && f->day >= 1 && f->day <= 31 &&
           (f->hour < 24 || midnight) && f->minute < 60 && f->second <= 60;
}

bool stamp_read_time(str s, const zone *z, date *out, bool *bad) {
    fields f;
    *bad = false;
    if (!take_time(s, &f))
        return false;
    /* Psych's pattern takes a tab before the clock, but what it then does with the text does not.
     */
    *bad = !f.splits;
    int32_t offset = 0;
    if (*bad || !in_range(&f) || (f.digits.n && !read_offset(&f, &offset)))
        return false;
    int64_t clock = f.hour * 3600 + f.minute * 60 + f.second;
    date d = {.sec = civil_days(f.year, f.month, f.day) * DAY_SECONDS + clock - offset,
              .nsec = f.nsec,
              .offset = offset,
              .is_utc = f.zone == 'Z'};
    if (f.zone == 'Z' || (f.zone == 0 && !z))
        memcpy(d.zone, "UTC", sizeof "UTC");
    *out = d;
    if (f.zone == 0 && z)
        date_in_zone(&d, z, out);
    return true;
}

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool stamp_read_day(str s, date *out) {
    cursor c = {s, 0};
    fields f = {0};
    if (!take_day(&c, &f) || c.at != s.n)
        return false;
    if (f.month < 1 || f.month > 12 || f.day < 1 || f.day > days_in_month(f.year, f.month))
        return false;
    /* Ruby's calendar leaves out the days of the Gregorian reform. */
    if (f.year == 1582 && f.month == 10 && f.day > 4 && f.day < 15)
        return false;
    *out = (date){.sec = civil_days(f.year, f.month, f.day) * DAY_SECONDS, .is_day = true};
    return true;
}
