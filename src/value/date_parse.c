/* Ruby's Time.parse: an instant from the fields that were found. */
#include <stdlib.h>
#include <string.h>

#include "value/calendar.h"
#include "value/date_fields.h"
#include "value/zone.h"

typedef struct parser {
    const zone *z;
    const date *now;
    const date_fields *f;
} parser;

static bool two_digits(str s, size_t at, int *out) {
    if (at + 2 > s.n || !ascii_is_digit(s.p[at]) || !ascii_is_digit(s.p[at + 1]))
        return false;
    *out = (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
    return true;
}

/* +hh, +hhmm, +hh:mm, +hhmmss, +hh:mm:ss */
static bool numeric_offset(str s, int32_t *out) {
    int h, m = 0, sec = 0;
    if (s.n == 0 || (s.p[0] != '+' && s.p[0] != '-') || !two_digits(s, 1, &h))
        return false;
    size_t colon = s.n > 3 && s.p[3] == ':', at = 3;
    if (at < s.n) {
        if (!two_digits(s, at + colon, &m))
            return false;
        at += colon + 2;
    }
    if (at < s.n) {
        if ((colon && s.p[at] != ':') || !two_digits(s, at + colon, &sec))
            return false;
        at += colon + 2;
    }
    int32_t size = (h * 60 + m) * 60 + sec;
    *out = s.p[0] == '-' ? -size : size;
    return at == s.n;
}

/* RFC 822's names and the military letters, with Ruby's signs. */
static bool named_offset(str s, int32_t *out) {
    static const struct {
        const char *name;
        int hours;
    } names[] = {{"UTC", 0},  {"UT", 0},   {"GMT", 0},  {"EST", -5}, {"EDT", -4}, {"CST", -6},
                 {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(s, str_of(names[i].name))) {
            *out = names[i].hours * 3600;
            return true;
        }
    static const char letters[] = "ZABCDEFGHIKLMNOPQRSTUVWXY";
    for (int i = 0; s.n == 1 && letters[i]; i++)
        if (ascii_lower(letters[i]) == ascii_lower(s.p[0])) {
            *out = (i <= 12 ? i : 12 - i) * 3600;
            return true;
        }
    return false;
}

/* The zone's own abbreviations in that year's winter and summer. */
static bool own_offset(const zone *z, str s, int64_t year, int32_t *out) {
    for (int month = 1; month <= 7; month += 6) {
        date d;
        date_from_civil(&(civil){.year = year, .month = month, .day = 1}, 0, z, &d);
        if (d.zone[0] && str_eq_fold(str_of(d.zone), s)) {
            *out = d.offset;
            return true;
        }
    }
    return false;
}

static bool offset_of(const parser *p, int64_t year, int32_t *out) {
    str s = p->f->zone;
    return s.p &&
           (numeric_offset(s, out) || named_offset(s, out) || own_offset(p->z, s, year, out));
}

static bool means_utc(str s) {
    static const char *const names[] = {"-00:00", "-0000", "-00", "UTC", "Z", "UT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(s, str_of(names[i])))
            return true;
    return false;
}

/* Time.utc's and Time.local's bounds; the 31st of a short month runs over into the next. */
static bool is_in_bounds(const date_fields *f) {
    return f->month >= 1 && f->month <= 12 && f->day >= 1 && f->day <= 31 && f->hour >= 0 &&
           f->hour <= 24 && f->minute >= 0 && f->minute <= 59 && f->second >= 0 &&
           f->second <= 60 && (f->hour < 24 || (f->minute == 0 && f->second == 0));
}

/* Takes the offset off the clock; what is left of it moves the day. As in Ruby a field that the
 * offset does not touch stays as it is, be it out of bounds, and a day moved past its month becomes
 * the first of the next, so that a 31st of June is the 1st of July. */
static void apply_offset(date_fields *f, int32_t offset) {
    int sign = offset < 0 ? 1 : -1;
    int64_t left = labs(offset);
    int64_t *const fields[] = {&f->second, &f->minute, &f->hour};
    static const int sizes[] = {60, 60, 24};
    for (int i = 0; i < 3; i++) {
        int64_t part = left % sizes[i];
        left /= sizes[i];
        if (part == 0)
            continue;
        int64_t sum = *fields[i] + sign * part, carry = calendar_floor_div(sum, sizes[i]);
        *fields[i] = sum - carry * sizes[i];
        left += sign * carry;
    }
    if (left == 0)
        return;
    f->day += sign * left;
    if (sign > 0 && f->day > calendar_month_days(f->year, (int)f->month)) {
        f->day = 1;
        f->year += f->month == 12;
        f->month = f->month % 12 + 1;
    } else if (sign < 0 && f->day < 1) {
        f->year -= f->month == 1;
        f->month = f->month == 1 ? 12 : f->month - 1;
        f->day = calendar_month_days(f->year, (int)f->month);
    }
}

static void in_offset(const date *d, int32_t offset, date *out) {
    *out = (date){.sec = d->sec, .nsec = d->nsec, .offset = offset};
}

/* Larger fields that are missing are today's, up to the first that is there; smaller ones are the
 * least. */
static void fill(const parser *p, const int32_t *offset, date_fields *f) {
    date now;
    if (offset)
        in_offset(p->now, *offset, &now);
    else
        date_in_zone(p->now, p->z, &now);
    civil c = date_civil(&now);
    const int64_t todays[] = {c.month, c.day, c.hour, c.minute, c.second};
    int64_t *const fields[] = {&f->month, &f->day, &f->hour, &f->minute, &f->second};
    bool given = f->has_year;
    if (!given)
        f->year = c.year;
    for (int i = 0; i < 5; i++) {
        given |= *fields[i] != DATE_NONE;
        if (*fields[i] == DATE_NONE)
            *fields[i] = given ? i < 2 : todays[i];
    }
    if (!given && !f->has_fraction)
        f->nsec = now.nsec / 1000 * 1000;
}

static bool make_time(const parser *p, date_fields f, date *out) {
    int32_t offset = 0;
    date now;
    date_in_zone(p->now, p->z, &now);
    int64_t zone_year = f.has_year ? f.year : date_civil(&now).year;
    bool has_offset = offset_of(p, zone_year, &offset);
    fill(p, has_offset ? &offset : NULL, &f);
    if (f.year != zone_year)
        has_offset = offset_of(p, f.year, &offset);
    if (has_offset && (f.month < 1 || f.month > 12 || abs(offset) >= SECONDS_A_DAY))
        return false;
    if (has_offset)
        apply_offset(&f, offset);
    if (!is_in_bounds(&f))
        return false;
    civil c = {.year = f.year,
               .month = (int)f.month,
               .day = (int)f.day,
               .hour = (int)f.hour,
               .minute = (int)f.minute,
               .second = (int)f.second};
    if (!has_offset) {
        date_from_civil(&c, f.nsec, p->z, out);
        return true;
    }
    date d = {.sec = calendar_seconds(&c), .nsec = f.nsec};
    date_in_zone(&d, means_utc(p->f->zone) ? zone_utc() : p->z, out);
    if (!out->is_utc && out->offset != offset)
        in_offset(&d, offset, out);
    return true;
}

/* A day of the year: the month is guessed from months of 31 days, and the guess then mended by
 * what is missing, as Ruby does; so in a zone of its own the days of two months may mix. */
static bool make_ordinal(const parser *p, date_fields f, date *out) {
    if (f.yday < 1 || f.yday > 366)
        return false;
    f.month = (f.yday - 1) / 31 + 1;
    f.day = (f.yday - 1) % 31 + 1;
    if (!make_time(p, f, out))
        return false;
    int64_t missing = f.yday - date_civil(out).yday;
    if (missing == 0)
        return true;
    date now;
    date_in_zone(p->now, p->z, &now);
    int64_t year = f.has_year ? f.year : date_civil(&now).year;
    f.day += missing;
    int days = calendar_month_days(year, (int)f.month);
    if (f.day > 28 && f.day > days) {
        if (++f.month > 12)
            return false;
        f.day -= days;
    }
    return make_time(p, f, out);
}

bool date_parse(str text, const date *now, const zone *z, date *out) {
    date_fields f;
    *out = (date){.sec = 0};
    if (!date_fields_read(text, &f))
        return false;
    if (!f.has_year && f.yday == DATE_NONE && f.month == DATE_NONE && f.day == DATE_NONE &&
        f.hour == DATE_NONE && f.minute == DATE_NONE && f.second == DATE_NONE && !f.has_fraction)
        return false;
    parser p = {z, now, &f};
    return f.yday != DATE_NONE ? make_ordinal(&p, f, out) : make_time(&p, f, out);
}
