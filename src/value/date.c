#include "value/date.h"

#include <stdlib.h>

enum { DAY = 86400, DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, JULIAN_OF_EPOCH = 2440588 };

static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const day_names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

/* Years are counted from March, so that the leap day is the last of its year; eras are the 400
 * years after which the calendar repeats. */
int64_t civil_days(int64_t year, int month, int day) {
    year += floor_div(month - 1, 12);
    month = (int)(month - 1 - 12 * floor_div(month - 1, 12)) + 1;
    if (month <= 2)
        year--;
    int64_t era = floor_div(year, YEARS_IN_ERA);
    int64_t y = year - era * YEARS_IN_ERA;
    int64_t from_march = (153 * ((month + 9) % 12) + 2) / 5;
    int64_t days = y * 365 + y / 4 - y / 100 + from_march + day - 1;
    return era * DAYS_IN_ERA + days - 719468;
}

static void set_day(civil *c, int64_t days) {
    int64_t z = days + 719468;
    int64_t era = floor_div(z, DAYS_IN_ERA);
    int64_t d = z - era * DAYS_IN_ERA;
    int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int64_t from_march = d - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * from_march + 2) / 153;
    c->day = (int)(from_march - (153 * m + 2) / 5) + 1;
    c->month = (int)(m < 10 ? m + 3 : m - 9);
    c->year = y + era * YEARS_IN_ERA + (c->month <= 2);
    c->wday = (int)(days + 4 - 7 * floor_div(days + 4, 7));
    c->yday = (int)(days - civil_days(c->year, 1, 1)) + 1;
}

civil date_civil(const date *d) {
    civil c;
    int64_t local = d->sec + (d->is_day ? 0 : d->offset);
    int64_t days = floor_div(local, DAY);
    int seconds = (int)(local - days * DAY);
    set_day(&c, days);
    c.hour = seconds / 3600;
    c.minute = seconds / 60 % 60;
    c.second = seconds % 60;
    return c;
}

static void add_year(int64_t year, buf *out) {
    if (year < 0)
        buf_char(out, '-');
    buf_printf(out, "%04lld", llabs((long long)year));
}

static void add_day(const civil *c, buf *out) {
    add_year(c->year, out);
    buf_printf(out, "-%02d-%02d", c->month, c->day);
}

static void add_clock(const civil *c, buf *out) {
    buf_printf(out, "%02d:%02d:%02d", c->hour, c->minute, c->second);
}

static void add_offset(int32_t offset, const char *colon, buf *out) {
    int size = abs(offset);
    buf_printf(out, "%c%02d%s%02d", offset < 0 ? '-' : '+', size / 3600, colon, size / 60 % 60);
}

void date_text(const date *d, buf *out) {
    civil c = date_civil(d);
    add_day(&c, out);
    if (d->is_day)
        return;
    buf_char(out, ' ');
    add_clock(&c, out);
    buf_char(out, ' ');
    if (d->is_utc)
        buf_lit(out, "UTC");
    else
        add_offset(d->offset, "", out);
}

static void add_fraction(uint32_t nsec, buf *out) {
    int width = 9;
    for (; nsec % 10 == 0; nsec /= 10)
        width--;
    buf_printf(out, ".%0*u", width, (unsigned)nsec);
}

void date_inspect(const date *d, buf *out) {
    civil c = date_civil(d);
    if (d->is_day) {
        buf_lit(out, "#<Date: ");
        add_day(&c, out);
        buf_printf(out, " ((%lldj,0s,0n),+0s,2299161j)>",
                   (long long)(floor_div(d->sec, DAY) + JULIAN_OF_EPOCH));
        return;
    }
    add_day(&c, out);
    buf_char(out, ' ');
    add_clock(&c, out);
    if (d->nsec)
        add_fraction(d->nsec, out);
    buf_char(out, ' ');
    if (d->is_utc) {
        buf_lit(out, "UTC");
        return;
    }
    add_offset(d->offset, "", out);
    if (d->offset % 60)
        buf_printf(out, "%02d", abs(d->offset) % 60);
}

void date_xmlschema(const date *d, buf *out) {
    civil c = date_civil(d);
    add_day(&c, out);
    if (d->is_day)
        return;
    buf_char(out, 'T');
    add_clock(&c, out);
    if (d->is_utc)
        buf_char(out, 'Z');
    else
        add_offset(d->offset, ":", out);
}

void date_rfc822(const date *d, buf *out) {
    civil c = date_civil(d);
    buf_printf(out, "%s, %0*d %s ", day_names[c.wday], d->is_day ? 1 : 2, c.day,
               month_names[c.month - 1]);
    add_year(c.year, out);
    buf_char(out, ' ');
    add_clock(&c, out);
    buf_char(out, ' ');
    if (d->is_utc)
        buf_lit(out, "-0000");
    else
        add_offset(d->is_day ? 0 : d->offset, "", out);
}

const date *date_copy(arena *a, const date *d) {
    date *copy = arena_make(a, date, 1);
    *copy = *d;
    return copy;
}
