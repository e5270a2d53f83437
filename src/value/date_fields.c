/* The lenient grammar of dates, in the order in which Ruby's Date._parse tries its forms. What a
 * form has matched is taken out of the text, so that the next ones do not see it. */
#include "value/date_fields.h"

#include <string.h>

#include "base/utf8.h"
#include "value/pattern.h"

#define MONTH "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
#define ERA   "(?:c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.))"
#define AM_PM "(?:m\\b|\\.m\\.)"

enum { NUMBER_MAX = 1000000000 };

typedef struct reading {
    date_fields *f;
    char text[DATE_TEXT_MAX + 1];
    size_t n;
    bool keep_century, before_christ; /* the year is whole already; it is counted backwards */
} reading;

static str rest(const reading *r) {
    return (str){r->text, r->n};
}

static bool find(const reading *r, const char *pattern, pattern_match *m) {
    return pattern_find(pattern, rest(r), m);
}

/* What was matched becomes one space. */
static void cut(reading *r, const pattern_match *m) {
    if (m->to == m->from)
        return;
    r->text[m->from] = ' ';
    memmove(r->text + m->from + 1, r->text + m->to, r->n - m->to);
    r->n -= m->to - m->from - 1;
}

/* Groups point into the text, and cutting moves it: they are read before. */
static int64_t number(str s) {
    int64_t i = 0;
    for (size_t k = 0; k < s.n && ascii_is_digit(s.p[k]); k++)
        i = i < NUMBER_MAX ? i * 10 + (s.p[k] - '0') : i;
    return i;
}

static int64_t digits(str s, size_t from, size_t n) {
    return number(str_slice(s, from, from + n));
}

static uint32_t nanoseconds(str s) {
    uint32_t nsec = 0;
    for (size_t i = 0; i < 9; i++)
        nsec = nsec * 10 + (i < s.n ? (uint32_t)(s.p[i] - '0') : 0);
    return nsec;
}

/* The number of a month that is named, as a text: the forms without names have digits there. */
static str month_text(str name) {
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    static const char *const numbers[] = {"1", "2", "3", "4",  "5",  "6",
                                          "7", "8", "9", "10", "11", "12"};
    size_t i = 0;
    while (i < 11 && !str_eq_fold(str_slice(name, 0, 3), (str){names + 3 * i, 3}))
        i++;
    return str_of(numbers[i]);
}

static bool is_before_christ(str era) {
    return era.n && ascii_lower(era.p[0]) == 'b';
}

static void set_year(reading *r, int64_t year) {
    r->f->has_year = true;
    r->f->year = year;
}

static void set_zone(reading *r, str zone) {
    memcpy(r->f->text, zone.p, zone.n);
    r->f->zone = (str){r->f->text, zone.n};
}

static bool is_quoted_or_long(str s) {
    return s.p && (s.n > 2 || (s.n && s.p[0] == '\''));
}

static str skip_to_number(str s, bool with_sign) {
    size_t i = 0;
    while (i < s.n && !ascii_is_digit(s.p[i]) && !(with_sign && (s.p[i] == '-' || s.p[i] == '+')))
        i++;
    return str_from(s, i);
}

static size_t signed_span(str s) {
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    return i;
}

static void set_year_text(reading *r, str s) {
    s = skip_to_number(s, true);
    bool minus = str_starts(s, S("-")), has_sign = minus || str_starts(s, S("+"));
    str size = str_slice(s, has_sign, signed_span(s));
    if (has_sign || size.n > 2)
        r->keep_century = true;
    set_year(r, minus ? -number(size) : number(size));
}

/* Year, month and day in the order they were written, which need not be their order: a part that
 * is longer than two digits or begins with an apostrophe is the year. */
static void set_date(reading *r, str y, str m, str d, bool before_christ) {
    const str none = {NULL, 0};
    if (y.p && m.p && !d.p) {
        d = m;
        m = y;
        y = none;
    }
    if (!y.p && is_quoted_or_long(d)) {
        y = d;
        d = none;
    }
    if (y.p) {
        str s = skip_to_number(y, true);
        size_t n = signed_span(s);
        if (n < s.n) { /* "5th": a day */
            y = d;
            d = str_slice(s, 0, n);
        }
    }
    if (is_quoted_or_long(m)) {
        str old = y;
        y = m;
        m = d;
        d = old;
    }
    if (is_quoted_or_long(d)) {
        str old = y;
        y = d;
        d = old;
    }
    if (y.p) {
        set_year_text(r, y);
        r->before_christ |= before_christ;
    }
    if (m.p)
        r->f->month = number(skip_to_number(m, false));
    if (d.p)
        r->f->day = number(skip_to_number(d, false));
}

static bool read_weekday(reading *r) {
    pattern_match m;
    if (!find(r, "\\b(sun|mon|tue|wed|thu|fri|sat)[^-/\\d\\s]*", &m))
        return false;
    cut(r, &m);
    return true;
}

static void read_clock(reading *r, str s) {
    pattern_match m;
    if (!pattern_find("(\\d+)h?(?:\\s*:?\\s*(\\d+)m?(?:\\s*:?\\s*(\\d+)(?:[,.](\\d+))?s?)?)?"
                      "(?:\\s*([ap])" AM_PM ")?",
                      s, &m) ||
        m.from != 0)
        return;
    date_fields *f = r->f;
    f->hour = number(m.group[0]);
    if (m.group[4].p)
        f->hour = f->hour % 12 + (ascii_lower(m.group[4].p[0]) == 'p' ? 12 : 0);
    if (m.group[1].p)
        f->minute = number(m.group[1]);
    if (m.group[2].p)
        f->second = number(m.group[2]);
    if (m.group[3].p) {
        f->has_fraction = true;
        f->nsec = nanoseconds(m.group[3]);
    }
}

static void read_time(reading *r) {
    pattern_match m;
    if (!find(r,
              "((?:\\d+\\s*:\\s*\\d+(?:\\s*:\\s*\\d+(?:[,.]\\d*)?)?"
              "|\\d+\\s*h(?:\\s*\\d+m?(?:\\s*\\d+s?)?)?)"
              "(?:\\s*[ap]" AM_PM ")?|\\d+\\s*[ap]" AM_PM ")"
              "(?:\\s*((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?"
              "|[\\w.\\s]+(?:standard|daylight)\\stime\\b|\\w+(?:\\sdst)?\\b))?",
              &m))
        return;
    if (m.group[1].p)
        set_zone(r, m.group[1]);
    read_clock(r, m.group[0]);
    cut(r, &m);
}

static bool read_day_month_year(reading *r) {
    pattern_match m;
    if (!find(r,
              "('?\\d+)[^-\\d\\s]*\\s*" MONTH "[^-\\d\\s']*"
              "(?:\\s*(" ERA ")?\\s*('?-?\\d+(?:(?:st|nd|rd|th)\\b)?))?",
              &m))
        return false;
    set_date(r, m.group[3], month_text(m.group[1]), m.group[0], is_before_christ(m.group[2]));
    cut(r, &m);
    return true;
}

static bool read_month_day_year(reading *r) {
    pattern_match m;
    if (!find(r,
              "\\b" MONTH "[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*"
              "(?:\\s*,?\\s*(" ERA ")?\\s*('?-?\\d+))?",
              &m))
        return false;
    set_date(r, m.group[3], month_text(m.group[0]), m.group[1], is_before_christ(m.group[2]));
    cut(r, &m);
    return true;
}

/* 2024-3-5, 2024/3/5, 3/5, 2024. 3. 5 */
static bool read_separated(reading *r, const char *pattern) {
    pattern_match m;
    if (!find(r, pattern, &m))
        return false;
    set_date(r, m.group[0], m.group[1], m.group[2], false);
    cut(r, &m);
    return true;
}

static bool read_dashes(reading *r) {
    return read_separated(r, "('?[-+]?\\d+)-(\\d+)-('?-?\\d+)");
}

static bool read_slashes(reading *r) {
    return read_separated(r, "('?-?\\d+)/\\s*('?\\d+)(?:\\D\\s*('?-?\\d+))?");
}

static bool read_dots(reading *r) {
    return read_separated(r, "('?-?\\d+)\\.\\s*('?\\d+)\\.\\s*('?-?\\d+)");
}

/* H31.4.30: the years of Japan's eras */
static bool read_japanese(reading *r) {
    pattern_match m;
    if (!find(r, "\\b([mtshr])(\\d+)\\.(\\d+)\\.(\\d+)", &m))
        return false;
    int64_t before = 0;
    switch (ascii_lower(m.group[0].p[0])) {
    case 'm': before = 1867; break;
    case 't': before = 1911; break;
    case 's': before = 1925; break;
    case 'h': before = 1988; break;
    case 'r': before = 2018; break;
    }
    set_year(r, number(m.group[1]) + before);
    r->f->month = number(m.group[2]);
    r->f->day = number(m.group[3]);
    cut(r, &m);
    return true;
}

/* 5-mar-2024 and mar-5-2024 */
static bool read_named_dashes(reading *r) {
    pattern_match m;
    if (find(r, "('?-?\\d+)-" MONTH "[^-/.]*-('?-?\\d+)", &m))
        set_date(r, m.group[2], month_text(m.group[1]), m.group[0], false);
    else if (find(r, "\\b" MONTH "[^-/.]*-('?-?\\d+)(?:-('?-?\\d+))?", &m))
        set_date(r, m.group[2], month_text(m.group[0]), m.group[1], false);
    else
        return false;
    cut(r, &m);
    return true;
}

/* ISO 8601's shorter forms: weeks (which say no day to Time.parse), --mm-dd, yyyy-ddd, -ddd */
static bool read_iso_short(reading *r) {
    pattern_match m, ignored;
    date_fields *f = r->f;
    if (find(r, "\\b(\\d{2}|\\d{4})?-?w(\\d{2})(?:-?(\\d))?\\b", &m) ||
        find(r, "-w-(\\d)\\b", &m)) {
        ;
    } else if (find(r, "--(\\d{2})?-(\\d{2})\\b", &m) || find(r, "--(\\d{2})(\\d{2})?\\b", &m)) {
        if (m.group[0].p)
            f->month = number(m.group[0]);
        if (m.group[1].p)
            f->day = number(m.group[1]);
    } else if (!find(r, "[,.](\\d{2}|\\d{4})-\\d{3}\\b", &ignored) &&
               find(r, "\\b(\\d{2}|\\d{4})-(\\d{3})\\b", &m)) {
        set_year(r, number(m.group[0]));
        f->yday = number(m.group[1]);
    } else if (!find(r, "\\d-\\d{3}\\b", &ignored) && find(r, "\\b-(\\d{3})\\b", &m)) {
        f->yday = number(m.group[0]);
    } else {
        return false;
    }
    cut(r, &m);
    return true;
}

static bool read_quoted_year(reading *r) {
    pattern_match m;
    if (!find(r, "'(\\d+)\\b", &m))
        return false;
    set_year(r, number(m.group[0]));
    cut(r, &m);
    return true;
}

static bool read_month(reading *r) {
    pattern_match m;
    if (!find(r, "\\b" MONTH "\\S*", &m))
        return false;
    r->f->month = number(month_text(m.group[0]));
    cut(r, &m);
    return true;
}

static bool read_ordinal_day(reading *r) {
    pattern_match m;
    if (!find(r, "(\\d+)(st|nd|rd|th)\\b", &m))
        return false;
    r->f->day = number(m.group[0]);
    cut(r, &m);
    return true;
}

/* Digits before a fraction count from their end: seconds, minutes, hours, … */
static void set_digits_backwards(reading *r, str s, bool minus) {
    date_fields *f = r->f;
    int64_t *const fields[] = {&f->second, &f->minute, &f->hour, &f->day, &f->month};
    size_t left = s.n;
    if (s.n > 8 && s.n % 2)
        return;
    for (size_t i = 0; i < 5 && left >= 2; i++, left -= 2) {
        if (i == 4 && s.n < 10)
            break;
        *fields[i] = digits(s, left - 2, 2);
        if (left == 3 && i < 3) { /* an odd number of digits: the last field has one */
            *fields[i + 1] = digits(s, 0, 1);
            return;
        }
    }
    if (s.n == 12 || s.n == 14) {
        int64_t year = digits(s, 0, s.n - 10);
        set_year(r, minus ? -year : year);
        r->keep_century |= s.n == 14;
    }
}

static void set_digits(reading *r, str s, bool minus) {
    date_fields *f = r->f;
    bool is_short = s.n == 5 || s.n == 6, is_long = s.n == 7 || (s.n >= 8 && s.n % 2 == 0);
    size_t year = is_short ? 2 : is_long ? 4 : 0;
    if (year)
        set_year(r, minus ? -digits(s, 0, year) : digits(s, 0, year));
    switch (s.n) {
    case 2: f->day = number(s); break;
    case 3:
    case 5:
    case 7: f->yday = digits(s, year, 3); break;
    case 4:
    case 6:
        f->month = digits(s, year, 2);
        f->day = digits(s, year + 2, 2);
        break;
    case 8:
    case 10:
    case 12:
    case 14:
        f->month = digits(s, 4, 2);
        f->day = digits(s, 6, 2);
        if (s.n >= 10)
            f->hour = digits(s, 8, 2);
        if (s.n >= 12)
            f->minute = digits(s, 10, 2);
        if (s.n >= 14)
            f->second = digits(s, 12, 2);
        r->keep_century = true;
        break;
    }
}

static void set_clock_digits(reading *r, str s, bool backwards) {
    date_fields *f = r->f;
    int64_t *const fields[] = {&f->hour, &f->minute, &f->second};
    if (s.n % 2)
        return;
    for (size_t i = 0; i < s.n / 2; i++)
        *fields[backwards ? 3 - s.n / 2 + i : i] = digits(s, 2 * i, 2);
}

/* "[+9:JST]": the name after the colon, or what there is. */
static str bracketed_zone(str s) {
    str before, after;
    s = str_slice(s, 1, s.n - 1);
    return str_cut(s, S(":"), &before, &after) ? after : s;
}

/* 20240305, 20240305T102030, 240305, 2024065, … */
static bool read_digits(reading *r) {
    pattern_match m;
    if (!find(r,
              "([-+]?)(\\d{2,14})(?:\\s*t?\\s*(\\d{2,6})?(?:[,.](\\d*))?)?"
              "(?:\\s*(z\\b|[-+]\\d{1,4}\\b|\\[[-+]?\\d[^\\]]*\\]))?",
              &m))
        return false;
    bool minus = str_eq(m.group[0], S("-")), fraction = m.group[3].p != NULL;
    if (fraction && !m.group[2].p)
        set_digits_backwards(r, m.group[1], minus);
    else
        set_digits(r, m.group[1], minus);
    if (m.group[2].p)
        set_clock_digits(r, m.group[2], fraction);
    if (fraction) {
        r->f->has_fraction = true;
        r->f->nsec = nanoseconds(m.group[3]);
    }
    if (m.group[4].p)
        set_zone(r, m.group[4].p[0] == '[' ? bracketed_zone(m.group[4]) : m.group[4]);
    cut(r, &m);
    return true;
}

/* One or two digits that are left are the day beside a time, or the hour beside a day. */
static void read_remainder(reading *r) {
    date_fields *f = r->f;
    str s = str_trim(rest(r));
    if (s.n == 0 || s.n > 2 || !ascii_is_digit(s.p[0]) || !ascii_is_digit(s.p[s.n - 1]))
        return;
    int64_t i = number(s);
    if (f->hour != DATE_NONE && f->day == DATE_NONE && i >= 1 && i <= 31)
        f->day = i;
    if (f->day != DATE_NONE && f->hour == DATE_NONE && i <= 24)
        f->hour = i;
}

/* Runs of anything but letters, digits and a few signs become one space. */
static void normalize(str text, reading *r) {
    bool space = false;
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(text, i), &cp);
        bool kept = cp < 0x80 ? ascii_is_alnum((char)cp) ||
                                    (cp && str_find_char(S("-+',./:@[]"), (char)cp) != STR_NONE)
                              : utf8_is_letter(cp) || utf8_is_mark(cp) || utf8_is_digit(cp);
        if (kept) {
            memcpy(r->text + r->n, text.p + i, n);
            r->n += n;
        } else if (!space) {
            r->text[r->n++] = ' ';
        }
        space = !kept;
        i += n;
    }
}

/* Does s have this shape at an offset? A 0 in it is any digit. */
static bool has_shape(str s, size_t at, const char *shape) {
    for (size_t i = 0; shape[i]; i++) {
        if (at + i >= s.n)
            return false;
        char c = s.p[at + i];
        if (shape[i] == '0' ? !ascii_is_digit(c) : c != shape[i])
            return false;
    }
    return true;
}

/* The zones of read_iso_plain; an empty one is none. */
static bool is_plain_zone(str s) {
    if (s.n == 0 || str_eq(s, S("Z")) || str_eq(s, S("UTC")))
        return true;
    bool colon = s.n == 6;
    return (s.p[0] == '+' || s.p[0] == '-') && (s.n == 5 || colon) &&
           has_shape(s, 1, colon ? "00:00" : "0000");
}

/* 2024-03-05[ 10:20[:30][ +0530]], which nearly every date is, without the search for forms. */
static bool read_iso_plain(str s, reading *r) {
    date_fields *f = r->f;
    size_t at = 10;
    bool clock = has_shape(s, at, " 00:00") || has_shape(s, at, "T00:00");
    if (!has_shape(s, 0, "0000-00-00") || (s.n > at && !clock))
        return false;
    at += clock ? 6 : 0;
    bool seconds = clock && has_shape(s, at, ":00");
    at += seconds ? 3 : 0;
    str zone = str_from(s, at + (clock && at + 1 < s.n && s.p[at] == ' '));
    if (!is_plain_zone(zone))
        return false;
    set_year(r, digits(s, 0, 4));
    f->month = digits(s, 5, 2);
    f->day = digits(s, 8, 2);
    if (clock) {
        f->hour = digits(s, 11, 2);
        f->minute = digits(s, 14, 2);
    }
    if (seconds)
        f->second = digits(s, 17, 2);
    if (zone.n)
        set_zone(r, zone);
    return true;
}

bool date_fields_read(str text, date_fields *out) {
    static bool (*const forms[])(reading *) = {
        read_day_month_year, read_month_day_year, read_dashes,      read_japanese,
        read_named_dashes,   read_slashes,        read_dots,        read_iso_short,
        read_quoted_year,    read_month,          read_ordinal_day, read_digits};
    size_t bad;
    *out = (date_fields){.yday = DATE_NONE,
                         .month = DATE_NONE,
                         .day = DATE_NONE,
                         .hour = DATE_NONE,
                         .minute = DATE_NONE,
                         .second = DATE_NONE};
    if (text.n > DATE_TEXT_MAX || !utf8_valid(text, &bad))
        return false;
    reading r = {.f = out};
    if (read_iso_plain(text, &r))
        return true;
    normalize(text, &r);
    read_weekday(&r);
    read_time(&r);
    for (size_t i = 0; i < sizeof forms / sizeof *forms && !forms[i](&r); i++)
        ;
    pattern_match m;
    if (find(&r, "\\b(bc\\b|bce\\b|b\\.c\\.|b\\.c\\.e\\.)", &m)) {
        r.before_christ = true;
        cut(&r, &m);
    }
    read_remainder(&r);
    if (r.before_christ)
        out->year = 1 - out->year;
    if (!r.keep_century && out->year >= 0 && out->year <= 99)
        out->year += out->year >= 69 ? 1900 : 2000;
    return true;
}
