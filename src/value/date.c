#include "value/date.h"

#include <stdlib.h>

#include "base/clock.h"
#include "value/calendar.h"

enum { JULIAN_OF_EPOCH = 2440588 };

/* The last days that 64 bits can tell stay as they are rather than overflow. */
civil date_civil(const date *d) {
    int32_t offset = d->is_day ? 0 : d->offset;
    if (offset > 0 ? d->sec > INT64_MAX - offset : d->sec < INT64_MIN - offset)
        offset = 0;
    return calendar_civil(d->sec + offset);
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
        long long day = calendar_floor_div(d->sec, SECONDS_A_DAY) + JULIAN_OF_EPOCH;
        buf_printf(out, " ((%lldj,0s,0n),+0s,2299161j)>", day);
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
    buf_printf(out, "%.3s, %0*d %.3s ", calendar_day_name(c.wday).p, d->is_day ? 1 : 2, c.day,
               calendar_month_name(c.month).p);
    add_year(c.year, out);
    buf_char(out, ' ');
    add_clock(&c, out);
    buf_char(out, ' ');
    if (d->is_utc)
        buf_lit(out, "-0000");
    else
        add_offset(d->is_day ? 0 : d->offset, "", out);
}

void date_now(const zone *z, date *out) {
    date now = {0};
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !str_to_int(str_of(epoch), &now.sec))
        clock_now(&now.sec, &now.nsec);
    date_in_zone(&now, z, out);
}

const date *date_copy(arena *a, const date *d) {
    date *copy = arena_make(a, date, 1);
    *copy = *d;
    return copy;
}
