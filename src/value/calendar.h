/* The Gregorian calendar's arithmetic and names. */
#ifndef LETOON_VALUE_CALENDAR_H
#define LETOON_VALUE_CALENDAR_H

#include "value/date.h"

enum { SECONDS_A_DAY = 86400 };

int64_t calendar_floor_div(int64_t a, int64_t b); /* b > 0 */
int calendar_month_days(int64_t year, int month);
str calendar_month_name(int month); /* from 1: "January" */
str calendar_day_name(int wday);    /* 0: "Sunday" */

/* ISO 8601's week and the year it belongs to. */
int calendar_iso_week(const civil *c, int64_t *year);

/* Seconds from 1970-01-01 00:00:00 to that date and clock time in the same zone. Fields beyond
 * their range carry over. */
int64_t calendar_seconds(const civil *c);

/* The civil date and time so many seconds after 1970-01-01 00:00:00. */
civil calendar_civil(int64_t seconds);

#endif
