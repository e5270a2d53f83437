/* Dates: calendar, zones, strftime and parsing, against tables of Ruby's answers in tests/data. */
#define _POSIX_C_SOURCE 200809L /* setenv */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "value/calendar.h"
#include "value/date.h"
#include "value/zone.h"

static int64_t take_int(str *s, const char *until) {
    str head;
    int64_t i = 0;
    str_cut(*s, str_of(until), &head, s);
    if (!str_to_int(head, &i))
        fail_msg("no integer: %.*s", STR_FMT(head));
    return i;
}

/* "2024-3-5-10-20-30"; the first number may be negative. */
static civil take_civil(str s) {
    civil c = {.month = 1};
    bool minus = str_starts(s, S("-"));
    s = str_from(s, minus);
    c.year = take_int(&s, "-") * (minus ? -1 : 1);
    c.month = (int)take_int(&s, "-");
    c.day = (int)take_int(&s, "-");
    c.hour = s.n ? (int)take_int(&s, "-") : 0;
    c.minute = s.n ? (int)take_int(&s, "-") : 0;
    c.second = s.n ? (int)take_int(&s, "-") : 0;
    return c;
}

static void civil_days_and_back(void **state) {
    (void)state;
    int64_t day = civil_days(-801, 1, 1), yday = 1, wday = -1;
    for (int year = -801; year <= 2500; year++, yday = 1)
        for (int month = 1; month <= 12; month++) {
            int days = calendar_month_days(year, month);
            for (int d = 1; d <= days; d++, day++, yday++) {
                civil c = date_civil(&(date){.sec = day * 86400 + 86399, .is_utc = true});
                assert_true(c.year == year && c.month == month && c.day == d && c.yday == yday);
                assert_true(c.hour == 23 && c.minute == 59 && c.second == 59);
                assert_true(wday < 0 || c.wday == (wday + 1) % 7);
                wday = c.wday;
                assert_int_equal(civil_days(year, month, d), day);
            }
        }
    assert_int_equal(civil_days(1970, 1, 1), 0);
    assert_int_equal(civil_days(1969, 13, 1), 0);
    assert_int_equal(civil_days(1971, 0, 32), 365);
    assert_int_equal(date_civil(&(date){.sec = 0, .is_utc = true}).wday, 4);
}

static void standard_texts(void **state) {
    (void)state;
    static const struct {
        date d;
        const char *xmlschema, *rfc822;
    } cases[] = {
        {{.sec = 1709596800, .is_day = true}, "2024-03-05", "Tue, 5 Mar 2024 00:00:00 +0000"},
        {{.sec = 0, .is_utc = true}, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 -0000"},
        {{.sec = 0, .offset = -19800},
         "1969-12-31T18:30:00-05:30",
         "Wed, 31 Dec 1969 18:30:00 -0530"},
        {{.sec = -1000000000000, .is_utc = true},
         "-29719-04-05T22:13:20Z",
         "Tue, 05 Apr -29719 22:13:20 -0000"},
        {{.sec = 10000000000000, .is_utc = true},
         "318857-05-20T17:46:40Z",
         "Sun, 20 May 318857 17:46:40 -0000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf x = buf_new(a, 0), r = buf_new(a, 0);
        date_xmlschema(&cases[i].d, &x);
        date_rfc822(&cases[i].d, &r);
        assert_text(buf_str(&x), cases[i].xmlschema);
        assert_text(buf_str(&r), cases[i].rfc822);
    }
}

/* Of zones.tsv and zone_rules.tsv: zone, "u", seconds, offset, abbreviation; or zone, "l", local
 * time, seconds */
static bool check_zone(const str *f) {
    const zone *z = zone_load(a, f[0]);
    if (!z)
        return false;
    int64_t want;
    date out;
    if (str_eq(f[1], S("l"))) {
        civil c = take_civil(f[2]);
        date_from_civil(&c, 0, z, &out);
        return str_to_int(f[3], &want) && out.sec == want;
    }
    date d = {.is_day = false};
    str_to_int(f[2], &d.sec);
    date_in_zone(&d, z, &out);
    return str_to_int(f[3], &want) && out.offset == want && str_eq(str_of(out.zone), f[4]) &&
           !out.is_utc;
}

/* Only what no later edition of the time zone data takes back: of most zones what happened from
 * 1970 to 2019, the past before it and the forecasts behind it of those that never moved. */
static void zones_as_ruby(void **state) {
    (void)state;
    if (!zone_load(a, S("America/New_York"))) {
        print_message("skipped: no time zone files\n");
        skip();
    }
    each_line("tests/data/zones.tsv", 1500, check_zone);
}

static void zone_rules_as_ruby(void **state) {
    (void)state;
    each_line("tests/data/zone_rules.tsv", 1000, check_zone);
}

static void zone_names(void **state) {
    (void)state;
    static const char *const bad[] = {
        "Nowhere/City",
        "../../etc/passwd",
        "/etc/localtime",
        "Europe",
        "E",
        "EST",
        "AB5",
        "EST5EDT,M3.2.0",
        "EST5EDT,M13.2.0,M11.1.0",
        "EST25",
        "EST5 ",
        "<EST5",
        "EST5EDT,J0,J1",
        "ABCDEFGHIJKLMNOP5",
        ".",
        "a/./b",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (strcmp(bad[i], "EST") != 0 && zone_load(a, str_of(bad[i])))
            fail_msg("\"%s\" is no zone", bad[i]);
    assert_non_null(zone_load(a, S("UTC")));
    assert_non_null(zone_load(a, S("EST5EDT,M3.2.0/-167:59:59,M11.1.0/+167")));
    assert_null(zone_load(a, (str){"UTC\0", 4}));
    date d = {.sec = 5}, out;
    date_in_zone(&d, zone_utc(), &out);
    assert_true(out.is_utc && out.sec == 5 && out.offset == 0);
    date day = {.sec = 86400, .is_day = true};
    date_in_zone(&day, zone_load(a, S("ABC-2")), &out);
    assert_true(!out.is_day && out.sec == 86400 - 7200 && out.offset == 7200);
}

static void own_zone(void **state) {
    (void)state;
    const char *was = getenv("TZ");
    const char *keep = was ? str_cstr(a, str_of(was)) : NULL;
    static const struct {
        const char *tz;
        int32_t offset;
    } cases[] = {{"XYZ-3", 10800}, {":XYZ-3", 10800}, {"", 0}, {"UTC", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setenv("TZ", cases[i].tz, 1);
        const zone *z = zone_load(a, S(""));
        assert_non_null(z);
        assert_int_equal(zone_type_at(z, 0)->offset, cases[i].offset);
    }
    setenv("TZ", "Nowhere", 1);
    assert_null(zone_load(a, S("")));
    unsetenv("TZ");
    assert_non_null(zone_load(a, S("")));
    if (keep)
        setenv("TZ", keep, 1);
}

/* Every way to cut or spoil a zone file is refused or read within its bounds. */
static void hostile_zone_files(void **state) {
    (void)state;
    str bytes, why;
    if (!file_read(&sys_real, a, "/usr/share/zoneinfo/Europe/Berlin", 0x100000, &bytes, &why)) {
        print_message("skipped: no time zone files\n");
        skip();
    }
    assert_non_null(zone_file_parse(a, bytes));
    for (size_t n = 0; n < bytes.n; n++) {
        str cut = str_copy(a, str_slice(bytes, 0, n));
        const zone *z = zone_file_parse(a, cut);
        assert_true(!z || zone_type_at(z, 1700000000));
    }
    uint32_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        arena *own = arena_new(0);
        str spoilt = str_copy(own, bytes);
        for (int k = 0; k < 4; k++) {
            seed = seed * 1664525 + 1013904223;
            ((char *)(uintptr_t)spoilt.p)[(seed >> 8) % (i % 2 ? bytes.n : 60)] = (char)(seed >> 3);
        }
        const zone *z = zone_file_parse(own, spoilt);
        for (int64_t t = -5000000000; z && t < 5000000000; t += 1000000007)
            assert_non_null(zone_type_at(z, t));
        arena_free(own);
    }
}

/* "d:2024-3-5", "u:sec:nsec", "o:sec:nsec:offset" */
static date take_date(str s) {
    date d = {.is_day = s.p[0] == 'd', .is_utc = s.p[0] == 'u'};
    str rest = str_from(s, 2);
    if (d.is_day) {
        civil c = take_civil(rest);
        d.sec = civil_days(c.year, c.month, c.day) * 86400;
        return d;
    }
    d.sec = take_int(&rest, ":");
    d.nsec = (uint32_t)take_int(&rest, ":");
    d.offset = rest.n ? (int32_t)take_int(&rest, ":") : 0;
    return d;
}

/* date, format, text */
static bool check_strftime(const str *f) {
    date d = take_date(f[0]);
    buf b = buf_new(a, 0);
    date_strftime(&d, f[1], &b);
    return is_wanted(buf_str(&b), unescape(f[2]));
}

static void strftime_as_ruby(void **state) {
    (void)state;
    each_line("tests/data/strftime.tsv", 1400, check_strftime);
}

static void strftime_edges(void **state) {
    (void)state;
    date d = {.sec = 0, .offset = 3600, .zone = "MEZ"};
    static const struct {
        const char *format, *want;
        bool whole;
    } cases[] = {
        {"", "", true},          {"x", "x", true},
        {"abc%", "abc%", false}, {"%-", "%-", false},
        {"%5", "%5", false},     {"x%E", "x%E", true},
        {"%Z", "MEZ", true},     {"%5Z", "  MEZ", true},
        {"%#Z", "mez", true},    {"%99999999999d", "%99999999999d", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf b = buf_new(a, 0);
        assert_int_equal(date_strftime(&d, str_of(cases[i].format), &b), cases[i].whole);
        assert_text(buf_str(&b), cases[i].want);
    }
    static const char *const wide[] = {"%2000000000d", "%2000000000N", "%2000000000A",
                                       "%2000000000z", "%2000000000c", "%_2000000000z"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        buf b = buf_new(a, 0);
        assert_true(date_strftime(&d, str_of(wide[i]), &b));
        assert_int_equal(b.n, 1024);
    }
}

static void the_ends_of_time(void **state) {
    (void)state;
    const zone *z = zone_load(a, S("AAA-12BBB,M3.5.0,M10.5.0/3"));
    static const int64_t ends[] = {INT64_MAX, INT64_MIN};
    static const char *const want[] = {"292277026596-12-04", "-292277022657-01-27"};
    for (int i = 0; i < 2; i++) {
        date d = {.sec = ends[i], .is_utc = true}, there;
        buf b = buf_new(a, 0);
        date_strftime(&d, S("%F"), &b);
        assert_text(buf_str(&b), want[i]);
        date_in_zone(&d, z, &there);
        date_strftime(&there, S("%c %s %z %G-%V"), &b);
        date_inspect(&there, &b);
        there.offset = -there.offset;
        date_strftime(&there, S("%c"), &b);
    }
}

/* zone, text, "seconds:nanoseconds:offset:abbreviation" ("u" for UTC's offset) or "error" */
static bool check_parse(const str *f) {
    date now = {.sec = 1709609823, .is_utc = true}, d;
    buf b = buf_new(a, 0);
    if (date_parse(f[1], &now, zone_load(a, f[0]), &d)) {
        buf_printf(&b, "%lld:%u:", (long long)d.sec, (unsigned)d.nsec);
        if (d.is_utc)
            buf_char(&b, 'u');
        else
            buf_int(&b, d.offset);
        buf_printf(&b, ":%s", d.zone);
    } else {
        buf_lit(&b, "error");
    }
    return is_wanted(buf_str(&b), f[2]);
}

static void parse_as_ruby(void **state) {
    (void)state;
    if (!zone_load(a, S("America/New_York"))) {
        print_message("skipped: no time zone files\n");
        skip();
    }
    each_line("tests/data/parse.tsv", 2500, check_parse);
}

/* Any text is answered quickly and within bounds, whatever the answer. */
static void hostile_texts(void **state) {
    (void)state;
    static const char letters[] = "0123456789 -+:./',[]tzwhapmjanfebsdst\xc3\xa9\xff%^_#EOQN";
    const zone *z = zone_load(a, S("CET-1CEST,M3.5.0,M10.5.0/3"));
    date now = {.sec = 1709609823}, d;
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        char text[140];
        size_t n = (seed >> 9) % sizeof text;
        for (size_t k = 0; k < n; k++) {
            seed = seed * 1664525 + 1013904223;
            text[k] = letters[(seed >> 10) % (sizeof letters - 1)];
        }
        str s = str_copy(a, (str){text, n});
        buf b = buf_new(a, 0);
        if (date_parse(s, &now, z, &d))
            date_strftime(&d, s, &b);
        assert_true(!date_parse(s, &now, z, &d) || (d.nsec < 1000000000 && n <= 128));
    }
    for (int i = 0; i < 3; i++) {
        buf b = buf_new(a, 0);
        while (b.n < 126)
            buf_add(&b, str_of((const char *[]){"9 a", "1:1 a.", "1 jan"}[i]));
        date_parse(buf_str(&b), &now, z, &d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(civil_days_and_back), cmocka_unit_test(standard_texts),
        cmocka_unit_test(zones_as_ruby),       cmocka_unit_test(zone_rules_as_ruby),
        cmocka_unit_test(zone_names),          cmocka_unit_test(own_zone),
        cmocka_unit_test(hostile_zone_files),  cmocka_unit_test(strftime_as_ruby),
        cmocka_unit_test(strftime_edges),      cmocka_unit_test(the_ends_of_time),
        cmocka_unit_test(parse_as_ruby),       cmocka_unit_test(hostile_texts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
