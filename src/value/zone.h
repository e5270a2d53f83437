/* Inside of a time zone: the transitions of a zone file and the rule for the years after them. */
#ifndef LETOON_VALUE_ZONE_H
#define LETOON_VALUE_ZONE_H

#include "value/date.h"

enum { ZONE_ABBREVIATION = 12 };

typedef struct zone_type {
    int32_t offset;
    char name[ZONE_ABBREVIATION];
} zone_type;

/* "M3.5.0/2", "J60", "59": a day of each year and the second of it. */
typedef struct zone_day {
    char kind; /* 'M', 'J' or '0' */
    int month, week, day;
    int32_t second;
} zone_day;

typedef struct zone_rule {
    bool has_summer;
    zone_type standard, summer;
    zone_day start, end;
} zone_rule;

struct zone {
    bool is_utc;
    const int64_t *at; /* n transitions, ascending */
    const uint8_t *type;
    uint32_t n, ntypes;
    const zone_type *types; /* the first is for times before all transitions */
    bool has_rule;
    zone_rule rule;
};

/* A POSIX TZ text; false when it is not one. */
bool zone_rule_parse(str s, zone_rule *out);
const zone_type *zone_rule_at(const zone_rule *r, int64_t sec);

/* The bytes of a zone file (TZif, version 1 to 4); NULL when they are not one. */
const zone *zone_file_parse(arena *a, str bytes);

const zone_type *zone_type_at(const zone *z, int64_t sec);

#endif
