#include "render/filters.h"

#include "value/date.h"

/* The input as a time of the site's zone. False: *out is the filter's answer. */
static bool read_time(liquid_call *c, value in, date *d, value *out) {
    *out = in;
    if (liquid_to_s(c->a, in).n == 0)
        return false;
    date read;
    if (!liquid_to_date(c->run, in, &read)) {
        *out = render_refuse(c, in, "a date");
        return false;
    }
    const zone *z = liquid_run_zone(c->run);
    z = z ? z : zone_utc();
    if (read.is_day) {
        civil day = date_civil(&read);
        day.hour = day.minute = day.second = 0;
        date_from_civil(&day, 0, z, d);
    } else {
        date_in_zone(&read, z, d);
    }
    d->is_day = false;
    d->is_utc = false; /* a local time, even where the zone is UTC */
    return true;
}

value render_date_to_xmlschema(liquid_call *c, value in) {
    date d;
    value out;
    if (!read_time(c, in, &d, &out))
        return out;
    buf b = buf_new(c->a, 32);
    date_xmlschema(&d, &b);
    return value_str(buf_str(&b));
}

value render_date_to_rfc822(liquid_call *c, value in) {
    date d;
    value out;
    if (!read_time(c, in, &d, &out))
        return out;
    buf b = buf_new(c->a, 32);
    date_rfc822(&d, &b);
    return value_str(buf_str(&b));
}

static const char *ordinal(int day) {
    if (day >= 11 && day <= 13)
        return "th";
    return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}

static bool is_word(value v, str word) {
    return v.kind == V_STR && str_eq(value_as_str(v), word);
}

static value write_date(liquid_call *c, value in, const char *month) {
    date d;
    value out;
    if (!read_time(c, in, &d, &out))
        return out;
    buf format = buf_new(c->a, 16), b = buf_new(c->a, 32);
    int day = date_civil(&d).day;
    if (!is_word(liquid_arg(c, 0), S("ordinal")))
        buf_printf(&format, "%%d %s %%Y", month);
    else if (is_word(liquid_arg(c, 1), S("US")))
        buf_printf(&format, "%s %d%s, %%Y", month, day, ordinal(day));
    else
        buf_printf(&format, "%d%s %s %%Y", day, ordinal(day), month);
    date_strftime(&d, buf_str(&format), &b);
    return value_str(buf_str(&b));
}

value render_date_to_string(liquid_call *c, value in) {
    return write_date(c, in, "%b");
}

value render_date_to_long_string(liquid_call *c, value in) {
    return write_date(c, in, "%B");
}
