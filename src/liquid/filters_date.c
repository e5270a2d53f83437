#include "liquid/filters.h"
#include "value/date.h"

static value format_date(liquid_call *c, value in) {
    str format = arg_text(c, 0);
    struct date d;
    if (format.n == 0 || !liquid_to_date(c->run, in, &d))
        return in;
    buf b = buf_new(c->a, 64);
    if (!date_strftime(&d, format, &b) && !d.is_day) /* Date#strftime prints it as it is */
        return liquid_filter_fail(c, "the format '%.*s' ends within a directive",
                                  STR_FMT(brief(format)));
    return filter_text(c, &b);
}

const liquid_filter liquid_filters_date[] = {
    {"date", format_date, 1, 1},
    {NULL, NULL, 0, 0},
};
