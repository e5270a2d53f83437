#include "value/calendar.h"

enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, EPOCH_IN_ERAS = 719468 };

int64_t calendar_floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

/* Years are counted from March, so that the leap day is the last of its year; eras are the 400
 * years after which the calendar repeats. */
int64_t civil_days(int64_t year, int month, int day) {
    int64_t carry = calendar_floor_div(month - 1, 12);
    year += carry;
    month -= (int)(12 * carry);
    if (month <= 2)
        year--;
    int64_t era = calendar_floor_div(year, YEARS_IN_ERA);
    int64_t y = year - era * YEARS_IN_ERA;
    int64_t from_march = (153 * ((month + 9) % 12) + 2) / 5;
    int64_t days = y * 365 + y / 4 - y / 100 + from_march + day - 1;
    return era * DAYS_IN_ERA + days - EPOCH_IN_ERAS;
}

civil calendar_civil(int64_t seconds) {
    civil c;
    int64_t days = calendar_floor_div(seconds, SECONDS_A_DAY);
    int clock = (int)(seconds % SECONDS_A_DAY);
    clock += clock < 0 ? SECONDS_A_DAY : 0;
    int64_t z = days + EPOCH_IN_ERAS, era = calendar_floor_div(z, DAYS_IN_ERA);
    int64_t d = z - era * DAYS_IN_ERA;
    int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int64_t from_march = d - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * from_march + 2) / 153;
    c.day = (int)(from_march - (153 * m + 2) / 5) + 1;
    c.month = (int)(m < 10 ? m + 3 : m - 9);
    c.year = y + era * YEARS_IN_ERA + (c.month <= 2);
    c.hour = clock / 3600;
    c.minute = clock / 60 % 60;
    c.second = clock % 60;
    c.wday = (int)(days + 4 - 7 * calendar_floor_div(days + 4, 7));
    c.yday = (int)(days - civil_days(c.year, 1, 1)) + 1;
    return c;
}

int64_t calendar_seconds(const civil *c) {
    return civil_days(c->year, c->month, c->day) * SECONDS_A_DAY + (int64_t)c->hour * 3600 +
           (int64_t)c->minute * 60 + c->second;
}

int calendar_month_days(int64_t year, int month) {
    return (int)(civil_days(year, month + 1, 1) - civil_days(year, month, 1));
}

str calendar_month_name(int month) {
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return str_of(names[month - 1]);
}

str calendar_day_name(int wday) {
    static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};
    return str_of(names[wday]);
}

/* A week belongs to the year of its Thursday. */
int calendar_iso_week(const civil *c, int64_t *year) {
    int thursday = c->yday + 3 - (c->wday + 6) % 7;
    *year = c->year;
    if (thursday < 1) {
        --*year;
        thursday += (int)(civil_days(c->year, 1, 1) - civil_days(*year, 1, 1));
    } else {
        int days = (int)(civil_days(c->year + 1, 1, 1) - civil_days(c->year, 1, 1));
        if (thursday > days) {
            ++*year;
            thursday -= days;
        }
    }
    return (thursday - 1) / 7 + 1;
}
