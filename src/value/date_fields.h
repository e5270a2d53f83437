/* What a lenient reading finds in a text: the fields of a date and a time, each there or not. */
#ifndef LETOON_VALUE_DATE_FIELDS_H
#define LETOON_VALUE_DATE_FIELDS_H

#include "base/str.h"

enum { DATE_TEXT_MAX = 128, DATE_NONE = -1 }; /* longer texts are refused, as Ruby refuses them */

typedef struct date_fields {
    bool has_year, has_fraction;
    int64_t year;
    int64_t yday, month, day, hour, minute, second; /* DATE_NONE: not there */
    uint32_t nsec;
    str zone; /* p NULL: not there; lives in text */
    char text[DATE_TEXT_MAX];
} date_fields;

/* False for a text that is too long or no UTF-8. */
bool date_fields_read(str text, date_fields *out);

#endif
