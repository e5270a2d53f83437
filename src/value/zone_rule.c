/* POSIX TZ rules: "CET-1CEST,M3.5.0,M10.5.0/3". */
#include <string.h>

#include "value/calendar.h"
#include "value/zone.h"

enum { HOURS_MAX = 167 }; /* in rules, as RFC 8536 extends POSIX; names' offsets have 24 */

#define FAR ((int64_t)1 << 60)

static bool take(str *s, char c) {
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_from(*s, 1);
    return true;
}

static bool take_number(str *s, int most, int *out) {
    size_t i = 0;
    *out = 0;
    for (; i < s->n && ascii_is_digit(s->p[i]); i++) {
        *out = *out * 10 + (s->p[i] - '0');
        if (*out > most)
            return false;
    }
    *s = str_from(*s, i);
    return i > 0;
}

/* Three letters or more, or anything short in angle brackets. */
static bool take_name(str *s, char name[ZONE_ABBREVIATION]) {
    bool quoted = take(s, '<');
    size_t n = 0;
    while (n < s->n && (quoted ? s->p[n] != '>' : ascii_is_alpha(s->p[n])))
        n++;
    if (n < 3 || n >= ZONE_ABBREVIATION)
        return false;
    memcpy(name, s->p, n);
    name[n] = '\0';
    *s = str_from(*s, n);
    return !quoted || take(s, '>');
}

/* [+-]h[h[h]][:mm[:ss]] */
static bool take_time(str *s, int hours_most, int32_t *out) {
    int sign = take(s, '-') ? -1 : 1, hours, minutes = 0, seconds = 0;
    if (sign > 0)
        take(s, '+');
    if (!take_number(s, hours_most, &hours))
        return false;
    if (take(s, ':')) {
        if (!take_number(s, 59, &minutes))
            return false;
        if (take(s, ':') && !take_number(s, 59, &seconds))
            return false;
    }
    *out = sign * (hours * 3600 + minutes * 60 + seconds);
    return true;
}

static bool take_day(str *s, zone_day *d) {
    *d = (zone_day){.kind = '0', .second = 7200};
    if (take(s, 'M')) {
        d->kind = 'M';
        if (!take_number(s, 12, &d->month) || !take(s, '.') || !take_number(s, 5, &d->week) ||
            !take(s, '.') || !take_number(s, 6, &d->day) || d->month < 1 || d->week < 1)
            return false;
    } else {
        d->kind = take(s, 'J') ? 'J' : '0';
        if (!take_number(s, 365, &d->day) || (d->kind == 'J' && d->day < 1))
            return false;
    }
    return !take(s, '/') || take_time(s, HOURS_MAX, &d->second);
}

bool zone_rule_parse(str s, zone_rule *out) {
    int32_t west;
    *out = (zone_rule){.has_summer = false};
    if (!take_name(&s, out->standard.name) || !take_time(&s, 24, &west))
        return false;
    out->standard.offset = -west;
    if (s.n == 0)
        return true;
    out->has_summer = true;
    if (!take_name(&s, out->summer.name))
        return false;
    out->summer.offset = out->standard.offset + 3600;
    if (s.n && s.p[0] != ',') {
        if (!take_time(&s, 24, &west))
            return false;
        out->summer.offset = -west;
    }
    if (s.n == 0) /* what the C libraries take then: the rule of the United States */
        s = S(",M3.2.0,M11.1.0");
    return take(&s, ',') && take_day(&s, &out->start) && take(&s, ',') && take_day(&s, &out->end) &&
           s.n == 0;
}

/* The day in a year, in days since 1970-01-01. */
static int64_t day_in_year(const zone_day *d, int64_t year) {
    int64_t first = civil_days(year, 1, 1);
    if (d->kind == '0')
        return first + d->day;
    if (d->kind == 'J')
        return first + d->day - 1 + (d->day >= 60 && calendar_month_days(year, 2) == 29);
    first = civil_days(year, d->month, 1);
    int64_t weekday = first + 4 - 7 * calendar_floor_div(first + 4, 7);
    int64_t day = (d->day - weekday + 7) % 7 + 7 * (d->week - 1);
    if (day >= calendar_month_days(year, d->month))
        day -= 7; /* week 5 is the last one */
    return first + day;
}

static int64_t change(const zone_day *d, int64_t year, int32_t offset_before) {
    return day_in_year(d, year) * SECONDS_A_DAY + d->second - offset_before;
}

const zone_type *zone_rule_at(const zone_rule *r, int64_t sec) {
    if (!r->has_summer)
        return &r->standard;
    if (sec > FAR || sec < -FAR) /* so that nothing below overflows */
        sec = sec > 0 ? FAR : -FAR;
    int64_t year = calendar_civil(sec + r->standard.offset).year;
    int64_t start = change(&r->start, year, r->standard.offset);
    int64_t end = change(&r->end, year, r->summer.offset);
    bool summer = start < end ? sec >= start && sec < end : sec >= start || sec < end;
    return summer ? &r->summer : &r->standard;
}
