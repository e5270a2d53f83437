/* Dates and times as Ruby has them: a Date is a day, a Time an instant with a zone offset. */
#ifndef LETOON_VALUE_DATE_H
#define LETOON_VALUE_DATE_H

#include "value/value.h"

typedef struct date {
    int64_t sec; /* since 1970-01-01 UTC; for a day, its midnight UTC */
    uint32_t nsec;
    int32_t offset; /* seconds east of UTC */
    bool is_day;    /* Ruby's Date: no clock time, no zone */
    bool is_utc;    /* Time made with UTC: prints "UTC" rather than "+0000" */
    char zone[12];  /* abbreviation for %Z, "" when unknown */
} date;

/* Calendar fields of a date in its own zone (proleptic Gregorian). */
typedef struct civil {
    int64_t year;
    int month, day; /* from 1 */
    int hour, minute, second;
    int wday; /* 0 Sunday */
    int yday; /* from 1 */
} civil;

typedef struct zone zone; /* a time zone's rules, read from the system's zone files */

/* By IANA name ("Asia/Shanghai") or POSIX TZ ("CET-1CEST,M3.5.0,M10.5.0/3"); an empty name is the
 * process's own zone (TZ, then /etc/localtime). NULL when there is no such zone. The zone lives in
 * the arena. Never touches the process's TZ. Zone files are sought in the directory that the
 * environment names in TZDIR, then in the system's. */
const zone *zone_load(arena *a, str name);
const zone *zone_utc(void);

civil date_civil(const date *d);
int64_t civil_days(int64_t year, int month, int day); /* days since 1970-01-01 */

/* The instant in a zone: *out keeps sec and nsec and gets the zone's offset and abbreviation. A day
 * becomes the time at its midnight in the zone, as Date#to_time does. */
void date_in_zone(const date *d, const zone *z, date *out);

/* SOURCE_DATE_EPOCH of the environment, the seconds a reproducible build takes for its time; else
 * the clock's. */
void date_now(const zone *z, date *out);

/* The instant that civil time has in a zone: the later one when a clock goes back, as Ruby; when it
 * goes forward over it, the one by the offset before. Fields beyond their range carry over. */
void date_from_civil(const civil *c, uint32_t nsec, const zone *z, date *out);

/* Ruby's Time.parse: lenient; fields that are missing are taken from `now` (date) or are zero
 * (time); a time without zone, or with a name that is neither RFC 822's nor z's own, is in `z`.
 * False when nothing in it is a date or a time, when a field is out of bounds, and for texts of
 * more than 128 bytes. */
bool date_parse(str text, const date *now, const zone *z, date *out);

/* Ruby's strftime in full, Time's or for days Date's: flags -0^#_:, widths (above 1,024 they mean
 * 1,024). Unknown directives are printed as they are. False when the format ends within a
 * directive, where Time#strftime raises ArgumentError; it is printed as it is too. */
bool date_strftime(const date *d, str format, buf *out);

/* Ruby's to_s: "2024-03-05", "2024-03-05 10:20:30 +0530", "2024-03-05 10:20:30 UTC". */
void date_text(const date *d, buf *out);
void date_inspect(const date *d, buf *out); /* #<Date: …> or the Time's inspect */
void date_xmlschema(const date *d, buf *out);
void date_rfc822(const date *d, buf *out);

const date *date_copy(arena *a, const date *d);

#endif
